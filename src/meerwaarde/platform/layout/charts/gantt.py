"""A plan over time: one bar per thing to do, from its first to its last day, with a line for today.

States differ in filling, edge and a sign before the name, so that the picture also reads in grey. It is
wider than the other charts: on a phone it scrolls within its frame, and the table beside it says the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from meerwaarde.platform.layout.charts.drawing import (
    FONT,
    GROUND,
    INK,
    QUIET,
    RULE,
    Chart,
    ChartTable,
    LegendEntry,
    plain_number,
    tag,
    words,
    wrapped,
)

WIDTH = 800.0
NAMES = 300.0
RIGHT = 12.0
TOP = 46.0
ROW = 30.0
GROUP = 26.0
BAR = 14.0
LETTERS = 46
"""Letters of a name that fit on a line of the left column."""

ACCENT, LATE, TODAY = "#0b5d66", "#a3151c", "#b04a00"
SIGNS = {"planned": "○", "under_way": "◐", "done": "●", "late": "!", "dropped": "×"}
"""Before the name: empty, half, full; late and dropped have a sign of their own."""


@dataclass(frozen=True, slots=True)
class GanttBar:
    """One thing to do: `state` is a key of `SIGNS`, `progress` 0 to 1, `cells` are its words in the table."""

    label: str
    since: date
    until: date
    state: str
    progress: float = 0.0
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GanttGroup:
    """Bars under one heading; without a heading the bars stand by themselves."""

    label: str
    bars: tuple[GanttBar, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the scale with its name: a quarter, a year."""

    label: str
    since: date


def gantt(
    key: str,
    title: str,
    description: str,
    groups: Sequence[GanttGroup],
    *,
    since: date,
    until: date,
    periods: Sequence[Period],
    head: tuple[str, ...],
    today: date | None = None,
    today_label: str = "",
    states: dict[str, str] | None = None,
) -> Chart:
    """Draw the bars of all groups between two days.

    `periods` divide the scale (each begins where the one before ends); `head` are the headings of the table,
    the first of which is that of the names. `states` names the signs of the legend. Bars that stick out are
    cut at the edge. ValueError when days run backwards or a bar has another number of cells than the table.
    """
    if until < since:
        raise ValueError(f"A plan cannot end ({until}) before it begins ({since}).")
    for bar in _all(groups):
        if len(bar.cells) != len(head) - 1:
            raise ValueError(f"{bar.label!r} has {len(bar.cells)} cells for {len(head) - 1} columns.")
        if bar.until < bar.since:
            raise ValueError(f"{bar.label!r} cannot end before it begins.")
        if bar.state not in SIGNS:
            raise ValueError(f"{bar.label!r} has the state {bar.state!r}, which has no sign.")
    scale = _Scale(since, until)
    height = TOP + sum((GROUP if one.label else 0) + ROW * len(one.bars) for one in groups) + 8
    drawn = [*_grid(scale, periods, height), *_rows(scale, groups)]
    if today is not None and since <= today <= until:
        drawn.extend(_today(scale, today, today_label, height))
    svg = tag(
        "svg",
        tag("title", escape(title), id=f"{key}-title")
        + tag("desc", escape(description), id=f"{key}-desc")
        + "".join(drawn),
        xmlns="http://www.w3.org/2000/svg",
        class_="mw-chart__drawing mw-chart__drawing--wide",
        viewBox=f"0 0 {plain_number(WIDTH)} {plain_number(height)}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family=FONT,
    )
    table = ChartTable(head, tuple((bar.label, *bar.cells) for bar in _all(groups)))
    return Chart(key, title, description, svg, table, _legend(states or {}), wide=True)


@dataclass(frozen=True, slots=True)
class _Scale:
    since: date
    until: date

    def at(self, day: date) -> float:
        """Where a day begins; days outside are put at the edge."""
        days = (self.until - self.since).days + 1
        share = min(max((day - self.since).days / days, 0.0), 1.0)
        return NAMES + share * (WIDTH - NAMES - RIGHT)


def _all(groups: Sequence[GanttGroup]) -> Iterator[GanttBar]:
    for group in groups:
        yield from group.bars


def _grid(scale: _Scale, periods: Sequence[Period], height: float) -> list[str]:
    drawn = []
    for place, period in enumerate(periods):
        x = scale.at(period.since)
        after = periods[place + 1].since if place + 1 < len(periods) else scale.until + timedelta(days=1)
        width = scale.at(after) - x
        if place % 2 == 0:
            drawn.append(tag("rect", x=x, y=TOP - 8, width=width, height=height - TOP + 8, fill=GROUND))
        drawn.append(tag("line", x1=x, y1=TOP - 8, x2=x, y2=height, stroke=RULE))
        if width > 30:
            drawn.append(words(x + width / 2, TOP - 16, period.label, size=12.5, fill=QUIET))
    return drawn


def _rows(scale: _Scale, groups: Sequence[GanttGroup]) -> list[str]:
    drawn, y = [], TOP
    for group in groups:
        if group.label:
            drawn.append(
                words(0, y + 17, _cut(group.label, 60), anchor="start", size=13.5, font_weight="700")
            )
            y += GROUP
        for bar in group.bars:
            drawn.append(_row(scale, bar, y))
            y += ROW
    return drawn


def _row(scale: _Scale, bar: GanttBar, y: float) -> str:
    sign = words(
        6,
        y + 18,
        SIGNS[bar.state],
        size=13,
        font_weight="700",
        fill=LATE if bar.state == "late" else INK,
    )
    lines = wrapped(bar.label, LETTERS)
    if len(lines) > 2:
        lines = [lines[0], _cut(" ".join(lines[1:]), LETTERS)]
    first = y + (18 if len(lines) == 1 else 12)
    name = "".join(
        words(16, first + 13 * place, text, anchor="start", size=12) for place, text in enumerate(lines)
    )
    return sign + name + _bar(scale, bar, y + (ROW - BAR) / 2)


def _bar(scale: _Scale, bar: GanttBar, y: float) -> str:
    x = scale.at(bar.since)
    width = max(scale.at(bar.until + timedelta(days=1)) - x, 5.0)
    return _drawn(x, width, y, bar.state, bar.progress)


def _drawn(x: float, width: float, y: float, state: str, progress: float) -> str:
    edge = LATE if state == "late" else ACCENT
    shape: dict[str, object] = {"y": y, "height": BAR, "rx": 3}
    if state == "done":
        return tag("rect", x=x, width=width, fill=edge, stroke=edge, **shape)
    if state == "dropped":
        return tag("rect", x=x, width=width, fill="#ffffff", stroke=QUIET, stroke_dasharray="2 3", **shape)
    thick = 2.0 if state == "late" else 1.4
    outline = tag("rect", x=x, width=width, fill="#ffffff", stroke=edge, stroke_width=thick, **shape)
    done = max(0.0, min(progress, 1.0))
    return outline + (tag("rect", x=x, width=width * done, fill=edge, **shape) if done else "")


def _today(scale: _Scale, today: date, label: str, height: float) -> list[str]:
    x = scale.at(today)
    near_edge = x > WIDTH - 70
    return [
        tag("line", x1=x, y1=14, x2=x, y2=height, stroke=TODAY, stroke_width=2, stroke_dasharray="5 3"),
        words(
            x + (-5 if near_edge else 5),
            14,
            label,
            anchor="end" if near_edge else "start",
            size=12.5,
            fill=TODAY,
            font_weight="700",
        ),
    ]


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _legend(states: dict[str, str]) -> tuple[LegendEntry, ...]:
    """The sign and a small bar per state."""
    entries = []
    for state, label in states.items():
        progress = 0.5 if state in ("under_way", "late") else 0.0
        swatch = (
            '<svg class="mw-chart__swatch" viewBox="0 0 36 16" width="36" height="16" aria-hidden="true">'
            f"{_drawn(1, 34, 1, state, progress)}</svg>"
        )
        entries.append(LegendEntry(f"{SIGNS[state]} {label}", swatch))
    return tuple(entries)
