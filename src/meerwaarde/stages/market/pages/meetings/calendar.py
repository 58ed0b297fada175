"""A meeting as a file for somebody's own agenda (iCalendar, RFC 5545)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from meerwaarde.rules.meetings import TALK
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Meeting, MeetingPlace


def meeting_calendar(found: Meeting, url: str) -> bytes:
    """The meeting for everybody, without the link to take part online."""
    book = _book()
    book.add_component(_event(found, url, link=False))
    return bytes(book.to_ical())


def own_calendar(place: MeetingPlace, url: str) -> bytes:
    """The meeting for who has a place: with the link, and the talks that both wanted."""
    found = place.meeting
    book = _book()
    book.add_component(_event(found, url, link=place.state == "certain"))
    if place.state == "certain" and found.state != "cancelled":
        for met in queries.acquaintances_of(place):
            if met.state != "met" or met.meets_at is None:
                continue
            talk = Event()
            talk.add("uid", f"{met.public_id}-talk@meerwaarde.example")
            talk.add("dtstamp", found.changed_at)
            talk.add("dtstart", met.meets_at)
            talk.add("dtend", met.meets_at + TALK)
            talk.add(
                "summary",
                _("Talk with %(organisation)s") % {"organisation": met.beside(place).organisation_name},
            )
            talk.add("location", found.where)
            book.add_component(talk)
    return bytes(book.to_ical())


def _book() -> Calendar:
    book = Calendar()
    book.add("prodid", "-//Meerwaarde//Meetings//NL")
    book.add("version", "2.0")
    return book


def _event(found: Meeting, url: str, *, link: bool) -> Event:
    """With a number that rises with each change, so that programs move what they have."""
    event = Event()
    event.add("uid", f"{found.public_id}@meerwaarde.example")
    event.add("dtstamp", found.changed_at)
    event.add("sequence", found.version)
    event.add("dtstart", found.starts_at)
    event.add("dtend", found.ends_at)
    event.add("summary", found.title)
    event.add("location", found.where or (found.link if link else ""))
    said = [found.description]
    if link and found.link:
        said.append(_("Take part online: %(link)s") % {"link": found.link})
    event.add("description", "\n\n".join(said))
    event.add("url", url)
    event.add("status", "CANCELLED" if found.state == "cancelled" else "CONFIRMED")
    return event
