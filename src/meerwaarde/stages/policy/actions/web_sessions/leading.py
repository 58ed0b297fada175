"""What the facilitator does: prepare, open, reveal, go from area to area, settle; and hand over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.ambition_web.agreeing import still_open
from meerwaarde.rules.ambition_web.joining import expiry
from meerwaarde.rules.ambition_web.reveal import by_difference
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import (
    WEB_CANCELLED,
    WEB_PREPARED,
    WEB_REVEALED,
    WEB_SCORING,
    WEB_SESSION,
    WEB_SETTLED,
    StepRefused,
)
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.actions.web_sessions.taking_part import not_before_reveal
from meerwaarde.stages.policy.models import AmbitionWeb, Participant, WebArea, WebSession
from meerwaarde.stages.policy.models.webs import new_join_code
from meerwaarde.stages.policy.queries import web_sessions as queries

FEWEST_AREAS = 3
"""Below this there is no web to draw."""
LEAD = "webs.facilitate"


class NotAllReady(Refused):
    """Some people are still busy: the facilitator is asked before the scores are shown anyway."""


class OneVoice(Refused):
    """One person scored: the facilitator is asked before everybody sees what that person gave."""


class AreasOpen(Refused):
    """Some areas have no agreed level: the facilitator is asked before the session is settled anyway."""


@dataclass(frozen=True, kw_only=True)
class SessionValues:
    """What somebody gives to prepare a session."""

    title: str
    phase: str = ""
    planned_on: date | None = None
    previous: WebSession | None = None


def prepare_session(*, actor: Actor, at: datetime, web: AmbitionWeb, values: SessionValues) -> WebSession:
    """Make a session ready to open, led by whoever prepares it."""
    must(actor, LEAD)
    held = seen(queries.web_to_meet_over(actor, web.public_id))
    refuse_if(_problems(held, values))
    with transaction.atomic():
        session = WebSession.enter(
            web=held,
            title=values.title.strip(),
            phase=values.phase,
            planned_on=values.planned_on,
            previous=values.previous,
            facilitator_id=actor.membership_id,
        )
        given = ["web", "title", "facilitator"]
        given += [name for name in ("phase", "planned_on", "previous") if getattr(values, name)]
        record(actor, "websession.prepare", session, at=at, fields=given)
    return session


def change_session(
    *, actor: Actor, at: datetime, session: WebSession, expected_version: int, values: SessionValues
) -> tuple[str, ...]:
    """Change title, phase or day, as long as nobody can have joined."""
    must(actor, LEAD)
    with transaction.atomic():
        held = seen(queries.session_to_change(actor, session.public_id))
        if held.state != WEB_PREPARED:
            raise Refused({"": _("This session was opened already. Its title and day stay as they are.")})
        refuse_if(_problems(held.web, values))
        changed = held.change(
            expected_version,
            title=values.title.strip(),
            phase=values.phase,
            planned_on=values.planned_on,
            previous=values.previous,
        )
        if changed:
            record(actor, "websession.change", held, at=at, fields=changed)
    return changed


def open_session(*, actor: Actor, at: datetime, session: WebSession) -> WebSession:
    """Let people in: from now the code works, until the end of the day and some hours more."""
    with transaction.atomic():
        held = led(actor, session)
        if held.state == WEB_SCORING:
            return held
        queries.hold_web(held)  # nobody changes its areas while it is opened
        if len(queries.areas_of(held)) < FEWEST_AREAS:
            raise Refused({"": _("This web has fewer than three areas. Add areas first, then open.")})
        _step(held, actor, "open")
        _write(actor, at, "websession.open", held, state=WEB_SCORING, opened_at=at, expires_at=_until(at))
    return held


def reveal_session(*, actor: Actor, at: datetime, session: WebSession, anyway: bool = False) -> WebSession:
    """Show everybody how the scores lie. Twice is once.

    Raises `NotAllReady` and `OneVoice` unless `anyway`.
    """
    with transaction.atomic():
        held = led(actor, session)
        if held.state == WEB_REVEALED:
            return held
        _step(held, actor, "reveal")
        here, ready = queries.head_count(held)
        if here > ready and not anyway:
            busy = here - ready
            raise NotAllReady(
                {
                    "": ngettext(
                        "%(count)d person is not ready yet. Wait a moment, or show the scores anyway.",
                        "%(count)d people are not ready yet. Wait a moment, or show the scores anyway.",
                        busy,
                    )
                    % {"count": busy}
                }
            )
        if not anyway and queries.number_who_scored(held) == 1:
            raise OneVoice(
                {
                    "": _(
                        "Only one person gave scores. After this everybody sees what that person gave. "
                        "Wait for others, or agree with that person first."
                    )
                }
            )
        _write(actor, at, "websession.reveal", held, state=WEB_REVEALED, revealed_at=at)
        held.look_at(_most_to_say(held))
    return held


def move_to_area(*, actor: Actor, at: datetime, session: WebSession, area: WebArea) -> WebSession:
    """Everybody's screen goes to this area. No fact: it changes nothing but where one looks."""
    with transaction.atomic():
        held = led(actor, session)
        if held.state != WEB_REVEALED:
            raise Refused({"": _("You go from area to area after the scores were shown.")})
        held.look_at(seen(queries.area_in(held, area.public_id)))
    return held


def settle_session(*, actor: Actor, at: datetime, session: WebSession, anyway: bool = False) -> WebSession:
    """Close the talk: what was agreed stands. Raises `AreasOpen` unless `anyway`. Twice is once."""
    with transaction.atomic():
        held = led(actor, session)
        if held.state == WEB_SETTLED:
            return held
        _step(held, actor, "settle")
        areas = queries.areas_of(held)
        agreed = queries.outcomes_of(held)
        levels = {area.code: agreed[area.pk].level for area in areas if area.pk in agreed}
        left = still_open([area.code for area in areas], levels)
        if left and not anyway:
            names = ", ".join(area.name for area in areas if area.code in left)
            raise AreasOpen(
                {
                    "": _("No level is agreed yet for: %(areas)s. Agree it, or settle and leave it open.")
                    % {"areas": names}
                }
            )
        _write(actor, at, "websession.settle", held, state=WEB_SETTLED, settled_at=at)
    return held


def cancel_session(*, actor: Actor, at: datetime, session: WebSession) -> WebSession:
    """The session is off; whoever joined sees that. Twice is once."""
    with transaction.atomic():
        held = led(actor, session)
        if held.state == WEB_CANCELLED:
            return held
        _step(held, actor, "cancel")
        _write(actor, at, "websession.cancel", held, state=WEB_CANCELLED)
    return held


def take_over(*, actor: Actor, at: datetime, session: WebSession) -> WebSession:
    """Lead the session from now on, also when the other one is gone. Twice is once."""
    must(actor, LEAD)
    with transaction.atomic():
        held = seen(queries.session_to_change(actor, session.public_id))
        if held.facilitator_id == actor.membership_id:
            return held
        if held.state in (WEB_SETTLED, WEB_CANCELLED):
            raise Refused({"": _("This session is over: there is nothing left to lead.")})
        _write(actor, at, "websession.hand_over", held, facilitator_id=actor.membership_id)
    return held


def renew_code(*, actor: Actor, at: datetime, session: WebSession) -> WebSession:
    """A new code, for another day or because the old one went round. Who sits at the table stays."""
    with transaction.atomic():
        held = led(actor, session)
        if held.state not in (WEB_SCORING, WEB_REVEALED):
            raise Refused({"": _("A code belongs to a session that is going on.")})
        _write(actor, at, "websession.renew_code", held, join_code=new_join_code(), expires_at=_until(at))
    return held


def remove_participant(*, actor: Actor, at: datetime, session: WebSession, participant: Participant) -> None:
    """Take somebody out. Before the reveal the scores go along; after it the picture stands."""
    with transaction.atomic():
        held = led(actor, session)
        found = seen(queries.participant_in(held, participant.public_id))
        if found.removed_at is None:
            fields = found.change(removed_at=not_before_reveal(held, at))
            record(actor, "participant.remove", found, at=at, fields=fields)
            held.touch()


def led(actor: Actor, session: WebSession) -> WebSession:
    """The session, held, if this actor leads it; else a sentence that names who does and what to do."""
    must(actor, LEAD)
    held = seen(queries.session_to_change(actor, session.public_id))
    if held.facilitator_id != actor.membership_id:
        if held.facilitator is None:
            raise Refused({"": _("Nobody leads this session now. Take the lead first.")})
        raise Refused(
            {
                "": _("%(name)s leads this session now. Take over the lead first, if you agreed on that.")
                % {"name": held.facilitator.person.name}
            }
        )
    return held


def _step(held: WebSession, actor: Actor, verb: str) -> None:
    try:
        WEB_SESSION.step(verb, held.state, actor.role)
    except StepRefused as refused:
        raise Refused({"": refused.text.in_language(actor.language)}) from refused


def _write(actor: Actor, at: datetime, action: str, held: WebSession, **values: Any) -> None:
    fields = held.change(**values)
    held.touch()
    open_names = {"facilitator_id": "facilitator"}
    # A code is a key: the journal says that it was renewed, never what it is.
    record(
        actor,
        action,
        held,
        at=at,
        fields=[open_names.get(name, name) for name in fields if name != "join_code"],
    )


def _until(at: datetime) -> datetime:
    here = timezone.localtime(at)
    return expiry(here, int(Law.on(here.date())["ambition_web/code_hours"].value))


def _most_to_say(held: WebSession) -> WebArea | None:
    areas = queries.areas_of(held)
    order = by_difference(queries.revealed(held, areas))
    return next((area for area in areas if order and area.code == order[0].code), None)


def _problems(web: AmbitionWeb, values: SessionValues) -> dict[str, str]:
    problems = {}
    if not values.title.strip():
        problems["title"] = _("Give the session a name, so that people recognise it.")
    if values.previous is not None and values.previous.web_id != web.pk:
        problems["previous"] = _("Choose an earlier session over this same web.")
    return problems
