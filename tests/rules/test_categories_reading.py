"""A matrix out of a spreadsheet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules.categories.reading import propose_columns, read_cells, read_level

THEMES = {"climate": ("Klimaat", "Climate"), "circular": ("Circulair", "Circular, including bio-based")}
LEVELS = {"0": ("Geen prioriteit",), "1": ("Basis",), "2": ("Significant",), "3": ("Ambitieus",)}


def test_a_wide_table_has_a_column_per_theme() -> None:
    columns = propose_columns(("Inkoopcategorie", "KLIMAAT", "Circulair"), THEMES)
    assert columns.form == "wide"
    cells, wrong = read_cells(columns, [(2, ("Groen", "2", "-")), (3, ("Groen", "1", "9"))], THEMES, LEVELS)
    assert [(one.category, one.theme, one.level) for one in cells] == [("Groen", "climate", 2)]
    assert [(one.line, one.text.nl.partition(":")[0]) for one in wrong] == [
        (3, "Dit is geen niveau"),
        (3, "Dit vak staat ook op regel 2. Die eerste telt."),
    ]


def test_a_long_table_has_a_row_per_cell_with_its_words() -> None:
    header = ("Categorie", "Thema", "Niveau", "Wat is hier mogelijk?", "Voorbeelden")
    columns = propose_columns(header, THEMES)
    assert columns.form == "long"
    rows = [(2, ("Groen", "Klimaat", "Ambitieus", "Meer bomen.", "Laan; Plein")), (3, ("Groen", "Weer", "2"))]
    cells, wrong = read_cells(columns, rows, THEMES, LEVELS)
    assert (cells[0].level, cells[0].opportunity, cells[0].examples) == (3, "Meer bomen.", ("Laan", "Plein"))
    assert "“Weer”" in wrong[0].text.nl


def test_a_table_without_categories_is_not_known() -> None:
    assert propose_columns(("Naam", "Bedrag"), THEMES).form == "unknown"
    assert propose_columns(("Categorie", "Klimaat"), THEMES).form == "unknown"


@pytest.mark.parametrize(
    ("text", "level"),
    [("2", 2), ("2,0", 2), ("Niveau 3", 3), ("basis", 1), ("4", None), ("22", None), ("veel", None)],
)
def test_levels_as_people_write_them(text: str, level: int | None) -> None:
    assert read_level(text, LEVELS) == level


@given(st.lists(st.lists(st.text(" \n-;02x3Gé", max_size=5), max_size=4), max_size=5))
def test_no_line_is_lost_and_nothing_fails(rows: list[list[str]]) -> None:
    columns = propose_columns(("Categorie", "Klimaat", "Circulair"), THEMES)
    numbered = list(enumerate(rows, start=2))
    cells, wrong = read_cells(columns, numbered, THEMES, LEVELS)
    told = {one.line for one in (*cells, *wrong)}
    for line, texts in numbered:
        says = texts[:1] and texts[0].strip()
        if any(text.strip() for text in texts) and not says:
            assert line in told
    assert len({(one.category.lower(), one.theme) for one in cells}) <= len(cells)
