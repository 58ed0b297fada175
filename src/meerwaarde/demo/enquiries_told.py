"""What buyers asked the market directly, whom, and what firms with a log-in answered.

One is a draft, two are out and wait, three closed; of those one became a contract as both sides say, one
has a firm that said no, and of one both sides are asked now what came of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from meerwaarde.demo.shape import on
from meerwaarde.stages.market.actions.enquiries import EnquiryValues


@dataclass(frozen=True, kw_only=True)
class DemoAnswer:
    """What somebody of a firm says; a verb is see, yes, no (with the code of why) or ask."""

    at: str
    by: str
    verb: str
    text: str = ""
    euros: int | None = None
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoReply:
    """An answer to a question, for all who were asked; `asked` is how the question begins."""

    at: str
    asked: str
    text: str


@dataclass(frozen=True, kw_only=True)
class DemoOutcome:
    """What one side says came of it with one firm: a contract of so many euros, or None for no contract."""

    at: str
    by: str
    firm: str
    euros: int | None


@dataclass(frozen=True, kw_only=True)
class DemoEnquiry:
    """An enquiry from its first words on. Without `sent` it is still a draft; suppliers go by their keys."""

    at: str
    by: str
    values: EnquiryValues
    sent: str = ""
    asked: tuple[str, ...] = ()
    answers: tuple[DemoAnswer, ...] = ()
    replies: tuple[DemoReply, ...] = ()
    closed: str = ""
    outcomes: tuple[DemoOutcome, ...] = ()


PLANTING = DemoEnquiry(
    at="2026-02-16 10:40",
    by="bas",
    values=EnquiryValues(
        kind="quotation",
        title="Inheemse struiken en bollen in drie buurten",
        text="Wij vervangen versleten plantvakken in drie buurten, samen 900 m². Wij vragen een prijs voor "
        "grond, planten en het eerste jaar water geven. Bewoners planten op een zaterdag mee.",
        closes_at=on("2026-03-09 12:00"),
        cpv=("77310000",),
        regions=("GM0106",),
        estimate=Decimal(20_000),
    ),
    sent="2026-02-16 11:15",
    asked=("groenploeg-de-wissel", "hoveniers-van-vroeger", "kruid-en-kracht", "wilde-berm"),
    answers=(
        DemoAnswer(at="2026-02-17 08:20", by="dina", verb="see"),
        DemoAnswer(
            at="2026-02-18 09:05", by="dina", verb="ask", text="Wie betaalt de koffie en soep voor bewoners?"
        ),
        DemoAnswer(
            at="2026-03-03 16:40",
            by="wessel",
            verb="yes",
            text="Wij werken met zes mensen en een voorman, en kopen de planten bij een biologische kweker. "
            "Water geven doen wij tot en met oktober met de bakfiets.",
            euros=18_650,
        ),
    ),
    replies=(
        DemoReply(
            at="2026-02-18 13:30",
            asked="Wie betaalt",
            text="De gemeente. U hoeft dat niet in uw prijs op te nemen.",
        ),
    ),
    closed="2026-03-09 12:05",
    outcomes=(
        DemoOutcome(at="2026-05-11 09:30", by="bas", firm="groenploeg-de-wissel", euros=18_650),
        DemoOutcome(at="2026-05-12 14:10", by="wessel", firm="groenploeg-de-wissel", euros=18_650),
    ),
)
LUNCH = DemoEnquiry(
    at="2026-06-15 14:10",
    by="samira",
    values=EnquiryValues(
        kind="question",
        title="Vergaderlunches zonder wegwerpplastic",
        text="Vanaf januari willen wij lunches zonder wegwerpplastic, met leerplekken in de keuken. Kan dat "
        "voor ongeveer honderd mensen per dag? Wat moeten wij anders doen dan nu?",
        closes_at=on("2026-07-06 17:00"),
        cpv=("55520000",),
        regions=("NL13",),
    ),
    sent="2026-06-15 14:45",
    asked=("tafel-en-toekomst", "de-gulle-pan", "de-hoefslag", "grootendeel"),
    answers=(
        DemoAnswer(at="2026-06-16 07:55", by="imane", verb="see"),
        DemoAnswer(
            at="2026-06-16 08:10", by="imane", verb="ask", text="Is er een spoelkeuken in het stadhuis?"
        ),
        DemoAnswer(
            at="2026-06-30 15:25",
            by="imane",
            verb="yes",
            text="Ja. Wij werken met glazen bakjes die terugkomen. Wat u anders moet doen: een dag eerder "
            "bestellen, en de bakjes op een vaste plek verzamelen.",
        ),
    ),
    replies=(
        DemoReply(
            at="2026-06-17 10:00",
            asked="Is er een spoelkeuken",
            text="Ja, op de begane grond. U mag hem na drie uur 's middags gebruiken.",
        ),
    ),
    closed="2026-07-06 17:05",
)
HARVEST = DemoEnquiry(
    at="2026-08-31 11:00",
    by="bas",
    values=EnquiryValues(
        kind="quotation",
        title="Bruikbaar materiaal uit een oude school halen",
        text="Voor de sloop van een school uit 1974 willen wij deuren, kozijnen en de houten vloer redden. "
        "Wij vragen een prijs voor demonteren, afvoeren en een lijst van wat waarheen ging.",
        closes_at=on("2026-09-28 12:00"),
        cpv=("45111100",),
        regions=("GM1730",),
        estimate=Decimal(30_000),
    ),
    sent="2026-09-09 09:20",
    asked=("sloop-en-oogst", "norgerbrink", "hennephuis"),
    answers=(
        DemoAnswer(at="2026-09-09 15:10", by="noortje", verb="see"),
        DemoAnswer(at="2026-09-10 08:30", by="hilde", verb="see"),
        DemoAnswer(
            at="2026-09-10 08:40",
            by="hilde",
            verb="no",
            why="other_work",
            text="Wij bouwen en verbouwen. Uit elkaar halen is een vak apart.",
        ),
        DemoAnswer(
            at="2026-09-21 17:50",
            by="noortje",
            verb="yes",
            text="Drie weken werk met vijf mensen, onder wie twee leerlingen. De vloer heeft al een koper.",
            euros=27_400,
        ),
    ),
    closed="2026-09-28 12:05",
    outcomes=(DemoOutcome(at="2026-11-20 10:20", by="bas", firm="sloop-en-oogst", euros=26_900),),
)
SPORTS_HALL = DemoEnquiry(
    at="2026-11-18 15:00",
    by="bas",
    values=EnquiryValues(
        kind="question",
        title="Een sportzaal opknappen met leerplekken",
        text="In 2027 renoveren wij sportzaal De Turfschuur. Wij willen weten hoeveel leerplekken er op zo'n "
        "bouwplaats passen, en welk deel van het materiaal uit andere gebouwen kan komen.",
        closes_at=on("2026-12-07 17:00"),
        cpv=("45212220",),
        regions=("GM0106",),
        estimate=Decimal(2_000_000),
    ),
    sent="2026-11-19 09:40",
    asked=("norgerbrink", "sloop-en-oogst", "schilders-van-morgen", "groenploeg-de-wissel"),
    answers=(
        DemoAnswer(at="2026-11-19 12:15", by="hilde", verb="see"),
        DemoAnswer(
            at="2026-11-20 08:50",
            by="hilde",
            verb="yes",
            text="Vier leerplekken op een ploeg van twaalf gaat goed. Kozijnen en vloer kunnen van elders "
            "komen, als wij een half jaar vooraf mogen zoeken.",
        ),
        DemoAnswer(at="2026-11-20 10:30", by="noortje", verb="see"),
        DemoAnswer(
            at="2026-11-20 10:45",
            by="noortje",
            verb="ask",
            text="Mogen wij voor 7 december in het gebouw komen kijken wat er vrijkomt?",
        ),
    ),
)
FRIDAYS = DemoEnquiry(
    at="2026-11-17 16:10",
    by="wessel",
    values=EnquiryValues(
        kind="quotation",
        title="Warme lunch op vrijdag voor onze ploegen",
        text="Van november tot maart eten onze ploegen op vrijdag samen, ongeveer 45 mensen. Wij zoeken soep "
        "en brood, gebracht op de werf in Hoogeveen.",
        closes_at=on("2026-12-01 12:00"),
        cpv=("55520000",),
        regions=("GM0118",),
    ),
    sent="2026-11-17 16:25",
    asked=("tafel-en-toekomst",),
    answers=(DemoAnswer(at="2026-11-18 09:10", by="imane", verb="see"),),
)
GIFTS = DemoEnquiry(
    at="2026-11-20 13:35",
    by="samira",
    values=EnquiryValues(
        kind="quotation",
        title="Afscheidsgeschenken van makers uit de streek",
        text="Wij zoeken dertig geschenken van ongeveer € 40 voor collega's die met pensioen gaan. Graag van "
        "makers bij wie mensen een vak leren.",
        closes_at=on("2026-12-11 12:00"),
        cpv=("18530000",),
        regions=("NL13",),
        estimate=Decimal(1_200),
    ),
)
ENQUIRIES = (PLANTING, LUNCH, HARVEST, SPORTS_HALL, FRIDAYS, GIFTS)
