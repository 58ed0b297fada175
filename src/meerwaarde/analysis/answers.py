"""From a question to its answer with a receipt, by which the figure can be worked out again."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from meerwaarde.analysis.engine import Engine
from meerwaarde.analysis.lake import Lake
from meerwaarde.analysis.marts.catalogue import Question, Row, edged, named
from meerwaarde.analysis.marts.explanation import Explanation
from meerwaarde.analysis.opened import Opened
from meerwaarde.analysis.rollups import Choices, Receipt, build, build_all, receipts

VERSION = 1
"""Raised when the same roll-ups and the same question would give another answer."""


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What one authority's year contributes, as digests: which of them differs says what changed."""

    authority: str
    year: int
    lines: int
    cents: int
    """Of all euro lines, procurement or not."""
    batches: str
    dimensions: str
    choices: str
    """Of the bands and the payment term."""
    version: int


class FigureReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """What a figure rests on; equal on every engine."""

    question: Question
    basis: tuple[Basis, ...]
    context: str
    """SHA-256 over themes and sizes of the authorities."""
    version: int
    answer: str
    """SHA-256 over the rows."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Rows in order, whole cents and whole parts, with what they mean and what they rest on."""

    explanation: Explanation
    rows: tuple[Mapping[str, Any], ...]
    receipt: FigureReceipt


class _Document(msgspec.Struct):
    receipt: FigureReceipt


def read_receipt(document: bytes) -> FigureReceipt:
    """The receipt in what `meerwaarde spend figures --json` wrote. Raises `msgspec.MsgspecError`."""
    return msgspec.json.decode(document, type=_Document).receipt


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is no longer as it was when a receipt was made.

    `what` is one of: year_added, year_gone, lines, dimensions, choices, version, context, answer.
    """

    what: str
    authority: str | None = None
    year: int | None = None
    cents: int | None = None
    """By how much the euro lines of that year differ."""


def refresh(lake: Lake, choices: Choices, authorities: Sequence[str] = (), *, memory: str = "2GB") -> None:
    """Bring the roll-ups of these authorities (all, where none is named) up to date."""
    if not authorities:
        build_all(lake, choices, memory=memory)
    for code in authorities:
        build(lake, code, choices, memory=memory)


def answer(engine: Engine, root: Path, question: Question, opened: Opened | None = None) -> Answer:
    """Ask the roll-ups that are there; see `refresh` to bring them up to date first.

    Whoever asks often gives the `opened` that it keeps, on `chosen(root, question)`.

    Raises `UnknownMart` and `UnknownGroup` for words that are not known. Authorities or years that the lake
    does not have simply give no rows.
    """
    mart = named(question.mart)
    if mart.by and not question.by:
        question = msgspec.structs.replace(question, by=mart.by)
    opened = opened or Opened(engine, root, chosen(root, question))
    rows = tuple(edged(mart, _in_order(opened.ask(question))))
    receipt = FigureReceipt(
        question=question,
        basis=tuple(_basis(one) for one in opened.receipts),
        context=_digest(_context(root, opened.authorities)),
        version=VERSION,
        answer=_digest(rows),
    )
    return Answer(explanation=mart.explanation, rows=rows, receipt=receipt)


def chosen(root: Path, question: Question) -> tuple[Receipt, ...]:
    """The receipts of the roll-ups that a question is about."""
    return tuple(
        one
        for one in receipts(root)
        if (not question.authorities or one.authority in question.authorities)
        and (not question.years or one.year in question.years)
    )


def compared(old: FigureReceipt, new: FigureReceipt) -> tuple[Change, ...]:
    """What differs between two receipts of one question; empty where the figure is the same on the same
    ground."""
    before = {(one.authority, one.year): one for one in old.basis}
    after = {(one.authority, one.year): one for one in new.basis}
    changes: list[Change] = []
    for key in sorted(before.keys() | after.keys()):
        then, now = before.get(key), after.get(key)
        difference = (now.cents if now else 0) - (then.cents if then else 0)
        for what in _differences(then, now):
            changes.append(Change(what=what, authority=key[0], year=key[1], cents=difference))
    if old.context != new.context:
        changes.append(Change(what="context"))
    if old.version != new.version:
        changes.append(Change(what="version"))
    if old.answer != new.answer:
        changes.append(Change(what="answer"))
    return tuple(changes)


def _differences(then: Basis | None, now: Basis | None) -> list[str]:
    if then is None or now is None:
        return ["year_added" if then is None else "year_gone"]
    pairs = {
        "lines": (then.batches, then.cents, then.lines) != (now.batches, now.cents, now.lines),
        "dimensions": then.dimensions != now.dimensions,
        "choices": then.choices != now.choices,
        "version": then.version != now.version,
    }
    return [what for what, differs in pairs.items() if differs]


_CONTEXT = ("themes.json", "authority.json")


def _basis(receipt: Receipt) -> Basis:
    return Basis(
        authority=receipt.authority,
        year=receipt.year,
        lines=receipt.lines,
        cents=receipt.cents,
        batches=_digest(receipt.batches),
        dimensions=receipt.dimensions,
        choices=_digest([receipt.bands, receipt.term_days]),
        version=receipt.version,
    )


def _context(root: Path, authorities: Sequence[str]) -> list[tuple[str, str, str]]:
    places = [(code, name, root / "dimensions" / code / name) for code in authorities for name in _CONTEXT]
    return [(code, name, path.read_text()) for code, name, path in places if path.is_file()]


def _in_order(rows: list[Row]) -> list[Row]:
    """The same order on every engine: by the columns as they stand, what is unknown last."""
    return sorted(rows, key=lambda row: [_place(value) for value in row.values()])


def _place(value: Any) -> tuple[bool, Any]:
    if isinstance(value, datetime.date):
        return (False, value.isoformat())
    return (value is None, 0 if value is None else value)


def _digest(content: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()
