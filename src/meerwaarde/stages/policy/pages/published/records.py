"""Published frameworks as records for the JSON: only what is named here leaves the house."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date
from typing import Any

from django.urls import reverse

from meerwaarde.exchange.interfaces.frameworks import (
    LICENCE,
    AboveLevel,
    DepartmentOf,
    PublishedFramework,
    PublishedLeftOut,
    PublishedRule,
    PublishedSummary,
    PublishedTheme,
    Publisher,
    published_bounds,
    published_demand,
    published_scope,
)
from meerwaarde.platform.organisations.queries import Organisation
from meerwaarde.rules.cascade import Difference
from meerwaarde.rules.compliance import PolicyRule, sentence, theme_of
from meerwaarde.rules.own_themes import Mapped, names_for
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.queries import Above, Framework, FrameworkRule

Absolute = Callable[[str], str]
"""Makes a path into a whole address (`request.build_absolute_uri`)."""


def publisher_record(organisation: Organisation, absolute: Absolute) -> Publisher:
    """An authority that publishes."""
    page = reverse("public_frameworks:publisher", args=[organisation.slug])
    return Publisher(
        slug=organisation.slug, name=organisation.name, type=organisation.authority_type, url=absolute(page)
    )


def summary_record(framework: Framework, rule_count: int, absolute: Absolute) -> PublishedSummary:
    """One version in a list."""
    return PublishedSummary(**_common(framework, absolute), rule_count=rule_count)


def framework_record(framework: Framework, day: date, absolute: Absolute) -> PublishedFramework:
    """One version with its rules and how each stands to the level above."""
    stored = queries.rules_of(framework)
    rules = queries.policy_rules(stored)
    above = queries.public_above_of(framework, day)
    found = queries.public_differences_of(framework, day, stored)
    by_id = {one.public_id: one for one in stored}
    mapped = queries.mapped(framework.theme_set)
    told = words_of(framework, rules)
    return PublishedFramework(
        **_common(framework, absolute),
        license=LICENCE,
        explanation=framework.explanation,
        bounds=published_bounds(framework.policy_bounds),
        rules=tuple(_rule(rule, by_id[rule.id], told[rule.id], _own(found, rule), mapped) for rule in rules),
        left_out=tuple(
            PublishedLeftOut(
                above_rule=one.above.id, code=one.above.code, sentence=sentence(one.above), reason=one.reason
            )
            for one in found
            if one.kind == "left_out" and one.above is not None
        ),
        themes=_themes(framework),
        above=None if above is None else _above(above, absolute),
        replaces=_public_predecessor(framework),
    )


def words_of(framework: Framework, rules: tuple[PolicyRule, ...]) -> dict[str, Text]:
    """The sentence of each rule in both languages, with words for departments and CPV groups."""
    dutch = queries.words_for(framework.organisation_id, rules, "nl")
    english = queries.words_for(framework.organisation_id, rules, "en")
    return {rule.id: Text(nl=sentence(rule, dutch).nl, en=sentence(rule, english).en) for rule in rules}


def _common(framework: Framework, absolute: Absolute) -> dict[str, Any]:
    assert framework.adopted_on is not None
    assert framework.valid_from is not None
    assert framework.published_at is not None
    slug, part = framework.organisation.slug, framework.department
    return {
        "id": framework.public_id,
        "url": absolute(reverse("api:framework", args=[framework.public_id])),
        "web_page": absolute(reverse("public_frameworks:framework", args=[slug, framework.public_id])),
        "authority": publisher_record(framework.organisation, absolute),
        "department": None if part is None else DepartmentOf(code=part.code, name=part.name),
        "title": framework.title,
        "version": framework.number,
        "state": framework.state,
        "adopted_by": framework.adopted_by,
        "adopted_on": framework.adopted_on,
        "valid_from": framework.valid_from,
        "valid_until": framework.valid_until,
        "published_at": framework.published_at.astimezone(UTC).replace(microsecond=0),
    }


def _rule(
    rule: PolicyRule,
    stored: FrameworkRule,
    told: Text,
    difference: Difference | None,
    mapped: tuple[Mapped, ...],
) -> PublishedRule:
    theme = theme_of(rule.demand)
    kind = difference.kind if difference else "takes_over" if stored.above_rule else "own"
    return PublishedRule(
        id=rule.id,
        code=rule.code,
        strength=rule.strength,
        scope=published_scope(rule),
        demand=published_demand(rule),
        sentence=told,
        theme=theme,
        own_themes=names_for(theme, mapped),
        explanation=stored.explanation,
        relation=kind,  # type: ignore[arg-type] # a rule of its own is never left out or open
        above_rule=stored.above_rule or None,
        reason=stored.relation_reason,
    )


def _own(found: tuple[Difference, ...], rule: PolicyRule) -> Difference | None:
    return next((one for one in found if one.own is not None and one.own.id == rule.id), None)


def _themes(framework: Framework) -> tuple[PublishedTheme, ...]:
    if framework.theme_set is None:
        return ()
    return tuple(
        PublishedTheme(code=one.code, name=one.name, themes=tuple(one.themes))
        for one in framework.theme_set.own_themes.all()
    )


def _above(above: Above, absolute: Absolute) -> AboveLevel | None:
    """What is followed, as far as everybody may know it."""
    if above.base is not None:
        page = absolute(reverse("public_frameworks:base", args=[above.base.code]))
        return AboveLevel(kind="base", id=above.base.code, name=above.base.name.nl, url=page)
    found = above.framework
    if found is None or above.hidden:
        return None
    name = f"{found.title}, versie {found.number} ({found.organisation.name})"
    address = absolute(reverse("api:framework", args=[found.public_id]))
    return AboveLevel(kind="framework", id=found.public_id, name=name, url=address)


def _public_predecessor(framework: Framework) -> str | None:
    if framework.replaces_id is None:
        return None
    found = queries.published().filter(pk=framework.replaces_id).first()
    return None if found is None else found.public_id
