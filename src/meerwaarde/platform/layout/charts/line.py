"""Lines over time: one point per moment, a gap where nothing is known, the scale from zero unless told
otherwise."""

import math
from collections.abc import Sequence

from meerwaarde.platform.layout.charts.drawing import (
    QUIET,
    RULE,
    STYLES,
    WIDTH,
    Chart,
    ChartTable,
    Format,
    Series,
    canvas,
    legend,
    marker,
    point,
    runs,
    shown,
    tag,
    words,
)

HEIGHT = 236.0
LEFT, RIGHT, TOP, BOTTOM = 58.0, 14.0, 14.0, 30.0


def line(
    key: str,
    title: str,
    description: str,
    moments: Sequence[str],
    series: Sequence[Series],
    *,
    first_heading: str,
    floor: float = 0.0,
    say: Format = lambda value: f"{value:g}",
) -> Chart:
    """Draw one line per series over named moments (years, quarters).

    ValueError without moments, or when a series does not hold one value per moment.
    """
    if not moments:
        raise ValueError("A line needs at least one moment.")
    for one in series:
        if len(one.values) != len(moments):
            raise ValueError(f"Series {one.label!r} has {len(one.values)} values for {len(moments)} moments.")
    known = [value for one in series for value in one.values if value is not None]
    floor = min([floor, *known])
    ticks = nice_ticks(floor, max([*known, floor]))
    content = [*_grid(ticks, say), *_moments(moments)]
    for index, one in enumerate(series):
        content.append(_one(index, one, ticks))
    table = ChartTable(
        head=(first_heading, *(one.label for one in series)),
        rows=tuple(
            (moment, *(shown(one.values[place], say) for one in series))
            for place, moment in enumerate(moments)
        ),
    )
    return Chart(
        key, title, description, canvas(key, title, description, HEIGHT, content), table, legend(series)
    )


def nice_ticks(low: float, high: float, about: int = 4) -> list[float]:
    """Round numbers that enclose low and high: steps of 1, 2, 2.5 or 5 times a power of ten."""
    if high <= low:
        high = low + 1
    raw = (high - low) / about
    magnitude = 10.0 ** math.floor(math.log10(raw))
    step = next(nice * magnitude for nice in (1, 2, 2.5, 5, 10) if nice * magnitude >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def _height_of(value: float, ticks: Sequence[float]) -> float:
    share = (value - ticks[0]) / (ticks[-1] - ticks[0])
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)


def _across(place: int, of: int) -> float:
    room = WIDTH - LEFT - RIGHT - 16
    return LEFT + 8 + (room / 2 if of == 1 else room * place / (of - 1))


def _grid(ticks: Sequence[float], say: Format) -> list[str]:
    drawn = []
    for tick in ticks:
        y = _height_of(tick, ticks)
        drawn.append(tag("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT, y2=y, stroke=RULE, class_="mw-chart__rule"))
        drawn.append(words(LEFT - 8, y + 4, say(tick), anchor="end", size=12.5, fill=QUIET))
    return drawn


def _moments(moments: Sequence[str]) -> list[str]:
    every = max(1, math.ceil(len(moments) / 7))
    return [
        words(_across(place, len(moments)), HEIGHT - 8, moment, size=12.5, fill=QUIET)
        for place, moment in enumerate(moments)
        if place % every == 0
    ]


def _one(index: int, series: Series, ticks: Sequence[float]) -> str:
    colour, dash, kind = STYLES[index % len(STYLES)]
    places = [
        None if value is None else (_across(place, len(series.values)), _height_of(value, ticks))
        for place, value in enumerate(series.values)
    ]
    lines = "".join(
        tag(
            "polyline",
            points=" ".join(point(*place) for place in run),
            fill="none",
            stroke=colour,
            stroke_width=2.5,
            stroke_dasharray=dash,
            stroke_linejoin="round",
        )
        for run in runs(places)
        if len(run) > 1
    )
    return lines + "".join(marker(kind, *place, colour) for place in places if place is not None)
