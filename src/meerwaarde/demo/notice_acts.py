"""Public notices of fictional authorities around Veenmeer, and who hears of them, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from meerwaarde.demo.cast import Cast, at_work
from meerwaarde.demo.shape import Happening, on
from meerwaarde.exchange.notice import AwardCriterion, Buyer, Cpv, Identifier, Lot, Notice, Signal, Social
from meerwaarde.exchange.notice.records import Contract, Kind, Verdict
from meerwaarde.rules.alerts import Wanted
from meerwaarde.stages.market.actions.alerts import AlertValues, follow, make_alert, match_changes, tell_due
from meerwaarde.stages.market.actions.intake.taking import of_file, prepare, take_in
from meerwaarde.stages.market.queries import NoticeFilter, listed
from meerwaarde.stages.market.queries.alerts import followable

SOURCE = "ocds"
"""As a partner platform hands them over: an address at TenderNed or TED would lead nowhere."""

WATER = Buyer("Waterschap Noorderwaard", (Identifier("oin", "00000001234567890001"),), "NL131")
DUINRADE = Buyer("Gemeente Duinrade", (Identifier("oin", "00000001234567890002"),), "NL131")
ZUIDERVEEN = Buyer("Waterschap Zuiderveen", (Identifier("oin", "00000001234567890003"),), "NL132")
PROVINCE = Buyer("Omgevingsdienst Turfland", (Identifier("oin", "00000001234567890004"),), "NL13")
SCHOOLS = Buyer("Stichting Scholen aan de Wieken", (Identifier("kvk", "99000015"),), "NL131")


@dataclass(frozen=True, kw_only=True)
class DemoNotice:
    """A publication as a buyer would word it; those with the same `procedure` belong together."""

    number: str
    procedure: str
    at: datetime
    buyer: Buyer
    title: str
    about: str
    cpv: str
    closes: str = ""
    kind: Kind = "contract_notice"
    contract: Contract = "services"
    nuts: str = "NL131"
    signals: tuple[Signal, ...] = ()
    criteria: tuple[tuple[str, str], ...] = ()
    lots: tuple[str, ...] = field(default=("",))

    def record(self) -> Notice:
        """The notice as every adapter gives it."""
        weighed = tuple(
            AwardCriterion("quality", name, weight, "percentage") for name, weight in self.criteria
        )
        social: Verdict = "social" if self.signals else "unknown"
        return Notice(
            source="ocds",
            id=self.number,
            procedure_id=self.procedure,
            kind=self.kind,
            published=self.at.date().isoformat(),
            language="nl",
            buyers=(self.buyer,),
            title=self.title,
            description=self.about,
            cpv=Cpv(self.cpv),
            contract=self.contract,
            procedure="open",
            deadline=self.closes or None,
            lots=tuple(
                Lot(
                    id=f"{place}",
                    title=title or None,
                    cpv=self.cpv,
                    nuts=(self.nuts,),
                    award_criteria=weighed,
                )
                for place, title in enumerate(self.lots, start=1)
            ),
            social=Social(verdict=social, score=0.75 if self.signals else 0.0, signals=self.signals),
        )


def _sign(what: str, quote: str) -> tuple[Signal, ...]:
    return (Signal("description", what, quote),)


CLEANING = {
    "procedure": "nw-2026-031",
    "buyer": WATER,
    "cpv": "90911200",
    "criteria": (("Kwaliteit van het dagelijks werk", "45"), ("Werk en ontwikkeling van mensen", "35")),
    "signals": _sign("social_return", "De opdrachtnemer vult social return in met vaste banen."),
    "about": "Dagschoonmaak van het hoofdkantoor en vier werkplaatsen. De opdrachtnemer vult social return "
    "in met vaste banen. Middelen zijn vrij van stoffen die het water schaden.",
    "lots": ("Hoofdkantoor", "Werkplaatsen"),
}
NOTICES = (
    DemoNotice(
        number="nw-031-1", at=on("2026-11-09 09:00"), title="Schoonmaak van kantoor en werkplaatsen",
        closes="2026-12-10T12:00:00", **CLEANING,  # type: ignore[arg-type]
    ),
    DemoNotice(
        number="nw-031-2", at=on("2026-11-17 09:00"),
        title="Schoonmaak van kantoor en werkplaatsen, verbeterd", closes="2026-12-17T12:00:00",
        kind="correction_notice", **CLEANING,  # type: ignore[arg-type]
    ),
    DemoNotice(
        number="dr-114", procedure="dr-2026-114", at=on("2026-11-12 09:00"), buyer=DUINRADE,
        title="Onderhoud van bermen en plantsoenen", cpv="77310000", closes="2026-12-15T14:00:00",
        about="Ecologisch maaien en onderhoud. Perceel 2 is voorbehouden aan een sociale werkplaats "
        "(artikel 2.82 van de Aanbestedingswet).",
        signals=_sign("article_2_82", "Perceel 2 is voorbehouden (artikel 2.82 van de Aanbestedingswet)."),
        criteria=(("Plan voor biodiversiteit", "40"), ("Prijs", "30")), lots=("Bermen", "Plantsoenen"),
    ),
    DemoNotice(
        number="sw-008", procedure="sw-2026-008", at=on("2026-11-13 09:00"), buyer=SCHOOLS,
        title="Schoonmaakonderhoud van zes basisscholen", cpv="90919300", closes="2026-12-18T10:00:00",
        about="Schoonmaak na schooltijd, met aandacht voor binnenlucht en vaste gezichten.",
        criteria=(("Aanpak", "60"), ("Prijs", "40")),
    ),
    DemoNotice(
        number="zv-052-1", procedure="zv-2026-052", at=on("2026-09-07 09:00"), buyer=ZUIDERVEEN,
        title="Kantoormeubilair, hersteld en hergebruikt", cpv="39130000", closes="2026-10-12T12:00:00",
        contract="supplies", nuts="NL132",
        about="Meubels die al een leven hadden: hersteld door een leerwerkbedrijf, met vijf jaar zorg.",
    ),
    DemoNotice(
        number="zv-052-2", procedure="zv-2026-052", at=on("2026-11-16 09:00"), buyer=ZUIDERVEEN,
        title="Kantoormeubilair, hersteld en hergebruikt", cpv="39130000", kind="contract_award_notice",
        contract="supplies", nuts="NL132",
        about="De opdracht is gegund aan een leerwerkbedrijf uit de streek.",
    ),
    DemoNotice(
        number="ot-003", procedure="ot-2026-003", at=on("2026-11-18 09:00"), buyer=PROVINCE,
        title="Marktconsultatie emissievrij vervoer van monsters", cpv="60100000", kind="market_consultation",
        nuts="NL13", about="Wij horen graag van vervoerders wat in 2027 zonder uitstoot kan.",
    ),
    DemoNotice(
        number="dr-120-1", procedure="dr-2026-120", at=on("2026-11-10 09:00"), buyer=DUINRADE,
        title="Catering voor het gemeentehuis", cpv="55520000", closes="2026-12-08T12:00:00",
        about="Lunch en vergaderingen, overwegend plantaardig, met leerwerkplekken.",
        signals=_sign("work_participation", "Lunch en vergaderingen, met leerwerkplekken."),
    ),
    DemoNotice(
        number="dr-120-2", procedure="dr-2026-120", at=on("2026-11-19 09:00"), buyer=DUINRADE,
        title="Catering voor het gemeentehuis", cpv="55520000", kind="early_termination_notice",
        about="De procedure is ingetrokken: de vraag is samengevoegd met die van Veenmeer.",
    ),
)  # fmt: skip

WISHES = (
    (
        "bas",
        AlertValues(
            name="Schoonmaak en groen in de buurt",
            wanted=Wanted(cpv=("9091", "7731"), regions=("NL13",), groups=("expected", "early", "call")),
            email="at_once",
        ),
    ),
    (
        "soraya",
        AlertValues(
            name="Social return en leerwerkplekken",
            wanted=Wanted(words=("social return", "leerwerkplekken", "leerwerkbedrijf", "voorbehouden")),
            email="daily",
            feed=True,
        ),
    ),
    ("pieter", AlertValues(name="Marktconsultaties", wanted=Wanted(groups=("early",)), email="weekly")),
    (
        "wessel",
        AlertValues(
            name="Groen en zwerfafval in Drenthe",
            wanted=Wanted(cpv=("7731", "9061"), regions=("NL13",), groups=("expected", "early", "call")),
            email="at_once",
        ),
    ),
    (
        "imane",
        AlertValues(name="Lunches en kantines", wanted=Wanted(cpv=("555",)), email="weekly", feed=True),
    ),
)
FOLLOWED = ("nw-2026-031", "procedure"), ("dr-2026-114", "buyer")
"""What the buyer of Veenmeer follows: one procedure, and everything of one authority."""


def notice_happenings(cast: Cast, slug: str) -> list[Happening]:
    """Notices of an autumn, told to colleagues of Veenmeer and to two firms."""
    if slug != "veenmeer":
        return []
    began = on("2026-11-02 08:45")
    told = sorted({one.at for one in NOTICES if one.at > began})
    return [
        *(Happening(one.at, partial(_publish, one)) for one in NOTICES),
        *(Happening(began, partial(_wish, name, values, began)) for name, values in WISHES),
        Happening(on("2026-11-13 10:20"), partial(_follow, cast)),
        *(Happening(moment, partial(_tell, moment)) for moment in told),
        Happening(on("2026-11-20 07:05"), partial(_tell, on("2026-11-20 07:05"))),
    ]


def _publish(one: DemoNotice) -> None:
    take_in(SOURCE, [prepare(of_file(one.record(), "", 1))], at=one.at)


def _wish(name: str, values: AlertValues, at: datetime) -> None:
    make_alert(actor=at_work(name, at), values=values, at=at)


def _follow(cast: Cast) -> None:
    bas = cast.actor("bas")
    known = {one.procedure_id: one for one in listed(bas, NoticeFilter())}
    for procedure, what in FOLLOWED:
        found = followable(known[procedure])[what]
        values = AlertValues(name=found.name, wanted=found.wanted, email="at_once")
        follow(
            actor=bas,
            follows=found.follows,
            subject=found.subject,
            values=values,
            at=on("2026-11-13 10:20"),
        )


def _tell(at: datetime) -> None:
    match_changes(at=at)
    tell_due(at=at)
