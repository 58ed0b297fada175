"""Everybody a dot: how many people stand on each level, in one row per question."""

from collections.abc import Sequence
from dataclasses import dataclass

from meerwaarde.platform.layout.charts.drawing import (
    INK,
    QUIET,
    RULE,
    STYLES,
    WIDTH,
    Chart,
    ChartTable,
    LegendEntry,
    Series,
    canvas,
    legend,
    marker,
    tag,
    words,
)

LEFT = 70.0
PER_LINE = 5
STEP = 13.0
AIR = 30.0
"""Between the dots of one row and those of the next: the line, and the mark of the middle below it."""
OWN = "#ffc845"


@dataclass(frozen=True, slots=True)
class DotRow:
    """One question: how many people per level, where their middle lies, and where the reader stands."""

    label: str
    counts: tuple[int, ...]
    lower: float | None = None
    middle: float | None = None
    upper: float | None = None
    own: int | None = None
    asked: int | None = None
    """A level that is asked from elsewhere: a dashed line before it."""


def dots(
    key: str,
    title: str,
    description: str,
    levels: Sequence[str],
    rows: Sequence[DotRow],
    *,
    first_heading: str,
    own_label: str = "",
    asked_label: str = "",
) -> Chart:
    """Draw the rows below each other, over the same levels from left to right.

    ValueError when a row does not count each level, or counts fewer than nobody.
    """
    for row in rows:
        if len(row.counts) != len(levels) or min(row.counts, default=0) < 0:
            raise ValueError(f"Row {row.label!r} must count the people on each of {len(levels)} levels.")
    content: list[str] = []
    ground = 8.0
    for index, row in enumerate(rows):
        lines = max(1, *(-(-count // PER_LINE) for count in row.counts))
        ground += lines * STEP + 6
        content += _row(index, row, ground, lines, len(levels))
        ground += AIR
    content += _scale(levels, ground + 2)
    chart = canvas(key, title, description, ground + 18, content)
    entries = list(legend([Series(row.label, ()) for row in rows]))
    if own_label and any(row.own is not None for row in rows):
        entries.append(LegendEntry(own_label, _own_swatch()))
    if asked_label and any(row.asked is not None for row in rows):
        entries.append(LegendEntry(asked_label, _asked_swatch()))
    table = ChartTable(
        head=(first_heading, *(row.label for row in rows)),
        rows=tuple((level, *(str(row.counts[at]) for row in rows)) for at, level in enumerate(levels)),
    )
    return Chart(key, title, description, chart, table, tuple(entries))


def _x(level: float, levels: int) -> float:
    width = (WIDTH - LEFT) / levels
    return LEFT + width * (level + 0.5)


def _row(index: int, row: DotRow, ground: float, lines: int, levels: int) -> list[str]:
    colour, _dash, kind = STYLES[index % len(STYLES)]
    top = ground - lines * STEP - 4
    drawn = [
        words(0, ground - 4, row.label, anchor="start", size=14, font_weight=600),
        tag("line", x1=LEFT, y1=ground + 4, x2=WIDTH, y2=ground + 4, stroke=RULE, class_="mw-chart__rule"),
    ]
    if row.asked is not None:
        x = _x(row.asked - 0.5, levels) + 2  # before the level: from here on it is reached
        drawn.append(
            tag("line", x1=x, y1=top, x2=x, y2=ground + 4, stroke=INK, stroke_width=2, stroke_dasharray="3 3")
        )
    for level, count in enumerate(row.counts):
        drawn += _crowd(kind, colour, _x(level, levels), ground, count, own=row.own == level)
    if row.lower is not None and row.upper is not None:
        drawn.append(
            tag(
                "line",
                x1=_x(row.lower, levels) - 5,
                x2=_x(row.upper, levels) + 5,
                y1=ground + 10,
                y2=ground + 10,
                stroke=colour,
                stroke_width=6,
                stroke_linecap="round",
                stroke_opacity=0.35,
            )
        )
    if row.middle is not None:
        drawn.append(marker("triangle", _x(row.middle, levels), ground + 11, colour, 6))
    return drawn


def _crowd(kind: str, colour: str, x: float, ground: float, count: int, *, own: bool) -> list[str]:
    """The people on one level, in lines of five that stand in the middle. The reader is the first of them."""
    drawn = []
    for number in range(count):
        line, place = divmod(number, PER_LINE)
        on_line = min(PER_LINE, count - line * PER_LINE)
        at = x + (place - (on_line - 1) / 2) * STEP
        y = ground - 4 - line * STEP
        if own and number == 0:
            drawn.append(tag("circle", cx=at, cy=y, r=6, fill=OWN, stroke=INK, stroke_width=2))
        else:
            drawn.append(marker(kind, at, y, colour, 5))
    return drawn


def _scale(levels: Sequence[str], y: float) -> list[str]:
    return [words(_x(at, len(levels)), y, level, size=13, fill=QUIET) for at, level in enumerate(levels)]


def _own_swatch() -> str:
    shape = tag("circle", cx=18, cy=8, r=6, fill=OWN, stroke=INK, stroke_width=2)
    return (
        '<svg class="mw-chart__swatch" viewBox="0 0 36 16" width="36" height="16" aria-hidden="true">'
        f"{shape}</svg>"
    )


def _asked_swatch() -> str:
    shape = tag("line", x1=18, y1=1, x2=18, y2=15, stroke=INK, stroke_width=2, stroke_dasharray="3 3")
    return (
        '<svg class="mw-chart__swatch" viewBox="0 0 36 16" width="36" height="16" aria-hidden="true">'
        f"{shape}</svg>"
    )
