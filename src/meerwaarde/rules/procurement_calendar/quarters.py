"""Quarters of a calendar year, as people write them: "Q3 2027", "2027-Q3", "3e kwartaal 2027"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

import msgspec

from meerwaarde.rules.text import Text

NEXT_YEARS: Final = 10
"""A calendar looks this many years ahead; a year beyond is a slip."""
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100

MONTHS: Final = {
    name: number
    for names in (
        "januari februari maart april mei juni juli augustus september oktober november december",
        "january february march april may june july august september october november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
        "jan feb mar apr may jun jul aug sept oct nov dec",
    )
    for number, name in enumerate(names.split(), 1)
}
ORDINALS: Final = {
    "eerste": 1,
    "tweede": 2,
    "derde": 3,
    "vierde": 4,
    "vijfde": 5,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}


class Quarter(msgspec.Struct, frozen=True, order=True, gc=False):
    """Three months of a calendar year; `number` runs from 1 to 4. Earlier ones compare as smaller."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        """Its last day, included."""
        return self.later(1).first_day - timedelta(days=1)

    @classmethod
    def of(cls, day: date) -> Quarter:
        """The quarter in which a day lies."""
        return cls(day.year, (day.month + 2) // 3)

    def later(self, quarters: int) -> Quarter:
        """So many quarters on; a negative number goes back."""
        place = self.year * 4 + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)

    def until(self, other: Quarter) -> int:
        """How many quarters from this one to the other; negative where the other is earlier."""
        return other.year * 4 + other.number - self.year * 4 - self.number

    @property
    def text(self) -> Text:
        """As people read it: "kwartaal 3 van 2027"."""
        return Text(nl=f"kwartaal {self.number} van {self.year}", en=f"quarter {self.number} of {self.year}")


class QuarterFault(ValueError):
    """What was written is no quarter; `text` says why and `what_now` what to write."""

    def __init__(self, code: str, text: Text) -> None:
        super().__init__(text.en)
        self.code, self.text = code, text
        self.what_now = Text(
            nl="Schrijf het kwartaal als “Q3 2027” of “3e kwartaal 2027”.",
            en="Write the quarter as “Q3 2027” or “3rd quarter 2027”.",
        )


def read_quarter(written: str, year: str = "") -> Quarter:
    """The quarter in a text; `year` is what stands in a column of its own, where there is one.

    Takes quarters ("Q3 2027", "2027-Q3", "2027 kw 3", "derde kwartaal 2027"), days ("15-08-2027") and months
    with a name ("augustus 2027"). Raises `QuarterFault` with code empty, no_such_quarter, no_year, two_years,
    year_out_of_range or unreadable; "3/2027" may be a month or a quarter, so that is unreadable.
    """
    text = " ".join(written.lower().replace("\u00a0", " ").split())
    beside = year.strip()
    if not text:
        raise QuarterFault("empty", Text(nl="Er staat geen kwartaal.", en="No quarter is given."))
    if (day := _as_day(text)) is not None:
        return _in_range(Quarter.of(day), written)
    years = {int(found) for found in re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", f"{text} {beside}")}
    if len(years) > 1:
        raise _fault("two_years", written, "er staan twee jaren", "it holds two years")
    number = _number(re.sub(r"(?<!\d)(?:19|20)\d\d(?!\d)", " ", text).strip(" -/_.,'"), bool(beside))
    if number is None:
        raise _fault("unreadable", written, "wij lezen er geen kwartaal in", "we read no quarter in it")
    if not 1 <= number <= 4:
        raise _fault("no_such_quarter", written, "een jaar heeft vier kwartalen", "a year has four quarters")
    if not years:
        raise _fault("no_year", written, "het jaar ontbreekt", "the year is missing")
    return _in_range(Quarter(years.pop(), number), written)


_NAMED: Final = r"(?:q|k|kw|kwart|kwartaal|quarter)"
_FORMS: Final = (
    re.compile(rf"{_NAMED}\.?[ -]?(\d{{1,2}})"),
    re.compile(rf"(\d{{1,2}})(?:e|de|ste|st|nd|rd|th)?[ -]?{_NAMED}\.?(?: van| of)?"),
)


def _number(rest: str, alone: bool) -> int | None:
    """The number of the quarter in what is left without its year; a bare number counts beside a year."""
    for form in _FORMS:
        if found := form.fullmatch(rest):
            return int(found[1])
    words = rest.removesuffix(" van").removesuffix(" of").split()
    if len(words) == 2 and words[0] in ORDINALS and re.fullmatch(_NAMED, words[1]):
        return ORDINALS[words[0]]
    if len(words) == 1 and words[0].strip(".") in MONTHS:
        return (MONTHS[words[0].strip(".")] + 2) // 3
    return int(rest) if alone and re.fullmatch(r"\d{1,2}", rest) else None


def _as_day(text: str) -> date | None:
    day_first = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text)
    year_first = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    parts = (
        (day_first[3], day_first[2], day_first[1]) if day_first else year_first.groups() if year_first else ()
    )
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def _in_range(found: Quarter, written: str) -> Quarter:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _fault("year_out_of_range", written, "dat jaar kan niet kloppen", "that year cannot be right")
    return found


def _fault(code: str, written: str, nl: str, en: str) -> QuarterFault:
    shown = written.strip()[:60]
    return QuarterFault(code, Text(nl=f"“{shown}”: {nl}.", en=f"“{shown}”: {en}."))
