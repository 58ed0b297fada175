"""Reads of the board's texts, their pages and the passages marked in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from meerwaarde.language.sentences import Span, sentences
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.stages.policy.models import BoardDocument, BoardPage, Goal, Passage

__all__ = [
    "MOST_HITS",
    "BoardDocument",
    "BoardPage",
    "Hit",
    "Passage",
    "Progress",
    "current_passages",
    "file_of",
    "found_in",
    "goal_made_of",
    "label_of",
    "listed_texts",
    "marks_per_page",
    "page_labels",
    "page_of",
    "passage",
    "passage_at",
    "passages_by_id",
    "passages_on",
    "place_name",
    "progress_of",
    "runs_of",
    "same_text",
    "surroundings",
    "text",
    "text_to_change",
    "texts_visible_to",
    "whole_text",
]

MOST_HITS = 50
"""Pages that a search within one text shows."""


@dataclass(frozen=True)
class Progress:
    """How far the reading of a text is: passages marked (not set aside), with a goal, set aside."""

    marked: int
    became_goals: int
    set_aside: int


@dataclass(frozen=True)
class Hit:
    """A page on which what was looked for stands, with the words around its first place."""

    page: int
    label: str
    before: str
    found: str
    after: str


def texts_visible_to(actor: Actor) -> QuerySet[BoardDocument]:
    """Texts of the actor's own authority, archived ones too, for roles that read goals."""
    if not actor.may("goals.read"):
        return BoardDocument.objects.none()
    return BoardDocument.objects.filter(organisation_id=actor.organisation_id)


def listed_texts(actor: Actor, *, archived: bool = False) -> list[BoardDocument]:
    """The texts, newest first, each with `marked` and `became_goals`."""
    rows = texts_visible_to(actor).filter(archived_at__isnull=not archived)
    taken = Q(passages__set_aside_at__isnull=True)
    return list(
        rows.select_related("file")
        .defer("file__content")
        .annotate(
            marked=Count("passages", filter=taken, distinct=True),
            became_goals=Count("passages", filter=taken & HAS_GOAL, distinct=True),
        )
        .order_by("-pk")[:200]
    )


def text(actor: Actor, public_id: str) -> BoardDocument | None:
    """One text; None for a stranger and for what does not exist."""
    return (
        texts_visible_to(actor)
        .select_related("file")
        .defer("file__content")
        .filter(public_id=public_id)
        .first()
    )


def text_to_change(actor: Actor, public_id: str) -> BoardDocument | None:
    """The text, held until the transaction ends."""
    return texts_visible_to(actor).select_for_update().filter(public_id=public_id).first()


def same_text(actor: Actor, digest: str) -> BoardDocument | None:
    """The text with exactly these words that is in use already."""
    return texts_visible_to(actor).filter(digest=digest, archived_at__isnull=True).first()


def file_of(document: BoardDocument) -> StoredFile | None:
    """The original as it came in; None where the text was pasted."""
    return document.file


def page_of(document: BoardDocument, number: int) -> BoardPage | None:
    """One page of a text."""
    return BoardPage.objects.select_related("document").filter(document=document, number=number).first()


def page_labels(document: BoardDocument) -> list[tuple[int, str]]:
    """Number and label of each page, without the text."""
    return list(BoardPage.objects.filter(document=document).order_by("number").values_list("number", "label"))


def passages_on(document: BoardDocument, page: int) -> list[Passage]:
    """The passages of a page, with the goals that were made of them."""
    return list(_with_goals(Passage.objects.filter(document=document, page=page)))


def marks_per_page(document: BoardDocument) -> dict[int, int]:
    """How many passages are marked on each page; set aside ones do not count."""
    rows = Passage.objects.filter(document=document, set_aside_at__isnull=True).order_by()
    return dict(rows.values_list("page").annotate(Count("pk")))


def passage(actor: Actor, public_id: str) -> Passage | None:
    """One passage of a text that the actor may read."""
    return (
        _with_goals(Passage.objects.filter(document__in=texts_visible_to(actor), public_id=public_id))
        .select_related("document")
        .first()
    )


def passages_by_id(actor: Actor, public_ids: Iterable[str]) -> list[Passage]:
    """The passages with these public ids, as far as the actor may see them."""
    rows = Passage.objects.filter(document__in=texts_visible_to(actor), public_id__in=list(public_ids))
    return list(_with_goals(rows).select_related("document"))


def passage_at(document: BoardDocument, page: int, start: int, end: int) -> Passage | None:
    """The passage that stands exactly there."""
    return Passage.objects.filter(document=document, page=page, start=start, end=end).first()


def goal_made_of(passages: Iterable[Passage]) -> bool:
    """Whether any goal, also an archived one, was made of these passages."""
    return Goal.objects.filter(passage__in=list(passages)).exists()


def progress_of(document: BoardDocument) -> Progress:
    """How far the reading of this text is, in one query."""
    taken = Q(set_aside_at__isnull=True)
    with_goal = Q(goals__isnull=False, goals__archived_at__isnull=True)
    counted = Passage.objects.filter(document=document).aggregate(
        marked=Count("pk", filter=taken, distinct=True),
        became_goals=Count("pk", filter=taken & with_goal, distinct=True),
        set_aside=Count("pk", filter=~taken, distinct=True),
    )
    return Progress(**counted)


def found_in(document: BoardDocument, words: str) -> list[Hit]:
    """The pages that hold these words as they stand, whatever their capitals."""
    wanted = " ".join(words.split())
    if not wanted:
        return []
    hits = []
    for page in BoardPage.objects.filter(document=document).order_by("number").iterator(chunk_size=50):
        place = page.text.casefold().find(wanted.casefold())
        if place < 0:
            continue
        hits.append(_hit(page, place, len(wanted)))
        if len(hits) >= MOST_HITS:
            break
    return hits


def surroundings(found: Passage) -> tuple[str, str]:
    """What stands before and after a passage in its own paragraphs, for the page of its goal."""
    page = page_of(found.document, found.page)
    if page is None:
        return "", ""
    begin = page.text.rfind("\n", 0, found.start) + 1
    stop = page.text.find("\n", found.end)
    return page.text[begin : found.start], page.text[found.end : stop if stop >= 0 else len(page.text)]


def runs_of(text_of_page: str, starts: Iterable[int]) -> list[Span]:
    """The chosen sentences of a page, by where each begins; neighbours become one stretch of text."""
    wanted = set(starts)
    runs: list[Span] = []
    open_run = False
    for sentence in sentences(text_of_page):
        if sentence.start not in wanted:
            open_run = False
        elif open_run:
            runs[-1] = Span(runs[-1].start, sentence.end)
        else:
            runs.append(sentence)
            open_run = True
    return runs


def place_name(page: int, label: str) -> str:
    """What people call the page: its label, or else its number."""
    return label or str(page)


def label_of(found: Passage) -> str:
    """The label of the page on which a passage stands, or its number."""
    labels = BoardPage.objects.filter(document=found.document_id, number=found.page)
    return place_name(found.page, labels.values_list("label", flat=True).first() or "")


def whole_text(document: BoardDocument, most: int) -> str:
    """The beginning of a text, for the index of the search."""
    parts: list[str] = []
    length = 0
    for said in BoardPage.objects.filter(document=document).order_by("number").values_list("text", flat=True):
        parts.append(said)
        length += len(said)
        if length >= most:
            break
    return "\n".join(parts)[:most]


def current_passages(actor: Actor) -> QuerySet[Passage]:
    """All passages of texts in use that were not set aside."""
    return Passage.objects.filter(
        document__in=texts_visible_to(actor).filter(archived_at__isnull=True), set_aside_at__isnull=True
    ).select_related("document")


def _hit(page: BoardPage, place: int, length: int) -> Hit:
    begin = max(0, place - 60)
    stop = place + length + 90
    before, after = page.text[begin:place], page.text[place + length : stop]
    return Hit(
        page.number,
        page.label,
        ("…" if begin else "") + before,
        page.text[place : place + length],
        after + ("…" if stop < len(page.text) else ""),
    )


def _with_goals(rows: QuerySet[Passage]) -> QuerySet[Passage]:
    current = Goal.objects.filter(archived_at__isnull=True).order_by("pk")
    return rows.prefetch_related(Prefetch("goals", current, to_attr="made"))


HAS_GOAL = Q(passages__goals__isnull=False, passages__goals__archived_at__isnull=True)
