"""What other pages learn of searches that people keep."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import NavItem, Wait
from meerwaarde.stages.market.queries import kept_searches as queries

MOST_AT_HOME = 3


@slots.navigation.register("market.embeds", order=98)
def embeds(actor: Actor) -> list[NavItem]:
    """Search boxes for pages of one's own, for who manages them."""
    if not actor.may("embeds.manage"):
        return []
    return [
        NavItem(
            label=_("Search boxes"),
            url=reverse("market:embeds", args=[actor.slug]),
            icon="search",
            group="organisation",
        )
    ]


@slots.waits.register("market.saved_searches", order=38)
def news(actor: Actor) -> list[Wait]:
    """Saved searches that found something since this person last looked."""
    if not actor.may("directory.read"):
        return []
    found = [(one, number) for one, number in queries.saved_with_news(actor) if number and not one.too_many]
    return [
        Wait(
            label=ngettext("%(number)s new in “%(name)s”", "%(number)s new in “%(name)s”", number)
            % {"number": number, "name": one.name},
            url=reverse("market:saved_search", args=[actor.slug, one.public_id]),
            note=_("Since you last looked at this saved search"),
            icon="search",
        )
        for one, number in found[:MOST_AT_HOME]
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return queries.frozen_names(actor, public_ids)


exporters.register("frozensearch", queries.frozen_for_dossier)
link_kind("frozensearch", "market:frozen_search", "directory.read")
name_kind("frozensearch", _names)
