"""The rows of a buyer's own list as lines of the calendar: which column means what, and what each row says.

Nothing is lost: what cannot be placed (an unknown department, category or theme) goes along in the
description, and a client who is not known here stays as a name. What cannot be read is refused with a reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Literal, get_args

from meerwaarde.exchange.cpv.read import CpvNotBuilt
from meerwaarde.exchange.cpv.read import load as cpv_catalogue
from meerwaarde.platform.layout.notation import Unreadable, parse_day
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.money import cents
from meerwaarde.rules.procurement_calendar import (
    NEXT_YEARS,
    Band,
    BandFault,
    Quarter,
    QuarterFault,
    read_band,
    read_quarter,
)
from meerwaarde.rules.text import Text

CalendarRole = Literal[
    "reference",
    "title",
    "quarter",
    "year",
    "value",
    "value_low",
    "value_high",
    "duration",
    "contract",
    "cpv",
    "category",
    "themes",
    "department",
    "client",
    "ends_on",
    "description",
]
CALENDAR_ROLES: Final[tuple[CalendarRole, ...]] = get_args(CalendarRole)

ROLE_WORDS: Final[dict[CalendarRole, Text]] = {
    "reference": Text(nl="Eigen kenmerk", en="Own reference"),
    "title": Text(nl="Onderwerp", en="Subject"),
    "quarter": Text(nl="Kwartaal", en="Quarter"),
    "year": Text(nl="Jaar", en="Year"),
    "value": Text(nl="Geraamde waarde", en="Estimated value"),
    "value_low": Text(nl="Waarde vanaf", en="Value from"),
    "value_high": Text(nl="Waarde tot", en="Value to"),
    "duration": Text(nl="Looptijd in maanden", en="Term in months"),
    "contract": Text(nl="Soort opdracht", en="Type of contract"),
    "cpv": Text(nl="CPV-codes", en="CPV codes"),
    "category": Text(nl="Categorie", en="Category"),
    "themes": Text(nl="Thema’s", en="Themes"),
    "department": Text(nl="Afdeling", en="Department"),
    "client": Text(nl="Opdrachtgever", en="Client"),
    "ends_on": Text(nl="Einde van het huidige contract", en="End of the current contract"),
    "description": Text(nl="Omschrijving", en="Description"),
}

_HEADINGS: Final[dict[CalendarRole, str]] = {
    "reference": "eigen kenmerk|kenmerk|referentie|nummer|volgnummer|nr|id|zaaknummer|"
    "projectnummer|reference",
    "title": "onderwerp|titel|naam|opdracht|naam opdracht|inkoop|project|aanbesteding|inkooppakket|"
    "naam aanbesteding|subject|title|procurement",
    "quarter": "kwartaal|planning|start|startkwartaal|start aanbesteding|verwacht kwartaal|wanneer|"
    "publicatie|verwachte publicatie|start procedure|quarter|expected",
    "year": "jaar|planjaar|year",
    "value": "geraamde waarde|waarde|raming|geschatte waarde|opdrachtwaarde|bedrag|budget|contractwaarde|"
    "geraamde opdrachtwaarde|waardeband|value|estimate",
    "value_low": "waarde vanaf|minimale waarde|waarde min|ondergrens|value from",
    "value_high": "waarde tot|maximale waarde|waarde max|bovengrens|value to",
    "duration": "looptijd|looptijd in maanden|duur|contractduur|maanden|term|term in months",
    "contract": "soort opdracht|type opdracht|soort|type|opdrachttype|type of contract|contract type",
    "cpv": "cpv|cpv code|cpv codes|cpvcode|hoofd cpv",
    "category": "categorie|inkoopcategorie|category|inkoopsegment|segment",
    "themes": "thema|themas|mvoi thema|mvoi themas|mvi themas|themes|theme",
    "department": "afdeling|dienst|cluster|directie|team|domein|department",
    "client": "opdrachtgever|budgethouder|contractmanager|aanvrager|contactpersoon|eigenaar|client",
    "ends_on": "einddatum contract|einde contract|einddatum huidig contract|einde huidig contract|"
    "einddatum|contract tot|expiratiedatum|afloopdatum|einde van het huidige contract|"
    "end of current contract|end of contract",
    "description": "omschrijving|toelichting|beschrijving|opmerking|opmerkingen|description|notes",
}
_ROLE_OF: Final = {word: role for role, words in _HEADINGS.items() for word in words.split("|")}

_CONTRACTS: Final = {
    **dict.fromkeys(("levering", "leveringen", "supplies", "supply", "goederen", "l"), "supplies"),
    **dict.fromkeys(("dienst", "diensten", "dienstverlening", "services", "service", "d"), "services"),
    **dict.fromkeys(("werk", "werken", "works", "bouw", "gww", "w"), "works"),
    **dict.fromkeys(
        (
            "sociale en andere specifieke diensten",
            "sas",
            "sociale diensten",
            "social and other specific services",
            "zorg",
        ),
        "social_services",
    ),
    **dict.fromkeys(("concessie", "concession", "concessies"), "concession"),
    **dict.fromkeys(("prijsvraag", "design contest", "ontwerpwedstrijd"), "design_contest"),
}
_THEME_WORDS: Final = {
    "environment_biodiversity": "milieu|biodiversiteit|milieu en biodiversiteit|natuur",
    "climate": "klimaat|energie|co2|klimaat en energie|climate",
    "circular": "circulair|circulariteit|circulaire economie|circular|grondstoffen",
    "supply_chain_responsibility": "ketenverantwoordelijkheid|isv|internationale sociale voorwaarden|keten",
    "diversity_inclusion": "diversiteit|inclusie|diversiteit en inclusie|toegankelijkheid",
    "social_return": "social return|sroi|arbeidsparticipatie|participatie",
}
LONGEST_TERM: Final = 600


@dataclass(frozen=True)
class ColumnProposal:
    """What a column seems to mean."""

    index: int
    header: str
    role: CalendarRole | None
    samples: tuple[str, ...]


@dataclass(frozen=True)
class RowFault:
    """What is wrong or worth knowing in a row, and what to do now. Only what `refuses` must be mended."""

    role: CalendarRole
    text: Text
    what_now: Text
    refuses: bool = True


@dataclass(frozen=True)
class RowRead:
    """A row in words, by role, and as values of a line; without a subject or a quarter there are none."""

    number: int
    words: Mapping[CalendarRole, str]
    values: Mapping[str, Any] | None
    """By the names of `LineValues`; what the row does not say is absent."""
    faults: tuple[RowFault, ...] = ()
    kept: tuple[str, ...] = ()
    """What has no place of its own, in words; for the end of the description."""

    @property
    def refused(self) -> bool:
        """Whether a person must mend the row before it is taken in."""
        return self.values is None or any(fault.refuses for fault in self.faults)

    @property
    def warnings(self) -> tuple[RowFault, ...]:
        """What is worth knowing of a row that is taken in."""
        return tuple(fault for fault in self.faults if not fault.refuses)


def folded(text: str) -> str:
    """A text as headings and names are compared: no capitals, accents or signs."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).split())


def role_of(heading: str) -> CalendarRole | None:
    """What a heading means; brackets as in "Waarde (EUR excl. btw)" do not count."""
    bare = folded(re.sub(r"\(.*?\)", " ", heading).replace("’", ""))
    return _ROLE_OF.get(bare)


def known_heading(heading: str) -> bool:
    """Helps to find the header of a file."""
    return role_of(heading) is not None


def propose_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[ColumnProposal, ...]:
    """What each column seems to mean, by its heading; each meaning once."""
    seen: set[CalendarRole] = set()
    found: list[ColumnProposal] = []
    for index, heading in enumerate(header):
        role = role_of(heading)
        role = None if role in seen else role
        if role is not None:
            seen.add(role)
        cells = [row[index] for row in rows if index < len(row) and row[index]]
        found.append(ColumnProposal(index, heading, role, tuple(dict.fromkeys(cells))[:3]))
    return tuple(found)


@dataclass
class RowReader:
    """Reads rows for one authority on one day; names of people, departments and categories are given."""

    today: date
    departments: Sequence[Department] = ()
    clients: Sequence[Membership] = ()
    categories: Sequence[tuple[str, str]] = ()
    """Public id and name."""
    _by_department: dict[str, Department] = field(init=False)
    _by_client: dict[str, Membership] = field(init=False)
    _by_category: dict[str, str] = field(init=False)
    _by_theme: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._by_department = {folded(one.code): one for one in self.departments}
        self._by_department |= {folded(one.name): one for one in self.departments}
        self._by_client = {folded(one.person.name): one for one in self.clients}
        self._by_category = {folded(name): public_id for public_id, name in self.categories}
        self._by_theme = {word: theme for theme, words in _THEME_WORDS.items() for word in words.split("|")}
        for theme in THEMES:
            names = theme_name(theme)
            self._by_theme |= {folded(names.nl): theme, folded(names.en): theme, folded(theme): theme}

    def row(self, number: int, words: Mapping[CalendarRole, str]) -> RowRead:
        """One row; what it says in a column that is empty stays unsaid."""
        said = {role: text.strip() for role, text in words.items() if text.strip()}
        faults: list[RowFault] = []
        values: dict[str, Any] = {}
        kept: list[str] = []
        for read in (
            self._title,
            self._quarter,
            self._values,
            self._duration,
            self._contract,
            self._cpv,
            self._ends_on,
        ):
            read(said, values, faults)
        self._placed(said, values, faults, kept)
        if reference := said.get("reference"):
            values["reference"] = reference[:60]
        if description := said.get("description", ""):
            values["description"] = description[:4000]
        whole = "title" in values and "year" in values
        return RowRead(number, said, values if whole else None, tuple(faults), tuple(kept))

    def _title(
        self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]
    ) -> None:
        title = " ".join(said.get("title", "").split())
        if not title:
            faults.append(RowFault("title", NO_SUBJECT, FILL_SUBJECT))
        elif title.startswith("="):
            faults.append(RowFault("title", A_FORMULA, FILL_SUBJECT))
        else:
            values["title"] = title[:200]
            if len(title) > 200:
                values["title"] = f"{title[:199]}…"
                faults.append(RowFault("title", TITLE_LONG, NOTHING_NEEDED, refuses=False))

    def _quarter(
        self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]
    ) -> None:
        try:
            found = read_quarter(said.get("quarter", ""), said.get("year", ""))
        except QuarterFault as fault:
            faults.append(RowFault("quarter", fault.text, fault.what_now))
            return
        now = Quarter.of(self.today)
        if found > now.later(4 * NEXT_YEARS):
            faults.append(RowFault("quarter", FAR_AWAY, fault_now("quarter")))
            return
        values["year"], values["quarter"] = found.year, found.number
        if found < now:
            text = Text(
                nl=f"Het kwartaal is al voorbij ({found.text.nl}).",
                en=f"The quarter has passed already ({found.text.en}).",
            )
            faults.append(RowFault("quarter", text, CHECK_QUARTER, refuses=False))

    def _values(
        self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]
    ) -> None:
        bands: dict[str, Band] = {}
        for role in ("value", "value_low", "value_high"):
            try:
                bands[role] = read_band(said.get(role, ""))
            except BandFault as fault:
                faults.append(RowFault(role, fault.text, fault.what_now))
                return
        low = bands["value_low"].low if bands["value_low"].known else bands["value"].low
        high = bands["value_high"].upper if bands["value_high"].known else bands["value"].high
        if low is not None and high is not None and high < low:
            faults.append(
                RowFault("value_high" if "value_high" in said else "value", REVERSED, fault_now("value"))
            )
            return
        if low is not None:
            values["value_low_cents"] = cents(low)
        if high is not None:
            values["value_high_cents"] = cents(high)

    def _duration(
        self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]
    ) -> None:
        text = said.get("duration", "").lower().replace(",", ".")
        if not text:
            return
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(maanden|maand|mnd|months?|jaar|jr|years?)?\.?", text)
        months = 0
        if found:
            years = (found[2] or "").startswith(("j", "y"))
            months = round(float(found[1]) * (12 if years else 1))
        if not 1 <= months <= LONGEST_TERM:
            faults.append(RowFault("duration", _quoted(said["duration"], NO_TERM), fault_now("duration")))
        else:
            values["duration_months"] = months

    def _contract(
        self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]
    ) -> None:
        if "contract" not in said:
            return
        found = _CONTRACTS.get(folded(said["contract"]))
        if found is None:
            faults.append(RowFault("contract", _quoted(said["contract"], NO_CONTRACT), fault_now("contract")))
        else:
            values["contract"] = found

    def _cpv(self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]) -> None:
        codes: list[str] = []
        for piece in re.split(r"[;,\n|]+", said.get("cpv", "")):
            found = re.match(r"\s*(\d{8})(?:-\d)?(?:\D|$)", piece)
            if not piece.strip():
                continue
            code = found[1] if found else ""
            if not code or not _code_exists(code):
                faults.append(RowFault("cpv", _quoted(piece.strip(), NO_CODE), fault_now("cpv")))
                return
            codes.append(code)
        if codes:
            values["cpv"] = tuple(dict.fromkeys(codes))

    def _ends_on(
        self, said: Mapping[CalendarRole, str], values: dict[str, Any], faults: list[RowFault]
    ) -> None:
        if "ends_on" not in said:
            return
        try:
            found = parse_day(said["ends_on"].split(" ")[0] if ":" in said["ends_on"] else said["ends_on"])
        except Unreadable:
            faults.append(RowFault("ends_on", _quoted(said["ends_on"], NO_DAY), fault_now("ends_on")))
            return
        if not 2000 <= found.year <= self.today.year + 50:
            faults.append(RowFault("ends_on", _quoted(said["ends_on"], NO_DAY), fault_now("ends_on")))
            return
        values["current_contract_ends_on"] = found
        if "year" in values and found < Quarter(values["year"], values["quarter"]).first_day:
            faults.append(RowFault("ends_on", ENDS_BEFORE, CHECK_GAP, refuses=False))

    def _placed(
        self,
        said: Mapping[CalendarRole, str],
        values: dict[str, Any],
        faults: list[RowFault],
        kept: list[str],
    ) -> None:
        """Department, client, category and themes by name; what has no place here goes along in words."""

        def lost(role: CalendarRole, text: str) -> None:
            kept.append(f"{ROLE_WORDS[role].nl} volgens het bestand: {text}")
            faults.append(RowFault(role, _quoted(text, NOT_HERE), KEPT_IN_WORDS, refuses=False))

        if department := said.get("department"):
            found = self._by_department.get(folded(department))
            if found is not None:
                values["department"] = found
            else:
                lost("department", department)
        if client := said.get("client"):
            person = self._by_client.get(folded(client))
            values["client"], values["client_name"] = person, "" if person else client[:150]
            if person is None:
                faults.append(RowFault("client", _quoted(client, NOT_HERE), KEPT_AS_NAME, refuses=False))
        if category := said.get("category"):
            known = self._by_category.get(folded(category))
            if known is not None:
                values["category"] = known
            else:
                lost("category", category)
        if themes := said.get("themes"):
            pieces = [piece for piece in re.split(r"[;,|/\n]+", themes) if piece.strip()]
            named = [(piece.strip(), self._by_theme.get(folded(piece))) for piece in pieces]
            values["themes"] = tuple(theme for theme in THEMES if theme in {one for _text, one in named})
            for text, theme in named:
                if theme is None:
                    lost("themes", text)


def _code_exists(code: str) -> bool:
    try:
        return cpv_catalogue().get(code) is not None
    except CpvNotBuilt:
        return True


def _quoted(written: str, why: Text) -> Text:
    shown = written.strip()[:60]
    return Text(nl=f"“{shown}”: {why.nl}", en=f"“{shown}”: {why.en}")


def fault_now(role: CalendarRole) -> Text:
    """What to write in a column."""
    return _WHAT_NOW[role]


Reader = Callable[[int, Mapping[CalendarRole, str]], RowRead]

NO_SUBJECT = Text(nl="Er staat geen onderwerp.", en="There is no subject.")
FILL_SUBJECT = Text(nl="Vul in wat u verwacht te kopen.", en="Fill in what you expect to buy.")
A_FORMULA = Text(
    nl="Er staat een formule in plaats van een tekst.", en="There is a formula instead of a text."
)
TITLE_LONG = Text(nl="Het onderwerp is ingekort tot 200 tekens.", en="The subject was cut to 200 signs.")
NOTHING_NEEDED = Text(nl="U hoeft niets te doen.", en="You need not do anything.")
FAR_AWAY = Text(
    nl=f"Het kwartaal ligt meer dan {NEXT_YEARS} jaar vooruit.",
    en=f"The quarter lies more than {NEXT_YEARS} years ahead.",
)
CHECK_QUARTER = Text(
    nl="De regel komt wel op de kalender. Klopt het kwartaal nog?",
    en="The line does go on the calendar. Is the quarter still right?",
)
REVERSED = Text(
    nl="Het hoogste bedrag is lager dan het laagste.", en="The highest amount is below the lowest."
)
NO_TERM = Text(nl="dit is geen looptijd.", en="this is no term.")
NO_CONTRACT = Text(nl="dit soort opdracht kennen wij niet.", en="we do not know this type of contract.")
NO_CODE = Text(nl="deze CPV-code bestaat niet.", en="this CPV code does not exist.")
NO_DAY = Text(nl="dit is geen dag die kan kloppen.", en="this is no day that can be right.")
ENDS_BEFORE = Text(
    nl="Het huidige contract eindigt voordat dit kwartaal begint.",
    en="The current contract ends before this quarter begins.",
)
CHECK_GAP = Text(nl="Kijk of er een gat valt.", en="See whether there is a gap.")
NOT_HERE = Text(nl="die naam kennen wij hier niet.", en="we do not know this name here.")
KEPT_IN_WORDS = Text(nl="De tekst gaat mee in de omschrijving.", en="The text goes along in the description.")
KEPT_AS_NAME = Text(
    nl="De naam blijft staan; niemand anders dan uw collega’s ziet haar.",
    en="The name is kept; nobody but your colleagues sees it.",
)
TWICE = Text(
    nl="Dit kenmerk staat hoger in het bestand ook al.",
    en="This reference stands higher in the file as well.",
)
GIVE_ANOTHER = Text(
    nl="Geef een ander kenmerk, of laat deze rij weg.", en="Give another, or leave the row out."
)
_WHAT_NOW: Final[dict[CalendarRole, Text]] = {
    "quarter": Text(nl="Schrijf bijvoorbeeld “Q3 2027”.", en="Write for example “Q3 2027”."),
    "value": Text(
        nl="Schrijf bijvoorbeeld “100.000 - 250.000”.", en="Write for example “100.000 - 250.000”."
    ),
    "duration": Text(
        nl="Schrijf maanden of jaren, bijvoorbeeld “48” of “4 jaar”.",
        en="Write months or years, for example “48” or “4 years”.",
    ),
    "contract": Text(
        nl="Schrijf leveringen, diensten, werken, sociale diensten, concessie of prijsvraag.",
        en="Write supplies, services, works, social services, concession or design contest.",
    ),
    "cpv": Text(
        nl="Schrijf acht cijfers, of laat de cel leeg.", en="Write eight digits, or leave the cell empty."
    ),
    "ends_on": Text(
        nl="Schrijf dag-maand-jaar, bijvoorbeeld 31-12-2027.", en="Write day-month-year, such as 31-12-2027."
    ),
}
