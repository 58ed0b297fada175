"""Who says it, when to look again, and how it is worded."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law

DAY = date(2026, 11, 22)
LAW = Law.on(DAY)
TERMS, _ENTRY = rules.recheck(LAW)
KINDS = rules.credential_kinds(LAW)


def held(
    *, until: date | None = None, seen: date | None = date(2026, 1, 2), state: str = "verified"
) -> rules.Standing:
    facts = rules.CredentialFacts(
        code="pso", level="30_plus", state=state, valid_until=until,
        verified_on=seen if state == "verified" else None, verified_for="Gemeente Veenmeer",
    )  # fmt: skip
    (standing,) = rules.standing([facts], DAY, KINDS)
    return standing


@pytest.mark.parametrize(
    ("left", "urgency", "term"),
    [
        *((61, None, None), (60, "later", 60), (15, "later", 60), (14, "soon", 14)),
        *((1, "soon", 14), (0, "soon", 14), (-1, "ended", None)),
    ],
)  # fmt: skip
def test_what_ends_presses_more_as_the_day_comes_near(
    left: int, urgency: str | None, term: int | None
) -> None:
    standing = held(until=DAY + timedelta(days=left))
    due = rules.due(standing, DAY, TERMS)
    assert (due.urgency if due else None) == urgency
    assert rules.reminder_due(standing, DAY, TERMS) == term


def test_without_a_last_day_the_check_itself_grows_old() -> None:
    seen = rules.months_later(DAY + timedelta(days=30), -24)
    due = rules.due(held(seen=seen), DAY, TERMS)
    assert due is not None
    assert due.urgency == "later"


def test_a_doubt_goes_before_everything_and_a_claim_waits_its_turn() -> None:
    doubted = rules.due(held(until=date(2027, 11, 1)), DAY, TERMS, doubt="gone")
    fresh = rules.due(held(state="claimed"), DAY, TERMS, waits_since=DAY - timedelta(days=9))
    old = rules.due(held(state="claimed"), DAY, TERMS, waits_since=DAY - timedelta(days=10))
    assert doubted
    assert fresh
    assert old
    assert (doubted.urgency, old.urgency, fresh.urgency) == ("doubted", "claimed_long", "claimed")
    assert doubted.rank < old.rank < fresh.rank
    assert "10" in old.why.nl


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_what_is_closed_waits_for_nobody(state: str) -> None:
    assert rules.due(held(state=state), DAY, TERMS, doubt="gone") is None


@pytest.mark.parametrize(
    ("sayer", "who", "strength", "nl"),
    [
        ("firm", "", "said", "Zegt de onderneming zelf, op 1 oktober 2026"),
        ("authority", "Gemeente Veenmeer", "recorded", "Vastgelegd door Gemeente Veenmeer op 1 oktober 2026"),
        ("register", "Impact Noord", "recorded", "Uit Impact Noord, op 1 oktober 2026"),
        ("kvk", "", "checked", "Gecontroleerd bij KvK op 1 oktober 2026"),
    ],
)
def test_a_mark_says_who_and_when(sayer: Any, who: str, strength: str, nl: str) -> None:
    found = rules.mark(sayer=sayer, who=who, said_on=date(2026, 10, 1), day=DAY, terms=TERMS)
    assert (found.strength, found.sentence.nl) == (strength, nl)


def test_what_was_said_too_long_ago_is_old_whoever_said_it() -> None:
    on = DAY - timedelta(days=TERMS.fact_fresh_days)
    assert rules.mark(sayer="kvk", who="", said_on=on, day=DAY, terms=TERMS).strength == "checked"
    old = rules.mark(sayer="kvk", who="", said_on=on - timedelta(days=1), day=DAY, terms=TERMS)
    assert old.strength == "old"
    assert "lang geleden" in old.sentence.nl


def test_a_reason_tells_verified_from_said() -> None:
    counts = rules.proof_of(held(until=date(2027, 5, 1)))
    assert counts.nl == "PSO-certificaat (30+), gecontroleerd door Gemeente Veenmeer op 2 januari 2026"
    assert rules.proof_of(held(state="claimed")).en == "PSO certificate (30+), said by the firm itself"
    assert "verlopen" in rules.proof_of(held(until=date(2026, 5, 1))).nl
