"""Background work in one process: who starts it, how it goes on, and how it ends."""

# ruff: noqa: PT012 (what happens before the exception is what is undone)

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.organisations.models import Department, Membership
from meerwaarde.platform.work import actions, jobs, planning, queries, run
from meerwaarde.platform.work.jobs import JobRefused, job
from meerwaarde.platform.work.models import Job, Planned
from meerwaarde.platform.work.run import LeaseLost, Run, execute
from meerwaarde.rules.text import Text

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
SECRET = "wachtwoord-van-de-koppeling"


@pytest.fixture(autouse=True)
def _jobs_of_this_test() -> Iterator[None]:
    """Jobs that a test registers are gone after it, and nothing is closing."""
    before = dict(jobs._KINDS)
    run.closing.clear()
    yield
    run.closing.clear()
    jobs._KINDS.clear()
    jobs._KINDS.update(before)


def register(function, name: str = "test.job") -> None:
    job(name, title=Text(nl="Proef", en="Trial"))(function)


def started(cast, function, **parameters) -> Job:
    register(function)
    return actions.start("test.job", cast.pia, parameters, at=AT)


def performed(waiting: Job) -> Job:
    execute(waiting.public_id, beat_every=0)
    waiting.refresh_from_db()
    return waiting


def department(cast, code: str) -> None:
    Department.objects.create(organisation_id=cast.pia.organisation_id, code=code, name=code)


def test_a_job_runs_and_leaves_its_answer(cast) -> None:
    waiting = started(cast, lambda run: {"sum": sum(run.parameters["numbers"])}, numbers=[1, 2])
    assert (waiting.state, waiting.person_id) == ("queued", cast.pia.person_id)
    done = performed(waiting)
    assert (done.state, done.result) == ("done", {"sum": 3})
    assert done.started is not None
    assert done.finished is not None
    facts = list(Event.objects.order_by("sequence").values_list("action", "role"))
    assert facts == [("job.start", "policy_adviser"), ("job.end", "system")]


def test_a_job_and_its_place_in_the_queue_are_one_transaction(cast) -> None:
    register(lambda run: None)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.start("test.job", cast.pia, {}, at=AT)
        assert DBTaskResult.objects.count() == 1
        raise ZeroDivisionError
    assert (Job.objects.count(), DBTaskResult.objects.count(), Event.objects.count()) == (0, 0, 0)


def test_a_name_that_nobody_registered_is_refused_at_once(cast) -> None:
    with pytest.raises(ValueError, match="No job is called"):
        actions.start("test.nothing", cast.pia, {}, at=AT)


def test_two_jobs_cannot_share_a_name() -> None:
    def one(run: Run) -> None: ...
    def two(run: Run) -> None: ...

    register(one)
    register(one)
    with pytest.raises(ValueError, match="two jobs"):
        register(two)


def test_a_finished_job_does_not_run_again(cast) -> None:
    waiting = started(cast, lambda run: department(cast, "eenmaal"))
    performed(waiting)
    performed(waiting)
    assert Department.objects.filter(code="eenmaal").count() == 1


def test_rows_cursor_and_progress_are_kept_together(cast) -> None:
    def half(run: Run) -> None:
        with run.checkpoint():
            department(cast, "een")
            run.cursor["row"] = 1
            run.advance(1, 3, Text(nl="Eén van drie", en="One of three"))
        with run.checkpoint():
            department(cast, "twee")
            run.cursor["row"] = 2
            run.advance(2, 3)
            raise RuntimeError(SECRET)

    failed = performed(started(cast, half))
    assert (failed.state, failed.cursor) == ("failed", {"row": 1})
    assert list(Department.objects.filter(code__in=["een", "twee"]).values_list("code", flat=True)) == ["een"]


def test_a_failure_is_clear_to_people_and_exact_in_the_log(cast, caplog) -> None:
    def fails(run: Run) -> None:
        raise RuntimeError(SECRET)

    with caplog.at_level(logging.ERROR, logger="meerwaarde.work"):
        failed = performed(started(cast, fails))
    assert failed.state == "failed"
    assert failed.public_id in failed.message_nl
    assert failed.public_id in failed.message_en
    assert SECRET not in str(Job.objects.filter(pk=failed.pk).values().get())
    assert SECRET not in str(DBTaskResult.objects.values())
    assert SECRET in caplog.text


def test_a_refusal_is_told_in_its_own_words(cast) -> None:
    def refuses(run: Run) -> None:
        raise JobRefused(Text(nl="Het bestand is leeg.", en="The file is empty."))

    refused = performed(started(cast, refuses))
    assert (refused.state, refused.message_nl) == ("failed", "Het bestand is leeg.")


def test_a_job_that_this_version_does_not_know_ends_with_an_explanation(cast) -> None:
    waiting = started(cast, lambda run: None)
    jobs._KINDS.pop("test.job")
    assert "kent deze taak niet meer" in performed(waiting).message_nl


def test_a_job_stops_after_the_step_in_which_one_asks(cast) -> None:
    def endless(run: Run) -> None:
        while True:
            with run.checkpoint():
                run.cursor["step"] = run.cursor.get("step", 0) + 1
                if run.cursor["step"] == 3:
                    actions.stop(Job.objects.get(pk=run.job.pk), cast.pia, at=AT)

    stopped = performed(started(cast, endless))
    assert (stopped.state, stopped.cursor) == ("stopped", {"step": 3})
    assert list(Event.objects.values_list("action", flat=True)) == ["job.start", "job.stop", "job.end"]


def test_a_job_that_waits_stops_at_once_and_one_that_ended_cannot(cast) -> None:
    waiting = started(cast, lambda run: department(cast, "nooit"))
    assert actions.stop(waiting, cast.pia, at=AT) is True
    assert performed(waiting).state == "stopped"
    assert not Department.objects.filter(code="nooit").exists()
    assert actions.stop(waiting, cast.pia, at=AT) is False


def test_no_except_inside_a_job_keeps_it_going(cast) -> None:
    def stubborn(run: Run) -> None:
        actions.stop(Job.objects.get(pk=run.job.pk), cast.pia, at=AT)
        for _ in range(3):
            try:
                with run.checkpoint():
                    run.cursor["step"] = run.cursor.get("step", 0) + 1
            except Exception:
                continue

    assert performed(started(cast, stubborn)).cursor == {"step": 1}


def test_a_worker_that_was_thought_dead_changes_nothing_any_more(cast) -> None:
    def overtaken(run: Run) -> None:
        with run.checkpoint():
            department(cast, "voor")
            run.cursor["row"] = 1
        Job.objects.filter(pk=run.job.pk).update(lease="van een ander")
        with run.checkpoint():
            department(cast, "na")
            run.cursor["row"] = 2

    other = performed(started(cast, overtaken))
    assert (other.state, other.cursor, other.lease) == ("running", {"row": 1}, "van een ander")
    assert not Department.objects.filter(code="na").exists()


def test_a_closing_process_hands_its_job_back(cast) -> None:
    def closes(run_of_job: Run) -> None:
        while run_of_job.cursor.get("row", 0) < 3:
            if run_of_job.cursor.get("row", 0) == 1:
                run.closing.set()
            with run_of_job.checkpoint():
                run_of_job.cursor["row"] = run_of_job.cursor.get("row", 0) + 1

    waiting = started(cast, closes)
    first_task = waiting.task
    handed_back = performed(waiting)
    assert (handed_back.state, handed_back.cursor, handed_back.lease) == ("queued", {"row": 2}, "")
    assert handed_back.task != first_task
    run.closing.clear()
    done = performed(waiting)
    assert (done.state, done.cursor) == ("done", {"row": 3})


def silent(waiting: Job, **values) -> None:
    long_ago = timezone.now() - timedelta(minutes=1)
    Job.objects.filter(pk=waiting.pk).update(
        **{"state": "running", "lease": "dood", "heartbeat": long_ago} | values
    )


def test_what_a_dead_worker_left_is_picked_up_once(cast) -> None:
    waiting = started(cast, lambda run: {"row": run.cursor["row"]})
    silent(waiting, cursor={"row": 7})
    assert actions.revive(at=timezone.now(), silent_after=15) == 1
    assert actions.revive(at=timezone.now(), silent_after=15) == 0
    assert performed(waiting).result == {"row": 7}


def test_a_job_whose_place_in_the_queue_was_lost_is_picked_up(cast) -> None:
    waiting = started(cast, lambda run: {})
    later = AT + timedelta(minutes=5)
    assert actions.revive(at=later, silent_after=15) == 0
    DBTaskResult.objects.update(status="RUNNING")
    assert actions.revive(at=later, silent_after=15) == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"FAILED", "READY"}
    assert performed(waiting).state == "done"


def test_a_heart_that_beats_keeps_the_job(cast) -> None:
    waiting = started(cast, lambda run: {})
    silent(waiting, heartbeat=timezone.now())
    assert actions.revive(at=timezone.now(), silent_after=15) == 0


def test_a_step_that_kills_every_worker_is_given_up(cast) -> None:
    waiting = started(cast, lambda run: {})
    for attempt in range(1, actions.MOST_ATTEMPTS + 1):
        silent(waiting, attempts=attempt)
        actions.revive(at=timezone.now(), silent_after=15)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.lease) == ("failed", "")
    assert waiting.message_nl == actions.KEPT_DYING.nl


def test_a_job_acts_in_the_role_of_its_starter_while_that_lasts(cast) -> None:
    seen = []
    waiting = started(cast, lambda run: seen.append(run.actor))
    performed(waiting)
    assert seen == [cast.pia]
    later = started(cast, lambda run: seen.append(run.actor))
    Membership.objects.filter(public_id=cast.pia.membership).update(until="2026-01-02")
    assert performed(later).message_nl == run.NO_LONGER_YOURS.nl
    assert len(seen) == 1


def test_people_see_their_own_jobs_and_an_administrator_all_of_the_authority(cast) -> None:
    mine = started(cast, lambda run: {})
    assert [found.pk for found in queries.visible_to(cast.pia)] == [mine.pk]
    assert [found.pk for found in queries.visible_to(cast.ada)] == [mine.pk]
    assert not queries.visible_to(cast.bob).exists()
    assert not queries.visible_to(cast.eve).exists()
    assert queries.job_of(cast.bob, mine.public_id) is None


def test_what_is_planned_starts_once_when_its_moment_has_come(cast, monkeypatch) -> None:
    monkeypatch.setattr(planning, "_EVERY", {})
    monkeypatch.setattr(planning, "_ONCE", set())
    register(lambda run: {})
    planning.every("test.job", timedelta(hours=1))
    assert planning.tick(at=AT) == 1
    assert planning.tick(at=AT) == 0
    assert planning.tick(at=AT + timedelta(minutes=59)) == 0
    assert planning.tick(at=AT + timedelta(hours=30)) == 1
    assert planning.tick(at=AT + timedelta(hours=30)) == 0
    assert Planned.objects.get().due == AT + timedelta(hours=31)
    assert Job.objects.filter(organisation=None, person=None).count() == 2


def test_what_an_upgrade_asks_for_starts_one_single_time(cast, monkeypatch) -> None:
    monkeypatch.setattr(planning, "_EVERY", {})
    monkeypatch.setattr(planning, "_ONCE", set())
    register(lambda run: {})
    planning.once("test.job")
    assert planning.tick(at=AT) == 1
    assert planning.tick(at=AT) == planning.tick(at=AT + timedelta(days=4000)) == 0
    assert Job.objects.filter(organisation=None, person=None).count() == 1


def test_old_results_are_tidied_up(cast, settings, tmp_path) -> None:
    settings.DATA = tmp_path

    def makes(run: Run) -> dict[str, str]:
        (run.folder / "lijst.csv").write_text("een")
        return {"file": "lijst.csv"}

    old, young = performed(started(cast, makes)), performed(started(cast, makes))
    Job.objects.filter(pk=old.pk).update(finished=timezone.now() - timedelta(days=8))
    from meerwaarde.platform.journal.actions import System

    tidied = performed(actions.start("work.tidy", System(), {}, at=AT))
    assert tidied.result is not None
    assert tidied.result["removed"] == 1
    assert [path.name for path in (tmp_path / "work").iterdir()] == [young.public_id]
    old.refresh_from_db()
    assert old.result is None


def test_progress_is_told_between_checkpoints_too_but_not_at_every_row(
    cast, django_assert_max_num_queries
) -> None:
    def counts(run: Run) -> None:
        for row in range(1000):
            run.advance(row, 1000, Text(nl=f"Rij {row}", en=f"Row {row}"))

    waiting = started(cast, counts)
    with django_assert_max_num_queries(30):
        done = performed(waiting)
    assert (done.done, done.total, done.message_en) == (999, 1000, "Row 999")


def test_a_very_long_message_fits(cast) -> None:
    def talks(run: Run) -> None:
        raise JobRefused(Text(nl="x" * 2000, en="y" * 2000))

    assert len(performed(started(cast, talks)).message_nl) == 500


def test_losing_the_lease_is_no_failure(cast) -> None:
    def lost(run: Run) -> None:
        raise LeaseLost

    assert performed(started(cast, lost)).state == "running"
