"""The ambition web as one hangs it on the wall: large, with its levels named and the spread of opinions.

For three to sixteen areas, levels 0 to 3. It differs from `radar` in size, in named rings, in long names that
break where Dutch breaks them, and in bands: from the lowest to the highest that people gave.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from meerwaarde.platform.layout.charts.drawing import (
    FONT,
    INK,
    QUIET,
    RULE,
    SOFT_HYPHEN,
    STYLES,
    Chart,
    ChartTable,
    Format,
    LegendEntry,
    Series,
    legend,
    marker,
    plain_number,
    point,
    runs,
    shown,
    tag,
    words,
    wrapped,
)

TOP = 3
RADIUS = 165.0
LETTER = 8.3
"""Width of a letter of a name, in units of the drawing, on the safe side."""
SIZE = 15.0
LINE = 17.0
ROOM = 14
"""Letters on a line of a name beside the web."""
SIDE = ROOM * LETTER + 16
WIDTH = 2 * (RADIUS + SIDE)
RINGS = ("#f6f9f9", "#ebf2f2", "#dfeaeb")
"""From the outer ring inwards: the deeper, the less is asked."""
BAND = "#c98a00"
VOWELS = "aeiouyáéíóúëïöü"


@dataclass(frozen=True, slots=True)
class Band:
    """Per area the lowest and highest that was given; None where nobody gave anything."""

    label: str
    ranges: tuple[tuple[float, float] | None, ...]


def web(
    key: str,
    title: str,
    description: str,
    areas: Sequence[str],
    series: Sequence[Series],
    *,
    first_heading: str,
    levels: Sequence[str] = (),
    band: Band | None = None,
    say: Format = lambda value: f"{value:g}",
) -> Chart:
    """Draw a web of three or more areas; `levels` names the rings 1 to 3 in words.

    ValueError when a series or band does not fit the areas, or a value lies outside 0 to 3.
    """
    _refuse(areas, series, band)
    labels = [_lines(name, index, len(areas)) for index, name in enumerate(_heads(areas))]
    above = _above(labels)
    centre = (WIDTH / 2, above + RADIUS)
    place = _Places(centre, len(areas))
    content = [*_rings(place), *_names(place, labels)]
    if band is not None:
        content.extend(_band(place, band))
    content.extend(_shape(place, index, one) for index, one in enumerate(series))
    content.extend(_levels(centre, levels))
    height = above + 2 * RADIUS + _below(labels)
    return Chart(
        key,
        title,
        description,
        _canvas(key, title, description, height, content),
        _table(first_heading, areas, series, band, say),
        (*legend(series), *(() if band is None else (LegendEntry(band.label, _band_swatch()),))),
    )


def poster(chart: Chart, title: str, subtitle: str) -> str:
    """The same drawing by itself: with its title above and its legend below, as one SVG."""
    opened = re.match(r'<svg[^>]*viewBox="0 0 ([0-9.]+) ([0-9.]+)"', chart.svg)
    if opened is None:
        raise ValueError("A chart has a viewBox.")
    wide, high = float(opened[1]), float(opened[2])
    heads = wrapped(title, 52)
    top = 34.0 + 26 * len(heads) + (24 if subtitle else 0)
    drawn = [
        words(24, 44 + 26 * index, line, anchor="start", size=23, font_weight=700, fill="#0b5d66")
        for index, line in enumerate(heads)
    ]
    if subtitle:
        drawn.append(words(24, 40 + 26 * len(heads), subtitle, anchor="start", size=SIZE, fill=QUIET))
    drawn.append(
        chart.svg.replace(
            "<svg ",
            f'<svg x="0" y="{plain_number(top)}" width="{plain_number(wide)}" height="{plain_number(high)}" ',
            1,
        )
    )
    below = top + high + 14
    for index, entry in enumerate(chart.legend):
        x, y = 24 + (index % 2) * wide / 2, below + (index // 2) * 24
        swatch = entry.swatch.replace("<svg ", f'<svg x="{plain_number(x)}" y="{plain_number(y - 12)}" ', 1)
        drawn += [swatch, words(x + 44, y + 1, entry.label, anchor="start", size=13.5)]
    bottom = below + 24 * ((len(chart.legend) + 1) // 2) + 10
    return tag(
        "svg",
        tag("rect", width=wide, height=bottom, fill="#ffffff") + "".join(drawn),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {plain_number(wide)} {plain_number(bottom)}",
        font_family=FONT,
    )


def hyphenated(word: str) -> str:
    """A long Dutch word with soft hyphens where it may break: after the s that joins, between consonants."""
    if SOFT_HYPHEN in word or len(word) <= ROOM:
        return word
    consonant = f"[^{VOWELS}{VOWELS.upper()}\\W\\d]"
    broken = re.sub(r"heids(?=\w{3})", f"heids{SOFT_HYPHEN}", word)
    broken = re.sub(
        rf"(?<=[{VOWELS}])({consonant}+s)({consonant}+)(?=[{VOWELS}])", rf"\1{SOFT_HYPHEN}\2", broken
    )
    broken = re.sub(
        rf"(?<=[{VOWELS}])({consonant})((?!h)?{consonant})(?=[{VOWELS}])", rf"\1{SOFT_HYPHEN}\2", broken
    )
    return SOFT_HYPHEN.join(_joined(broken.split(SOFT_HYPHEN)))


def _joined(pieces: list[str], shortest: int = 3) -> list[str]:
    """Pieces of less than three letters stay with the one before."""
    kept: list[str] = []
    for piece in pieces:
        if kept and (len(piece) < shortest or len(kept[-1]) < shortest):
            kept[-1] += piece
        else:
            kept.append(piece)
    return kept


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a level lies on an axis, clockwise from the top."""

    centre: tuple[float, float]
    areas: int

    def at(self, area: int, level: float) -> tuple[float, float]:
        angle = -math.pi / 2 + 2 * math.pi * area / self.areas
        reach = RADIUS * level / TOP
        return self.centre[0] + reach * math.cos(angle), self.centre[1] + reach * math.sin(angle)


def _refuse(areas: Sequence[str], series: Sequence[Series], band: Band | None) -> None:
    if len(areas) < 3:
        raise ValueError("A web needs at least three areas.")
    for one in series:
        if len(one.values) != len(areas):
            raise ValueError(f"Series {one.label!r} has {len(one.values)} values for {len(areas)} areas.")
        if any(value is not None and not 0 <= value <= TOP for value in one.values):
            raise ValueError(f"Series {one.label!r} holds a value outside 0 to {TOP}.")
    if band is not None:
        if len(band.ranges) != len(areas):
            raise ValueError(f"Band {band.label!r} has {len(band.ranges)} ranges for {len(areas)} areas.")
        if any(pair is not None and not 0 <= pair[0] <= pair[1] <= TOP for pair in band.ranges):
            raise ValueError(f"Band {band.label!r} holds a range outside 0 to {TOP}.")


def _heads(areas: Sequence[str]) -> list[str]:
    """Names without what stands behind them in brackets, unless two would then be the same."""
    heads = [area.split(" (", maxsplit=1)[0] for area in areas]
    return [head if heads.count(head) == 1 else area for head, area in zip(heads, areas, strict=True)]


def _lines(area: str, index: int, of: int) -> list[str]:
    upright = abs(math.cos(-math.pi / 2 + 2 * math.pi * index / of)) < 1e-6
    return wrapped(" ".join(hyphenated(word) for word in area.split()), 26 if upright else ROOM) or [""]


def _above(labels: Sequence[Sequence[str]]) -> float:
    return 18 + LINE * len(labels[0])


def _below(labels: Sequence[Sequence[str]]) -> float:
    half, odd = divmod(len(labels), 2)
    return 30 + LINE * (1 if odd else len(labels[half]))


def _rings(place: _Places) -> list[str]:
    drawn = []
    for level, fill in zip(range(TOP, 0, -1), RINGS, strict=True):
        corners = " ".join(point(*place.at(area, level)) for area in range(place.areas))
        edge = QUIET if level == TOP else RULE
        drawn.append(
            tag("polygon", points=corners, fill=fill, stroke=edge, stroke_width=1, class_="mw-chart__rule")
        )
    for area in range(place.areas):
        x, y = place.at(area, TOP)
        drawn.append(
            tag(
                "line",
                x1=place.centre[0],
                y1=place.centre[1],
                x2=x,
                y2=y,
                stroke=RULE,
                class_="mw-chart__rule",
            )
        )
    return drawn


def _levels(centre: tuple[float, float], levels: Sequence[str]) -> list[str]:
    """Number and name of each ring, right of the upper axis, on a halo that keeps them readable."""
    named = levels or [""] * TOP
    return [
        words(
            centre[0] + 13,
            centre[1] - RADIUS * level / TOP + 15,
            f"{level} {name}".strip(),
            anchor="start",
            size=11.5,
            fill=QUIET,
            stroke="#ffffff",
            stroke_width=3,
            paint_order="stroke",
        )
        for level, name in enumerate(named, start=1)
    ]


def _names(place: _Places, labels: Sequence[Sequence[str]]) -> list[str]:
    drawn = []
    for area, lines in enumerate(labels):
        x, y = place.at(area, TOP)
        dx, dy = x - place.centre[0], y - place.centre[1]
        upright = abs(dx) < 1
        anchor = "middle" if upright else ("start" if dx > 0 else "end")
        offset = 0 if upright else (10 if dx > 0 else -10)
        if upright:
            first = y - 11 - LINE * (len(lines) - 1) if dy < 0 else y + 23
        else:
            first = y + 5 + 6 * dy / RADIUS - LINE * (len(lines) - 1) / 2
        drawn += [
            words(
                x + offset,
                first + LINE * number,
                text,
                anchor=anchor,
                size=SIZE,
                font_weight=600,
                class_="mw-chart__label",
            )
            for number, text in enumerate(lines)
        ]
    return drawn


def _band(place: _Places, band: Band) -> list[str]:
    drawn = []
    for area, pair in enumerate(band.ranges):
        if pair is None:
            continue
        (x1, y1), (x2, y2) = place.at(area, pair[0]), place.at(area, pair[1] + 0.001)
        drawn.append(
            tag(
                "line",
                x1=x1,
                y1=y1,
                x2=x2,
                y2=y2,
                stroke=BAND,
                stroke_width=13,
                stroke_opacity=0.36,
                stroke_linecap="round",
            )
        )
    return drawn


def _band_swatch() -> str:
    line = tag(
        "line", x1=8, y1=8, x2=28, y2=8, stroke=BAND, stroke_width=12, stroke_opacity=0.36,
        stroke_linecap="round",
    )  # fmt: skip
    return (
        '<svg class="mw-chart__swatch" viewBox="0 0 36 16" width="36" height="16" '
        f'aria-hidden="true">{line}</svg>'
    )


def _shape(place: _Places, index: int, series: Series) -> str:
    colour, dash, kind = STYLES[index % len(STYLES)]
    places = [None if value is None else place.at(area, value) for area, value in enumerate(series.values)]
    known = [one for one in places if one is not None]
    stroke: dict[str, object] = {
        "stroke": colour, "stroke_width": 2.75, "stroke_dasharray": dash, "stroke_linejoin": "round",
    }  # fmt: skip
    if len(known) == len(places):
        corners = " ".join(point(*one) for one in known)
        drawn = tag("polygon", points=corners, fill=colour, fill_opacity=0.14 if index == 0 else 0, **stroke)
    elif not known:
        drawn = ""
    else:
        gap = places.index(None)
        around = runs([*places[gap:], *places[:gap]])
        drawn = "".join(
            tag("polyline", points=" ".join(point(*one) for one in run), fill="none", **stroke)
            for run in around
            if len(run) > 1
        )
    return drawn + "".join(marker(kind, *one, colour, 5.2) for one in known)


def _table(
    first: str, areas: Sequence[str], series: Sequence[Series], band: Band | None, say: Format
) -> ChartTable:
    ranges = [] if band is None else [_said(pair, say) for pair in band.ranges]
    return ChartTable(
        head=(first, *(one.label for one in series), *(() if band is None else (band.label,))),
        rows=tuple(
            (area, *(shown(one.values[place], say) for one in series), *ranges[place : place + 1])
            for place, area in enumerate(areas)
        ),
    )


def _said(pair: tuple[float, float] | None, say: Format) -> str:
    if pair is None:
        return "–"
    return say(pair[0]) if pair[0] == pair[1] else f"{say(pair[0])}–{say(pair[1])}"


def _canvas(key: str, title: str, description: str, height: float, content: Sequence[str]) -> str:
    if not key.replace("-", "").replace("_", "").isalnum():
        raise ValueError(f"A chart's key becomes an id on the page: not {key!r}.")
    return tag(
        "svg",
        tag("title", escape(title), id=f"{key}-title")
        + tag("desc", escape(description), id=f"{key}-desc")
        + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        class_="mw-chart__drawing mw-chart__drawing--wall",
        viewBox=f"0 0 {plain_number(WIDTH)} {plain_number(height)}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family=FONT,
        fill=INK,
    )
