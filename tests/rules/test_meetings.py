"""Where a meeting stands, and the moments for people who want to meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from meerwaarde.rules.meetings import TALK, first_free, phase, talk_moments

BEGIN = datetime(2026, 12, 10, 13, 0, tzinfo=UTC)
END = datetime(2026, 12, 10, 17, 0, tzinfo=UTC)
UNTIL = datetime(2026, 12, 8, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "now", "here"),
    [
        ("draft", BEGIN, "draft"),
        ("published", UNTIL - timedelta(seconds=1), "open"),
        ("published", UNTIL, "full_stop"),
        ("published", BEGIN, "running"),
        ("published", END, "over"),
        ("closed", END, "closed"),
        ("cancelled", UNTIL - timedelta(days=3), "cancelled"),
    ],
)
def test_where_a_meeting_stands(state: str, now: datetime, here: str) -> None:
    assert phase(state, BEGIN, END, UNTIL, now) == here


def test_without_a_last_moment_one_registers_until_it_begins() -> None:
    assert phase("published", BEGIN, END, None, BEGIN - timedelta(seconds=1)) == "open"


def test_a_talk_ends_before_the_time_for_talks_does() -> None:
    moments = talk_moments(BEGIN, BEGIN + timedelta(minutes=40))
    assert moments == (BEGIN, BEGIN + TALK)
    assert talk_moments(None, None) == ()
    assert talk_moments(BEGIN, BEGIN + timedelta(minutes=10)) == ()


def test_what_has_begun_is_not_given_any_more() -> None:
    until = BEGIN + 3 * TALK
    assert first_free(BEGIN, until, (), BEGIN + timedelta(minutes=1)) == BEGIN + TALK
    assert first_free(BEGIN, until, (), until) is None


@pytest.mark.parametrize("count", range(6))
def test_a_free_moment_is_the_first_that_nobody_has(count: int) -> None:
    """Every set of moments that can be taken among six, also those after the time for talks."""
    for size in range(7):
        for numbers in combinations(range(6), size):
            taken = {BEGIN + number * TALK for number in numbers}
            found = first_free(BEGIN, BEGIN + count * TALK, taken, BEGIN)
            free = [number for number in range(count) if number not in numbers]
            assert found == (BEGIN + free[0] * TALK if free else None)
