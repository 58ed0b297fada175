"""Keeping the search index in step with the texts of the board."""

from __future__ import annotations

from dataclasses import asdict

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.actions import index, remove
from meerwaarde.stages.policy.models import BoardDocument, Passage
from meerwaarde.stages.policy.queries.findable_texts import findable_passage, findable_text


def find_text(actor: Actor, document: BoardDocument) -> None:
    """A text in use can be found, an archived one no longer."""
    if document.archived_at is None:
        index(organisation_id=actor.organisation_id, **asdict(findable_text(actor.slug, document)))
    else:
        remove(kind="boarddocument", object_id=document.public_id)


def find_passage(actor: Actor, passage: Passage, *, gone: bool = False) -> None:
    """A marked passage can be found by its words; one that was set aside or unmarked no longer."""
    if gone or passage.set_aside_at is not None:
        remove(kind="passage", object_id=passage.public_id)
    else:
        index(organisation_id=actor.organisation_id, **asdict(findable_passage(actor.slug, passage)))
