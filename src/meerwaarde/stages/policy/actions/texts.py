"""What people do with the texts of a board: bring one in, mark what is promised in it, make goals of that."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.exchange.texts import BoardText
from meerwaarde.language.sentences import Span
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import keep_file
from meerwaarde.platform.documents.downloads import MEDIA_TYPES
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.platform.organisations.records import insert_objects
from meerwaarde.stages.policy.actions.finding_texts import find_passage, find_text
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import (
    FIRST_YEAR,
    LAST_YEAR,
    BoardDocument,
    BoardPage,
    Goal,
    Passage,
)
from meerwaarde.stages.policy.queries import texts as queries

LONGEST_TITLE = 300
LONGEST_QUOTE = 4_000
"""Signs: as many as the wording of a goal takes."""


@dataclass(frozen=True, kw_only=True)
class TextValues:
    """What a person tells about a text."""

    title: str
    source_type: str
    since_year: int | None = None
    until_year: int | None = None


@dataclass(frozen=True)
class Original:
    """The file as it came in."""

    name: str
    content: bytes


class SameText(Exception):
    """The very same words are here already; carries the text that holds them."""

    def __init__(self, document: BoardDocument) -> None:
        super().__init__("This text was brought in before.")
        self.document = document


def take_in_text(
    *, actor: Actor, at: datetime, text: BoardText, values: TextValues, original: Original | None = None
) -> BoardDocument:
    """Keep a text with its pages, and the file it came in. Raises `SameText` or `Refused`."""
    must(actor, "goals.write")
    refuse_if(_problems(values))
    digest = hashlib.sha256("\f".join(page.text for page in text.pages).encode()).hexdigest()
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        if (known := queries.same_text(actor, digest)) is not None:
            raise SameText(known)
        file = None if original is None else _kept(actor, at, original, text.kind)
        entered = BoardDocument.enter(
            organisation_id=actor.organisation_id,
            **_as_stored(values),
            file=file,
            digest=digest,
            pages_count=len(text.pages),
        )
        insert_objects(
            [
                BoardPage(document=entered, number=page.number, label=page.label, text=page.text)
                for page in text.pages
            ]
        )
        given = ("title", "source_type", "since_year", "until_year", "file", "digest", "pages_count")
        record(actor, "boarddocument.take_in", entered, at=at, fields=given)
        find_text(actor, entered)
    return entered


def change_text(
    *, actor: Actor, at: datetime, document: BoardDocument, expected_version: int, values: TextValues
) -> tuple[str, ...]:
    """Change what is told about a text, never its words. Raises `Changed` when somebody else was first."""
    must(actor, "goals.write")
    refuse_if(_problems(values))
    with transaction.atomic():
        held = seen(queries.text_to_change(actor, document.public_id))
        changed = held.change(expected_version, **_as_stored(values))
        if changed:
            record(actor, "boarddocument.change", held, at=at, fields=changed)
            find_text(actor, held)
    return changed


def archive_text(*, actor: Actor, at: datetime, document: BoardDocument) -> None:
    """Take a text out of the list; goals that were made of it keep their place in it."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = seen(queries.text_to_change(actor, document.public_id))
        if held.archived_at is None:
            record(actor, "boarddocument.archive", held, at=at, fields=held.change(archived_at=at))
            find_text(actor, held)


def restore_text(*, actor: Actor, at: datetime, document: BoardDocument) -> None:
    """Put an archived text back. Raises `SameText` where its words were brought in again meanwhile."""
    must(actor, "goals.write")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        held = seen(queries.text_to_change(actor, document.public_id))
        if held.archived_at is None:
            return
        if (known := queries.same_text(actor, held.digest)) is not None:
            raise SameText(known)
        record(actor, "boarddocument.restore", held, at=at, fields=held.change(archived_at=None))
        find_text(actor, held)


def mark_passages(
    *, actor: Actor, at: datetime, document: BoardDocument, page: int, spans: Sequence[Span]
) -> list[Passage]:
    """Mark stretches of a page as something that is promised. What is marked already stays as it is."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = seen(queries.text_to_change(actor, document.public_id))
        read = seen(queries.page_of(held, page))
        refuse_if(_span_problems(read.text, spans))
        return [_mark(actor, at, read, span) for span in spans]


def unmark_passages(*, actor: Actor, at: datetime, passages: Sequence[Passage]) -> int:
    """Take marks away; gives how many. A mark of which a goal was made stays. Raises `Refused` for that."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = queries.passages_by_id(actor, [one.public_id for one in passages])
        if queries.goal_made_of(held):
            refuse_if({"": _("A goal was made of this passage, so its mark stays. Archive the goal first.")})
        for one in held:
            record(actor, "passage.unmark", one, at=at)
            find_passage(actor, one, gone=True)
            one.strike()
    return len(held)


def set_aside(*, actor: Actor, at: datetime, passage: Passage) -> None:
    """Looked at, and found to be no promise. Raises `Refused` where a goal was made of it."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = seen(queries.passage(actor, passage.public_id))
        if held.made:  # type: ignore[attr-defined] # fetched along
            refuse_if({"": _("A goal was made of this passage, so it is a promise. Archive the goal first.")})
        if held.set_aside_at is None:
            record(actor, "passage.set_aside", held, at=at, fields=held.change(set_aside_at=at))
            find_passage(actor, held)


def take_up(*, actor: Actor, at: datetime, passage: Passage) -> None:
    """A passage that was set aside counts again."""
    must(actor, "goals.write")
    with transaction.atomic():
        held = seen(queries.passage(actor, passage.public_id))
        if held.set_aside_at is not None:
            record(actor, "passage.take_up", held, at=at, fields=held.change(set_aside_at=None))
            find_passage(actor, held)


def _mark(actor: Actor, at: datetime, page: BoardPage, span: Span) -> Passage:
    known = queries.passage_at(page.document, page.number, span.start, span.end)
    if known is not None:
        if known.set_aside_at is not None:
            take_up(actor=actor, at=at, passage=known)
        return known
    entered = Passage.enter(
        document=page.document,
        page=page.number,
        start=span.start,
        end=span.end,
        quote=page.text[span.start : span.end],
    )
    record(actor, "passage.mark", entered, at=at, fields=("document", "page", "start", "end", "quote"))
    find_passage(actor, entered)
    return entered


def _kept(actor: Actor, at: datetime, original: Original, kind: str) -> Any:
    return keep_file(
        actor=actor,
        at=at,
        name=original.name,
        media_type=MEDIA_TYPES.get(kind, "text/plain"),
        content=original.content,
    )


def _as_stored(values: TextValues) -> dict[str, Any]:
    return {
        "title": values.title.strip(),
        "source_type": values.source_type,
        "since_year": values.since_year,
        "until_year": values.until_year,
    }


def _problems(values: TextValues) -> dict[str, str]:
    problems = {}
    if not values.title.strip():
        problems["title"] = _("Give the text the title by which people know it.")
    elif len(values.title.strip()) > LONGEST_TITLE:
        problems["title"] = _("This title is too long. Keep it under 300 signs.")
    if values.source_type not in Goal.Source.values:
        problems["source_type"] = _("Choose what kind of document it is.")
    for name, year in (("since_year", values.since_year), ("until_year", values.until_year)):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            problems[name] = _("Fill in a year such as 2026.")
    if values.since_year and values.until_year and values.until_year < values.since_year:
        problems["until_year"] = _("The period ends before it begins. Check both years.")
    return problems


def _span_problems(text: str, spans: Sequence[Span]) -> dict[str, str]:
    if not spans:
        return {"": _("Choose at least one sentence first.")}
    if any(not 0 <= span.start < span.end <= len(text) for span in spans):
        return {"": _("This place does not stand in the text. Open the page again and choose once more.")}
    if any(span.end - span.start > LONGEST_QUOTE for span in spans):
        return {"": _("This is more than fits in one goal. Choose fewer sentences at once.")}
    return {}
