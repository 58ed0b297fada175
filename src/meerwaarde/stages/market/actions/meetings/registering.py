"""Coming to a meeting: a place, the waiting list, not coming after all; with an account or without."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import Who, record
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.rules.meetings import phase
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.meetings import letters
from meerwaarde.stages.market.actions.meetings.standing import before, held_by, itself, move_up
from meerwaarde.stages.market.models import Meeting, MeetingPlace
from meerwaarde.stages.market.queries import meetings as queries

UNCONFIRMED_KEPT: Final = timedelta(days=7)
GUEST_KEPT: Final = timedelta(days=180)
"""Name and address of somebody without an account: a week unconfirmed, half a year after the meeting, so that
the question of three months later can be asked and answered."""
MOST_LETTERS: Final = 3
LONGEST: Final = 300


@dataclass(frozen=True, kw_only=True)
class GuestValues:
    """What somebody without an account leaves behind."""

    firm_name: str
    person_name: str
    email: str
    seeks: str
    agrees: bool


def take_place(*, actor: Actor, found: Meeting, at: datetime, seeks: str = "") -> MeetingPlace:
    """Register; when it is full one waits. Doing it twice gives the same place."""
    must(actor, "events.join")
    said = " ".join(seeks.split())[:LONGEST]
    with transaction.atomic():
        held = queries.locked(found)
        open_to_register(held, at)
        known = queries.own_place(actor, held)
        if known is not None and known.state != "cancelled":
            if said and (changed := known.change(seeks=said)):
                record(actor, "meetingplace.change", known, at=at, fields=changed)
            return known
        if known is None:
            known = MeetingPlace.enter(
                meeting=held, membership_id=actor.membership_id, seeks=said, state=_next(held), taken_at=at
            )
            record(actor, "meetingplace.take", known, at=at, fields=["meeting", "state"])
        else:
            changed = known.change(state=_next(held), taken_at=at, seeks=said or known.seeks)
            record(actor, "meetingplace.again", known, at=at, fields=changed)
        letters.write_place(known, at)
    return known


def begin_as_guest(*, found: Meeting, values: GuestValues, language: str, at: datetime) -> None:
    """Send a link to somebody without an account. Whoever asks hears the same, known or not."""
    open_to_register(found, at)
    if not values.agrees:
        raise Refused(
            Text(
                nl="Zonder uw toestemming mogen wij uw naam en adres niet bewaren.",
                en="Without your consent we may not keep your name and address.",
            )
        )
    email = values.email.strip().lower()
    with transaction.atomic():
        known = queries.place_of_address(found, email)
        if known is None:
            try:
                with transaction.atomic():
                    known = _begin(found, values, email, language, at)
            except IntegrityError:
                return  # a double click: the other one sends the letter
        if known.letters < MOST_LETTERS:
            known.change(letters=known.letters + 1)
            letters.write_link(known, at)


def confirm_guest(*, place: MeetingPlace, at: datetime) -> None:
    """The letter arrived: a place, or one in the row. Confirming twice changes nothing."""
    if place.state != "unconfirmed":
        return
    with transaction.atomic():
        held = queries.locked(place.meeting)
        open_to_register(held, at)
        place = queries.place_now(place)
        if place.state != "unconfirmed":
            return
        changed = place.change(
            state=_next(held), taken_at=at, keep_until=timezone.localdate(held.ends_at) + GUEST_KEPT
        )
        record(itself(held), "meetingplace.confirm", place, at=at, fields=changed)
        letters.write_place(place, at)


def come_again(*, place: MeetingPlace, at: datetime) -> None:
    """Somebody without an account cancelled and comes after all, at the end of the row."""
    who = held_by(place, None)
    with transaction.atomic():
        held = queries.locked(place.meeting)
        open_to_register(held, at)
        place = queries.place_now(place)
        if place.state != "cancelled":
            return
        changed = place.change(state=_next(held), taken_at=at)
        record(who, "meetingplace.again", place, at=at, fields=changed)
        letters.write_place(place, at)


def say_what_one_seeks(*, place: MeetingPlace, seeks: str, at: datetime, actor: Actor | None = None) -> None:
    """Change the line that everybody who comes reads."""
    who = held_by(place, actor)
    before(place.meeting, at)
    with transaction.atomic():
        place = queries.place_now(place)
        if changed := place.change(seeks=" ".join(seeks.split())[:LONGEST]):
            record(who, "meetingplace.change", place, at=at, fields=changed)


def leave(*, place: MeetingPlace, at: datetime, actor: Actor | None = None) -> None:
    """Not come after all; who waited longest gets the seat and a letter. Twice changes nothing."""
    who = held_by(place, actor)
    before(place.meeting, at)
    with transaction.atomic():
        held = queries.locked(place.meeting)
        place = queries.place_now(place)
        if place.state not in queries.TAKEN:
            return
        _give_up(place, who, at)
        move_up(held, at)


def forget_guests(*, at: datetime) -> int:
    """Take away names, addresses and messages of guests past their term; what came of it stays counted."""
    day = timezone.localdate(at)
    gone = MeetingPlace.strike_unconfirmed(day)
    for place in queries.past_their_term(day):
        with transaction.atomic():
            _forget(place, at)
        gone += 1
    return gone


def erase_guest(*, place: MeetingPlace, at: datetime) -> None:
    """Somebody without an account takes name and address away at once, and with them a seat to come."""
    held_by(place, None)
    with transaction.atomic():
        held = queries.locked(place.meeting)
        place = queries.place_now(place)
        if place.state in queries.TAKEN and held.state == "published" and held.starts_at > at:
            _give_up(place, itself(held), at)
            move_up(held, at)
        _forget(place, at)


def forget_person(person: Person, at: datetime) -> None:
    """Somebody with an account erases their data: places to come are given up, what was said goes."""
    for place in queries.places_of_person(person.pk):
        found = place.meeting
        with transaction.atomic():
            if place.state in queries.TAKEN and found.state == "published" and found.starts_at > at:
                held = queries.locked(found)
                _give_up(place, itself(held), at)
                move_up(held, at)
            _blank_what_was_said(place)
            if changed := place.change(seeks=""):
                record(itself(found), "meetingplace.forget", place, at=at, fields=changed)


def open_to_register(found: Meeting, at: datetime) -> None:
    """Refuse when nobody can register any more, with why."""
    before(found, at)
    if phase(found.state, found.starts_at, found.ends_at, found.register_until, at) != "open":
        raise Refused(
            Text(
                nl="Aanmelden kan niet meer: de laatste dag is voorbij. Bel of mail de organisator.",
                en="Registering is closed: the last day has passed. Call or mail the organiser.",
            )
        )


def _next(held: Meeting) -> str:
    return "certain" if queries.count_places(held, "certain") < held.capacity else "waiting"


def _begin(found: Meeting, values: GuestValues, email: str, language: str, at: datetime) -> MeetingPlace:
    begun = MeetingPlace.enter(
        meeting=found,
        firm_name=" ".join(values.firm_name.split())[:200],
        person_name=" ".join(values.person_name.split())[:150],
        email=email,
        seeks=" ".join(values.seeks.split())[:LONGEST],
        language=language,
        taken_at=at,
        agreed_at=at,
        keep_until=timezone.localdate(at) + UNCONFIRMED_KEPT,
    )
    record(itself(found), "meetingplace.begin", begun, at=at, fields=["meeting"])
    return begun


def _give_up(place: MeetingPlace, who: Who, at: datetime) -> None:
    """With what was asked; who would talk with this person hears it and keeps the address."""
    changed = place.change(state="cancelled")
    record(who, "meetingplace.cancel", place, at=at, fields=changed)
    for one in queries.acquaintances_of(place):
        if one.state != "met":
            one.change(state="withdrawn")
        elif one.meets_at is not None:
            one.change(meets_at=None)
            letters.write_not_coming(one, one.beside(place), at)


def _forget(place: MeetingPlace, at: datetime) -> None:
    _blank_what_was_said(place)
    changed = place.change(person_name="", email="", seeks="")
    record(itself(place.meeting), "meetingplace.forget", place, at=at, fields=changed)


def _blank_what_was_said(place: MeetingPlace) -> None:
    for one in queries.acquaintances_of(place):
        one.change(message="", next_step="")
    for told in queries.follow_ups_of(place):
        told.change(text="")
