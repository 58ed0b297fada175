"""The picture of a plan over time: days at their place, states that read in grey, the same in a table."""

import xml.etree.ElementTree as ET
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.platform.layout.charts import Chart, GanttBar, GanttGroup, Period, gantt

SVG = "{http://www.w3.org/2000/svg}"
SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
HALVES = (Period("1e helft", SINCE), Period("2e helft", date(2026, 7, 1)))


def plan(*bars: GanttBar, label: str = "", today: date | None = None) -> Chart:
    return gantt(
        "plan",
        "Planning",
        "De acties van het plan.",
        [GanttGroup(label, bars)],
        since=SINCE,
        until=UNTIL,
        periods=HALVES,
        head=("Actie", "Staat"),
        today=today,
        today_label="vandaag",
        states={"planned": "gepland", "done": "klaar"},
    )


def bar(label: str, since: date, until: date, state: str = "planned", progress: float = 0.0) -> GanttBar:
    return GanttBar(label, since, until, state, progress, (state,))


def rects(chart: Chart) -> list[dict[str, str]]:
    """The bars, without the grounds of the periods."""
    return [dict(one.attrib) for one in ET.fromstring(chart.svg).iter(f"{SVG}rect") if one.get("rx") == "3"]


def test_a_bar_stands_from_its_first_day_up_to_and_including_its_last() -> None:
    (whole,) = rects(plan(bar("Alles", SINCE, UNTIL)))
    assert (float(whole["x"]), float(whole["width"])) == (300.0, 488.0)
    (half,) = rects(plan(bar("Tweede helft", date(2026, 7, 2), UNTIL)))
    assert float(half["x"]) == pytest.approx(300 + 488 * 182 / 365, abs=0.01)
    assert float(half["x"]) + float(half["width"]) == pytest.approx(788.0, abs=0.02)


def test_what_sticks_out_is_cut_at_the_edge() -> None:
    (shape,) = rects(plan(bar("Lang", date(2025, 1, 1), date(2027, 12, 31))))
    assert (float(shape["x"]), float(shape["width"])) == (300.0, 488.0)


def test_every_state_reads_without_colour() -> None:
    days = (date(2026, 2, 1), date(2026, 5, 31))
    seen = set()
    for state in ("planned", "under_way", "done", "late", "dropped"):
        chart = plan(bar("Actie", *days, state, 0.4))
        (sign,) = [one.text for one in ET.fromstring(chart.svg).iter(f"{SVG}text") if one.get("x") == "6"]
        seen.add(sign)
    assert len(seen) == 5


def test_today_is_a_line_only_where_it_lies_within_the_plan() -> None:
    assert "vandaag" in plan(bar("A", SINCE, UNTIL), today=date(2026, 11, 22)).svg
    assert "vandaag" not in plan(bar("A", SINCE, UNTIL), today=date(2027, 1, 1)).svg


def test_the_table_says_what_the_drawing_shows() -> None:
    chart = plan(bar("Trainen", SINCE, UNTIL, "done"), bar("Meten", SINCE, UNTIL))
    assert chart.table.head == ("Actie", "Staat")
    assert chart.table.rows == (("Trainen", "done"), ("Meten", "planned"))
    assert chart.wide


@pytest.mark.parametrize(
    "wrong",
    [
        GanttBar("Terug", UNTIL, SINCE, "planned", 0, ("x",)),
        GanttBar("Onbekend", SINCE, UNTIL, "half", 0, ("x",)),
        GanttBar("Te veel", SINCE, UNTIL, "planned", 0, ("x", "y")),
    ],
)
def test_what_cannot_be_drawn_is_refused(wrong: GanttBar) -> None:
    with pytest.raises(ValueError, match=wrong.label):
        plan(wrong)


def test_text_that_looks_like_markup_stays_text() -> None:
    chart = plan(bar("<script>alert(1)</script>", SINCE, UNTIL), label="a & b")
    assert "<script>" not in chart.svg
    assert ET.fromstring(chart.svg) is not None


DAYS = st.dates(min_value=date(2025, 6, 1), max_value=date(2027, 6, 1))


@given(DAYS, st.integers(0, 400), st.floats(0, 1))
def test_no_bar_ever_leaves_the_picture(first: date, length: int, progress: float) -> None:
    chart = plan(bar("Actie", first, first + timedelta(days=length), "under_way", progress))
    for shape in rects(chart):
        assert 300 <= float(shape["x"]) <= 788.01
        assert float(shape["x"]) + float(shape["width"]) <= 793.01
