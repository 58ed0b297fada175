"""What the pages of other rooms learn of meetings."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.erasing import OwnData, erasers, own_data
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Link, NavItem, Wait
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.stages.market.actions.meetings import forget_person
from meerwaarde.stages.market.queries import meetings as queries


@slots.navigation.register("market.meetings", order=36)
def meetings(actor: Actor) -> list[NavItem]:
    """For who organises one and for who comes."""
    if not actor.may("events.read"):
        return []
    return [
        NavItem(
            label=_("Meetings"),
            url=reverse("market:meetings", args=[actor.slug]),
            icon="people",
            group="market",
        )
    ]


@slots.waits.register("market.meetings", order=36)
def that_wait(actor: Actor) -> list[Wait]:
    """Requests to meet, what came of it, pitches to choose, meetings to close."""
    return [*_of_who_comes(actor), *_of_the_organiser(actor)]


def _of_who_comes(actor: Actor) -> list[Wait]:
    if not actor.may("events.join"):
        return []
    found = [
        Wait(
            label=_("Somebody wants to meet you at “%(title)s”") % {"title": one.meeting.title},
            url=reverse("market:meeting_own", args=[actor.slug, one.meeting.public_id]),
            icon="people",
            due=timezone.localdate(one.meeting.starts_at),
        )
        for one in queries.asked_of(actor, timezone.now())
    ]
    found.extend(
        Wait(
            label=_("Tell what came of meeting %(organisation)s")
            % {"organisation": one.acquaintance.beside(one.place).organisation_name},
            url=reverse("market:meeting_own", args=[actor.slug, one.acquaintance.meeting.public_id]),
            icon="people",
        )
        for one in queries.follow_ups_waiting(actor)
    )
    return found


def _of_the_organiser(actor: Actor) -> list[Wait]:
    if not actor.may("events.write"):
        return []
    now = timezone.now()
    found = [
        Wait(
            label=_("Choose about the pitch “%(title)s”") % {"title": one.title},
            note=one.organisation.name,
            url=reverse("market:meeting", args=[actor.slug, one.meeting.public_id]),
            icon="message",
            due=timezone.localdate(one.meeting.starts_at),
        )
        for one in queries.pitches_waiting(actor, now)
    ]
    found.extend(
        Wait(
            label=_("Record who was at “%(title)s”, and close it") % {"title": one.title},
            url=reverse("market:meeting_people", args=[actor.slug, one.public_id]),
            icon="people",
        )
        for one in queries.to_close(actor, now)
    )
    return found


@slots.public_navigation.register("market.meetings", order=36)
def public_entry() -> list[NavItem]:
    """The meetings to which everybody may come."""
    return [NavItem(label=_("Meetings"), url=reverse("public_meetings:list"), icon="day")]


@slots.entrance_links.register("market.meetings", order=36)
def ways_in() -> list[Link]:
    """Everybody may come."""
    return [Link(label=_("Meetings"), url=reverse("public_meetings:list"))]


@own_data.register("market.meetings", order=36)
def own_places(person: Person) -> list[OwnData]:
    """To which meetings somebody came, and what they said they look for."""
    return [
        OwnData(
            "meeting",
            {
                "title": one.meeting.title,
                "day": timezone.localdate(one.meeting.starts_at).isoformat(),
                "state": one.state,
                "seeks": one.seeks,
            },
        )
        for one in queries.places_of_person(person.pk)
    ]


name_kind("meeting", queries.names_of_meetings)
link_kind("meeting", "market:meeting", "events.read")
erasers.append(forget_person)
