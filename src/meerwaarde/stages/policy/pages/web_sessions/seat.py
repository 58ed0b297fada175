"""What a participant sees: the own scores first, and what everybody gave only after the reveal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.layout.charts import Chart, Series, radar
from meerwaarde.platform.layout.components import Level, Page
from meerwaarde.stages.policy.pages.web_sessions import board
from meerwaarde.stages.policy.pages.web_sessions.board import AreaBoard, AreaLine
from meerwaarde.stages.policy.pages.web_sessions.words import here_and_ready, state_badge
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.web_sessions import (
    WEB_REVEALED,
    WEB_SCORING,
    WEB_SETTLED,
    Participant,
    WebArea,
    WebScore,
)


@dataclass(frozen=True)
class Choice:
    """One level of one area: what it looks like, and whether it was chosen for now and for then."""

    value: str
    level: Level | None
    text: str
    now: bool
    then: bool
    says_now: str
    says_then: str


@dataclass(frozen=True)
class ScoreArea:
    """One area to score."""

    id: str
    name: str
    explanation: str
    choices: tuple[Choice, ...]
    remark: str
    number: int


@dataclass(frozen=True, kw_only=True)
class SeatPage(Page):
    """The page of one participant, in the state that the session has."""

    state: str
    revision: int
    pulse_url: str
    look_url: str
    session_id: str
    session_number: str
    """For what this browser kept; empty on pages that are no seat."""
    name: str
    counts: str = ""
    ready: bool = False
    areas: tuple[ScoreArea, ...] = ()
    own_web: Chart | None = None
    score_url: str = ""
    ready_url: str = ""
    leave_url: str
    device_url: str = ""
    board: AreaBoard | None = None
    boards: tuple[AreaBoard, ...] = ()
    lines: tuple[AreaLine, ...] = ()
    web: Chart | None = None
    note_url: str = ""
    guest: bool = False


def seat_page(participant: Participant) -> SeatPage:
    """The page of the participant as things stand now."""
    session = participant.session
    number = session.public_id
    areas = queries.areas_of(session)
    own = queries.own_scores(participant)
    here, ready = queries.head_count(session)
    basis: dict[str, Any] = {
        "title": session.title,
        "badge": state_badge(session.state),
        "state": session.state,
        "revision": session.revision,
        "pulse_url": reverse("joining:pulse", args=[number]),
        "look_url": reverse("joining:seat", args=[number]),
        "session_id": number,
        "session_number": number,
        "name": participant.name,
        "leave_url": reverse("joining:leave", args=[number]),
        "guest": participant.membership_id is None,
        "counts": here_and_ready(here, ready, session.state),
    }
    device = reverse("joining:device", args=[number]) if participant.membership_id is None else ""
    if session.state == WEB_SCORING:
        return SeatPage(
            **basis,
            intro=_("Give each area two levels: where you stand now, and where you want to go."),
            areas=tuple(_score_area(area, own.get(area.pk), place) for place, area in enumerate(areas, 1)),
            own_web=own_web(
                [(area.pk, area.name) for area in areas],
                {key: (one.present, one.desired) for key, one in own.items()},
            ),
            ready=participant.ready_at is not None,
            score_url=reverse("joining:score", args=[number]),
            ready_url=reverse("joining:ready", args=[number]),
            device_url=device,
        )
    if session.state == WEB_REVEALED:
        return _talk(basis, participant, areas, own, device)
    if session.state == WEB_SETTLED:
        return _result(basis, participant, areas, own)
    return SeatPage(**basis, intro=_("This session is off. You need to do nothing more."))


def own_web(
    axes: Sequence[tuple[int, str]], own: Mapping[int, tuple[int | None, int | None]]
) -> Chart | None:
    """The web of what one participant gave: for the own eyes. `axes`: key and name of each area."""
    if len(axes) < board.FEWEST_AXES:
        return None

    def given(which: int) -> tuple[float | None, ...]:
        levels = [own[key][which] if key in own else None for key, _name in axes]
        return tuple(None if level is None else float(level) for level in levels)

    return radar(
        "own-web",
        _("Your web"),
        _("What you gave per area, from 0 to 3. Only you see this."),
        [board.short(name) for _key, name in axes],
        [Series(_("Now"), given(0)), Series(_("Then"), given(1))],
        first_heading=_("Area"),
        say=board.said,
    )


def _score_area(area: WebArea, own: WebScore | None, number: int) -> ScoreArea:
    present, desired = (own.present, own.desired) if own else (None, None)

    def choice(level: int | None, text: str) -> Choice:
        about = {"area": area.name, "text": text}
        return Choice(
            value="" if level is None else str(level),
            level=None if level is None else Level(level),
            text=text,
            now=own is not None and present == level,
            then=own is not None and desired == level,
            says_now=_("%(area)s, now: %(text)s") % about,
            says_then=_("%(area)s, then: %(text)s") % about,
        )

    anchors = [area.anchors[level] if level < len(area.anchors) else "" for level in range(4)]
    choices = [choice(level, anchors[level] or _("Level %(level)d") % {"level": level}) for level in range(4)]
    choices.append(choice(None, _("I do not know")))
    return ScoreArea(
        area.public_id, area.name, area.explanation, tuple(choices), own.remark if own else "", number
    )


def _talk(
    basis: Mapping[str, object],
    participant: Participant,
    areas: Sequence[WebArea],
    own: Mapping[int, WebScore],
    device: str,
) -> SeatPage:
    session = participant.session
    found = queries.revealed(session, areas)
    outcomes = queries.outcomes_of(session)
    notes = queries.notes_of(session)
    by_code = {one.code: one for one in found}
    current = next((area for area in areas if area.pk == session.current_area_id), areas[0])
    strike = {
        note.public_id: reverse("joining:strike", args=[session.public_id, note.public_id])
        for note in notes
        if note.participant_id == participant.pk
    }
    return SeatPage(
        **basis,  # type: ignore[arg-type] # the fields that every state has
        intro=_("The scores are on the table. Talk about what differs, and agree what you go for."),
        board=board.area_board(
            current,
            by_code[current.code],
            outcome=outcomes.get(current.pk),
            notes=notes,
            strike=strike,
            own=own.get(current.pk),
        ),
        lines=board.area_lines(areas, found, outcomes, current.pk),
        web=board.big_web(areas, found, outcomes, large=False),
        note_url=reverse("joining:note", args=[session.public_id]),
        device_url=device,
    )


def _result(
    basis: Mapping[str, object],
    participant: Participant,
    areas: Sequence[WebArea],
    own: Mapping[int, WebScore],
) -> SeatPage:
    session = participant.session
    found = queries.revealed(session, areas)
    outcomes = queries.outcomes_of(session)
    notes = queries.notes_of(session)
    return SeatPage(
        **basis,  # type: ignore[arg-type] # the fields that every state has
        intro=_("This is what you agreed together. Thank you for taking part."),
        boards=tuple(
            board.area_board(
                area, one, outcome=outcomes.get(area.pk), notes=notes, own=own.get(area.pk), place="result"
            )
            for area, one in zip(areas, found, strict=True)
        ),
        web=board.big_web(areas, found, outcomes, large=False),
    )
