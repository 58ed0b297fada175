"""The ambition-web sessions of the story: one settled, with two firms at the table, and one to open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.actions import web_sessions as actions
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.web_sessions import Participant, WebArea, WebSession

Levels = tuple[int | None, ...]


@dataclass(frozen=True, kw_only=True)
class Scorer:
    """Somebody at the table: a colleague by local part, or a guest by name. Levels as the web has areas."""

    who: str
    now: Levels
    then: Levels
    party: str = ""
    side: str = "authority"
    remarks: tuple[tuple[int, str], ...] = ()
    """Place of the area in the web, and what was written there."""


@dataclass(frozen=True, kw_only=True)
class Agreed:
    """What was agreed for an area, by its place in the web."""

    area: int
    level: int
    now: int
    reason: str
    measure: str
    owner: str = ""
    owner_name: str = ""
    due_on: date | None = None
    notes: tuple[str, ...] = ()
    dissent: tuple[str, str, bool] | None = None
    """Who, the words, and whether with a name."""


@dataclass(frozen=True, kw_only=True)
class ToldSession:
    """A session over a web; without `held` it is only prepared."""

    web: str
    by: str
    prepared: str
    title: str
    phase: str
    planned_on: date
    held: str = ""
    people: tuple[Scorer, ...] = ()
    agreed: tuple[Agreed, ...] = ()


VEENMEER = (
    ToldSession(
        web="openbare-ruimte",
        by="pieter",
        prepared="2026-09-29 14:00",
        held="2026-10-09 09:30",
        title="Openbare ruimte: hoe ver gaan wij?",
        phase="policy",
        planned_on=date(2026, 10, 9),
        people=(
            Scorer(who="anneke", now=(1, 1, 1, 0, 1, 1), then=(3, 2, 2, 1, 2, 2)),
            Scorer(
                who="ilse",
                now=(2, 1, 1, 0, 0, 1),
                then=(3, 2, 2, 1, 1, 2),
                remarks=((0, "Kruidenrijk gras hoeft minder vaak gemaaid. Goed voor bijen en voor ons."),),
            ),
            Scorer(who="bas", now=(1, 1, 1, 1, 1, 1), then=(2, 2, 2, 1, 1, 2)),
            Scorer(
                who="carlijn",
                now=(1, 0, 1, 0, 1, 2),
                then=(2, 1, 2, 1, 2, 3),
                remarks=((5, "Wat wij afspreken, moeten wij ook kunnen nakijken in het werk."),),
            ),
            Scorer(who="soraya", now=(1, 1, 0, 0, 1, 2), then=(2, 2, 1, 1, 3, 3)),
            Scorer(who="dirk", now=(1, 1, 1, 0, 1, 1), then=(1, 1, 1, 0, 1, 1)),
            Scorer(who="mirte", now=(1, 1, 1, 1, 1, 2), then=(3, 3, 3, 2, 3, 3)),
            Scorer(
                who="Gerben Hoekmeijer",
                side="market",
                party="Hoveniersbedrijf Groene Hand",
                now=(1, 0, 1, None, 1, 2),
                then=(3, 1, 2, None, 2, 3),
                remarks=((1, "Elektrische machines zijn er, de stroom op het werk is het knelpunt."),),
            ),
            Scorer(
                who="Tessa Brinkhuis",
                side="market",
                party="Brinkhuis Wegenbouw",
                now=(0, 1, 1, 0, 1, 1),
                then=(2, 3, 3, 1, 1, 1),
                remarks=((2, "Oude klinkers opnieuw gebruiken kan in elke straat, als u het vroeg zegt."),),
            ),
        ),
        agreed=(
            Agreed(
                area=0,
                level=3,
                now=1,
                reason="Bijna iedereen wil vooroplopen, en de wijkploegen kunnen het al.",
                measure="In elk groenbestek staat ecologisch beheer als uitgangspunt.",
                owner="ilse",
                due_on=date(2026, 12, 31),
                notes=("Begin met de bermen: daar ziet iedereen het verschil.",),
            ),
            Agreed(
                area=1,
                level=2,
                now=1,
                reason="Zonder zware aansluitingen is niveau 3 nu niet te doen.",
                measure="Wij vragen per perceel naar uitstootvrije machines en zorgen zelf voor laadplekken.",
                owner="anneke",
                due_on=date(2027, 6, 30),
                notes=(
                    "De markt vraagt om laadplekken op de werf.",
                    "De netbeheerder schuift later aan.",
                ),
                dissent=("Tessa Brinkhuis", "Wij kunnen niveau 3 al leveren. U remt uzelf af.", True),
            ),
            Agreed(
                area=2,
                level=2,
                now=1,
                reason="Hergebruik lukt bij klinkers en zand, nog niet bij asfalt.",
                measure="Een lijst van vrijkomend materiaal gaat mee met elke aanvraag.",
                owner="bas",
                due_on=date(2026, 12, 15),
            ),
            Agreed(
                area=3,
                level=1,
                now=0,
                reason="Wij weten nog te weinig van de keten van natuursteen. Eerst leren.",
                measure="Bij natuursteen vragen wij waar het vandaan komt.",
                owner_name="Brinkhuis Wegenbouw en Bas Oldeman",
                due_on=date(2027, 3, 1),
            ),
            Agreed(
                area=4,
                level=2,
                now=1,
                reason="Leerplekken voor jongeren passen goed bij groen en wegen.",
                measure="Twee leerplekken per groot perceel, samen met het praktijkonderwijs.",
                owner="soraya",
                due_on=date(2027, 2, 1),
            ),
            Agreed(
                area=5,
                level=3,
                now=2,
                reason="Hier is Veenmeer al ver, en de wijkploegen willen door.",
                measure="Wijkploegen krijgen een eigen perceel in het onderhoud van de parken.",
                owner="soraya",
                due_on=date(2026, 12, 1),
                notes=("Vraag eerst de ploegen zelf wat zij willen.",),
                dissent=("dirk", "Een eigen perceel kost meer toezicht. Reken dat vooraf uit.", True),
            ),
        ),
    ),
    ToldSession(
        web="bermpapier",
        by="anneke",
        prepared="2026-11-20 15:10",
        title="Bermmaaisel: hoe ver gaat de proef?",
        phase="preparation",
        planned_on=date(2026, 11, 26),
    ),
)

SESSIONS = {"veenmeer": VEENMEER}


def session_happenings(
    cast: Cast, slug: str, sessions: tuple[ToldSession, ...] | None = None
) -> Iterator[Happening]:
    """Every session, of the story or as given: prepared, and held where it was."""
    for told in SESSIONS.get(slug, ()) if sessions is None else sessions:
        made: list[WebSession] = []
        yield Happening(on(told.prepared), partial(_prepare, cast, told, made))
        if told.held:
            yield Happening(on(told.held), partial(_hold, cast, told, made))


def _prepare(cast: Cast, told: ToldSession, made: list[WebSession]) -> None:
    values = actions.SessionValues(title=told.title, phase=told.phase, planned_on=told.planned_on)
    web = cast.webs[told.web]
    made.append(
        actions.prepare_session(actor=cast.actor(told.by), at=on(told.prepared), web=web, values=values)
    )


def _hold(cast: Cast, told: ToldSession, made: list[WebSession]) -> None:
    actor, begin = cast.actor(told.by), on(told.held)
    session = actions.open_session(actor=actor, at=begin, session=made[0])
    areas = queries.areas_of(session)
    seats = {one.who: _sit_and_score(cast, session, areas, one, begin) for one in told.people}
    session = actions.reveal_session(actor=actor, at=begin + timedelta(minutes=25), session=session)
    for place, one in enumerate(told.agreed):
        at = begin + timedelta(minutes=30 + 9 * place)
        _agree(cast, cast.actor(told.by), session, seats, one, at=at)
    at = begin + timedelta(minutes=95)
    actions.settle_session(actor=actor, at=at, session=session, anyway=True)


def _sit_and_score(
    cast: Cast, session: WebSession, areas: tuple[WebArea, ...], told: Scorer, begin: datetime
) -> Participant:
    joined = begin + timedelta(minutes=5)
    if told.who in cast.members:
        seat = actions.join_as_colleague(membership=cast.members[told.who], session=session, at=joined)
    else:
        seat = actions.join_as_guest(
            session=session,
            at=joined,
            secret=actions.new_secret(),
            name=told.who,
            side=told.side,
            party=told.party,
        )
    remarks = dict(told.remarks)
    given = {
        area.public_id: actions.Given(told.now[place], told.then[place], remarks.get(place, ""))
        for place, area in enumerate(areas[: len(told.now)])
    }
    actions.score(seat=queries.key_of(seat), at=begin + timedelta(minutes=18), given=given)
    actions.say_ready(participant=seat, at=begin + timedelta(minutes=20), ready=True)
    return seat


def _agree(
    cast: Cast,
    actor: Actor,
    session: WebSession,
    seats: dict[str, Participant],
    one: Agreed,
    *,
    at: datetime,
) -> None:
    area = queries.areas_of(session)[one.area]
    actions.move_to_area(actor=actor, at=at, session=session, area=area)
    for text in one.notes:
        actions.note_by_facilitator(actor=actor, at=at, session=session, area=area, text=text)
    values = actions.AgreementValues(
        level=one.level,
        present=one.now,
        reason=one.reason,
        measure=one.measure,
        owner=cast.members[one.owner] if one.owner else None,
        owner_name=one.owner_name,
        due_on=one.due_on,
    )
    actions.agree(actor=actor, at=at, session=session, area=area, values=values)
    if one.dissent is not None:
        who, words, named = one.dissent
        actions.note_by_participant(
            participant=seats[who], at=at, area=area, text=words, dissent=True, named=named
        )
