"""The passage of the board's text that a goal came from."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.queries import texts
from meerwaarde.stages.policy.queries.texts import Passage


@dataclass(frozen=True)
class InText:
    """The passage that a goal was made of, in its surroundings."""

    before: str
    quote: str
    after: str
    document: str
    place: str
    url: str


def passage_in_text(actor: Actor, passage: Passage) -> InText:
    """A passage between the words around it, with the way to its place."""
    before, after = texts.surroundings(passage)
    address = reverse("policy:text", args=[actor.slug, passage.document.public_id])
    return InText(
        before=before,
        quote=passage.quote,
        after=after,
        document=passage.document.title,
        place=_("page %(page)s") % {"page": texts.label_of(passage)},
        url=f"{address}?bladzijde={passage.page}#{passage.public_id}",
    )
