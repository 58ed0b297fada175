"""Taking a buyer's own list over into the calendar: put ready, choose columns, try, mend, take over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from meerwaarde.exchange.spreadsheets.read import MOST_BYTES, accept_table
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import READ_IN_FOR, keep_file
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.platform.organisations.records import Changed, insert_objects
from meerwaarde.platform.search.actions import describe, index_many
from meerwaarde.platform.work.actions import start as start_job
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.lifecycle import CALENDAR_IMPORT, DONE, EXPECTED_PUBLIC, RUNNING, STOPPED
from meerwaarde.stages.procurement.actions.calendar import (
    LINE_FIELDS,
    LineRefused,
    LineValues,
    change_line,
    make_findable,
)
from meerwaarde.stages.procurement.models import CalendarImport, ExpectedProcurement
from meerwaarde.stages.procurement.queries.calendar import findable_line
from meerwaarde.stages.procurement.queries.calendar_import import (
    GONE,
    READ_IN_AGAIN,
    ImportJudged,
    RowJudged,
    imports_past_term,
    judged,
    table_of,
)
from meerwaarde.stages.procurement.queries.calendar_rows import CALENDAR_ROLES, CalendarRole

__all__ = ["MOST_BYTES"]

JOB: Final = "calendar.import"
AT_ONCE: Final = 500
"""So many rows are taken over while the person waits; more goes on in the background."""
PART: Final = 100
PERMISSION: Final = "calendar.write"


def upload_calendar(actor: Actor, *, document: bytes, file_name: str, at: datetime) -> CalendarImport:
    """Put a file ready, as it came in. Raises `gates.refusal.Refused` for what cannot be a list."""
    must(actor, PERMISSION)
    accepted = accept_table(file_name, document)
    table_of(document, accepted.shown_name)
    with transaction.atomic():
        kept = keep_file(
            actor=actor,
            at=at,
            name=accepted.shown_name,
            media_type="application/octet-stream",
            content=document,
            kept_until=timezone.localdate(at) + READ_IN_FOR,
        )
        batch = CalendarImport.enter(
            organisation_id=actor.organisation_id,
            file=kept,
            file_name=accepted.shown_name[:200],
            started_by_id=actor.membership_id,
            started_at=at,
        )
        record(actor, "calendarimport.upload", batch, at=at, fields=("file", "state"))
    return batch


def choose_columns(
    actor: Actor, batch: CalendarImport, *, mapping: Mapping[int, CalendarRole], at: datetime
) -> ImportJudged:
    """Say what the columns mean and try; nothing is taken over yet. Raises `Refused` and `StepRefused`."""
    must(actor, PERMISSION)
    step = CALENDAR_IMPORT.step("check", batch.state, actor.role)
    chosen = {str(index): role for index, role in sorted(mapping.items())}
    batch.mapping = chosen
    found = judged(actor, batch, timezone.localdate(at))
    with transaction.atomic():
        batch.refresh_from_db(fields=["mapping"])
        changed = batch.change(mapping=chosen, state=step.until, counts=found.counts)
        record(actor, "calendarimport.check", batch, at=at, fields=changed)
    return found


def mend_row(
    actor: Actor,
    batch: CalendarImport,
    *,
    number: int,
    words: Mapping[CalendarRole, str],
    at: datetime,
) -> RowJudged | None:
    """Say what a row should have said; it is kept as typed, also where it still cannot be taken in.

    After the file was taken over the row follows at once. None for a row that the file does not have.
    """
    must(actor, PERMISSION)
    if batch.file is None:
        return None
    typed = {role: " ".join(text.split())[:4000] for role, text in words.items() if role in CALENDAR_ROLES}
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)  # a second click finds the line of the first one
        batch.change(
            mended={**batch.mended, str(number): typed},
            left_out=[one for one in batch.left_out if one != number],
        )
        record(actor, "calendarimport.mend", batch, at=at, plain={"row": number})
        rows = judged(actor, batch, timezone.localdate(at)).rows
        found = next((one for one in rows if one.number == number), None)
        if found is not None and batch.state == "done" and found.outcome in ("new", "differs"):
            take_rows(actor, batch, [found], at=at)
    return found


def leave_out(actor: Actor, batch: CalendarImport, *, number: int, out: bool, at: datetime) -> None:
    """A row is not taken in, or is again after all."""
    must(actor, PERMISSION)
    rows = set(batch.left_out) | {number} if out else set(batch.left_out) - {number}
    with transaction.atomic():
        if batch.change(left_out=sorted(rows)):
            record(actor, "calendarimport.mend", batch, at=at, plain={"row": number, "out": out})


def keep_ours(actor: Actor, batch: CalendarImport, *, numbers: Iterable[int], at: datetime) -> None:
    """The lines of these rows stay as they stand here."""
    must(actor, PERMISSION)
    rows = sorted(set(numbers))
    with transaction.atomic():
        if batch.change(kept_ours=rows):
            record(actor, "calendarimport.mend", batch, at=at, plain={"kept": list(rows)})


def give_up(actor: Actor, batch: CalendarImport, *, at: datetime) -> None:
    """The file is not taken over (any further). What was taken over stays. Raises `StepRefused`."""
    must(actor, PERMISSION)
    step = CALENDAR_IMPORT.step("stop", batch.state, actor.role)
    with transaction.atomic():
        batch.change(state=step.until, finished_at=at)
        record(actor, "calendarimport.stop", batch, at=at, fields=("state",))


def let_files_go(*, at: datetime) -> int:
    """Let go of the files whose term has passed, and of what people typed for their rows; gives how many.

    What was taken over stays on the calendar. The file itself is struck where nothing else needs it.
    """
    gone = 0
    for batch in imports_past_term(timezone.localdate(at)):
        owner = System(batch.organisation.public_id, batch.organisation_id)
        state = DONE if batch.state == DONE else STOPPED
        try:
            with transaction.atomic():
                fields = batch.change(file=None, mended={}, state=state)
                record(owner, "calendarimport.let_go", batch, at=at, fields=fields)
        except Changed:  # somebody works on it this very moment: the next round comes back
            continue
        gone += 1
    return gone


def take_over(actor: Actor, batch: CalendarImport, *, at: datetime) -> bool:
    """Take the rows over: a short list at once, a long one in the background. True where it is done.

    Refused rows stay behind to be mended. Raises `Refused` and `StepRefused`.
    """
    must(actor, PERMISSION)
    if batch.file is None:
        raise Refused("file_struck", GONE, batch.file_name, READ_IN_AGAIN)
    until = (
        RUNNING if _broken_off(actor, batch) else CALENDAR_IMPORT.step("start", batch.state, actor.role).until
    )
    rows = to_take(judged(actor, batch, timezone.localdate(at)), batch)
    with transaction.atomic():
        changed = batch.change(state=until)
        record(actor, "calendarimport.start", batch, at=at, fields=changed or ("state",))
        if len(rows) > AT_ONCE:
            batch.change(job=start_job(JOB, actor, {"batch": batch.public_id}, at=at).public_id)
            return False
    take_all(actor, batch, at=at)
    return True


def _broken_off(actor: Actor, batch: CalendarImport) -> bool:
    """A worker that kept dying leaves the file as it was: whoever asks goes on."""
    if batch.state != RUNNING:
        return False
    job = job_of(actor, batch.job) if batch.job else None
    return job is None or job.ended


def to_take(found: ImportJudged, batch: CalendarImport) -> list[RowJudged]:
    """The rows that change something, and that nobody wants to stay as they stand here."""
    ours = set(batch.kept_ours)
    return [one for one in found.of("new", "differs") if one.number not in ours]


def take_all(
    actor: Actor,
    batch: CalendarImport,
    *,
    at: datetime,
    within: Callable[[], AbstractContextManager[object]] = transaction.atomic,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Take over what was not taken over yet, part by part; goes on where it stopped."""
    found = judged(actor, batch, timezone.localdate(at))
    rows = [one for one in to_take(found, batch) if one.number > batch.taken_until]
    counts = dict(batch.counts) if batch.taken_until else found.counts
    for start in range(0, len(rows), PART):
        part = rows[start : start + PART]
        with within():
            take_rows(actor, batch, part, at=at)
            batch.change(taken_until=part[-1].number)
            told(start + len(part), len(rows))
    with transaction.atomic():
        step = CALENDAR_IMPORT.step("finish", batch.state, actor.role)
        batch.change(state=step.until, finished_at=at, counts=counts)
        record(actor, "calendarimport.finish", batch, at=at, fields=("state", "counts"))


def take_rows(actor: Actor, batch: CalendarImport, rows: Sequence[RowJudged], *, at: datetime) -> None:
    """Write a part of the file in the caller's transaction, with one fact that names every line."""
    one_at_a_time(actor.organisation_id)
    added = [
        ExpectedProcurement(organisation_id=actor.organisation_id, **_columns(one.values))
        for one in rows
        if one.outcome == "new"
    ]
    insert_objects(added)
    index_many(
        [describe(**asdict(findable_line(actor.slug, line))) for line in added],
        organisation_id=actor.organisation_id,
    )
    changed: dict[str, Any] = {}
    left: list[int] = []
    for one in rows:
        if one.outcome == "differs" and one.line is not None:
            names = _change(actor, one, at)
            if names is None:
                left.append(one.number)
            else:
                changed[one.line.public_id] = list(names)
    plain: dict[str, Any] = {
        "added": [line.public_id for line in added],
        "changed": changed,
        "left": left,
        "until": rows[-1].number,
    }
    record(actor, "calendarimport.step", batch, at=at, plain=plain)


def _columns(values: Mapping[str, Any]) -> dict[str, Any]:
    return LineValues(**{"title": "", "year": 0, "quarter": 0, **values}).columns()


def _change(actor: Actor, one: RowJudged, at: datetime) -> tuple[str, ...] | None:
    """Change a line; a public one through its own door, which may refuse. None where it stays as it was."""
    line = one.line
    assert line is not None
    line.hold()
    given = {name: value for name, _stands, value in one.differences}
    if line.state == EXPECTED_PUBLIC:
        now = {name: getattr(line, name) for name in LINE_FIELDS}
        merged = {**now, "cpv": tuple(now["cpv"]), "themes": tuple(now["themes"]), **given}
        try:
            with transaction.atomic():
                return change_line(
                    actor, line, expected_version=line.version, values=LineValues(**merged), at=at
                )
        except LineRefused:
            return None
    columns: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in given.items()
    }
    changed = line.change(**columns)
    make_findable(actor, line)
    return changed
