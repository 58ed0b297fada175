"""Getting to know each other: a wish that both must have, introductions, what was agreed, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import Who, record
from meerwaarde.rules.lifecycle import ACQUAINTANCE
from meerwaarde.rules.meetings import first_free
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.meetings import letters
from meerwaarde.stages.market.actions.meetings.standing import CALLED_OFF, held_by, itself, own
from meerwaarde.stages.market.models import Acquaintance, FollowUp, Meeting, MeetingPlace
from meerwaarde.stages.market.queries import meetings as queries

MOST_ASKED: Final = 10
"""Requests of one person that wait for a yes: enough for an afternoon, too few to write to everybody."""
LONGEST: Final = 2_000
"""The pages take a thousand characters; a browser counts a line break once, and sends it as two."""
_JOIN = "events.join"


def ask_to_meet(
    *, place: MeetingPlace, other: MeetingPlace, message: str, at: datetime, actor: Actor | None = None
) -> Acquaintance:
    """Say that one wants to know somebody who comes. When the other said so first, both want it."""
    who = held_by(place, actor)
    if place.meeting_id != other.meeting_id or place.pk == other.pk:
        raise Http404
    _until_it_ends(place.meeting, at)
    if place.state != "certain" or other.state != "certain":
        raise Refused(
            Text(
                nl="Kennismaken kan tussen mensen die een plaats hebben. Een van u heeft die nu niet.",
                en="People who have a place can meet. One of you has none now.",
            )
        )
    with transaction.atomic():
        queries.locked(place.meeting)
        known = queries.acquaintance_between(place, other)
        if known is not None and known.state != "withdrawn":
            return _agree(known, place, who, at)
        if queries.asked_by(place) >= MOST_ASKED:
            raise Refused(
                Text(
                    nl="Er wachten al tien verzoeken van u. Neem er eerst een terug.",
                    en="Ten requests of yours wait already. Take one back first.",
                )
            )
        wish: dict[str, Any] = {"message": message.strip()[:LONGEST], "asked_at": at, "one_agreed_at": at}
        if known is None:
            asked = Acquaintance.enter(meeting=place.meeting, one=place, other=other, **wish)
            record(who, "acquaintance.ask", asked, at=at, fields=["meeting", "one", "other"])
        else:
            asked = known
            changed = asked.change(
                state="asked",
                one=place,
                other=other,
                introduced_by=None,
                other_agreed_at=None,
                one_declined_at=None,
                other_declined_at=None,
                meets_at=None,
                **wish,
            )
            record(who, "acquaintance.again", asked, at=at, fields=_told(changed))
        letters.write_wanted(asked, other, at)
    return asked


def introduce(
    *, actor: Actor, found: Meeting, one: MeetingPlace, other: MeetingPlace, why: str, at: datetime
) -> Acquaintance:
    """The organiser thinks that these two should meet. Both say for themselves whether they want to."""
    own(actor, found)
    if found.state not in queries.HELD:
        raise Refused(CALLED_OFF)
    if one.meeting_id != found.pk or other.meeting_id != found.pk:
        raise Http404
    if one.pk == other.pk:
        raise Refused(Text(nl="Kies twee verschillende mensen.", en="Choose two different people."))
    with transaction.atomic():
        queries.locked(found)
        known = queries.acquaintance_between(one, other)
        if known is not None and known.state != "withdrawn":
            return known
        said: dict[str, Any] = {
            "introduced_by_id": actor.membership_id,
            "message": why.strip()[:LONGEST],
            "asked_at": at,
        }
        if known is None:
            known = Acquaintance.enter(meeting=found, one=one, other=other, **said)
        else:
            known.change(
                state="asked",
                one_agreed_at=None,
                other_agreed_at=None,
                one_declined_at=None,
                other_declined_at=None,
                **said,
            )
        record(actor, "acquaintance.introduce", known, at=at, fields=["meeting", "one", "other"])
        for place in (one, other):
            letters.write_wanted(known, place, at)
    return known


def answer_to_meet(
    *, acquaintance: Acquaintance, place: MeetingPlace, verb: str, at: datetime, actor: Actor | None = None
) -> None:
    """Agree that contact is shared, rather not, or take an own request back.

    Contact is shared only once both agreed. A no changes nothing that the other can see.
    """
    who = held_by(place, actor)
    if place.pk not in (acquaintance.one_id, acquaintance.other_id):
        raise Http404
    if verb not in ("agree", "decline", "withdraw"):
        raise Http404
    if acquaintance.meeting.state == "cancelled":
        raise Refused(CALLED_OFF)
    with transaction.atomic():
        queries.locked(acquaintance.meeting)
        known = queries.acquaintance_between(acquaintance.one, acquaintance.other)
        if known is None:
            raise Http404
        if known.state in ("met", "withdrawn"):
            if verb == "agree" and known.state == "met":
                return
            raise Refused(SETTLED)
        if verb == "agree":
            _agree(known, place, who, at)
        elif verb == "decline":
            _decline(known, place, who, at)
        else:
            _withdraw(known, place, who, at)


def note_talk(
    *,
    acquaintance: Acquaintance,
    talked: bool | None,
    next_step: str,
    at: datetime,
    place: MeetingPlace | None = None,
    actor: Actor | None = None,
) -> None:
    """Whether two people really spoke and what they agreed; by one of both (`place`), or the organiser."""
    found = acquaintance.meeting
    if place is None:
        if actor is None:
            raise Http404
        own(actor, found)
        who: Who = actor
    else:
        who = held_by(place, actor)
        if place.pk not in (acquaintance.one_id, acquaintance.other_id):
            raise Http404
    if acquaintance.state != "met":
        raise Http404
    if at < found.starts_at:
        raise Refused(Text(nl="De bijeenkomst is nog niet begonnen.", en="The meeting has not begun yet."))
    with transaction.atomic():
        changed = acquaintance.change(talked=talked, next_step=next_step.strip()[:LONGEST])
        if changed:
            record(who, "acquaintance.note", acquaintance, at=at, fields=changed)


def ask_what_came(*, at: datetime) -> int:
    """Three months later ask both sides of each acquaintance; gives how many were asked. Once per meeting."""
    asked = 0
    for found in queries.to_ask_after(at):
        with transaction.atomic():
            if queries.locked(found).asked_after_at is not None:
                continue
            for met in queries.met_at(found):
                if met.talked is False:
                    continue
                for place in (met.one, met.other):
                    if not place.address:
                        continue
                    question = FollowUp.enter(acquaintance=met, place=place, asked_at=at)
                    letters.write_follow_up(question, at)
                    asked += 1
            changed = found.change(asked_after_at=at)
            record(itself(found), "meeting.ask_after", found, at=at, fields=changed)
    return asked


def tell_what_came(
    *,
    question: FollowUp,
    place: MeetingPlace,
    came: str,
    text: str,
    at: datetime,
    actor: Actor | None = None,
) -> None:
    """One side tells what came of it; it may tell again as things go on."""
    who = held_by(place, actor)
    if question.place_id != place.pk:
        raise Http404
    if came not in queries.CAME_OF_IT:
        raise Refused(Text(nl="Kies eerst wat ervan kwam.", en="Choose what came of it first."))
    with transaction.atomic():
        changed = question.change(came=came, text=text.strip()[:LONGEST], answered_at=at)
        record(who, "followup.tell", question, at=at, fields=changed)


def _agree(known: Acquaintance, place: MeetingPlace, who: Who, at: datetime) -> Acquaintance:
    """A yes counts once; the second of the two makes it an acquaintance, with a moment."""
    side = known.side_of(place)
    theirs = "other" if side == "one" else "one"
    if known.state == "met" or getattr(known, f"{side}_agreed_at") is not None:
        return known
    assert ACQUAINTANCE.own_step("agree", known.state, _JOIN) is not None
    values: dict[str, Any] = {f"{side}_agreed_at": at, f"{side}_declined_at": None}
    both = getattr(known, f"{theirs}_agreed_at") is not None
    if both:
        found = known.meeting
        values["state"] = "met"
        values["meets_at"] = first_free(
            found.talks_from, found.talks_until, queries.moments_taken(known.one, known.other), at
        )
    changed = known.change(**values)
    record(who, "acquaintance.agree", known, at=at, fields=_told(changed))
    if both:
        letters.write_contacts(known, at)
    return known


def _told(changed: Sequence[str]) -> list[str]:
    """What the journal names: that an earlier no was cleared away would tell that there was one."""
    return [name for name in changed if not name.endswith("_declined_at")]


def _decline(known: Acquaintance, place: MeetingPlace, who: Who, at: datetime) -> None:
    side = known.side_of(place)
    if getattr(known, f"{side}_declined_at") is not None:
        return
    step = ACQUAINTANCE.own_step("decline", known.state, _JOIN)
    assert step is not None
    values: dict[str, Any] = {f"{side}_declined_at": at, f"{side}_agreed_at": None}
    known.change(state=step.until, **values)
    record(who, "acquaintance.decline", known, at=at)  # without values: a no is told to nobody


def _withdraw(known: Acquaintance, place: MeetingPlace, who: Who, at: datetime) -> None:
    """Who asked takes it back; whom an organiser introduced says "rather not" instead."""
    if known.one_id != place.pk or known.introduced_by_id is not None:
        raise Http404
    step = ACQUAINTANCE.own_step("withdraw", known.state, _JOIN)
    assert step is not None
    changed = known.change(state=step.until)
    record(who, "acquaintance.withdraw", known, at=at, fields=changed)


def _until_it_ends(found: Meeting, at: datetime) -> None:
    if found.state == "cancelled":
        raise Refused(CALLED_OFF)
    if found.state != "published" or found.ends_at <= at:
        raise Refused(
            Text(
                nl="De bijeenkomst is voorbij. Vragen om kennis te maken kan niet meer.",
                en="The meeting is over. Asking to meet is not possible any more.",
            )
        )


SETTLED = Text(
    nl="Dit verzoek wacht niet meer op u: u willen al allebei, of het is teruggenomen.",
    en="This request does not wait for you any more: you both want to already, or it was taken back.",
)
