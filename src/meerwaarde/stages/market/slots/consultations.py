"""What the pages of other rooms learn of market consultations."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Link, NavItem, Wait
from meerwaarde.stages.market.queries import consultations as queries


@slots.navigation.register("market.consultations", order=35)
def consultations(actor: Actor) -> list[NavItem]:
    """For who asks the market and for who answers."""
    if not actor.may("consultations.read"):
        return []
    return [
        NavItem(
            label=_("Consultations"),
            url=reverse("market:consultations", args=[actor.slug]),
            icon="message",
            group="market",
        )
    ]


@slots.waits.register("market.consultations", order=35)
def that_wait(actor: Actor) -> list[Wait]:
    """Questions of the market without an answer, and consultations that closed without a report."""
    if not actor.may("consultations.write"):
        return []
    found = [
        Wait(
            label=_("Answer a question about “%(title)s”") % {"title": one.consultation.title},
            url=reverse("market:consultation", args=[actor.slug, one.consultation.public_id]),
            icon="message",
            due=one.consultation.closes_on,
        )
        for one in queries.unanswered(actor)
    ]
    found.extend(
        Wait(
            label=_("Share the report of “%(title)s”") % {"title": one.title},
            url=reverse("market:consultation_answers", args=[actor.slug, one.public_id]),
            icon="message",
        )
        for one in queries.that_waited(actor, timezone.localdate())
    )
    return found


@slots.public_navigation.register("market.consultations", order=35)
def public_entry() -> list[NavItem]:
    """The consultations that everybody may answer."""
    return [
        NavItem(label=_("Market consultations"), url=reverse("public_consultations:list"), icon="message")
    ]


@slots.entrance_links.register("market.consultations", order=35)
def ways_in() -> list[Link]:
    """Everybody may answer."""
    return [Link(label=_("Market consultations"), url=reverse("public_consultations:list"))]


name_kind("consultation", queries.names_of_consultations)
