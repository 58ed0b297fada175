"""A list of suppliers to records. What cannot be read is kept and said, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec

from meerwaarde.exchange.spreadsheets import Table, read_table
from meerwaarde.exchange.suppliers import values
from meerwaarde.exchange.suppliers.mapping import SupplierMapping, checked, is_heading, propose
from meerwaarde.exchange.suppliers.profile import looks_like_profiles, read_profiles
from meerwaarde.exchange.suppliers.profile_rows import profile_cell, profiles_table
from meerwaarde.exchange.suppliers.records import (
    Complaint,
    Role,
    SupplierReading,
    SupplierRecord,
    SupplierRow,
)
from meerwaarde.exchange.suppliers.values import Trouble
from meerwaarde.exchange.suppliers.words import lists, plain
from meerwaarde.gates.files import shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.law import Law
from meerwaarde.rules.text import Text

Exists = Callable[[str], bool]
"""Whether a CPV code of eight digits exists."""

_LONGEST: Final[Mapping[Role, int]] = {
    "id": 80,
    "name": 200,
    "description": 5_000,
    "offering": 5_000,
    "place": 100,
}

_REPEATING: Final[tuple[Role, ...]] = (
    *("legal_form", "size_class", "cpv", "themes", "regions", "credentials", "target_group_share"),
    *("capacity_min", "capacity_max", "place", "postcode"),
)
_MOST_SEEN: Final = 10_000


def read(
    document: bytes,
    name: str,
    mapping: SupplierMapping | None = None,
    *,
    day: date,
    cpv_exists: Exists | None = None,
) -> SupplierReading:
    """The suppliers of a CSV, XLSX or ODS file; `mapping` None means: as proposed.

    Raises `Refused` for a file that cannot be used: the codes of `read_table`, columns_do_not_fit (columns
    have shifted, or the mapping is wrong) and no_name_column. Everything else is in the complaints.
    """
    return read_rows(open_list(document, name), name, mapping, day=day, cpv_exists=cpv_exists)


def open_list(document: bytes, name: str) -> Table:
    """The table of a list of suppliers; open profiles in JSON become one as well, losing nothing.

    Raises `Refused` as `read_table` and `read_profiles` do.
    """
    if looks_like_profiles(document):
        return profiles_table(read_profiles(document, name))
    return read_table(document, name, known=is_heading)


def read_rows(
    table: Table,
    name: str,
    mapping: SupplierMapping | None = None,
    *,
    day: date,
    cpv_exists: Exists | None = None,
) -> SupplierReading:
    """The suppliers of a table that was opened before; as `read`."""
    where = shown_name(name)
    doubts: tuple[Complaint, ...] = ()
    if mapping is None:
        proposal = propose(table)
        mapping, doubts = proposal.mapping, proposal.doubts
    columns, complaints = checked(mapping, table)
    doubts += tuple(one for one in complaints if one.refuses)
    if doubts:
        raise _do_not_fit(doubts, where)
    if "name" not in columns.values():
        raise _no_name(where)
    reader = RowReader(day=day, cpv_exists=cpv_exists, one_is_all=_one_is_all(table, columns))
    rows = [
        reader.row(_by_role(line.cells, columns), line.number, has_regions="regions" in columns.values())
        if len(line.cells) <= len(table.header) or not any(line.cells[len(table.header) :])
        else _too_wide(line.number, _by_role(line.cells, columns), len(line.cells), len(table.header))
        for line in table.rows
    ]
    headings = {role: table.header[index] for index, role in columns.items()}
    return SupplierReading(
        rows=tuple(_with_headings(row, headings) for row in _once(rows)),
        complaints=(*_notes(table), *complaints, *_without(columns, table.header_line)),
    )


class RowReader:
    """Reads one row at a time, as it stands in the file or as a person corrected it."""

    def __init__(
        self, *, day: date, cpv_exists: Exists | None = None, one_is_all: bool | None = None
    ) -> None:
        self._day, self._exists, self._one_is_all = day, cpv_exists, one_is_all
        self._law = Law.on(day)
        self._lists = lists(self._law)
        self._reader_of = self._readers()
        self._seen: dict[tuple[Role, str], tuple[Mapping[str, Any], tuple[Trouble, ...]]] = {}

    def row(self, said: Mapping[Role, str], line: int, *, has_regions: bool = True) -> SupplierRow:
        """The record that these words make, with everything there is to say about them."""
        complaints: list[Complaint] = []
        filled: dict[Role, str] = {role: text for role, text in said.items() if text.strip()}
        found: dict[str, Any] = {}
        for role, text in filled.items():
            values_of_cell, troubles = self._cell(role, text)
            found.update(values_of_cell)
            complaints += [_at(line, role, trouble) for trouble in troubles]
        _put_in_order(found, line, complaints)
        if "name" not in found:
            complaints.append(_at(line, "name", _NAMELESS))
            return SupplierRow(line=line, values=filled, record=None, complaints=tuple(complaints))
        if has_regions and "regions" not in filled:
            complaints.append(_at(line, "regions", _NO_REGION))
        return SupplierRow(
            line=line, values=filled, record=SupplierRecord(**found), complaints=tuple(complaints)
        )

    def _cell(self, role: Role, text: str) -> tuple[Mapping[str, Any], tuple[Trouble, ...]]:
        """What one cell says. Themes, regions and the like repeat down a column, so they are read once."""
        known = self._seen.get((role, text))
        if known is None:
            troubles: list[Trouble] = []
            read_one = self._reader_of.get(role)
            said = read_one(text, troubles.append) if read_one else _text(role, text, troubles.append)
            known = said, tuple(troubles)
            if role in _REPEATING and len(self._seen) < _MOST_SEEN:
                self._seen[role, text] = known
        return known

    def _readers(self) -> dict[Role, Callable[[str, values.Say], dict[str, Any]]]:
        known, form, size = self._lists, _LEGAL_FORM, _SIZE_CLASS
        return {
            "kvk": lambda text, say: {"kvk": values.kvk(text, say)},
            "postcode": _postcode,
            "place": lambda text, say: _place(text),
            "legal_form": lambda text, say: {"legal_form": values.choice(text, known.legal_forms, form, say)},
            "size_class": lambda text, say: {
                "size_class": values.choice(text, known.size_classes, size, say)
            },
            "cpv": lambda text, say: {"cpv": values.cpv(text, self._exists, say) or None},
            "themes": lambda text, say: {"themes": values.theme_codes(text, known, say) or None},
            "regions": lambda text, say: {"regions": values.regions(text, known, say) or None},
            "credentials": lambda text, say: {
                "credentials": values.credentials(text, known, self._day, say) or None
            },
            "target_group_share": lambda text, say: {
                "target_group_share": values.share(text, self._one_is_all, say)
            },
            "capacity_min": lambda text, say: {"capacity_min": values.amount(text, say)},
            "capacity_max": lambda text, say: {"capacity_max": values.amount(text, say)},
            "website": lambda text, say: {"website": values.website(text, say)},
            "email": lambda text, say: {"email": values.email(text, say)},
            "phone": lambda text, say: {"phone": values.phone(text, say)},
            "profile": lambda text, say: {"profile": profile_cell(text, self._law, self._exists, say)},
        }


def _postcode(text: str, say: values.Say) -> dict[str, Any]:
    postcode, place = values.postcode_and_place(text, say)
    return {"postcode": postcode} | ({"place": place[:100]} if place else {})


def _place(text: str) -> dict[str, Any]:
    """ "9711 AB Groningen" in the column of the place gives the postcode as well."""
    quiet: list[Trouble] = []
    postcode, place = values.postcode_and_place(text, quiet.append)
    if postcode and place and not quiet:
        return {"postcode": postcode, "place": place[:100]}
    return {"place": " ".join(text.split())[:100]}


def _text(role: Role, text: str, say: values.Say) -> dict[str, Any]:
    longest = _LONGEST[role]
    clean = text.strip()
    if not clean.isprintable():
        clean = "".join(sign for sign in clean if sign.isprintable() or sign in "\n\t").strip()
    if role not in {"description", "offering"}:
        clean = " ".join(clean.split())
    if len(clean) > longest:
        say(_too_long(longest, refuses=role in {"id", "name"}))
        clean = clean[:longest]
    return {role: clean} if clean else {}


def _put_in_order(found: dict[str, Any], line: int, complaints: list[Complaint]) -> None:
    least, most = found.get("capacity_min"), found.get("capacity_max")
    if isinstance(least, Decimal) and isinstance(most, Decimal) and least > most:
        complaints.append(_at(line, "capacity_max", _UPSIDE_DOWN))
        found["capacity_min"] = found["capacity_max"] = None


def _once(rows: Iterable[SupplierRow]) -> list[SupplierRow]:
    """The same KvK number twice in one list: the second row waits for a person."""
    first: dict[str, SupplierRow] = {}
    result = []
    for row in rows:
        kvk = row.record.kvk if row.record else ""
        if row.record and kvk and kvk in first:
            row = _again(row, first[kvk])  # noqa: PLW2901 (the row with what there is to say about it)
        elif kvk:
            first[kvk] = row
        result.append(row)
    return result


def _again(row: SupplierRow, first: SupplierRow) -> SupplierRow:
    assert row.record is not None and first.record is not None  # noqa: PT018 (only rows with a number come here)
    number, other, own = row.record.kvk, first.record.name, row.record.name
    same = plain(other) == plain(own)
    trouble = Trouble(
        "kvk_twice",
        Text(
            nl=f"KvK-nummer {number} staat ook op regel {first.line}, met dezelfde naam."
            if same
            else f"KvK-nummer {number} staat ook op regel {first.line}: daar “{other}”, hier “{own}”.",
            en=f"KvK number {number} is also on line {first.line}, with the same name."
            if same
            else f"KvK number {number} is also on line {first.line}: there “{other}”, here “{own}”.",
        ),
        Text(
            nl="Verbeter het nummer als het een andere leverancier is. Laat de regel anders weg.",
            en="Correct the number if this is another supplier. Otherwise leave the row out.",
        ),
    )
    return msgspec.structs.replace(row, complaints=(*row.complaints, _at(row.line, "kvk", trouble)))


def _by_role(cells: tuple[str, ...], columns: Mapping[int, Role]) -> dict[Role, str]:
    return {
        role: _as_meant(cells[index])
        for index, role in columns.items()
        if index < len(cells) and cells[index]
    }


def _as_meant(cell: str) -> str:
    """Without the apostrophe by which a spreadsheet is told that a text such as “@Work” is no formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip(" '\"").startswith(_FORMULAS) else cell


_FORMULAS: Final = ("=", "+", "-", "@")


def _one_is_all(table: Table, columns: Mapping[int, Role]) -> bool | None:
    """What a bare 1 means in the column of shares: look at the others."""
    index = next((index for index, role in columns.items() if role == "target_group_share"), None)
    if index is None:
        return None
    numbers = [
        number
        for row in table.rows
        if index < len(row.cells) and (number := values.bare_number(row.cells[index])) is not None
    ]
    if any(number > 1 for number in numbers):
        return False
    return True if any(number < 1 for number in numbers) else None


def _with_headings(row: SupplierRow, headings: Mapping[Role, str]) -> SupplierRow:
    if not row.complaints:
        return row
    named = tuple(
        msgspec.structs.replace(one, column=headings.get(one.role, "") if one.role else "")
        for one in row.complaints
    )
    return msgspec.structs.replace(row, complaints=named)


def _notes(table: Table) -> tuple[Complaint, ...]:
    look = Text(nl="Kijk of dit klopt.", en="See whether this is right.")
    return tuple(
        Complaint(line=note.line, code=note.code, text=note.text, what_now=look, refuses=False)
        for note in table.notes
    )


def _without(columns: Mapping[int, Role], line: int) -> list[Complaint]:
    """What a list without certain columns means for what can be done with it."""
    found = []
    if "kvk" not in columns.values():
        found.append(_at(line, "kvk", _NO_KVK_COLUMN))
    if "regions" not in columns.values():
        found.append(_at(line, "regions", _NO_REGION_COLUMN))
    return found


def _at(line: int, role: Role, trouble: Trouble) -> Complaint:
    return Complaint(
        line=line,
        code=trouble.code,
        text=trouble.text,
        what_now=trouble.what_now,
        role=role,
        refuses=trouble.refuses,
    )


def _too_wide(line: int, said: dict[Role, str], seen: int, wanted: int) -> SupplierRow:
    complaint = Complaint(
        line=line,
        code="row_too_wide",
        text=Text(
            nl=f"Deze regel heeft {seen} waarden, de kop {wanted}: de waarden zijn verschoven.",
            en=f"This row has {seen} values, the header {wanted}: the values have shifted.",
        ),
        what_now=Text(
            nl="Kijk of er een scheidingsteken te veel staat, en zet elke waarde op haar plaats.",
            en="See whether there is a separator too many, and put each value in its place.",
        ),
    )
    return SupplierRow(line=line, values=said, record=None, complaints=(complaint,))


def _do_not_fit(doubts: tuple[Complaint, ...], where: str) -> Refused:
    told = doubts[:3]
    return Refused(
        "columns_do_not_fit",
        Text(nl=" ".join(one.text.nl for one in told), en=" ".join(one.text.en for one in told)),
        where,
        told[0].what_now,
    )


def _no_name(where: str) -> Refused:
    return Refused(
        "no_name_column",
        Text(
            nl="Wij vinden geen kolom met de naam van de leverancier.",
            en="We find no column with the name of the supplier.",
        ),
        where,
        Text(
            nl="Geef die kolom de kop “Naam”, of wijs haar zelf aan.",
            en="Give that column the heading “Name”, or point it out yourself.",
        ),
    )


def _too_long(longest: int, *, refuses: bool) -> Trouble:
    return Trouble(
        "text_too_long",
        Text(
            nl=f"De tekst is langer dan {longest} tekens; de rest is weggelaten.",
            en=f"The text is longer than {longest} signs; the rest was left out.",
        ),
        Text(nl="Maak de tekst korter.", en="Make the text shorter."),
        refuses=refuses,
    )


_LEGAL_FORM: Final = Text(nl="rechtsvorm", en="legal form")
_SIZE_CLASS: Final = Text(nl="grootteklasse", en="size class")
_NAMELESS: Final = Trouble(
    "name_missing",
    Text(nl="De naam van de leverancier ontbreekt.", en="The name of the supplier is missing."),
    Text(nl="Vul de naam in, of laat de regel weg.", en="Fill in the name, or leave the row out."),
)
_NO_REGION: Final = Trouble(
    "region_missing",
    Text(nl="Er staat niet in welke regio deze leverancier werkt.", en="No region is given."),
    Text(
        nl="U kunt dit later aanvullen. Tot dan geldt het als onbekend.",
        en="You can add this later. Until then it counts as unknown.",
    ),
    refuses=False,
)
_UPSIDE_DOWN: Final = Trouble(
    "capacity_upside_down",
    Text(
        nl="De kleinste opdracht is groter dan de grootste.",
        en="The smallest contract is larger than the largest.",
    ),
    Text(nl="Kijk of de bedragen zijn verwisseld.", en="See whether the amounts were swapped."),
)
_NO_KVK_COLUMN: Final = Trouble(
    "no_kvk_column",
    Text(
        nl="De lijst heeft geen KvK-nummers. Leveranciers worden dan herkend aan naam en postcode.",
        en="The list has no KvK numbers. Suppliers are then recognised by name and postcode.",
    ),
    Text(
        nl="Vraag de bron om KvK-nummers als dat kan.",
        en="Ask the source for KvK numbers if you can.",
    ),
    refuses=False,
)
_NO_REGION_COLUMN: Final = Trouble(
    "no_region_column",
    Text(
        nl="De lijst zegt niet in welke regio de leveranciers werken. Dat geldt dan als onbekend.",
        en="The list does not say in which region the suppliers work. That then counts as unknown.",
    ),
    Text(nl="U kunt dit later aanvullen.", en="You can add this later."),
    refuses=False,
)
