"""Working a round off: window by window, page by page, each page written whole or not at all.

Whoever is killed loses at most the page that was being completed; whoever goes on begins at the same window,
and what is known by then is not asked again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from meerwaarde.exchange.notice.lists import AMSTERDAM
from meerwaarde.exchange.tenderned.refusals import does_not_add_up
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.intake.holders import is_gone, own_name
from meerwaarde.stages.market.actions.intake.runs import begin_run, end_run
from meerwaarde.stages.market.actions.intake.sources import Source, TooFull, of_entries
from meerwaarde.stages.market.actions.intake.taking import (
    Counts,
    Prepared,
    prepare,
    take_in,
    withdraw_missing,
)
from meerwaarde.stages.market.models import IntakeRun, IntakeState, IntakeWindow
from meerwaarde.stages.market.queries.intake import (
    Totals,
    known_publications,
    run_again,
    totals,
    waiting_windows,
    windows_of,
)

BEAT_EVERY: Final = timedelta(seconds=20)
GIVE_UP_AFTER: Final = 3
"""So many windows that fail one after the other: the source is to blame, and the rest can wait."""
_OF_ONE_DAY: Final = frozenset({"does_not_add_up", "day_too_full"})
"""Failures that say nothing of other days."""

Clock = Callable[[], datetime]
Told = Callable[[Totals], None]


class Lost(BaseException):
    """Somebody else took the window: nothing of this page may be kept."""


@dataclass(frozen=True)
class _Work:
    """What the steps of one window share."""

    source: Source
    window: IntakeWindow
    holder: str
    now: Clock
    look_up: Callable[[], None]


def work_off(
    run: IntakeRun,
    source: Source,
    *,
    job: str = "",
    now: Clock = timezone.now,
    told: Told = lambda _totals: None,
    look_up: Callable[[], None] = lambda: None,
) -> IntakeRun:
    """Do every window of a run that waits; ends the run and gives it as it stands then.

    `told` hears the totals after each page; `look_up` is asked between two questions, and may raise to
    break off: the window is then given back.
    """
    # One worker has a job at a time: what this job left behind on another machine, nobody is at any more.
    left_before = now() if job and run_again(run.pk).job == job else None
    run = begin_run(run, job=job, at=now())
    holder, failures = own_name(), 0
    while (window := _next(run, holder, now(), left_before=left_before)) is not None:
        work = _Work(source, window, holder, now, look_up)
        try:
            why = _whole(work, run, told)
        except Lost:
            continue  # it is somebody else's now; the rest is still ours to do
        except BaseException:
            IntakeWindow.hold(window.pk, holder, state=IntakeState.PLANNED, held_by="")
            raise
        failures = 0 if why is None or why.code in _OF_ONE_DAY else failures + 1
        told(_totals(run))
        if why is not None and failures >= GIVE_UP_AFTER:
            end_run(run, IntakeState.FAILED, at=now(), why=why.message)
            return run_again(run.pk)
    _end(run, source, now())
    return run_again(run.pk)


def _next(run: IntakeRun, holder: str, at: datetime, *, left_before: datetime | None) -> IntakeWindow | None:
    for window in waiting_windows(run):
        held = window.state == IntakeState.RUNNING and window.held_by != holder
        heard = window.heartbeat
        left = left_before is not None and (heard is None or heard <= left_before)
        if held and not left and not is_gone(window.held_by, heard, at=at):
            continue
        if IntakeWindow.claim(window.pk, holder, window.held_by, at):
            window.received = window.incomplete = 0
            return window
    return None


def _whole(work: _Work, run: IntakeRun, told: Told) -> Refused | None:
    """Do one window; None, or why it could not be done."""
    window = work.window
    try:
        _fetch(work, run, told)
    except TooFull as full:
        with transaction.atomic():
            _hold(work)
            window.replace_by(full.splits)
    except Refused as refused:
        said = refused.message
        _hold(
            work,
            state=IntakeState.FAILED,
            held_by="",
            finished=work.now(),
            why_nl=said.nl[:500],
            why_en=said.en[:500],
        )
        return refused
    return None


def _fetch(work: _Work, run: IntakeRun, told: Told) -> None:
    window = work.window
    received: set[str] = set()
    counts, total = Counts(window.fresh, window.changed, 0), 0
    for page in work.source.pages(window):
        total = page.total
        prepared = []
        known = known_publications(work.source.name, [one.number for one in page.entries])
        for entry in of_entries(page.entries, known, work.source):
            work.look_up()
            prepared.append(prepare(work.source.complete(entry, known.get(entry.number))))
            _beat(work)
        received.update(one.number for one in page.entries)
        counts = _write(work, prepared, counts, {"expected": total, "received": len(received)})
        work.look_up()
        told(_totals(run))
    over = window.until < work.now().astimezone(AMSTERDAM).date()
    if over and len(received) < total:
        raise does_not_add_up(work.source.name, total, len(received))
    with transaction.atomic():
        gone = 0
        if over and not window.split:
            gone = withdraw_missing(work.source.name, window.since, window.until, received, at=work.now())
        _hold(
            work,
            state=IntakeState.DONE,
            held_by="",
            finished=work.now(),
            changed=counts.changed + gone,
        )


def _write(work: _Work, prepared: list[Prepared], before: Counts, figures: dict[str, int]) -> Counts:
    """A page with the totals of its window, in one transaction."""
    try:
        return _write_once(work, prepared, before, figures)
    except IntegrityError:
        # Another round wrote the same publication between our look and our writing: now it is known.
        return _write_once(work, prepared, before, figures)


def _write_once(work: _Work, prepared: list[Prepared], before: Counts, figures: dict[str, int]) -> Counts:
    with transaction.atomic():
        done = take_in(work.source.name, prepared, at=work.now())
        counts = Counts(
            before.fresh + done.fresh, before.changed + done.changed, before.incomplete + done.incomplete
        )
        _hold(work, **figures, **asdict(counts))
    return counts


def _beat(work: _Work) -> None:
    """A sign of life now and then: completing a page can take a minute."""
    at, window = work.now(), work.window
    if window.heartbeat is None or at - window.heartbeat > BEAT_EVERY:
        window.heartbeat = at
        _hold(work)


def _hold(work: _Work, **values: object) -> None:
    if not IntakeWindow.hold(work.window.pk, work.holder, **{"heartbeat": work.now(), **values}):
        raise Lost


def _end(run: IntakeRun, source: Source, at: datetime) -> None:
    """Close a round of which nothing waits; the days together must be as many as the whole period."""
    counted = _totals(run)
    if counted.waiting:
        return  # somebody else is at the rest
    if counted.failed:
        why = Text(
            nl=f"{counted.failed} van de {counted.windows} dagen lukten niet. Begin opnieuw om ze te halen.",
            en=f"{counted.failed} of {counted.windows} days failed. Start again to fetch them.",
        )
        end_run(run, IntakeState.FAILED, at=at, why=why)
        return
    over = run.until < at.astimezone(AMSTERDAM).date()
    last_over = run.until if over else at.astimezone(AMSTERDAM).date() - timedelta(days=1)
    try:
        promised = source.total(run.since, last_over) if last_over >= run.since else 0
    except Refused as refused:
        end_run(run, IntakeState.FAILED, at=at, why=refused.message)
        return
    days = sum(one.expected or 0 for one in windows_of(run) if one.until <= last_over)
    if promised == days:
        end_run(run, IntakeState.DONE, at=at)
        return
    why = Text(
        nl=f"De dagen samen geven {days} publicaties, de hele periode {promised}. Begin opnieuw.",
        en=f"The days together give {days} publications, the whole period {promised}. Start again.",
    )
    end_run(run, IntakeState.FAILED, at=at, why=why)


def _totals(run: IntakeRun) -> Totals:
    return totals([run.pk]).get(run.pk) or Totals()
