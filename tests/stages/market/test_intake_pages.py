"""An administrator sees what was fetched and what failed, begins, stops and goes on; nobody else does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from ted_server import TedServer
from tenderned_server import Habits, TenderNedServer

from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.work.actions import start
from meerwaarde.platform.work.models import Job
from meerwaarde.platform.work.planning import tick
from meerwaarde.platform.work.run import execute
from meerwaarde.stages.market.actions import intake
from meerwaarde.stages.market.models import IntakeRun, IntakeWindow, Notice, NoticeRaw

Browse = Callable[[str], Client]
NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)


@pytest.fixture
def server(settings: Any) -> Iterator[TenderNedServer]:
    with TenderNedServer(Habits(records=60, lies_by=0)) as serving:
        settings.NOTICES_FROM = ["tenderned"]
        settings.TENDERNED_URL = serving.url
        yield serving


def page(client: Client, name: str, *arguments: str) -> Any:
    return client.get(reverse(f"market:{name}", args=["veenmeer", *arguments]))


def begin(client: Client, **said: str) -> Any:
    given = {"source": "tenderned", "since": "18-11-2026", "until": "22-11-2026", **said}
    return client.post(reverse("market:intake_new", args=["veenmeer"]), given)


@pytest.mark.django_db
def test_an_administrator_begins_a_round_and_a_worker_does_it(
    browse: Browse, cast: Any, server: TenderNedServer
) -> None:
    ada = browse("ada")
    assert page(ada, "intake_new").status_code == 200
    answer = begin(ada)
    assert answer.status_code == 302
    run = IntakeRun.objects.get()
    execute(run.job, beat_every=0)
    assert Notice.objects.count() == 60
    shown = ada.get(answer["Location"])
    assert shown.status_code == 200
    assert "Alle dagen zijn binnen" in shown.content.decode()
    assert page(ada, "intake_runs").context["page"].table.rows[0].cells[3].text == "60"
    assert Job.objects.get(public_id=run.job).state == "done"


@pytest.mark.django_db
def test_what_failed_is_shown_with_why_and_gone_on_with(browse: Browse, cast: Any, settings: Any) -> None:
    settings.NOTICES_FROM = ["tenderned"]
    ada = browse("ada")
    with TenderNedServer(Habits(records=60, lies_by=2)) as lying:
        settings.TENDERNED_URL = lying.url
        begin(ada)
        run = IntakeRun.objects.get()
        execute(run.job, beat_every=0)
        said = page(ada, "intake_run", run.public_id)
        assert said.context["page"].failed.rows
        assert "noemt 14 publicaties, maar gaf er 12" in said.content.decode()
        lying.habits = Habits(records=60)
        assert ada.post(reverse("market:intake_go_on", args=["veenmeer", run.public_id])).status_code == 302
        run.refresh_from_db()
        execute(run.job, beat_every=0)
    run.refresh_from_db()
    assert (run.state, IntakeRun.objects.count()) == ("done", 1)


@pytest.mark.django_db
def test_a_round_that_waits_can_be_stopped(browse: Browse, cast: Any, server: TenderNedServer) -> None:
    ada = browse("ada")
    begin(ada)
    run = IntakeRun.objects.get()
    ada.post(reverse("market:intake_stop", args=["veenmeer", run.public_id]))
    run.refresh_from_db()
    assert (run.state, Job.objects.get(public_id=run.job).state) == ("stopped", "stopped")
    assert server.seen.questions == 0


@pytest.mark.django_db
def test_without_the_setting_nothing_can_be_begun_and_the_page_says_why(browse: Browse, cast: Any) -> None:
    ada = browse("ada")
    said = page(ada, "intake_runs")
    assert said.context["page"].actions == ()
    assert "NOTICES_FROM" in said.content.decode()
    assert begin(ada).status_code == 422
    assert IntakeRun.objects.count() == 0


@pytest.mark.django_db
def test_odd_days_are_refused_and_what_was_typed_stays(
    browse: Browse, cast: Any, server: TenderNedServer
) -> None:
    answer = begin(browse("ada"), since="22-11-2026", until="01-11-2026")
    assert answer.status_code == 422
    assert "22-11-2026" in answer.content.decode()
    assert "since" in answer.context["page"].form.errors


@pytest.mark.django_db
def test_the_list_of_rounds_asks_equally_often(browse: Browse, cast: Any, server: TenderNedServer) -> None:
    ada = browse("ada")

    def more(days: range) -> None:
        for day in days:
            one = date(2026, 10, day)
            intake.plan_run(
                System(), source="tenderned", base_url="x", since=one, until=date(2026, 11, 1), at=NOW
            )

    def asked() -> int:
        page(ada, "intake_runs")
        with CaptureQueriesContext(connection) as captured:
            assert page(ada, "intake_runs").status_code == 200
        return len(captured)

    more(range(1, 3))
    few = asked()
    more(range(3, 20))
    assert asked() == few


@pytest.mark.django_db
def test_the_hourly_look_and_the_nightly_look_back_run_only_when_switched_on(
    settings: Any, server: TenderNedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.NOTICES_FROM = []
    tick(at=NOW)
    assert not Job.objects.filter(name__startswith="market.look").exists()
    settings.NOTICES_FROM = ["tenderned"]
    tick(at=NOW)
    names = set(Job.objects.values_list("name", flat=True))
    assert {"market.look_for_notices", "market.rescan_notices"} <= names
    for job in Job.objects.filter(name__endswith="_notices").order_by("pk"):
        execute(job.public_id, beat_every=0)
        assert Job.objects.get(pk=job.pk).state == "done"
    assert sorted(IntakeRun.objects.values_list("occasion", "state")) == [
        ("look", "done"),
        ("rescan", "done"),
    ]
    assert IntakeWindow.objects.count() == 2 + 8


def look(name: str) -> Job:
    """One planned job, done at once by a worker."""
    job = start(name, System(), {}, at=timezone.now())
    execute(job.public_id, beat_every=0)
    return Job.objects.get(pk=job.pk)


@pytest.mark.django_db
def test_after_standing_still_the_look_begins_where_the_last_one_ended(server: TenderNedServer) -> None:
    assert look("market.look_for_notices").state == "done"
    today = timezone.localdate()
    IntakeRun.objects.update(since=today - timedelta(days=21), until=today - timedelta(days=20))
    assert look("market.look_for_notices").state == "done"
    assert IntakeRun.objects.first().since == today - timedelta(days=20)  # type: ignore[union-attr]
    assert look("market.look_for_notices").state == "done"
    assert IntakeRun.objects.first().since == today - timedelta(days=1)  # type: ignore[union-attr]


@pytest.mark.django_db
def test_a_source_that_is_away_does_not_keep_another_from_being_asked(
    settings: Any, server: TenderNedServer
) -> None:
    settings.NOTICES_FROM = ["tenderned", "ted"]
    settings.TENDERNED_URL = "https://10.0.0.1/papi"
    with TedServer(records=3) as ted:
        settings.TED_URL = ted.search
        assert look("market.look_for_notices").state == "failed"
    assert dict(IntakeRun.objects.values_list("source", "state")) == {"tenderned": "failed", "ted": "done"}


@pytest.mark.django_db
def test_the_feed_is_a_cheap_check_between_two_looks(server: TenderNedServer) -> None:
    """One question when there is nothing new; what is new comes in without waiting for the hour."""
    server.habits = replace(server.habits, today=timezone.localdate())  # the look asks for the days of now
    assert look("market.peek_at_feed").state == "done"
    (first,) = IntakeRun.objects.all()
    assert (first.occasion, first.source) == ("look", "tenderned")
    before, kept = server.seen.questions, Notice.objects.count()
    assert kept
    assert look("market.peek_at_feed").state == "done"
    assert (server.seen.questions - before, IntakeRun.objects.count()) == (1, 1)
    server.grown += 1
    assert look("market.peek_at_feed").state == "done"
    assert IntakeRun.objects.count() == 2
    assert Notice.objects.count() == kept + 1


@pytest.mark.django_db
def test_what_does_not_come_is_not_looked_for_each_quarter(server: TenderNedServer) -> None:
    look("market.peek_at_feed")
    newest = Job.objects.latest("pk").result["newest"]
    NoticeRaw.objects.all().delete()
    Notice.objects.filter(external_id=newest).delete()  # as if the list never gave it
    before = server.seen.questions
    assert look("market.peek_at_feed").result == {"newest": newest, "rounds": {}}
    assert server.seen.questions == before + 1
