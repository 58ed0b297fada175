"""A procurement as an intake: from the columns to the form of the interface, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final

import msgspec

from meerwaarde.rules.intake import Intake
from meerwaarde.rules.money import cents, from_cents
from meerwaarde.rules.read_intake import read_intake
from meerwaarde.stages.procurement.models import Lot, Procurement

OWN_COLUMNS: Final = frozenset(
    {"contract", "cpv", "duration_months", "estimate", "valuation", "lots", "themes", "motivations"}
)
"""Fields of the intake with a column (or table) of their own."""

FROM_ELSEWHERE: Final = frozenset({"buyer", "day", "policy"})
"""Fields that nobody fills in here: the authority's kind, the day of the advice, the framework in force."""

PARTICULARS: Final = frozenset(Intake.__struct_fields__) - OWN_COLUMNS - FROM_ELSEWHERE
"""Fields that stand together in `particulars`."""


def raw_intake(procurement: Procurement, lots: Iterable[Lot], buyer: str) -> dict[str, Any]:
    """What is known of a procurement in the form of the interface; day and policy are added by the advice."""
    raw: dict[str, Any] = {
        **procurement.particulars,
        "buyer": buyer,
        "contract": procurement.contract or None,
        "cpv": procurement.cpv,
        "duration_months": procurement.duration_months,
        "estimate": _amount(procurement.estimate_cents),
        "valuation": procurement.valuation,
        "lots": [_raw_lot(lot) for lot in lots] if procurement.divided else None,
        "themes": procurement.themes,
        "motivations": procurement.motivated,
    }
    if procurement.divided is False:
        raw["lots"] = []
    return {name: value for name, value in raw.items() if value is not None}


def read(raw: Mapping[str, Any]) -> Intake:
    """The intake of the rules; raises `UnusableIntake` for what no purchase can be."""
    return read_intake(msgspec.json.encode(raw)).intake


def columns(part: Mapping[str, Any], particulars: Mapping[str, Any]) -> dict[str, Any]:
    """The columns for a part of an intake as a form gives it; None makes a field unknown again.

    `particulars` are the stored ones: fields outside the part stay. Lots have a table and are not in here.
    """
    found: dict[str, Any] = {}
    for name, value in part.items():
        match name:
            case "contract":
                found["contract"] = value or ""
            case "estimate":
                found["estimate_cents"] = None if value is None else cents(Decimal(value))
            case "motivations":
                found["motivated"] = value
            case "cpv" | "duration_months" | "valuation" | "themes":
                found[name] = value
    own = {name: value for name, value in part.items() if name in PARTICULARS}
    if own:
        merged = {**particulars, **own}
        found["particulars"] = {name: merged[name] for name in sorted(merged) if merged[name] is not None}
    return found


def _raw_lot(lot: Lot) -> dict[str, Any]:
    raw = {
        "id": lot.code,
        "name": lot.name or None,
        "estimate": _amount(lot.estimate_cents),
        "cpv": lot.cpv or None,
        "exempt": lot.exempt,
        "homogeneous": lot.homogeneous,
    }
    return {name: value for name, value in raw.items() if value is not None}


def _amount(value: int | None) -> str | None:
    return None if value is None else str(from_cents(value))
