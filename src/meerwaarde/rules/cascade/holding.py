"""Which rules of an authority and of one of its departments hold together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from meerwaarde.rules.cascade.comparing import compare, counterpart, covers
from meerwaarde.rules.cascade.differences import Related
from meerwaarde.rules.compliance.policy_rule import PolicyRule


def holding(
    authority: Sequence[PolicyRule],
    department: Sequence[Related],
    *,
    code: str,
    followed: Sequence[PolicyRule] = (),
    left_out: Collection[str] = (),
) -> tuple[PolicyRule, ...]:
    """The rules that hold for the department with this code: its own, and of its authority what they leave.

    `followed` is the version of the authority that the department wrote its framework against. A rule of the
    authority makes room only for one that asks at least as much, or for a departure that the department gave
    a reason for; a departure from a rule that changed since, or that knows no exception, makes no room.
    """
    own = tuple(one.rule for one in department)
    if not followed:
        return (*authority, *own)
    departed = {one.above for one in department if one.above} | set(left_out)
    kept = [rule for rule in authority if not _gives_way(rule, own, code, followed, departed)]
    return (*kept, *own)


def narrowed(rule: PolicyRule, code: str) -> PolicyRule:
    """The rule as it holds within one department: that it holds there needs no saying any more."""
    if code not in rule.scope.departments:
        return rule
    return msgspec.structs.replace(rule, scope=msgspec.structs.replace(rule.scope, departments=()))


def holds_within(rules: Iterable[PolicyRule], code: str) -> tuple[PolicyRule, ...]:
    """The rules that hold within one department, as it reads them; those for other departments fall away."""
    return tuple(
        narrowed(rule, code) for rule in rules if not rule.scope.departments or code in rule.scope.departments
    )


def _gives_way(
    rule: PolicyRule,
    own: Sequence[PolicyRule],
    code: str,
    followed: Sequence[PolicyRule],
    departed: Collection[str],
) -> bool:
    within = narrowed(rule, code)
    if any(covers(narrowed(one, code), within) for one in own):
        return True
    if rule.strength == "must":
        return False
    then = counterpart(rule, followed)
    return then is not None and then.id in departed and compare(then, rule) == "same"
