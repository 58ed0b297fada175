"""What the pages of other rooms learn of sessions."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Wait
from meerwaarde.stages.policy.queries import web_sessions as queries

MOST = 5


@slots.waits.register("policy.web_sessions", order=27)
def waiting(actor: Actor) -> list[Wait]:
    """Sessions that this person leads and that are not settled: they wait to be opened or finished."""
    if not actor.may("webs.facilitate") or actor.membership_id is None:
        return []
    return [
        Wait(
            label=one.title,
            url=reverse("policy:web_session", args=[actor.slug, one.public_id]),
            note=_("An ambition-web session that you lead"),
            icon="ambitions",
            due=one.planned_on,
        )
        for one in queries.led_by(actor, timezone.now())[:MOST]
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these sessions."""
    found = queries.sessions_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return {one.public_id: one.title for one in found}


exporters.register("websession", queries.sessions_for_dossier)
exporters.register("weboutcome", queries.outcomes_for_dossier)
link_kind("websession", "policy:web_session", "webs.read")
name_kind("websession", _names)
