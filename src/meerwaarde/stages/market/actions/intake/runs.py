"""Rounds of fetching: planned, gone on with after whatever ended them, stopped, and brought to an end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, Who, record
from meerwaarde.platform.work import actions as work
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.intake.holders import is_gone
from meerwaarde.stages.market.actions.intake.openings import SOURCES, base_of
from meerwaarde.stages.market.models import IntakeRun, IntakeState, IntakeWindow
from meerwaarde.stages.market.queries.intake import (
    OPEN,
    run_again,
    run_to_go_on_with,
    totals,
    windows_being_done,
)

EARLIEST = date(2010, 1, 1)
LONGEST_WHY = 500
JOB = "market.fetch_notices"


def plan_run(
    who: Who,
    *,
    source: str,
    base_url: str,
    since: date,
    until: date,
    at: datetime,
    occasion: str = IntakeRun.Occasion.ASKED,
    run: IntakeRun | None = None,
) -> IntakeRun:
    """A round over these days; one that was asked for before and never finished is gone on with.

    `run` is a round to go on with that somebody pointed at.

    Raises `Refused` for days that cannot be: before 2010, in the future, or the last before the first.
    """
    _must_be_days(since, until)
    with transaction.atomic():
        if run is None and occasion == IntakeRun.Occasion.ASKED:
            run = run_to_go_on_with(source, base_url, since)
        if run is None:
            run = IntakeRun.enter(
                source=source,
                occasion=occasion,
                since=since,
                until=until,
                base_url=base_url,
                created=at,
                asked_by_id=who.membership_id if isinstance(who, Actor) else None,
            )
            record(who, "intake.start", run, at=at, fields=["source", "occasion", "since", "until"])
        else:
            _open_again(run, max(until, run.until))
        spans = ((run.until - timedelta(days=back),) * 2 for back in range((run.until - since).days + 1))
        IntakeWindow.plan(run, spans)
    return run


def _open_again(run: IntakeRun, until: date) -> None:
    """What failed is tried again, and so is a day that was not over when it was fetched."""
    unfinished = Q(state=IntakeState.FAILED) | Q(state=IntakeState.STOPPED)
    too_early = Q(state=IntakeState.DONE, finished__date__lte=F("until"))
    planned = IntakeWindow.plan_again(run, unfinished | too_early)
    if run.state == IntakeState.FAILED and not planned and not totals([run.pk])[run.pk].waiting:
        IntakeWindow.plan_again(run, Q(state=IntakeState.DONE))  # each day was whole, together they were not
    run.change(until=until, state=IntakeState.PLANNED, why_nl="", why_en="", finished=None)


def begin_run(run: IntakeRun, *, job: str, at: datetime) -> IntakeRun:
    """Say that somebody works at it now."""
    run = run_again(run.pk)
    run.change(state=IntakeState.RUNNING, job=job, started=run.started or at, finished=None)
    return run


def end_run(
    run: IntakeRun, state: str, *, at: datetime, why: Text | None = None, who: Who | None = None
) -> None:
    """Close a round, with the reason where it did not come to its end."""
    said = why or Text(nl="", en="")
    with transaction.atomic():
        run = run_again(run.pk)
        run.change(state=state, finished=at, why_nl=said.nl[:LONGEST_WHY], why_en=said.en[:LONGEST_WHY])
        counted = totals([run.pk]).get(run.pk)
        brought = {} if counted is None else {"received": counted.received, "fresh": counted.fresh}
        record(who or System(), "intake.end", run, at=at, fields=["state"], plain=brought)


def start_fetching(
    actor: Actor, *, source: str, since: date, until: date, at: datetime, run: IntakeRun | None = None
) -> IntakeRun:
    """Plan a round, or go on with one, and put its work in the queue.

    Raises `Refused` for a source that is switched off here, for wrong days, and while a round goes on.
    """
    must(actor, "notices.fetch")
    _must_be_switched_on(source)
    _must_not_be_busy(source, at)
    base_url = run.base_url if run is not None else base_of(source)
    with transaction.atomic():
        run = plan_run(actor, source=source, base_url=base_url, since=since, until=until, at=at, run=run)
        job = work.start(JOB, actor, {"run": run.public_id}, at=at)
        run.change(job=job.public_id)
    return run


def stop_run(actor: Actor, *, run: IntakeRun, at: datetime) -> None:
    """Stop a round: its job ends after the page that it is at, and what came in stays."""
    must(actor, "notices.fetch")
    with transaction.atomic():
        run = run_again(run.pk)
        if run.state not in OPEN:
            return
        record(actor, "intake.stop", run, at=at)
        job = job_of(actor, run.job) if run.job else None
        if job is not None and not job.ended:
            work.stop(job, actor, at=at)
        if job is None or run.state == IntakeState.PLANNED or job.ended:
            run.change(state=IntakeState.STOPPED, finished=at)


def is_busy(source: str, at: datetime) -> bool:
    """Whether somebody who still lives is working at a round of this source."""
    return any(not is_gone(one.held_by, one.heartbeat, at=at) for one in windows_being_done(source))


def switched_on() -> tuple[str, ...]:
    """The sources that this installation asks by itself."""
    return tuple(one for one in SOURCES if one in settings.NOTICES_FROM)


def _must_be_switched_on(source: str) -> None:
    if source in switched_on():
        return
    raise Refused(
        "source_switched_off",
        Text(nl="Deze bron staat hier uit.", en="This source is switched off here."),
        source,
        Text(
            nl="Vraag wie de server beheert om de instelling NOTICES_FROM.",
            en="Ask who runs the server for the setting NOTICES_FROM.",
        ),
    )


def _must_not_be_busy(source: str, at: datetime) -> None:
    if not is_busy(source, at):
        return
    raise Refused(
        "intake_busy",
        Text(nl="Er wordt al opgehaald bij deze bron.", en="This source is being fetched from already."),
        source,
        Text(nl="Wacht tot die ronde klaar is.", en="Wait until that round has ended."),
    )


def _must_be_days(since: date, until: date) -> None:
    if EARLIEST <= since <= until:
        return
    raise Refused(
        "days_wrong",
        Text(
            nl="De eerste dag moet voor of op de laatste dag liggen, en niet voor 2010.",
            en="The first day must be on or before the last day, and not before 2010.",
        ),
        f"{since} – {until}",
        Text(nl="Kies andere dagen.", en="Choose other days."),
    )
