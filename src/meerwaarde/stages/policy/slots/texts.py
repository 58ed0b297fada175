"""What the pages of other rooms learn of the board's texts."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import KindName, SearchDocument
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import findable_texts, texts
from meerwaarde.stages.policy.queries.dossier_texts import (
    files_for_dossier,
    passages_for_dossier,
    texts_for_dossier,
)


@slots.kind_names.register("policy.texts", order=21)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="boarddocument",
            label=_("Text of the board"),
            plural=_("Texts of the board"),
            permission="goals.read",
            icon="strategy",
        ),
        KindName(
            kind="passage",
            label=_("Passage"),
            plural=_("Passages"),
            permission="goals.read",
            icon="strategy",
        ),
    ]


@slots.search_documents.register("policy.texts")
def documents(actor: Actor) -> list[SearchDocument]:
    """Texts and the passages marked in them."""
    return [SearchDocument(**asdict(one)) for one in findable_texts.findable_texts(actor)]


def _text_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these texts: their title."""
    found = texts.texts_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


def _passage_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these passages: the beginning of their words."""
    return {one.public_id: words.shortened(one.quote) for one in texts.passages_by_id(actor, public_ids)}


exporters.register("boarddocument", texts_for_dossier)
exporters.register("passage", passages_for_dossier)
exporters.register("storedfile", files_for_dossier)
link_kind("boarddocument", "policy:text", "goals.read")
name_kind("boarddocument", _text_names)
name_kind("passage", _passage_names)
