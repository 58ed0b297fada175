"""The talk: notes, and dissent that is kept beside what is agreed."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import Who, record
from meerwaarde.rules.lifecycle import WEB_REVEALED
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.actions.web_sessions.leading import led
from meerwaarde.stages.policy.actions.web_sessions.taking_part import who_of
from meerwaarde.stages.policy.models import Participant, WebArea, WebNote, WebSession
from meerwaarde.stages.policy.queries import web_sessions as queries

LONGEST = 2000
MOST_NOTES = 500
"""Of one session: a stop for whoever would flood the table."""


def note_by_facilitator(
    *, actor: Actor, at: datetime, session: WebSession, area: WebArea | None, text: str
) -> WebNote:
    """Write down what is said at the table."""
    with transaction.atomic():
        held = led(actor, session)
        return _note(actor, at, held, area, text, participant=None, dissent=False, named=False)


def note_by_participant(
    *,
    participant: Participant,
    at: datetime,
    area: WebArea | None,
    text: str,
    dissent: bool = False,
    named: bool = False,
) -> WebNote:
    """Say something, or keep that one sees it differently; with a name only by own choice.

    Without it the journal names nobody either.
    """
    with transaction.atomic():
        held = seen(queries.session_to_sit_in(participant.session.public_id, at))
        who = who_of(participant, named=named)
        return _note(who, at, held, area, text, participant=participant, dissent=dissent, named=named)


def strike_note(*, actor: Actor, at: datetime, session: WebSession, note: WebNote) -> None:
    """Take out a note, as long as the talk lasts. A dissent belongs to who wrote it."""
    with transaction.atomic():
        held = led(actor, session)
        found = seen(queries.note_in(held, note.public_id))
        if found.dissent:
            raise Refused({"": _("Somebody sees this differently. Only that person can take it back.")})
        _strike(actor, at, held, found)


def strike_own_note(*, participant: Participant, at: datetime, note: WebNote) -> None:
    """Take back what one wrote oneself."""
    with transaction.atomic():
        held = seen(queries.session_to_sit_in(participant.session.public_id, at))
        found = seen(queries.note_in(held, note.public_id))
        if found.participant_id != participant.pk:
            raise Refused({"": _("You can take back only what you wrote yourself.")})
        _strike(who_of(participant, named=found.named), at, held, found)


def _note(
    who: Who,
    at: datetime,
    held: WebSession,
    area: WebArea | None,
    text: str,
    *,
    participant: Participant | None,
    dissent: bool,
    named: bool,
) -> WebNote:
    if held.state != WEB_REVEALED:
        raise Refused({"": _("The talk begins after the scores were shown.")})
    found = None if area is None else seen(queries.area_in(held, area.public_id))
    said = text.strip()
    if not said:
        refuse_if({"text": _("Write down what should be kept.")})
    if len(said) > LONGEST:
        refuse_if({"text": _("Your note is too long. Use at most 2,000 characters.")})
    if queries.notes_count(held) >= MOST_NOTES:
        raise Refused({"": _("This session holds as many notes as it can. Take one of yours back first.")})
    note = WebNote.enter(
        session=held,
        area=found,
        participant=participant,
        text=said,
        dissent=dissent,
        named=named and participant is not None,
        written_at=at,
    )
    action = "webnote.dissent" if dissent else "webnote.write"
    record(who, action, note, at=at, fields=["session", "area", "dissent", "named", "text"])
    held.touch()
    return note


def _strike(who: Who, at: datetime, held: WebSession, note: WebNote) -> None:
    if held.state != WEB_REVEALED:
        raise Refused({"": _("What was agreed stands, and so do the notes.")})
    record(who, "webnote.strike", note, at=at)
    note.strike()
    held.touch()
