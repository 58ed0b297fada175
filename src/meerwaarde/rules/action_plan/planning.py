"""Sums over time: hours and money of an action spread over the quarters in which it runs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec


class Quarter(msgspec.Struct, frozen=True, order=True):
    """A quarter of a year; orders by time."""

    year: int
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        following = self.following()
        return following.first_day - timedelta(days=1)

    def following(self) -> Quarter:
        return Quarter(self.year + 1, 1) if self.number == 4 else Quarter(self.year, self.number + 1)


class Span(msgspec.Struct, frozen=True):
    """An amount (whole cents, or tenths of an hour) over the days of an action, both ends included."""

    since: date
    until: date
    amount: int


def quarter_of(day: date) -> Quarter:
    """The quarter in which a day falls."""
    return Quarter(day.year, (day.month + 2) // 3)


def quarters(since: date, until: date) -> tuple[Quarter, ...]:
    """All quarters from one day up to another; ValueError when they run backwards."""
    if until < since:
        raise ValueError(f"A period cannot end ({until}) before it begins ({since}).")
    found, last = [quarter_of(since)], quarter_of(until)
    while found[-1] < last:
        found.append(found[-1].following())
    return tuple(found)


def spread(span: Span) -> dict[Quarter, int]:
    """The amount over the quarters by days; what rounding leaves goes to the largest remainders.

    The parts add up to the amount exactly. ValueError when the days run backwards.
    """
    parts = quarters(span.since, span.until)
    days = [_days_within(part, span) for part in parts]
    whole = sum(days)
    exact = [divmod(span.amount * one, whole) for one in days]
    given = [quotient for quotient, _rest in exact]
    left = span.amount - sum(given)
    by_rest = sorted(range(len(parts)), key=lambda place: (-exact[place][1], place))
    for place in by_rest[:left]:
        given[place] += 1
    return dict(zip(parts, given, strict=True))


def per_quarter(spans: Iterable[Span]) -> dict[Quarter, int]:
    """The sum of all spans per quarter, in order of time."""
    sums: dict[Quarter, int] = {}
    for span in spans:
        for quarter, amount in spread(span).items():
            sums[quarter] = sums.get(quarter, 0) + amount
    return dict(sorted(sums.items()))


def _days_within(quarter: Quarter, span: Span) -> int:
    return (min(quarter.last_day, span.until) - max(quarter.first_day, span.since)).days + 1
