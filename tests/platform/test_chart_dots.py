"""Everybody a dot: as many dots as people, a table twin, and marks that say what they mean."""

from __future__ import annotations

import pytest

from meerwaarde.platform.layout.charts import DotRow, dots

LEVELS = ["Niveau 0", "Niveau 1", "Niveau 2", "Niveau 3"]


def drawn(*rows: DotRow, **more: str):  # type: ignore[no-untyped-def]
    return dots("proef", "Hoe iedereen scoort", "Per niveau", LEVELS, rows, first_heading="Niveau", **more)


def test_each_person_is_one_dot() -> None:
    chart = drawn(DotRow("Nu", (0, 12, 3, 1)))
    assert chart.svg.count('stroke="#ffffff"') == 16
    assert [row[1] for row in chart.table.rows] == ["0", "12", "3", "1"]


def test_the_reader_is_marked_and_named_in_the_legend() -> None:
    chart = drawn(DotRow("Nu", (0, 2, 0, 0), own=1), own_label="U")
    assert chart.svg.count("#ffc845") == 1
    assert [entry.label for entry in chart.legend] == ["Nu", "U"]


def test_what_nobody_marks_is_not_in_the_legend() -> None:
    chart = drawn(DotRow("Nu", (1, 0, 0, 0)), own_label="U", asked_label="Beleid")
    assert [entry.label for entry in chart.legend] == ["Nu"]


def test_what_is_asked_stands_before_its_level() -> None:
    chart = drawn(DotRow("Straks", (0, 1, 1, 0), asked=2), asked_label="Beleid")
    assert 'stroke-dasharray="3 3"' in chart.svg
    assert [entry.label for entry in chart.legend] == ["Straks", "Beleid"]


def test_many_people_make_the_drawing_higher_and_not_wider() -> None:
    few, many = drawn(DotRow("Nu", (3, 0, 0, 0))), drawn(DotRow("Nu", (30, 0, 0, 0)))

    def height(svg: str) -> float:
        return float(svg.split('viewBox="0 0 400 ')[1].split('"', maxsplit=1)[0])

    assert height(many.svg) > height(few.svg)


@pytest.mark.parametrize("counts", [(1, 2, 3), (1, -1, 0, 0)])
def test_a_row_counts_each_level(counts: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="must count the people"):
        drawn(DotRow("Nu", counts))


def test_names_are_text_and_no_drawing() -> None:
    assert "<script>" not in drawn(DotRow("<script>", (1, 0, 0, 0))).svg
