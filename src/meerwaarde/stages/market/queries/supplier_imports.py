"""Reads of lists that are taken in, and what each row of a list is beside the directory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeVar

import msgspec
from django.db.models import Count, Q, QuerySet

from meerwaarde.exchange.cpv.codes import exists
from meerwaarde.exchange.spreadsheets import Table
from meerwaarde.exchange.suppliers import (
    RETURN_COLUMN,
    Proposal,
    RowReader,
    SupplierMapping,
    SupplierReading,
    SupplierRecord,
    SupplierRow,
    open_list,
    propose,
    read,
)
from meerwaarde.language.fold import fold
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.suppliers import read_kvk
from meerwaarde.stages.market.models import Supplier, SupplierImport, SupplierImportRow
from meerwaarde.stages.market.queries.supplier_differences import IDENTITY, Comparison, Difference, compare
from meerwaarde.stages.market.queries.suppliers import credentials_of, offerings_of

__all__ = ["SupplierImport", "SupplierImportRow"]

OUTCOMES: Final = ("new", "changed", "same", "differs", "elsewhere", "refused")
CHUNK: Final = 250
"""Rows that are taken over in one transaction: few, so that a save of somebody else waits only briefly."""
ROWS_ON_A_PAGE: Final = 25


def imports_visible_to(actor: Actor) -> QuerySet[SupplierImport]:
    """The imports of the actor's own authority, without the bytes; for roles that take lists in."""
    if not actor.may("suppliers.import"):
        return SupplierImport.objects.none()
    return SupplierImport.objects.filter(organisation_id=actor.organisation_id).defer("content")


def supplier_import(actor: Actor, public_id: str) -> SupplierImport | None:
    """One import, or None for a stranger and for what does not exist."""
    return imports_visible_to(actor).filter(public_id=public_id).first()


def listed_imports(actor: Actor, *, before: str = "") -> list[SupplierImport]:
    """A page of imports, newest first, and one more when there is a next."""
    rows = imports_visible_to(actor).select_related("started_by__person")
    if before.isalnum():
        rows = rows.filter(pk__lt=imports_visible_to(actor).filter(public_id=before).values("pk")[:1])
    return list(rows.order_by("-pk")[: ROWS_ON_A_PAGE + 1])


def same_file(actor: Actor, sha256: str, *, besides: SupplierImport | None = None) -> SupplierImport | None:
    """The latest import of exactly these bytes that was not given up."""
    found = imports_visible_to(actor).filter(sha256=sha256).exclude(state="stopped", taken_until=0)
    if besides is not None:
        found = found.exclude(pk=besides.pk)
    return found.order_by("-pk").first()


def sources(actor: Actor) -> list[str]:
    """Names of the lists that this authority took in before, the latest first."""
    named = imports_visible_to(actor).order_by("-pk").values_list("source", flat=True)[:200]
    return list(dict.fromkeys(named))


def mapping_of(batch: SupplierImport) -> SupplierMapping | None:
    """The mapping that was chosen; None where nobody did yet."""
    return msgspec.convert(batch.mapping, SupplierMapping) if batch.mapping else None


def mapping_of_source(actor: Actor, source: str) -> SupplierMapping | None:
    """What the columns of this source meant the last time it was taken over."""
    found = imports_visible_to(actor).filter(source=source).exclude(mapping={}).order_by("-pk").first()
    return None if found is None else mapping_of(found)


def content_of(batch: SupplierImport) -> bytes:
    """The file as it came in."""
    return bytes(SupplierImport.objects.values_list("content", flat=True).get(pk=batch.pk))


def table_of(batch: SupplierImport) -> Table:
    """The rows of the file. Raises `gates.refusal.Refused`."""
    return open_list(content_of(batch), batch.file_name)


def proposal_of(
    actor: Actor, batch: SupplierImport, table: Table | None = None
) -> tuple[Proposal, SupplierMapping | None]:
    """What the columns probably mean, and what they meant for this source before. Raises `Refused`."""
    return propose(table or table_of(batch)), mapping_of(batch) or mapping_of_source(actor, batch.source)


def returned_to(actor: Actor, table: Table) -> SupplierImport | None:
    """The import whose refused rows these are, corrected and brought in again."""
    if RETURN_COLUMN not in table.header or not table.rows:
        return None
    index = table.header.index(RETURN_COLUMN)
    cells = table.rows[0].cells
    number = cells[index].partition("/")[0] if index < len(cells) else ""
    return supplier_import(actor, number)


def reading_of(batch: SupplierImport, day: date, mapping: SupplierMapping | None = None) -> SupplierReading:
    """The list as its mapping reads it, with the rows that a person corrected in their place.

    Rows that were left out are not in it; `mapping` stands in for the one of the list. Raises `Refused`.
    """
    chosen = mapping or mapping_of(batch)
    reading = read(content_of(batch), batch.file_name, chosen, day=day, cpv_exists=exists)
    settled = SupplierImportRow.objects.filter(batch=batch).exclude(settled_at=None)
    dealt_with = {row.line: row for row in settled}
    if not dealt_with:
        return reading
    reader = RowReader(day=day, cpv_exists=exists)
    rows = []
    for row in reading.rows:
        by_hand = dealt_with.get(row.line)
        if by_hand is None:
            rows.append(row)
        elif by_hand.outcome != "refused":
            rows.append(reader.row(by_hand.values, row.line) if by_hand.values else row)
    return msgspec.structs.replace(reading, rows=tuple(rows))


def mended_by(batch: SupplierImport) -> list[SupplierImportRow]:
    """Rows refused in earlier lists of this source that this list brought in, with the supplier they became.

    By the line that the row names itself, as a download of refused rows does; else by KvK number.
    """
    waiting = list(_refused_before(batch))
    if not waiting:
        return []
    taken = SupplierImportRow.objects.filter(batch=batch, supplier__isnull=False).exclude(outcome="refused")
    by_line = dict(taken.values_list("line", "supplier_id"))
    said = {place: by_line[line] for line, place in _places_named(batch).items() if line in by_line}
    numbers = {row.pk: read_kvk(row.values.get("kvk", "")) for row in waiting}
    by_kvk: dict[str, int] = {}
    for part in chunks([number for number in numbers.values() if number]):
        by_kvk |= dict(taken.filter(supplier__kvk__in=part).values_list("supplier__kvk", "supplier_id"))
    mended = []
    for row in waiting:
        found = said.get((row.batch.public_id, row.line)) or by_kvk.get(numbers[row.pk])
        if found is not None:
            row.supplier_id = found
            mended.append(row)
    return mended


def _refused_before(batch: SupplierImport) -> QuerySet[SupplierImportRow]:
    earlier = SupplierImport.objects.filter(
        organisation_id=batch.organisation_id, source=batch.source, pk__lt=batch.pk
    )
    rows = SupplierImportRow.objects.filter(batch__in=earlier, outcome="refused", settled_at=None)
    return rows.select_related("batch").defer("batch__content").order_by("batch_id", "line")


def _places_named(batch: SupplierImport) -> dict[int, tuple[str, int]]:
    """Per line of this list: the list and the line that it says to come from."""
    table = table_of(batch)
    if RETURN_COLUMN not in table.header:
        return {}
    index = table.header.index(RETURN_COLUMN)
    said = ((row.number, row.cells[index].partition("/")) for row in table.rows if index < len(row.cells))
    return {line: (number, int(place)) for line, (number, _, place) in said if place.isdecimal()}


def reread(row: SupplierImportRow, day: date) -> SupplierRow:
    """A row that was kept, read again."""
    return RowReader(day=day, cpv_exists=exists).row(row.values, row.line)


def differences_of(row: SupplierImportRow, day: date) -> list[Difference]:
    """Where a row and the directory differ now: somebody may have changed the supplier since."""
    record = reread(row, day).record
    if record is None or row.supplier is None:
        return []
    if row.asks_who:
        return [Difference(one["field"], one["ours"], one["theirs"]) for one in row.differences]
    offered, held = offerings_of([row.supplier]), credentials_of([row.supplier])
    number = row.supplier.pk
    return compare(row.supplier, offered.get(number, ()), held.get(number, ()), record).differences


def rows_of(batch: SupplierImport, outcome: str, *, waiting: bool = True) -> QuerySet[SupplierImportRow]:
    """Rows with an outcome; `waiting`: only those that a person has not dealt with."""
    found = SupplierImportRow.objects.filter(batch=batch, outcome=outcome).order_by("line")
    return found.filter(settled_at=None) if waiting else found


def page_of_rows(batch: SupplierImport, outcome: str, *, after: int = 0) -> list[SupplierImportRow]:
    """A page of waiting rows in the order of the file, and one more when there is a next."""
    rows = rows_of(batch, outcome).filter(line__gt=after).select_related("supplier")
    return list(rows[: ROWS_ON_A_PAGE + 1])


def row_of(batch: SupplierImport, line: int) -> SupplierImportRow | None:
    """The row that was kept for a line of the file."""
    return SupplierImportRow.objects.filter(batch=batch, line=line).select_related("supplier").first()


def taken_counts(batch: SupplierImport) -> dict[str, int]:
    """How many rows ended how, as far as the list was taken over."""
    counted = SupplierImportRow.objects.filter(batch=batch).order_by()
    return dict(counted.values_list("outcome").annotate(Count("id")))


def waiting_counts(batch: SupplierImport) -> dict[str, int]:
    """How many rows wait for a person, by outcome."""
    rows = SupplierImportRow.objects.filter(batch=batch, settled_at=None, outcome__in=("refused", "differs"))
    return dict(rows.order_by().values_list("outcome").annotate(Count("id")))


def waiting_of(actor: Actor) -> list[tuple[SupplierImport, int]]:
    """Lists that this person brought in and that wait for a choice or a correction, with how many rows."""
    mine = imports_visible_to(actor).filter(started_by_id=actor.membership_id, state__in=("checked", "done"))
    waits = Q(rows__settled_at=None, rows__outcome__in=("refused", "differs"))
    counted = mine.annotate(waiting=Count("rows", filter=waits)).filter(waiting__gt=0)
    return [(batch, batch.waiting) for batch in counted.order_by("-pk")[:5]]


# --- what a row is ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Judged:
    """A row that can be read, what becomes of it, and for a known supplier what that does."""

    row: SupplierRow
    outcome: str
    supplier: Supplier | None = None
    comparison: Comparison | None = None

    @property
    def record(self) -> SupplierRecord:
        assert self.row.record is not None
        return self.row.record

    @property
    def differences(self) -> list[dict[str, Any]]:
        return [one.kept() for one in self.comparison.differences] if self.comparison else []


def judge(organisation_id: int, source: str, rows: Sequence[SupplierRow]) -> list[Judged]:
    """What each of these rows would do. Rows that are refused as they stand are not asked here.

    By KvK number; without one by source and number in that source; else a supplier with the same name and
    postcode is shown to a person as perhaps the same. Five queries for all rows together.
    """
    records = [row.record for row in rows if row.record is not None]
    known = _Known(organisation_id, source, records)
    offered, held = offerings_of(known.ours), credentials_of(known.ours)
    judged = []
    for row in rows:
        record = row.record
        assert record is not None
        supplier = known.surely(record)
        if supplier is None:
            perhaps = known.perhaps(record)
            judged.append(Judged(row, "new") if perhaps is None else _ask(row, record, perhaps))
        elif supplier.organisation_id != organisation_id:
            judged.append(Judged(row, "elsewhere", supplier))
        else:
            found = compare(supplier, offered.get(supplier.pk, ()), held.get(supplier.pk, ()), record)
            judged.append(Judged(row, found.outcome, supplier, found))
    return judged


def _ask(row: SupplierRow, record: SupplierRecord, perhaps: Supplier) -> Judged:
    ours = [perhaps.name, perhaps.postcode, perhaps.kvk]
    theirs = [record.name, record.postcode, record.kvk]
    question = Comparison(differences=[Difference(IDENTITY, ours, theirs)])
    return Judged(row, "differs", perhaps, question)


class _Known:
    """The suppliers that a few hundred records may be about."""

    def __init__(self, organisation_id: int, source: str, records: Iterable[SupplierRecord]) -> None:
        self._organisation_id, self._source = organisation_id, source
        records = list(records)
        kvks = [record.kvk for record in records if record.kvk]
        ids = [record.id for record in records if record.id]
        names = [record.name for record in records if record.postcode]
        postcodes = [record.postcode for record in records if record.postcode]
        found = Supplier.objects.filter(
            Q(kvk__in=kvks)
            | Q(organisation_id=organisation_id, source=source, source_id__in=ids)
            | Q(name__in=names, postcode__in=postcodes)
        )
        self.ours = list(found)
        self._by_kvk = {one.kvk: one for one in self.ours if one.kvk}
        self._by_id = {
            one.source_id: one
            for one in self.ours
            if one.source_id and one.source == source and one.organisation_id == organisation_id
        }
        self._by_name = {(fold(one.name), one.postcode): one for one in self.ours if one.postcode}

    def surely(self, record: SupplierRecord) -> Supplier | None:
        if record.kvk and (found := self._by_kvk.get(record.kvk)):
            return found
        if record.id and (found := self._by_id.get(record.id)) and not _other_number(found, record):
            return found
        same = self._same_name(record)
        if same is not None and self._came_from_here(same) and not record.id and not same.source_id:
            return None if _other_number(same, record) else same
        return None

    def perhaps(self, record: SupplierRecord) -> Supplier | None:
        same = self._same_name(record)
        return None if same is None or _other_number(same, record) else same

    def _same_name(self, record: SupplierRecord) -> Supplier | None:
        return self._by_name.get((fold(record.name), record.postcode)) if record.postcode else None

    def _came_from_here(self, supplier: Supplier) -> bool:
        return supplier.source == self._source and supplier.organisation_id == self._organisation_id


def _other_number(supplier: Supplier, record: SupplierRecord) -> bool:
    """Two KvK numbers that differ are two suppliers, whatever they are called."""
    return bool(supplier.kvk and record.kvk and supplier.kvk != record.kvk)


_One = TypeVar("_One")


def chunks(rows: Sequence[_One], size: int = CHUNK) -> Iterator[Sequence[_One]]:
    """The rows in steps of at most `size`."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]


def without_repeats(rows: Iterable[SupplierRow]) -> Iterator[list[SupplierRow]]:
    """Groups in which no two rows can be the same supplier: the second must see what the first did."""
    group: list[SupplierRow] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        record = row.record
        assert record is not None
        keys = {("kvk", record.kvk), ("id", record.id), ("name", f"{fold(record.name)}|{record.postcode}")}
        keys = {key for key in keys if key[1]}
        if seen & keys:
            yield group
            group, seen = [], set()
        group.append(row)
        seen |= keys
    if group:
        yield group


def judged_counts(batch: SupplierImport, rows: Sequence[SupplierRow]) -> Counter[str]:
    """What taking these rows over would give. Nothing is written."""
    return _counted(batch.organisation_id, batch.source, rows)


def planned_counts_of(organisation_id: int, source: str, reading: SupplierReading) -> Counter[str]:
    """As `judged_counts`, for a list that was not put ready; every outcome is named."""
    counted: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
    for part in chunks(reading.rows):
        counted.update(_counted(organisation_id, source, part))
    return counted


def _counted(organisation_id: int, source: str, rows: Sequence[SupplierRow]) -> Counter[str]:
    sound = [row for row in rows if not row.refused]
    counted = Counter(one.outcome for one in judge(organisation_id, source, sound))
    counted["refused"] = len(rows) - len(sound)
    return counted


def supplier_imports_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every import by its digest, its mapping and its counts; the rows and the file stay out."""
    rows = SupplierImport.objects.filter(organisation_id=organisation_id).defer("content")
    for one in rows.order_by("pk").iterator():
        yield one.public_id, plain_values(one)


def import_names(actor: Actor, public_ids: Iterable[str]) -> dict[str, str]:
    """What people call these imports: their source."""
    found = imports_visible_to(actor).filter(public_id__in=list(public_ids)).order_by()
    return dict(found.values_list("public_id", "source"))


Counts = Mapping[str, int]
