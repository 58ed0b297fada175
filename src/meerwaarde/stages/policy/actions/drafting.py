"""What people do with a draft: write a framework, its amounts and its rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Department, departments_of, one_at_a_time
from meerwaarde.rules.compliance import STRENGTH_NAMES, Demand, PolicyBounds, Scope, Strength
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.actions.relations import relation_values
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Frozen, Goal, LeftOut

CODE = "K{}"


def draft_framework(
    *,
    actor: Actor,
    at: datetime,
    title: str,
    explanation: str = "",
    department: Department | None = None,
    bounds: PolicyBounds | None = None,
) -> Framework:
    """Begin a new framework for the authority or for one department; the number follows by itself."""
    must(actor, "frameworks.draft")
    refuse_if(_framework_problems(actor, title, department))
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        entered = Framework.enter(
            organisation_id=actor.organisation_id,
            department=department,
            title=title.strip(),
            explanation=explanation,
            number=queries.next_number(actor.organisation_id, department.pk if department else None),
            bounds=stored_value(bounds or PolicyBounds()),
        )
        record(actor, "framework.draft", entered, at=at, fields=("title", "number", "department", "bounds"))
    return entered


def change_framework(
    *,
    actor: Actor,
    at: datetime,
    framework: Framework,
    expected_version: int,
    title: str,
    explanation: str,
    bounds: PolicyBounds,
) -> tuple[str, ...]:
    """Change the words and amounts of a draft. Raises `Frozen` once it is adopted."""
    must(actor, "frameworks.draft")
    refuse_if(_framework_problems(actor, title, None))
    with transaction.atomic():
        held = held_draft(actor, framework)
        changed = held.change(
            expected_version,
            title=title.strip(),
            explanation=explanation,
            bounds=stored_value(bounds),
        )
        if changed:
            record(actor, "framework.change", held, at=at, fields=changed)
    return changed


def draft_next_version(*, actor: Actor, at: datetime, framework: Framework) -> Framework:
    """Copy an adopted version, with its rules and their goals, to a new draft."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        source = seen(queries.framework_to_change(actor, framework.public_id))
        if source.draft:
            refuse_if({"": _("This version is still a draft: you can change it as it is.")})
        copied = Framework.enter(
            organisation_id=source.organisation_id,
            department_id=source.department_id,
            title=source.title,
            explanation=source.explanation,
            number=queries.next_number(source.organisation_id, source.department_id),
            bounds=source.bounds,
            above=source.above,
            base=source.base,
            theme_set=source.theme_set,
        )
        for left in source.left_out.all():
            LeftOut.enter(framework=copied, above_rule=left.above_rule, reason=left.reason)
        for rule in queries.rules_of(source):
            copy = FrameworkRule.enter(
                framework=copied,
                code=rule.code,
                position=rule.position,
                strength=rule.strength,
                scope=rule.scope,
                demand=rule.demand,
                explanation=rule.explanation,
                relation=rule.relation,
                above_rule=rule.above_rule,
                relation_reason=rule.relation_reason,
                own_theme=rule.own_theme,
            )
            copy.serve(list(rule.goals.all()))
        fields = ("title", "number", "department", "bounds", "above", "base", "theme_set")
        record(
            actor, "framework.next_version", copied, at=at, fields=fields, plain={"from": source.public_id}
        )
    return copied


def add_rule(
    *,
    actor: Actor,
    at: datetime,
    framework: Framework,
    strength: Strength,
    scope: Scope,
    demand: Demand,
    code: str = "",
    explanation: str = "",
    goals: Sequence[Goal] = (),
    model_passage: str = "",
) -> FrameworkRule:
    """Add a rule to a draft; without a code it gets the next one.

    `model_passage` is the code of the model passage that it was taken over from.
    """
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, framework)
        present = queries.rules_of(held)
        name = code.strip() or next_code(present)
        refuse_if(
            _rule_problems(actor, code=name, strength=strength, scope=scope, goals=goals, others=present)
        )
        entered = FrameworkRule.enter(
            framework=held,
            code=name,
            position=max((rule.position for rule in present), default=0) + 1,
            **_rule_values(strength, scope, demand, explanation),
        )
        entered.serve(list(goals))
        record(
            actor,
            "rule.adopt_passage" if model_passage else "rule.add",
            entered,
            at=at,
            fields=("framework", "code", "strength", "scope", "demand", "explanation"),
            plain={"goals": _ids(goals), **({"model_passage": model_passage} if model_passage else {})},
        )
    return entered


def change_rule(
    *,
    actor: Actor,
    at: datetime,
    rule: FrameworkRule,
    expected_version: int,
    code: str,
    strength: Strength,
    scope: Scope,
    demand: Demand,
    explanation: str = "",
    goals: Sequence[Goal] = (),
) -> tuple[str, ...]:
    """Change a rule of a draft; names what really changed. Raises `Changed` when somebody else was first."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, rule.framework)
        kept = seen(queries.rule(actor, rule.public_id))
        others = [one for one in queries.rules_of(held) if one.pk != kept.pk]
        refuse_if(
            _rule_problems(
                actor, code=code.strip(), strength=strength, scope=scope, goals=goals, others=others
            )
        )
        values = _rule_values(strength, scope, demand, explanation)
        if kept.above_rule:
            written = msgspec.structs.replace(
                kept.as_policy_rule(), strength=strength, scope=scope, demand=demand
            )
            values |= relation_values(held, written, kept.above_rule, timezone.localtime(at).date())
        changed = kept.change(expected_version, code=code.strip(), **values)
        if kept.serve(list(goals)):
            changed = (*changed, "goals")
        if changed:
            named = tuple(name for name in changed if name != "goals")
            record(actor, "rule.change", kept, at=at, fields=named, plain={"goals": _ids(goals)})
    return changed


def strike_rule(*, actor: Actor, at: datetime, rule: FrameworkRule) -> None:
    """Take a rule out of a draft; until adoption it can be put back."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held_draft(actor, rule.framework)
        kept = seen(queries.rule(actor, rule.public_id))
        if kept.struck_at is None:
            record(actor, "rule.strike", kept, at=at, fields=kept.change(struck_at=at))


def restore_rule(*, actor: Actor, at: datetime, rule: FrameworkRule) -> None:
    """Put a struck rule back, under a new code when its own was taken meanwhile."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, rule.framework)
        kept = seen(queries.rule(actor, rule.public_id))
        if kept.struck_at is None:
            return
        present = queries.rules_of(held)
        free = kept.code if kept.code not in {one.code for one in present} else next_code(present)
        record(actor, "rule.restore", kept, at=at, fields=kept.change(struck_at=None, code=free))


def next_code(present: Sequence[FrameworkRule]) -> str:
    """The first free code of the form K1, K2, …"""
    taken = {rule.code for rule in present}
    return next(
        CODE.format(number) for number in range(1, len(taken) + 2) if CODE.format(number) not in taken
    )


def held_draft(actor: Actor, framework: Framework) -> Framework:
    """The framework, held until the transaction ends, and still a draft."""
    held = seen(queries.framework_to_change(actor, framework.public_id))
    if not held.draft:
        raise Frozen
    return held


def _rule_values(strength: Strength, scope: Scope, demand: Demand, explanation: str) -> dict[str, Any]:
    return {
        "strength": strength,
        "scope": stored_value(scope),
        "demand": stored_value(demand),
        "explanation": explanation,
    }


def stored_value(value: msgspec.Struct) -> dict[str, Any]:
    """The value as a JSON column gives it back: lists and no tuples, so that an unchanged one is equal."""
    stored: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value))
    return stored


def _framework_problems(actor: Actor, title: str, department: Department | None) -> dict[str, str]:
    problems = {}
    if not title.strip():
        problems["title"] = _("Give the framework a title.")
    if department is not None and department.organisation_id != actor.organisation_id:
        problems["department"] = _("Choose a department of your own authority.")
    return problems


def _rule_problems(
    actor: Actor,
    *,
    code: str,
    strength: Strength,
    scope: Scope,
    goals: Sequence[Goal],
    others: Sequence[FrameworkRule],
) -> dict[str, str]:
    problems = {}
    if not code:
        problems["code"] = _("Give the rule a code, for example K3.")
    elif code.casefold() in {one.code.casefold() for one in others}:
        problems["code"] = _("Another rule of this framework has this code. Choose another one.")
    if strength not in STRENGTH_NAMES:
        problems["strength"] = _("Choose how strict the rule is.")
    known = {one.code for one in departments_of(actor.organisation_id)} if scope.departments else set()
    if not known.issuperset(scope.departments):
        problems["departments"] = _("Choose a department of your own authority.")
    if any(goal.organisation_id != actor.organisation_id for goal in goals):
        problems["goals"] = _("Choose goals of your own authority.")
    return problems


def _ids(goals: Sequence[Goal]) -> list[Any]:
    return sorted(goal.public_id for goal in goals)
