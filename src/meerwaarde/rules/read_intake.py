"""From JSON bytes to an intake, or to a fault that says what is wrong, where, and what can be done now."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import msgspec

from meerwaarde.rules.intake import Intake, Lot, RelatedContract
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text

LARGEST_DOCUMENT = 1_000_000
LARGEST_AMOUNT = Decimal(10) ** 12
MOST_LOTS = 500
MOST_RELATED = 5_000
MOST_CODES = 200
LONGEST_TERM = 1_200
LARGEST_COUNT = 1_000_000
LARGEST_PERCENTAGE = Decimal(100_000)
HIGHEST_LEVEL = 3
CENTS = -2
CPV_DIGITS = 8
LONGEST_ID = 100


class Fault(msgspec.Struct, frozen=True, gc=False):
    """Why an intake cannot be used: `where` is the path of the field, empty for the whole document."""

    code: str
    message: Text
    where: str
    what_now: Text


class UnusableIntake(ValueError):
    """An intake about which no advice can be given; holds the fault to show."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"{fault.where or 'intake'}: {fault.message.en}")
        self.fault = fault


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
        raise UnusableIntake(_TOO_DEEP) from None
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
        raise UnusableIntake(_TOO_LARGE)
    try:
        raw = _JSON.decode(document.removeprefix(BOM_UTF8))
    except RecursionError:
        raise UnusableIntake(_TOO_DEEP) from None
    except (msgspec.DecodeError, ValueError, ArithmeticError) as error:
        fault = _not_json(str(error)) if _is_utf8(document) else _WRONG_ENCODING
        raise UnusableIntake(fault) from None
    if not isinstance(raw, dict):
        raise UnusableIntake(_NOT_AN_OBJECT)
    return raw


def _is_utf8(document: bytes) -> bool:
    try:
        document.decode()
    except UnicodeDecodeError:
        return False
    return True


def _prepared(raw: dict[str, Any]) -> dict[str, Any]:
    """The same document with lots numbered where they have no id, and themes of unknown level left out."""
    prepared = raw
    lots = raw.get("lots")
    if isinstance(lots, list) and None in [lot.get("id") for lot in lots if isinstance(lot, dict)]:
        prepared = {**prepared, "lots": _numbered(lots)}
    themes = raw.get("themes")
    if isinstance(themes, dict) and None in themes.values():
        known = {theme: level for theme, level in themes.items() if level is not None}
        prepared = {**prepared, "themes": known or None}
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
        raise UnusableIntake(_not_a_number(where, str(amount)))
    if amount < 0:
        raise UnusableIntake(_negative(where))
    if amount > LARGEST_AMOUNT:
        raise UnusableIntake(_absurd_amount(where))
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and exponent < CENTS:
        raise UnusableIntake(_too_precise(where, amount))


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
    for theme, level in (intake.themes or {}).items():
        if not 0 <= level <= HIGHEST_LEVEL:
            raise UnusableIntake(_out_of_range(f"themes.{theme}", str(level), _LEVEL))


def _check_fields(
    part: msgspec.Struct, names: tuple[str, ...], prefix: str, check: Callable[[str, Any], None]
) -> None:
    for name in names:
        value = getattr(part, name)
        if value is not None:
            check(prefix + name, value)


def _check_share(where: str, value: Decimal) -> None:
    if not value.is_finite() or not 0 <= value <= 1:
        raise UnusableIntake(_out_of_range(where, str(value), _SHARE))


def _check_percentage(where: str, value: Decimal) -> None:
    if not value.is_finite() or not 0 <= value <= LARGEST_PERCENTAGE:
        raise UnusableIntake(_out_of_range(where, str(value), _PERCENTAGE))


def _check_count(where: str, value: int) -> None:
    most = LONGEST_TERM if where.endswith("months") else LARGEST_COUNT
    if not 0 <= value <= most:
        raise UnusableIntake(_out_of_range(where, str(value), _count_range(most)))


def _check_lots(lots: tuple[Lot, ...]) -> None:
    seen: set[str] = set()
    for place, lot in enumerate(lots):
        if lot.id in seen:
            raise UnusableIntake(_duplicate_lot(place, lot.id))
        if not lot.id.strip() or len(lot.id) > LONGEST_ID:
            raise UnusableIntake(_lot_id(place))
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
            raise UnusableIntake(_too_many(where, len(found), most))
    for place, related in enumerate(intake.related_contracts or ()):
        if related.cpv is not None:
            _check_cpv(related.cpv, f"related_contracts[{place}].cpv")


def _check_cpv(code: str, where: str) -> None:
    digits, _, check = code.partition("-")
    plain = digits.isascii() and digits.isdigit() and len(digits) == CPV_DIGITS
    if not plain or ("-" in code and not (check.isascii() and check.isdigit() and len(check) == 1)):
        raise UnusableIntake(_not_a_cpv(where, code))


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
    "policy": frozenset({"single_until", "multiple_until", "social_value_minimum", "quotes"}),
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


def listed(values: Iterable[object]) -> str:
    """Values as people read a list."""
    return ", ".join(str(value) for value in values)


def _count_range(most: int) -> Text:
    return Text(
        nl=f"Geef een heel getal van 0 tot en met {most}.", en=f"Give a whole number from 0 to {most}."
    )


_SHARE = Text(
    nl='Een aandeel loopt van 0 tot en met 1: schrijf 65% als "0.65".',
    en='A share runs from 0 to 1: write 65% as "0.65".',
)
_PERCENTAGE = Text(
    nl='Schrijf een percentage als getal van 0 of hoger: 5% is "5".',
    en='Write a percentage as a number of 0 or more: 5% is "5".',
)
_LEVEL = Text(
    nl="Een niveau is 0, 1, 2 of 3: 0 is geen ambitie, 3 is de hoogste.",
    en="A level is 0, 1, 2 or 3: 0 is no ambition, 3 is the highest.",
)
_AS_JSON = Text(
    nl="Lever één intake aan als JSON-object in UTF-8; `meerwaarde schema intake` toont de vorm.",
    en="Supply one intake as a JSON object in UTF-8; `meerwaarde schema intake` shows the form.",
)
_TOO_LARGE = Fault(
    "too_large",
    Text(nl="Het document is groter dan 1 MB.", en="The document is larger than 1 MB."),
    "",
    Text(nl="Lever één intake per keer aan.", en="Supply one intake at a time."),
)
_TOO_DEEP = Fault(
    "too_deep",
    Text(nl="Het document is te diep genest.", en="The document is nested too deeply."),
    "",
    _AS_JSON,
)
_WRONG_ENCODING = Fault(
    "wrong_encoding",
    Text(nl="Het document is geen UTF-8.", en="The document is not UTF-8."),
    "",
    Text(
        nl="Sla het bestand op als UTF-8 en probeer het opnieuw.", en="Save the file as UTF-8 and try again."
    ),
)
_NOT_AN_OBJECT = Fault(
    "not_an_object",
    Text(nl="Het document is geen JSON-object.", en="The document is not a JSON object."),
    "",
    _AS_JSON,
)


def _not_json(reason: str) -> Fault:
    return Fault(
        "not_json",
        Text(
            nl=f"Het document is geen geldige JSON ({reason}).",
            en=f"The document is not valid JSON ({reason}).",
        ),
        "",
        _AS_JSON,
    )


def _not_a_number(where: str, value: str) -> Fault:
    return Fault(
        "not_a_number",
        Text(nl=f"{where} is geen bedrag: {value}.", en=f"{where} is not an amount: {value}."),
        where,
        HOW_TO_WRITE_AMOUNTS,
    )


HOW_TO_WRITE_AMOUNTS = Text(
    nl='Schrijf een bedrag met een punt voor de centen en zonder scheiding van duizendtallen: "216000.00".',
    en='Write an amount with a point before the cents and no thousands separator: "216000.00".',
)


def _negative(where: str) -> Fault:
    return Fault(
        "negative_amount",
        Text(nl=f"{where} is negatief.", en=f"{where} is negative."),
        where,
        Text(nl="Geef een bedrag van nul of hoger.", en="Give an amount of zero or more."),
    )


def _absurd_amount(where: str) -> Fault:
    return Fault(
        "absurd_amount",
        Text(
            nl=f"{where} is hoger dan {euro(LARGEST_AMOUNT)}.",
            en=f"{where} is above {euro(LARGEST_AMOUNT, 'en')}.",
        ),
        where,
        Text(nl="Controleer het aantal cijfers.", en="Check the number of digits."),
    )


def _too_precise(where: str, amount: Decimal) -> Fault:
    """Three digits after a point are read as thousands by a Dutch eye: never guess which was meant."""
    return Fault(
        "too_many_decimals",
        Text(
            nl=f"{where} heeft meer dan twee cijfers achter de punt: {amount}.",
            en=f"{where} has more than two digits after the point: {amount}.",
        ),
        where,
        Text(
            nl="Rond af op hele centen; laat een punt tussen duizendtallen weg.",
            en="Round to whole cents; leave out a point between thousands.",
        ),
    )


def _out_of_range(where: str, value: str, meaning: Text) -> Fault:
    return Fault(
        "out_of_range",
        Text(nl=f"{where} kan niet {value} zijn.", en=f"{where} cannot be {value}."),
        where,
        meaning,
    )


def _duplicate_lot(place: int, lot: str) -> Fault:
    return Fault(
        "duplicate_lot",
        Text(nl=f"Het perceel {lot} komt twee keer voor.", en=f"The lot {lot} occurs twice."),
        f"lots[{place}].id",
        Text(nl="Geef elk perceel een eigen kenmerk.", en="Give each lot an id of its own."),
    )


def _lot_id(place: int) -> Fault:
    return Fault(
        "lot_id",
        Text(
            nl="Het kenmerk van een perceel is leeg of te lang.", en="The id of a lot is empty or too long."
        ),
        f"lots[{place}].id",
        Text(
            nl=f"Geef een kenmerk van 1 tot en met {LONGEST_ID} tekens.",
            en=f"Give an id of 1 to {LONGEST_ID} characters.",
        ),
    )


def _too_many(where: str, found: int, most: int) -> Fault:
    return Fault(
        "too_many",
        Text(
            nl=f"{where} telt {found}; hoogstens {most} kan.",
            en=f"{where} counts {found}; at most {most} can be.",
        ),
        where,
        Text(
            nl="Voeg samen of laat weg wat niet meetelt.", en="Combine them or leave out what does not count."
        ),
    )


def _not_a_cpv(where: str, code: str) -> Fault:
    shown = code[:40]
    return Fault(
        "not_a_cpv",
        Text(nl=f"{where} is geen CPV-code: {shown}.", en=f"{where} is not a CPV code: {shown}."),
        where,
        Text(
            nl="Een CPV-code heeft acht cijfers, eventueel met een controlecijfer: 90911200 of 90911200-8.",
            en="A CPV code has eight digits, with or without a check digit: 90911200 or 90911200-8.",
        ),
    )
