"""The calendar for somebody's own agenda (RFC 5545): when quarters begin and contracts end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.queries import ExpectedProcurement, line_quarter


def calendar_ical(
    actor: Actor, lines: Iterable[ExpectedProcurement], at: datetime, address: Callable[[str], str]
) -> bytes:
    """One event per line on the first day of its quarter, and one where a contract ends; whole days."""
    book = Calendar()
    book.add("prodid", "-//Meerwaarde//Procurement calendar//NL")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("Procurement calendar %(authority)s") % {"authority": actor.organisation_name})
    for one in lines:
        url = address(reverse("calendar:line", args=[actor.slug, one.public_id]))
        begins = _("%(quarter)s: %(title)s") % {"quarter": words.quarter_short(one), "title": one.title}
        first = line_quarter(one).first_day
        book.add_component(
            whole_day(f"{one.public_id}-begin", first, at, summary=begins, url=url, text=words.worth(one))
        )
        if one.current_contract_ends_on is not None:
            ends = _("Contract ends: %(title)s") % {"title": one.title}
            last = one.current_contract_ends_on
            book.add_component(whole_day(f"{one.public_id}-end", last, at, summary=ends, url=url))
    return bytes(book.to_ical())


def whole_day(key: str, day: date, at: datetime, *, summary: str, url: str, text: str = "") -> Event:
    """An event of one day; the same key in a later file replaces it."""
    event = Event()
    event.add("uid", f"{key}@meerwaarde.example")
    event.add("dtstamp", at)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    if text:
        event.add("description", text)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event
