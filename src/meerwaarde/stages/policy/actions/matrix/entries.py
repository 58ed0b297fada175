"""Writing what categories can yield. An entry never changes: a new one takes its place, the old one stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import plain_of, record, record_about
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.ambition import LEVELS, THEMES
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import ORIGINS, Category, MatrixEntry

MOST_EXAMPLES = 8
LONGEST_EXAMPLE = 300
LONGEST_TEXT = 4_000
FACTS = {
    "manual": "matrix.write",
    "default": "matrix.default",
    "import": "matrix.import",
    "web": "matrix.from_web",
}
"""Origin of entries to the fact in the journal."""


@dataclass(frozen=True, kw_only=True)
class EntryValues:
    """What one cell becomes. `opportunity` or `examples` None keeps what stands there.

    `seen` is the public id of the entry that the person looked at ("" where the cell was empty); None does
    not ask whether somebody else was first.
    """

    category: Category
    theme: str
    level: int
    opportunity: str | None = None
    examples: tuple[str, ...] | None = None
    reason: str = ""
    seen: str | None = None


def write_entries(
    *,
    actor: Actor,
    at: datetime,
    entries: Sequence[EntryValues],
    origin: str = "manual",
    web_session: str = "",
) -> list[MatrixEntry]:
    """Write cells of the matrix in one go; gives the new entries. What already stands so is left alone.

    `origin` is manual, default, import or web; with web the public id of the session comes along. Raises
    `Refused` for values that cannot be, and `Changed` where a colleague was first in a cell with `seen`.
    """
    must(actor, "matrix.write")
    refuse_if(_problems(actor, entries, origin))
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        held = _held(actor, entries)
        written_as = {
            "origin": origin,
            "web_session": web_session,
            "written_by_id": actor.membership_id,
            "written_at": at,
        }
        written = [
            _new(given, held.get((given.category.pk, given.theme)), **written_as)
            for given in entries
            if _differs(given, held.get((given.category.pk, given.theme)))
        ]
        _put_in_place(at, held, written)
        _note(actor, at, FACTS[origin], written)
    return written


def restore_entry(*, actor: Actor, at: datetime, entry: MatrixEntry, reason: str = "") -> list[MatrixEntry]:
    """Put an earlier entry back: a new one that says the same takes the place of what stands there now."""
    again = EntryValues(
        category=entry.category,
        theme=entry.theme,
        level=entry.level,
        opportunity=entry.opportunity,
        examples=tuple(entry.examples),
        reason=reason or entry.reason,
    )
    return write_entries(actor=actor, at=at, entries=[again])


def take_back(*, actor: Actor, at: datetime, written_at: datetime) -> tuple[int, int]:
    """Undo what was written in one go at that moment: how many cells went back, and how many became empty.

    Each cell gets what it held just before, as a new entry; a cell that was empty becomes empty again. What
    a colleague changed since stays as it is.
    """
    must(actor, "matrix.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        written = queries.written_together(actor, written_at)
        held = {(one.category_id, one.theme): one for one in written}
        earlier = queries.matrix_before(actor, held, written_at)
        again = [_copy(actor, at, one) for one in earlier.values()]
        _put_in_place(at, held, again, emptied=[one for place, one in held.items() if place not in earlier])
        if written:
            _note(actor, at, "matrix.undo", again or written, whole=True)
    return len(again), len(written) - len(again)


def _held(actor: Actor, entries: Iterable[EntryValues]) -> dict[tuple[int, str], MatrixEntry]:
    """What stands in these cells now; raises `Changed` where that is not what the person saw."""
    asked = {given.category for given in entries}
    held = {(one.category_id, one.theme): one for one in queries.current_entries(actor, asked)}
    for given in entries:
        now = held.get((given.category.pk, given.theme))
        if given.seen is not None and now is not None and now.public_id != given.seen:
            raise Changed(now)
    return held


def _differs(given: EntryValues, now: MatrixEntry | None) -> bool:
    return now is None or (
        given.level != now.level
        or (given.opportunity is not None and given.opportunity.strip() != now.opportunity)
        or (given.examples is not None and list(given.examples) != now.examples)
    )


def _new(given: EntryValues, now: MatrixEntry | None, **written_as: Any) -> MatrixEntry:
    kept_words = now.opportunity if now else ""
    kept_examples = list(now.examples) if now else []
    return MatrixEntry(
        category=given.category,
        theme=given.theme,
        level=given.level,
        opportunity=kept_words if given.opportunity is None else given.opportunity.strip(),
        examples=kept_examples if given.examples is None else list(given.examples),
        reason=given.reason.strip(),
        **written_as,
    )


def _copy(actor: Actor, at: datetime, earlier: MatrixEntry) -> MatrixEntry:
    return MatrixEntry(
        category=earlier.category,
        theme=earlier.theme,
        level=earlier.level,
        opportunity=earlier.opportunity,
        examples=earlier.examples,
        reason=earlier.reason,
        origin=earlier.origin,
        web_session=earlier.web_session,
        written_by_id=actor.membership_id,
        written_at=at,
    )


def _put_in_place(
    at: datetime,
    held: dict[tuple[int, str], MatrixEntry],
    written: Sequence[MatrixEntry],
    emptied: Iterable[MatrixEntry] = (),
) -> None:
    replaced = [held[place] for one in written if (place := (one.category_id, one.theme)) in held]
    MatrixEntry.end([one.pk for one in (*replaced, *emptied)], at)
    MatrixEntry.enter_many(written)


def _note(
    actor: Actor, at: datetime, action: str, written: Sequence[MatrixEntry], *, whole: bool = False
) -> None:
    """One fact: about the cell where it is one, and else about the matrix with every level in it."""
    if len(written) == 1 and not whole:
        record(
            actor, action, written[0], at=at, fields=("category", "theme", "level", "opportunity", "reason")
        )
    elif written:
        levels: dict[str, dict[str, int]] = {}
        for one in written:
            levels.setdefault(one.category.code, {})[one.theme] = one.level
        record_about(actor, action, "matrix", actor.organisation, at=at, plain={"levels": plain_of(levels)})


def _problems(actor: Actor, entries: Sequence[EntryValues], origin: str) -> dict[str, str]:
    problems = {}
    if origin not in ORIGINS:
        problems[""] = _("Nobody knows where this comes from.")
    places = [(given.category.pk, given.theme) for given in entries]
    if len(places) != len(set(places)):
        problems[""] = _("The same cell is written twice. Keep one of the two.")
    for given in entries:
        seen(given.category if given.category.organisation_id == actor.organisation_id else None)
        if given.theme not in THEMES:
            problems["theme"] = _("Choose one of the six themes.")
        if given.level not in LEVELS:
            problems["level"] = _("Choose a level: 0, 1, 2 or 3.")
        if given.opportunity is not None and len(given.opportunity) > LONGEST_TEXT:
            problems["opportunity"] = _("This text is too long. Keep it under 4,000 signs.")
        if given.examples and len(given.examples) > MOST_EXAMPLES:
            problems["examples"] = _("Keep the best eight examples.")
        if given.examples and any(len(one) > LONGEST_EXAMPLE for one in given.examples):
            problems["examples"] = _("Keep each example under 300 signs.")
    return problems
