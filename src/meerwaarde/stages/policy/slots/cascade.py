"""Something changed above a framework of this authority: it waits for who drafts."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Link, NavItem, Wait
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words


@slots.public_navigation.register("policy.frameworks", order=10)
def published() -> list[NavItem]:
    """What authorities ask when they buy, for everybody."""
    return [
        NavItem(label=_("What authorities ask"), url=reverse("public_frameworks:index"), icon="framework")
    ]


@slots.entrance_links.register("policy.frameworks", order=34)
def ways_in() -> list[Link]:
    """Everybody may read what authorities ask and expect to buy."""
    return [Link(label=_("What authorities ask"), url=reverse("public_frameworks:index"))]


@slots.waits.register("policy.above", order=31)
def changed_above(actor: Actor) -> list[Wait]:
    """A framework in force that no draft has caught up with yet."""
    if not actor.may("frameworks.draft"):
        return []
    under_way = {(one.department_id, one.number) for one in queries.drafts(actor)}
    found = []
    for row, _newer in queries.followers_behind(actor, timezone.localdate()):
        if any(part == row.department_id and number > row.number for part, number in under_way):
            continue
        found.append(
            Wait(
                label=_("Something changed above %(name)s") % {"name": words.version_name(row)},
                url=reverse("policy:framework", args=[actor.slug, row.public_id]) + "#boven",
                note=_("See what differs, and make a draft that takes it over"),
                icon="framework",
            )
        )
    return found


def _theme_set_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return {one.public_id: one.name for one in queries.theme_sets(actor) if one.public_id in public_ids}


exporters.register("themeset", queries.theme_sets_for_dossier)
exporters.register("leftout", queries.left_out_for_dossier)
name_kind("themeset", _theme_set_names)
