"""Reads of the levels above a framework: the national base, a region or sector, the authority itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.base_frameworks import BaseFramework, base_framework
from meerwaarde.rules.cascade import (
    Change,
    Difference,
    Related,
    changes,
    differences,
    holding,
    holds_within,
)
from meerwaarde.rules.compliance import PolicyRule, in_order
from meerwaarde.rules.lifecycle import ADOPTED, FRAMEWORK_DRAFT, REPLACED
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Goal, LeftOut
from meerwaarde.stages.policy.queries.frameworks import frameworks_visible_to, policy_rules, rules_of

MOST_LEVELS = 6
"""National, sector, region, authority, department: a chain that is longer is not followed further."""


@dataclass(frozen=True)
class Above:
    """The level above a framework with the rules that it asks to follow.

    `base` or `framework` says which it is. A framework of another authority that is no longer public is
    `hidden`: its rules cannot be read any more, and what was taken over from it stays.
    """

    rules: tuple[PolicyRule, ...]
    base: BaseFramework | None = None
    framework: Framework | None = None
    hidden: bool = False

    def rule(self, key: str) -> PolicyRule | None:
        """The rule above with this id (of the base: this code)."""
        return next((rule for rule in self.rules if rule.id == key), None)


@dataclass(frozen=True)
class Newer:
    """What stands above now, where that is not what the framework was written against."""

    above: Above
    changes: tuple[Change, ...]


def published() -> QuerySet[Framework]:
    """What everybody may read: versions that a body adopted and that were made public."""
    return (
        Framework.objects.filter(published_at__isnull=False, organisation__active=True)
        .exclude(state=FRAMEWORK_DRAFT)
        .select_related("organisation", "department")
    )


def possible_above(actor: Actor, department_id: int | None) -> list[Framework]:
    """Versions that a draft can follow: public ones of others, and for a department that of its authority."""
    others = published().filter(state=ADOPTED, department__isnull=True)
    others = others.exclude(organisation_id=actor.organisation_id).order_by("organisation__name", "pk")
    if department_id is None:
        return list(others)
    own = Framework.objects.filter(
        organisation_id=actor.organisation_id, department__isnull=True, state=ADOPTED
    ).select_related("organisation", "department")
    return [*own, *others]


def above_of(framework: Framework, day: date) -> Above | None:
    """What lies above a version; None where it follows nothing.

    The national base is read as it stood when the version was adopted; for a draft as it stands on `day`.
    """
    if framework.base:
        return _base(framework.base, framework.adopted_on or day)
    if framework.above_id is None:
        return None
    return _version(framework, _readable(framework, framework.above_id))


def newer_above(framework: Framework, day: date) -> Newer | None:
    """What stands above now and asks something else than what this version was written against."""
    if framework.base:
        now = _base(framework.base, day)
    elif framework.above_id is not None:
        newest = _newest(framework)
        now = None if newest is None else _version(framework, newest)
    else:
        now = None
    then = above_of(framework, day)
    if now is None or then is None:
        return None
    found = changes(then.rules, now.rules)
    moved = framework.base == "" and now.framework is not None and now.framework.pk != framework.above_id
    return Newer(now, found) if found or moved else None


def followers_behind(actor: Actor, day: date) -> list[tuple[Framework, Newer]]:
    """Adopted versions of the actor's authority above which something changed since."""
    rows = Framework.objects.filter(organisation_id=actor.organisation_id, state=ADOPTED)
    rows = rows.exclude(base="", above__isnull=True).select_related("organisation", "department")
    found = ((row, newer_above(row, day)) for row in rows)
    return [(row, newer) for row, newer in found if newer is not None]


def related(rules: Iterable[FrameworkRule], code: str | None = None) -> list[Related]:
    """Rules with what they stand for above; within a department they are read as it reads them."""
    told = []
    for stored in rules:
        rule = stored.as_policy_rule()
        if code is not None:
            (rule,) = holds_within([rule], code) or (rule,)
        told.append(Related(rule, stored.above_rule, stored.relation_reason))
    return told


def reasons_left_out(framework: Framework) -> dict[str, str]:
    """By id of the rule above why it is not taken over."""
    return dict(framework.left_out.values_list("above_rule", "reason"))


def left_out_rule(framework: Framework, above_rule: str) -> LeftOut | None:
    return framework.left_out.filter(above_rule=above_rule).select_related("framework").first()


def differences_of(
    framework: Framework, day: date, rules: Sequence[FrameworkRule] | None = None
) -> tuple[Difference, ...]:
    """Every difference with the level above; none where the version follows nothing."""
    above = above_of(framework, day)
    if above is None:
        return ()
    return _differences(framework, above, rules_of(framework) if rules is None else rules)


def _differences(
    framework: Framework, above: Above, rules: Sequence[FrameworkRule]
) -> tuple[Difference, ...]:
    return differences(above.rules, related(rules, _code(framework)), reasons_left_out(framework))


def public_above_of(framework: Framework, day: date) -> Above | None:
    """What lies above a version as everybody may know it: a framework that is not public is hidden."""
    above = above_of(framework, day)
    if above is None or above.framework is None or above.hidden:
        return above
    if published().filter(pk=above.framework.pk).exists():
        return above
    return Above((), framework=above.framework, hidden=True)


def public_differences_of(
    framework: Framework, day: date, rules: Sequence[FrameworkRule]
) -> tuple[Difference, ...]:
    """The differences that everybody may know: nothing of the rules of a framework that is not public."""
    above = public_above_of(framework, day)
    return () if above is None else _differences(framework, above, rules)


def levels_above(framework: Framework, day: date) -> list[Above]:
    """The chain upwards, nearest first."""
    chain: list[Above] = []
    at: Framework | None = framework
    while at is not None and len(chain) < MOST_LEVELS:
        found = above_of(at, day)
        if found is None:
            break
        chain.append(found)
        at = None if found.hidden else found.framework
    return chain


def rules_held(found: Sequence[Framework]) -> tuple[PolicyRule, ...]:
    """The rules of an authority's version and of its department's together (`frameworks_in_force`).

    A department that follows its authority replaces the rules it took over, sharpened or departed from;
    everything else of the authority keeps holding, and a rule without exception always does.
    """
    stored = _rules_of_all(found)
    part = found[-1] if len(found) > 1 else None
    if part is None or part.department is None or not _follows(part, found[0]):
        return policy_rules(stored)
    authority = [one for one in stored if one.framework_id != part.pk]
    own = related(one for one in stored if one.framework_id == part.pk)
    then = authority if part.above_id == found[0].pk else _rules_of_all([part.above])  # type: ignore[list-item]
    code = part.department.code
    held = holding(
        [one.as_policy_rule() for one in authority],
        own,
        code=code,
        followed=[one.as_policy_rule() for one in then],
        left_out=reasons_left_out(part),
    )
    return in_order(held)


def _follows(part: Framework, authority: Framework) -> bool:
    return part.above is not None and part.above.organisation_id == authority.organisation_id


def _rules_of_all(found: Sequence[Framework]) -> list[FrameworkRule]:
    """Every advice reads these, so they are light: each framework once, of goals what a rule says of them."""
    by_key = {one.pk: one for one in found}
    rows = FrameworkRule.objects.filter(framework__in=list(by_key), struck_at__isnull=True).order_by()
    rules = sorted(rows.prefetch_related(_SERVED), key=lambda one: (one.position, one.pk))
    for rule in rules:
        rule.framework = by_key[rule.framework_id]
    return rules


_SERVED = Prefetch("goals", Goal.objects.only("public_id", "wording").order_by("pk"))


def _base(code: str, day: date) -> Above | None:
    found = base_framework(code, day)
    return None if found is None else Above(found.policy_rules, base=found)


def _version(framework: Framework, above: Framework | None) -> Above:
    """A version as the level above; rules for another authority's departments concern nobody else."""
    if above is None:
        return Above((), framework=framework.above, hidden=True)
    rules = policy_rules(rules_of(above))
    code = _code(framework)
    if above.organisation_id == framework.organisation_id and code is not None:
        rules = holds_within(rules, code)
    else:
        rules = tuple(rule for rule in rules if not rule.scope.departments)
    return Above(rules, framework=above)


def _readable(framework: Framework, above_id: int) -> Framework | None:
    """The version above while it may be read: of the own authority, or public."""
    own = Q(organisation_id=framework.organisation_id)
    return (
        Framework.objects.filter(own | Q(published_at__isnull=False), pk=above_id)
        .select_related("organisation", "department")
        .first()
    )


def _newest(framework: Framework) -> Framework | None:
    """The adopted version of the level that this framework follows, while it may be read."""
    above = framework.above
    if above is None:
        return None
    own = Q(organisation_id=framework.organisation_id)
    return (
        Framework.objects.filter(
            own | Q(published_at__isnull=False),
            organisation_id=above.organisation_id,
            department=above.department,
            state=ADOPTED,
        )
        .select_related("organisation", "department")
        .order_by(F("number").desc())
        .first()
    )


def _code(framework: Framework) -> str | None:
    return framework.department.code if framework.department else None


def comparable(actor: Actor) -> list[Framework]:
    """What can be laid side by side: own versions that the actor may read, and public ones of others."""
    own = frameworks_visible_to(actor).exclude(state=REPLACED).select_related("organisation", "department")
    others = published().filter(state=ADOPTED).exclude(organisation_id=actor.organisation_id)
    return [
        *own.order_by("department_id", "-number"),
        *others.order_by("organisation__name", "department_id", "-number"),
    ]


def worth_comparing(actor: Actor, found: Sequence[Framework]) -> tuple[Framework, ...]:
    """The two that a comparison opens with, out of what can be laid side by side.

    What the authority itself has in force against the level above it; else against the newest of the others.
    Empty where there are no two.
    """
    adopted = [one for one in found if one.state == ADOPTED] or list(found)
    own = [one for one in adopted if one.organisation_id == actor.organisation_id]
    first = next((one for one in own if one.department_id is None), next(iter(own or adopted), None))
    if first is None:
        return ()
    others = [one for one in adopted if one.pk != first.pk] or [one for one in found if one.pk != first.pk]
    above = [one for one in others if one.pk == first.above_id]
    newest = sorted(others, key=lambda one: (one.valid_from or date.min, one.pk), reverse=True)
    return (first, *[*above, *newest][:1]) if others else ()


def rules_of_several(frameworks: Sequence[Framework]) -> dict[int, tuple[PolicyRule, ...]]:
    """The rules of several versions by the key of each, in two queries."""
    held: dict[int, list[FrameworkRule]] = {one.pk: [] for one in frameworks}
    for stored in _rules_of_all(frameworks):
        held[stored.framework_id].append(stored)
    return {key: policy_rules(stored) for key, stored in held.items()}
