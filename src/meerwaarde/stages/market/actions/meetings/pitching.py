"""Pitches: a firm or civic organisation offers one, the organiser chooses and gives it a place."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.lifecycle import PITCH
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.meetings import letters
from meerwaarde.stages.market.actions.meetings.standing import before, own
from meerwaarde.stages.market.models import Meeting, Pitch, ProgrammeItem
from meerwaarde.stages.market.queries import meetings as queries


def offer_pitch(*, actor: Actor, found: Meeting, title: str, text: str, theme: str, at: datetime) -> Pitch:
    """Offer to tell a story; one at a time per organisation."""
    must(actor, "events.join")
    if actor.kind == "authority":
        raise Http404
    before(found, at)
    if not found.pitches_wanted:
        raise Refused(
            Text(
                nl="Op deze bijeenkomst zijn geen pitches. Aanmelden kan wel.",
                en="There are no pitches at this meeting. You can register.",
            )
        )
    try:
        with transaction.atomic():
            offered = Pitch.enter(
                meeting=found,
                organisation_id=actor.organisation_id,
                by_id=actor.membership_id,
                title=title.strip(),
                text=text.strip(),
                theme=theme if theme in THEMES else "",
                offered_at=at,
            )
            record(actor, "pitch.offer", offered, at=at, fields=["meeting", "organisation", "theme"])
    except IntegrityError as twice:
        raise Refused(
            Text(
                nl="Uw organisatie bood al een pitch aan voor deze bijeenkomst. Trek die eerst terug.",
                en="Your organisation offered a pitch for this meeting already. Withdraw that one first.",
            )
        ) from twice
    return offered


def withdraw_pitch(*, actor: Actor, pitch: Pitch, at: datetime) -> None:
    """Not tell it after all. A second click changes nothing."""
    must(actor, "events.join")
    if pitch.organisation_id != actor.organisation_id:
        raise Http404
    if pitch.state == "withdrawn":
        return
    before(pitch.meeting, at)
    step = PITCH.step("withdraw", pitch.state, actor.role)
    with transaction.atomic():
        changed = pitch.change(state=step.until, part=None)
        record(actor, "pitch.withdraw", pitch, at=at, fields=changed)


def decide_pitch(
    *,
    actor: Actor,
    found: Meeting,
    pitch: Pitch,
    verb: str,
    at: datetime,
    why: str = "",
    part: ProgrammeItem | None = None,
) -> None:
    """Choose a pitch, at the end of the row, or not, with why. Who offered it hears it."""
    own(actor, found)
    if verb not in ("choose", "decline"):
        raise Http404
    before(found, at)
    step = PITCH.step(verb, pitch.state, actor.role)
    if verb == "decline" and not why.strip():
        raise Refused(
            Text(
                nl="Schrijf waarom u deze pitch niet kiest: het bedrijf leest dat.",
                en="Write why you do not choose this pitch: the firm reads it.",
            )
        )
    with transaction.atomic():
        held = queries.locked(found)
        chosen = verb == "choose"
        changed = pitch.change(
            state=step.until,
            decided_why="" if chosen else why.strip(),
            part=part if chosen else None,
            position=queries.last_position(held) + 1 if chosen else 0,
        )
        record(actor, f"pitch.{verb}", pitch, at=at, fields=changed)
        letters.write_pitch(pitch, at)


def arrange_pitch(
    *, actor: Actor, found: Meeting, pitch: Pitch, part: ProgrammeItem | None, at: datetime, earlier: bool
) -> None:
    """Put a chosen pitch in a part of the programme; `earlier` moves it one place forward there."""
    own(actor, found)
    before(found, at)
    if pitch.state != "chosen":
        raise Http404
    with transaction.atomic():
        queries.locked(found)
        changed = [*pitch.change(part=part)]
        if earlier:
            row = [one for one in queries.pitches_of(found, "chosen") if one.part_id == pitch.part_id]
            place = next(number for number, one in enumerate(row) if one.pk == pitch.pk)
            if place > 0:
                before_it = row[place - 1]
                theirs, mine = before_it.position, pitch.position
                before_it.change(position=mine)
                changed += pitch.change(position=theirs)
        record(actor, "pitch.arrange", pitch, at=at, fields=changed)
