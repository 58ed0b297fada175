"""What the facilitator sees: the desk to lead from, and the big screen for the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation, slots
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import Action, Badge, Crumb, Definition, FormPage, Page, Tone
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.rules.ambition_web.joining import grouped
from meerwaarde.rules.ambition_web.scoring import SIDES
from meerwaarde.stages.policy.pages.web_sessions import board
from meerwaarde.stages.policy.pages.web_sessions.board import AreaBoard, AreaLine, NoteLine
from meerwaarde.stages.policy.pages.web_sessions.words import here_and_ready, state_badge
from meerwaarde.stages.policy.pages.words import in_words, language
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.web_sessions import (
    WEB_PREPARED,
    WEB_REVEALED,
    WEB_SCORING,
    WEB_SETTLED,
    WebSession,
)

LEAD = "webs.facilitate"


@dataclass(frozen=True)
class PersonLine:
    """Somebody at the table. Whether somebody is ready is all that is known before the reveal."""

    name: str
    side: str
    party: str
    ready: Badge | None
    remove_url: str


@dataclass(frozen=True)
class JoinCard:
    """How people join: the code in groups, the address, and the picture of it."""

    code: str
    spelled: str
    address: str
    shown_address: str
    picture: str
    until: str


@dataclass(frozen=True)
class Question:
    """Something to be asked before a step is taken after all."""

    text: str
    action: Action


@dataclass(frozen=True, kw_only=True)
class DeskPage(Page):
    """A session as whoever leads it sees it; who only reads sees the same without buttons."""

    state: str
    revision: int
    pulse_url: str
    look_url: str
    session_number: str = ""
    leads: bool
    lead: str
    take_over: Action | None
    facts: tuple[Definition, ...]
    steps_now: tuple[Action, ...]
    question: Question | None
    join: JoinCard | None
    renew: Action | None
    counts: str
    people: tuple[PersonLine, ...]
    lines: tuple[AreaLine, ...] = ()
    area_url: str = ""
    board: AreaBoard | None = None
    boards: tuple[AreaBoard, ...] = ()
    previous_area: str = ""
    next_area: str = ""
    web: Chart | None = None
    form: Any = None
    agree_url: str = ""
    note_url: str = ""
    general: tuple[NoteLine, ...] = ()
    screen_url: str


@dataclass(frozen=True, kw_only=True)
class ScreenPage(Page):
    """The big screen for the room: code while people join, the web while they talk."""

    state: str
    revision: int
    pulse_url: str
    look_url: str
    session_number: str = ""
    join: JoinCard | None
    counts: str
    board: AreaBoard | None = None
    web: Chart | None = None
    lines: tuple[AreaLine, ...] = ()
    desk_url: str


def address_of(actor: Actor, session: WebSession, name: str, *more: str) -> str:
    return reverse(f"policy:web_session_{name}", args=[actor.slug, session.public_id, *more])


def join_card(session: WebSession, address: str, picture: str) -> JoinCard | None:
    """The card, while somebody can still join."""
    if session.state not in (WEB_SCORING, WEB_REVEALED) or session.expires_at is None:
        return None
    return JoinCard(
        code=grouped(session.join_code),
        spelled=" ".join(session.join_code),
        address=address,
        shown_address=address.split("://", 1)[-1].rstrip("/").removesuffix(f"/{session.join_code}"),
        picture=picture,
        until=notation.format_moment(session.expires_at, language()),
    )


def desk_page(
    actor: Actor,
    session: WebSession,
    *,
    join: JoinCard | None,
    form: Any = None,
    question: Question | None = None,
) -> DeskPage:
    """The desk as things stand now. `form` is a bound form that came back with mistakes."""
    leads = actor.may(LEAD) and session.facilitator_id == actor.membership_id
    over = session.state not in (WEB_PREPARED, WEB_SCORING, WEB_REVEALED)
    here, ready = queries.head_count(session)
    may_take = actor.may(LEAD) and not leads and not over
    shown: Mapping[str, Any] = {}
    if session.state == WEB_REVEALED:
        shown = _talk(actor, session, leads=leads, form=form)
    elif session.state == WEB_SETTLED:
        shown = _result(session)
    return DeskPage(
        title=session.title,
        intro=_INTROS().get(session.state, "") if leads else "",
        badge=state_badge(session.state),
        crumbs=_crumbs(actor, session),
        actions=_actions(actor, session, leads=leads),
        thread=(),
        sections=slots.page_sections.collect(actor, Subject("websession", session.public_id)),
        state=session.state,
        revision=session.revision,
        pulse_url=address_of(actor, session, "pulse"),
        look_url=reverse("policy:web_session", args=[actor.slug, session.public_id]),
        leads=leads,
        lead=session.facilitator.person.name if session.facilitator else "",
        take_over=Action(label=_("Take over the lead"), url=address_of(actor, session, "lead"), post=True)
        if may_take
        else None,
        facts=_facts(session),
        steps_now=_steps(actor, session, leads=leads),
        question=question,
        join=join if actor.may(LEAD) else None,
        renew=Action(
            label=_("Make a new code"), url=address_of(actor, session, "code"), post=True, kind="quiet"
        )
        if leads and join
        else None,
        counts=here_and_ready(here, ready, session.state),
        people=_people(actor, session, leads=leads) if not over else (),
        screen_url=address_of(actor, session, "screen"),
        **shown,
    )


def screen_page(actor: Actor, session: WebSession, *, join: JoinCard | None) -> ScreenPage:
    """The big screen as things stand now."""
    here, ready = queries.head_count(session)
    shown: Mapping[str, Any] = {}
    if session.revealed_at is not None:
        areas = queries.areas_of(session)
        found = queries.revealed(session, areas)
        outcomes = queries.outcomes_of(session)
        shown = {
            "web": board.big_web(areas, found, outcomes),
            "lines": board.area_lines(areas, found, outcomes, session.current_area_id),
        }
        for area, picture in zip(areas, found, strict=True):
            if area.pk == session.current_area_id and session.state == WEB_REVEALED:
                shown["board"] = board.area_board(area, picture, outcome=outcomes.get(area.pk))
    return ScreenPage(
        title=session.title,
        badge=state_badge(session.state),
        state=session.state,
        revision=session.revision,
        pulse_url=address_of(actor, session, "pulse"),
        look_url=address_of(actor, session, "screen"),
        join=join,
        counts=here_and_ready(here, ready, session.state),
        desk_url=reverse("policy:web_session", args=[actor.slug, session.public_id]),
        **shown,
    )


def session_form_page(actor: Actor, form: Any, *, session: WebSession | None, back: str) -> FormPage:
    """Preparing or changing a session."""
    return FormPage(
        title=_("Change the session") if session else _("Prepare a session"),
        intro=_("Everybody scores alone first. Then you look together, and agree a level per area."),
        form=form,
        submit=_("Save") if session else _("Prepare"),
        cancel_url=back,
    )


def _INTROS() -> dict[str, str]:
    return {
        WEB_PREPARED: _("Open the session when people are there. Then the code works."),
        WEB_SCORING: _("Everybody scores alone. Nobody sees what another gave, and you do not either."),
        WEB_REVEALED: _("Go from area to area, the biggest difference first, and write down what you agree."),
        WEB_SETTLED: _("What you agreed stands here."),
    }


def _crumbs(actor: Actor, session: WebSession) -> tuple[Crumb, ...]:
    return (
        Crumb(_("Ambition webs"), reverse("policy:ambition_webs", args=[actor.slug])),
        Crumb(session.web.title, reverse("policy:ambition_web", args=[actor.slug, session.web.public_id])),
    )


def _actions(actor: Actor, session: WebSession, *, leads: bool) -> tuple[Action, ...]:
    found = []
    if leads and session.state == WEB_PREPARED:
        found.append(Action(label=_("Change"), url=address_of(actor, session, "edit"), icon="edit"))
    if actor.may(LEAD) and session.state in (WEB_SCORING, WEB_REVEALED, WEB_SETTLED):
        found.append(Action(label=_("Big screen"), url=address_of(actor, session, "screen"), icon="view"))
    return tuple(found)


def _steps(actor: Actor, session: WebSession, *, leads: bool) -> tuple[Action, ...]:
    if not leads:
        return ()
    kinds = {"open": "primary", "reveal": "primary", "settle": "primary", "cancel": "quiet"}
    return tuple(
        Action(
            label=in_words(step.name),
            url=address_of(actor, session, "step", step.verb),
            post=True,
            kind=kinds[step.verb],
        )
        for step in queries.WEB_SESSION.possible(session.state, actor.role)
    )


def _facts(session: WebSession) -> tuple[Definition, ...]:
    day = session.planned_on or (timezone.localdate(session.opened_at) if session.opened_at else None)
    return (
        Definition(term=_("Web"), text=session.web.title),
        Definition(term=_("Day"), text=notation.format_day(day, language(), "long") if day else ""),
        Definition(
            term=_("Led by"), text=session.facilitator.person.name if session.facilitator else _("Nobody now")
        ),
    )


def _people(actor: Actor, session: WebSession, *, leads: bool) -> tuple[PersonLine, ...]:
    scoring = session.state == WEB_SCORING

    def ready(done: bool) -> Badge:
        if done:
            return Badge(label=_("Ready"), tone=Tone.POSITIVE)
        return Badge(label=_("Busy"))

    return tuple(
        PersonLine(
            name=one.name,
            side=in_words(SIDES[one.side]),  # type: ignore[index] # the database knows no other
            party=one.party,
            ready=ready(one.ready_at is not None) if scoring else None,
            remove_url=address_of(actor, session, "remove", one.public_id) if leads else "",
        )
        for one in queries.people_at_the_table(session)
    )


def _talk(actor: Actor, session: WebSession, *, leads: bool, form: Any) -> Mapping[str, Any]:
    areas = queries.areas_of(session)
    found = queries.revealed(session, areas)
    outcomes = queries.outcomes_of(session)
    notes = queries.notes_of(session)
    lines = board.area_lines(areas, found, outcomes, session.current_area_id)
    current = next((area for area in areas if area.pk == session.current_area_id), areas[0])
    at = next((place for place, one in enumerate(lines) if one.current), 0)
    strike = {
        note.public_id: address_of(actor, session, "strike", note.public_id)
        for note in notes
        if leads and not note.dissent
    }
    picture = next(one for one in found if one.code == current.code)
    return {
        "lines": lines,
        "area_url": address_of(actor, session, "area") if leads else "",
        "board": board.area_board(
            current, picture, outcome=outcomes.get(current.pk), notes=notes, strike=strike
        ),
        "previous_area": lines[at - 1].id if at > 0 else "",
        "next_area": lines[at + 1].id if at + 1 < len(lines) else "",
        "web": board.big_web(areas, found, outcomes),
        "form": form if leads else None,
        "agree_url": address_of(actor, session, "agree", current.public_id) if leads else "",
        "note_url": address_of(actor, session, "note") if leads else "",
        "general": _general(notes, strike),
    }


def _result(session: WebSession) -> Mapping[str, Any]:
    areas = queries.areas_of(session)
    found = queries.revealed(session, areas)
    outcomes = queries.outcomes_of(session)
    notes = queries.notes_of(session)
    return {
        "boards": tuple(
            board.area_board(area, one, outcome=outcomes.get(area.pk), notes=notes, place="result")
            for area, one in zip(areas, found, strict=True)
        ),
        "web": board.big_web(areas, found, outcomes),
        "general": _general(notes, {}),
    }


def _general(notes: Any, strike: Mapping[str, str]) -> tuple[board.NoteLine, ...]:
    return tuple(
        board.NoteLine(note.text, board.author_of(note), strike.get(note.public_id, ""))
        for note in notes
        if note.area_id is None
    )
