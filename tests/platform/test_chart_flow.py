"""The chart of flows: boxes with words, bands with numbers, and a table that says the same."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from meerwaarde.platform.layout.charts.flow import FlowBox, FlowColumn, FlowWords, flow

TOLD = FlowWords("De draad", "Drie beloften.", ("Van", "Naar", "Beloften"))
LEFT = FlowColumn(
    "Doel", (FlowBox("a", "Klimaat", 2, url="/x?theme=climate&y=1"), FlowBox("b", "Werk <b>", 1))
)
RIGHT = FlowColumn(
    "Regel", (FlowBox("x", "Minimumniveau op een thema", 2), FlowBox("n", "Nog geen regel", 1, missing=True))
)
LATER = FlowColumn("Bewijs", later="komt later")
BANDS = {("a", "x"): 2, ("b", "n"): 1}


def drawn(width: float = 900) -> etree._Element:
    return etree.fromstring(flow("draad", TOLD, (LEFT, RIGHT, LATER), BANDS, width=width).svg)


def test_every_box_and_band_has_its_words_and_the_table_says_the_same() -> None:
    chart = flow("draad", TOLD, (LEFT, RIGHT, LATER), BANDS, width=900)
    assert chart.table.rows == (
        ("Klimaat", "Minimumniveau op een thema", "2"),
        ("Werk <b>", "Nog geen regel", "1"),
    )
    text = "".join(drawn().itertext())
    for words in (
        "Doel",
        "Regel",
        "Bewijs",
        "komt",
        "Klimaat",
        "Klimaat → Minimumniveau op een thema: 2",
    ):
        assert words in text
    assert "<b>" not in chart.svg.replace("&lt;b&gt;", "")


def test_a_box_that_leads_somewhere_is_a_link_and_what_is_missing_has_dashes() -> None:
    svg = drawn()
    links = svg.findall(".//{http://www.w3.org/2000/svg}a")
    assert [link.get("href") for link in links] == ["/x?theme=climate&y=1"]
    dashed = [one for one in svg.iter("{http://www.w3.org/2000/svg}rect") if one.get("stroke-dasharray")]
    assert len(dashed) == 2


def test_boxes_stay_on_the_paper_and_do_not_overlap() -> None:
    for width in (400, 1180):
        svg = drawn(width)
        _x, _y, wide, high = map(float, svg.get("viewBox").split())
        boxes = [
            (float(one.get("x")), float(one.get("y")), float(one.get("width")), float(one.get("height")))
            for one in svg.iter("{http://www.w3.org/2000/svg}rect")
        ]
        for x, y, w, h in boxes:
            assert x >= 0
            assert x + w <= wide + 0.01
            assert y + h <= high + 0.01
        for place, (x, y, _w, h) in enumerate(boxes):
            for ox, oy, _ow, _oh in boxes[place + 1 :]:
                assert ox != x or oy >= y + h or oy == y


def test_bands_between_what_is_not_beside_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="neighbouring"):
        flow("draad", TOLD, (LEFT, RIGHT), {("x", "a"): 1})
    with pytest.raises(ValueError, match="more than nothing"):
        flow("draad", TOLD, (LEFT, RIGHT), {("a", "x"): 0})


def test_two_hundred_goals_fit_and_letters_keep_their_size() -> None:
    many = FlowColumn("Doel", tuple(FlowBox(f"g{n}", f"Thema {n}", 34) for n in range(6)))
    right = FlowColumn("Regel", (FlowBox("r", "Regel", 204),))
    chart = flow("draad", TOLD, (many, right), {(f"g{n}", "r"): 34 for n in range(6)}, width=400, letter=13)
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)"', chart.svg)}
    assert min(sizes) >= 12
    assert float(etree.fromstring(chart.svg).get("viewBox").split()[3]) < 600


def test_the_same_input_gives_the_same_drawing() -> None:
    assert etree.tostring(drawn()) == etree.tostring(drawn())
