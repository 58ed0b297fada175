"""What people do with a file of a register: put it ready, try it, let it check many, decide what it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any, Final

import msgspec
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.exchange.registers import RegisterEntry, RegisterMapping, open_register, read_register
from meerwaarde.exchange.spreadsheets.read import MOST_BYTES, accept_table
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.platform.work.actions import start as start_job
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import REGISTER_IMPORT, RUNNING
from meerwaarde.stages.market.actions.credential_letters import write_verified
from meerwaarde.stages.market.actions.supplier_taking import renew_many
from meerwaarde.stages.market.actions.suppliers_checks import Refused, web_address
from meerwaarde.stages.market.models import (
    Credential,
    CredentialEvent,
    RegisterImport,
    RegisterImportRow,
    Supplier,
)
from meerwaarde.stages.market.queries.registers import (
    GONE_FROM,
    JudgedEntry,
    gone_from,
    judge_entries,
    kind_of,
    register_chunks,
    register_counts,
    register_reading,
    register_table,
)

__all__ = ["MOST_BYTES"]

JOB: Final = "market.register"
_PERMISSION: Final = "suppliers.verify"


def upload_register(
    actor: Actor,
    *,
    document: bytes,
    file_name: str,
    code: str,
    as_of: date,
    at: datetime,
    source_url: str = "",
    whole: bool = True,
) -> RegisterImport:
    """Put a file ready, as it came in. `as_of` is the day of the register that it shows.

    Raises `Refused` for a register we do not know or a day to come, `gates.refusal.Refused` for no file.
    """
    must(actor, _PERMISSION)
    day = timezone.localdate(at)
    law = Law.on(day)
    problems: dict[str, str] = {}
    if code not in rules.credential_kinds(law):
        problems["code"] = _("Choose a register from the list.")
    if as_of > day:
        problems["as_of"] = _("This day has not come yet. Fill in the day on which the register looked so.")
    address = web_address(source_url, "source_url", problems)
    if problems:
        raise Refused(problems)
    accepted = accept_table(file_name, document, json=True)
    open_register(document, accepted.shown_name)  # what cannot be read is refused before anything is kept
    terms, _entry = rules.recheck(law)
    with transaction.atomic():
        batch = RegisterImport.enter(
            organisation_id=actor.organisation_id,
            code=code,
            as_of=as_of,
            whole=whole,
            source_url=address,
            file_name=accepted.shown_name,
            sha256=accepted.sha256,
            size=accepted.size,
            content=document,
            started_by_id=actor.membership_id,
            started_at=at,
            keep_until=day + timedelta(days=terms.file_kept_days),
        )
        record(actor, "registerimport.upload", batch, at=at, fields=("sha256", "size", "code", "as_of"))
    return batch


def try_register(actor: Actor, *, batch: RegisterImport, mapping: RegisterMapping, at: datetime) -> None:
    """The dry run: the whole report, and nothing changed but the report.

    Raises `gates.refusal.Refused` when no column holds the KvK number; then nothing changed at all.
    """
    must(actor, _PERMISSION)
    state = REGISTER_IMPORT.step("check", batch.state, actor.role).until
    reading = read_register(register_table(batch), mapping, kind_of(batch), where=batch.file_name)
    with transaction.atomic():
        RegisterImportRow.clear(batch)
        for part in register_chunks(reading.entries):
            RegisterImportRow.keep_many([_row(batch, one) for one in judge_entries(batch, part)])
        for held in register_chunks(gone_from(batch, reading.entries)):
            RegisterImportRow.keep_many([_gone(batch, one) for one in held])
        batch.change(state=state, mapping=msgspec.to_builtins(mapping), counts=register_counts(batch))
        record(actor, "registerimport.check", batch, at=at, fields=("mapping", "counts"))


def start_register(actor: Actor, *, batch: RegisterImport, at: datetime) -> None:
    """Let the work begin in the background; it goes on where it stopped before."""
    must(actor, _PERMISSION)
    state = RUNNING if _broken_off(actor, batch) else _step(actor, "start", batch)
    with transaction.atomic():
        batch.change(state=state)
        job = start_job(JOB, actor, {"batch": batch.public_id}, at=at)
        batch.change(job=job.public_id)
        record(actor, "registerimport.start", batch, at=at, fields=("state",))


def give_up_register(actor: Actor, *, batch: RegisterImport, at: datetime) -> None:
    """Do not use the file, or stop halfway. What was checked stays checked."""
    must(actor, _PERMISSION)
    state = _step(actor, "stop", batch)
    with transaction.atomic():
        batch.change(state=state, finished_at=at)
        record(actor, "registerimport.stop", batch, at=at, fields=("state",))


def check_with_register(
    actor: Actor,
    *,
    batch: RegisterImport,
    at: datetime | None = None,
    within: Callable[[], AbstractContextManager[object]] = transaction.atomic,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> None:
    """Go through the file in parts, each written whole or not at all; goes on where it stopped.

    `within` gives the transaction of a part, `told` is called in it; `at` is the moment to write down where
    that is not now. Raises `gates.refusal.Refused` where the file cannot be read any more.
    """
    reading = register_reading(batch)
    left = [one for one in reading.entries if one.line > batch.taken_until]
    gone = [one for one in gone_from(batch, reading.entries) if GONE_FROM + one.pk > batch.taken_until]
    total = len(reading.entries) + len(gone)
    done = len(reading.entries) - len(left)
    for part in register_chunks(left):
        moment = at or timezone.now()
        with within():
            batch.refresh_from_db(fields=["version", "state", "counts", "taken_until"])
            _apply(actor, batch, judge_entries(batch, part), moment)
            done += len(part)
            told(done, total)
    for missing in register_chunks(gone):
        moment = at or timezone.now()
        with within():
            batch.refresh_from_db(fields=["version", "state", "counts", "taken_until"])
            _doubt_gone(actor, batch, missing, moment)
            done += len(missing)
            told(done, total)
    with within():
        batch.refresh_from_db(fields=["version", "state", "counts", "taken_until"])
        moment = at or timezone.now()
        batch.change(state=_step(actor, "finish", batch), finished_at=moment, counts=register_counts(batch))
        record(actor, "registerimport.finish", batch, at=moment, fields=("counts",))


def use_register_here(actor: Actor, *, batch: RegisterImport, at: datetime) -> None:
    """The same without a worker, for a command and for the demonstration."""
    must(actor, _PERMISSION)
    state = _step(actor, "start", batch)
    with transaction.atomic():
        batch.change(state=state)
        record(actor, "registerimport.start", batch, at=at, fields=("state",))
    check_with_register(actor, batch=batch, at=at)


def settle_register_row(
    actor: Actor, *, batch: RegisterImport, row: RegisterImportRow, take: bool, at: datetime
) -> bool:
    """Decide about a row that asks: as the register says (`take`), or as it stood. False: it was settled.

    Taken: another name is the same firm, another level holds, what ended or is gone is withdrawn. Kept: what
    stands here was looked at by a person today and stays as it is.
    """
    must(actor, _PERMISSION)
    with transaction.atomic():
        if not row.settle("took" if take else "kept", at):
            return False
        held = row.credential
        if take and row.outcome in ("name", "level") and row.supplier is not None:
            _verify(actor, batch, [_as_told(row, row.supplier, held)], at)
        elif take and held is not None and held.state == "verified":
            held.change(state="withdrawn", doubt="", doubted_on=None)
            _events(actor, batch, [held], "withdrawn", at)
            renew_many([held.supplier], timezone.localdate(at))
        elif held is not None and held.doubt:
            held.change(doubt="", doubted_on=None)
        plain: dict[str, Any] = {"line": row.line, "took": take}
        if held is not None:
            plain["credential"] = held.public_id
        record(actor, "registerimport.settle", batch, at=at, plain=plain)
    return True


def forget_register_files(*, rows: Iterator[RegisterImport] | Sequence[RegisterImport]) -> int:
    """Take away the bytes of files whose term has passed; the reports stay."""
    forgotten = 0
    for one in rows:
        one.change(content=b"")
        forgotten += 1
    return forgotten


# --- one part -------------------------------------------------------------------------------------------


def _apply(actor: Actor, batch: RegisterImport, judged: list[JudgedEntry], at: datetime) -> None:
    agreed = [one for one in judged if one.outcome in ("verified", "still")]
    _verify(actor, batch, agreed, at)
    doubted = [one.held for one in judged if one.outcome in ("ended", "level") and _counts(one.held)]
    for one in judged:
        if one.outcome in ("ended", "level") and one.held is not None and _counts(one.held):
            one.held.change(doubt=one.outcome, doubted_on=batch.as_of)
    _events(actor, batch, [held for held in doubted if held is not None], "doubted", at)
    RegisterImportRow.keep_many([_row(batch, one) for one in judged])
    _reached(actor, batch, judged[-1].entry.line, [one.held for one in agreed if one.held], at)


def _doubt_gone(actor: Actor, batch: RegisterImport, missing: Sequence[Credential], at: datetime) -> None:
    for held in missing:
        held.change(doubt="gone", doubted_on=batch.as_of)
    _events(actor, batch, missing, "doubted", at)
    RegisterImportRow.keep_many([_gone(batch, held) for held in missing])
    _reached(actor, batch, GONE_FROM + missing[-1].pk, missing, at)


def _reached(
    actor: Actor, batch: RegisterImport, line: int, touched: Sequence[Credential], at: datetime
) -> None:
    batch.change(taken_until=line, counts=register_counts(batch))
    plain: dict[str, Any] = {"until": line, "credentials": [one.public_id for one in touched]}
    record(actor, "registerimport.step", batch, at=at, fields=("counts",), plain=plain)


def _verify(actor: Actor, batch: RegisterImport, agreed: Sequence[JudgedEntry], at: datetime) -> None:
    """Write that the register shows these, and what follows for their suppliers."""
    kind = kind_of(batch)
    source = _("File of %(issuer)s, %(day)s") % {"issuer": kind.issuer, "day": f"{batch.as_of:%d-%m-%Y}"}
    new, before = [], {}
    for one in agreed:
        assert one.supplier is not None
        seen: dict[str, Any] = {
            "state": "verified",
            "level": one.entry.level or (one.held.level if one.held else ""),
            "number": one.entry.number or (one.held.number if one.held else ""),
            "valid_until": one.entry.valid_until or (one.held.valid_until if one.held else None),
            "verified_by_id": actor.membership_id,
            "verified_for_id": actor.organisation_id,
            "verified_on": batch.as_of,
            "evidence": source,
            "evidence_url": batch.source_url or (kind.register or ""),
            "doubt": "",
            "doubted_on": None,
        }
        if seen["valid_until"] is not None and one.entry.valid_until is None:
            seen["valid_until"] = _unless_ended(seen["valid_until"], batch.as_of)
        if one.held is None or one.held.state == "withdrawn":
            one.held = Credential(supplier=one.supplier, code=batch.code, **seen)
            new.append(one.held)
        else:
            before[one.held.pk] = one.held.state
            one.held.change(**seen)
    Credential.enter_many(new)
    held = [one.held for one in agreed if one.held is not None]
    _events(actor, batch, [each for each in held if before.get(each.pk) == "verified"], "confirmed", at)
    fresh = [each for each in held if before.get(each.pk) != "verified"]
    _events(actor, batch, fresh, "verified", at)
    renew_many([one.supplier for one in agreed if one.supplier is not None], timezone.localdate(at))
    authority = organisation(actor.organisation_id).name
    for shown in fresh:
        if shown.supplier.firm_id:
            write_verified(shown, authority, at)


def _unless_ended(until: Any, as_of: date) -> date | None:
    """A last day of ours that lies before the register's own day cannot hold: the register shows it now."""
    return until if isinstance(until, date) and until >= as_of else None


def _events(actor: Actor, batch: RegisterImport, held: Sequence[Credential], what: str, at: datetime) -> None:
    kind = kind_of(batch)
    CredentialEvent.note_many(
        [
            CredentialEvent(
                credential=one,
                at=at,
                what=what,
                by_id=actor.membership_id,
                organisation_id=actor.organisation_id,
                seen_on=batch.as_of,
                source=_("Register of %(issuer)s") % {"issuer": kind.issuer},
                source_url=batch.source_url or (kind.register or ""),
                valid_until=one.valid_until,
                level=one.level,
            )
            for one in held
        ]
    )


def _as_told(row: RegisterImportRow, supplier: Supplier, held: Credential | None) -> JudgedEntry:
    """A row as the register said it, to be taken over by a person."""
    entry = RegisterEntry(
        line=row.line,
        kvk=row.kvk,
        name=row.name,
        level=row.level,
        number=row.number,
        valid_until=row.valid_until,
    )
    return JudgedEntry(entry, "verified", supplier, held)


def _counts(held: Credential | None) -> bool:
    return held is not None and held.state == "verified"


def _row(batch: RegisterImport, one: JudgedEntry) -> RegisterImportRow:
    entry = one.entry
    return RegisterImportRow(
        batch=batch,
        line=entry.line,
        outcome=one.outcome,
        kvk=entry.kvk,
        name=entry.name,
        level=entry.level,
        number=entry.number,
        valid_until=entry.valid_until,
        our_name=one.supplier.name if one.supplier else "",
        our_level=one.held.level if one.held else "",
        faults=[{"nl": text.nl, "en": text.en} for text in entry.complaints],
        supplier=one.supplier,
        credential=one.held if one.held and one.held.pk else None,
    )


def _gone(batch: RegisterImport, held: Credential) -> RegisterImportRow:
    return RegisterImportRow(
        batch=batch,
        line=GONE_FROM + held.pk,
        outcome="gone",
        kvk=held.supplier.kvk,
        our_name=held.supplier.name,
        our_level=held.level,
        number=held.number,
        valid_until=held.valid_until,
        supplier=held.supplier,
        credential=held,
    )


def _broken_off(actor: Actor, batch: RegisterImport) -> bool:
    """A worker that kept dying leaves the file as it was: whoever asks may go on."""
    if batch.state != RUNNING:
        return False
    job = job_of(actor, batch.job) if batch.job else None
    return job is None or job.ended


def _step(actor: Actor, verb: str, batch: RegisterImport) -> str:
    """The state that a step leads to; raises `StepRefused`."""
    return REGISTER_IMPORT.step(verb, batch.state, actor.role).until
