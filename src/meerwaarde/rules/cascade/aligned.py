"""Frameworks side by side: rules that ask about the same thing in one row, whoever's rules they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import msgspec

from meerwaarde.rules.cascade.comparing import Subject, compare, contracts_of, covers, subject
from meerwaarde.rules.compliance.demands import DEMAND_NAMES
from meerwaarde.rules.compliance.policy_rule import PolicyRule, cpv_group, in_order

Where = tuple[tuple[str, ...], tuple[str, ...]]
"""For which types of contract and CPV groups a rule holds, sorted; empty parts do not narrow."""


class Row(msgspec.Struct, frozen=True):
    """Rules about one subject: a cell per framework, empty where it asks nothing of the kind."""

    demand: str
    about: str
    cells: tuple[tuple[PolicyRule, ...], ...]
    differs: bool
    strictest: tuple[int, ...] = ()
    """The places of the frameworks that ask at least what all others ask; empty where nobody does."""


class Alignment(msgspec.Struct, frozen=True):
    """All rows, in the order of a purchase."""

    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.differs)


def aligned(frameworks: Sequence[Sequence[PolicyRule]]) -> Alignment:
    """Lay frameworks side by side. Another order of frameworks gives the same rows with other columns.

    Within a subject a framework with several rules is laid out by what they hold for; amounts never divide,
    because a higher or lower amount is the very thing that one wants to see.
    """
    held: dict[Subject, list[list[PolicyRule]]] = defaultdict(lambda: [[] for _ in frameworks])
    for place, rules in enumerate(frameworks):
        for rule in rules:
            held[subject(rule)][place].append(rule)
    kinds = list(DEMAND_NAMES)
    rows = []
    for about in sorted(held, key=lambda one: (kinds.index(one[0]), one[1])):
        rows += [_row(about, cells) for cells in _apart(held[about])]
    return Alignment(tuple(rows))


def _apart(cells: list[list[PolicyRule]]) -> list[list[list[PolicyRule]]]:
    """One row where nobody has more than one rule, else a row for each kind of purchase."""
    if all(len(rules) <= 1 for rules in cells):
        return [cells]
    apart: dict[Where, list[list[PolicyRule]]] = defaultdict(lambda: [[] for _ in cells])
    for place, rules in enumerate(cells):
        for rule in rules:
            apart[_where(rule)][place].append(rule)
    return [apart[where] for where in sorted(apart)]


def _where(rule: PolicyRule) -> Where:
    return (
        tuple(sorted(contracts_of(rule.scope))),
        tuple(sorted({cpv_group(group) for group in rule.scope.cpv})),
    )


def _row(about: Subject, cells: list[list[PolicyRule]]) -> Row:
    ordered = tuple(in_order(rules) for rules in cells)
    first = next(rules for rules in ordered if rules)
    differs = any(not _alike(first, rules) for rules in ordered)
    strictest = _strictest(ordered) if differs else ()
    return Row(about[0], about[1], ordered, differs, strictest)


def _alike(first: Sequence[PolicyRule], second: Sequence[PolicyRule]) -> bool:
    """Whether two sets ask the same: each rule of the one has its equal in the other."""
    return _equalled(first, second) and _equalled(second, first)


def _equalled(rules: Sequence[PolicyRule], among: Sequence[PolicyRule]) -> bool:
    return all(any(compare(rule, other) == "same" for other in among) for rule in rules)


def _strictest(cells: Sequence[Sequence[PolicyRule]]) -> tuple[int, ...]:
    everything = [rule for rules in cells for rule in rules]
    return tuple(
        place
        for place, rules in enumerate(cells)
        if rules and all(any(covers(own, rule) for own in rules) for rule in everything)
    )
