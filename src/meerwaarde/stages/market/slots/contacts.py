"""What the pages of other rooms learn of the contact point."""

from __future__ import annotations

from collections.abc import Set

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Action, NavItem, Wait
from meerwaarde.stages.market.queries import contacts as queries


@slots.public_actions.register("market.contact", order=38)
def ask(slug: str) -> list[Action]:
    """The desk that an authority shows to everybody."""
    if queries.public_point(slug) is None:
        return []
    url = reverse("public_contact:desk", args=[slug])
    return [Action(label=_("Ask a question"), url=url, icon="message")]


@slots.navigation.register("market.contact", order=38)
def contact(actor: Actor) -> list[NavItem]:
    """The desk, for who reads or asks."""
    if not actor.may("contact.read"):
        return []
    return [
        NavItem(
            label=_("Contact point"),
            url=reverse("market:contact", args=[actor.slug]),
            icon="help",
            group="market",
        )
    ]


@slots.waits.register("market.contact", order=36)
def to_answer(actor: Actor) -> list[Wait]:
    """Questions that lie with this person, with their last day."""
    today = timezone.localdate()
    return [
        Wait(
            label=_("Answer “%(subject)s”") % {"subject": one.subject},
            url=reverse("market:contact_question", args=[actor.slug, one.public_id]),
            note=_("late") if one.due is not None and one.due < today else "",
            icon="message",
            due=one.due,
        )
        for one in queries.waiting_for(actor)
    ]


def _names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    return queries.question_names(actor, public_ids)


link_kind("contactquestion", "market:contact_question", "contact.read")
name_kind("contactquestion", _names)
