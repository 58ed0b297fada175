"""What the search knows of procurements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries.reading import visible_to


@dataclass(frozen=True)
class Findable:
    """What the search index takes of one procurement: `text` is searched, title and summary are shown."""

    kind: str
    object_id: str
    url: str
    title: str
    summary: str
    text: str


def findable(slug: str, procurement: Procurement) -> Findable:
    """Title and number are shown to everybody of the authority; purpose and need are only searched."""
    return Findable(
        kind="procurement",
        object_id=procurement.public_id,
        url=reverse("procurement:detail", args=[slug, procurement.public_id]),
        title=procurement.title,
        summary=procurement.number,
        text="\n".join((procurement.purpose_value, procurement.purpose_for, procurement.need)),
    )


def everything_findable(actor: Actor) -> Iterator[Findable]:
    """All procurements that this actor may see, for an index that is made anew."""
    for procurement in visible_to(actor).order_by("pk").iterator():
        yield findable(actor.slug, procurement)
