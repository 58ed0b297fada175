"""From JSON bytes to an intake, or to a fault that says what is wrong, where, and what can be done now."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from meerwaarde.rules import faults
from meerwaarde.rules.faults import LARGEST_AMOUNT, LONGEST_ID, Fault, UnusableIntake
from meerwaarde.rules.intake import Intake, Lot, RelatedContract, Theme

__all__ = [
    "LARGEST_AMOUNT",
    "LONGEST_TERM",
    "MOST_LOTS",
    "Fault",
    "IgnoredField",
    "ReadIntake",
    "UnusableIntake",
    "check_intake",
    "plain_cpv",
    "read_intake",
]

LARGEST_DOCUMENT = 1_000_000
MOST_LOTS = 500
MOST_RELATED = 5_000
MOST_CODES = 200
LONGEST_TERM = 1_200
LARGEST_COUNT = 1_000_000
LARGEST_PERCENTAGE = Decimal(100_000)
HIGHEST_LEVEL = 3
CENTS = -2
CPV_DIGITS = 8


class IgnoredField(msgspec.Struct, frozen=True, gc=False):
    """A field that an intake does not know, with the known name that comes closest."""

    field: str
    did_you_mean: str | None


class ReadIntake(msgspec.Struct, frozen=True, gc=False):
    """A usable intake with what was left aside."""

    intake: Intake
    ignored_fields: tuple[IgnoredField, ...]


_JSON = msgspec.json.Decoder(float_hook=Decimal)


def read_intake(document: bytes) -> ReadIntake:
    """Read one intake; raises `UnusableIntake` with the first fault found.

    Amounts may be strings ("216000.00") or JSON numbers; both are read exactly. Null means unknown. Fields
    that are not known are left aside and named.
    """
    raw = _json_object(document)
    prepared = _prepared(raw)
    try:
        intake = msgspec.convert(prepared, Intake)
    except msgspec.ValidationError as error:
        from meerwaarde.rules.intake_faults import diagnose  # noqa: PLC0415 (only a faulty intake pays for it)

        raise UnusableIntake(diagnose(prepared, str(error))) from None
    except RecursionError:
        raise UnusableIntake(faults.TOO_DEEP) from None
    check_intake(intake)
    return ReadIntake(intake=_with_plain_cpv(intake), ignored_fields=_ignored(raw))


def check_intake(intake: Intake) -> None:
    """Refuse values that no purchase can have; raises `UnusableIntake`. Forms use it too."""
    _check_amounts(intake)
    _check_numbers(intake)
    _check_lots(intake.lots or ())
    _check_sizes(intake)
    for place, code in enumerate(intake.cpv or ()):
        _check_cpv(code, f"cpv[{place}]")


def _json_object(document: bytes) -> dict[str, Any]:
    if len(document) > LARGEST_DOCUMENT:
        raise UnusableIntake(faults.TOO_LARGE)
    try:
        raw = _JSON.decode(document.removeprefix(BOM_UTF8))
    except RecursionError:
        raise UnusableIntake(faults.TOO_DEEP) from None
    except (msgspec.DecodeError, ValueError, ArithmeticError) as error:
        fault = faults.not_json(str(error)) if _is_utf8(document) else faults.WRONG_ENCODING
        raise UnusableIntake(fault) from None
    if not isinstance(raw, dict):
        raise UnusableIntake(faults.NOT_AN_OBJECT)
    return raw


def _is_utf8(document: bytes) -> bool:
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return True


def _prepared(raw: dict[str, Any]) -> dict[str, Any]:
    """The same document with lots numbered where they have no id, and levels that are unknown left out."""
    prepared = raw
    lots = raw.get("lots")
    if isinstance(lots, list) and None in [lot.get("id") for lot in lots if isinstance(lot, dict)]:
        prepared = {**prepared, "lots": _numbered(lots)}
    themes = raw.get("themes")
    if isinstance(themes, dict) and None in themes.values():
        known = {theme: level for theme, level in themes.items() if level is not None}
        # Level 0 for the others settles nothing: the theme of unknown level may be the one that is served.
        settled = any(level != 0 for level in known.values())
        prepared = {**prepared, "themes": known if settled else None}
    policy = raw.get("policy")
    ambition = policy.get("ambition") if isinstance(policy, dict) else None
    if isinstance(policy, dict) and isinstance(ambition, dict) and None in ambition.values():
        known = {theme: level for theme, level in ambition.items() if level is not None}
        prepared = {**prepared, "policy": {**policy, "ambition": known}}
    return prepared


def _numbered(lots: list[Any]) -> list[Any]:
    taken = {lot.get("id") for lot in lots if isinstance(lot, dict)}
    numbered = []
    for place, lot in enumerate(lots, start=1):
        if isinstance(lot, dict) and lot.get("id") is None:
            number = place
            while str(number) in taken:
                number += len(lots)
            taken.add(str(number))
            lot = {**lot, "id": str(number)}  # noqa: PLW2901 (the same lot, with its number)
        numbered.append(lot)
    return numbered


def _check_amounts(intake: Intake) -> None:
    _check_fields(intake, ("estimate",), "", _check_amount)
    for place, lot in enumerate(intake.lots or ()):
        _check_fields(lot, ("estimate",), f"lots[{place}].", _check_amount)
    for place, related in enumerate(intake.related_contracts or ()):
        _check_fields(related, ("estimate",), f"related_contracts[{place}].", _check_amount)
    if intake.policy is not None:
        _check_fields(intake.policy, ("single_until",), "policy.", _check_amount)
        if isinstance(intake.policy.multiple_until, Decimal):
            _check_fields(intake.policy, ("multiple_until",), "policy.", _check_amount)
    if intake.valuation is not None:
        _check_fields(intake.valuation, ("monthly_amount", "options_amount"), "valuation.", _check_amount)


def _check_amount(where: str, amount: Decimal) -> None:
    if not amount.is_finite():
        raise UnusableIntake(faults.not_a_number(where, str(amount)))
    if amount < 0:
        raise UnusableIntake(faults.negative(where))
    if amount > LARGEST_AMOUNT:
        raise UnusableIntake(faults.absurd_amount(where))
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < CENTS:
        raise UnusableIntake(faults.too_precise(where, amount))


_SHARES = ("labour_share", "reserved_proof_share")
_PERCENTAGES = (
    "social_return_percentage",
    "turnover_requirement_percentage",
    "reference_requirement_percentage",
)
_COUNTS = (
    "duration_months",
    "joint_buyers",
    "invitees",
    "social_enterprises_invited",
    "reserved_candidates",
    "references_per_competence",
)


def _check_numbers(intake: Intake) -> None:
    _check_fields(intake, _SHARES, "", _check_share)
    _check_fields(intake, _PERCENTAGES, "", _check_percentage)
    _check_fields(intake, _COUNTS, "", _check_count)
    if intake.weights is not None:
        _check_fields(intake.weights, ("price", "quality", "social_value"), "weights.", _check_percentage)
    if intake.valuation is not None:
        _check_fields(intake.valuation, ("months", "extension_months"), "valuation.", _check_count)
    if intake.policy is not None:
        _check_fields(intake.policy, ("social_value_minimum",), "policy.", _check_percentage)
        for place, quote in enumerate(intake.policy.quotes or ()):
            _check_fields(quote, ("at_least", "of"), f"policy.quotes[{place}].", _check_count)
    _check_levels("themes", intake.themes)
    _check_levels("policy.ambition", intake.policy.ambition if intake.policy else None)


def _check_levels(where: str, levels: Mapping[Theme, int] | None) -> None:
    for theme, level in (levels or {}).items():
        if not 0 <= level <= HIGHEST_LEVEL:
            raise UnusableIntake(faults.out_of_range(f"{where}.{theme}", str(level), faults.LEVEL))


def _check_fields(
    part: msgspec.Struct, names: tuple[str, ...], prefix: str, check: Callable[[str, Any], None]
) -> None:
    for name in names:
        value = getattr(part, name)
        if value is not None:
            check(prefix + name, value)


def _check_share(where: str, value: Decimal) -> None:
    if not value.is_finite() or not 0 <= value <= 1:
        raise UnusableIntake(faults.out_of_range(where, str(value), faults.SHARE))


def _check_percentage(where: str, value: Decimal) -> None:
    if not value.is_finite() or not 0 <= value <= LARGEST_PERCENTAGE:
        raise UnusableIntake(faults.out_of_range(where, str(value), faults.PERCENTAGE))


def _check_count(where: str, value: int) -> None:
    most = LONGEST_TERM if where.endswith("months") else LARGEST_COUNT
    if not 0 <= value <= most:
        raise UnusableIntake(faults.out_of_range(where, str(value), faults.count_range(most)))


def _check_lots(lots: tuple[Lot, ...]) -> None:
    seen: set[str] = set()
    for place, lot in enumerate(lots):
        if lot.id in seen:
            raise UnusableIntake(faults.duplicate_lot(place, lot.id))
        if not lot.id.strip() or len(lot.id) > LONGEST_ID:
            raise UnusableIntake(faults.lot_id(place))
        if lot.cpv is not None:
            _check_cpv(lot.cpv, f"lots[{place}].cpv")
        seen.add(lot.id)


def _check_sizes(intake: Intake) -> None:
    for where, found, most in (
        ("lots", intake.lots, MOST_LOTS),
        ("related_contracts", intake.related_contracts, MOST_RELATED),
        ("cpv", intake.cpv, MOST_CODES),
        ("policy.quotes", intake.policy.quotes if intake.policy else None, MOST_CODES),
    ):
        if found is not None and len(found) > most:
            raise UnusableIntake(faults.too_many(where, len(found), most))
    for place, related in enumerate(intake.related_contracts or ()):
        if related.cpv is not None:
            _check_cpv(related.cpv, f"related_contracts[{place}].cpv")


def _check_cpv(code: str, where: str) -> None:
    digits, _, check = code.partition("-")
    plain = digits.isascii() and digits.isdigit() and len(digits) == CPV_DIGITS
    if not plain or ("-" in code and not (check.isascii() and check.isdigit() and len(check) == 1)):
        raise UnusableIntake(faults.not_a_cpv(where, code))


def plain_cpv(code: str) -> str:
    """The eight digits of a CPV code, without its check digit."""
    return code[:CPV_DIGITS]


def _with_plain_cpv(intake: Intake) -> Intake:
    """The same intake with every CPV code as its eight digits."""
    codes = [*(intake.cpv or ()), *[lot.cpv for lot in intake.lots or ()]]
    codes += [related.cpv for related in intake.related_contracts or ()]
    if "-" not in "".join([code for code in codes if code]):
        return intake

    def shortened(part: Lot | RelatedContract) -> Any:
        return part if part.cpv is None else msgspec.structs.replace(part, cpv=plain_cpv(part.cpv))

    return msgspec.structs.replace(
        intake,
        cpv=None if intake.cpv is None else tuple(plain_cpv(code) for code in intake.cpv),
        lots=None if intake.lots is None else tuple(shortened(lot) for lot in intake.lots),
        related_contracts=None
        if intake.related_contracts is None
        else tuple(shortened(related) for related in intake.related_contracts),
    )


_KNOWN: dict[str, frozenset[str]] = {
    "": frozenset(Intake.__struct_fields__),
    "lots": frozenset(Lot.__struct_fields__),
    "related_contracts": frozenset(RelatedContract.__struct_fields__),
    "policy": frozenset({"single_until", "multiple_until", "social_value_minimum", "quotes", "ambition"}),
    "quotes": frozenset({"kind", "at_least", "of"}),
    "weights": frozenset({"price", "quality", "social_value"}),
    "valuation": frozenset(
        {"monthly_amount", "months", "options_amount", "extension_months", "framework", "indefinite"}
    ),
}


def _ignored(raw: dict[str, Any]) -> tuple[IgnoredField, ...]:
    found: list[IgnoredField] = []
    _leave(found, raw, "", "")
    for name in ("policy", "weights", "valuation"):
        part = raw.get(name)
        if part:
            _leave(found, part, name, f"{name}.")
    for name in ("lots", "related_contracts"):
        for place, part in enumerate(raw.get(name) or ()):
            _leave(found, part, name, f"{name}[{place}].")
    quotes = (raw.get("policy") or {}).get("quotes")
    for place, part in enumerate(quotes or ()):
        _leave(found, part, "quotes", f"policy.quotes[{place}].")
    return tuple(found)


def _leave(found: list[IgnoredField], part: dict[str, Any], form: str, prefix: str) -> None:
    """Name the fields of a part that its form does not know."""
    known = _KNOWN[form]
    if part.keys() <= known:
        return
    from difflib import get_close_matches  # noqa: PLC0415 (only a misspelt intake pays for it)

    for name in part:
        if name not in known:
            close = get_close_matches(name.lower(), sorted(known), n=1)
            found.append(IgnoredField(f"{prefix}{name}", f"{prefix}{close[0]}" if close else None))
