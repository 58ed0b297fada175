"""Two rules compared: whether whoever follows the one follows the other as well."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import singledispatch
from typing import Literal, get_args

from meerwaarde.rules.compliance.demands import (
    AwardToKind,
    Demand,
    InviteImpactEnterprise,
    Quotes,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
    demand_code,
    theme_of,
)
from meerwaarde.rules.compliance.policy_rule import PolicyRule, Scope, cpv_group
from meerwaarde.rules.compliance.reach import value_until
from meerwaarde.rules.intake import Contract

Comparison = Literal["same", "stricter", "weaker", "other"]
"""How a rule stands to another: asks exactly that, at least that, less than that, or something else."""

Subject = tuple[str, str]
"""What a rule is about: the code of its demand, and the theme or kind of supplier where it names one."""


def compare(above: PolicyRule, own: PolicyRule) -> Comparison:
    """How `own` stands to `above`; seen from the other side stricter and weaker change places."""
    more, less = covers(own, above), covers(above, own)
    if more and less:
        return "same"
    if more:
        return "stricter"
    return "weaker" if less else "other"


def covers(rule: PolicyRule, other: PolicyRule) -> bool:
    """Whether who follows `rule` always follows `other`: as much, for all its purchases, as strictly."""
    return (
        (rule.strength == "must" or other.strength == "tenzij")
        and subject(rule) == subject(other)
        and _asks_at_least(rule.demand, other.demand)
        and _reaches(rule, other)
    )


def subject(rule: PolicyRule) -> Subject:
    """What the rule is about, so that rules about the same thing are laid beside each other."""
    demand = rule.demand
    about = demand.kind if isinstance(demand, Quotes | AwardToKind) else theme_of(demand) or ""
    return demand_code(demand), about


def counterpart(rule: PolicyRule, among: Iterable[PolicyRule]) -> PolicyRule | None:
    """The rule of another set that means to be this one: the very same, or about the same under its code.

    Where several rules ask the same, the one with the same code is meant. None where nothing is like it.
    """
    alike = [one for one in among if subject(one) == subject(rule)]
    same = [one for one in alike if compare(rule, one) == "same"]
    coded = [one for one in alike if one.code.casefold() == rule.code.casefold()]
    return next((one for found in (_both(same, coded), same, coded) for one in found), None)


def _both(first: list[PolicyRule], second: list[PolicyRule]) -> list[PolicyRule]:
    return [one for one in first if any(one is other for other in second)]


@singledispatch
def _asks_at_least(demand: object, other: Demand) -> bool:
    """Whether a demand asks as much as another about the same subject."""
    raise TypeError(f"No comparison for {demand!r}")


@_asks_at_least.register
def _(demand: ThemeMinimum, other: Demand) -> bool:
    return isinstance(other, ThemeMinimum) and demand.level >= other.level


@_asks_at_least.register
def _(demand: Quotes, other: Demand) -> bool:
    if not isinstance(other, Quotes):
        return False
    share = demand.at_least * other.of >= other.at_least * demand.of
    return demand.at_least >= other.at_least and share


@_asks_at_least.register
def _(demand: SocialValueWeight, other: Demand) -> bool:
    return isinstance(other, SocialValueWeight) and demand.percentage >= other.percentage


@_asks_at_least.register
def _(demand: SocialReturn, other: Demand) -> bool:
    return isinstance(other, SocialReturn) and demand.percentage >= other.percentage


@_asks_at_least.register(AwardToKind)
@_asks_at_least.register(InviteImpactEnterprise)
@_asks_at_least.register(StatePurpose)
def _(demand: Demand, other: Demand) -> bool:
    return type(demand) is type(other)


def _reaches(rule: PolicyRule, other: PolicyRule) -> bool:
    """Whether the rule holds for every purchase for which the other holds."""
    scope, narrower = rule.scope, other.scope
    return (
        (scope.value_from or Decimal(0)) <= (narrower.value_from or Decimal(0))
        and _ends_no_earlier(value_until(rule), value_until(other))
        and _holds_all(contracts_of(scope), contracts_of(narrower))
        and _holds_groups(scope.cpv, narrower.cpv)
        and _holds_all(scope.departments, narrower.departments)
    )


def contracts_of(scope: Scope) -> tuple[Contract, ...]:
    """The types of contract; all of them named one by one is the same as none named."""
    return () if set(scope.contracts) == set(get_args(Contract)) else scope.contracts


def _ends_no_earlier(end: Decimal | None, other: Decimal | None) -> bool:
    return end is None or (other is not None and end >= other)


def _holds_all(wider: Iterable[str], narrower: Iterable[str]) -> bool:
    """An empty list does not narrow, so it holds everything."""
    held, asked = set(wider), set(narrower)
    return not held or (bool(asked) and asked <= held)


def _holds_groups(wider: tuple[str, ...], narrower: tuple[str, ...]) -> bool:
    """Groups of CPV codes: a group holds every longer one that begins with it."""
    if not wider:
        return True
    beginnings = tuple(cpv_group(group) for group in wider)
    return bool(narrower) and all(cpv_group(group).startswith(beginnings) for group in narrower)
