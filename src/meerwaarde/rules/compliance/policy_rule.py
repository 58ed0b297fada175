"""A rule of a framework: where it holds, what it asks, how strict it is, and which goals it serves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.compliance.demands import DEMAND_NAMES, Demand, demand_code
from meerwaarde.rules.intake import Contract
from meerwaarde.rules.text import Text

Strength = Literal["tenzij", "must"]

STRENGTH_NAMES: dict[Strength, Text] = {
    "tenzij": Text(nl="Pas toe of leg uit (tenzij)", en="Comply or explain"),
    "must": Text(nl="Altijd, zonder uitzondering", en="Always, without exception"),
}


class Scope(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """For which purchases a rule holds. What is left empty does not narrow it.

    Amounts are EUR excl. VAT; `value_from` is part of the band, `value_until` is not. `cpv` holds groups: the
    first two to eight digits of a code. `departments` holds codes of departments.
    """

    value_from: Decimal | None = None
    value_until: Decimal | None = None
    contracts: tuple[Contract, ...] = ()
    cpv: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for amount in (self.value_from, self.value_until):
            if amount is not None and amount < 0:
                raise ValueError("An amount is not negative.")
        if (
            self.value_from is not None
            and self.value_until is not None
            and self.value_from >= self.value_until
        ):
            raise ValueError("A band begins below where it ends.")
        for group in self.cpv:
            if not re.fullmatch(r"[0-9]{2,8}", group):
                raise ValueError("A CPV group is the first two to eight digits of a code.")


class ServedGoal(msgspec.Struct, frozen=True):
    """A goal that a rule serves: its public id and its wording."""

    id: str
    wording: str


class PolicyRule(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the public id, `code` what people call it in the framework, such as "K3"."""

    id: str
    code: str
    strength: Strength
    scope: Scope
    demand: Demand
    explanation: str = ""
    goals: tuple[ServedGoal, ...] = ()
    framework: str = ""
    """Public id of the framework version in which the rule stands; empty for a rule that is being written."""


def cpv_group(code: str) -> str:
    """The digits that a group's codes begin with: "90900000-6" gives "909", "30000000" gives "30"."""
    digits = code.split("-", maxsplit=1)[0].strip()
    return digits.rstrip("0").ljust(2, "0") if len(digits) == 8 else digits


def in_order(rules: Iterable[PolicyRule]) -> tuple[PolicyRule, ...]:
    """From purpose to contract, then by code as people count ("K2" before "K10"), then by id."""
    kinds = list(DEMAND_NAMES)
    return tuple(
        sorted(rules, key=lambda rule: (kinds.index(demand_code(rule.demand)), _counted(rule.code), rule.id))
    )


def _counted(code: str) -> tuple[tuple[int, int | str], ...]:
    parts = re.findall(r"\d+|\D+", code.casefold())
    return tuple((0, int(part)) if part.isdigit() else (1, part) for part in parts)
