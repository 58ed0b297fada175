"""A file with payments is read: its columns are chosen, and its lines put ready for somebody to confirm.

Nothing of it counts before that: lines wait beside the lake. A worker that is killed leaves nothing behind
that counts; whoever goes on reads the file again from its beginning.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event
from typing import TYPE_CHECKING, Any, Final

import msgspec
from django.db import transaction
from django.utils import timezone

from meerwaarde.analysis.lake import Lake, Source
from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.ubl import read as read_e_invoices
from meerwaarde.exchange.xaf import read as read_audit_file
from meerwaarde.gates.files import read_bounded
from meerwaarde.gates.refusal import Refused
from meerwaarde.language.fold import fold
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.work.actions import start as start_job
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.lifecycle import MAPPED, UPLOADED
from meerwaarde.rules.text import Text
from meerwaarde.stages.spend.actions.counting import forget, step
from meerwaarde.stages.spend.actions.uploading import PERMISSION, spend_kind
from meerwaarde.stages.spend.models import SpendBatch
from meerwaarde.stages.spend.queries.batches import lake, original_of, waiting
from meerwaarde.stages.spend.queries.checks import check_lines
from meerwaarde.stages.spend.queries.mappings import Chosen, chosen_of, header_digest
from meerwaarde.stages.spend.queries.refusals import RefusedLine, refused_in

if TYPE_CHECKING:
    from meerwaarde.analysis.ingest import Ingested, Layout
    from meerwaarde.analysis.lake import Draft
    from meerwaarde.exchange.notice import Complaint

JOB: Final = "spend.read"
Told = Callable[[int, int], None]
"""How far the reading is: bytes or lines done, and of how many."""
_TELL_SECONDS: Final = 0.5
MOST_INVOICES: Final = 200_000_000
"""Bytes of e-invoices that are opened at once."""
MOST_COMPLAINTS: Final = 50


class Asked(msgspec.Struct, frozen=True):
    """A file to read: where it stands, of what kind it is, its name for people, and what its columns mean."""

    path: Path
    kind: str
    name: str
    chosen: Chosen


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """What came of reading a file; `examples` are refused lines of a trial, which keeps them nowhere."""

    lines: int
    refused: int
    cents: int
    checks: dict[str, Any]
    examples: tuple[RefusedLine, ...] = ()


def choose_columns(actor: Actor, *, batch: SpendBatch, chosen: Chosen, at: datetime) -> None:
    """Keep what the columns mean, for this file and the next of its source, and let the reading begin.

    Raises `StepRefused` and `Changed`.
    """
    with transaction.atomic():
        keep_columns(actor, batch=batch, chosen=chosen, at=at)
        job = start_job(JOB, actor, {"batch": batch.public_id}, at=at)
        batch.change(job=job.public_id)


def keep_columns(actor: Actor, *, batch: SpendBatch, chosen: Chosen, at: datetime) -> None:
    """The same without a job: for who reads the file here and now."""
    must(actor, PERMISSION)
    state = MAPPED if is_stuck(actor, batch) else step(actor, "map", batch)
    plain = msgspec.to_builtins(chosen)
    digest = header_digest(chosen.headings)
    with transaction.atomic():
        batch.change(
            state=state, mapping=plain, lines=0, refused=0, cents=0, checks={}, since=None, until=None
        )
        record(actor, "spendbatch.map", batch, at=at, fields=("mapping",))
        if fields := batch.source.change(kind=batch.kind, header=digest, mapping=plain):
            record(actor, "spendsource.map", batch.source, at=at, fields=fields)
        forget(waiting(), actor.slug, batch.public_id)


def is_stuck(actor: Actor, batch: SpendBatch) -> bool:
    """Whether a worker that kept dying left the file half-way: whoever asks may begin again."""
    if batch.state != MAPPED:
        return False
    job = job_of(actor, batch.job) if batch.job else None
    return job is None or job.ended


def read_lines(actor: Actor, *, batch: SpendBatch, at: datetime, told: Told | None = None) -> Read:
    """Read the whole file and put its lines ready. Nothing is written in the database.

    Raises `gates.refusal.Refused` and `analysis.lake.LakeError`; whatever was ready before is replaced.
    """
    must(actor, PERMISSION)
    asked = Asked(original_of(batch), batch.kind, batch.file_name, chosen_of(batch) or Chosen())
    ready = waiting()
    forget(ready, actor.slug, batch.public_id)
    source = Source(name=batch.file_name, sha256=batch.sha256, bytes=batch.size)
    return _read_into(actor, ready, batch.public_id, asked, source=source, at=at, told=told)


def try_file(actor: Actor, *, path: Path, chosen: Chosen, at: datetime, told: Told | None = None) -> Read:
    """What reading a file would give; nothing of it is kept. Raises as `read_lines`."""
    must(actor, PERMISSION)
    asked = Asked(path, spend_kind(path, path.name), path.name, chosen)
    with TemporaryDirectory(prefix="spend-") as folder:
        source = Source(name=path.name, sha256="", bytes=path.stat().st_size)
        return _read_into(actor, Lake(Path(folder)), "trial", asked, source=source, at=at, told=told)


def _read_into(
    actor: Actor, ready: Lake, number: str, asked: Asked, *, source: Source, at: datetime, told: Told | None
) -> Read:
    day = timezone.localdate(at)
    with ready.draft(actor.slug, number) as draft:
        ingested, complaints = _telling(partial(_ingest, asked, draft, day), told)
        _refuse_other_authority(actor, ingested)
        draft.commit(ingested.content, source, at.isoformat())
    manifest = ready.batch(actor.slug, number)
    paths = [ready.root / file.path for file in manifest.files]
    years = [file.year for file in manifest.files]
    checks = check_lines(paths, lake().lines(actor.slug, years), day)
    checks["reasons"] = dict(ingested.reasons)
    checks["unread_invoice_dates"] = ingested.unread_invoice_dates
    checks["complaints"] = [[one.where, one.why, one.why_en] for one in complaints[:MOST_COMPLAINTS]]
    refused = tuple(refused_in(ready, actor.slug, number)) if number == "trial" else ()
    return Read(
        lines=ingested.lines,
        refused=ingested.refused,
        cents=ingested.cents,
        checks=checks,
        examples=refused,
    )


def finish_reading(actor: Actor, *, batch: SpendBatch, read: Read, at: datetime) -> None:
    """The lines wait for somebody to look at them and confirm."""
    state = step(actor, "check", batch)
    days = [date.fromisoformat(read.checks[name]) for name in ("since", "until") if read.checks[name]]
    with transaction.atomic():
        batch.change(
            state=state,
            lines=read.lines,
            refused=read.refused,
            cents=read.cents,
            checks=read.checks,
            since=days[0] if days else None,
            until=days[-1] if days else None,
        )
        record(actor, "spendbatch.check", batch, at=at, fields=("lines", "refused", "cents"))


def put_back(actor: Actor, *, batch: SpendBatch, at: datetime) -> None:
    """A file that could not be read as it was told: the columns can be chosen again."""
    if batch.state != MAPPED:
        return
    state = step(actor, "put_back", batch)
    with transaction.atomic():
        batch.change(state=state)
        record(actor, "spendbatch.put_back", batch, at=at, fields=("state",))
    assert state == UPLOADED


def _telling(
    work: Callable[[Told], tuple[Ingested, list[Complaint]]], told: Told | None
) -> tuple[Ingested, list[Complaint]]:
    """Let the reading go on in a thread of its own, and tell from here how far it is.

    The reader calls back from threads of its engine, where the database must not be touched. When telling
    says to stop, the reading is stopped at its next step and the error goes on.
    """
    far, stopped = [0, 0], Event()

    def note(done: int, total: int) -> None:
        if stopped.is_set():
            raise _Stopped
        far[:] = done, total

    with ThreadPoolExecutor(1, thread_name_prefix="reading payments") as threads:
        reading = threads.submit(work, note)
        try:
            while told is not None and not wait([reading], timeout=_TELL_SECONDS).done:
                told(far[0], far[1])
            found = reading.result()
            if told is not None:
                told(far[1], far[1])
        except BaseException:
            stopped.set()
            raise
    return found


class _Stopped(Exception):
    """Raised in the reader's own thread when nobody waits for it any more."""


def _ingest(asked: Asked, draft: Draft, day: date, told: Told) -> tuple[Ingested, list[Complaint]]:
    from meerwaarde.analysis.ingest import ingest_csv, ingest_records  # noqa: PLC0415 (columns: only here)

    path, chosen = asked.path, asked.chosen
    if asked.kind == "xaf":
        with path.open("rb") as source:
            audit = read_audit_file(source, where=asked.name)
            return ingest_records(map(_line_of, audit), draft), list(audit.complaints)
    if asked.kind == "ubl":
        found = read_e_invoices(read_bounded(path, most_bytes=MOST_INVOICES), where=asked.name)
        return ingest_records(map(_line_of, found.records), draft), list(found.complaints)
    if asked.kind == "xlsx":
        path = _as_text(path, asked.name, chosen, draft.scratch("sheet.csv"))
        chosen = msgspec.structs.replace(chosen, delimiter=",", quote='"', encoding="utf-8")
    return ingest_csv(path, layout_of(chosen, day), draft, progress=told), []


def _line_of(line: PaymentLine) -> dict[str, object]:
    return msgspec.structs.asdict(line)


def layout_of(chosen: Chosen, day: date) -> Layout:
    """The choice as the reader of columns takes it. Raises `Refused` for one that cannot be."""
    from meerwaarde.analysis.ingest import ROLES, Layout  # noqa: PLC0415

    data_row = chosen.header_row + 1 if chosen.data_row is None else chosen.data_row
    try:
        return Layout(
            delimiter=chosen.delimiter,
            quote=chosen.quote,
            encoding=chosen.encoding,
            decimal="." if chosen.decimal == "." else ",",
            date_format=chosen.date_format or "%d-%m-%Y",
            invoice_date_format=chosen.invoice_date_format,
            data_row=data_row,
            columns=tuple((one.role, one.index) for one in chosen.columns if one.role in ROLES),
            currency=chosen.currency or "EUR",
            negated=chosen.negated,
            last_year=day.year + 1,
        )
    except ValueError as error:
        raise Refused(
            "mapping_incomplete",
            Text(
                nl="Deze kolommen zijn niet genoeg: leverancier, datum en bedrag zijn nodig.",
                en="These columns are not enough: supplier, date and amount are needed.",
            ),
            "",
            Text(nl="Wijs deze drie kolommen aan.", en="Point out these three columns."),
        ) from error


def _as_text(path: Path, name: str, chosen: Chosen, target: Path) -> Path:
    """The sheet of a workbook as delimited text, each row at the line of its own number."""
    from meerwaarde.exchange.spreadsheets.workbook import sheets_of  # noqa: PLC0415
    from meerwaarde.gates.containers import open_workbook  # noqa: PLC0415

    document = read_bounded(path)
    open_workbook(document, where=name)
    sheets = sheets_of(document, where=name)
    sheet = next((one for one in sheets if one.name == chosen.sheet), sheets[0])
    with target.open("w", encoding="utf-8", newline="") as out:
        lines = csv.writer(out, lineterminator="\n")
        at = 1
        for line in sheet.lines:
            while at < line.number:
                out.write("\n")
                at += 1
            lines.writerow([" ".join(cell.split()) for cell in line.cells])
            at += 1
    return target


def _refuse_other_authority(actor: Actor, ingested: Ingested) -> None:
    """A column that names authorities, and never this one: somebody took another's file."""
    named = [one for one in ingested.authorities if sum(sign.isalpha() for sign in one) >= 4]
    if not named or len(named) < len(ingested.authorities):
        return
    ours = _bare(actor.organisation_name)
    if any(ours in _bare(one) or _bare(one) in ours for one in named):
        return
    shown = ", ".join(sorted(named)[:3])
    raise Refused(
        "other_authority",
        Text(
            nl=f"Dit bestand is van {shown}, niet van {actor.organisation_name}.",
            en=f"This file is of {shown}, not of {actor.organisation_name}.",
        ),
        "",
        Text(
            nl="Kies het goede bestand. Klopt de kolom niet, kies daar dan “Niet lezen”.",
            en="Choose the right file. If that column is wrong, choose “Do not read” there.",
        ),
    )


_KINDS_OF_AUTHORITY: Final = ("gemeente", "provincie", "waterschap", "hoogheemraadschap")


def _bare(name: str) -> str:
    """A name of an authority without what kind it is."""
    words = [word for word in fold(name).split() if word not in _KINDS_OF_AUTHORITY]
    return " ".join(words)
