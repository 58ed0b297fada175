"""Reads of ambition-web sessions, for whoever leads one and for whoever sits in one.

Colleagues start at what their authority holds. Who joined with a code starts at the seat that the secret in
the own browser opens, or the own membership. Before the reveal nothing here reads the scores of another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import Membership, memberships_at
from meerwaarde.rules.ambition_web.forgetting import FORGOTTEN
from meerwaarde.rules.ambition_web.reveal import AreaPicture, pictures
from meerwaarde.rules.ambition_web.scoring import Presence, Score, Side, counts
from meerwaarde.rules.lifecycle import (
    WEB_CANCELLED,
    WEB_PREPARED,
    WEB_REVEALED,
    WEB_SCORING,
    WEB_SESSION,
    WEB_SETTLED,
)
from meerwaarde.stages.policy.models import (
    AmbitionWeb,
    Participant,
    WebArea,
    WebNote,
    WebOutcome,
    WebScore,
    WebSession,
)

__all__ = [
    "WEB_CANCELLED",
    "WEB_PREPARED",
    "WEB_REVEALED",
    "WEB_SCORING",
    "WEB_SESSION",
    "WEB_SETTLED",
    "AmbitionWeb",
    "NotYetShown",
    "Participant",
    "Pulse",
    "WebArea",
    "WebNote",
    "WebOutcome",
    "WebScore",
    "WebSession",
]

GOING = (WEB_SCORING, WEB_REVEALED)
"""States in which somebody may join."""
LOOKED_AT = (WEB_SCORING, WEB_REVEALED, WEB_SETTLED, WEB_CANCELLED)
"""States in which a seat shows something."""


class NotYetShown(Exception):
    """Somebody asked for the scores of a session before they were shown: a mistake of the programme."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """All that a waiting screen asks again and again: is there something new."""

    revision: int
    state: str
    session_pk: int


@dataclass(frozen=True, slots=True)
class SeatKey:
    """A seat by its keys: all that a tap needs, thirty times in the same instant."""

    participant_pk: int
    session_pk: int


# For the authority.


def sessions_visible_to(actor: Actor) -> QuerySet[WebSession]:
    """The sessions of the actor's own authority, newest first."""
    if not actor.may("webs.read"):
        return WebSession.objects.none()
    found = WebSession.objects.filter(web__organisation_id=actor.organisation_id)
    return found.select_related("web", "facilitator__person", "current_area")


def sessions_told_to(actor: Actor) -> QuerySet[WebSession]:
    """The sessions of which this actor may know what was agreed: settled ones for who reads no sessions.

    The council stands outside the table: it reads agreed levels, never who sat there or who scored what.
    """
    if actor.may("webs.read") or not actor.may("webs.agreed"):
        return sessions_visible_to(actor)
    found = WebSession.objects.filter(web__organisation_id=actor.organisation_id, state=WEB_SETTLED)
    return found.select_related("web")


def web_session(actor: Actor, public_id: str) -> WebSession | None:
    """One session; of another authority it does not exist."""
    return sessions_visible_to(actor).filter(public_id=public_id).first()


def session_to_change(actor: Actor, public_id: str) -> WebSession | None:
    """The same, held until the transaction ends."""
    held = sessions_visible_to(actor).filter(public_id=public_id)
    return held.select_for_update(of=("self",), no_key=True).first()


def hold_web(session: WebSession) -> None:
    """Keep others from changing the web of a session until the transaction ends."""
    AmbitionWeb.objects.filter(pk=session.web_id).select_for_update(no_key=True).first()


def led_by(actor: Actor, at: datetime) -> QuerySet[WebSession]:
    """Sessions that this colleague leads and that are not over: prepared, or going on until the code ends."""
    going_on = Q(state__in=GOING, expires_at__gt=at)
    return sessions_visible_to(actor).filter(
        Q(state=WEB_PREPARED) | going_on, facilitator_id=actor.membership_id
    )


def sessions_of(actor: Actor, web: AmbitionWeb) -> QuerySet[WebSession]:
    """All sessions over one web that this actor may know of, newest first."""
    return sessions_told_to(actor).filter(web=web)


def web_to_meet_over(actor: Actor, public_id: str) -> AmbitionWeb | None:
    """A web of the own authority that is not in the archive."""
    if not actor.may("webs.read"):
        return None
    return AmbitionWeb.objects.filter(
        organisation_id=actor.organisation_id, public_id=public_id, archived_at__isnull=True
    ).first()


def webs_to_meet_over(actor: Actor) -> QuerySet[AmbitionWeb]:
    """The webs of the own authority over which a session can be held."""
    return AmbitionWeb.objects.filter(
        organisation_id=actor.organisation_id if actor.may("webs.read") else -1, archived_at__isnull=True
    ).order_by("title", "id")


def pulse(actor: Actor, public_id: str) -> Pulse | None:
    """What the screens of the facilitator poll."""
    if not actor.may("webs.read"):
        return None
    row = (
        WebSession.objects.filter(web__organisation_id=actor.organisation_id, public_id=public_id)
        .values_list("revision", "state", "pk")
        .first()
    )
    return None if row is None else Pulse(*row)


def participant_in(session: WebSession, public_id: str) -> Participant | None:
    """Somebody in this session."""
    return Participant.objects.filter(session=session, public_id=public_id).first()


def note_in(session: WebSession, public_id: str) -> WebNote | None:
    """A note of this session."""
    return WebNote.objects.filter(session=session, public_id=public_id).select_related("participant").first()


def area_in(session: WebSession, public_id: str) -> WebArea | None:
    """An area of the web of this session."""
    return WebArea.objects.filter(web_id=session.web_id, public_id=public_id).first()


def possible_owners_of_measures(actor: Actor, day: date) -> QuerySet[Membership]:
    """Colleagues who can carry a measure."""
    return memberships_at(actor.organisation_id, day)


# For whoever has a code or a seat.


def digest_of(secret: str) -> str:
    """What is kept of the secret in somebody's cookie."""
    return hashlib.sha256(secret.encode()).hexdigest()


def session_by_code(code: str, at: datetime) -> WebSession | None:
    """The session that a code opens at this moment; whatever is wrong with a code, the answer is the same."""
    return (
        WebSession.objects.filter(join_code=code, state__in=GOING, expires_at__gt=at)
        .select_related("web__organisation", "current_area")
        .first()
    )


def session_to_sit_in(public_id: str, at: datetime) -> WebSession | None:
    """The session, held until the transaction ends, while it can be joined."""
    return (
        WebSession.objects.filter(public_id=public_id, state__in=GOING, expires_at__gt=at)
        .select_for_update(no_key=True)
        .first()
    )


def session_of_seat(participant: Participant) -> WebSession:
    """The session in which somebody sits, held until the transaction ends, in whatever state it is."""
    found = WebSession.objects.filter(pk=participant.session_id)
    return found.select_for_update(no_key=True).get()


def seats_open(at: datetime) -> QuerySet[Participant]:
    """Everybody whose seat shows something at this moment. Without a secret or a membership: nobody's."""
    return Participant.objects.filter(
        removed_at__isnull=True,
        left_at__isnull=True,
        session__state__in=LOOKED_AT,
        session__expires_at__gt=at,
    )


def seat_with_key(session_id: str, key_digest: str, at: datetime) -> Participant | None:
    """The seat of a guest, opened by the secret in the own browser."""
    return _whole(seats_open(at).filter(key_digest=key_digest, session__public_id=session_id))


def seat_of_person(session_id: str, person_id: int, at: datetime) -> Participant | None:
    """The seat of a colleague, on whatever device the log-in is. A role that ended opens nothing."""
    return _whole(
        seats_open(at).filter(_still_colleague(person_id, localdate(at)), session__public_id=session_id)
    )


def key_of(participant: Participant) -> SeatKey:
    """The keys of a seat that was fetched already."""
    return SeatKey(participant.pk, participant.session_id)


def seat_key_with_key(session_id: str, key_digest: str, at: datetime) -> SeatKey | None:
    """The keys of the seat of a guest."""
    return _keys(seats_open(at).filter(key_digest=key_digest, session__public_id=session_id))


def seat_key_of_person(session_id: str, person_id: int, at: datetime) -> SeatKey | None:
    """The keys of the seat of a colleague."""
    return _keys(
        seats_open(at).filter(_still_colleague(person_id, localdate(at)), session__public_id=session_id)
    )


def going_on(session_pk: int, at: datetime) -> tuple[str, int] | None:
    """State and key of the web of a session that people can sit in, held until the transaction ends."""
    rows = (
        WebSession.objects.filter(pk=session_pk, state__in=GOING, expires_at__gt=at)
        .select_for_update(no_key=True)
        .order_by()
        .values_list("state", "web_id")
    )
    return next(iter(rows), None)


def axes_of(web_pk: int) -> tuple[tuple[str, int, str], ...]:
    """Public id, key and name of the areas of a web, in their order."""
    rows = WebArea.objects.filter(web_id=web_pk).values_list("public_id", "pk", "name")
    return tuple(rows)


def own_levels(participant_pk: int) -> dict[int, tuple[int | None, int | None]]:
    """What one participant gave, present and desired, by key of the area. For the own eyes."""
    rows = WebScore.objects.filter(participant_id=participant_pk).order_by()
    return {
        area: (present, desired)
        for area, present, desired in rows.values_list("area_id", "present", "desired")
    }


def pulse_with_key(session_id: str, key_digest: str, at: datetime) -> Pulse | None:
    """What the screen of a guest polls: one query, on an index."""
    return _pulse(seats_open(at).filter(key_digest=key_digest, session__public_id=session_id))


def pulse_of_person(session_id: str, person_id: int, at: datetime) -> Pulse | None:
    """What the screen of a colleague polls."""
    return _pulse(
        seats_open(at).filter(_still_colleague(person_id, localdate(at)), session__public_id=session_id)
    )


def colleague_in(session: WebSession, membership_id: int) -> Participant | None:
    """The seat that this membership has or had in the session."""
    return Participant.objects.filter(session=session, membership_id=membership_id).first()


def guest_with_key(session: WebSession, key_digest: str) -> Participant | None:
    """The seat that this browser has or had in the session."""
    return Participant.objects.filter(session=session, key_digest=key_digest).first()


def people_at_the_table(session: WebSession) -> QuerySet[Participant]:
    """Who takes part at this moment, by name: their order says nothing."""
    return Participant.objects.filter(
        session=session, left_at__isnull=True, removed_at__isnull=True
    ).order_by("name", "id")


def name_taken(session: WebSession, name: str) -> bool:
    """Whether somebody at the table has this name already; capitals and spaces do not count."""
    return any(_folded(one.name) == _folded(name) for one in people_at_the_table(session).only("name"))


def seats_ever(session: WebSession) -> int:
    """How many seats were ever taken, those of who left or was taken out as well."""
    return Participant.objects.filter(session=session).count()


def notes_count(session: WebSession) -> int:
    """How many notes stand in the session."""
    return WebNote.objects.filter(session=session).count()


def head_count(session: WebSession) -> tuple[int, int]:
    """How many take part, and how many of them say that they are ready."""
    return heads_at(session.pk)


def heads_at(session_pk: int) -> tuple[int, int]:
    """The same by the key of the session, for a screen that polls."""
    found = Participant.objects.filter(
        session_id=session_pk, left_at__isnull=True, removed_at__isnull=True
    ).aggregate(here=Count("id"), ready=Count("id", filter=Q(ready_at__isnull=False)))
    return found["here"], found["ready"]


def number_who_scored(session: WebSession) -> int:
    """How many people at the table gave a score: of one alone a picture without names names that one."""
    here = Participant.objects.filter(session=session, left_at__isnull=True, removed_at__isnull=True)
    return here.filter(scores__isnull=False).distinct().count()


# What is on the table.


def areas_of(session: WebSession) -> tuple[WebArea, ...]:
    """The areas of the web in their order."""
    return tuple(WebArea.objects.filter(web_id=session.web_id))


def own_scores(participant: Participant) -> dict[int, WebScore]:
    """What one participant gave, by key of the area. For nobody's eyes but the participant's."""
    return {one.area_id: one for one in WebScore.objects.filter(participant=participant)}


def revealed(session: WebSession, areas: Sequence[WebArea]) -> tuple[AreaPicture, ...]:
    """The pictures of all areas in their order, once the scores were shown.

    Raises `NotYetShown` before: nobody reads scores then, the facilitator neither.
    """
    if session.revealed_at is None:
        raise NotYetShown(session.public_id)
    codes = {area.pk: area.code for area in areas}
    scores: dict[str, list[Score]] = {area.code: [] for area in areas}
    given = WebScore.objects.filter(participant__session=session).select_related("participant")
    for one in given:
        who = one.participant
        presence = Presence(who.joined_at, who.left_at, who.removed_at)
        if one.area_id in codes and counts(presence, session.revealed_at):
            scores[codes[one.area_id]].append(
                Score(cast(Side, who.side), one.present, one.desired, one.remark.strip())
            )
    return pictures(scores, {area.code: area.policy_level for area in areas})


def scored_by(session: WebSession) -> int:
    """Of how many people the picture is, once the scores were shown."""
    if session.revealed_at is None:
        raise NotYetShown(session.public_id)
    found = Participant.objects.filter(session=session, scores__isnull=False).distinct()
    return sum(
        counts(Presence(one.joined_at, one.left_at, one.removed_at), session.revealed_at) for one in found
    )


def outcomes_of(session: WebSession) -> dict[int, WebOutcome]:
    """What was agreed, by key of the area."""
    found = WebOutcome.objects.filter(session=session).select_related("owner__person", "area")
    return {one.area_id: one for one in found}


def notes_of(session: WebSession) -> tuple[WebNote, ...]:
    """Everything said, in the order in which it was said."""
    return tuple(WebNote.objects.filter(session=session).select_related("participant", "area"))


def guests_to_forget(before: datetime) -> QuerySet[Participant]:
    """Guests whose names stand longer than they may: their session ended before this moment."""
    ended = Q(session__settled_at__lt=before) | Q(
        session__settled_at__isnull=True, session__expires_at__lt=before
    )
    return Participant.objects.filter(ended, membership__isnull=True).exclude(name=FORGOTTEN)


def outcomes_with_a_named_owner(session_ids: Iterable[int]) -> list[WebOutcome]:
    """What these sessions agreed with an owner who is no colleague; held until the transaction ends."""
    found = WebOutcome.objects.select_for_update(of=("self",)).filter(session_id__in=set(session_ids))
    named = found.exclude(owner_name__in=("", FORGOTTEN))
    return list(named.select_related("session__web__organisation").order_by("pk"))


def sessions_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every session: codes and moments. No scores, and nobody who took part."""
    found = WebSession.objects.filter(web__organisation_id=organisation_id)
    for session in found.select_related("web", "facilitator", "previous", "current_area"):
        yield session.public_id, plain_values(session)


def outcomes_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was agreed: levels, owner and term."""
    found = WebOutcome.objects.filter(session__web__organisation_id=organisation_id)
    for outcome in found.select_related("session", "area", "owner"):
        yield outcome.public_id, plain_values(outcome)


def _still_colleague(person_id: int, day: date) -> Q:
    held = "membership__"
    lasts = Q(**{f"{held}until__isnull": True}) | Q(**{f"{held}until__gte": day})
    ended = Q(**{f"{held}ended_on__isnull": True}) | Q(**{f"{held}ended_on__gt": day})
    return Q(membership__person_id=person_id, membership__since__lte=day) & lasts & ended


def _whole(found: QuerySet[Participant]) -> Participant | None:
    return found.select_related(
        "session__web__organisation", "session__current_area", "membership__person"
    ).first()


def _keys(found: QuerySet[Participant]) -> SeatKey | None:
    row: Any = next(iter(found.order_by().values_list("pk", "session_id")[:1]), None)
    return None if row is None else SeatKey(*row)


def _pulse(found: QuerySet[Participant]) -> Pulse | None:
    rows = found.order_by().values_list("session__revision", "session__state", "session_id")[:1]
    row: Any = next(iter(rows), None)
    return None if row is None else Pulse(*row)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
