"""Whose turn it was: newcomers, spread per year, and who had most turns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from meerwaarde.rules.turns import by_year, most_asked, spread, to_newcomers


@dataclass(frozen=True)
class Asked:
    supplier: str
    on: date
    supplier_name: str = "Firm"


A_FIRST, A_AGAIN = Asked("a", date(2026, 3, 1)), Asked("a", date(2026, 9, 1))
A_LATER, B_ONCE = Asked("a", date(2029, 1, 1)), Asked("b", date(2026, 9, 1))


def test_a_newcomer_had_no_turn_in_the_months_before() -> None:
    assert to_newcomers([A_LATER, A_AGAIN, B_ONCE, A_FIRST], 24) == (A_FIRST, B_ONCE, A_LATER)
    assert to_newcomers([A_FIRST, A_AGAIN], 6) == (A_FIRST,), "exactly six months before still counts"
    assert to_newcomers([A_FIRST, A_AGAIN], 5) == (A_FIRST, A_AGAIN)
    assert to_newcomers([B_ONCE, B_ONCE], 24) == (B_ONCE,)


def test_what_is_counted_since_a_day_looks_further_back_for_newcomers() -> None:
    found = spread([A_FIRST, A_AGAIN, B_ONCE], 24, since=date(2026, 8, 1))
    assert (found.asked, found.firms, found.newcomers) == (2, 2, 1)
    assert found.share_of_newcomers == 0.5
    assert spread([], 24).share_of_newcomers is None


def test_years_add_up_to_the_whole() -> None:
    years = by_year([A_FIRST, A_AGAIN, B_ONCE, A_LATER], 24)
    assert [(year, one.asked, one.firms, one.newcomers) for year, one in years] == [
        (2026, 3, 2, 2),
        (2029, 1, 1, 1),
    ]


def test_who_had_most_turns_stands_first_and_equals_by_name() -> None:
    turns = [Asked("a", date(2026, 1, 1), "Zon"), Asked("b", date(2026, 1, 2), "Akker"), A_FIRST, B_ONCE]
    assert [(supplier, times) for supplier, _name, times in most_asked(turns)] == [("a", 2), ("b", 2)]
    assert most_asked(turns, 1)[0][0] == "a"
