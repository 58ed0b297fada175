"""Where a rule would bite now, and why it can never bite: shown while a framework is written and adopted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, Link, Tone
from meerwaarde.rules.compliance import PolicyRule, never_bites, stricter
from meerwaarde.rules.compliance.assess import STANDING_NAMES
from meerwaarde.rules.law import Law
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Framework, RuleBite, rule_bites

MOST_LINES = 8
"""More procurements than this are only counted."""

TONES = {"satisfied": Tone.POSITIVE, "explained": Tone.INFO, "open": Tone.WARNING}


@dataclass(frozen=True)
class BiteLine:
    """One running procurement with how it stands towards the rule."""

    link: Link
    note: str
    badge: Badge


@dataclass(frozen=True)
class BitesShown:
    """What one rule would do now; `never` says why it can do nothing at all."""

    code: str
    summary: str
    lines: tuple[BiteLine, ...]
    more: str
    never: tuple[str, ...]


@dataclass(frozen=True)
class BesideRule:
    """What stands beside the form of a rule; `bites` is None as long as the rule is not complete."""

    bites: BitesShown | None
    bound: str


@dataclass(frozen=True)
class BitesOfDraft:
    """What all rules of a draft would do now."""

    rules: tuple[BitesShown, ...]
    bound: str


def beside_rule(actor: Actor, framework: Framework, rule: PolicyRule | None, today: date) -> BesideRule:
    """Beside a form: what the rule as it reads now would do."""
    if rule is None:
        return BesideRule(None, "")
    (shown,) = bites_shown(actor, framework, (msgspec.structs.replace(rule, id="now"),), today)
    return BesideRule(shown, bound_in_words())


def bites_of_draft(actor: Actor, framework: Framework, today: date) -> BitesOfDraft:
    """Every rule of a draft, judged together: each running procurement costs one advice."""
    rules = queries.policy_rules(queries.rules_of(framework))
    return BitesOfDraft(bites_shown(actor, framework, rules, today), bound_in_words())


def bites_shown(
    actor: Actor, framework: Framework, rules: Sequence[PolicyRule], today: date
) -> tuple[BitesShown, ...]:
    """Each rule with the running procurements that it would hold for."""
    narrowed = tuple(_within(framework, rule) for rule in rules)
    found = rule_bites.collect(actor, narrowed)
    never = never_of(actor, framework, rules, today)
    return tuple(
        _shown(rule, [bite for bite in found if bite.rule == rule.id], never[rule.id]) for rule in rules
    )


def never_of(
    actor: Actor, framework: Framework, rules: Sequence[PolicyRule], today: date
) -> dict[str, tuple[str, ...]]:
    """By id of the rule why it can never hold, in words; empty for one that can."""
    law, above = Law.on(today), queries.bounds_above(framework, today)
    own = framework.policy_bounds
    codes = (
        [one.code for one in queries.departments(actor)] if any(r.scope.departments for r in rules) else []
    )
    return {
        rule.id: tuple(
            words.unbroken(words.in_words(reason))
            for reason in never_bites(
                rule,
                law=law,
                buyer=actor.buyer,  # type: ignore[arg-type]
                bounds=own if above is None else stricter(above, own),
                cpv_exists=lambda group: queries.cpv_name(group) is not None,
                departments=codes,
                department=framework.department.code if framework.department else None,
            )
        )
        for rule in rules
    }


def bites_url(actor: Actor, framework: Framework, kind: str = "") -> str:
    """Where a page asks for this: of a rule that is typed, or of the whole draft."""
    if kind:
        return reverse("policy:rule_bites", args=[actor.slug, framework.public_id, kind])
    return reverse("policy:framework_bites", args=[actor.slug, framework.public_id])


def bound_in_words() -> str:
    """How far was looked."""
    return _("The newest 50 running procurements were looked at, as they are now.")


def _within(framework: Framework, rule: PolicyRule) -> PolicyRule:
    """A rule of a department's framework holds for that department alone."""
    if framework.department is None or rule.scope.departments:
        return rule
    scope = msgspec.structs.replace(rule.scope, departments=(framework.department.code,))
    return msgspec.structs.replace(rule, scope=scope)


def _shown(rule: PolicyRule, found: Sequence[RuleBite], never: tuple[str, ...]) -> BitesShown:
    more = len(found) - MOST_LINES
    in_order = sorted(found, key=lambda bite: list(STANDING_NAMES).index(bite.standing))  # type: ignore[arg-type]
    return BitesShown(
        code=rule.code,
        summary=_summary(found),
        lines=tuple(
            BiteLine(
                Link(bite.label, bite.url),
                bite.note,
                Badge(label=words.in_words(STANDING_NAMES[bite.standing]), tone=TONES[bite.standing]),  # type: ignore[index]
            )
            for bite in in_order[:MOST_LINES]
        ),
        more=ngettext("And %(count)d more.", "And %(count)d more.", more) % {"count": more}
        if more > 0
        else "",
        never=never,
    )


def _summary(found: Sequence[RuleBite]) -> str:
    if not found:
        return _("This rule would hold for none of the running procurements now.")
    followed = sum(bite.standing == "satisfied" for bite in found)
    told = ngettext(
        "This rule holds for %(count)d running procurement now: %(followed)d follow it, %(rest)d do not.",
        "This rule holds for %(count)d running procurements now: %(followed)d follow it, %(rest)d do not.",
        len(found),
    )
    return told % {"count": len(found), "followed": followed, "rest": len(found) - followed}
