"""Scanning the calendar: what is found, when it goes stale, in the background, and what it leads to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from meerwaarde.platform.work.run import execute
from meerwaarde.stages.policy.models import Framework
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import ExpectedProcurement

HOME = "/veenmeer/inkopen/kalender/"


def values(**more: Any) -> actions.LineValues:
    known: dict[str, Any] = {
        "title": "Onderhoud van parken",
        "year": 2027,
        "quarter": 2,
        "value_low_cents": 30_000_00,
        "value_high_cents": 60_000_00,
        "contract": "services",
        "cpv": ("77310000",),
        "themes": ("social_return",),
    }
    return actions.LineValues(**{**known, **more})


@pytest.fixture
def line(cast: Any, at: datetime) -> ExpectedProcurement:
    return actions.add_line(cast.bob, values=values(), at=at)


def scanned(cast: Any, line: ExpectedProcurement, at: datetime) -> dict[str, Any]:
    assert actions.scan_line(cast.bob, line, at=at)
    line.refresh_from_db()
    assert line.scan is not None
    return dict(line.scan)


def test_a_scan_says_route_instruments_market_and_why(
    cast: Any, framework: Framework, line: ExpectedProcurement, firm: Any, at: datetime
) -> None:
    for place in range(6):
        firm(f"Groenfirma {place}", social_until=date(2028, 1, 1))
    scan = scanned(cast, line, at)
    assert (scan["route"], scan["lighter"]) == ("multiple", "single")
    assert scan["market"]["step"] in ("reserve", "impact_lot", "clause")
    assert {"reserved_contract", "market_consultation"} <= {each["code"] for each in scan["instruments"]}
    assert scan["points"] == sum(points for _code, points, _text in scan["signals"])
    assert scan["law_day"] == "2027-04-01"


def test_the_matrix_row_of_a_category_counts(cast: Any, line: ExpectedProcurement, at: datetime) -> None:
    from meerwaarde.stages.policy.models import Category, MatrixEntry

    category = Category.enter(
        organisation_id=cast.bob.organisation_id, code="groen", name="Groen", cpv=["7731"]
    )
    MatrixEntry.enter(category=category, theme="circular", level=3, written_at=at)
    scan = scanned(cast, line, at)
    assert scan["matrix"] == {"circular": 3}
    assert [points for code, points, _text in scan["signals"] if code == "matrix"] == [3]


def test_what_is_not_known_is_asked_and_shuts_nothing(cast: Any, at: datetime) -> None:
    bare = actions.add_line(
        cast.bob,
        values=values(cpv=(), contract="", themes=(), value_low_cents=None, value_high_cents=None),
        at=at,
    )
    scan = scanned(cast, bare, at)
    assert scan["grade"] == "open"
    assert len(scan["unknown"]) == 3


def test_beyond_the_known_law_the_law_of_today_speaks(cast: Any, at: datetime) -> None:
    far = actions.add_line(cast.bob, values=values(year=2029), at=at)
    assert scanned(cast, far, at)["law_day"] == "2026-11-22"


def test_a_scan_goes_stale_with_the_line_the_policy_the_law_and_time(
    cast: Any, line: ExpectedProcurement, at: datetime, today: date, request: pytest.FixtureRequest
) -> None:
    scanned(cast, line, at)
    marks = queries.marks_of(cast.bob)
    assert queries.stale(line, marks, today) is None
    old = queries.stale(line, marks, today + timedelta(days=91))
    assert old is not None
    assert "drie maanden" in old.nl
    law = queries.stale(line, queries.Marks("andere wet", marks.policy), today)
    assert law is not None
    assert "wet" in law.nl
    request.getfixturevalue("framework")
    policy = queries.stale(line, queries.marks_of(cast.bob), today)
    assert policy is not None
    assert "beleidskader" in policy.nl
    actions.change_line(cast.bob, line, expected_version=line.version, values=values(quarter=3), at=at)
    changed = queries.stale(line, marks, today)
    assert changed is not None
    assert "regel is gewijzigd" in changed.nl


def test_a_scan_leaves_the_version_and_loses_from_who_saves(
    cast: Any, line: ExpectedProcurement, at: datetime
) -> None:
    version = line.version
    scanned(cast, line, at)
    assert line.version == version
    behind = ExpectedProcurement.objects.get(pk=line.pk)
    actions.change_line(cast.bob, line, expected_version=version, values=values(quarter=3), at=at)
    assert not actions.scan_line(cast.bob, behind, at=at)


def test_the_whole_calendar_is_scanned_in_the_background_and_goes_on(cast: Any, at: datetime) -> None:
    lines = [actions.add_line(cast.bob, values=values(title=f"Park {place}"), at=at) for place in range(25)]
    job = actions.start_scan(cast.bob, lines, at=at)
    type(job).objects.filter(pk=job.pk).update(cursor={"done": 10})  # a worker died after its first step
    execute(job.public_id, beat_every=0)
    job.refresh_from_db()
    assert (job.state, job.done) == ("done", 25)
    assert ExpectedProcurement.objects.exclude(scanned_at=None).count() == 15


def test_the_page_sorts_by_what_is_to_gain_and_says_what_is_stale(
    cast: Any, browse: Callable[[str], Client], line: ExpectedProcurement, at: datetime
) -> None:
    actions.add_line(cast.bob, values=values(title="Nooit bekeken"), at=at)
    scanned(cast, line, at)
    page = browse("bob").get(f"{HOME}doorlichting/").content.decode()
    assert page.index("Onderhoud van parken") < page.index("Nooit bekeken")
    actions.change_line(cast.bob, line, expected_version=line.version, values=values(quarter=3), at=at)
    assert "De regel is gewijzigd" in browse("bob").get(f"{HOME}doorlichting/").content.decode()
    assert browse("bob").get(f"{HOME}doorlichting/export/xlsx/").status_code == 200
    assert browse("bob").get(f"{HOME}{line.public_id}/").status_code == 200


def test_a_line_is_named_as_promising_in_the_action_plan(
    cast: Any, browse: Callable[[str], Client], line: ExpectedProcurement, at: datetime
) -> None:
    from meerwaarde.stages.policy.models import ActionPlan, PromisingTender

    with pytest.raises(actions.NoPlan):
        actions.name_promising(cast.pia, line, at=at)
    ActionPlan.enter(
        organisation_id=cast.pia.organisation_id,
        title="Actieplan",
        since=date(2026, 1, 1),
        until=date(2027, 12, 31),
    )
    scanned(cast, line, at)
    pia = browse("pia")
    assert pia.post(f"{HOME}{line.public_id}/kansrijk/").status_code == 302
    pia.post(f"{HOME}{line.public_id}/kansrijk/")
    tender = PromisingTender.objects.get()
    assert tender.reference == f"expectedprocurement:{line.public_id}"
    assert "social return" in tender.why.lower()
