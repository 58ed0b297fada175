"""Small readings that all adapters share: amounts, days, codes, languages, numbers of organisations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from meerwaarde.exchange.notice.records import Amount, Complaint, Identifier, Lot

_CPV: Final = re.compile(r"\s*(\d{8})(?:-\d)?\s*")
_DAY: Final = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d{2}:\d{2})?")
_ZONE: Final = re.compile(r"(Z|[+-]\d{2}:\d{2})$")
_NUMBER: Final = re.compile(r"-?\d{1,30}(?:\.\d{1,10})?")
_WEIGHT: Final = re.compile(
    r"(\d{1,9}(?:[.,]\d{1,6})?)\s*(%|procent|percent|punten|points?|pts?)?\.?", re.IGNORECASE
)
_DUTCH_AMOUNT: Final = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})*(?:,\d{1,2})?|\d+,\d{1,2}")
# An estimate or price of one euro or less is a figure typed because the form wanted one.
PLACEHOLDER_UNTIL: Final = Decimal(1)
_OIN_LENGTH: Final = 20

# ISO 639-3 and the EU's own codes → ISO 639-1, for the official languages of the EU and its neighbours.
_LANGUAGES: Final = {
    "BUL": "bg", "CES": "cs", "DAN": "da", "DEU": "de", "ELL": "el", "ENG": "en", "EST": "et", "FIN": "fi",
    "FRA": "fr", "GLE": "ga", "HRV": "hr", "HUN": "hu", "ISL": "is", "ITA": "it", "LAV": "lv", "LIT": "lt",
    "MLT": "mt", "NLD": "nl", "NOR": "no", "POL": "pl", "POR": "pt", "RON": "ro", "SLK": "sk", "SLV": "sl",
    "SPA": "es", "SWE": "sv",
}  # fmt: skip


# Lots repeat each other's codes, days and figures; a look into the memory is ten times as quick as a pattern.
_remembered: Final = lru_cache(maxsize=4_096)


def language_code(code: str | None) -> str | None:
    """ISO 639-1 in lower case from NLD, NL or nl; None where the code is unknown to us."""
    if not code:
        return None
    code = code.strip().upper()
    if len(code) == 2 and code.isalpha():
        return code.lower()
    return _LANGUAGES.get(code)


@_remembered
def cpv_code(text: str | None) -> str | None:
    """The eight digits of a CPV code, with or without its check digit; None for anything else."""
    found = _CPV.fullmatch(text or "")
    return found[1] if found else None


@_remembered
def iso_day(text: str | None) -> str | None:
    """`2024-03-06` from 2024-03-06, 20240306 or 2024-03-06+01:00; None where that is no day."""
    found = _DAY.match((text or "").strip())
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return None


@_remembered
def iso_moment(day: str | None, time: str | None = None) -> str | None:
    """A moment such as 2024-11-18T10:00:00+01:00 from a day and a time, each with or without a zone.

    Without a time it is the day alone; without a zone it is wall-clock time at the buyer.
    """
    known_day = iso_day(day)
    if known_day is None:
        return None
    found = _TIME.match((time or "").strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        return known_day
    day_zone = _ZONE.search((day or "").strip())
    zone = found[4] or (day_zone[1] if day_zone and len((day or "").strip()) > 10 else "")
    return f"{known_day}T{int(found[1]):02}:{found[2]}:{found[3] or '00'}{zone}"


@_remembered
def plain_number(text: str | None) -> str | None:
    """A number as plain text: `2400000` from 2400000.0, `9999999.99` as it is; None for anything else."""
    given = (text or "").strip()
    if not _NUMBER.fullmatch(given):
        return None
    try:
        number = Decimal(given)
    except InvalidOperation:
        return None
    if number == number.to_integral_value():
        return str(number.quantize(Decimal(1)))
    exact = str(number.normalize())
    return exact if len(exact.rpartition(".")[2]) > 1 else f"{number:.2f}"


def dutch_number(text: str | None) -> str | None:
    """As `plain_number`, from figures written in Dutch: 10.000.000,00 or 10 000 000."""
    given = (text or "").strip()
    if not _DUTCH_AMOUNT.fullmatch(given):
        return plain_number(given)
    return plain_number(re.sub(r"[. \u00a0]", "", given).replace(",", "."))


def amount_of(
    text: str | None, currency: str | None, where: str, complaints: list[Complaint], *, local: bool = False
) -> Amount | None:
    """The amount, or None where it is absent, unreadable or a placeholder; the last two with a complaint."""
    given = (text or "").strip()
    if not given:
        return None
    number = dutch_number(given) if local else plain_number(given)
    if number is None or number.startswith("-"):
        if given not in {"-1", "unpublished"}:  # how eForms writes what is withheld
            complaints.append(unreadable("amount", where, given))
        return None
    if Decimal(number) <= PLACEHOLDER_UNTIL:
        complaints.append(
            Complaint(
                where,
                f"Het bedrag {given} is een opvulwaarde; het echte bedrag is onbekend.",
                f"The amount {given} is a placeholder; the real amount is unknown.",
                "placeholder_amount",
            )
        )
        return None
    return Amount(number, (currency or "").strip().upper() or None)


def weight_of(text: str | None) -> tuple[str | None, str | None]:
    """Number and unit (percentage, points or None) from a weight typed as text, such as 40 or `40 %`."""
    found = _WEIGHT.fullmatch((text or "").strip())
    if not found:
        return None, None
    number = plain_number(found[1].replace(",", "."))
    if not found[2]:
        return number, None
    return number, "percentage" if found[2].lower() in {"%", "procent", "percent"} else "points"


def may_be_kvk(value: str) -> bool:
    """Whether a number has the form of a KvK number: eight digits in a range that was ever given out.

    Numbers were given out per chamber (01 to 41) until 2008 and from 50 upward since.
    """
    return (
        len(value) == 8
        and value.isascii()
        and value.isdigit()
        and (1 <= int(value[:2]) <= 41 or value >= "5")
    )


def dutch_identifier(value: str | None) -> Identifier | None:
    """The kind of number follows from its form; the register itself is not asked."""
    given = " ".join((value or "").split())
    if not given:
        return None
    digits = given.replace(" ", "").replace(".", "")
    if may_be_kvk(digits):
        return Identifier("kvk", digits)
    if len(digits) == _OIN_LENGTH and digits.isdigit():
        return Identifier("oin", digits)
    if re.fullmatch(r"NL\d{9}B\d{2}", digits.upper()):
        return Identifier("vat", digits.upper())
    return Identifier("national", given)


def sum_of_lots(lots: Iterable[Lot], complaints: list[Complaint]) -> Amount | None:
    """The estimate of the whole from its lots; None unless every lot carries one, in the same currency."""
    estimates = [lot.estimate for lot in lots]
    known = [estimate for estimate in estimates if estimate is not None]
    if not known:
        return None
    if len(known) < len(estimates) or len({estimate.currency for estimate in known}) > 1:
        complaints.append(
            Complaint(
                "estimate",
                "Niet elk perceel heeft een raming in dezelfde munt; de raming van het geheel is onbekend.",
                "Not every lot has an estimate in the same currency; the estimate of the whole is unknown.",
                "estimate_incomplete",
            )
        )
        return None
    total = sum((Decimal(estimate.amount) for estimate in known), Decimal(0))
    return Amount(plain_number(str(total)) or str(total), known[0].currency)


_NAMES: Final = {
    "amount": ("Het bedrag", "The amount"),
    "cpv": ("De CPV-code", "The CPV code"),
    "date": ("De datum", "The date"),
    "weight": ("Het gewicht", "The weight"),
    "code": ("De code", "The code"),
}


def unreadable(what: str, where: str, given: str) -> Complaint:
    """The complaint that a value cannot be read; the value itself is kept in the sentence, shortened."""
    nl, en = _NAMES[what]
    shown = given if len(given) <= 60 else given[:57] + "…"
    return Complaint(
        where,
        f"{nl} “{shown}” kan niet worden gelezen.",
        f"{en} “{shown}” cannot be read.",
        f"{what}_unreadable",
    )


def missing(notice_part: str) -> Complaint:
    """The complaint that a notice lacks what every notice should have."""
    nl, en = {
        "id": ("Het nummer van de aankondiging ontbreekt.", "The number of the notice is missing."),
        "buyers": ("De aanbestedende dienst ontbreekt.", "The buyer is missing."),
        "title": ("De titel ontbreekt.", "The title is missing."),
        "cpv": ("De CPV-code ontbreekt.", "The CPV code is missing."),
    }[notice_part]
    return Complaint(notice_part, nl, en, f"{notice_part}_missing")


def earliest(moments: Iterable[str]) -> str | None:
    """The earliest of ISO moments or days; a moment without zone is compared as if it were UTC."""
    return min(moments, key=_moment_key, default=None)


def _moment_key(moment: str) -> datetime:
    known = datetime.fromisoformat(moment)
    return known if known.tzinfo else known.replace(tzinfo=UTC)
