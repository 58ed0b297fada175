"""Actions as a calendar file (iCalendar, RFC 5545), and the page of a person's own link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Help, Page
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.queries import PlanAction


@dataclass(frozen=True, kw_only=True)
class LinkPage(Page):
    """Making and ending one's own calendar link; the address is shown once."""

    text: str
    address: str
    link_actions: tuple[Action, ...]


def as_calendar(name: str, actions: Iterable[PlanAction], *, host: str, at: datetime) -> bytes:
    """Whole days, the first and last included; a changed action takes the place of its former self."""
    calendar = Calendar()
    calendar.add("prodid", "-//Meerwaarde//Actieplan//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for one in actions:
        event = Event()
        event.add("uid", f"{one.public_id}@{host}")
        event.add("sequence", one.version)
        event.add("dtstamp", at.astimezone(UTC))
        event.add("dtstart", one.starts_on)
        event.add("dtend", one.ends_on + timedelta(days=1))  # the day after the last: RFC 5545, 3.6.1
        event.add("summary", one.title)
        event.add("description", _description(one))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def link_page(actor: Actor, address: str = "") -> LinkPage:
    """What the link does, and what can be done with it now."""
    held = queries.calendar_link(actor)
    here = reverse("policy:calendar_link", args=[actor.slug])
    make = Action(
        label=_("Make a new link") if held else _("Make a link"),
        url=here,
        post=True,
        kind="secondary" if held else "primary",
        hidden=(("act", "make"),),
    )
    end = Action(label=_("End the link"), url=here, post=True, kind="danger", hidden=(("act", "end"),))
    if held:
        text = _("You have a link that works since %(day)s. A new link ends it.") % {
            "day": words.day_in_words(timezone.localdate(held.made_at))
        }
    else:
        text = _("You have no link yet. With a link your own calendar fetches your actions by itself.")
    return LinkPage(
        title=_("Your actions in your own calendar"),
        intro=_("In Outlook, Google Calendar or on your telephone."),
        crumbs=words.crumbs(actor),
        help=(
            Help(
                title=_("Good to know"),
                points=(
                    _("In your calendar choose “add a calendar from the internet” and paste the address."),
                    _(
                        "Whoever has the address can read the titles and days of your actions. Keep it to "
                        "yourself."
                    ),
                    _("The link ends by itself when your role here ends."),
                ),
            ),
        ),
        text=text,
        address=address,
        link_actions=(make, end) if held else (make,),
    )


def _description(action: PlanAction) -> str:
    parts = [action.explanation, f"{words.state_in_words(action)}, {action.progress}%", action.plan.title]
    return "\n".join(part for part in parts if part)
