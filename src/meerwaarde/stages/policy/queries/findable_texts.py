"""What of the board's texts can be found by searching."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.models import BoardDocument, Passage
from meerwaarde.stages.policy.queries.findable import Findable
from meerwaarde.stages.policy.queries.texts import current_passages, texts_visible_to, whole_text

MOST_SIGNS = 40_000
"""Of a text so much goes into the index; the search within the text itself knows all of it."""


def findable_text(slug: str, document: BoardDocument) -> Findable:
    """A text by its title and by how it begins."""
    years = [str(year) for year in (document.since_year, document.until_year) if year]
    return Findable(
        kind="boarddocument",
        object_id=document.public_id,
        url=reverse("policy:text", args=[slug, document.public_id]),
        title=document.title,
        summary="–".join(years),
        text=whole_text(document, MOST_SIGNS),
    )


def findable_passage(slug: str, passage: Passage) -> Findable:
    """A passage by its own words."""
    address = reverse("policy:text", args=[slug, passage.document.public_id])
    return Findable(
        kind="passage",
        object_id=passage.public_id,
        url=f"{address}?bladzijde={passage.page}#{passage.public_id}",
        title=passage.quote,
        summary=passage.document.title,
        text="",
    )


def findable_texts(actor: Actor) -> Iterator[Findable]:
    """All texts in use and the passages marked in them, for an index that is made anew."""
    for document in texts_visible_to(actor).filter(archived_at__isnull=True):
        yield findable_text(actor.slug, document)
    for passage in current_passages(actor):
        yield findable_passage(actor.slug, passage)
