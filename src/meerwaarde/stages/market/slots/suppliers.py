"""What the pages of other rooms learn of suppliers."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import KindName, NavItem, SearchDocument
from meerwaarde.stages.market import queries


@slots.navigation.register("market.suppliers", order=31)
def suppliers(actor: Actor) -> list[NavItem]:
    """The directory, for who may read it."""
    if not actor.may("directory.read"):
        return []
    return [
        NavItem(
            label=_("Suppliers"),
            url=reverse("market:suppliers", args=[actor.slug]),
            icon="supplier",
            group="market",
        )
    ]


@slots.kind_names.register("market.suppliers", order=31)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="supplier",
            label=_("Supplier"),
            plural=_("Suppliers"),
            permission="directory.read",
            icon="supplier",
            visible=queries.suppliers_to_find,
        )
    ]


@slots.search_documents.register("market.suppliers", order=31)
def documents(actor: Actor) -> list[SearchDocument]:
    """What this authority keeps. All authorities find it: an index made anew keeps it without authority."""
    return [
        SearchDocument(**asdict(one), everyone=True)
        for one in queries.all_suppliers_findable(actor.organisation_id, timezone.localdate())
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these suppliers."""
    return queries.supplier_names(actor, public_ids)


exporters.register("supplier", queries.suppliers_for_dossier)
exporters.register("offering", queries.offerings_for_dossier)
exporters.register("credential", queries.credentials_for_dossier)
link_kind("supplier", "market:supplier", "suppliers.read")
name_kind("supplier", _names)
