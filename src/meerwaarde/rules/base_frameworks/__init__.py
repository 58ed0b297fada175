"""The national base framework: rules that every authority can follow, each with its days and its source.

There is no national framework in law with rules in this shape. What the law, the proportionality guide and
the national agreements ask is worked out here as rules, and each rule says what it rests on. An agreement
that has ended is not shown as if it still held: its rules stand apart, with the day on which they ended.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from meerwaarde.rules.compliance import Demand, PolicyRule, Scope, Strength, in_order
from meerwaarde.rules.law import Entry, ParameterFault, Source, Table, read_table
from meerwaarde.rules.text import Text

FOLDER = Path(__file__).parent
BASE_CODES: tuple[str, ...] = ("national_mvoi",)

Basis = Literal["law", "guide", "agreement", "practice"]
BASIS_NAMES: dict[Basis, Text] = {
    "law": Text(nl="Uitwerking van de wet", en="Worked out from the law"),
    "guide": Text(nl="Uitwerking van de Gids proportionaliteit", en="Worked out from the guide"),
    "agreement": Text(nl="Landelijke afspraak", en="National agreement"),
    "practice": Text(nl="Vaste praktijk", en="Common practice"),
}


class BaseRule(msgspec.Struct, frozen=True):
    """A rule of a base framework with what it rests on and the days between which that holds."""

    rule: PolicyRule
    name: Text
    explanation: Text
    basis: Basis
    entry: Entry


class BaseFramework(msgspec.Struct, frozen=True):
    """A base framework as it stands on one day: the rules in force, and those whose ground has ended."""

    code: str
    name: Text
    explanation: Text
    status: Entry
    """What is known on this day about the agreement behind it, with its source."""
    rules: tuple[BaseRule, ...]
    ended: tuple[BaseRule, ...]

    @property
    def policy_rules(self) -> tuple[PolicyRule, ...]:
        return tuple(one.rule for one in self.rules)

    @property
    def status_text(self) -> Text:
        return msgspec.convert(self.status.value, Text)


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule as its file states it."""

    strength: Strength
    demand: Demand
    explanation: Text
    basis: Basis
    scope: Scope = Scope()


class _Status(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    explanation: Text
    status: Text


def base_framework(code: str, day: date) -> BaseFramework | None:
    """A base framework on a day; None for a code that is not known, or on a day before it begins."""
    if code not in BASE_CODES:
        return None
    tables = _tables(code)
    about, rules = tables["framework"], {name: one for name, one in tables.items() if name != "framework"}
    status = _in_force(about, day)
    if status is None:
        return None
    now = [_rule(code, name, one, entry) for name, one in rules.items() if (entry := _in_force(one, day))]
    past = [
        _rule(code, name, one, one.entries[-1])
        for name, one in rules.items()
        if (end := one.entries[-1].until) is not None and end < day
    ]
    written = msgspec.convert(status.value, _Status)
    return BaseFramework(
        code=code,
        name=about.label,
        explanation=written.explanation,
        status=msgspec.structs.replace(status, value={"nl": written.status.nl, "en": written.status.en}),
        rules=_ordered(now),
        ended=_ordered(past),
    )


def base_frameworks(day: date) -> tuple[BaseFramework, ...]:
    """All base frameworks that stand on a day."""
    found = (base_framework(code, day) for code in BASE_CODES)
    return tuple(one for one in found if one is not None)


def _ordered(rules: list[BaseRule]) -> tuple[BaseRule, ...]:
    by_id = {one.rule.id: one for one in rules}
    return tuple(by_id[rule.id] for rule in in_order(one.rule for one in rules))


def _rule(framework: str, code: str, table: Table, entry: Entry) -> BaseRule:
    written = msgspec.convert(entry.value, _Written, strict=False)
    rule = PolicyRule(
        id=code,
        code=code,
        strength=written.strength,
        scope=written.scope,
        demand=written.demand,
        explanation=written.explanation.nl,
        framework=framework,
    )
    return BaseRule(rule, table.label, written.explanation, written.basis, entry)


def _in_force(table: Table, day: date) -> Entry | None:
    for entry in table.entries:
        if entry.since <= day and (entry.until is None or day <= entry.until):
            return entry
    return None


@lru_cache(maxsize=8)
def _tables(code: str) -> dict[str, Table]:
    """The files of one base framework by name; one that breaks the form raises `ParameterFault`."""
    tables = {path.stem: read_table(path) for path in sorted((FOLDER / code).glob("*.yaml"))}
    for name, table in tables.items():
        shape = _Status if name == "framework" else _Written
        for entry in table.entries:
            try:
                msgspec.convert(entry.value, shape, strict=False)
            except msgspec.ValidationError as error:
                raise ParameterFault(f"{code}/{name}.yaml: {error}") from error
    return tables


__all__ = [
    "BASE_CODES",
    "BASIS_NAMES",
    "BaseFramework",
    "BaseRule",
    "Basis",
    "Source",
    "base_framework",
    "base_frameworks",
]
