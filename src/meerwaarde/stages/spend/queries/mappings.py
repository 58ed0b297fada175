"""What the columns of a file mean: as proposed, as kept for its source, and as a person chose them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from meerwaarde.exchange.payments.read import propose_mapping
from meerwaarde.exchange.payments.records import ROLE_NAMES, PaymentMapping, Proposal, ProposedColumn, Role
from meerwaarde.language.fold import fold
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.spend.models import SpendBatch, SpendSource
from meerwaarde.stages.spend.queries.batches import batch_of, original_of, source_with_header

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ROLE_NAMES", "Proposal", "ProposedColumn", "Role"]

WITH_COLUMNS: Final = frozenset({"csv", "xlsx"})
"""Kinds of files in which somebody must say what the columns mean."""
REASON_COLUMN: Final = "Reden van weigering"
RETURN_COLUMN: Final = "Nummer in Meerwaarde"
"""Two columns of ours in the file of refused lines: by the second a mended file finds its source again."""


class ChosenColumn(msgspec.Struct, frozen=True):
    """A column of the file (counted from 0) and what it means."""

    index: int
    header: str
    role: Role | None = None


class Chosen(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is read. The document that `spend map` prints can be decoded as one."""

    columns: tuple[ChosenColumn, ...] = ()
    header_row: int = 0
    data_row: int | None = None
    """How many lines stand before the first payment; by default those until the header and the header."""
    delimiter: str = ","
    quote: str = '"'
    encoding: str = "utf-8"
    decimal: str = ","
    date_format: str | None = None
    invoice_date_format: str | None = None
    currency: str | None = None
    sheet: str = ""
    negated: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the file, without the two of ours."""
        return tuple(column.header for column in self.columns if column.header not in _OURS)


_OURS: Final = frozenset({REASON_COLUMN, RETURN_COLUMN})


def chosen_of(batch: SpendBatch) -> Chosen | None:
    """What was chosen; None where nobody did yet."""
    return msgspec.convert(batch.mapping, Chosen) if batch.mapping else None


def kept_for(source: SpendSource) -> Chosen | None:
    """What was chosen for the last file of this source."""
    return msgspec.convert(source.mapping, Chosen) if source.mapping else None


def proposal_of(batch: SpendBatch) -> Proposal:
    """What the columns probably mean. Raises `gates.refusal.Refused`."""
    return propose_mapping(original_of(batch), batch.file_name)


def proposed(proposal: Proposal, before: Chosen | None) -> Chosen:
    """The proposal, with what was chosen before for the same headings laid over it.

    Where all headings are the same the way that amounts and days are written is kept as well: a file of
    refused lines alone tells it badly.
    """
    headings = [column.header for column in proposal.columns]
    known = {} if before is None else _roles_by_heading(before.columns)
    same = before is not None and header_digest(headings) == header_digest(before.headings) != ""
    return Chosen(
        columns=tuple(_laid_over(proposal.columns, known)),
        header_row=proposal.header_row,
        data_row=proposal.data_row,
        delimiter=proposal.delimiter,
        quote=proposal.quote,
        encoding=proposal.encoding,
        decimal=before.decimal if same and before else proposal.decimal,
        date_format=before.date_format if same and before else proposal.date_format,
        invoice_date_format=before.invoice_date_format if same and before else proposal.invoice_date_format,
        currency=before.currency if same and before else proposal.currency,
        sheet=proposal.sheet,
        negated=before.negated if same and before else proposal.negated,
    )


def _numbered(headings: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Each heading with how often it stood there before: two columns may bear one name."""
    seen: Counter[str] = Counter()
    for one in headings:
        yield one, seen[one]
        seen[one] += 1


def _roles_by_heading(columns: Sequence[ChosenColumn]) -> dict[tuple[str, int], Role | None]:
    places = _numbered(one.header for one in columns)
    return {place: one.role for place, one in zip(places, columns, strict=True) if one.header}


def _laid_over(
    columns: Sequence[ProposedColumn], known: Mapping[tuple[str, int], Role | None]
) -> Iterator[ChosenColumn]:
    """What was chosen before goes first; a role that it gave is proposed for no other column."""
    places = list(_numbered(one.header for one in columns))
    taken = {known[place] for place in places if place in known}
    for place, one in zip(places, columns, strict=True):
        free = one.role if one.role not in taken else None
        role = None if one.header in _OURS else known.get(place, free)
        yield ChosenColumn(one.index, one.header, role)


def given(proposal: Proposal, mapping: PaymentMapping) -> Chosen:
    """A mapping that was written down, with what it leaves open as proposed for this file."""
    told = {
        name: value
        for name in ("header_row", "data_row", "delimiter", "quote", "encoding", "decimal", "date_format")
        if (value := getattr(mapping, name)) is not None
    }
    return msgspec.structs.replace(
        proposed(proposal, None),
        columns=tuple(ChosenColumn(one.index, one.header, one.role) for one in mapping.columns),
        invoice_date_format=mapping.invoice_date_format or proposal.invoice_date_format,
        currency=mapping.currency or proposal.currency,
        negated=mapping.negated,
        **told,
    )


def header_digest(headings: Sequence[str]) -> str:
    """By what the next file of a source is recognised; "" where the file has no headings."""
    told = [" ".join(fold(one).split()) for one in headings if one not in _OURS]
    return hashlib.sha256("\n".join(told).encode()).hexdigest() if any(told) else ""


def recognised(actor: Actor, path: Path, name: str, kind: str) -> SpendSource | None:
    """The source that a file comes from, by its headings or by the numbers of refused lines that came back.

    Raises `gates.refusal.Refused` for what holds no table.
    """
    if kind not in WITH_COLUMNS:
        return None
    proposal = propose_mapping(path, name)
    ours = next((one for one in proposal.columns if one.header == RETURN_COLUMN), None)
    if ours is not None and ours.samples:
        returned = batch_of(actor, ours.samples[0].partition("/")[0])
        if returned is not None:
            return returned.source
    digest = header_digest([one.header for one in proposal.columns])
    return source_with_header(actor, kind, digest)
