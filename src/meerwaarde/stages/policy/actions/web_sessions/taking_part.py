"""What a participant does: join, score alone, say to be ready, leave.

A guest has no account: the journal then says that a guest did it, and nothing more. Scores are no facts in
the journal at all, because order and moment would tell something before the reveal.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.ambition import LEVELS
from meerwaarde.rules.ambition_web.scoring import SIDES
from meerwaarde.rules.lifecycle import WEB_SCORING
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.models import Participant, WebScore, WebSession
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.web_sessions import SeatKey

MOST_PARTICIPANTS = 100
"""More people than this do not sit at one table: a stop for whoever would flood it."""
MOST_SEATS = 3 * MOST_PARTICIPANTS
"""Seats that were ever taken in one session, those of who left again as well."""
LONGEST_REMARK = 1000


@dataclass(frozen=True)
class Guest:
    """Who does something without an account: the authority that is visited, and no name."""

    organisation: str
    organisation_id: int
    person: str = ""
    membership: str = ""
    role: str = "guest"


@dataclass(frozen=True)
class Colleague(Guest):
    """A colleague at the table, with the ids that the journal keeps."""


@dataclass(frozen=True)
class Given:
    """What a participant gives one area; None is no opinion."""

    present: int | None = None
    desired: int | None = None
    remark: str = ""


class TooLate(Refused):
    """The scores were shown already, so they stand."""


def new_secret() -> str:
    """The secret of a guest's browser: 256 bits."""
    return secrets.token_urlsafe(32)


def who_of(participant: Participant, *, named: bool = True) -> Guest:
    """Whom the journal names for what this participant does; without a name somebody at the table."""
    organisation = participant.session.web.organisation
    held = participant.membership if named else None
    if held is None:
        return Guest(organisation.public_id, organisation.pk)
    return Colleague(
        organisation.public_id, organisation.pk, held.person.public_id, held.public_id, held.role
    )


def join_as_guest(
    *, session: WebSession, at: datetime, secret: str, name: str, side: str, party: str
) -> Participant:
    """Take a seat with a name and a side. The same browser gets the same seat, also after leaving."""
    with transaction.atomic():
        held = seen(queries.session_to_sit_in(session.public_id, at))
        digest = queries.digest_of(secret)
        known = queries.guest_with_key(held, digest)
        if known is not None:
            return _back(held, known, at)
        refuse_if(_guest_problems(held, name, side, party))
        _room_for_one(held)
        return _sit(
            held, at, name=_tidy(name), side=side, party=_tidy(party), key_digest=digest, membership=None
        )


def join_as_colleague(*, membership: Membership, session: WebSession, at: datetime) -> Participant:
    """Take a seat as oneself; on a second device it is the same seat."""
    with transaction.atomic():
        held = seen(queries.session_to_sit_in(session.public_id, at))
        if membership.organisation_id != held.web.organisation_id:
            raise Http404
        known = queries.colleague_in(held, membership.pk)
        if known is not None:
            return _back(held, known, at)
        _room_for_one(held)
        return _sit(
            held,
            at,
            name=membership.person.name,
            side="authority",
            party="",
            key_digest=queries.digest_of(new_secret()),
            membership=membership,
        )


def leave(*, participant: Participant, at: datetime) -> None:
    """Stand up. Before the reveal the scores go along; one may come back with the code."""
    with transaction.atomic():
        session = queries.session_of_seat(participant)
        held = seen(queries.participant_in(session, participant.public_id))
        if held.left_at is None:
            held.change(left_at=not_before_reveal(session, at), ready_at=None)
            record(who_of(participant), "participant.leave", held, at=at, fields=["left_at"])
            session.touch()


def score(*, seat: SeatKey, at: datetime, given: Mapping[str, Given]) -> tuple[tuple[str, int, str], ...]:
    """Keep what one participant gives, by public id of the area. Raises `TooLate` after the reveal.

    It tells nobody anything: no revision rises, no fact is written. Gives the areas back: public id, key
    and name.
    """
    with transaction.atomic():
        state, web = seen(queries.going_on(seat.session_pk, at))
        if state != WEB_SCORING:
            raise TooLate(
                {
                    "": _(
                        "The scores were shown already, so they stand as they are. "
                        "You can still say in the talk what you see differently."
                    )
                }
            )
        axes = queries.axes_of(web)
        areas = {public_id: key for public_id, key, _name in axes}
        if not given.keys() <= areas.keys():
            raise Http404
        refuse_if(_score_problems(given))
        WebScore.keep(
            WebScore(
                participant_id=seat.participant_pk,
                area_id=areas[area],
                present=one.present,
                desired=one.desired,
                remark=storable(one.remark),
                written_at=at,
            )
            for area, one in given.items()
        )
    return axes


def say_ready(*, participant: Participant, at: datetime, ready: bool) -> None:
    """Say to be done with scoring, or busy again. That is all the others learn before the reveal."""
    with transaction.atomic():
        held = seen(queries.session_to_sit_in(participant.session.public_id, at))
        seat = seen(queries.participant_in(held, participant.public_id))
        if held.state != WEB_SCORING or (seat.ready_at is not None) == ready:
            return
        seat.change(ready_at=at if ready else None)
        held.touch()


def _sit(held: WebSession, at: datetime, **values: object) -> Participant:
    seat = Participant.enter(session=held, joined_at=at, seen_at=at, **values)
    record(who_of(seat), "participant.join", seat, at=at, plain={"side": seat.side})
    held.touch()
    return seat


def not_before_reveal(session: WebSession, at: datetime) -> datetime:
    """The moment of something that waited for the reveal: after it, whatever the clock said at the door.

    Else a picture that everybody saw would change by the scores of one person, and so tell them.
    """
    shown = session.revealed_at
    return at if shown is None or at > shown else shown + timedelta(microseconds=1)


def _back(session: WebSession, known: Participant, at: datetime) -> Participant:
    """Somebody who has a seat: as it is, or taken again after leaving. Who was taken out stays out.

    Who left before the reveal took the scores along; who comes back after it sits down anew, without them.
    """
    if known.removed_at is not None:
        raise Refused(
            {"": _("The facilitator took you out of this session. Talk to the facilitator to join again.")}
        )
    if known.left_at is not None:
        shown = session.revealed_at
        if shown is not None and known.left_at <= shown:
            known.change(left_at=None, joined_at=not_before_reveal(session, at))
        else:
            known.change(left_at=None)
        record(who_of(known), "participant.join", known, at=at, plain={"side": known.side})
        session.touch()
    return known


def _room_for_one(held: WebSession) -> None:
    here, _ready = queries.head_count(held)
    if here >= MOST_PARTICIPANTS or queries.seats_ever(held) >= MOST_SEATS:
        raise Refused({"": _("This session is full. Ask the facilitator who is at the table.")})


def _guest_problems(held: WebSession, name: str, side: str, party: str) -> dict[str, str]:
    problems = {}
    if not _tidy(name):
        problems["name"] = _("Fill in your name: the others at the table see who takes part.")
    elif len(_tidy(name)) > 100:
        problems["name"] = _("Use at most 100 characters.")
    elif queries.name_taken(held, name):
        problems["name"] = _(
            "Somebody with this name takes part already. Add something, such as your last name or your firm."
        )
    if side not in SIDES:
        problems["side"] = _("Choose for whom you are here.")
    if len(_tidy(party)) > 150:
        problems["party"] = _("Use at most 150 characters.")
    elif side == "market" and not _tidy(party):
        problems["party"] = _("Fill in the organisation for which you are here.")
    return problems


def _score_problems(given: Mapping[str, Given]) -> dict[str, str]:
    problems = {}
    for area, one in given.items():
        if any(level is not None and level not in LEVELS for level in (one.present, one.desired)):
            problems[area] = _("Choose level 0, 1, 2 or 3.")
        elif len(one.remark) > LONGEST_REMARK:
            problems[area] = _("Your remark is too long. Use at most 1,000 characters.")
    return problems


def storable(text: str) -> str:
    """What somebody typed, without the NUL that PostgreSQL does not keep."""
    return text.replace("\x00", "").strip()


def _tidy(text: str) -> str:
    return " ".join(text.split())
