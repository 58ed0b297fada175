"""A matrix as people keep it in a spreadsheet, read back into cells.

Two forms are known. Wide: a row per category and a column per theme, with levels in it. Long: a row per cell,
with columns for category, theme and level. What cannot be read is told with its line; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from meerwaarde.rules.ambition import LEVELS
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.text import Text

Role = Literal["category", "cluster", "cpv", "theme", "level", "opportunity", "examples"]

HEADINGS: dict[Role, tuple[str, ...]] = {
    "category": ("categorie", "inkoopcategorie", "category", "procurement category", "productgroep"),
    "cluster": ("cluster", "groep", "group"),
    "cpv": ("cpv", "cpv codes", "cpv code"),
    "theme": ("thema", "theme"),
    "level": ("niveau", "level", "ambitie", "ambition", "score"),
    "opportunity": ("wat is hier mogelijk", "what is possible here", "kans", "kansen", "opportunity"),
    "examples": ("voorbeelden", "voorbeeld", "examples", "example"),
}
"""Headings by which a column is known, without capitals and punctuation."""

FEWEST_THEMES = 2
"""From so many theme columns on a table is wide."""

NOTHING = frozenset({"", "-", "–", "—", "x", "nvt", "n v t", "n a"})
_NOT_WORDS = re.compile(r"[^0-9a-z]+")

Names = Mapping[str, tuple[str, ...]]
"""Code to the names by which people write it, in any language."""


class Columns(msgspec.Struct, frozen=True):
    """Which column holds what, by its place from 0. With `themes` the table is wide, else long."""

    roles: dict[Role, int]
    themes: dict[Theme, int]

    @property
    def form(self) -> Literal["wide", "long", "unknown"]:
        """Wide, long, or unknown where too little was recognised."""
        if "category" not in self.roles:
            return "unknown"
        if self.themes:
            return "wide"
        return "long" if {"theme", "level"} <= self.roles.keys() else "unknown"


class ReadCell(msgspec.Struct, frozen=True):
    """One cell as the file has it; None where the file has no column for it."""

    line: int
    category: str
    theme: Theme
    level: int
    opportunity: str | None = None
    examples: tuple[str, ...] | None = None
    cluster: str = ""
    cpv: str = ""


class Unreadable(msgspec.Struct, frozen=True):
    """What could not be read in a line, why, and what to do."""

    line: int
    text: Text


def propose_columns(header: Sequence[str], theme_names: Names) -> Columns:
    """What each column seems to hold, by its heading; a column that is not known is left out."""
    roles: dict[Role, int] = {}
    themes: dict[Theme, int] = {}
    for place, heading in enumerate(header):
        plain = plain_words(heading)
        theme = _named(plain, theme_names)
        if theme is not None and theme not in themes:
            themes[theme] = place  # type: ignore[index] # the names are those of the six
            continue
        for role, known in HEADINGS.items():
            if plain in known and role not in roles:
                roles[role] = place
    if len(themes) < FEWEST_THEMES:
        themes = {}
    return Columns(roles, themes)


def read_cells(
    columns: Columns, rows: Iterable[tuple[int, Sequence[str]]], theme_names: Names, level_names: Names
) -> tuple[tuple[ReadCell, ...], tuple[Unreadable, ...]]:
    """The cells of a table and what could not be read, both in the order of the file.

    `rows` are the number of a line and its texts. Where the same cell stands in two lines the first counts,
    and the second is told. A level that is empty or a dash says nothing and is passed over.
    """
    cells: list[ReadCell] = []
    wrong: list[Unreadable] = []
    lines: dict[tuple[str, str], int] = {}
    for line, texts in rows:
        if not any(text.strip() for text in texts):
            continue
        category = _at(texts, columns.roles.get("category"))
        if not category:
            wrong.append(Unreadable(line, NO_CATEGORY))
            continue
        found, faults = _cells_of(columns, line, category, texts, (theme_names, level_names))
        wrong += faults
        for cell in found:
            key = (plain_words(cell.category), cell.theme)
            if key in lines:
                wrong.append(Unreadable(line, _twice(lines[key])))
            else:
                lines[key] = line
                cells.append(cell)
    return tuple(cells), tuple(wrong)


def plain_words(text: str) -> str:
    """Without capitals, punctuation and doubled spaces, so that headings and names can be compared."""
    return _NOT_WORDS.sub(" ", text.lower().replace("ë", "e").replace("é", "e")).strip()


def read_level(text: str, level_names: Names) -> int | None:
    """The level 0–3 that a text stands for: "2", "2,0", "niveau 2" or its name; None for anything else."""
    plain = plain_words(text)
    match = re.fullmatch(r"(?:niveau |level )?([0-9])(?: 0+)?", plain)
    if match and int(match.group(1)) in LEVELS:
        return int(match.group(1))
    named = _named(plain, level_names)
    return None if named is None else int(named)


def _cells_of(
    columns: Columns, line: int, category: str, texts: Sequence[str], names: tuple[Names, Names]
) -> tuple[list[ReadCell], list[Unreadable]]:
    theme_names, level_names = names
    shared = {
        "cluster": _at(texts, columns.roles.get("cluster")),
        "cpv": _at(texts, columns.roles.get("cpv")),
    }
    if columns.form == "wide":
        written = [(theme, _at(texts, place)) for theme, place in columns.themes.items()]
    else:
        named = _at(texts, columns.roles["theme"])
        theme = _named(plain_words(named), theme_names)
        if theme is None:
            return [], [Unreadable(line, _no_theme(named))]
        written = [(theme, _at(texts, columns.roles["level"]))]  # type: ignore[list-item] # one of the six
        if "opportunity" in columns.roles:
            shared["opportunity"] = _at(texts, columns.roles["opportunity"])
        if "examples" in columns.roles:
            parts = re.split(r"[;\n]", _at(texts, columns.roles["examples"]))
            shared["examples"] = tuple(part.strip() for part in parts if part.strip())  # type: ignore[assignment]
    cells, wrong = [], []
    for theme, said in written:
        if plain_words(said) in NOTHING:
            continue
        level = read_level(said, level_names)
        if level is None:
            wrong.append(Unreadable(line, _no_level(said)))
        else:
            cells.append(ReadCell(line, category, theme, level, **shared))  # type: ignore[arg-type]
    return cells, wrong


def _named(plain: str, names: Names) -> str | None:
    return next((code for code, known in names.items() if plain and plain in map(plain_words, known)), None)


def _at(texts: Sequence[str], place: int | None) -> str:
    return texts[place].strip() if place is not None and place < len(texts) else ""


def _no_theme(said: str) -> Text:
    return Text(
        nl=f"Dit thema kennen wij niet: “{said[:60]}”. Gebruik één van de zes namen.",
        en=f"We do not know this theme: “{said[:60]}”. Use one of the six names.",
    )


def _no_level(said: str) -> Text:
    return Text(
        nl=f"Dit is geen niveau: “{said[:60]}”. Schrijf 0, 1, 2 of 3.",
        en=f"This is no level: “{said[:60]}”. Write 0, 1, 2 or 3.",
    )


def _twice(first: int) -> Text:
    return Text(
        nl=f"Dit vak staat ook op regel {first}. Die eerste telt.",
        en=f"This cell also stands at line {first}. That first one counts.",
    )


NO_CATEGORY = Text(
    nl="Op deze regel staat geen categorie. Vul haar naam in.",
    en="This line names no category. Fill in its name.",
)
