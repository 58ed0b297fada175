"""Which column means what: proposed with reasons, checked against the values, kept as a small JSON form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from meerwaarde.exchange.spreadsheets import Table
from meerwaarde.exchange.spreadsheets.days import day_of
from meerwaarde.exchange.suppliers.records import Complaint, Role
from meerwaarde.exchange.suppliers.values import EMAIL
from meerwaarde.exchange.suppliers.words import BY_HEADING, plain
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

RETURN_COLUMN: Final = "Meerwaarde-regel"
"""Heading of the column by which a list of refused rows is recognised when it comes back."""
REASON_COLUMN: Final = "Reden"

_SAMPLE: Final = 300
_SHOWN: Final = 3
_FEWEST: Final = 5
"""From so many values on a column is judged by what stands in it."""
_PERSON: Final = re.compile(r"\b(contact\w*|persoon|voornaam|achternaam|medewerker\w*)\b")
_ONLY_WHOLE: Final = frozenset(
    {"nr", "id", "code", "wat", "over", "ref", "percentage", "klasse", "aandeel", "pc", "st", "nummer"}
    | {"omvang", "size", "labels", "firma", "label", "mail", "web", "site", "about", "company", "url"}
)


class MappedColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A column (counted from 0) and what it means; null means that it is not read."""

    index: int
    header: str = ""
    role: Role | None = None


class SupplierMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the columns of a list mean. In another file the heading goes before the index."""

    columns: tuple[MappedColumn, ...]


class ProposedColumn(msgspec.Struct, frozen=True):
    """A column with what it probably means, how sure that is (0 to 1), why, and some of its values."""

    index: int
    header: str
    role: Role | None
    confidence: float
    why: Text
    samples: tuple[str, ...] = ()
    doubt: Complaint | None = None


class Proposal(msgspec.Struct, frozen=True):
    """What the columns of a list probably mean; with `doubts` a person must look first."""

    columns: tuple[ProposedColumn, ...]
    doubts: tuple[Complaint, ...] = ()

    @property
    def mapping(self) -> SupplierMapping:
        """The proposal as a mapping."""
        return SupplierMapping(tuple(MappedColumn(c.index, c.header, c.role) for c in self.columns))


class Shape(msgspec.Struct, frozen=True):
    """A kind of value that is known by how it looks."""

    name: Text
    fits: Callable[[str], bool]


def _digits(text: str) -> str:
    return re.sub(r"(?i)kvk|\D", "", text.removesuffix(".0"))


SHAPES: Final[Mapping[str, Shape]] = {
    "email": Shape(Text(nl="e-mailadressen", en="e-mail addresses"), lambda t: bool(EMAIL.fullmatch(t))),
    "website": Shape(
        Text(nl="webadressen", en="web addresses"),
        lambda t: bool(re.fullmatch(r"(?i)(https?://|www\.)\S+|[\w-]+(\.[\w-]+)*\.(nl|com|org|eu|net)/?", t)),
    ),
    "postcode": Shape(
        Text(nl="postcodes", en="postcodes"), lambda t: bool(re.match(r"[1-9]\d{3}\s?[A-Za-z]{2}\b", t))
    ),
    "kvk": Shape(
        Text(nl="KvK-nummers", en="KvK numbers"),
        lambda t: len(_digits(t)) in (7, 8) and bool(re.fullmatch(r"(?i)(kvk\D*)?[\d\s.]+", t)),
    ),
    "phone": Shape(
        Text(nl="telefoonnummers", en="telephone numbers"),
        lambda t: bool(re.fullmatch(r"(\+|0)[\d\s()-]{8,16}", t)) and 9 <= len(_digits(t)) <= 12,
    ),
    "day": Shape(Text(nl="datums", en="days"), lambda t: day_of(t) is not None),
    "number": Shape(
        Text(nl="getallen", en="numbers"),
        lambda t: bool(re.fullmatch(r"(?i)(€|eur)?\s*[\d.,]+(,-)?\s*(%|k|mln|m|euro?)?", t)),
    ),
    "words": Shape(
        Text(nl="woorden", en="words"), lambda t: sum(map(str.isalpha, t)) > len(t) / 2 and "@" not in t
    ),
}

FITTING: Final[Mapping[Role, frozenset[str]]] = {
    "kvk": frozenset({"kvk"}),
    "email": frozenset({"email"}),
    "website": frozenset({"website"}),
    "postcode": frozenset({"postcode"}),
    "phone": frozenset({"phone", "number"}),
    "target_group_share": frozenset({"number"}),
    "capacity_min": frozenset({"number"}),
    "capacity_max": frozenset({"number"}),
    "cpv": frozenset({"kvk", "number", "cpv"}),
}
"""Roles of which most values must have one of these shapes."""
_CPV: Final = re.compile(r"\d{7,8}(-\d)?\b")
_NEVER: Final[Mapping[Role, frozenset[str]]] = {
    "name": frozenset({"email", "postcode", "kvk", "day", "number", "phone"}),
    "place": frozenset({"email", "website", "kvk", "day", "number", "phone"}),
    "description": frozenset({"email", "postcode", "kvk", "day", "phone"}),
    "offering": frozenset({"email", "postcode", "kvk", "day", "phone"}),
    "regions": frozenset({"email", "website", "kvk", "day", "phone", "postcode"}),
    "themes": frozenset({"email", "website", "kvk", "day", "phone", "postcode"}),
    "credentials": frozenset({"email", "website", "kvk", "phone", "postcode"}),
    "legal_form": frozenset({"email", "website", "kvk", "day", "number", "phone", "postcode"}),
    "size_class": frozenset({"email", "website", "kvk", "day", "phone", "postcode"}),
    "id": frozenset({"email", "website", "postcode"}),
}
"""Roles of words, and the shapes that most of their values must not have."""

ROLE_NAMES: Final[Mapping[Role, Text]] = {
    "id": Text(nl="nummer in deze lijst", en="number in this list"),
    "kvk": Text(nl="KvK-nummer", en="KvK number"),
    "name": Text(nl="naam", en="name"),
    "legal_form": Text(nl="rechtsvorm", en="legal form"),
    "size_class": Text(nl="grootteklasse", en="size class"),
    "description": Text(nl="beschrijving", en="description"),
    "offering": Text(nl="aanbod", en="offering"),
    "cpv": Text(nl="CPV-codes", en="CPV codes"),
    "themes": Text(nl="thema's", en="themes"),
    "target_group_share": Text(nl="aandeel doelgroep", en="share of the target group"),
    "credentials": Text(nl="keurmerken", en="credentials"),
    "place": Text(nl="plaats", en="place"),
    "postcode": Text(nl="postcode", en="postcode"),
    "regions": Text(nl="regio's", en="regions"),
    "capacity_min": Text(nl="kleinste opdracht", en="smallest contract"),
    "capacity_max": Text(nl="grootste opdracht", en="largest contract"),
    "website": Text(nl="website", en="website"),
    "email": Text(nl="e-mailadres", en="e-mail address"),
    "phone": Text(nl="telefoonnummer", en="telephone number"),
    "profile": Text(nl="rest van een open profiel", en="rest of an open profile"),
}


def is_heading(cell: str) -> bool:
    """Whether a cell is a heading of a list of suppliers, as far as we know."""
    return plain(cell) in BY_HEADING


def propose(table: Table) -> Proposal:
    """What the columns mean: by their headings, held against their values; each role at most once.

    A heading that does not fit the values under it gives a doubt instead of a role.
    """
    values = [_sample(table, index) for index in range(len(table.header))]
    candidates = sorted(_candidates(table.header, values), key=lambda one: -one.confidence)
    chosen: dict[int, ProposedColumn] = {}
    taken: set[Role] = set()
    for one in candidates:
        if one.index not in chosen and one.role not in taken and one.role is not None:
            chosen[one.index] = one
            taken.add(one.role)
    columns = []
    for index, header in enumerate(table.header):
        column = chosen.get(index) or ProposedColumn(index, header, None, 0.0, _NOT_KNOWN)
        doubt = doubt_about(column, values[index], table.header_line)
        if doubt is not None:
            column = msgspec.structs.replace(column, role=None, confidence=0.0, why=doubt.text, doubt=doubt)
        columns.append(msgspec.structs.replace(column, samples=tuple(dict.fromkeys(values[index]))[:_SHOWN]))
    return Proposal(tuple(columns), tuple(column.doubt for column in columns if column.doubt is not None))


def checked(mapping: SupplierMapping, table: Table) -> tuple[dict[int, Role], tuple[Complaint, ...]]:
    """The columns of this table that a mapping reads, and what does not fit.

    A heading of the mapping that is not in the file is a complaint that refuses nothing; a column whose
    values cannot be what the mapping says is one that refuses the file.
    """
    places: dict[int, Role] = {}
    complaints: list[Complaint] = []
    for column in mapping.columns:
        if column.role is None:
            continue
        index = _place(column, table.header)
        if index is None:
            complaints.append(_missing(column, table.header_line))
        elif index not in places and column.role not in places.values():
            places[index] = column.role
            proposed = ProposedColumn(index, table.header[index], column.role, 1.0, _CHOSEN)
            doubt = doubt_about(proposed, _sample(table, index), table.header_line)
            complaints += [] if doubt is None else [doubt]
    return places, tuple(complaints)


def read_mapping(document: bytes, *, where: str = "") -> SupplierMapping:
    """A mapping from JSON: its own form, or simply `{"KvK-nr.": "kvk", …}`.

    Raises `Refused` (mapping_unreadable).
    """
    try:
        try:
            return msgspec.json.decode(document, type=SupplierMapping)
        except msgspec.ValidationError:
            simple = msgspec.json.decode(document, type=dict[str, Role | None])
            return SupplierMapping(tuple(MappedColumn(-1, name, role) for name, role in simple.items()))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise Refused(
            "mapping_unreadable",
            Text(
                nl=f"De indeling van de kolommen kan niet worden gelezen ({str(error)[:160]}).",
                en=f"The mapping of the columns cannot be read ({str(error)[:160]}).",
            ),
            where,
            Text(
                nl="Geef JSON in de vorm van `meerwaarde schema supplier_mapping`.",
                en="Give JSON in the form of `meerwaarde schema supplier_mapping`.",
            ),
        ) from error


def doubt_about(column: ProposedColumn, values: Sequence[str], line: int) -> Complaint | None:
    """The complaint that the values under a heading are something else; None where they may well fit."""
    role = column.role
    if role is None or len(values) < _FEWEST:
        return None
    looks_like = _shape_of(values)
    wanted = FITTING.get(role)
    if wanted is not None:
        if sum(_fits(role, value) for value in values) >= len(values) / 2:
            return None
    elif looks_like not in _NEVER.get(role, frozenset()):
        return None
    seen = SHAPES[looks_like].name if looks_like else Text(nl="iets anders", en="something else")
    meant = ROLE_NAMES[role]
    return Complaint(
        line=line,
        code="column_does_not_fit",
        role=role,
        column=column.header,
        text=Text(
            nl=f"Kolom {column.index + 1} “{column.header}” lijkt op {seen.nl}, niet op: {meant.nl}.",
            en=f"Column {column.index + 1} “{column.header}” looks like {seen.en}, not like: {meant.en}.",
        ),
        what_now=Text(
            nl="Kijk of kolommen zijn verschoven. Zet ze recht, of kies zelf wat elke kolom is.",
            en="See whether columns have shifted. Put them right, or choose what each column is.",
        ),
    )


def _candidates(header: Sequence[str], values: Sequence[Sequence[str]]) -> Iterator[ProposedColumn]:
    for index, heading in enumerate(header):
        if heading in (RETURN_COLUMN, REASON_COLUMN):
            continue
        found = _by_heading(plain(heading))
        if found:
            role, confidence, why = found
            yield ProposedColumn(index, heading, role, confidence, why)
        elif role_seen := _by_values(values[index]):
            seen = SHAPES[role_seen].name
            why = Text(nl=f"De waarden zien eruit als {seen.nl}.", en=f"The values look like {seen.en}.")
            yield ProposedColumn(index, heading, role_seen, 0.6, why)


def _by_heading(words: str) -> tuple[Role, float, Text] | None:
    if not words or _PERSON.search(words):
        return None
    if words in BY_HEADING:
        role = BY_HEADING[words]
        name = ROLE_NAMES[role]
        return role, 0.98, Text(nl=f"De kop betekent: {name.nl}.", en=f"The heading means: {name.en}.")
    held = [known for known in BY_HEADING if known not in _ONLY_WHOLE and re.search(rf"\b{known}\b", words)]
    if not held:
        return None
    longest = max(held, key=len)
    return (
        BY_HEADING[longest],
        0.7 + 0.2 * len(longest) / len(words),
        Text(nl=f"In de kop staat “{longest}”.", en=f"The heading holds “{longest}”."),
    )


def _by_values(values: Sequence[str]) -> Role | None:
    if len(values) < _FEWEST:
        return None
    seen = _shape_of(values)
    if seen == "kvk":
        return "kvk" if len(set(values)) > 0.8 * len(values) else None
    roles: dict[str, Role] = {
        "email": "email",
        "website": "website",
        "postcode": "postcode",
        "phone": "phone",
    }
    return roles.get(seen)


def _shape_of(values: Sequence[str]) -> str:
    """The first shape that four in five values have, or ""."""
    for name, shape in SHAPES.items():
        if sum(map(shape.fits, values)) >= 0.8 * len(values):
            return name
    return ""


def _fits(role: Role, value: str) -> bool:
    if role == "cpv":
        return bool(_CPV.search(value))
    return any(SHAPES[name].fits(value) for name in FITTING[role] if name in SHAPES)


def _sample(table: Table, index: int) -> list[str]:
    """Values of a column spread over the table; a shift may begin halfway. Of JSON no member can shift."""
    if table.kind == "json":
        return []
    step = max(1, len(table.rows) // _SAMPLE)
    cells = (row.cells[index] for row in table.rows[::step] if index < len(row.cells))
    return [cell for cell in cells if cell]


def _place(column: MappedColumn, header: Sequence[str]) -> int | None:
    same = [index for index, heading in enumerate(header) if plain(heading) == plain(column.header)]
    if column.index in same or (not column.header and 0 <= column.index < len(header)):
        return column.index
    return same[0] if same and column.header else None


def _missing(column: MappedColumn, line: int) -> Complaint:
    return Complaint(
        line=line,
        code="column_missing",
        role=column.role,
        column=column.header,
        text=Text(
            nl=f"De kolom “{column.header}” staat niet in dit bestand.",
            en=f"The column “{column.header}” is not in this file.",
        ),
        what_now=Text(
            nl="Kies een andere kolom, of ga verder zonder.", en="Choose another column, or go on without."
        ),
        refuses=False,
    )


def duplicates(roles: Iterable[Role | None]) -> list[Role]:
    """Roles that are given to more than one column."""
    return [role for role, times in Counter(role for role in roles if role).items() if times > 1]


_NOT_KNOWN: Final = Text(
    nl="Wij herkennen deze kolom niet; zij wordt niet gelezen.",
    en="We do not recognise this column; it is not read.",
)
_CHOSEN: Final = Text(nl="Door u gekozen.", en="Chosen by you.")
