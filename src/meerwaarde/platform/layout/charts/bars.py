"""Horizontal bars: a label above each bar, its value at the right, and where given a mark for the target."""

from collections.abc import Sequence
from dataclasses import dataclass

from meerwaarde.platform.layout.charts.drawing import (
    INK,
    QUIET,
    STYLES,
    WIDTH,
    Chart,
    ChartTable,
    Format,
    canvas,
    shown,
    tag,
    words,
)

STEP = 44.0
BAR = 12.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `value` None is said to be unknown; `target` draws a mark where it should reach."""

    label: str
    value: float | None
    target: float | None = None


def bars(
    key: str,
    title: str,
    description: str,
    these: Sequence[Bar],
    *,
    headings: tuple[str, str, str],
    unknown: str,
    top: float | None = None,
    say: Format = lambda value: f"{value:g}",
) -> Chart:
    """Draw bars from zero to `top` (by default the greatest value or target).

    `headings` are those of the table: label, value, target. ValueError for a negative value: bars start at
    zero.
    """
    if any(value is not None and value < 0 for one in these for value in (one.value, one.target)):
        raise ValueError("Bars start at zero: a negative value cannot be drawn.")
    reach = (
        top
        or max([value for one in these for value in (one.value, one.target) if value is not None] or [1])
        or 1
    )
    content = [
        part for place, one in enumerate(these) for part in _bar(one, place * STEP, reach, unknown, say)
    ]
    targets = any(one.target is not None for one in these)
    table = ChartTable(
        head=headings if targets else headings[:2],
        rows=tuple(
            (one.label, shown(one.value, say, unknown), *((shown(one.target, say),) if targets else ()))
            for one in these
        ),
    )
    height = max(STEP * len(these) - 6, 10)
    return Chart(key, title, description, canvas(key, title, description, height, content), table)


def _bar(one: Bar, y: float, reach: float, unknown: str, say: Format) -> list[str]:
    colour = STYLES[0][0]
    drawn = [
        words(0, y + 14, one.label, anchor="start"),
        words(WIDTH, y + 14, shown(one.value, say, unknown), anchor="end", font_weight=700),
        tag("rect", x=0, y=y + 21, width=WIDTH, height=BAR, rx=3, fill="#dfe7e9", class_="mw-chart__track"),
    ]
    if one.value:
        length = min(one.value / reach, 1) * WIDTH
        drawn.append(
            tag("rect", x=0, y=y + 21, width=length, height=BAR, rx=3, fill=colour, class_="mw-chart__bar")
        )
    if one.target is not None:
        x = max(1.5, min(one.target / reach, 1) * WIDTH - 1.5)
        drawn.append(tag("line", x1=x, y1=y + 18, x2=x, y2=y + 36, stroke="#ffffff", stroke_width=6))
        drawn.append(tag("line", x1=x, y1=y + 18, x2=x, y2=y + 36, stroke=INK, stroke_width=2.5))
    if one.value is None:
        drawn.append(
            tag(
                "line",
                x1=0,
                y1=y + 27,
                x2=WIDTH,
                y2=y + 27,
                stroke=QUIET,
                stroke_dasharray="2 5",
                stroke_width=1.5,
            )
        )
    return drawn
