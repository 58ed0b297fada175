"""Reads of meetings: who sees which, who has a place, who wants to know whom, what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.meetings import ASK_AFTER
from meerwaarde.stages.market.models import (
    CAME_OF_IT,
    Acquaintance,
    FollowUp,
    Meeting,
    MeetingPlace,
    Pitch,
    ProgrammeItem,
)
from meerwaarde.stages.policy.queries.keyset import PAGE, Slice, keyset, page_until

__all__ = [
    "CAME_OF_IT",
    "Acquaintance",
    "FollowUp",
    "Meeting",
    "MeetingPlace",
    "Pitch",
    "ProgrammeItem",
]
TAKEN = ("certain", "waiting")
HELD = ("published", "closed")
"""Meetings that took place, or are to."""
_PEOPLE = ("membership__person", "membership__organisation", "meeting__organisation")
_BOTH = tuple(f"{side}__{path}" for side in ("one", "other") for path in _PEOPLE)


def public_meetings() -> QuerySet[Meeting]:
    """What everybody may read: what was announced, also when it is called off later. Newest day first."""
    return (
        Meeting.objects.filter(published_at__isnull=False)
        .select_related("organisation")
        .order_by("-starts_at", "-id")
    )


def meetings_visible_to(actor: Actor) -> QuerySet[Meeting]:
    """What is public, and the drafts of the actor's own organisation."""
    if not actor.may("events.read"):
        return Meeting.objects.none()
    own = Q(organisation_id=actor.organisation_id)
    return (
        Meeting.objects.filter(Q(published_at__isnull=False) | own)
        .select_related("organisation")
        .order_by("-starts_at", "-id")
    )


_BEEN = "-"
"""A cursor that begins so lies among the meetings that have been; the others are never written with it."""

_LAST_TO_COME = page_until(datetime(9999, 12, 1, tzinfo=UTC))


def listed_meetings(rows: QuerySet[Meeting], now: datetime, *, cursor: str = "") -> Slice[Meeting]:
    """One page: what is to come, the soonest first, and behind it what has been, the latest first.

    With how many have a certain place (`taken`). Two queries at most.
    """
    counted = rows.annotate(taken=Count("places", filter=Q(places__state="certain")))
    to_come, been = counted.filter(ends_at__gt=now), counted.filter(ends_at__lte=now)
    if cursor.startswith(_BEEN):
        found = keyset(been, "starts_at", descending=True, cursor=cursor.removeprefix(_BEEN))
        before = _among_been(found.before) or (_LAST_TO_COME if to_come.exists() else "")
        return Slice(found.rows, before, _among_been(found.after))
    coming = keyset(to_come, "starts_at", descending=False, cursor=cursor)
    room = PAGE - len(coming.rows)
    if coming.after or not room:
        return Slice(coming.rows, coming.before, coming.after or _BEEN)
    behind = keyset(been, "starts_at", descending=True, cursor="", size=room)
    return Slice((*coming.rows, *behind.rows), coming.before, _among_been(behind.after))


def _among_been(cursor: str) -> str:
    return f"{_BEEN}{cursor}" if cursor else ""


def meeting(actor: Actor, public_id: str) -> Meeting | None:
    """One that the actor may see."""
    return meetings_visible_to(actor).filter(public_id=public_id).first()


def public_meeting(public_id: str) -> Meeting | None:
    """One that everybody may see."""
    return public_meetings().filter(public_id=public_id).first()


def locked(found: Meeting) -> Meeting:
    """The same row, held until the transaction ends: places and moments are given by one at a time."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("organisation")
    return held.get(pk=found.pk)


def programme_of(found: Meeting) -> list[ProgrammeItem]:
    return list(ProgrammeItem.objects.filter(meeting=found))


def part(found: Meeting, public_id: str) -> ProgrammeItem | None:
    return ProgrammeItem.objects.filter(meeting=found, public_id=public_id).first()


def places_of(found: Meeting, *states: str) -> list[MeetingPlace]:
    """Places in these states with their people, who came first standing first."""
    rows = MeetingPlace.objects.filter(meeting=found, state__in=states or TAKEN)
    return list(rows.select_related(*_PEOPLE))


def count_places(found: Meeting, state: str) -> int:
    return MeetingPlace.objects.filter(meeting=found, state=state).count()


def own_place(actor: Actor, found: Meeting) -> MeetingPlace | None:
    """The actor's own place, also one that was cancelled."""
    rows = _own(actor).filter(meeting=found)
    return rows.select_related(*_PEOPLE).first()


def _own(actor: Actor) -> QuerySet[MeetingPlace]:
    """Places of who acts; never those of people without an account, also for who has no membership."""
    if actor.membership_id is None:
        return MeetingPlace.objects.none()
    return MeetingPlace.objects.filter(membership_id=actor.membership_id)


def own_places(actor: Actor) -> dict[int, str]:
    """The state of the actor's place, by key of the meeting."""
    return dict(_own(actor).values_list("meeting_id", "state"))


def place_of_address(found: Meeting, email: str) -> MeetingPlace | None:
    """The place of somebody without an account."""
    rows = MeetingPlace.objects.filter(meeting=found, membership=None, email=email)
    return rows.select_related(*_PEOPLE).first()


def place_by_link(public_id: str) -> MeetingPlace | None:
    """The place of somebody without an account, whose link was read; none once it was forgotten."""
    rows = MeetingPlace.objects.filter(public_id=public_id, membership=None).exclude(email="")
    return rows.select_related(*_PEOPLE).first()


def place_now(known: MeetingPlace) -> MeetingPlace:
    """The same place as it stands now, for who holds its meeting."""
    return MeetingPlace.objects.select_related(*_PEOPLE).get(pk=known.pk)


def place_of_calendar(public_id: str) -> MeetingPlace | None:
    """Any place, for its own agenda file."""
    return MeetingPlace.objects.filter(public_id=public_id).select_related(*_PEOPLE).first()


def place(found: Meeting, public_id: str) -> MeetingPlace | None:
    """A place that counts at this meeting."""
    rows = MeetingPlace.objects.filter(meeting=found, public_id=public_id, state="certain")
    return rows.select_related(*_PEOPLE).first()


def places_of_person(person_id: int) -> list[MeetingPlace]:
    """Every place that somebody with an account ever took."""
    rows = MeetingPlace.objects.filter(membership__person_id=person_id)
    return list(rows.select_related(*_PEOPLE).order_by("meeting__starts_at", "id"))


def pitches_of(found: Meeting, *states: str) -> list[Pitch]:
    rows = Pitch.objects.filter(meeting=found, state__in=states)
    return list(rows.select_related("organisation", "by__person", "part"))


def pitch(found: Meeting, public_id: str) -> Pitch | None:
    rows = Pitch.objects.filter(meeting=found, public_id=public_id)
    return rows.select_related("organisation", "by__person", "by__organisation", "part").first()


def own_pitch(actor: Actor, found: Meeting) -> Pitch | None:
    """What the actor's organisation offered last."""
    rows = Pitch.objects.filter(meeting=found, organisation_id=actor.organisation_id)
    return rows.select_related("organisation", "part").order_by("-id").first()


def last_position(found: Meeting) -> int:
    """Of the pitches that were chosen; 0 while there is none."""
    highest = Pitch.objects.filter(meeting=found, state="chosen").aggregate(most=Max("position"))["most"]
    return int(highest or 0)


def _with_people(rows: QuerySet[Acquaintance]) -> QuerySet[Acquaintance]:
    return rows.select_related("meeting__organisation", *_BOTH)


def acquaintances_of(place: MeetingPlace) -> list[Acquaintance]:
    """In which this place is one of the two, except what was taken back."""
    mine = Q(one=place) | Q(other=place)
    return list(_with_people(Acquaintance.objects.filter(mine).exclude(state="withdrawn")))


def acquaintance_of(place: MeetingPlace, public_id: str) -> Acquaintance | None:
    return next((one for one in acquaintances_of(place) if one.public_id == public_id), None)


def acquaintance_between(one: MeetingPlace, other: MeetingPlace) -> Acquaintance | None:
    """In whatever order they stand."""
    pairs = Q(one=one, other=other) | Q(one=other, other=one)
    return _with_people(Acquaintance.objects.filter(pairs)).first()


def asked_by(place: MeetingPlace) -> int:
    """How many requests of this place wait for a yes."""
    rows = Acquaintance.objects.filter(one=place, introduced_by=None, state__in=("asked", "declined"))
    return rows.count()


def moments_taken(*places: MeetingPlace) -> set[datetime]:
    """The moments at which one of these people talks with somebody already."""
    mine = Q(one__in=places) | Q(other__in=places)
    rows = Acquaintance.objects.filter(mine, state="met", meets_at__isnull=False)
    return {moment for moment in rows.values_list("meets_at", flat=True) if moment}


def met_at(found: Meeting) -> list[Acquaintance]:
    """Those who both wanted to, in the order of their moments."""
    rows = Acquaintance.objects.filter(meeting=found, state="met")
    return list(_with_people(rows).order_by("meets_at", "id"))


def introduced_and_waiting(found: Meeting) -> list[Acquaintance]:
    """Those whom the organiser introduced and who did not both say yes; not who asked each other."""
    rows = Acquaintance.objects.filter(
        meeting=found, introduced_by__isnull=False, state__in=("asked", "declined")
    )
    return list(_with_people(rows))


def met_acquaintance(found: Meeting, public_id: str) -> Acquaintance | None:
    rows = Acquaintance.objects.filter(meeting=found, public_id=public_id, state="met")
    return _with_people(rows).first()


def follow_ups_of(place: MeetingPlace) -> list[FollowUp]:
    """What the holder of a place is asked, three months later."""
    rows = FollowUp.objects.filter(place=place).order_by("id")
    both = tuple(f"acquaintance__{path}" for path in _BOTH)
    return list(rows.select_related("acquaintance", *both))


def follow_up_of(place: MeetingPlace, public_id: str) -> FollowUp | None:
    return next((one for one in follow_ups_of(place) if one.public_id == public_id), None)


@dataclass(frozen=True)
class Figures:
    """What a meeting brought: people, organisations, acquaintances, and answers after three months.

    `came_of_it` counts acquaintances, not answers: by the most that one of both sides told.
    """

    registered: int
    waiting: int
    came: int
    noted: bool
    wanted: int
    met: int
    talked: int
    asked: int
    answered: int
    came_of_it: dict[str, int]


def figures_of(found: Meeting) -> Figures:
    """Counted in three queries."""
    places = list(MeetingPlace.objects.filter(meeting=found, state__in=TAKEN).values_list("state", "present"))
    pairs = list(
        Acquaintance.objects.filter(meeting=found).exclude(state="withdrawn").values_list("state", "talked")
    )
    told = list(FollowUp.objects.filter(acquaintance__meeting=found).values_list("acquaintance_id", "came"))
    most: dict[int, int] = {}
    for key, came in told:
        if came:
            most[key] = max(most.get(key, 0), CAME_OF_IT.index(came))
    counted = Counter(CAME_OF_IT[rank] for rank in most.values())
    certain = [present for state, present in places if state == "certain"]
    return Figures(
        registered=len(certain),
        waiting=len(places) - len(certain),
        came=sum(1 for present in certain if present),
        noted=any(present is not None for present in certain),
        wanted=len(pairs),
        met=sum(state == "met" for state, _talked in pairs),
        talked=sum(bool(talked) for _state, talked in pairs),
        asked=len(told),
        answered=sum(1 for _key, came in told if came),
        came_of_it={code: counted[code] for code in CAME_OF_IT},
    )


def to_remind(now: datetime, ahead: timedelta) -> list[Meeting]:
    """Announced meetings that begin within `ahead` and of which nobody was reminded."""
    rows = Meeting.objects.filter(
        state="published", reminded_at=None, starts_at__gt=now, starts_at__lte=now + ahead
    )
    return list(rows.select_related("organisation"))


def to_ask_after(now: datetime) -> list[Meeting]:
    """Meetings of three months ago of which nobody was asked yet what came of them."""
    rows = Meeting.objects.filter(state__in=HELD, asked_after_at=None, ends_at__lte=now - ASK_AFTER)
    return list(rows.select_related("organisation"))


def past_their_term(day: date) -> list[MeetingPlace]:
    """People without an account whose name and address may not be kept on this day any more."""
    rows = MeetingPlace.objects.filter(membership=None, keep_until__lt=day).exclude(email="")
    return list(rows.select_related("meeting__organisation"))


def pitches_waiting(actor: Actor, now: datetime) -> list[Pitch]:
    """Pitches that wait for the choice of the actor's organisation."""
    rows = Pitch.objects.filter(
        meeting__organisation_id=actor.organisation_id,
        meeting__state="published",
        meeting__starts_at__gt=now,
        state="offered",
    )
    return list(rows.select_related("meeting", "organisation").order_by("offered_at", "id"))


def to_close(actor: Actor, now: datetime) -> list[Meeting]:
    """Own meetings that are over and wait to be closed."""
    rows = Meeting.objects.filter(organisation_id=actor.organisation_id, state="published", ends_at__lte=now)
    return list(rows.order_by("ends_at", "id"))


def asked_of(actor: Actor, now: datetime) -> list[Acquaintance]:
    """Who wants to know the actor, or whom an organiser introduces, and the actor gave no answer yet."""
    mine = Q(other__membership_id=actor.membership_id, other_agreed_at=None, other_declined_at=None) | Q(
        one__membership_id=actor.membership_id, one_agreed_at=None, one_declined_at=None
    )
    rows = Acquaintance.objects.filter(
        mine, state__in=("asked", "declined"), meeting__state="published", meeting__ends_at__gt=now
    )
    return list(_with_people(rows))


def follow_ups_waiting(actor: Actor) -> list[FollowUp]:
    """What the actor is asked and did not answer."""
    rows = FollowUp.objects.filter(place__in=_own(actor), answered_at=None)
    both = tuple(f"acquaintance__{path}" for path in _BOTH)
    return list(rows.select_related("place", "acquaintance__meeting", *both))


def names_of_meetings(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """How the journal calls them."""
    found = meetings_visible_to(actor).filter(public_id__in=public_ids)
    return dict(found.values_list("public_id", "title"))


def told_about(found: Meeting) -> list[str]:
    """What people wrote after three months, without who wrote it."""
    rows = FollowUp.objects.filter(acquaintance__meeting=found).exclude(text="").order_by("answered_at", "id")
    return list(rows.values_list("text", flat=True))
