"""The contact points of Veenmeer and Duinrade: answered in time and once late, one waits, one is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import at_work
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.organisations.queries import Membership, membership_at
from meerwaarde.stages.market.actions import contacts
from meerwaarde.stages.market.queries import contacts as queries


@dataclass(frozen=True, kw_only=True)
class DemoPoint:
    """The desk that an authority names; `opens` does that and `owner` gets the questions."""

    authority: str
    at: str
    opens: str
    owner: str
    values: contacts.PointValues


@dataclass(frozen=True, kw_only=True)
class DemoQuestion:
    """A question with what follows: (moment, who, verb, text); a verb is answer, ask_on or hand_over to text.

    `visitor` holds name and address of somebody without a log-in, who confirms a few minutes later.
    """

    at: str
    authority: str
    subject: str
    text: str
    by: str = ""
    visitor: tuple[str, str, str] | None = None
    then: tuple[tuple[str, str, str, str], ...] = ()


POINTS = (
    DemoPoint(
        authority="veenmeer",
        at="2026-02-02 10:00",
        opens="pieter",
        owner="soraya",
        values=contacts.PointValues(
            name="Loket ondernemen met impact",
            email="loket@veenmeer.example",
            phone="000-555 20 20",
            about="Voor al uw vragen over werken voor de gemeente, social return en hulp aan de buurt.",
            answer_days=5,
        ),
    ),
    DemoPoint(
        authority="duinrade",
        at="2026-04-07 14:00",
        opens="nynke",
        owner="eva",
        values=contacts.PointValues(
            name="Ondernemersloket Duinrade",
            email="ondernemers@duinrade.example",
            about="Vragen over onze inkopen, en over initiatieven langs de kust.",
            answer_days=8,
        ),
    ),
)
QUESTIONS = (
    DemoQuestion(
        at="2026-03-19 11:25",
        authority="veenmeer",
        subject="Hoe weet ik wat u gaat inkopen?",
        text="Ik heb een kleine drukkerij. Waar lees ik wat de gemeente dit jaar van plan is te kopen?",
        visitor=("Cato Bladergroen", "cato@drukkerij-puntkomma.example", "2026-03-19 11:40"),
        then=(
            (
                "2026-03-23 09:15",
                "soraya",
                "answer",
                "Op onze inkoopkalender. Die is openbaar en u kunt zich erop abonneren. Meld uw bedrijf ook "
                "aan: dan krijgt u bericht als er iets bij u past.",
            ),
        ),
    ),
    DemoQuestion(
        at="2026-06-02 13:50",
        authority="veenmeer",
        subject="Kleine opdrachten voor lunches",
        text="Wij koken graag vaker voor de gemeente. Bij wie zijn wij goed voor kleine opdrachten?",
        by="imane",
        then=(
            (
                "2026-06-04 10:30",
                "soraya",
                "answer",
                "Zulke opdrachten doen de afdelingen zelf, vaak via het secretariaat. Ik heb uw profiel daar "
                "onder de aandacht gebracht.",
            ),
            ("2026-06-08 09:05", "imane", "ask_on", "Dank u. Telt de raad ook als afdeling?"),
            (
                "2026-06-10 16:20",
                "soraya",
                "answer",
                "Nee, de griffie bestelt zelf. Zij zoekt vanaf september een vaste kok voor raadsavonden.",
            ),
        ),
    ),
    DemoQuestion(
        at="2026-09-07 15:10",
        authority="duinrade",
        subject="Mag een bedrijf ons sponsoren?",
        text="Een aannemer wil ons hout geven en zijn bord in het bos zetten. Mag dat van de gemeente?",
        by="jorrit",
        then=(
            (
                "2026-09-24 11:45",
                "eva",
                "answer",
                "Hout mag u gewoon aannemen. Voor een bord van meer dan een halve vierkante meter is een "
                "vergunning nodig. Het antwoord duurde lang doordat wij dit eerst moesten uitzoeken.",
            ),
        ),
    ),
    DemoQuestion(
        at="2026-11-11 10:15",
        authority="veenmeer",
        subject="Verzekering van vrijwilligers",
        text="Zijn mensen van een bedrijf verzekerd als zij een dag bij ons komen schilderen?",
        by="marloes",
        then=(("2026-11-12 09:00", "soraya", "hand_over", "samira"),),
    ),
    DemoQuestion(
        at="2026-11-19 08:40",
        authority="veenmeer",
        subject="Telt hulp aan de buurt mee?",
        text="Onze ploeg hielp een buurthuis met de tuin. Telt dat mee voor social return in ons contract?",
        by="wessel",
    ),
    DemoQuestion(
        at="2026-11-18 17:30",
        authority="duinrade",
        subject="Oude duinpalen",
        text="U vervangt dit najaar duinpalen. Mogen wij het oude hout ophalen? Er wachten klanten op.",
        by="noortje",
    ),
)


def contact_happenings() -> list[Happening]:
    """From the day a desk opens to the question of last Thursday."""
    happenings = [Happening(on(point.at), partial(_open, point)) for point in POINTS]
    for told in QUESTIONS:
        happenings.extend(_question(told))
    return happenings


def _open(told: DemoPoint) -> None:
    at = on(told.at)
    contacts.save_point(
        actor=at_work(told.opens, at),
        values=told.values,
        owner=_held(told.owner, at),
        expected_version=None,
        at=at,
    )


def _question(told: DemoQuestion) -> Iterator[Happening]:
    """They share the question once it is there."""
    asked: list[queries.ContactQuestion] = []
    yield Happening(on(told.at), partial(_ask, told, asked))
    if told.visitor:
        yield Happening(on(told.visitor[2]), partial(_confirm, told, asked))
    for moment, by, verb, text in told.then:
        yield Happening(on(moment), partial(_go_on, asked, on(moment), by, verb, text))


def _ask(told: DemoQuestion, asked: list[queries.ContactQuestion]) -> None:
    point, at = _point(told), on(told.at)
    if told.visitor:
        name, email, _confirmed = told.visitor
        contacts.ask_as_visitor(
            point=point, name=name, email=email, subject=told.subject, text=told.text, language="nl", at=at
        )
    else:
        actor = at_work(told.by, at)
        asked.append(contacts.ask(actor=actor, point=point, subject=told.subject, text=told.text, at=at))


def _confirm(told: DemoQuestion, asked: list[queries.ContactQuestion]) -> None:
    """The visitor follows the link in the letter."""
    assert told.visitor is not None
    _name, email, confirmed = told.visitor
    found = queries.newest_of_address(email)
    assert found is not None, email
    contacts.confirm_question(question=found, point=_point(told), at=on(confirmed))
    asked.append(found)


def _go_on(asked: list[queries.ContactQuestion], at: datetime, by: str, verb: str, text: str) -> None:
    actor, question = at_work(by, at), asked[0]
    if verb == "answer":
        contacts.answer(actor=actor, question=question, text=text, at=at)
    elif verb == "ask_on":
        contacts.ask_on(actor=actor, question=question, text=text, at=at)
    else:
        contacts.hand_over(actor=actor, question=question, to=_held(text, at), at=at)


def _point(told: DemoQuestion) -> queries.ContactPoint:
    found = queries.public_point(told.authority)
    assert found is not None, told.authority
    return found


def _held(name: str, at: datetime) -> Membership:
    actor = at_work(name, at)
    found = membership_at(actor.organisation_id, actor.membership)
    assert found is not None, name
    return found
