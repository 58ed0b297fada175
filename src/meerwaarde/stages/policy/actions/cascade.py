"""What people do with the level above a draft: choose it, take over, leave out, and say why it is other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import Plain, record
from meerwaarde.rules.base_frameworks import BASE_CODES
from meerwaarde.rules.cascade import (
    compare,
    counterpart,
    followed,
    weakened_musts,
    without_reason,
)
from meerwaarde.rules.compliance import PolicyRule
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.drafting import (
    draft_next_version,
    held_draft,
    next_code,
    stored_value,
)
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.actions.relations import as_read, relation_to
from meerwaarde.stages.policy.models import Framework, FrameworkRule, LeftOut
from meerwaarde.stages.policy.queries import Above


@dataclass(frozen=True)
class Level:
    """What a draft is to follow: a base framework by its code, a version of a framework, or nothing."""

    base: str = ""
    above: Framework | None = None


def choose_above(
    *, actor: Actor, at: datetime, framework: Framework, expected_version: int, level: Level
) -> tuple[str, ...]:
    """Say what a draft follows. Rules that mean a rule above are tied to it; the rest is chosen one by one.

    Raises `Changed` when somebody else was first, `Refused` where that level cannot be followed.
    """
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, framework)
        refuse_if(_level_problems(actor, held, level))
        changed = held.change(expected_version, base=level.base, above=level.above)
        if changed:
            record(actor, "framework.above", held, at=at, fields=changed)
            _tie(actor, at, held)
    return changed


def take_over(
    *, actor: Actor, at: datetime, framework: Framework, above_rules: Sequence[str] = ()
) -> tuple[FrameworkRule, ...]:
    """Copy rules of the level above into a draft; without a choice every rule that is still open.

    A rule for which the draft has one already is left as it is, so a second click takes nothing over twice.
    """
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, framework)
        above = _level_of(held, at)
        met = {one.above_rule for one in queries.rules_of(held)}
        chosen = [seen(above.rule(key)) for key in dict.fromkeys(above_rules)]
        wanted = [rule for rule in chosen if rule.id not in met] if chosen else _open(held, at)
        for rule in wanted:
            left = queries.left_out_rule(held, rule.id)
            if left is not None:
                left.strike()
        copies = tuple(_copy(actor, held, above, rule) for rule in wanted)
        if copies:
            record(actor, "framework.take_over", held, at=at, plain={"taken_over": _told(copies)})
    return copies


def leave_out(*, actor: Actor, at: datetime, framework: Framework, above_rule: str, reason: str) -> LeftOut:
    """Do not take over a rule of the level above, and say why; a second time changes the reason."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, framework)
        rule = seen(_level_of(held, at).rule(above_rule))
        refuse_if(_left_out_problems(held, rule, reason))
        left = queries.left_out_rule(held, above_rule)
        if left is None:
            left = LeftOut.enter(framework=held, above_rule=above_rule, reason=reason.strip())
            record(actor, "rule.leave_out", left, at=at, fields=("framework", "above_rule", "reason"))
        elif changed := left.change(reason=reason.strip()):
            record(actor, "rule.leave_out", left, at=at, fields=changed)
    return left


def relate_rule(
    *,
    actor: Actor,
    at: datetime,
    rule: FrameworkRule,
    expected_version: int,
    above_rule: str,
    reason: str,
) -> tuple[str, ...]:
    """Say which rule above a rule stands for, and why it differs; how it differs is worked out.

    An empty `above_rule` makes it a rule of the framework's own.
    """
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, rule.framework)
        kept = seen(queries.rule(actor, rule.public_id))
        found = seen(_level_of(held, at).rule(above_rule)) if above_rule else None
        values = relation_to(held, kept.as_policy_rule(), found)
        changed = kept.change(expected_version, relation_reason=reason.strip(), **values)
        if changed:
            record(actor, "rule.relate", kept, at=at, fields=changed)
            left = queries.left_out_rule(held, above_rule)
            if left is not None:
                left.strike()
    return changed


def follow_newer(*, actor: Actor, at: datetime, framework: Framework) -> Framework:
    """Take over what changed above: in the draft itself, or in a new draft of an adopted version.

    What was taken over is renewed, and what is new above is taken over. A rule that differs keeps its reason
    only where the rule above stayed the same: otherwise somebody looks at it again.
    """
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = seen(queries.framework_to_change(actor, framework.public_id))
        day = timezone.localtime(at).date()
        newer, then = queries.newer_above(held, day), queries.above_of(held, day)
        if newer is None or then is None:
            refuse_if({"": _("Nothing changed above this framework.")})
            raise AssertionError("refused")
        draft = held if held.draft else draft_next_version(actor=actor, at=at, framework=held)
        draft = held_draft(actor, draft)
        changed: tuple[str, ...] = ()
        if newer.above.framework is not None:
            changed = draft.change(above=newer.above.framework)
        told = _renew(actor, at, draft, then, newer.above)
        record(actor, "framework.follow", draft, at=at, fields=changed, plain=told)
    return draft


def adoption_problems(framework: Framework, day: date) -> list[str]:
    """Why a draft that follows a level above cannot be adopted yet, a sentence per kind of lack."""
    found = queries.differences_of(framework, day)
    problems = []
    still = [one.above.code for one in found if one.kind == "open" and one.above]
    if still:
        problems.append(
            _(
                "Rules of the level above are still open: %(codes)s. "
                "Take them over, or leave them out with a reason."
            )
            % {"codes": ", ".join(still)}
        )
    silent = [
        one.own.code if one.own else one.above.code if one.above else ""
        for one in without_reason(found)
        if one.kind != "open"
    ]
    if silent:
        problems.append(
            _(
                "No reason is given yet for what is other than the level above: %(codes)s. "
                "Say why, in a sentence."
            )
            % {"codes": ", ".join(silent)}
        )
    if framework.department_id is not None and framework.above_id is not None:
        problems += _weakened(framework, found)
    return problems


def _weakened(framework: Framework, found: Sequence[Any]) -> list[str]:
    above = framework.above
    if above is None or above.organisation_id != framework.organisation_id:
        return []
    codes = [one.above.code for one in weakened_musts(found) if one.above]
    if not codes:
        return []
    told = _(
        "A department cannot weaken a rule that its authority sets without exception: %(codes)s. "
        "Take it over."
    )
    return [told % {"codes": ", ".join(codes)}]


def _level_problems(actor: Actor, held: Framework, level: Level) -> dict[str, str]:
    if level.base and level.above is not None:
        return {"level": _("A framework follows one level above. Choose one.")}
    if level.base and level.base not in BASE_CODES:
        return {"level": _("This base framework is not known. Choose another one.")}
    possible = {one.pk for one in queries.possible_above(actor, held.department_id)}
    if level.above is not None and level.above.pk not in possible:
        return {"level": _("This framework cannot be followed. Choose one that is public and in force.")}
    return {}


def _left_out_problems(held: Framework, rule: PolicyRule, reason: str) -> dict[str, str]:
    if not reason.strip():
        return {"reason": _("Say in a sentence why this rule is not taken over.")}
    met = [one for one in queries.rules_of(held) if one.above_rule == rule.id]
    if met:
        told = _("Rule %(code)s stands for this rule already. Strike it first, or change it.")
        return {"reason": told % {"code": met[0].code}}
    return {}


def _level_of(held: Framework, at: datetime) -> Above:
    above = queries.above_of(held, timezone.localtime(at).date())
    refuse_if({} if above else {"": _("Choose first what this framework follows.")})
    assert above is not None
    return above


def _open(held: Framework, at: datetime) -> list[PolicyRule]:
    found = queries.differences_of(held, timezone.localtime(at).date())
    return [one.above for one in found if one.kind == "open" and one.above]


def _tie(actor: Actor, at: datetime, held: Framework) -> None:
    """After another choice: tie each rule to what it means above, and begin anew with what is left out."""
    for left in held.left_out.select_related("framework"):
        left.strike()
    above = queries.above_of(held, timezone.localtime(at).date())
    free = list(above.rules) if above else []
    for stored in queries.rules_of(held):
        rule = stored.as_policy_rule()
        found = counterpart(as_read(held, rule), free)
        if found is not None:
            free.remove(found)
        changed = stored.change(**relation_to(held, rule, found))
        if changed:
            record(actor, "rule.relate", stored, at=at, fields=changed)


def _copy(actor: Actor, held: Framework, above: Above, rule: PolicyRule) -> FrameworkRule:
    present = queries.rules_of(held)
    taken = {one.code.casefold() for one in present}
    copy = FrameworkRule.enter(
        framework=held,
        code=rule.code if rule.code.casefold() not in taken else next_code(present),
        position=max((one.position for one in present), default=0) + 1,
        **_content(rule),
        **relation_to(held, rule, rule),
    )
    if above.framework is not None and above.framework.organisation_id == held.organisation_id:
        copy.serve(queries.goals_by_id(actor, [goal.id for goal in rule.goals]))
    return copy


def _told(rules: Iterable[FrameworkRule]) -> list[Plain]:
    """Rules as the journal names them in one fact about many: code, public id, and the rule above."""
    return [{"code": one.code, "rule": one.public_id, "above_rule": one.above_rule} for one in rules]


def _content(rule: PolicyRule) -> dict[str, Any]:
    return {
        "strength": rule.strength,
        "scope": stored_value(rule.scope),
        "demand": stored_value(rule.demand),
        "explanation": rule.explanation,
    }


def _renew(actor: Actor, at: datetime, draft: Framework, then: Above, now: Above) -> dict[str, Plain]:
    """Bring a draft in step with what stands above now; gives what became of its rules."""
    pairs = followed(then.rules, now.rules)
    renewed: list[FrameworkRule] = []
    struck: list[FrameworkRule] = []
    for stored in queries.rules_of(draft):
        if stored.above_rule:
            before, after = then.rule(stored.above_rule), now.rule(pairs.get(stored.above_rule, ""))
            if _renew_rule(at, stored, before, after):
                (struck if stored.struck_at else renewed).append(stored)
    for left in draft.left_out.select_related("framework"):
        before, after = then.rule(left.above_rule), now.rule(pairs.get(left.above_rule, ""))
        if before is None or after is None or compare(before, after) != "same":
            left.strike()
        else:
            left.change(above_rule=after.id)
    added = [_copy(actor, draft, now, rule) for rule in _open(draft, at) if rule.id not in pairs.values()]
    return {"renewed": _told(renewed), "struck": _told(struck), "taken_over": _told(added)}


def _renew_rule(
    at: datetime, stored: FrameworkRule, before: PolicyRule | None, after: PolicyRule | None
) -> tuple[str, ...]:
    values: dict[str, Any]
    if after is None:
        values = {"relation": "own", "above_rule": ""}
        if stored.relation == "takes_over":
            values["struck_at"] = at
    elif stored.relation == "takes_over":
        values = {**_content(after), **relation_to(stored.framework, after, after)}
    else:
        values = relation_to(stored.framework, stored.as_policy_rule(), after)
        if before is None or compare(before, after) != "same":
            values["relation_reason"] = ""
    return stored.change(**values)
