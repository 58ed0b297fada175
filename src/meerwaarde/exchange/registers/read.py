"""A file of a register (CSV, XLSX, ODS or JSON) to its entries; what cannot be read is kept and said."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec

from meerwaarde.exchange.registers.records import (
    RegisterEntry,
    RegisterMapping,
    RegisterReading,
    RegisterRole,
)
from meerwaarde.exchange.spreadsheets import Table, read_table
from meerwaarde.exchange.spreadsheets.days import day_of
from meerwaarde.exchange.spreadsheets.records import MOST_ROWS, Line
from meerwaarde.gates.files import shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.language.fold import fold
from meerwaarde.rules.suppliers.catalogue import CredentialKind
from meerwaarde.rules.suppliers.numbers import kvk_fault, read_kvk
from meerwaarde.rules.text import Text

_HEADINGS: Final[Mapping[RegisterRole, tuple[str, ...]]] = {
    "kvk": ("kvk", "kvknummer", "kvk nummer", "kvk nr", "handelsregisternummer", "coc", "inschrijfnummer"),
    "name": ("naam", "bedrijfsnaam", "organisatie", "onderneming", "bedrijf", "name", "company"),
    "level": ("trede", "niveau", "status", "level", "step", "score", "certificering"),
    "number": ("certificaatnummer", "nummer", "certificate", "certificate number", "registratienummer", "id"),
    "valid_until": (
        *("geldig tot", "geldig t m", "geldig tot en met", "einddatum", "vervaldatum", "verloopt"),
        *("valid until", "expires", "expiry", "valid to", "datum einde"),
    ),
}
_BY_HEADING: Final = {word: role for role, words in _HEADINGS.items() for word in words}
_EMPTY: Final = ("-", "nvt", "n v t", "onbekend")


def open_register(document: bytes, name: str) -> Table:
    """The table of a register. JSON is a list of flat objects, bare or as the one list in an object.

    Raises `Refused` as `read_table` does, and register_unreadable for JSON that is no such list.
    """
    head = document[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if head in (b"{", b"["):
        return _json_table(document.removeprefix(b"\xef\xbb\xbf"), shown_name(name))
    return read_table(document, name, known=lambda cell: _plain(cell) in _BY_HEADING)


def propose(table: Table, before: RegisterMapping | None = None) -> RegisterMapping:
    """What the columns probably mean: as chosen for this register before, else by their headings."""
    if before is not None and set(before.columns) <= set(table.header):
        return before
    columns: dict[str, RegisterRole] = {}
    for heading in table.header:
        role = _BY_HEADING.get(_plain(heading)) or _held(_plain(heading))
        if role is not None and role not in columns.values() and heading:
            columns[heading] = role
    return RegisterMapping(columns)


def read_register(
    table: Table, mapping: RegisterMapping, kind: CredentialKind, *, where: str = ""
) -> RegisterReading:
    """The entries of a register about one recognition. Without a KvK column nothing can be matched.

    Raises `Refused` (no_kvk_column). The same KvK number twice: the line that lasts longest is used.
    """
    places = {
        table.header.index(heading): role
        for heading, role in mapping.columns.items()
        if heading in table.header
    }
    if "kvk" not in places.values():
        raise _no_kvk(where)
    level_of = _levels(kind)
    entries = [_entry(line, places, level_of, kind) for line in table.rows]
    return RegisterReading(entries=tuple(_once(entries)), header=table.header)


def _entry(
    line: Line,
    places: Mapping[int, RegisterRole],
    level_of: Callable[[str], str | None],
    kind: CredentialKind,
) -> RegisterEntry:
    said = {role: line.cells[index].strip() for index, role in places.items() if index < len(line.cells)}
    complaints: list[Text] = []
    kvk = read_kvk(said.get("kvk", ""))
    if kvk_fault(kvk):
        complaints.append(
            Text(
                nl=f"“{said.get('kvk', '')[:40]}” is geen KvK-nummer van acht cijfers.",
                en=f"“{said.get('kvk', '')[:40]}” is no KvK number of eight digits.",
            )
        )
    told = said.get("level", "")
    level = level_of(told) if told and _plain(told) not in _EMPTY and kind.levels else ""
    if level is None:
        complaints.append(
            Text(
                nl=f"De trede of status “{told[:40]}” kennen wij niet.",
                en=f"We do not know the level or status “{told[:40]}”.",
            )
        )
    until_said = said.get("valid_until", "")
    until = day_of(until_said) if until_said and _plain(until_said) not in _EMPTY else None
    if until_said and until is None and _plain(until_said) not in _EMPTY:
        complaints.append(
            Text(nl=f"“{until_said[:40]}” is geen datum.", en=f"“{until_said[:40]}” is no day.")
        )
    return RegisterEntry(
        line=line.number,
        kvk="" if kvk_fault(kvk) else kvk,
        name=" ".join(said.get("name", "").split())[:200],
        level=level or "",
        number=said.get("number", "")[:80],
        valid_until=until,
        complaints=tuple(complaints),
    )


def _levels(kind: CredentialKind) -> Callable[[str], str | None]:
    """Reads a level in the words of registers: "PSO 30+", "Trede 3", "3", "Toegelaten"."""
    words = {
        _plain(word): level.code
        for level in kind.levels
        for word in (level.code, level.name.nl, level.name.en, level.code.replace("_plus", "+"))
    }
    names = sorted((_plain(kind.code), _plain(kind.name.nl), _plain(kind.name.en)), key=len, reverse=True)

    def read(text: str) -> str | None:
        plain = _plain(text)
        for name in names:
            plain = plain.removeprefix(f"{name} ")
        return words.get(plain) or words.get(plain.replace("trede ", "").replace("step ", ""))

    return read


def _once(entries: Sequence[RegisterEntry]) -> list[RegisterEntry]:
    """One entry per KvK number: the one that lasts longest; the other says so and waits."""
    best: dict[str, RegisterEntry] = {}
    for one in entries:
        if one.kvk and not one.refused and (one.kvk not in best or _later(one, best[one.kvk])):
            best[one.kvk] = one
    return [
        one
        if one.refused or not one.kvk or best[one.kvk] is one
        else msgspec.structs.replace(one, complaints=(_twice(best[one.kvk].line),))
        for one in entries
    ]


def _later(one: RegisterEntry, other: RegisterEntry) -> bool:
    return one.valid_until is not None and (other.valid_until is None or one.valid_until > other.valid_until)


def _twice(line: int) -> Text:
    return Text(
        nl=f"Dit KvK-nummer staat ook op regel {line}; die regel is gebruikt.",
        en=f"This KvK number is also on line {line}; that line was used.",
    )


def _json_table(document: bytes, where: str) -> Table:
    try:
        found: Any = msgspec.json.decode(document)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _unreadable(where) from error
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise _unreadable(where)
    if len(found) > MOST_ROWS:
        raise _unreadable(where)
    header = tuple(dict.fromkeys(str(name) for one in found for name in one))[:200]
    rows = tuple(
        Line(place, tuple(_cell(one.get(name)) for name in header))
        for place, one in enumerate(found, start=1)
    )
    return Table(kind="json", header=header, header_line=0, rows=rows)


def _cell(value: Any) -> str:
    if value is None or isinstance(value, dict | list):
        return ""
    return str(value)[:500]


def _plain(text: str) -> str:
    return re.sub(r"[^\w+]+", " ", fold(text)).replace("_", " ").strip()


def _held(words: str) -> RegisterRole | None:
    """A known heading inside a longer one: "KvK-nummer organisatie"."""
    found = [
        known for known in _BY_HEADING if len(known) > 3 and re.search(rf"\b{re.escape(known)}\b", words)
    ]
    return _BY_HEADING[max(found, key=len)] if found else None


def _no_kvk(where: str) -> Refused:
    return Refused(
        "no_kvk_column",
        Text(
            nl="Wij weten niet welke kolom het KvK-nummer is. Zonder dat herkennen wij niemand zeker.",
            en="We do not know which column holds the KvK number. Without it nobody is recognised for sure.",
        ),
        where,
        Text(
            nl="Wijs die kolom aan, of vraag het register om KvK-nummers.",
            en="Point that column out, or ask the register for KvK numbers.",
        ),
    )


def _unreadable(where: str) -> Refused:
    return Refused(
        "register_unreadable",
        Text(nl="Deze JSON is geen lijst met bedrijven.", en="This JSON is no list of firms."),
        where,
        Text(
            nl="Geef een lijst van objecten, elk met een KvK-nummer.",
            en="Give a list of objects, each with a KvK number.",
        ),
    )
