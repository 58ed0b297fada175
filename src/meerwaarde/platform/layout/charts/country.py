"""A map of the Netherlands that anybody may redraw: our own schematic outline of the twelve provinces.

It is a drawing and no survey: corners were put down by hand, to two decimals of a degree at most. It tells
where much and little is. Its numbers stand in it, so that it can be read in grey and on paper; its twin is
a table.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

from meerwaarde.platform.layout.charts.drawing import (
    FONT,
    INK,
    WIDTH,
    Chart,
    ChartTable,
    LegendEntry,
    point,
    tag,
    words,
)

HEIGHT = 486.0
_WEST, _NORTH = 3.28, 53.56
_SCALE = 163.0
"""Units of the drawing for a degree of latitude."""
_SQUEEZE = math.cos(math.radians(52.2))
"""A degree of longitude against one of latitude, in the middle of the country."""
KM = _SCALE / 111.2
"""Units for a kilometre."""

SHADES = ("#ffffff", "#e1f1f2", "#bfdfe2", "#8fc9cd", "#62b1b8")
"""From nothing to most: each next one is darker, in grey as well; ink stands out on all of them."""
_EDGE, _DOT, _PIN = "#0b5d66", "#0b5d66", "#b04a00"

Corner = tuple[float, float]

_CORNERS: dict[str, str] = {
    "NL11": """
        6.20 53.40, 6.45 53.42, 6.72 53.45, 6.87 53.44, 6.95 53.34, 7.08 53.28, 7.20 53.24, 7.20
        53.01, 7.09 52.86, 6.92 52.97, 6.70 53.12, 6.55 53.18, 6.44 53.16, 6.30 53.08, 6.18
        53.17, 6.22 53.30
    """,
    "NL12": """
        5.35 52.88, 5.60 52.85, 5.71 52.84, 5.83 52.79, 5.98 52.80, 6.12 52.86, 6.33 52.92, 6.37
        53.00, 6.30 53.08, 6.18 53.17, 6.22 53.30, 6.20 53.40, 6.00 53.38, 5.75 53.33, 5.50
        53.24, 5.39 53.17, 5.40 53.06, 5.36 52.97
    """,
    "NL13": """
        6.12 52.86, 6.13 52.74, 6.17 52.68, 6.36 52.63, 6.70 52.63, 7.06 52.64, 7.07 52.75, 7.09
        52.86, 6.92 52.97, 6.70 53.12, 6.55 53.18, 6.44 53.16, 6.30 53.08, 6.37 53.00, 6.33
        52.92
    """,
    "NL21": """
        6.12 52.86, 6.13 52.74, 6.17 52.68, 6.36 52.63, 6.70 52.63, 6.76 52.56, 6.70 52.49, 6.95
        52.44, 7.05 52.39, 7.05 52.24, 6.90 52.18, 6.76 52.12, 6.55 52.18, 6.38 52.23, 6.15
        52.24, 6.10 52.31, 6.08 52.40, 5.98 52.46, 5.85 52.52, 5.85 52.60, 5.98 52.63, 5.95
        52.73, 5.83 52.79, 5.98 52.80
    """,
    "NL22": """
        5.85 52.52, 5.98 52.46, 6.08 52.40, 6.10 52.31, 6.15 52.24, 6.38 52.23, 6.55 52.18, 6.76
        52.12, 6.83 51.97, 6.68 51.90, 6.40 51.83, 6.22 51.87, 6.06 51.86, 5.96 51.79, 5.85
        51.76, 5.65 51.82, 5.40 51.82, 5.15 51.74, 5.00 51.82, 5.15 51.88, 5.15 51.95, 5.35
        51.97, 5.60 51.95, 5.58 52.03, 5.56 52.11, 5.48 52.14, 5.45 52.25, 5.55 52.31, 5.68
        52.41
    """,
    "NL23": """
        5.10 52.38, 5.33 52.31, 5.45 52.25, 5.55 52.31, 5.68 52.41, 5.85 52.52, 5.85 52.60, 5.98
        52.63, 5.95 52.73, 5.83 52.79, 5.71 52.84, 5.60 52.76, 5.58 52.66, 5.50 52.57, 5.40
        52.51, 5.24 52.46
    """,
    "NL35": """
        4.80 52.22, 5.05 52.24, 5.23 52.18, 5.33 52.31, 5.45 52.25, 5.48 52.14, 5.56 52.11, 5.58
        52.03, 5.60 51.95, 5.35 51.97, 5.15 51.95, 5.15 51.88, 5.00 51.82, 4.98 51.88, 4.93
        51.95, 4.88 52.03, 4.79 52.12
    """,
    "NL32": """
        4.49 52.33, 4.58 52.47, 4.62 52.66, 4.69 52.87, 4.74 52.97, 4.90 52.91, 5.05 52.93, 5.08
        52.78, 5.22 52.76, 5.30 52.70, 5.10 52.63, 5.05 52.50, 5.10 52.44, 5.02 52.38, 5.10
        52.34, 5.33 52.31, 5.23 52.18, 5.05 52.24, 4.80 52.22, 4.64 52.26
    """,
    "NL36": """
        3.84 51.81, 4.00 51.97, 4.13 52.00, 4.27 52.11, 4.49 52.33, 4.64 52.26, 4.80 52.22, 4.79
        52.12, 4.88 52.03, 4.93 51.95, 4.98 51.88, 5.00 51.82, 4.85 51.74, 4.65 51.71, 4.35
        51.68, 4.13 51.61, 4.02 51.68
    """,
    "NL34": """
        3.37 51.37, 3.56 51.26, 3.80 51.21, 4.03 51.23, 4.24 51.35, 4.23 51.48, 4.13 51.61, 4.02
        51.68, 3.84 51.76, 3.69 51.71, 3.72 51.62, 3.55 51.60, 3.44 51.53, 3.55 51.43
    """,
    "NL41": """
        5.00 51.82, 5.15 51.74, 5.40 51.82, 5.65 51.82, 5.85 51.76, 5.93 51.68, 6.00 51.60, 5.93
        51.52, 5.87 51.40, 5.78 51.30, 5.63 51.27, 5.55 51.22, 5.40 51.26, 5.23 51.28, 5.05
        51.44, 4.93 51.43, 4.75 51.49, 4.55 51.46, 4.40 51.37, 4.24 51.35, 4.23 51.48, 4.13
        51.61, 4.35 51.68, 4.65 51.71, 4.85 51.74
    """,
    "NL42": """
        5.85 51.76, 5.96 51.79, 6.05 51.70, 6.12 51.58, 6.22 51.47, 6.20 51.36, 6.07 51.23, 6.17
        51.17, 6.00 51.10, 5.88 51.04, 5.98 50.98, 6.08 50.92, 6.02 50.76, 5.70 50.76, 5.65
        50.84, 5.76 50.96, 5.82 51.14, 5.63 51.19, 5.55 51.22, 5.63 51.27, 5.78 51.30, 5.87
        51.40, 5.93 51.52, 6.00 51.60, 5.93 51.68
    """,
}
"""Corners of each province, longitude and latitude. Neighbours name the same corners, so no gap is left."""

_ISLANDS: dict[str, tuple[str, ...]] = {
    "NL32": ("4.72 53.02, 4.80 53.00, 4.91 53.13, 4.86 53.18, 4.76 53.09",),
    "NL12": (
        "4.90 53.23, 5.08 53.29, 5.07 53.31, 4.90 53.26",
        "5.19 53.37, 5.54 53.42, 5.53 53.45, 5.19 53.40",
        "5.64 53.43, 5.95 53.45, 5.95 53.47, 5.64 53.46",
        "6.12 53.47, 6.32 53.48, 6.32 53.50, 6.12 53.50",
    ),
}

_LABELS: dict[str, tuple[Corner, tuple[str, ...]]] = {
    "NL11": ((6.84, 53.28), ("Groningen",)),
    "NL12": ((5.82, 53.10), ("Fryslân",)),
    "NL13": ((6.62, 52.86), ("Drenthe",)),
    "NL21": ((6.47, 52.44), ("Overijssel",)),
    "NL22": ((5.98, 52.12), ("Gelderland",)),
    "NL23": ((5.56, 52.50), ("Flevoland",)),
    "NL35": ((5.19, 52.09), ("Utrecht",)),
    "NL32": ((4.86, 52.66), ("Noord-", "Holland")),
    "NL36": ((4.52, 51.99), ("Zuid-Holland",)),
    "NL34": ((3.84, 51.48), ("Zeeland",)),
    "NL41": ((5.14, 51.58), ("Noord-Brabant",)),
    "NL42": ((6.03, 51.42), ("Limburg",)),
}
PROVINCES = tuple(_CORNERS)
"""NUTS codes of what is drawn."""


@dataclass(frozen=True, slots=True)
class Province:
    """What a province shows: its NUTS code, how many, and where a click leads. `said` is for who listens.

    `value` stands in the table instead of the number; then no number is drawn, only the ground is shaded.
    """

    code: str
    name: str
    count: int
    url: str = ""
    said: str = ""
    chosen: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """Something at a place (degrees): drawn larger as it counts more."""

    latitude: float
    longitude: float
    count: int


@dataclass(frozen=True, slots=True)
class Around:
    """A circle around a place (degrees), so many kilometres wide on each side; 0 draws the place alone."""

    latitude: float
    longitude: float
    kilometres: int


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words of a map: title, what it tells, the headings of its table, and what its marks are."""

    title: str
    description: str
    headings: tuple[str, str]
    dots: str = ""
    around: str = ""


def country(
    key: str,
    told: MapWords,
    provinces: Sequence[Province],
    *,
    dots: Sequence[Dot] = (),
    around: Around | None = None,
) -> Chart:
    """Draw the provinces with their numbers; those that are not given stay white and empty.

    Raises ValueError for a code that is no province.
    """
    given = {one.code: one for one in provinces}
    unknown = given.keys() - _CORNERS.keys()
    if unknown:
        raise ValueError(f"No province has the code {sorted(unknown)[0]!r}.")
    most = max((one.count for one in provinces), default=0)
    shapes = [_province(code, given.get(code), most) for code in PROVINCES]
    marks = [_dot(dot, max(one.count for one in dots)) for dot in dots]
    names = [_label(code, given.get(code)) for code in PROVINCES]
    drawn = [*shapes, tag("g", "".join([*marks, *_around(around), *names]), class_="mw-map__over")]
    return Chart(
        key,
        told.title,
        told.description,
        _canvas(key, told, drawn),
        ChartTable(told.headings, tuple((one.name, one.value or str(one.count)) for one in provinces)),
        _legend(told, bool(dots), around is not None),
    )


def shade(count: int, most: int) -> str:
    """The ground of a province: white for nothing, then four steps up to the one with most."""
    if count <= 0 or most <= 0:
        return SHADES[0]
    return SHADES[min(4, max(1, math.ceil(4 * count / most)))]


def _at(longitude: float, latitude: float) -> tuple[float, float]:
    return (longitude - _WEST) * _SQUEEZE * _SCALE + 4, (_NORTH - latitude) * _SCALE + 4


@cache
def _outline(code: str) -> str:
    """The path of a province with its islands."""
    return "".join(_path(corners) for corners in (_CORNERS[code], *_ISLANDS.get(code, ())))


def _path(corners: str) -> str:
    pairs = (corner.split() for corner in corners.split(","))
    return "M" + "L".join(point(*_at(float(east), float(north))) for east, north in pairs) + "Z"


def _province(code: str, shown: Province | None, most: int) -> str:
    chosen = shown is not None and shown.chosen
    shape = tag(
        "path",
        tag("title", escape(shown.said or f"{shown.name}: {shown.count}")) if shown else "",
        d=_outline(code),
        fill=shade(shown.count if shown else 0, most),
        stroke=_PIN if chosen else _EDGE,
        stroke_width=3 if chosen else 1.2,
        stroke_linejoin="round",
        class_="mw-map__shape",
    )
    if shown is None or not shown.url:
        return shape
    return tag(
        "a",
        shape,
        href=shown.url,
        class_="mw-map__way",
        aria_label=shown.said or f"{shown.name}: {shown.count}",
        aria_current="true" if chosen else None,
    )


def _label(code: str, shown: Province | None) -> str:
    (longitude, latitude), lines = _LABELS[code]
    x, y = _at(longitude, latitude)
    halo: dict[str, Any] = {
        "paint_order": "stroke",
        "stroke": "#ffffff",
        "stroke_width": 3,
        "stroke_linejoin": "round",
        "aria_hidden": "true",
    }
    drawn = [words(x, y + 12 * place, line, size=11.5, **halo) for place, line in enumerate(lines)]
    if shown is not None and shown.count and not shown.value:
        below = y + 12 * len(lines) + 5
        drawn.append(words(x, below, str(shown.count), size=17, font_weight=700, **halo))
    return "".join(drawn)


def _dot(dot: Dot, most: int) -> str:
    x, y = _at(dot.longitude, dot.latitude)
    return tag(
        "circle",
        cx=x,
        cy=y,
        r=2.2 + 5.5 * math.sqrt(dot.count / max(most, 1)),
        fill=_DOT,
        fill_opacity=0.55,
        stroke="#ffffff",
        stroke_width=0.8,
    )


def _around(around: Around | None) -> list[str]:
    if around is None:
        return []
    x, y = _at(around.longitude, around.latitude)
    pin = tag("circle", cx=x, cy=y, r=5, fill=_PIN, stroke="#ffffff", stroke_width=1.5)
    if not around.kilometres:
        return [pin]
    ring = tag(
        "circle",
        cx=x,
        cy=y,
        r=around.kilometres * KM,
        fill=_PIN,
        fill_opacity=0.06,
        stroke=_PIN,
        stroke_width=1.8,
        stroke_dasharray="6 4",
    )
    return [ring, pin]


def _legend(told: MapWords, dots: bool, around: bool) -> tuple[LegendEntry, ...]:
    """Numbers stand in the map; only the marks that carry no number are told apart here."""
    entries = []
    if dots:
        mark = tag("circle", cx=18, cy=8, r=5, fill=_DOT, fill_opacity=0.55)
        entries.append(LegendEntry(told.dots, _swatch(mark)))
    if around:
        ring = tag(
            "circle", cx=18, cy=8, r=6, fill="none", stroke=_PIN, stroke_width=1.8, stroke_dasharray="3 2"
        )
        entries.append(LegendEntry(told.around, _swatch(ring)))
    return tuple(entries)


def _swatch(mark: str) -> str:
    return (
        '<svg class="mw-chart__swatch" viewBox="0 0 36 16" width="36" height="16" aria-hidden="true">'
        f"{mark}</svg>"
    )


def _canvas(key: str, told: MapWords, content: Sequence[str]) -> str:
    """A group and no picture: what is in a picture cannot be reached by keyboard."""
    return tag(
        "svg",
        tag("title", escape(told.title), id=f"{key}-title")
        + tag("desc", escape(told.description), id=f"{key}-desc")
        + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        class_="mw-map",
        viewBox=f"0 0 {WIDTH} {HEIGHT:g}",
        role="group",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family=FONT,
        fill=INK,
    )
