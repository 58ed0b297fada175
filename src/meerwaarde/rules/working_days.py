"""Working days in the Netherlands: what an answer term counts.

Holidays are those of the Algemene termijnenwet, art. 3 (BWBR0002448): New Year's Day, Easter Monday,
King's Day, Ascension Day, Whit Monday, both days of Christmas, and Liberation Day; Good Friday counts as
one for terms. Easter is computed (Meeus, Jones and Butcher); King's Day never falls on a Sunday.
"""

from __future__ import annotations

from datetime import date, timedelta

SUNDAY, SATURDAY = 6, 5


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar.

    >>> easter(2026).isoformat(), easter(2027).isoformat()
    ('2026-04-05', '2027-03-28')
    """
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, left = divmod(century, 4)
    moved = (century + 8) // 25
    epact = (19 * golden + century - leaps - (century - moved + 1) // 3 + 15) % 30
    quarters, over = divmod(rest, 4)
    weekday = (32 + 2 * left + 2 * quarters - epact - over) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> frozenset[date]:
    """The days in a year on which an office need not answer, weekends aside."""
    sunday = easter(year)
    king = date(year, 4, 27)
    if king.weekday() == SUNDAY:
        king -= timedelta(days=1)
    moving = (sunday + timedelta(days=days) for days in (-2, 1, 39, 50))
    fixed = (date(year, 1, 1), king, date(year, 5, 5), date(year, 12, 25), date(year, 12, 26))
    return frozenset((*moving, *fixed))


def is_working_day(day: date) -> bool:
    """Whether an office is open: no weekend and no holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def after_working_days(since: date, days: int) -> date:
    """The last day of a term of so many working days; the day on which it begins does not count.

    >>> after_working_days(date(2026, 12, 24), 2).isoformat()  # two days of Christmas and a weekend between
    '2026-12-29'
    """
    if days < 1:
        raise ValueError(f"A term has at least one working day, not {days}.")
    day = since
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days_between(since: date, until: date) -> int:
    """How many working days lie after `since`, up to and including `until`; 0 where it is no later."""
    span = (until - since).days
    return sum(is_working_day(since + timedelta(days=one)) for one in range(1, span + 1))
