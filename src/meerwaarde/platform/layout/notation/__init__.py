"""How amounts, days and shares are written and read: Dutch notation first, English where the page is English.

Reading never guesses. What can be read in two ways is refused with both readings, so that the person chooses.
No Django here: the forms and template tags put these to work.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

READERS_ZONE = ZoneInfo("Europe/Amsterdam")
"""Moments are kept in UTC and told in the hours of here: only in this file, so that no page can forget it."""

MONTHS = {
    "nl": (
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ],
        ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"],
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    ),
}
NBSP = "\u00a0"
NARROW_MINUS = "\u2212"
SPACES = re.compile(r"[\s\u00a0\u202f\u2009']+")


@dataclass(frozen=True, slots=True)
class Unreadable(ValueError):
    """What was typed cannot be read. `reason` is a code, `readings` are the ways it could have been meant."""

    reason: str
    readings: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.reason


def shortened(text: str, length: int) -> str:
    """The beginning of a text on one line, at most `length` characters, cut between words."""
    one_line = " ".join(text.split())
    if len(one_line) <= length:
        return one_line
    kept = one_line[: length - 1]
    if one_line[length - 1] != " " and " " in kept:
        kept = kept.rpartition(" ")[0]
    return kept.rstrip(" .,;:–-") + "…"


def language_of(code: str | None) -> str:
    """ "en" for any English, otherwise Dutch."""
    return "en" if (code or "").lower().startswith("en") else "nl"


# Amounts


def parse_amount(text: str) -> Decimal:
    """Euros as typed: "1.234.567,89", "60000", "60.000", "€ 60.000,-", "1 234,50", "1,234.56".

    Exact to the cent. Raises Unreadable: "empty", "not_a_number", "too_precise" (more than two decimals) or
    "two_readings" ("60,000" is sixty thousand in English and sixty in Dutch).
    """
    bare = SPACES.sub(
        "", text.replace("EUR", "").replace("eur", "").replace("€", "").replace(NARROW_MINUS, "-")
    )
    bare = re.sub(r"(?<=\d)[.,](-{1,2}|–|—|=)$", "", bare)  # "60.000,-" is how whole euros are written
    if not bare:
        raise Unreadable("empty")
    negative = bare.startswith("-")
    digits = bare.removeprefix("-").removeprefix("+")
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", digits) or not digits.isascii():
        raise Unreadable("not_a_number")
    amount = _unsigned_amount(digits)
    return -amount if negative else amount


def _unsigned_amount(digits: str) -> Decimal:
    if re.fullmatch(r"\d+", digits):
        return Decimal(digits)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d{1,2})?", digits):  # 1.234.567,89 and 60.000
        return Decimal(digits.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d{1,2}", digits) or re.fullmatch(r"\d{1,3}(,\d{3}){2,}", digits):
        return Decimal(digits.replace(",", ""))  # 1,234.56 and 1,234,567
    if re.fullmatch(r"\d+[.,]\d{1,2}", digits):  # 12,5 and 12.50
        return Decimal(digits.replace(",", "."))
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", digits):
        whole = digits.replace(",", "")
        raise Unreadable(
            "two_readings",
            (format_amount(Decimal(whole)), format_amount(Decimal(digits.split(",", maxsplit=1)[0]))),
        )
    if re.fullmatch(r"\d+[.,]\d{3,}", digits):
        raise Unreadable("too_precise")
    raise Unreadable("not_a_number")


def format_amount(amount: Decimal, language: str = "nl") -> str:
    """ "1.234.567,89", without the euro sign; whole euros without decimals."""
    sign = NARROW_MINUS if amount < 0 else ""
    quantised = abs(amount).quantize(Decimal("0.01"))
    text = f"{quantised:,.2f}".removesuffix(".00")
    if language_of(language) == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return sign + text


def format_euro(cents: int, language: str = "nl", *, always_cents: bool = False) -> str:
    """ "€ 2.400.000" or "€ 12,50" from integer cents; a no-break space keeps the sign with its number."""
    sign = NARROW_MINUS if cents < 0 else ""
    text = format_amount(Decimal(abs(cents)) / 100, language)
    if always_cents and cents % 100 == 0:
        text += ",00" if language_of(language) == "nl" else ".00"
    return f"{sign}€{NBSP if language_of(language) == 'nl' else ''}{text}"


def format_number(value: Decimal | float | int, language: str = "nl", *, decimals: int | None = None) -> str:
    """A plain number for people: thousands apart, the language's decimal sign, no trailing zeros unless
    asked."""
    exact = Decimal(str(value))
    text = f"{exact:,.{decimals}f}" if decimals is not None else f"{exact:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    if language_of(language) == "nl":
        text = text.translate(str.maketrans(",.", ".,"))
    return text.replace("-", NARROW_MINUS)


# Shares


def parse_percentage(text: str) -> Decimal:
    """A percentage as typed: "5", "12,5", "12.5 %". Raises Unreadable "empty" or "not_a_number"."""
    bare = SPACES.sub("", text).removesuffix("%").removesuffix("procent").removesuffix("percent")
    if not bare:
        raise Unreadable("empty")
    if not re.fullmatch(r"-?\d+([.,]\d+)?", bare) or not bare.isascii():
        raise Unreadable("not_a_number")
    return Decimal(bare.replace(",", "."))


def format_percentage(value: Decimal, language: str = "nl") -> str:
    """ "12,5", without the percent sign."""
    return format_number(value, language)


# Days


def parse_day(text: str) -> date:
    """A day as typed: "1-2-2026", "01/02/2026", "1 februari 2026", or ISO "2026-02-01". Day before month.

    Raises Unreadable: "empty", "two_digit_year" (with the two years it may mean), "no_such_day" or
    "not_a_day".
    """
    bare = re.sub(r"\s+", " ", text.strip().lower().replace(NBSP, " "))
    if not bare:
        raise Unreadable("empty")
    if not bare.isascii():
        raise Unreadable("not_a_day")
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", bare):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4}|\d{2})", bare):
        day, month, year = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})[ -]([a-z]+)\.?[ -](\d{4}|\d{2})", bare):
        day, name, year = match.groups()
        month = str(_month_number(name))
    else:
        raise Unreadable("not_a_day")
    try:
        found = date(int(year) if len(year) == 4 else 2000, int(month), int(day))
    except ValueError:
        raise Unreadable("no_such_day") from None
    if len(year) == 2:
        raise Unreadable(
            "two_digit_year", tuple(f"{found.day}-{found.month}-{century}{year}" for century in (20, 19))
        )
    return found


def _month_number(name: str) -> int:
    for names in MONTHS.values():
        for variant in names:
            lowered = [one.lower() for one in variant]
            if name in lowered:
                return lowered.index(name) + 1
    raise Unreadable("not_a_day")


def format_day(day: date, language: str = "nl", form: str = "long") -> str:
    """long "27 november 2026", short "27-11-2026" (English "27 Nov 2026"), field "27-11-2026" in any
    language. Of a moment: its day in the zone of the reader."""
    if isinstance(day, datetime):
        day = here(day).date()
    tongue = language_of(language)
    if form == "long":
        return f"{day.day} {MONTHS[tongue][0][day.month - 1]} {day.year}"
    if form == "field" or tongue == "nl":
        return f"{day.day:02d}-{day.month:02d}-{day.year}"
    return f"{day.day} {MONTHS[tongue][1][day.month - 1]} {day.year}"


def here(moment: datetime) -> datetime:
    """The moment in the zone of the reader. Raises ValueError for one without a zone.

    >>> f"{here(datetime.fromisoformat('2026-07-01T22:30:00+00:00')):%d-%m %H:%M}"
    '02-07 00:30'
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a zone cannot be told.")
    return moment.astimezone(READERS_ZONE)


def format_moment(moment: datetime, language: str = "nl") -> str:
    """ "27 november 2026, 14:05" in the zone of the reader, whatever zone the moment came in."""
    told = here(moment)
    return f"{format_day(told.date(), language)}, {told:%H:%M}"


def month_name(day: date, language: str = "nl") -> str:
    """The short name of the month, for a date tile."""
    return MONTHS[language_of(language)][1][day.month - 1]
