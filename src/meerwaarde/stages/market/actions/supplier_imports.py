"""What people do with a list of suppliers: put it ready, choose columns, try, mend rows, take over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

import msgspec
from django.db import IntegrityError, transaction
from django.utils import timezone

from meerwaarde.exchange.cpv.codes import exists
from meerwaarde.exchange.spreadsheets.read import MOST_BYTES, accept_table
from meerwaarde.exchange.suppliers import Role, RowReader, SupplierMapping, SupplierReading, SupplierRow
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import Who, record
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.platform.work.actions import start as start_job
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.lifecycle import CHECKING, RUNNING, SUPPLIER_IMPORT
from meerwaarde.stages.market.actions.supplier_taking import Plan, fault, keep, plan, refused_row
from meerwaarde.stages.market.models import SupplierImport, SupplierImportRow
from meerwaarde.stages.market.queries.supplier_imports import (
    OUTCOMES,
    chunks,
    judged_counts,
    mended_by,
    reading_of,
    taken_counts,
    without_repeats,
)

__all__ = ["MOST_BYTES", "fault"]

JOB: Final = "suppliers.import"
CHECK_JOB: Final = "suppliers.check"
AT_ONCE: Final = 500
"""So many rows are tried while the person waits; of a longer list the dry run goes on in the background."""
_PERMISSION: Final = "suppliers.import"


def upload_list(
    actor: Actor,
    *,
    document: bytes,
    file_name: str,
    source: str,
    at: datetime,
    mapping: SupplierMapping | None = None,
) -> SupplierImport:
    """Put a list ready, as it came in. Raises `gates.refusal.Refused` for what cannot be a list."""
    must(actor, _PERMISSION)
    accepted = accept_table(file_name, document, json=True)
    with transaction.atomic():
        batch = SupplierImport.enter(
            organisation_id=actor.organisation_id,
            source=_one_line(source)[:120],
            file_name=accepted.shown_name,
            sha256=accepted.sha256,
            size=accepted.size,
            content=document,
            mapping={} if mapping is None else msgspec.to_builtins(mapping),
            started_by_id=actor.membership_id,
            started_at=at,
        )
        record(actor, "supplierimport.upload", batch, at=at, fields=("sha256", "size", "source"))
    return batch


def check_list(
    actor: Actor, *, batch: SupplierImport, mapping: SupplierMapping, at: datetime
) -> SupplierReading:
    """The dry run: what taking over would give. Only rows that a person must mend are kept.

    Raises `gates.refusal.Refused` when the columns do not fit; then nothing changed.
    """
    must(actor, _PERMISSION)
    state = _checking(actor, batch)
    reading = reading_of(batch, timezone.localdate(at), mapping)
    with transaction.atomic():
        batch.change(state=state, mapping=msgspec.to_builtins(mapping))
        begin_checking(batch)
        record(actor, "supplierimport.check", batch, at=at, fields=("mapping",))
    for part in chunks(reading.rows):
        counted = judged_counts(batch, part)
        with transaction.atomic():
            keep_checked(batch, part, counted)
    finish_checking(actor, batch=batch, at=at)
    return reading


def start_checking(actor: Actor, *, batch: SupplierImport, mapping: SupplierMapping, at: datetime) -> None:
    """Let the dry run begin in the background: for a list that is too long to wait for."""
    must(actor, _PERMISSION)
    state = _checking(actor, batch)
    with transaction.atomic():
        batch.change(state=state, mapping=msgspec.to_builtins(mapping), counts={})
        job = start_job(CHECK_JOB, actor, {"batch": batch.public_id}, at=at)
        batch.change(job=job.public_id)
        record(actor, "supplierimport.check", batch, at=at, fields=("mapping",))


def correct_row(
    actor: Actor, *, batch: SupplierImport, row: SupplierImportRow, values: Mapping[Role, str], at: datetime
) -> SupplierRow:
    """Read a refused row again with what a person made of it. Nothing is kept while it cannot be taken in.

    After the list was taken over the row follows at once.
    """
    must(actor, _PERMISSION)
    day = timezone.localdate(at)
    read = RowReader(day=day, cpv_exists=exists).row(values, row.line)
    if read.refused:
        return read
    planned = plan(batch, [read], at=at, day=day)
    outcome = planned.judged[0].outcome
    with transaction.atomic():
        if batch.state in (RUNNING, "done"):
            keep(planned, batch, at=at, day=day)
            batch.change(counts=taken_counts(batch))
            plain: dict[str, Any] = {"line": row.line, "suppliers": planned.touched}
            record(actor, "supplierimport.step", batch, at=at, plain=plain)
        else:
            row.write(values=dict(values), outcome=outcome, settled_at=at, faults=[])
            batch.change(counts=_moved(batch.counts, "refused", outcome))
    return read


def leave_out_row(actor: Actor, *, batch: SupplierImport, row: SupplierImportRow, at: datetime) -> None:
    """A refused row is not taken in, and does not wait for anybody any more."""
    must(actor, _PERMISSION)
    if row.settled_at is None:
        row.write(settled_at=at)


def start_taking_over(actor: Actor, *, batch: SupplierImport, at: datetime) -> None:
    """Let the work begin in the background; it goes on where it stopped before."""
    must(actor, _PERMISSION)
    if not batch.mapping:
        raise ValueError("Nobody chose yet what the columns mean.")
    state = RUNNING if _broken_off(actor, batch, RUNNING) else _step(actor, "start", batch)
    with transaction.atomic():
        batch.change(state=state)
        job = start_job(JOB, actor, {"batch": batch.public_id}, at=at)
        batch.change(job=job.public_id)
        record(actor, "supplierimport.start", batch, at=at, fields=("state",))


def give_up(actor: Actor, *, batch: SupplierImport, at: datetime) -> None:
    """The list is not taken over. What was taken over already stays."""
    must(actor, _PERMISSION)
    state = _step(actor, "stop", batch)
    with transaction.atomic():
        # A dry run that failed is no taking over that could go on.
        batch.change(state=state, finished_at=at, job=batch.job if batch.taken_until else "")
        record(actor, "supplierimport.stop", batch, at=at, fields=("state",))


def begin_checking(batch: SupplierImport) -> None:
    """Forget what an earlier dry run said, in the caller's transaction."""
    SupplierImportRow.clear_refusals(batch)
    batch.change(counts=dict.fromkeys(OUTCOMES, 0))


def keep_checked(batch: SupplierImport, rows: Sequence[SupplierRow], counted: Mapping[str, int]) -> None:
    """Write what a part of the dry run gave, in the caller's transaction."""
    SupplierImportRow.keep_many([refused_row(batch, row) for row in rows if row.refused])
    batch.change(counts={name: batch.counts.get(name, 0) + counted.get(name, 0) for name in OUTCOMES})


def finish_checking(actor: Actor, *, batch: SupplierImport, at: datetime) -> None:
    """The whole list was tried."""
    state = _step(actor, "show", batch)
    with transaction.atomic():
        batch.change(state=state, job="")
        record(actor, "supplierimport.show", batch, at=at, fields=("counts",))


def put_back(actor: Actor, *, batch: SupplierImport, at: datetime) -> None:
    """A dry run that did not come to its end says nothing: the columns can be chosen again."""
    if batch.state != CHECKING:
        return
    state = _step(actor, "put_back", batch)
    with transaction.atomic():
        begin_checking(batch)
        batch.change(state=state, counts={})
        record(actor, "supplierimport.put_back", batch, at=at, fields=("state",))


# --- what the work in the background does ------------------------------------------------------------------


def prepare_part(batch: SupplierImport, rows: list[SupplierRow], *, at: datetime, day: date) -> list[Plan]:
    """Plans for a part of the list, as far as they can be made before anything of it is written."""
    group = next(without_repeats(row for row in rows if not row.refused), [])
    return [plan(batch, group, at=at, day=day)] if group else []


def take_part(
    who: Who, *, batch: SupplierImport, rows: list[SupplierRow], prepared: list[Plan], at: datetime, day: date
) -> list[Plan]:
    """Write a part of the list, in the caller's transaction: rows, place reached, counts and one fact."""
    groups = list(without_repeats(row for row in rows if not row.refused))
    done: list[Plan] = []
    for place, group in enumerate(groups):
        planned = prepared[place] if place < len(prepared) else plan(batch, group, at=at, day=day)
        keep(planned, batch, at=at, day=day)
        done.append(planned)
    SupplierImportRow.keep_many([refused_row(batch, row) for row in rows if row.refused])
    batch.change(taken_until=rows[-1].line, counts=taken_counts(batch))
    touched = [number for planned in done for number in planned.touched]
    plain: dict[str, Any] = {"from": rows[0].line, "until": rows[-1].line, "suppliers": touched}
    record(who, "supplierimport.step", batch, at=at, fields=("counts",), plain=plain)
    return done


def take_over_here(
    actor: Actor, *, batch: SupplierImport, at: datetime | None = None
) -> Iterator[tuple[int, int]]:
    """Take a list over without a worker, for a command; tells how far it is after each part.

    Goes on where it stopped. `at` is the moment to write down where that is not now. Raises
    `gates.refusal.Refused`, and what is in `OUT_OF_DATE` when others keep changing the same suppliers.
    """
    must(actor, _PERMISSION)
    if batch.state != RUNNING:
        state = _step(actor, "start", batch)
        with transaction.atomic():
            batch.change(state=state)
            record(actor, "supplierimport.start", batch, at=at or timezone.now(), fields=("state",))
    rows = reading_of(batch, timezone.localdate(at)).rows
    left = [row for row in rows if row.line > batch.taken_until]
    done = len(rows) - len(left)
    for part in chunks(left):
        take_part_again(actor, batch=batch, rows=list(part), moment=at)
        done += len(part)
        yield done, len(rows)
    finish_taking_over(actor, batch=batch, at=at or timezone.now())


def take_part_again(
    who: Who,
    *,
    batch: SupplierImport,
    rows: list[SupplierRow],
    within: Callable[[], AbstractContextManager[object]] = transaction.atomic,
    told: Callable[[], None] = lambda: None,
    moment: datetime | None = None,
) -> None:
    """Write a part of the list in one transaction; plan again when somebody else wrote in between.

    `within` gives that transaction, `told` is called in it; `moment` is what is written down where not now.
    """
    for attempt in range(MOST_TRIES):
        at = moment or timezone.now()
        day = timezone.localdate(at)
        batch.refresh_from_db(fields=["version", "state", "counts", "taken_until"])
        prepared = prepare_part(batch, rows, at=at, day=day)
        try:
            with within():
                take_part(who, batch=batch, rows=rows, prepared=prepared, at=at, day=day)
                told()
        except OUT_OF_DATE:
            if attempt == MOST_TRIES - 1:
                raise
        else:
            return


def finish_taking_over(who: Who, *, batch: SupplierImport, at: datetime) -> None:
    """The whole list was gone through. What an earlier list refused and came back mended is settled."""
    mended = mended_by(batch)
    with transaction.atomic():
        SupplierImportRow.settle_many(mended, at)
        for earlier, rows in groupby(mended, lambda row: row.batch):
            plain: dict[str, Any] = {"by": batch.public_id, "lines": [row.line for row in rows]}
            record(who, "supplierimport.mend", earlier, at=at, plain=plain)
        batch.change(state="done", finished_at=at, counts=taken_counts(batch))
        record(who, "supplierimport.finish", batch, at=at, fields=("counts",))


def note_stop(who: Who, *, batch: SupplierImport, at: datetime) -> None:
    """A person stopped the work; what was taken over stays, and it can go on later."""
    with transaction.atomic():
        batch.change(state="stopped", finished_at=at)
        record(who, "supplierimport.stop", batch, at=at, fields=("state",))


OUT_OF_DATE: Final = (IntegrityError, Changed)
"""What says that somebody else wrote in between: plan again."""
MOST_TRIES: Final = 4


def _checking(actor: Actor, batch: SupplierImport) -> str:
    return CHECKING if _broken_off(actor, batch, CHECKING) else _step(actor, "check", batch)


def _broken_off(actor: Actor, batch: SupplierImport, state: str) -> bool:
    """A worker that kept dying leaves the list as it was: whoever asks may begin again or go on."""
    if batch.state != state:
        return False
    job = job_of(actor, batch.job) if batch.job else None
    return job is None or job.ended


def _step(actor: Actor, verb: str, batch: SupplierImport) -> str:
    """The state that a step leads to; raises `StepRefused`. The installation may do what a buyer may."""
    role = "buyer" if actor.role == "system" else actor.role
    return SUPPLIER_IMPORT.step(verb, batch.state, role).until


def _moved(counts: Mapping[str, int], since: str, until: str) -> dict[str, int]:
    moved = dict(counts)
    moved[since] = max(0, moved.get(since, 0) - 1)
    moved[until] = moved.get(until, 0) + 1
    return moved


def _one_line(text: str) -> str:
    return " ".join(text.split())
