"""Reads of register files, and what each line means beside the directory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec
from django.db.models import Count, QuerySet

from meerwaarde.exchange.registers import (
    RegisterEntry,
    RegisterMapping,
    RegisterReading,
    open_register,
    propose,
    read_register,
)
from meerwaarde.exchange.spreadsheets import Table
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.law import Law
from meerwaarde.stages.market.models import Credential, RegisterImport, RegisterImportRow, Supplier
from meerwaarde.stages.market.queries.suppliers import credential_facts

__all__ = ["RegisterImport", "RegisterImportRow"]

REGISTER_OUTCOMES: Final = (
    *("verified", "still", "ended", "gone", "level", "name", "unknown", "ours", "refused"),
)
ASKS: Final = ("ended", "gone", "level", "name")
"""Outcomes that wait for a person."""
CHUNK: Final = 250
ROWS_ON_A_PAGE: Final = 25
GONE_FROM: Final = 1_000_000
"""Lines above this are no lines of the file: they are credentials that the file does not hold."""


def registers_visible_to(actor: Actor) -> QuerySet[RegisterImport]:
    """The files of the actor's own authority, without the bytes; for who checks."""
    if not actor.may("suppliers.verify"):
        return RegisterImport.objects.none()
    return RegisterImport.objects.filter(organisation_id=actor.organisation_id).defer("content")


def register_import(actor: Actor, public_id: str) -> RegisterImport | None:
    """One file, or None for a stranger and for what does not exist."""
    return registers_visible_to(actor).filter(public_id=public_id).first()


def listed_registers(actor: Actor, *, before: str = "") -> list[RegisterImport]:
    """A page of files, newest first, and one more when there is a next."""
    rows = registers_visible_to(actor)
    if before.isalnum():
        rows = rows.filter(pk__lt=registers_visible_to(actor).filter(public_id=before).values("pk")[:1])
    return list(rows.order_by("-pk")[: ROWS_ON_A_PAGE + 1])


def same_register_file(
    actor: Actor, sha256: str, *, besides: RegisterImport | None = None
) -> RegisterImport | None:
    """The latest use of exactly these bytes that was not given up."""
    found = registers_visible_to(actor).filter(sha256=sha256).exclude(state="stopped", taken_until=0)
    return found.exclude(pk=besides.pk if besides else 0).order_by("-pk").first()


def mapping_of(batch: RegisterImport) -> RegisterMapping | None:
    """The mapping that was chosen; None where nobody did yet."""
    return msgspec.convert(batch.mapping, RegisterMapping) if batch.mapping else None


def remembered_mapping(actor: Actor, code: str) -> RegisterMapping | None:
    """What the columns of this register meant the last time."""
    found = registers_visible_to(actor).filter(code=code).exclude(mapping={}).order_by("-pk").first()
    return None if found is None else mapping_of(found)


def content_of(batch: RegisterImport) -> bytes:
    """The file as it came in; empty when its term has passed."""
    return bytes(RegisterImport.objects.values_list("content", flat=True).get(pk=batch.pk))


def register_table(batch: RegisterImport) -> Table:
    """The rows of the file. Raises `gates.refusal.Refused`."""
    return open_register(content_of(batch), batch.file_name)


def proposed_mapping(actor: Actor, batch: RegisterImport, table: Table) -> RegisterMapping:
    """What the columns probably mean: as chosen for this register before, else by their headings."""
    return mapping_of(batch) or propose(table, remembered_mapping(actor, batch.code))


def kind_of(batch: RegisterImport) -> rules.CredentialKind:
    """The recognition that the register is about."""
    return rules.credential_kinds(Law.on(batch.as_of))[batch.code]


def register_reading(batch: RegisterImport, mapping: RegisterMapping | None = None) -> RegisterReading:
    """The file as its mapping reads it. Raises `gates.refusal.Refused`."""
    chosen = mapping or mapping_of(batch)
    assert chosen is not None
    return read_register(register_table(batch), chosen, kind_of(batch), where=batch.file_name)


@dataclass
class JudgedEntry:
    """A line, whom it is about, what we hold of it, and what the line means."""

    entry: RegisterEntry
    outcome: rules.RegisterOutcome
    supplier: Supplier | None = None
    held: Credential | None = None


def judge_entries(batch: RegisterImport, entries: Sequence[RegisterEntry]) -> list[JudgedEntry]:
    """What these lines mean beside the directory as it stands now. Two queries."""
    kind = kind_of(batch)
    numbers = {one.kvk for one in entries if one.kvk}
    known = {
        one.kvk: one
        for one in Supplier.objects.filter(kvk__in=numbers, archived_at=None).select_related("firm")
    }
    ours = _held(batch.code, known.values())
    return [_judge(batch, one, known, ours, kind) for one in entries]


def _held(code: str, suppliers: Iterable[Supplier]) -> dict[int, Credential]:
    """Of each supplier (by key) the credential of this kind that weighs most: verified before claimed."""
    rows = Credential.objects.filter(supplier_id__in=[one.pk for one in suppliers], code=code)
    found: dict[int, Credential] = {}
    for one in rows.select_related("verified_for").order_by("pk"):
        before = found.get(one.supplier_id)
        if before is None or _WEIGHT[one.state] >= _WEIGHT[before.state]:
            found[one.supplier_id] = one
    return found


_WEIGHT: Final = {"withdrawn": 0, "refused": 1, "claimed": 2, "verified": 3}


def _judge(
    batch: RegisterImport,
    entry: RegisterEntry,
    known: dict[str, Supplier],
    ours: dict[int, Credential],
    kind: rules.CredentialKind,
) -> JudgedEntry:
    if entry.refused:
        return JudgedEntry(entry, "refused")
    supplier = known.get(entry.kvk)
    if supplier is None:
        return JudgedEntry(entry, "unknown")
    held = ours.get(supplier.pk)
    standing = None
    if held is not None:
        (standing,) = rules.standing([credential_facts(held)], batch.as_of, {kind.code: kind})
        held.supplier = supplier
    outcome = rules.register_outcome(
        standing,
        same_name=rules.same_firm(entry.name, [supplier.name, *supplier.trade_names]),
        level=entry.level,
        valid_until=entry.valid_until,
        as_of=batch.as_of,
    )
    return JudgedEntry(entry, outcome, supplier, held)


def gone_from(batch: RegisterImport, entries: Sequence[RegisterEntry]) -> list[Credential]:
    """Verified credentials of this kind, looked up before the day of the file, that the file does not hold.

    Only a file of the whole register can say so. In the order of their keys.
    """
    if not batch.whole:
        return []
    there = {one.kvk for one in entries if one.kvk}
    rows = Credential.objects.filter(
        code=batch.code, state="verified", verified_on__lte=batch.as_of, supplier__archived_at=None
    ).select_related("supplier")
    kind = kind_of(batch)
    found = []
    for held in rows.order_by("pk").iterator(chunk_size=1_000):
        (standing,) = rules.standing([credential_facts(held)], batch.as_of, {kind.code: kind})
        if standing.state == "counts" and held.supplier.kvk not in there:
            found.append(held)
    return found


def register_chunks(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """In parts of `CHUNK`."""
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def register_counts(batch: RegisterImport) -> dict[str, int]:
    """How many rows have which outcome. One query."""
    rows = RegisterImportRow.objects.filter(batch=batch).order_by()
    return dict(rows.values_list("outcome").annotate(number=Count("pk")))


def waiting_in(batch: RegisterImport) -> int:
    """How many rows ask a person."""
    return RegisterImportRow.objects.filter(batch=batch, outcome__in=ASKS, settled_at=None).count()


def page_of_register_rows(batch: RegisterImport, outcome: str, *, after: int = 0) -> list[RegisterImportRow]:
    """A page of rows, in the order of the file, and one more when there is a next."""
    rows = RegisterImportRow.objects.filter(batch=batch, line__gt=after).select_related(
        "supplier", "credential"
    )
    if outcome in REGISTER_OUTCOMES:
        rows = rows.filter(outcome=outcome)
    return list(rows.order_by("line")[: ROWS_ON_A_PAGE + 1])


def all_register_rows(batch: RegisterImport) -> Iterator[RegisterImportRow]:
    """Everything, for the report as a file."""
    rows = RegisterImportRow.objects.filter(batch=batch).select_related("supplier").order_by("line")
    return rows.iterator(chunk_size=1_000)


def register_row(batch: RegisterImport, line: int) -> RegisterImportRow | None:
    """One row, with what it is about."""
    rows = RegisterImportRow.objects.select_related("supplier__firm", "credential__supplier__firm")
    return rows.filter(batch=batch, line=line).first()


def counted_entries(judged: Iterable[JudgedEntry]) -> Counter[str]:
    """Outcome to number."""
    return Counter(one.outcome for one in judged)


def registers_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The files that this authority used: digest, register and counts, no content."""
    rows = RegisterImport.objects.filter(organisation_id=organisation_id).defer("content").order_by("pk")
    for one in rows.iterator():
        yield one.public_id, plain_values(one)


def register_names(actor: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """What the journal calls these files."""
    found = registers_visible_to(actor).filter(public_id__in=list(public_ids)).order_by()
    return dict(found.values_list("public_id", "file_name"))


def files_past_term(day: date) -> QuerySet[RegisterImport]:
    """Files whose bytes should be gone."""
    return RegisterImport.objects.filter(keep_until__lt=day, size__gt=0).exclude(content=b"")
