"""What a profile asks for, why a thing comes, and when it is told."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any, get_args

import pytest

from meerwaarde.rules.alerts import (
    GROUPS,
    News,
    Thing,
    Wanted,
    group_of,
    index_terms,
    match,
    next_news,
    tell_moment,
    themes_of,
    thing_terms,
    word_terms,
)
from meerwaarde.rules.text import Text

CLEANING = Thing(
    group="call",
    cpv=("90911200", "90919000"),
    terms=word_terms("Schoonmaakonderhoud van scholen met social return voor de gemeente"),
    regions=("NL112",),
    themes=frozenset({"social_return"}),
    buyer="kvk:01234567",
    buyer_name="Gemeente Westerveen",
    procedure="tenderned:500123",
)


def why(wanted: Wanted, thing: Thing = CLEANING, **more: Any) -> list[tuple[str, str]] | None:
    found = match(wanted, thing, **more)
    return None if found is None else [(one.code, one.value) for one in found]


def test_each_reason_is_told_in_both_languages() -> None:
    wanted = Wanted(cpv=("9091",), words=("social return",), regions=("NL11",))
    reasons = match(wanted, CLEANING, name=lambda _code, value: Text(nl=f"naam {value}", en=f"name {value}"))
    assert reasons is not None
    assert [one.text.nl for one in reasons] == [
        "CPV 9091 (naam 9091)",
        "woord “social return”",
        "regio naam NL11",
    ]
    assert next(one.text.en for one in reasons) == "CPV 9091 (name 9091)"


def test_a_word_or_a_code_is_enough_unless_both_are_asked() -> None:
    assert why(Wanted(cpv=("9091",), words=("catering",))) == [("cpv", "9091")]
    assert why(Wanted(cpv=("55",), words=("schoonmaak",))) == [("word", "schoonmaak")]
    assert why(Wanted(cpv=("9091",), words=("catering",), both=True)) is None
    assert why(Wanted(cpv=("9091",), words=("schoonmaak",), both=True)) == [
        ("cpv", "9091"),
        ("word", "schoonmaak"),
    ]


def test_a_phrase_asks_for_all_its_words_and_a_compound_holds_its_parts() -> None:
    assert why(Wanted(words=("social return",))) is not None
    assert why(Wanted(words=("social media",))) is None
    assert why(Wanted(words=("Schoonmaak",))) is not None
    assert why(Wanted(words=("school",))) is not None


def test_what_is_narrowed_must_fit() -> None:
    assert why(Wanted(cpv=("9091",), themes=("climate",))) is None
    assert why(Wanted(cpv=("9091",), groups=("result",))) is None
    assert why(Wanted(cpv=("9091",), regions=("NL13",))) is None
    assert why(Wanted(regions=("NL11",))) == [("region", "NL11")]
    assert why(Wanted()) == [("everything", "")]


def test_a_wider_area_and_a_place_that_is_not_told_may_be_here() -> None:
    whole = Thing(group="call", regions=("NL",))
    assert why(Wanted(regions=("NL11",)), whole) == [("region", "NL")]
    assert why(Wanted(regions=("NL11",)), Thing(group="call")) == [("region", "")]


def test_following_a_procedure_hears_of_every_moment_of_it() -> None:
    award = Thing(group="result", procedure="tenderned:500123")
    assert why(Wanted(procedures=("tenderned:500123",), groups=("call",)), award) == [
        ("procedure", "tenderned:500123")
    ]
    assert why(Wanted(buyers=("kvk:01234567",))) == [("buyer", "kvk:01234567")]


def test_whatever_matches_is_found_by_the_index() -> None:
    """The index may never hide what the rule would tell."""
    chance = random.Random(7)
    values: dict[str, list[Any]] = {
        "cpv": ["90", "9091", "90911200", "55", "45000000"],
        "words": ["schoonmaak", "social return", "catering", "school", "de"],
        "regions": ["NL11", "NL13", "NL112"],
        "themes": ["social_return", "climate"],
        "groups": list(GROUPS),
        "buyers": ["kvk:01234567", "name:ander"],
        "procedures": ["tenderned:500123", "ted:1"],
    }
    matched = 0
    for _turn in range(3000):
        given = {
            name: tuple(chance.sample(options, chance.choice([0, 0, 1, 2]) if len(options) > 1 else 0))
            for name, options in values.items()
        }
        wanted = Wanted(**given, both=chance.random() < 0.3)
        if match(wanted, CLEANING) is not None:
            matched += 1
            assert index_terms(wanted) & thing_terms(CLEANING), wanted
    assert matched > 100


def test_every_kind_of_notice_has_a_group_and_signs_have_themes() -> None:
    from meerwaarde.exchange.notice import Kind

    assert {group_of(kind) for kind in get_args(Kind)} == {"early", "call", "result"}
    assert themes_of(["social_return", "societal_value"], ["clim-mitig", "unheard-of"]) == {
        "social_return",
        "climate",
    }


def story(*events: News, told_after: int = 0) -> tuple[list[News], News]:
    """What is told when everything up to a moment is told together: the messages, and what waits."""
    told: News = "nothing"
    pending: News = "nothing"
    messages: list[News] = []
    for number, event in enumerate(events, start=1):
        pending = next_news(told, pending, event)
        if number <= told_after and pending != "nothing":
            messages.append(pending)
            told, pending = pending, "nothing"
    return messages, pending


def test_corrected_three_times_and_withdrawn_is_two_messages_and_not_five() -> None:
    messages, pending = story("new", "changed", "changed", "changed", "withdrawn", told_after=1)
    assert messages == ["new"]
    assert pending == "withdrawn"


def test_what_is_over_before_anybody_heard_of_it_is_not_told() -> None:
    assert story("new", "changed", "withdrawn") == ([], "nothing")


def test_nothing_is_told_twice() -> None:
    for told, pending in product(get_args(News), repeat=2):
        for over in ("withdrawn", "awarded"):
            if told == over:
                assert next_news(told, "nothing", over) == "nothing"
        if pending in ("withdrawn", "awarded") and told not in ("nothing",):
            assert next_news(told, pending, "changed") == pending


SUNDAY = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("email", "at", "expected"),
    [
        ("daily", SUNDAY, "2026-11-23T07:00:00+01:00"),
        ("daily", SUNDAY + timedelta(days=1, hours=-5), "2026-11-23T07:00:00+01:00"),
        ("daily", SUNDAY + timedelta(days=5), "2026-11-30T07:00:00+01:00"),  # Friday after seven: Monday
        ("daily", datetime(2026, 3, 29, 0, 30, tzinfo=UTC), "2026-03-30T07:00:00+02:00"),  # clocks go forward
        ("weekly", SUNDAY, "2026-11-23T07:00:00+01:00"),
        ("weekly", SUNDAY + timedelta(days=1), "2026-11-30T07:00:00+01:00"),
        ("at_once", SUNDAY, "2026-11-22T10:00:00+00:00"),
    ],
)
def test_letters_come_at_once_or_in_the_morning(email: str, at: datetime, expected: str) -> None:
    moment = tell_moment(email, "new", at=at, told_at=None, planned=None)
    assert moment is not None
    assert moment.isoformat() == expected


def test_changes_of_what_was_told_today_are_gathered_but_its_end_is_not() -> None:
    told = SUNDAY - timedelta(hours=2)
    changed = tell_moment("at_once", "changed", at=SUNDAY, told_at=told, planned=None)
    assert changed == told + timedelta(hours=24)
    assert tell_moment("at_once", "changed", at=SUNDAY, told_at=told, planned=changed) == changed
    assert tell_moment("at_once", "withdrawn", at=SUNDAY, told_at=told, planned=changed) == SUNDAY
    assert tell_moment("never", "new", at=SUNDAY, told_at=None, planned=None) is None
    assert tell_moment("daily", "nothing", at=SUNDAY, told_at=None, planned=SUNDAY) is None
