"""What an organiser does with a meeting: write, announce, change, call off, who was there, close."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.lifecycle import MEETING
from meerwaarde.rules.meetings import first_free, talk_moments
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.meetings import letters
from meerwaarde.stages.market.actions.meetings.standing import before, itself, move_up, own
from meerwaarde.stages.market.models import Meeting, ProgrammeItem
from meerwaarde.stages.market.queries import meetings as queries

MOVES = frozenset({"starts_at", "ends_at", "where", "link", "talks_from", "talks_until"})
"""What who comes must hear."""


@dataclass(frozen=True, kw_only=True)
class MeetingValues:
    """What the form of a meeting asks."""

    title: str
    description: str
    themes: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    where: str
    link: str
    capacity: int
    pitches_wanted: bool
    register_until: datetime | None = None
    talks_from: datetime | None = None
    talks_until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class PartValues:
    """A part of the programme."""

    starts_at: datetime
    title: str
    text: str = ""
    speaker: str = ""
    theme: str = ""


def make_meeting(*, actor: Actor, values: MeetingValues, at: datetime) -> Meeting:
    """Write a meeting; nobody outside sees it before it is announced."""
    must(actor, "events.write")
    fields = _checked(values, at)
    with transaction.atomic():
        made = Meeting.enter(organisation_id=actor.organisation_id, made_at=at, changed_at=at, **fields)
        record(actor, "meeting.make", made, at=at, fields=[*fields])
    return made


def change_meeting(
    *, actor: Actor, found: Meeting, values: MeetingValues, expected_version: int, at: datetime
) -> None:
    """Change it. When day, time or place moves, everybody with a place is told; more seats are given out."""
    own(actor, found)
    if found.state != "draft":
        before(found, at)
    fields = _checked(values, at)
    with transaction.atomic():
        held = queries.locked(found)
        taken = queries.count_places(held, "certain")
        if values.capacity < taken:
            raise Refused(
                Text(
                    nl=f"Er hebben al {taken} mensen een plaats. Kies ten minste zoveel plaatsen.",
                    en=f"{taken} people have a place already. Choose at least as many seats.",
                )
            )
        changed = found.change(expected_version, changed_at=at, **fields)
        record(actor, "meeting.change", found, at=at, fields=changed)
        if found.state == "published":
            _tell_what_moved(found, frozenset(changed), at)
            move_up(found, at)


def publish_meeting(*, actor: Actor, found: Meeting, at: datetime) -> None:
    """Announce it to everybody. A second click changes nothing."""
    if own(actor, found).state == "published":
        return
    step = MEETING.step("publish", found.state, actor.role)
    if found.starts_at <= at:
        raise Refused(IN_THE_PAST)
    if found.register_until is not None and found.register_until <= at:
        raise Refused(
            Text(
                nl="De laatste dag om aan te melden is voorbij. Kies eerst een latere dag.",
                en="The last day to register has passed. Choose a later day first.",
            )
        )
    with transaction.atomic():
        changed = found.change(state=step.until, published_at=at, changed_at=at)
        record(actor, "meeting.publish", found, at=at, fields=changed)


def cancel_meeting(*, actor: Actor, found: Meeting, why: str, at: datetime) -> None:
    """Call it off; everybody with a place or a pitch reads why. A second click changes nothing."""
    if own(actor, found).state == "cancelled":
        return
    step = MEETING.step("cancel", found.state, actor.role)
    if found.state == "published":
        before(found, at)
        if not why.strip():
            raise Refused(
                Text(
                    nl="Schrijf waarom het niet doorgaat: wie zou komen, leest dat.",
                    en="Write why it is called off: who would come reads it.",
                )
            )
    with transaction.atomic():
        changed = found.change(state=step.until, cancelled_why=why.strip(), changed_at=at)
        record(actor, "meeting.cancel", found, at=at, fields=changed)
        come = queries.places_of(found)
        for place in come:
            letters.write_cancelled(place, at)
        told = {place.membership_id for place in come}
        for pitch in queries.pitches_of(found, "offered", "chosen"):
            if pitch.by_id not in told:
                letters.write_pitch(pitch, at)


def note_attendance(*, actor: Actor, found: Meeting, present: Collection[str], at: datetime) -> None:
    """Who was there, by public id of the place."""
    own(actor, found)
    if found.state != "published" or at < found.starts_at:
        raise Refused(
            Text(
                nl="Wie er was, legt u vast als de bijeenkomst begonnen is en nog niet is afgerond.",
                en="Who was there is recorded once the meeting began, until it is closed.",
            )
        )
    with transaction.atomic():
        for place in queries.places_of(found, "certain"):
            if changed := place.change(present=place.public_id in present):
                record(actor, "meetingplace.attend", place, at=at, fields=changed)


def close_meeting(*, actor: Actor, found: Meeting, at: datetime) -> None:
    """The meeting is done: its figures stand. A second click changes nothing."""
    if own(actor, found).state == "closed":
        return
    step = MEETING.step("close", found.state, actor.role)
    if at < found.ends_at:
        raise Refused(
            Text(
                nl="De bijeenkomst is nog niet voorbij. Daarna kunt u haar afronden.",
                en="The meeting is not over yet. After that you can close it.",
            )
        )
    if any(place.present is None for place in queries.places_of(found, "certain")):
        raise Refused(
            Text(
                nl="Leg eerst vast wie er was. Daarna kunt u afronden.",
                en="Record who was there first. After that you can close it.",
            )
        )
    with transaction.atomic():
        changed = found.change(state=step.until, changed_at=at)
        record(actor, "meeting.close", found, at=at, fields=changed)


def add_part(*, actor: Actor, found: Meeting, values: PartValues, at: datetime) -> ProgrammeItem:
    """A part of the programme."""
    own(actor, found)
    fields = _part(found, values, at)
    with transaction.atomic():
        added = ProgrammeItem.enter(meeting=found, **fields)
        record(actor, "programmeitem.add", added, at=at, fields=["meeting", *fields])
    return added


def change_part(
    *,
    actor: Actor,
    found: Meeting,
    part: ProgrammeItem,
    values: PartValues,
    expected_version: int,
    at: datetime,
) -> None:
    """Change a part of the programme."""
    own(actor, found)
    fields = _part(found, values, at)
    with transaction.atomic():
        changed = part.change(expected_version, **fields)
        record(actor, "programmeitem.change", part, at=at, fields=changed)


def strike_part(*, actor: Actor, found: Meeting, part: ProgrammeItem, at: datetime) -> None:
    """Take a part out of the programme; pitches in it stay chosen, without a part."""
    own(actor, found)
    _open_to_change(found, at)
    with transaction.atomic():
        record(actor, "programmeitem.strike", part, at=at, fields=["meeting"])
        part.strike()


def remind(*, at: datetime) -> int:
    """Tell everybody with a place that a meeting is near; gives how many letters. Once per meeting."""
    written = 0
    for found in queries.to_remind(at, letters.REMIND_AHEAD):
        with transaction.atomic():
            if queries.locked(found).reminded_at is not None:
                continue
            come = queries.places_of(found, "certain")
            for place in come:
                letters.write_reminder(place, at)
            changed = found.change(reminded_at=at)
            record(
                itself(found), "meeting.remind", found, at=at, fields=changed, plain={"reminded": len(come)}
            )
        written += len(come)
    return written


def _tell_what_moved(found: Meeting, changed: frozenset[str], at: datetime) -> None:
    if not changed & MOVES:
        return
    if changed & {"talks_from", "talks_until", "starts_at"}:
        _plan_again(found, at)
    if "starts_at" in changed:
        found.change(reminded_at=None)
    for place in queries.places_of(found):
        letters.write_moved(place, at)


def _plan_again(found: Meeting, at: datetime) -> None:
    """Talks that lie outside the new time get another moment, in the order in which they were agreed."""
    moments = set(talk_moments(found.talks_from, found.talks_until))
    adrift = [one for one in queries.met_at(found) if one.meets_at not in moments]
    for met in adrift:
        met.change(meets_at=None)
    for met in adrift:
        taken = queries.moments_taken(met.one, met.other)
        if changed := met.change(meets_at=first_free(found.talks_from, found.talks_until, taken, at)):
            record(itself(found), "acquaintance.plan", met, at=at, fields=changed)


def _open_to_change(found: Meeting, at: datetime) -> None:
    if found.state != "draft":
        before(found, at)


def _part(found: Meeting, values: PartValues, at: datetime) -> dict[str, object]:
    _open_to_change(found, at)
    if not found.starts_at <= values.starts_at < found.ends_at:
        raise Refused(
            Text(
                nl="Deze tijd valt buiten de bijeenkomst. Kies een tijd tussen begin en einde.",
                en="This time lies outside the meeting. Choose a time between beginning and end.",
            )
        )
    return {
        "starts_at": values.starts_at,
        "title": values.title.strip(),
        "text": values.text.strip(),
        "speaker": values.speaker.strip(),
        "theme": values.theme if values.theme in THEMES else "",
    }


def _checked(values: MeetingValues, at: datetime) -> dict[str, object]:
    if values.starts_at <= at:
        raise Refused(IN_THE_PAST)
    if values.ends_at <= values.starts_at:
        raise Refused(
            Text(
                nl="Het einde ligt voor het begin. Kies een latere tijd voor het einde.",
                en="It ends before it begins. Choose a later time for the end.",
            )
        )
    if not values.where.strip() and not values.link.strip():
        raise Refused(
            Text(
                nl="Vul in waar het is: een plaats, een link om online mee te doen, of allebei.",
                en="Fill in where it is: a place, a link to take part online, or both.",
            )
        )
    if values.register_until is not None and values.register_until > values.starts_at:
        raise Refused(
            Text(
                nl="De laatste dag om aan te melden ligt na het begin. Kies een eerdere dag.",
                en="The last day to register lies after the beginning. Choose an earlier day.",
            )
        )
    _check_talks(values)
    return {
        "title": values.title.strip(),
        "description": values.description.strip(),
        "themes": [theme for theme in THEMES if theme in values.themes],
        "starts_at": values.starts_at,
        "ends_at": values.ends_at,
        "where": values.where.strip(),
        "link": values.link.strip(),
        "capacity": values.capacity,
        "pitches_wanted": values.pitches_wanted,
        "register_until": values.register_until,
        "talks_from": values.talks_from,
        "talks_until": values.talks_until,
    }


def _check_talks(values: MeetingValues) -> None:
    since, until = values.talks_from, values.talks_until
    if since is None and until is None:
        return
    if since is None or until is None or not values.starts_at <= since < until <= values.ends_at:
        raise Refused(
            Text(
                nl="De tijd om elkaar te spreken valt buiten de bijeenkomst. Vul een begin en een einde in "
                "die binnen de bijeenkomst vallen, of laat beide leeg.",
                en="The time to talk with each other lies outside the meeting. Fill in a beginning and an "
                "end within the meeting, or leave both empty.",
            )
        )


IN_THE_PAST = Text(
    nl="Deze bijeenkomst ligt in het verleden. Kies een dag en een tijd die nog komen.",
    en="This meeting lies in the past. Choose a day and a time that are still to come.",
)
