"""The register: what is counted, that each number is the length of its list, and that time keeps it right."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.work.models import Job, Planned
from meerwaarde.platform.work.planning import tick
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.models import Explanation, Procurement, RuleStanding, new_start_key
from meerwaarde.stages.procurement.queries import RegisterFilter

TODAY = date(2026, 11, 22)
MOST_QUERIES = 30


@pytest.fixture
def counted(cast: Any) -> Callable[..., Procurement]:
    """`counted(K1="explained", K2="open")` is a file with those standings; explained ones are approved."""

    def enter(
        *,
        cents: int | None = 60_000_00,
        cpv: str = "77310000",
        department: int | None = None,
        at: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC),
        state: str = "draft",
        review_on: date = date(2027, 5, 1),
        reason: str = "no_market",
        **standings: str,
    ) -> Procurement:
        sequence = Procurement.objects.count() + 1
        file = Procurement.enter(
            organisation_id=cast.ann.organisation_id,
            department_id=department,
            year=2026,
            sequence=sequence,
            number=f"VM-2026-{sequence:03d}",
            title=f"Inkoop {sequence}",
            state=state,
            start_key=new_start_key(),
            started_at=at,
            changed_at=at,
            cpv=[cpv] if cpv else None,
            value_cents=cents,
            decided_on=date(2026, 4, 1) if state == "decided" else None,
        )
        for code, standing in standings.items():
            RuleStanding(
                procurement=file, rule=f"regel{code}", rule_code=code, theme="climate", standing=standing
            ).save()
            if standing == "explained":
                Explanation.enter(
                    procurement=file,
                    rule=f"regel{code}",
                    rule_code=code,
                    demand={"demand": "state_purpose"},
                    reason=reason,
                    text="Wij zochten overal en vonden niemand.",
                    state="approved",
                    review_on=review_on,
                    proposed_by_id=cast.leo.membership_id,
                    proposed_at=at,
                    approver_id=cast.pia.membership_id,
                    decided_on=at.date(),
                    department_id=department,
                )
        return file

    return enter


def counts(actor: Any, today: date = TODAY, **wanted: Any) -> tuple[int, int, int]:
    whole = queries.register(actor, RegisterFilter(**wanted), today).whole
    return whole.satisfied, whole.explained, whole.open


def test_the_counts_are_those_of_the_files_begun_in_the_period(cast: Any, counted: Any) -> None:
    counted(K1="explained", K2="satisfied", at=datetime(2025, 12, 31, 12, tzinfo=UTC))
    counted(K1="open", at=datetime(2026, 1, 1, 12, tzinfo=UTC))
    counted(K1="explained", state="withdrawn")
    assert counts(cast.pia) == (1, 1, 1)
    assert counts(cast.pia, since=date(2026, 1, 1)) == (0, 0, 1)
    assert counts(cast.pia, until=date(2025, 12, 31)) == (1, 1, 0)
    assert counts(cast.eve) == (0, 0, 0)
    assert counts(cast.rik) == counts(cast.pia), "the council reads the same figures"
    assert counts(cast.ada) == (0, 0, 0)


def test_after_the_review_date_a_rule_is_open_again_while_the_file_runs(cast: Any, counted: Any) -> None:
    last = date(2026, 11, 22)
    counted(K1="explained", review_on=last)
    counted(K1="explained", review_on=last, state="decided")
    assert counts(cast.pia, today=last) == (0, 2, 0)
    assert counts(cast.pia, today=last + timedelta(days=1)) == (0, 1, 1), "what was settled stays so"
    found = queries.register(cast.pia, RegisterFilter(), last + timedelta(days=1))
    assert found.past_review == 2
    assert [(one.reason, one.number) for one in found.reasons] == [("no_market", 1)]


def test_every_way_to_split_adds_up_to_the_same_whole(cast: Any, counted: Any) -> None:
    counted(K1="explained", K2="open", department=cast.ann.department_id, cents=None)
    counted(K1="satisfied", cpv="", cents=900_000_00)
    counted(K2="explained", cpv="90910000", reason="urgency")
    found = queries.register(cast.pia, RegisterFilter(), TODAY)
    for groups in (found.departments, found.themes, found.categories, found.bands, found.rules):
        together = queries.Standings()
        for one in groups:
            together = together.plus(one.counts)
        assert together == found.whole
    assert sum(one.number for one in found.reasons) == found.whole.explained
    assert {one.key for one in found.categories} == {"77", "90", "none"}
    assert found.procurements == 3


def test_own_categories_take_the_place_of_divisions(cast: Any, counted: Any) -> None:
    from meerwaarde.stages.policy.models import Category

    green = Category.enter(
        organisation_id=cast.pia.organisation_id, code="groen", name="Groen", cpv=["773", "77"]
    )
    parks = Category.enter(
        organisation_id=cast.pia.organisation_id, code="parken", name="Parken", cpv=["77313"]
    )
    counted(K1="explained", cpv="77310000")
    counted(K1="open", cpv="77313000")
    counted(K1="open", cpv="90910000")
    found = queries.register(cast.pia, RegisterFilter(), TODAY).categories
    assert {(one.label, one.counts.held) for one in found} == {("Groen", 1), ("Parken", 1), ("", 1)}
    assert counts(cast.pia, category=green.public_id) == (0, 1, 0)
    assert counts(cast.pia, category=parks.public_id) == (0, 0, 1)
    assert counts(cast.pia, category="none") == (0, 0, 1)


def test_each_number_on_the_page_opens_a_list_of_that_length(
    cast: Any, counted: Any, browse: Callable[[str], Client]
) -> None:
    """Every address on the page that leads to the list behind a number is followed and counted."""
    counted(K1="explained", K2="open", department=cast.ann.department_id)
    counted(K1="satisfied", K2="explained", cpv="", cents=None, reason="urgency")
    counted(K1="explained", at=datetime(2025, 3, 1, 12, tzinfo=UTC))
    client = browse("pia")
    page = client.get(reverse("explanations:register", args=["veenmeer"]), {"since": "1-1-2026"}).context[
        "page"
    ]
    cells = [(k.value, k.url) for k in page.figures if "/regels/" in k.url]
    for table in (page.table, *(one.table for one in page.breakdowns)):
        cells += [(cell.text, cell.url) for row in table.rows for cell in row.cells if cell.url]
    checked = 0
    for number, url in cells:
        if not number.isdigit():
            continue
        assert parse_qs(urlsplit(url).query)["since"] == ["1-1-2026"]
        listed = client.get(url).context["page"].table
        assert len(listed.rows) == int(number), url
        checked += 1
    assert checked > 15


def test_the_page_asks_as_often_for_many_files_as_for_few(
    counted: Any, browse: Callable[[str], Client]
) -> None:
    client = browse("pia")

    def asked(route: str) -> int:
        address = reverse(route, args=["veenmeer"])
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    for _one in range(6):
        counted(K1="explained", K2="open")
    routes = ("explanations:register", "explanations:held", "explanations:patterns")
    few = {route: asked(route) for route in routes}
    for number in range(12):
        counted(K1="explained", K2="satisfied", K3="open", cpv=f"{70 + number}000000")
    assert {route: asked(route) for route in routes} == few
    assert max(few.values()) <= MOST_QUERIES


def test_the_export_holds_the_counts_and_is_a_fact(counted: Any, browse: Callable[[str], Client]) -> None:
    counted(K1="explained", K2="open")
    answer = browse("pia").get(reverse("explanations:register_export", args=["veenmeer", "csv"]))
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]
    assert "Alles;Alles;2;0;1;1;0,5" in text
    assert "Geen aanbod in de markt" in text
    assert Event.objects.filter(action="list.export", object_id="tenzij_register").count() == 1
    excel = browse("pia").get(reverse("explanations:register_export", args=["veenmeer", "xlsx"]))
    assert excel.status_code == 200


def test_a_filter_that_makes_no_sense_harms_nothing(counted: Any, browse: Callable[[str], Client]) -> None:
    counted(K1="explained")
    address = reverse("explanations:held", args=["veenmeer"])
    for query in ("?since=gisteren", "?band=x", "?na=abc", "?department=%00", "?rule=K1'--", "?category=99"):
        assert browse("pia").get(address + query).status_code == 200


def test_what_waits_is_reminded_before_and_after_its_day(
    cast: Any, counted: Any, browse: Callable[[str], Client]
) -> None:
    counted(K1="explained", review_on=date(2026, 12, 10))
    counted(K2="explained", review_on=date(2027, 12, 10))
    from meerwaarde.platform.layout import slots

    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC)):
        (wait,) = (one for one in slots.waits.collect(cast.leo) if one.due)
        assert wait.due == date(2026, 12, 10)
        assert not [one for one in slots.waits.collect(cast.pia) if "herziening" in one.label]
    with time_machine.travel(datetime(2026, 12, 11, 12, tzinfo=UTC)):
        assert [one.label for one in slots.waits.collect(cast.pia) if "past_review" in one.url]


# Counting what was there before


def test_files_from_before_the_counts_are_counted_once_and_a_second_time_changes_nothing(
    cast: Any, filled: Procurement, at: datetime
) -> None:
    before = sorted(RuleStanding.objects.values_list("procurement", "rule_code", "standing"))
    assert before
    RuleStanding.objects.all().delete()
    tick(at=at)
    job = Job.objects.get(name="procurements.count_standings")
    execute(job.public_id, beat_every=0)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"files": 1, "changed": 1})
    assert sorted(RuleStanding.objects.values_list("procurement", "rule_code", "standing")) == before
    tick(at=at + timedelta(days=400))
    assert Job.objects.filter(name="procurements.count_standings").count() == 1, "once is once"
    assert Planned.objects.get(name="procurements.count_standings").due.year == 9999


def test_a_settled_file_is_counted_as_it_was_settled(
    cast: Any, filled: Procurement, framework: Any, at: datetime
) -> None:
    """An explanation that held on the day of deciding carries the count, also when its review has passed."""
    from meerwaarde.stages.procurement import actions

    actions.save_ambition(
        cast.ann, filled, expected_version=filled.version, themes={"climate": 1}, why="", at=at
    )
    told = actions.explain(
        cast.ann,
        filled,
        rule=framework.rules.get().public_id,
        reason="no_market",
        text="Wij zochten overal en vonden niemand.",
        evidence=[],
        review_on=TODAY,
        at=at,
    )
    told.change(state="approved", approver_id=cast.pia.membership_id, decided_on=TODAY)
    filled.change(state="decided", decided_on=TODAY)
    (again,) = queries.files_to_count(cast.pia, after=0, number=9)
    actions.count_again(cast.pia, [again], today=TODAY + timedelta(days=300))
    assert RuleStanding.objects.get(procurement=filled).standing == "explained"
