"""What two civic organisations ask of firms in the year of the demonstration, and what came of it.

All kinds of help stand here, in all states: a draft, one that waits for approval, one that was asked about,
open ones with and without offers, finished ones, and one that was withdrawn after an agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from meerwaarde.stages.market.actions.needs import NeedValues


@dataclass(frozen=True, kw_only=True)
class DemoPlace:
    """A civic organisation. `lets_in` is the colleague of the authority in whose area it lies."""

    person: str
    kvk: str
    name: str
    place: str
    does: str
    authority: str
    lets_in: str
    came: str
    let_in: str


@dataclass(frozen=True, kw_only=True)
class DemoGiven:
    """What one side says was given, in the unit of the need."""

    at: str
    by: str
    quantity: int
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoNeedOffer:
    """What a firm offers, and the answer: a moment and a verb, with why where the other reads it."""

    at: str
    by: str
    quantity: int
    remark: str
    on: date | None = None
    answered: tuple[str, str, str] | None = None
    given: tuple[DemoGiven, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoNeed:
    """A need from the day it was written down. `steps` are (moment, who, verb, text) after that."""

    at: str
    by: str
    values: NeedValues
    steps: tuple[tuple[str, str, str, str], ...] = ()
    offers: tuple[DemoNeedOffer, ...] = ()


PLACES = (
    DemoPlace(
        person="marloes",
        kvk="90004011",
        name="Huiskamer De Stoof",
        place="Assen",
        does="Een open huiskamer voor buurtbewoners. Vier dagen in de week koffie, soep en gezelschap.",
        authority="veenmeer",
        lets_in="soraya",
        came="2026-02-09 10:20",
        let_in="2026-02-11 09:15",
    ),
    DemoPlace(
        person="jorrit",
        kvk="90004028",
        name="Speelbos De Wilg",
        place="Het Hogeland",
        does="Een bos van de buurt waar kinderen buiten leren en spelen.",
        authority="duinrade",
        lets_in="nynke",
        came="2026-03-03 19:40",
        let_in="2026-03-04 11:05",
    ),
)

CHAIRS = DemoNeed(
    at="2026-04-13 13:10",
    by="marloes",
    values=NeedValues(
        title="Stoelen voor de lange tafel",
        kind="materials",
        what="Elke donderdag eten wij met dertig mensen. Onze stoelen zijn versleten. Elk model is goed.",
        quantity=Decimal(24),
        unit="pieces",
        for_whom="Buurtbewoners die anders alleen eten",
        place="Assen",
        until=date(2026, 7, 31),
    ),
    steps=(
        ("2026-04-13 13:25", "marloes", "submit", ""),
        ("2026-04-14 09:05", "soraya", "approve", ""),
        ("2026-06-12 10:00", "marloes", "close", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-04-22 16:30",
            by="noortje",
            quantity=24,
            remark="Houten stoelen uit een schoolkantine, schoon en nagekeken. Wij brengen ze.",
            on=date(2026, 5, 22),
            answered=("2026-04-23 10:10", "accept", ""),
            given=(
                DemoGiven(at="2026-05-22 15:45", by="noortje", quantity=24),
                DemoGiven(
                    at="2026-05-26 09:30",
                    by="marloes",
                    quantity=24,
                    note="Ze staan er mooi. Dank jullie wel!",
                ),
            ),
        ),
    ),
)
GARDEN = DemoNeed(
    at="2026-03-16 11:00",
    by="marloes",
    values=NeedValues(
        title="De tuin van de huiskamer opknappen",
        kind="hands",
        what="Het pad is ongelijk en de border is overwoekerd. Met een rollator kom je er niet.",
        quantity=Decimal(40),
        unit="hours",
        for_whom="Bezoekers die slecht ter been zijn",
        place="Assen",
        until=date(2026, 6, 30),
    ),
    steps=(
        ("2026-03-16 11:20", "marloes", "submit", ""),
        ("2026-03-17 08:50", "soraya", "question", "Mag er gegraven worden? De grond is van de gemeente."),
        (
            "2026-03-18 14:00",
            "marloes",
            "answer",
            "Ja, de wijkbeheerder vindt het goed als het pad blijft liggen.",
        ),
        ("2026-03-18 16:15", "soraya", "approve", ""),
        ("2026-06-29 09:00", "marloes", "close", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-03-25 12:15",
            by="dina",
            quantity=40,
            remark="Twee dagen met onze leerploeg: vier mensen en een voorman.",
            on=date(2026, 4, 16),
            answered=("2026-03-26 09:40", "accept", ""),
            given=(
                DemoGiven(
                    at="2026-04-17 16:20",
                    by="dina",
                    quantity=36,
                    note="De tweede dag regende het vanaf twee uur.",
                ),
                DemoGiven(
                    at="2026-04-20 10:05", by="marloes", quantity=36, note="Het pad ligt er keurig bij."
                ),
            ),
        ),
    ),
)
ROOM = DemoNeed(
    at="2026-05-06 15:00",
    by="marloes",
    values=NeedValues(
        title="Een ruimte voor taalles op dinsdag",
        kind="place",
        what="Een rustige kamer voor tien mensen, met een bord. Koffie zetten wij zelf.",
        quantity=Decimal(12),
        unit="dayparts",
        for_whom="Nieuwkomers die Nederlands leren",
        place="Assen",
        until=date(2026, 12, 15),
    ),
    steps=(
        ("2026-05-06 15:10", "marloes", "submit", ""),
        ("2026-05-07 09:20", "soraya", "approve", ""),
        ("2026-08-31 10:30", "marloes", "withdraw", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-06-09 11:35",
            by="imane",
            quantity=12,
            remark="Onze eetzaal is op dinsdagochtend leeg. De taalklas mag blijven lunchen.",
            on=date(2026, 9, 8),
            answered=("2026-06-10 10:00", "accept", ""),
        ),
    ),
)
PAINT = DemoNeed(
    at="2026-09-28 10:15",
    by="marloes",
    values=NeedValues(
        title="De grote zaal van de huiskamer schilderen",
        kind="hands",
        what="De muren en kozijnen moeten opnieuw geverfd worden. Verf en kwasten zijn er; soep ook.",
        quantity=Decimal(60),
        unit="hours",
        for_whom="Iedereen die hier over de vloer komt",
        place="Assen",
        until=date(2027, 2, 26),
    ),
    steps=(
        ("2026-09-28 10:30", "marloes", "submit", ""),
        ("2026-09-29 09:10", "soraya", "approve", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-10-05 17:05",
            by="hilde",
            quantity=32,
            remark="Vier vakmensen op een vrijdag, tussen twee klussen door.",
            on=date(2026, 12, 11),
            answered=("2026-10-06 09:00", "accept", ""),
        ),
        DemoNeedOffer(
            at="2026-11-18 09:55",
            by="imane",
            quantity=12,
            remark="Drie mensen uit onze keuken willen graag meehelpen, op een maandag.",
            on=date(2027, 1, 11),
        ),
    ),
)
KITCHEN_PLACES = DemoNeed(
    at="2026-10-12 14:00",
    by="marloes",
    values=NeedValues(
        title="Leerplekken in een keuken of eetzaal",
        kind="work_placement",
        what="Twee van onze vrijwilligers willen proberen of werken lukt. Eerst twee ochtenden in de week.",
        quantity=Decimal(2),
        unit="places",
        for_whom="Mensen die lang thuis zaten",
        place="Assen",
        until=date(2027, 6, 30),
    ),
    steps=(
        ("2026-10-12 14:20", "marloes", "submit", ""),
        ("2026-10-13 08:45", "soraya", "approve", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-10-20 10:25",
            by="imane",
            quantity=1,
            remark="Een plek in de bediening, met een eigen leermeester.",
            on=date(2027, 1, 4),
            answered=("2026-10-21 09:30", "accept", ""),
        ),
    ),
)
BOOKS = DemoNeed(
    at="2026-11-02 09:40",
    by="marloes",
    values=NeedValues(
        title="Hulp bij onze boekhouding",
        kind="knowledge",
        what="Onze penningmeester stopt. Wie zet met ons een eenvoudige administratie op?",
        quantity=Decimal(16),
        unit="hours",
        for_whom="Het bestuur van de huiskamer",
        place="Assen",
        until=date(2027, 3, 31),
    ),
    steps=(
        ("2026-11-02 09:50", "marloes", "submit", ""),
        ("2026-11-03 10:00", "soraya", "approve", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-11-19 16:10",
            by="hilde",
            quantity=16,
            remark="Onze boekhouder komt vier middagen, en blijft daarna bereikbaar voor vragen.",
            on=date(2027, 1, 13),
        ),
    ),
)
TALKS = DemoNeed(
    at="2026-11-19 13:30",
    by="marloes",
    values=NeedValues(
        title="Gesprekken over werk met jongeren uit de buurt",
        kind="mentoring",
        what="Twaalf jongeren willen horen hoe het is om te werken. Wie praat een uur met een van hen?",
        quantity=Decimal(12),
        unit="talks",
        for_whom="Jongeren van 16 tot 20 jaar",
        place="Assen",
        until=date(2027, 5, 31),
    ),
    steps=(("2026-11-19 13:45", "marloes", "submit", ""),),
)
LAPTOPS = DemoNeed(
    at="2026-11-20 11:20",
    by="marloes",
    values=NeedValues(
        title="Laptops voor de huiswerkklas",
        kind="materials",
        what="Gebruikte laptops van hoogstens zes jaar oud. Wij zetten er zelf de programma's op.",
        quantity=Decimal(5),
        unit="pieces",
        for_whom="Kinderen zonder rustige plek om te leren",
        place="Assen",
        until=date(2027, 4, 30),
    ),
)
WOOD = DemoNeed(
    at="2026-09-14 20:10",
    by="jorrit",
    values=NeedValues(
        title="Planken en balken voor een buitenlokaal",
        kind="materials",
        what="Wij bouwen een afdak van oud hout. Planken vanaf twee meter, balken van elke maat.",
        quantity=Decimal(80),
        unit="pieces",
        for_whom="Schoolklassen uit vijf dorpen",
        place="Het Hogeland",
        until=date(2027, 1, 29),
    ),
    steps=(
        ("2026-09-14 20:15", "jorrit", "submit", ""),
        ("2026-09-16 10:20", "nynke", "approve", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-09-24 08:35",
            by="noortje",
            quantity=50,
            remark="Vuren balken en planken uit een gymzaal. Spijkers zijn eruit.",
            on=date(2026, 10, 30),
            answered=("2026-09-24 21:00", "accept", ""),
            given=(
                DemoGiven(
                    at="2026-10-30 16:40", by="noortje", quantity=50, note="Gebracht met een volle wagen."
                ),
                DemoGiven(
                    at="2026-11-01 20:25",
                    by="jorrit",
                    quantity=42,
                    note="Acht stuks waren te rot om te gebruiken.",
                ),
            ),
        ),
    ),
)
PRUNING = DemoNeed(
    at="2026-10-19 19:30",
    by="jorrit",
    values=NeedValues(
        title="Leren knotten en snoeien",
        kind="knowledge",
        what="Onze ouders willen de wilgen zelf onderhouden. Wie leert het ons op twee zaterdagen?",
        quantity=Decimal(2),
        unit="dayparts",
        for_whom="Ouders die het bos onderhouden",
        place="Het Hogeland",
        until=date(2027, 3, 13),
    ),
    steps=(
        ("2026-10-19 19:40", "jorrit", "submit", ""),
        ("2026-10-20 13:15", "nynke", "approve", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-10-27 11:00",
            by="wessel",
            quantity=2,
            remark="Onze voorman geeft graag les, alleen niet in het weekend.",
            answered=(
                "2026-10-28 20:05",
                "decline",
                "Doordeweeks werken onze ouders. Lukt het ooit op zaterdag, dan horen wij het graag.",
            ),
        ),
    ),
)
SHELTER = DemoNeed(
    at="2026-11-12 20:30",
    by="jorrit",
    values=NeedValues(
        title="Bijdrage aan een droogtoilet",
        kind="money",
        what="Met een toilet kunnen scholen een hele dag blijven. Wij plaatsen het zelf.",
        quantity=Decimal(1800),
        unit="euros",
        for_whom="Kinderen en begeleiders die een dag blijven",
        place="Het Hogeland",
        until=date(2027, 4, 1),
    ),
    steps=(
        ("2026-11-12 20:40", "jorrit", "submit", ""),
        ("2026-11-16 15:10", "nynke", "question", "Is er een vergunning nodig, en is die al aangevraagd?"),
    ),
)
OUTING = DemoNeed(
    at="2026-10-26 10:05",
    by="marloes",
    values=NeedValues(
        title="De bus voor een dag naar zee",
        kind="money",
        what="Veertig bezoekers gaan in mei een dag naar zee. Wij zoeken geld voor de bus.",
        quantity=Decimal(950),
        unit="euros",
        for_whom="Ouderen die nooit de buurt uit komen",
        place="Assen",
        until=date(2027, 4, 15),
    ),
    steps=(
        ("2026-10-26 10:10", "marloes", "submit", ""),
        ("2026-10-27 09:35", "soraya", "approve", ""),
    ),
    offers=(
        DemoNeedOffer(
            at="2026-11-10 14:50",
            by="noortje",
            quantity=250,
            remark="De opbrengst van onze open dag. Veel plezier alvast!",
            answered=("2026-11-10 18:00", "accept", ""),
            given=(
                DemoGiven(at="2026-11-12 09:00", by="noortje", quantity=250),
                DemoGiven(
                    at="2026-11-13 10:40", by="marloes", quantity=250, note="Ontvangen, hartelijk dank."
                ),
            ),
        ),
    ),
)

NEEDS = (
    GARDEN,
    CHAIRS,
    ROOM,
    WOOD,
    PAINT,
    KITCHEN_PLACES,
    PRUNING,
    OUTING,
    BOOKS,
    SHELTER,
    TALKS,
    LAPTOPS,
)
