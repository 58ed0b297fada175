"""The ambitieweb: levels 0 to 3 on one axis per theme, one closed line per series."""

import math
from collections.abc import Sequence

from meerwaarde.platform.layout.charts.drawing import (
    GROUND,
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
    wrapped,
)

HEIGHT = 344.0
CENTRE = (WIDTH / 2, 170.0)
RADIUS = 124.0
LINE = 16.5


def radar(
    key: str,
    title: str,
    description: str,
    axes: Sequence[str],
    series: Sequence[Series],
    *,
    first_heading: str,
    top: int = 3,
    say: Format = lambda value: f"{value:g}",
) -> Chart:
    """Draw a web over three or more axes from 0 to `top`.

    ValueError when a series does not hold one value per axis, or a value lies outside 0 to `top`.
    """
    if len(axes) < 3:
        raise ValueError("A web needs at least three axes.")
    for one in series:
        if len(one.values) != len(axes):
            raise ValueError(f"Series {one.label!r} has {len(one.values)} values for {len(axes)} axes.")
        if any(value is not None and not 0 <= value <= top for value in one.values):
            raise ValueError(f"Series {one.label!r} holds a value outside 0 to {top}.")
    content = [*_web(len(axes), top), *_labels(axes)]
    for index, one in enumerate(series):
        content.append(_line(index, one, top))
    content.extend(_scale(top))
    table = ChartTable(
        head=(first_heading, *(one.label for one in series)),
        rows=tuple(
            (axis, *(shown(one.values[place], say) for one in series)) for place, axis in enumerate(axes)
        ),
    )
    return Chart(
        key, title, description, canvas(key, title, description, HEIGHT, content), table, legend(series)
    )


def _place(axis: int, of: int, share: float) -> tuple[float, float]:
    angle = -math.pi / 2 + 2 * math.pi * axis / of
    return CENTRE[0] + RADIUS * share * math.cos(angle), CENTRE[1] + RADIUS * share * math.sin(angle)


def _web(axes: int, top: int) -> list[str]:
    drawn = []
    for level in range(top, 0, -1):
        corners = " ".join(point(*_place(axis, axes, level / top)) for axis in range(axes))
        outer = level == top
        drawn.append(
            tag(
                "polygon",
                points=corners,
                fill=GROUND if outer else "none",
                stroke=QUIET if outer else RULE,
                stroke_width=1,
                class_="mw-chart__rule",
            )
        )
    for axis in range(axes):
        x, y = _place(axis, axes, 1)
        drawn.append(
            tag("line", x1=CENTRE[0], y1=CENTRE[1], x2=x, y2=y, stroke=RULE, class_="mw-chart__rule")
        )
    return drawn


def _scale(top: int) -> list[str]:
    """The numbers of the levels, right of the upper axis, on a halo that keeps them readable over lines."""
    drawn = []
    for level in range(1, top + 1):
        x, y = _place(0, 4, level / top)
        drawn.append(
            words(
                x + 10,
                y + 4,
                str(level),
                size=12,
                fill=QUIET,
                stroke="#ffffff",
                stroke_width=3,
                paint_order="stroke",
            )
        )
    return drawn


def _labels(axes: Sequence[str]) -> list[str]:
    drawn = []
    for axis, label in enumerate(axes):
        x, y = _place(axis, len(axes), 1)
        dx, dy = x - CENTRE[0], y - CENTRE[1]
        lines = wrapped(label, 12 if abs(dx) > 1 else 20)
        anchor = "middle" if abs(dx) < 1 else ("start" if dx > 0 else "end")
        if abs(dx) < 1:
            first = y - 12 - LINE * (len(lines) - 1) if dy < 0 else y + 24
        else:
            first = y + 5 - LINE * (len(lines) - 1) / 2
        offset = 0 if abs(dx) < 1 else (9 if dx > 0 else -9)
        for number, text in enumerate(lines):
            drawn.append(
                words(
                    x + offset,
                    first + LINE * number,
                    text,
                    anchor=anchor,
                    font_weight=600,
                    class_="mw-chart__label",
                )
            )
    return drawn


def _line(index: int, series: Series, top: int) -> str:
    colour, dash, kind = STYLES[index % len(STYLES)]
    places = [
        None if value is None else _place(axis, len(series.values), value / top)
        for axis, value in enumerate(series.values)
    ]
    stroke: dict[str, object] = {"stroke": colour, "stroke_width": 2.5, "stroke_dasharray": dash}
    known = [place for place in places if place is not None]
    if len(known) == len(places):
        corners = " ".join(point(*place) for place in known)
        shape = tag("polygon", points=corners, fill=colour, fill_opacity=0.18 if index == 0 else 0, **stroke)
    else:
        shape = "".join(
            tag("polyline", points=" ".join(point(*place) for place in run), fill="none", **stroke)
            for run in _around(places)
        )
    return shape + "".join(marker(kind, *place, colour) for place in known)


def _around(places: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The known stretches of a circle: begin after a gap, so that the stretch over the top is one line."""
    gap = next(index for index, place in enumerate(places) if place is None)
    return runs([*places[gap:], *places[:gap]])
