"""The procurement calendars of the demonstration authorities: what they expect to buy in 2027 and 2028.

Amounts are in thousands of euros over the whole term; everything goes through the actions of the product.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from meerwaarde.demo.cast import Cast
from meerwaarde.demo.shape import Happening, on
from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.queries import matrix_row
from meerwaarde.stages.procurement import actions, queries

SOCIAL, CIRCULAR, CLIMATE = "social_return", "circular", "climate"
GREEN, CHAIN, EVERYBODY = "environment_biodiversity", "supply_chain_responsibility", "diversity_inclusion"


@dataclass(frozen=True)
class DemoLine:
    """A line as a buyer would write it. `fate` is "", "public", "begun" or "dropped"."""

    reference: str
    title: str
    quarter: tuple[int, int]
    worth: tuple[int, int] | None
    months: int | None
    contract: str
    cpv: tuple[str, ...]
    themes: tuple[str, ...]
    department: str = ""
    client: str = ""
    ends: date | None = None
    about: str = ""
    fate: str = ""
    client_name: str = ""


VEENMEER = (
    DemoLine(
        "VM-K-001", "Onderhoud van wijkparken en plantsoenen", (2027, 2), (900, 1_200), 48, "services",
        ("77310000",), (SOCIAL, GREEN), "openbare-ruimte", "anneke", date(2027, 12, 31),
        "Groen dat het hele jaar prettig is, onderhouden door mensen die hier een vaste baan vinden. "
        "Wij denken aan een meerjarige opdracht met ruimte voor leren op het werk.", "public",
    ),
    DemoLine(
        "VM-K-002", "Schoonmaak van gemeentelijke gebouwen", (2027, 1), (1_600, 2_000), 48, "services",
        ("90911200",), (SOCIAL, EVERYBODY, CIRCULAR), "vastgoed", "sietse", date(2027, 9, 30),
        "Dagschoonmaak in elf gebouwen. Wij willen vaste roosters, middelen zonder schadelijke stoffen "
        "en werk voor mensen die nu nog langs de kant staan.", "public",
    ),
    DemoLine(
        "VM-K-003", "Leerlingenvervoer", (2027, 1), (5_200, 6_000), 48, "services", ("60130000",),
        (CLIMATE, EVERYBODY), "sociaal-domein", "farid", date(2027, 7, 31),
        "Vervoer van ongeveer 310 leerlingen, zoveel mogelijk zonder uitstoot en met vaste gezichten.",
        "public",
    ),
    DemoLine(
        "VM-K-004", "Kantoormeubilair, gebruikt waar het kan", (2027, 3), (120, 180), 36, "supplies",
        ("39130000",), (CIRCULAR, SOCIAL), "bedrijfsvoering", "marjan", date(2027, 12, 31),
        "Eerst herstellen en hergebruiken, dan pas nieuw.", "public",
    ),
    DemoLine(
        "VM-K-005", "Bedrijfskleding buitendienst", (2027, 2), (90, 140), 36, "supplies", ("18110000",),
        (CHAIN, CIRCULAR), "openbare-ruimte", "anneke", date(2027, 8, 31),
        "Kleding waarvan de keten bekend is, met een plan voor herstel en terugname.", "public",
    ),
    DemoLine(
        "VM-K-006", "Catering en vergaderservice", (2027, 4), (260, 320), 36, "services", ("55520000",),
        (SOCIAL, GREEN), "bedrijfsvoering", "marjan", date(2028, 3, 31),
        "Meer plantaardig, minder verspilling, bereid door een leerwerkbedrijf uit de streek.", "public",
    ),
    DemoLine(
        "VM-K-007", "Huishoudelijke ondersteuning (Wmo)", (2027, 3), (14_000, 16_000), 48, "social_services",
        ("85310000",), (EVERYBODY, SOCIAL), "sociaal-domein", "farid", date(2028, 12, 31),
        "Ondersteuning thuis, dicht bij de bewoner georganiseerd.",
    ),
    DemoLine(
        "VM-K-008", "Renovatie sportzaal De Turfschuur", (2027, 2), (1_900, 2_400), 14, "works",
        ("45212220",), (CLIMATE, CIRCULAR), "vastgoed", "sietse", None,
        "Een sportzaal van vijftig jaar oud wordt energieneutraal, met hergebruik van wat er al staat.",
        "public",
    ),
    DemoLine(
        "VM-K-009", "Asfalt en klein wegonderhoud", (2027, 1), (2_800, 3_300), 36, "works", ("45233142",),
        (CIRCULAR, CLIMATE), "openbare-ruimte", "anneke", date(2027, 6, 30),
        "Raamovereenkomst voor klein onderhoud, met asfalt op lage temperatuur.",
    ),
    DemoLine(
        "VM-K-010", "Inzameling van textiel", (2027, 4), (0, 80), 60, "services", ("90511000",),
        (CIRCULAR, SOCIAL), "openbare-ruimte", "anneke", date(2028, 6, 30),
        "Textiel inzamelen, sorteren en zoveel mogelijk in de streek weer in gebruik brengen.", "public",
    ),
    DemoLine(
        "VM-K-011", "Drukwerk en verzending", (2027, 3), (70, 110), 36, "services", ("79810000",),
        (SOCIAL, GREEN), "bedrijfsvoering", "marjan", date(2027, 10, 31),
    ),
    DemoLine(
        "VM-K-012", "Laptops en telefoons", (2027, 4), (850, 950), 36, "supplies", ("30213100",),
        (CIRCULAR, CHAIN), "bedrijfsvoering", "marjan", date(2028, 2, 29),
        "Waar het kan opgeknapt, anders lang te gebruiken en eerlijk gemaakt.",
    ),
    DemoLine(
        "VM-K-013", "Inhuur van tijdelijk personeel", (2028, 1), (4_000, 4_800), 24, "services",
        ("79620000",), (EVERYBODY, SOCIAL), "bedrijfsvoering", "marjan", date(2028, 9, 30),
    ),
    DemoLine(
        "VM-K-014", "Onderhoud van speelplekken", (2028, 1), (240, 300), 48, "services", ("50870000",),
        (SOCIAL, EVERYBODY), "openbare-ruimte", "anneke", date(2028, 5, 31),
        "Veilige speelplekken waar elk kind kan meedoen.", "public",
    ),
    DemoLine(
        "VM-K-015", "Groene stroom", (2027, 2), (3_500, 4_200), 24, "supplies", ("09310000",),
        (CLIMATE,), "vastgoed", "sietse", date(2027, 12, 31),
        "Stroom uit de eigen streek waar het kan, samen met drie buurgemeenten.",
    ),
    DemoLine(
        "VM-K-016", "Nieuwbouw kindcentrum Het Veenlicht", (2028, 2), (8_500, 9_500), 24, "works",
        ("45214200",), (CLIMATE, CIRCULAR, SOCIAL), "vastgoed", "leonie", None,
        "Bouwen met hout en andere hernieuwbare grondstoffen, met leerplekken op de bouwplaats.", "public",
    ),
    DemoLine(
        "VM-K-017", "Schuldhulp: begeleiding van vrijwilligers", (2027, 1), (130, 160), 24, "social_services",
        ("85312300",), (EVERYBODY,), "sociaal-domein", "farid", date(2027, 6, 30),
        "Een maatschappelijke organisatie die vrijwilligers vindt, opleidt en begeleidt.",
    ),
    DemoLine(
        "VM-K-018", "Bewegwijzering en straatmeubilair", (2028, 3), (180, 220), 48, "supplies", ("34928400",),
        (CIRCULAR,), "openbare-ruimte", "anneke", date(2029, 1, 31),
    ),
    DemoLine(
        "VM-K-019", "Accountantscontrole", (2028, 2), (380, 420), 48, "services", ("79212300",), (),
        "bedrijfsvoering", "marjan", date(2028, 12, 31),
    ),
    DemoLine(
        "VM-K-020", "Koffie en thee", (2027, 2), (95, 125), 48, "supplies", ("15860000",), (CHAIN, SOCIAL),
        "bedrijfsvoering", "marjan", date(2027, 9, 30),
        "Eerlijke koffie, gebrand in de streek, met onderhoud door een sociaal werkbedrijf.", "begun",
    ),
    DemoLine(
        "VM-K-021", "Zonnepanelen op gemeentelijke daken", (2027, 3), (600, 750), 12, "works", ("09331200",),
        (CLIMATE, CHAIN), "vastgoed", "leonie", None,
        "Panelen op zeven daken. Wij vragen naar de herkomst van de grondstoffen.", "public",
    ),
    DemoLine(
        "VM-K-022", "Gladheidsbestrijding", (2028, 2), (450, 520), 48, "services", ("90620000",), (CLIMATE,),
        "openbare-ruimte", "anneke", date(2028, 9, 30),
    ),
    DemoLine(
        "VM-K-023", "Vernieuwing van de zaaksoftware", (2028, 4), None, 72, "services", ("48000000",),
        (EVERYBODY,), "bedrijfsvoering", "marjan", date(2029, 12, 31),
        "Nog te verkennen: open standaarden, toegankelijk voor iedereen.",
    ),
    DemoLine(
        "VM-K-024", "Kerstpakketten", (2027, 3), (25, 35), 12, "supplies", (), (SOCIAL, CHAIN),
        "bedrijfsvoering", "", None, "Gevuld door ondernemers met een maatschappelijk doel.", "",
        "Personeelsvereniging",
    ),
    DemoLine(
        "VM-K-025", "Tijdelijke uitbreiding van het gemeentehuis", (2027, 4), (700, 900), 24, "works",
        ("45213150",), (CIRCULAR,), "vastgoed", "sietse", None,
        "Niet meer nodig: er wordt meer thuis gewerkt dan gedacht.", "dropped",
    ),
)  # fmt: skip

DUINRADE = (
    DemoLine(
        "D27-01", "Strandbewaking", (2027, 1), (320, 380), 36, "services", ("79714000",), (EVERYBODY,),
        "kust-natuur", "", date(2027, 4, 30), "Veilig zwemmen, met opleiding van jonge bewakers.", "public",
    ),
    DemoLine(
        "D27-02", "Beheer van duinpaden", (2027, 2), (210, 260), 48, "services", ("77312000",),
        (GREEN, SOCIAL), "kust-natuur", "", date(2027, 10, 31),
        "Paden die toegankelijk zijn en de natuur sparen.", "public",
    ),
    DemoLine(
        "D27-03", "Afvalbakken op het strand", (2027, 2), (60, 90), None, "supplies", ("34928480",),
        (CIRCULAR, CLIMATE), "kust-natuur",
    ),
    DemoLine(
        "D27-04", "Schoonmaak van strandtoiletten", (2027, 1), (110, 140), 24, "services", ("90910000",),
        (SOCIAL,), "bedrijfsvoering", "", date(2027, 5, 31), "Seizoenwerk met een vaste kern.", "public",
    ),
    DemoLine(
        "D27-05", "Verzekeringen", (2027, 4), (280, 330), 36, "services", ("66510000",), (),
        "bedrijfsvoering", "", date(2027, 12, 31),
    ),
    DemoLine(
        "D28-01", "Herstel van de boulevard", (2028, 1), (2_600, 3_100), 12, "works", ("45233000",),
        (CIRCULAR, CLIMATE), "kust-natuur", "", None, "Hergebruik van de klinkers die er liggen.", "public",
    ),
    DemoLine(
        "D28-02", "Ict-beheer", (2028, 3), (1_100, 1_300), 48, "services", ("72500000",), (EVERYBODY,),
        "bedrijfsvoering", "", date(2028, 12, 31),
    ),
    DemoLine(
        "D28-03", "Vuurwerkshow", (2027, 4), (20, 30), 12, "services", ("92360000",), (), "bedrijfsvoering",
        "", None, "Vervalt: er komt een lichtshow van bewoners.", "dropped",
    ),
)  # fmt: skip

ZUIDERVEEN = (
    DemoLine(
        "ZV-101", "Maaien van watergangen", (2027, 1), (1_400, 1_700), 48, "services", ("77312000",),
        (GREEN, CLIMATE), "watersysteem", "hendrik",
        date(2027, 5, 31), "Ecologisch maaien, met elektrisch materieel.", "public",
    ),
    DemoLine(
        "ZV-102", "Verwerken van maaisel", (2027, 2), (150, 240), 36, "services", ("90513000",), (CIRCULAR,),
        "watersysteem", "hendrik", None, "Van maaisel naar bodemverbeteraar of bouwstof.", "public",
    ),
    DemoLine(
        "ZV-103", "Renovatie gemaal Zuidzijl", (2027, 3), (3_800, 4_600), 20, "works", ("45232431",),
        (CLIMATE, CIRCULAR, GREEN), "watersysteem", "hendrik",
        None, "Vissen moeten er veilig langs kunnen.", "public",
    ),
    DemoLine(
        "ZV-104", "Baggeren hoofdvaart", (2027, 4), (900, 1_250), 10, "works", ("45240000",),
        (CLIMATE, CIRCULAR), "watersysteem", "hendrik", None, "Bagger nuttig toepassen op de kant.",
    ),
    DemoLine(
        "ZV-105", "Laboratoriumonderzoek waterkwaliteit", (2027, 2), (400, 460), 48, "services",
        ("71900000",), (), "zuivering", "yara", date(2027, 12, 31),
    ),
    DemoLine(
        "ZV-106", "Chemicaliën voor zuivering", (2028, 1), (1_900, 2_300), 36, "supplies", ("24000000",),
        (CHAIN, GREEN), "zuivering", "yara", date(2028, 6, 30),
    ),
    DemoLine(
        "ZV-107", "Bedrijfsrestaurant", (2028, 2), (140, 170), 36, "services", ("55500000",),
        (SOCIAL, GREEN), "bedrijfsvoering", "", date(2028, 8, 31), "Gerund door een leerwerkbedrijf.",
        "public",
    ),
    DemoLine(
        "ZV-108", "Oeverbeschoeiing van hout", (2028, 3), (500, 650), 24, "supplies", ("44191000",),
        (GREEN, CIRCULAR), "watersysteem", "hendrik", None, "Hout uit de streek in plaats van kunststof.",
    ),
)  # fmt: skip


@dataclass(frozen=True)
class DemoCalendar:
    """Whose calendar, by whom it is kept, and when."""

    lines: tuple[DemoLine, ...]
    by: str
    at: datetime
    contact: str
    scanned: int = 0
    """So many lines were looked at already; the others wait for who visits."""


CALENDARS = {
    "veenmeer": DemoCalendar(VEENMEER, "bas", on("2026-11-18 09:30"), "inkoop@veenmeer.example", 8),
    "duinrade": DemoCalendar(DUINRADE, "", on("2026-11-11 14:00"), "inkoop@duinrade.example"),
    "zuiderveen": DemoCalendar(ZUIDERVEEN, "", on("2026-11-09 10:15"), "inkoop@zuiderveen.example"),
}


def calendar_happenings(cast: Cast, slug: str) -> list[Happening]:
    """Filling the calendar, making a part of it public, and looking where much can be gained."""
    told = CALENDARS.get(slug)
    if told is None:
        return []
    return [Happening(told.at, partial(_fill, cast, told))]


def _fill(cast: Cast, told: DemoCalendar) -> None:
    actor = cast.actor(told.by or _buyer(cast))
    entered = [(one, _add(cast, actor, told, one)) for one in told.lines]
    public = [line for one, line in entered if one.fate == "public"]
    _done, refused = actions.publish_lines(actor, public, contact=told.contact, at=told.at)
    assert not refused, refused
    for one, line in entered:
        if one.fate == "dropped":
            actions.take_step(actor, line, verb="drop", at=told.at)
        if one.fate == "begun":
            actions.publish_lines(actor, [line], contact=told.contact, at=told.at)
            actions.begin_procurement(actor, line, at=told.at)

    waiting = [line for one, line in entered if one.fate not in ("dropped", "begun")]
    if told.scanned:
        actions.scan_lines(actor, waiting[: told.scanned], at=told.at)


def _buyer(cast: Cast) -> str:
    """The first colleague who may publish and begin."""
    return next(name for name, held in cast.members.items() if held.role == "buyer")


def _add(cast: Cast, actor: Actor, told: DemoCalendar, one: DemoLine) -> queries.ExpectedProcurement:
    row = matrix_row(actor, one.cpv) if one.cpv else None
    low, high = one.worth or (None, None)
    values = actions.LineValues(
        title=one.title,
        year=one.quarter[0],
        quarter=one.quarter[1],
        reference=one.reference,
        description=one.about,
        value_low_cents=None if low is None else low * 100_000,
        value_high_cents=None if high is None else high * 100_000,
        duration_months=one.months,
        contract=one.contract,
        cpv=one.cpv,
        category=row.category if row else "",
        themes=one.themes,
        department=cast.departments.get(one.department),
        client=cast.members[one.client] if one.client else None,
        client_name=one.client_name,
        current_contract_ends_on=one.ends,
    )
    return actions.add_line(actor, values=values, at=told.at)
