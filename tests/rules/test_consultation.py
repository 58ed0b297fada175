"""When a consultation is open, who may read, and that confidence is kept."""

from __future__ import annotations

from datetime import date

import pytest

from meerwaarde.rules.consultation import (
    answers_readable,
    phase,
    questions_in,
    refused_terms,
    told_in_confidence,
)

OPENS, CLOSES = date(2026, 11, 1), date(2026, 11, 22)


@pytest.mark.parametrize(
    ("state", "day", "expected"),
    [
        ("draft", date(2026, 11, 10), "draft"),
        ("published", date(2026, 10, 31), "coming"),
        ("published", OPENS, "open"),
        ("published", CLOSES, "open"),
        ("published", date(2026, 11, 23), "closed"),
        ("reported", date(2026, 11, 23), "reported"),
        ("withdrawn", OPENS, "withdrawn"),
    ],
)
def test_where_it_stands(state: str, day: date, expected: str) -> None:
    assert phase(state, OPENS, CLOSES, day) == expected


def test_nobody_reads_on_the_closing_day_itself() -> None:
    assert not answers_readable("published", False, CLOSES, CLOSES)
    assert answers_readable("published", False, CLOSES, date(2026, 11, 23))
    assert answers_readable("published", True, CLOSES, OPENS)
    assert not answers_readable("draft", True, CLOSES, date(2027, 1, 1))
    assert not answers_readable("withdrawn", True, CLOSES, date(2027, 1, 1))


@pytest.mark.parametrize(
    ("report", "part", "found"),
    [
        ("EEN uur werk kost bij ons veertig!", "Een uur werk kost bij ons 12", "een uur werk kost bij ons"),
        ("Bedrijven noemen prijzen.", "Een uur werk kost veertig euro.", ""),
        ("De prijs is veertig euro.", "veertig euro", "veertig euro"),
        ("Alles is goed.", "", ""),
        ("De markten zijn klaar.", "markt", ""),
    ],
)  # fmt: skip
def test_a_run_of_words_gives_away_what_was_confidential(report: str, part: str, found: str) -> None:
    assert told_in_confidence(report, [part]) == found


def test_questions_stand_one_on_a_line() -> None:
    assert questions_in(" 1) Wat?\n\n• Hoe?\n2026 wordt een goed jaar?") == (
        "Wat?",
        "Hoe?",
        "2026 wordt een goed jaar?",
    )


DAY = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("opens", "closes", "why", "words"),
    [
        ((date(2026, 11, 1), date(2026, 11, 1)), (date(2026, 11, 22), date(2026, 12, 1)), "", None),
        ((date(2026, 11, 1), date(2026, 11, 1)), (date(2026, 11, 22), date(2026, 11, 22)), "", None),
        ((date(2026, 11, 1), date(2026, 11, 1)), (date(2026, 11, 22), date(2026, 11, 11)), "Spoed.", None),
        ((date(2026, 11, 1), date(2026, 11, 1)), (date(2026, 11, 22), date(2026, 11, 11)), " ", "Say why"),
        ((date(2026, 11, 1), date(2026, 11, 1)), (date(2026, 11, 22), DAY), "Spoed.", "tomorrow"),
        (
            (date(2026, 11, 1), date(2026, 11, 2)),
            (date(2026, 11, 22), date(2026, 11, 22)),
            "",
            "open already",
        ),
        ((date(2026, 11, 12), date(2026, 11, 14)), (date(2026, 11, 22), date(2026, 11, 22)), "", None),
        (
            (date(2026, 11, 12), date(2026, 11, 9)),
            (date(2026, 11, 22), date(2026, 11, 22)),
            "",
            "in the past",
        ),
        ((date(2026, 11, 12), date(2026, 11, 25)), (date(2026, 11, 22), date(2026, 11, 22)), "", "before"),
    ],
)
def test_terms_move_later_freely_and_earlier_only_with_a_reason(
    opens: tuple[date, date], closes: tuple[date, date], why: str, words: str | None
) -> None:
    refused = refused_terms(opens=opens, closes=closes, why=why, day=DAY)
    if words is None:
        assert refused is None
    else:
        assert refused is not None
        assert words in refused.en
