"""Sessions of departments add up: cases, and what always holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.rules.ambition_web.aggregation import (
    Result,
    SettledSession,
    latest_per_group,
    spread_of,
    together,
)

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""The machine that runs this may be busy with other things."""
START = datetime(2026, 1, 1, tzinfo=UTC)
LEVELS = st.one_of(st.none(), st.integers(0, 3))
AREAS = st.dictionaries(st.sampled_from("abcdef"), st.builds(Result, present=LEVELS, agreed=LEVELS))


@st.composite
def sessions(draw: st.DrawFn) -> list[SettledSession]:
    count = draw(st.integers(0, 8))
    return [
        SettledSession(
            id=f"s{number}",
            group=draw(st.sampled_from(["groen", "zorg", "wegen"])),
            settled_at=START + timedelta(days=draw(st.integers(0, 5))),
            areas=draw(AREAS),
        )
        for number in range(count)
    ]


def session(number: int, group: str, **levels: int | None) -> SettledSession:
    return SettledSession(
        id=f"s{number}",
        group=group,
        settled_at=START + timedelta(days=number),
        areas={code: Result(None, level) for code, level in levels.items()},
    )


def test_the_latest_known_result_of_each_department_counts() -> None:
    held = [session(1, "groen", a=1, b=2), session(2, "groen", a=3, b=None), session(3, "zorg", a=2)]
    first, second = together(held, ["a", "b"])
    assert first.agreed is not None
    assert (first.agreed.median, first.agreed.lowest, first.agreed.highest) == (Decimal("2.5"), 2, 3)
    assert (first.agreed.known, first.groups) == (2, 2)
    assert second.agreed is not None, "a session that left an area open takes nothing away"
    assert (second.agreed.median, second.agreed.known) == (Decimal(2), 1)
    assert first.present is None


def test_an_area_that_nobody_agreed_on_stays_unknown() -> None:
    (only,) = together([session(1, "groen", a=None)])
    assert only.agreed is None
    assert together([], ["a"])[0].groups == 0


@settings(PATIENT)
@given(sessions(), st.randoms())
def test_order_never_matters(held: list[SettledSession], chance: object) -> None:
    shuffled = list(held)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert together(shuffled) == together(held)


@settings(PATIENT)
@given(sessions(), sessions())
def test_one_more_session_never_loses_what_was_known(
    held: list[SettledSession], more: list[SettledSession]
) -> None:
    later = [
        SettledSession(id=f"m{place}", group=one.group, settled_at=one.settled_at, areas=one.areas)
        for place, one in enumerate(more)
    ]
    before = {one.code: one for one in together(held)}
    after = {one.code: one for one in together([*held, *later])}
    for code, one in before.items():
        for name in ("present", "agreed"):
            known, still = getattr(one, name), getattr(after[code], name)
            assert known is None or (still is not None and still.known >= known.known)
        assert after[code].groups >= one.groups


@settings(PATIENT)
@given(sessions())
def test_a_spread_holds_its_median(held: list[SettledSession]) -> None:
    groups = latest_per_group(held)
    for one in together(held, ["z"]):
        known = [results[one.code].agreed for results in groups.values() if one.code in results]
        assert one.agreed == spread_of(known)
        if one.agreed is not None:
            assert one.agreed.lowest <= one.agreed.median <= one.agreed.highest
            assert one.agreed.known <= one.groups
