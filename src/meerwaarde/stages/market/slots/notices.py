"""What the pages of other rooms learn of notices."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import KindName, NavItem, SearchDocument
from meerwaarde.stages.market import queries


@slots.navigation.register("market.notices", order=30)
def notices(actor: Actor) -> list[NavItem]:
    """Notices, for who may read them."""
    if not actor.may("notices.read"):
        return []
    return [
        NavItem(
            label=_("Notices"),
            url=reverse("market:notices", args=[actor.slug]),
            icon="notice",
            group="market",
        )
    ]


@slots.navigation.register("market.intake", order=38)
def intake(actor: Actor) -> list[NavItem]:
    """The fetching of notices, for who looks after it."""
    if not actor.may("notices.fetch"):
        return []
    return [
        NavItem(
            label=_("Fetch notices"),
            url=reverse("market:intake_runs", args=[actor.slug]),
            icon="download",
            group="organisation",
        )
    ]


@slots.kind_names.register("market", order=30)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="notice",
            label=_("Notice"),
            plural=_("Notices"),
            permission="notices.read",
            icon="notice",
            visible=queries.notices_to_find,
        )
    ]


@slots.search_documents.register("market", order=30)
def documents(actor: Actor) -> list[SearchDocument]:
    """Everything of this stage that may be found."""
    return [SearchDocument(**asdict(one)) for one in queries.everything_findable(actor)]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these notices: their title."""
    found = queries.visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


exporters.register("notice", queries.notices_for_dossier)
link_kind("notice", "market:notice", "notices.read")
name_kind("notice", _names)
