"""The session of a consultation: who comes, whether there is room, who was there, and what was said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, Who, record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.consultations.holding import own_consultation, refuse_confidential
from meerwaarde.stages.market.models import (
    Consultation,
    ConsultationFollower,
    ConsultationResponse,
    ConsultationSeat,
)
from meerwaarde.stages.market.queries import consultations as queries

MOST_PEOPLE: Final = 5
"""Of one party: a session is a talk, and others must fit as well."""


def take_seat(*, actor: Actor, found: Consultation, coming: bool, people: int, at: datetime) -> None:
    """Come to the session with so many people, or not any more. Clicking twice changes nothing."""
    must(actor, "consultations.answer")
    _seat(
        found,
        actor.organisation_name,
        organisation_id=actor.organisation_id,
        coming=coming,
        people=people,
        who=actor,
        at=at,
    )
    if coming and actor.membership_id is not None:
        ConsultationFollower.keep(found, actor.membership_id, at)


def take_seat_by_link(*, response: ConsultationResponse, coming: bool, people: int, at: datetime) -> None:
    """The same for somebody without an account, who holds a confirmed link from a letter."""
    if response.organisation_id is not None or response.state == "unconfirmed":
        raise Http404
    found = response.consultation
    who = System(found.organisation.public_id, found.organisation_id)
    _seat(found, response.firm_name, organisation_id=None, coming=coming, people=people, who=who, at=at)


def note_session(
    *,
    actor: Actor,
    found: Consultation,
    present: Mapping[str, bool],
    others: Sequence[str],
    minutes: str,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Who was at the session (by public id of the seat; `others` came without registering), and minutes.

    Raises `Changed`, and keeps nothing, where a colleague wrote since `expected_version` of the consultation.
    """
    own_consultation(actor, found)
    if found.session_at is None or at < found.session_at:
        raise Refused(
            Text(nl="De bijeenkomst is nog niet geweest.", en="The session has not taken place yet.")
        )
    if found.state != "published":
        raise Refused(REPORTED)
    refuse_confidential(found, [minutes], at)
    with transaction.atomic():
        changed = found.change(expected_version, minutes=minutes.strip(), changed_at=at)
        seats = queries.seats_of(found)
        for seat in seats:
            if came := seat.change(present=present.get(seat.public_id, False)):
                record(actor, "consultationseat.attend", seat, at=at, fields=came)
        known = {seat.firm_name for seat in seats}
        for name in dict.fromkeys(" ".join(one.split())[:200] for one in others):
            if name and name not in known:
                seat = ConsultationSeat.enter(consultation=found, firm_name=name, present=True, taken_at=at)
                record(actor, "consultationseat.attend", seat, at=at, fields=["consultation", "present"])
        if changed:
            record(actor, "consultation.minutes", found, at=at, fields=changed)


def _seat(
    found: Consultation,
    firm_name: str,
    *,
    organisation_id: int | None,
    coming: bool,
    people: int,
    who: Who,
    at: datetime,
) -> None:
    if found.state != "published" or found.session_at is None or at >= found.session_at:
        raise Refused(TOO_LATE)
    with transaction.atomic():
        one_at_a_time(found.organisation_id)  # of two who take the last place, the second sees the first
        known = queries.seat_called(found, firm_name)
        if known is not None and known.organisation_id != organisation_id:
            raise Refused(NAME_TAKEN)
        if not coming:
            if known is not None:
                record(who, "consultationseat.leave", known, at=at, fields=["consultation"])
                known.strike()
            return
        wanted = min(max(people, 1), MOST_PEOPLE)
        _refuse_full(found, wanted - (known.people if known else 0))
        if known is None:
            known = ConsultationSeat.enter(
                consultation=found,
                organisation_id=organisation_id,
                firm_name=firm_name,
                people=wanted,
                taken_at=at,
            )
        elif not known.change(people=wanted):
            return
        record(who, "consultationseat.take", known, at=at, fields=["consultation", "people"])


def _refuse_full(found: Consultation, more: int) -> None:
    if found.session_seats is None or more <= 0:
        return
    left = found.session_seats - queries.people_coming(found)
    if more > left:
        raise Refused(FULL if left <= 0 else _too_few(left))


def _too_few(left: int) -> Text:
    return Text(
        nl=f"Er zijn nog {left} plaatsen vrij. Kom met minder mensen." if left > 1 else ONE_LEFT.nl,
        en=f"There are {left} places left. Come with fewer people." if left > 1 else ONE_LEFT.en,
    )


ONE_LEFT = Text(
    nl="Er is nog één plaats vrij. Kom met één persoon.", en="There is one place left. Come with one person."
)
FULL = Text(
    nl="De bijeenkomst is vol. U kunt wel antwoorden, en u krijgt hetzelfde verslag.",
    en="The session is full. You can still answer, and you get the same report.",
)
TOO_LATE = Text(
    nl="Aanmelden voor deze bijeenkomst kan niet meer.",
    en="Registering for this session is not possible any more.",
)
NAME_TAKEN = Text(
    nl="Onder deze naam komt al iemand. Vraag de overheid om dat uit te zoeken.",
    en="Somebody comes under this name already. Ask the authority to sort that out.",
)
REPORTED = Text(
    nl="Het verslag is gedeeld, of de consultatie is gestopt. Hier verandert niets meer aan.",
    en="The report is shared, or the consultation stopped. Nothing changes about this any more.",
)
