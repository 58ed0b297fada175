"""Who may act at a meeting, as long as what, and who gets a seat that is free."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, Who, record
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.meetings import letters
from meerwaarde.stages.market.models import Meeting, MeetingPlace
from meerwaarde.stages.market.queries import meetings as queries

PAST = Text(
    nl="Deze bijeenkomst is begonnen of geweest. Dit kan niet meer.",
    en="This meeting has begun or is over. This is not possible any more.",
)
CALLED_OFF = Text(
    nl="Deze bijeenkomst gaat niet door. Op de pagina staat waarom.",
    en="This meeting is called off. The page says why.",
)


def own(actor: Actor, found: Meeting) -> Meeting:
    """The organiser's own meeting."""
    must(actor, "events.write")
    if found.organisation_id != actor.organisation_id:
        raise Http404
    return found


def before(found: Meeting, at: datetime) -> None:
    """Refuse what is only possible until it begins."""
    if found.state == "cancelled":
        raise Refused(CALLED_OFF)
    if found.state != "published" or found.starts_at <= at:
        raise Refused(PAST)


def held_by(place: MeetingPlace, actor: Actor | None) -> Who:
    """Who acts with a place: its member, or without an account who holds its link (the door read that)."""
    if actor is not None:
        must(actor, "events.join")
        if place.membership_id != actor.membership_id:
            raise Http404
        return actor
    if place.membership_id is not None or place.state == "unconfirmed":
        raise Http404
    return itself(place.meeting)


def itself(found: Meeting) -> System:
    """The organiser's installation, for what happens by itself or by somebody without an account."""
    return System(found.organisation.public_id, found.organisation_id)


def move_up(found: Meeting, at: datetime) -> None:
    """Give seats that are free to who waited longest, each with a letter. The caller holds the meeting."""
    free = found.capacity - queries.count_places(found, "certain")
    if free <= 0:
        return
    for place in queries.places_of(found, "waiting")[:free]:
        changed = place.change(state="certain")
        record(itself(found), "meetingplace.move_up", place, at=at, fields=changed)
        letters.write_place(place, at)
