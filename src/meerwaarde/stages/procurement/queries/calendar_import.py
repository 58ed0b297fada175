"""Files for the calendar: reading them, and what taking their rows over would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from django.db.models import QuerySet

from meerwaarde.exchange.spreadsheets.read import read_table
from meerwaarde.exchange.spreadsheets.records import Table
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import departments_of, memberships_at
from meerwaarde.rules.lifecycle import BEGUN, DROPPED
from meerwaarde.rules.text import Text
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.procurement.models import CalendarImport, ExpectedProcurement
from meerwaarde.stages.procurement.queries.calendar import lines_visible_to
from meerwaarde.stages.procurement.queries.calendar_rows import (
    CALENDAR_ROLES,
    GIVE_ANOTHER,
    TWICE,
    CalendarRole,
    ColumnProposal,
    RowFault,
    RowRead,
    RowReader,
    folded,
    known_heading,
    propose_columns,
)

MOST_ROWS: Final = 5_000
Outcome = Literal["new", "differs", "same", "settled", "refused", "left_out"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("new", "differs", "same", "settled", "refused", "left_out")


@dataclass(frozen=True)
class RowJudged:
    """A row with what taking it over does: new, differs, same, settled (begun or dropped here), refused."""

    row: RowRead
    outcome: Outcome
    line: ExpectedProcurement | None = None
    differences: tuple[tuple[str, Any, Any], ...] = ()
    """Name of the field, what stands here, what the file says."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What a new line gets."""

    @property
    def number(self) -> int:
        """The number of the row in the file, as a person counts."""
        return self.row.number


@dataclass(frozen=True)
class ImportJudged:
    """The whole file as taking it over would go."""

    rows: tuple[RowJudged, ...]
    notes: tuple[Text, ...]

    def of(self, *outcomes: Outcome) -> tuple[RowJudged, ...]:
        """The rows with one of these outcomes, in the order of the file."""
        return tuple(one for one in self.rows if one.outcome in outcomes)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have each outcome."""
        found = Counter(one.outcome for one in self.rows)
        return {outcome: found.get(outcome, 0) for outcome in OUTCOMES}


def imports_visible_to(actor: Actor) -> QuerySet[CalendarImport]:
    """Files of the actor's own authority, for who writes the calendar; newest first."""
    if not actor.may("calendar.write"):
        return CalendarImport.objects.none()
    own = CalendarImport.objects.filter(organisation_id=actor.organisation_id)
    return own.select_related("file", "started_by__person").defer("file__content").order_by("-pk")


def calendar_import(actor: Actor, public_id: str) -> CalendarImport | None:
    """One file, or None for a stranger and for what does not exist."""
    return imports_visible_to(actor).filter(public_id=public_id).first()


def imports_past_term(day: date) -> list[CalendarImport]:
    """Imports of all authorities that still hold a file which should be gone on this day."""
    found = CalendarImport.objects.filter(file__kept_until__lt=day).select_related("file", "organisation")
    return list(found.defer("file__content").order_by("pk"))


def table_of(document: bytes, name: str) -> Table:
    """The table of a file. Raises `Refused` for what is no table, and for more rows than one calendar has."""
    found = read_table(document, name, known=known_heading)
    if len(found.rows) > MOST_ROWS:
        raise Refused("table_too_large", TOO_MANY, name, SPLIT)
    return found


def columns_of(batch: CalendarImport) -> tuple[ColumnProposal, ...]:
    """What the columns of a file seem to mean. Raises `Refused`, also where the file is no longer kept."""
    if batch.file is None:
        raise Refused("file_struck", GONE, batch.file_name, READ_IN_AGAIN)
    table = table_of(bytes(batch.file.content), batch.file_name)
    return propose_columns(table.header, [line.cells for line in table.rows[:50]])


def judged(actor: Actor, batch: CalendarImport, today: date) -> ImportJudged:
    """What taking over would do now, with what was mended and left out. Raises `Refused`.

    A row finds its line by reference, or without one by the same subject. An empty cell erases nothing.
    Of a file that is no longer kept there are no rows, and the note says so.
    """
    if batch.file is None:
        return ImportJudged((), (GONE, READ_IN_AGAIN))
    table = table_of(bytes(batch.file.content), batch.file_name)
    reader = reader_for(actor, today)
    lines = list(lines_visible_to(actor).select_related("department", "client"))
    by_reference = {one.reference: one for one in lines if one.reference}
    by_title: dict[str, list[ExpectedProcurement]] = {}
    for one in lines:
        by_title.setdefault(folded(one.title), []).append(one)
    left_out, seen, taken = set(batch.left_out), set[str](), set[int]()
    rows: list[RowJudged] = []
    for number, words in _rows(table, batch.mapping, batch.mended):
        read = reader.row(number, words)
        if number in left_out:
            rows.append(RowJudged(read, "left_out"))
            continue
        reference = (read.values or {}).get("reference", "")
        if reference and reference in seen:
            again = RowFault("reference", TWICE, GIVE_ANOTHER)
            read = replace(read, faults=(*read.faults, again))
        seen.add(reference)
        if read.refused or read.values is None:
            rows.append(RowJudged(read, "refused"))
            continue
        line = _line_for(read.values, by_reference, by_title, taken)
        if line is not None:
            taken.add(line.pk)
        rows.append(_compared(read, _with_kept(read.values, read.kept, line), line))
    return ImportJudged(tuple(rows), tuple(note.text for note in table.notes))


def reader_for(actor: Actor, today: date) -> RowReader:
    """A reader that knows the departments, people and categories of this authority."""
    return RowReader(
        today=today,
        departments=list(departments_of(actor.organisation_id)),
        clients=list(memberships_at(actor.organisation_id, today)),
        categories=[
            (one.public_id, one.name)
            for one in policy.categories_visible_to(actor)
            if one.archived_at is None
        ],
    )


def _rows(
    table: Table, mapping: Mapping[str, str], mended: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[int, dict[CalendarRole, str]]]:
    roles = {int(index): role for index, role in mapping.items() if role in CALENDAR_ROLES}
    for line in table.rows:
        words = {role: line.cells[index] for index, role in roles.items() if index < len(line.cells)}
        if str(line.number) in mended:
            words = {role: text for role, text in mended[str(line.number)].items() if role in CALENDAR_ROLES}
        if any(words.values()):
            yield line.number, words


def _line_for(
    values: Mapping[str, Any],
    by_reference: Mapping[str, ExpectedProcurement],
    by_title: Mapping[str, Sequence[ExpectedProcurement]],
    taken: set[int],
) -> ExpectedProcurement | None:
    """The line that a row is about; one line is found by one row."""
    reference = values.get("reference", "")
    if reference:
        found = by_reference.get(reference)
        if found is not None:
            return found
    named = [
        one
        for one in by_title.get(folded(values["title"]), ())
        if one.pk not in taken and not (reference and one.reference)
    ]
    return named[0] if len(named) == 1 else None


def _with_kept(
    values: Mapping[str, Any], kept: Sequence[str], line: ExpectedProcurement | None
) -> Mapping[str, Any]:
    """The values, with what has no place at the end of the description; what stands there stays."""
    said = values.get("description") or (line.description if line else "")
    missing = [one for one in kept if one not in said]
    if line is not None and "description" in values:
        # What an earlier file left at the end of the same words is no difference.
        before = [one for one in kept if one in line.description]
        said = line.description if "\n".join((said, *before)) == line.description else said
        missing = [one for one in kept if one not in said]
    if not missing:
        return {**values, "description": said} if said else values
    return {**values, "description": "\n".join(part for part in (said, *missing) if part)[:4000]}


def _compared(read: RowRead, values: Mapping[str, Any], line: ExpectedProcurement | None) -> RowJudged:
    if line is None:
        return RowJudged(read, "new", values=values)
    differences = []
    for name, given in values.items():
        stands = getattr(line, name)
        same = list(given) == list(stands) if isinstance(given, tuple) else given == stands
        if not same and (given not in ("", None, ()) or name in ("client", "client_name")):
            differences.append((name, stands, given))
    if line.client is not None and ("client", line.client, None) in differences:
        # A name that nobody here answers to does not push a colleague out.
        differences = [one for one in differences if one[0] not in ("client", "client_name")]
    if not differences:
        return RowJudged(read, "same", line)
    if line.state in (BEGUN, DROPPED):
        return RowJudged(read, "settled", line, tuple(differences))
    return RowJudged(read, "differs", line, tuple(differences))


TOO_MANY = Text(
    nl=f"Het bestand heeft meer dan {MOST_ROWS} rijen.", en=f"The file has more than {MOST_ROWS} rows."
)
SPLIT = Text(
    nl="Splits het in delen, bijvoorbeeld per jaar.", en="Split it into parts, for example per year."
)
GONE = Text(
    nl="Dit bestand is na zijn bewaartermijn verwijderd. Wat u overnam, staat op de kalender.",
    en="This file was removed after its term. What you took over stands on the calendar.",
)
READ_IN_AGAIN = Text(
    nl="Lees het bestand opnieuw in als u er nog iets uit nodig hebt.",
    en="Read the file in again if you still need something from it.",
)
