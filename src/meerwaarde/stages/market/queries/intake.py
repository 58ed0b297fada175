"""Reads of the intake: runs and their windows, and what is there already of what a source gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.market.models import IntakeRun, IntakeState, IntakeWindow, Notice, NoticeRaw

__all__ = ["IntakeRun", "IntakeState", "IntakeWindow", "NoticeRaw"]

RUNS_SHOWN = 25
WINDOWS_SHOWN = 50
EARLY_END = "early_termination_notice"
OPEN = (IntakeState.PLANNED, IntakeState.RUNNING)


@dataclass(frozen=True)
class Totals:
    """What a run brought, over all its windows. `expected` is what the source promised so far."""

    windows: int = 0
    done: int = 0
    failed: int = 0
    waiting: int = 0
    expected: int = 0
    received: int = 0
    fresh: int = 0
    changed: int = 0
    incomplete: int = 0


def runs_visible_to(actor: Actor) -> QuerySet[IntakeRun]:
    """All runs, for who looks after the intake: public notices belong to nobody, so do their runs."""
    return IntakeRun.objects.all() if actor.may("notices.fetch") else IntakeRun.objects.none()


def intake_run(actor: Actor, public_id: str) -> IntakeRun | None:
    return runs_visible_to(actor).filter(public_id=public_id).first()


def newest_runs(actor: Actor) -> list[IntakeRun]:
    return list(runs_visible_to(actor)[:RUNS_SHOWN])


def totals(run_ids: Iterable[int]) -> dict[int, Totals]:
    """The totals of runs, in one question."""
    rows: Any = (
        IntakeWindow.objects.filter(run_id__in=list(run_ids))
        .order_by()
        .values("run_id")
        .annotate(
            windows=Count("id"),
            done=Count("id", filter=Q(state=IntakeState.DONE)),
            failed=Count("id", filter=Q(state=IntakeState.FAILED)),
            waiting=Count("id", filter=Q(state__in=OPEN)),
            **{f"sum_{name}": Sum(name) for name in _SUMMED},
        )
    )
    return {
        row["run_id"]: Totals(
            windows=row["windows"],
            done=row["done"],
            failed=row["failed"],
            waiting=row["waiting"],
            **{name: row[f"sum_{name}"] or 0 for name in _SUMMED},
        )
        for row in rows
    }


_SUMMED = ("expected", "received", "fresh", "changed", "incomplete")


def windows_of(run: IntakeRun, states: Collection[str] = (), *, most: int = 0) -> list[IntakeWindow]:
    """The windows of a run, newest days first; with `states` only those, with `most` no more than so many."""
    found = IntakeWindow.objects.filter(run=run)
    if states:
        found = found.filter(state__in=states)
    return list(found[:most] if most else found)


def failed_windows(run: IntakeRun) -> list[IntakeWindow]:
    """What could not be fetched, with why."""
    return windows_of(run, (IntakeState.FAILED,))


def waiting_windows(run: IntakeRun) -> list[IntakeWindow]:
    """What a run still has to do, or what somebody is at: newest days first."""
    return list(IntakeWindow.objects.filter(run=run, state__in=OPEN)[:20])


def run_to_go_on_with(source: str, base_url: str, since: date) -> IntakeRun | None:
    """The newest run of this kind that is not finished, whatever ended it."""
    found = IntakeRun.objects.filter(
        source=source, base_url=base_url, since=since, occasion=IntakeRun.Occasion.ASKED
    ).first()
    return None if found is None or found.state == IntakeState.DONE else found


def fetched_until(source: str, base_url: str) -> date | None:
    """The last day of the whole rounds of a source; None when there was none."""
    done = IntakeRun.objects.filter(source=source, base_url=base_url, state=IntakeState.DONE)
    last: date | None = done.order_by().aggregate(last=Max("until"))["last"]
    return last


def run_again(pk: int) -> IntakeRun:
    """The run as it stands now."""
    return IntakeRun.objects.get(pk=pk)


def run_numbered(public_id: str) -> IntakeRun | None:
    """A round by its number, for the work itself."""
    return IntakeRun.objects.filter(public_id=public_id).first()


def windows_being_done(source: str) -> list[IntakeWindow]:
    """Windows of a source that somebody holds, alive or not."""
    return list(IntakeWindow.objects.filter(run__source=source, state=IntakeState.RUNNING))


def known_publications(source: str, numbers: Collection[str]) -> dict[str, Notice]:
    """The public notices with these numbers, without their records."""
    found = Notice.objects.filter(organisation=None, source=source, external_id__in=list(numbers))
    return {one.external_id: one for one in found.defer("record")}


def no_longer_given(source: str, known: Iterable[Notice]) -> set[str]:
    """Of these the numbers of those that the source stopped giving.

    A publication is marked as withdrawn as well when its procedure came to an early end: that one is given
    still, and to see it once more is no news.
    """
    marked = [one for one in known if one.withdrawn]
    if not marked:
        return set()
    ends = Notice.objects.filter(organisation=None, source=source, kind=EARLY_END)
    procedures = {one.procedure_id for one in marked if one.procedure_id}
    ended = set(ends.filter(procedure_id__in=procedures).values_list("procedure_id", flat=True))
    return {one.external_id for one in marked if one.procedure_id not in ended}


def public_on(source: str, since: date, until: date) -> list[Notice]:
    """Public notices of these days that count as being there."""
    found = Notice.objects.filter(
        organisation=None, source=source, published__range=(since, until), withdrawn=False
    )
    return list(found.only("id", "external_id", "procedure_id", "version", "withdrawn", "changed_at"))


def procedures_of(source: str, procedure_ids: Collection[str]) -> list[Notice]:
    """All public notices of these procedures, with what their place among each other follows from."""
    found = Notice.objects.filter(organisation=None, source=source, procedure_id__in=list(procedure_ids))
    return list(
        found.only(
            *("id", "version", "procedure_id", "external_id", "kind", "published", "changed_at"),
            *("latest", "corrected", "awarded", "withdrawn"),
        )
    )


def last_raw(notice: Notice, part: str) -> bytes | None:
    """What the source last said of a notice in this part."""
    kept = NoticeRaw.objects.filter(notice=notice, part=part).last()
    return None if kept is None else kept.said


def raws_of(notice: Notice) -> list[NoticeRaw]:
    """Everything that the source said of a notice, oldest first, without the bytes."""
    return list(NoticeRaw.objects.filter(notice=notice).defer("content"))


def versions_of(actor: Actor, notice: Notice) -> list[Notice]:
    """The publications of the same procedure that the actor may see, newest first; itself among them."""
    from meerwaarde.stages.market.queries.notices import visible_to  # noqa: PLC0415 (neighbours)

    if not notice.procedure_id:
        return [notice]
    same = visible_to(actor).filter(source=notice.source, procedure_id=notice.procedure_id)
    same = same.filter(organisation=notice.organisation)
    return list(same.defer("record").order_by("-published", "-external_id"))
