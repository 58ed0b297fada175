"""Rounds of fetching: planned, gone on with after whatever ended them, stopped, and brought to an end."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import System, Who, record
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import IntakeRun, IntakeState, IntakeWindow
from meerwaarde.stages.market.queries.intake import busy_runs, run_again, run_to_go_on_with, totals

EARLIEST = date(2010, 1, 1)
LONGEST_WHY = 500


def plan_run(
    who: Who,
    *,
    source: str,
    base_url: str,
    since: date,
    until: date,
    at: datetime,
    occasion: str = IntakeRun.Occasion.ASKED,
) -> IntakeRun:
    """A round over these days; one that was asked for before and never finished is gone on with.

    Raises `Refused` for days that cannot be: before 2010, in the future, or the last before the first.
    """
    _must_be_days(since, until)
    with transaction.atomic():
        run = run_to_go_on_with(source, base_url, since) if occasion == IntakeRun.Occasion.ASKED else None
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


def stop_run(actor: Actor, *, run: IntakeRun, at: datetime) -> None:
    """Write down that somebody asked to stop it; its job ends after the page that it is at."""
    with transaction.atomic():
        record(actor, "intake.stop", run, at=at)
        if run.state == IntakeState.PLANNED:
            run.change(state=IntakeState.STOPPED, finished=at)


def is_busy(source: str) -> bool:
    """Whether a round of this source is being worked at."""
    return bool(busy_runs(source))


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
