"""Charts: exact drawings, honest gaps, a table twin, and never a localised number in a coordinate."""

import math
import re
import xml.etree.ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.platform.layout import charts
from meerwaarde.platform.layout.charts.drawing import plain_number, wrapped
from meerwaarde.platform.layout.charts.line import nice_ticks

SVG = "{http://www.w3.org/2000/svg}"
AXES = ("Milieu", "Klimaat", "Circulair", "Keten", "Diversiteit", "Social return")


def web(*series: charts.Series, key: str = "web") -> charts.Chart:
    return charts.radar(key, "Ambitieweb", "Ambitie per thema.", AXES, series, first_heading="Thema")


def corners(svg: str, name: str = "polygon") -> list[list[tuple[float, float]]]:
    shapes = ET.fromstring(svg).iter(f"{SVG}{name}")
    return [
        [tuple(map(float, pair.split(","))) for pair in shape.get("points", "").split()]  # type: ignore[misc]
        for shape in shapes
        if shape.get("stroke-width") == "2.5"
    ]


def test_a_level_lies_at_its_share_of_the_axis() -> None:
    chart = web(charts.Series("Nu", (3, 0, 1.5, 3, 0, 1.5)))
    (shape,) = corners(chart.svg)
    centre = (200.0, 170.0)
    distances = [math.dist(corner, centre) for corner in shape]
    assert distances == pytest.approx([124, 0, 62, 124, 0, 62], abs=0.02)
    assert shape[0] == (200.0, 46.0)  # the first axis points up


def test_the_table_says_what_the_drawing_shows() -> None:
    chart = web(charts.Series("Doel", (3, 3, 2, 2, 2, 3)), charts.Series("Nu", (2, 2.4, 1.6, 1, None, 0.8)))
    assert chart.table.head == ("Thema", "Doel", "Nu")
    assert chart.table.rows[1] == ("Klimaat", "3", "2.4")
    assert chart.table.rows[4] == ("Diversiteit", "2", "–")
    assert [entry.label for entry in chart.legend] == ["Doel", "Nu"]


def test_an_unknown_value_is_a_gap_and_not_a_zero() -> None:
    chart = web(charts.Series("Nu", (2, 2, None, 2, 2, 2)))
    assert corners(chart.svg) == []
    (line,) = corners(chart.svg, "polyline")
    assert len(line) == 5
    assert line[0][1] > 170  # the stretch begins after the gap and runs over the top
    assert (200.0, 170.0) not in line


def test_series_differ_in_dash_and_marker_and_not_in_colour_alone() -> None:
    levels = (1, 1, 1, 1, 1, 1)
    root = ET.fromstring(web(*(charts.Series(str(n), levels) for n in range(4))).svg)
    shapes = [shape for shape in root.iter(f"{SVG}polygon") if shape.get("stroke-width") == "2.5"]
    assert len({shape.get("stroke-dasharray") for shape in shapes}) == 4
    swatches = {
        re.search(r"<(rect|circle|polygon)", entry.swatch)[1]  # type: ignore[index]
        for entry in web(*(charts.Series(str(n), levels) for n in range(3))).legend
    }
    assert swatches == {"rect", "circle", "polygon"}


@pytest.mark.parametrize("wrong", [(1, 2), (1, 2, 3, 1, 2, 4), (1, 2, 3, 1, 2, -1)])
def test_a_web_refuses_what_does_not_fit(wrong: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match=r"values for 6 axes|outside 0 to 3"):
        web(charts.Series("Nu", wrong))


def test_a_drawing_speaks_to_a_screen_reader_and_carries_no_style() -> None:
    for chart in (web(charts.Series("Nu", (1, 1, 1, 1, 1, 1))), bars(), line()):
        root = ET.fromstring(chart.svg)
        assert root.get("role") == "img"
        title, described = (root.get("aria-labelledby") or "").split()
        assert root.find(f"{SVG}title").get("id") == title  # type: ignore[union-attr]
        assert root.find(f"{SVG}desc").text == chart.description  # type: ignore[union-attr]
        assert root.find(f"{SVG}desc").get("id") == described  # type: ignore[union-attr]
        assert "style=" not in chart.svg
        assert "<script" not in chart.svg


def bars(*these: charts.Bar) -> charts.Chart:
    given = these or (charts.Bar("Groen", 50, 75), charts.Bar("ICT", None), charts.Bar("Zorg", 0))
    return charts.bars(
        "bars",
        "Aandeel",
        "Aandeel per categorie.",
        given,
        headings=("Categorie", "Aandeel", "Doel"),
        unknown="onbekend",
        top=100,
    )


def test_a_bar_is_as_long_as_its_share() -> None:
    drawn = [
        float(one.get("width", "0"))
        for one in ET.fromstring(bars().svg).iter(f"{SVG}rect")
        if one.get("class") == "mw-chart__bar"
    ]
    assert drawn == [200.0]  # half of 400; nothing for zero, nothing for unknown
    assert bars().table.rows == (("Groen", "50", "75"), ("ICT", "onbekend", "–"), ("Zorg", "0", "–"))
    assert bars(charts.Bar("Groen", 5)).table.head == ("Categorie", "Aandeel")


def test_a_bar_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="start at zero"):
        bars(charts.Bar("Groen", -1))


def line(*values: float | None) -> charts.Chart:
    given = values or (12, 18, None, 41)
    moments = tuple(str(2021 + number) for number in range(len(given)))
    return charts.line(
        "line", "Verloop", "Het aantal.", moments, (charts.Series("Nu", given),), first_heading="Jaar"
    )


def test_a_line_stops_where_nothing_is_known() -> None:
    assert [len(run) for run in corners(line().svg, "polyline")] == [2]
    assert [len(run) for run in corners(line(1, 2, None, 3, 4).svg, "polyline")] == [2, 2]
    assert line().table.rows[2] == ("2023", "–")


def test_higher_values_lie_higher() -> None:
    (run,) = corners(line(1, 5, 3).svg, "polyline")
    low, high, middle = (y for _, y in run)
    assert high < middle < low


@given(st.floats(-1e9, 1e9), st.floats(0.01, 1e9))
def test_ticks_are_round_and_enclose_the_values(low: float, reach: float) -> None:
    ticks = nice_ticks(low, low + reach)
    assert ticks[0] <= low + 1e-6 * reach
    assert ticks[-1] >= low + reach * (1 - 1e-6)
    assert 2 <= len(ticks) <= 8


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e6, max_value=1e6))
def test_a_coordinate_never_follows_the_language(value: float) -> None:
    with translation.override("nl"):
        assert re.fullmatch(r"-?\d+(\.\d{1,2})?", plain_number(value))
        assert float(plain_number(value)) == pytest.approx(value, abs=0.0051)


def test_what_is_not_a_number_is_no_coordinate() -> None:
    with pytest.raises(ValueError, match="finite"):
        plain_number(float("nan"))


def test_texts_of_people_are_escaped() -> None:
    chart = charts.bars(
        "x",
        "<b>",
        "&",
        (charts.Bar('<script>"', 1),),
        headings=("a", "b", "c"),
        unknown="?",
    )
    assert "<script>" not in chart.svg
    assert ET.fromstring(chart.svg).find(f"{SVG}title").text == "<b>"  # type: ignore[union-attr]


def test_a_key_that_cannot_be_an_id_is_refused() -> None:
    with pytest.raises(ValueError, match="becomes an id"):
        web(charts.Series("Nu", (1, 1, 1, 1, 1, 1)), key='x" onload="')


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Social return", ["Social", "return"]),
        ("Keten\u00adverantwoordelijkheid", ["Keten-", "verantwoordelijkheid"]),
        ("ICT en meer", ["ICT en meer"]),
        ("", []),
    ],
)
def test_labels_break_between_words_and_at_soft_hyphens(text: str, lines: list[str]) -> None:
    assert wrapped(text, 12) == lines


def test_a_matrix_refuses_rows_that_do_not_fit() -> None:
    with pytest.raises(ValueError, match="2 levels for 1"):
        charts.Matrix(title="t", columns=("a",), rows=(charts.MatrixRow("r", (1, 2)),), legend=("0",))
    with pytest.raises(ValueError, match="outside 0 to 3"):
        charts.Matrix(title="t", columns=("a",), rows=(charts.MatrixRow("r", (4,)),), legend=("0",))
