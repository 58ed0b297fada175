"""Flows from column to column, as a golden thread runs: boxes to follow, bands as wide as they count.

It reads in grey and on paper: boxes carry their words and numbers, bands their number, and what is missing
has a dashed edge. Each box may lead somewhere. Widths are those of the page it stands on; letters never
shrink below 11 units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from meerwaarde.platform.layout.charts.drawing import (
    FONT,
    INK,
    QUIET,
    SOFT_HYPHEN,
    Chart,
    ChartTable,
    plain_number,
    tag,
    words,
    wrapped,
)

TOP = 56.0
"""Above the boxes: the heading of each column."""
SPACE = 12.0
PAD = 8.0
ROOM = 460.0
"""Height that the bands of the fullest column share."""
THICKEST = 16.0
"""Height of one that counts, at most: a handful of bands stays a handful of bands."""
LATER_SHARE = 0.62
"""Width of a column that has no boxes yet, beside that of one that has."""
LATER_GAP = 14.0
BAND = "#7fa6ab"
MISSING = "#c3cdd1"
BOX, BOX_EDGE = "#e3eef0", "#0b5d66"


@dataclass(frozen=True, slots=True)
class FlowBox:
    """One box. `count` is what the bands count; `note` is a second line; `missing` gives it a dashed edge."""

    key: str
    label: str
    count: int
    note: str = ""
    url: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class FlowColumn:
    """A column of boxes; without boxes `later` says in its place why there are none."""

    label: str
    boxes: tuple[FlowBox, ...] = ()
    later: str = ""


@dataclass(frozen=True, slots=True)
class FlowWords:
    """The words of a drawing: its title, what it tells, and the headings of its table."""

    title: str
    description: str
    headings: tuple[str, str, str]


Bands = Mapping[tuple[str, str], int]
"""How much runs from the box with the first key to that with the second, in the next filled column."""


@dataclass(slots=True)
class _Placed:
    box: FlowBox
    x: float
    y: float
    height: float
    lines: list[str]
    left: float = 0.0
    """How much of its left side bands have taken."""
    right: float = field(default=0.0)


def flow(
    key: str,
    told: FlowWords,
    columns: Sequence[FlowColumn],
    bands: Bands,
    *,
    width: float = 400,
    box: float = 104,
    letter: float = 12,
) -> Chart:
    """Draw the columns from left to right. `box` is the width of a box; the rest is room for the bands.

    `letter` is the size of the words in the boxes.

    Raises ValueError for a band between boxes that are not in neighbouring filled columns, or one that is
    not above zero.
    """
    paper = _Paper(_lefts(columns, width, box), box, _unit(columns, bands), letter)
    placed = [_place(column, x, paper, bands) for column, x in zip(columns, paper.lefts, strict=True)]
    filled = [boxes for boxes in placed if boxes]
    _refuse_odd(filled, bands)
    height = max([TOP + 90.0, *(one.y + one.height for boxes in filled for one in boxes)]) + 8
    drawn = [
        *_headings(columns, paper),
        *_bands(filled, bands, paper),
        *(_box(one, paper) for boxes in filled for one in boxes),
        *_later(columns, placed, paper, height),
    ]
    return Chart(
        key=key,
        title=told.title,
        description=told.description,
        svg=_canvas(key, told, width, height, drawn),
        table=_table(told, filled, bands),
        wide=width > 400,
    )


@dataclass(frozen=True, slots=True)
class _Paper:
    """The measures of one drawing."""

    lefts: tuple[float, ...]
    """Where each column begins."""
    box: float
    unit: float
    """Height of one that counts."""
    letter: float

    @property
    def line(self) -> float:
        return self.letter * 1.2

    @property
    def signs(self) -> int:
        """Letters that fit on a line in a box."""
        return max(8, int((self.box - 2 * PAD) / (self.letter * 0.52)))


def _lefts(columns: Sequence[FlowColumn], width: float, box: float) -> tuple[float, ...]:
    """Where the columns begin: what is filled gets the room, what comes later stands close together."""
    wide = [box if column.boxes else box * LATER_SHARE for column in columns]
    ways = [bool(one.boxes and other.boxes) for one, other in pairwise(columns)]
    left = width - sum(wide) - LATER_GAP * ways.count(False)
    gap = left / max(1, ways.count(True))
    lefts = [0.0]
    for here, way in zip(wide, ways, strict=False):
        lefts.append(lefts[-1] + here + (gap if way else LATER_GAP))
    return tuple(lefts)


def _taken(box: FlowBox, bands: Bands) -> int:
    """How much runs through a box on its fuller side; more than it counts where one promise runs twice."""
    out = sum(count for (one, _other), count in bands.items() if one == box.key)
    into = sum(count for (_one, other), count in bands.items() if other == box.key)
    return max(box.count, out, into)


def _unit(columns: Sequence[FlowColumn], bands: Bands) -> float:
    """Height of one that counts: the fullest column just fills its room."""
    fullest = max((sum(_taken(box, bands) for box in column.boxes) for column in columns), default=0)
    return min(THICKEST, ROOM / fullest) if fullest else 1.0


def _place(column: FlowColumn, x: float, paper: _Paper, bands: Bands) -> list[_Placed]:
    y = TOP
    placed = []
    for box in column.boxes:
        lines = wrapped(_breakable(box.label, paper.signs), paper.signs)[:5]
        least = PAD * 2 + paper.line * (len(lines) + (1 if box.note else 0))
        height = max(least, _taken(box, bands) * paper.unit)
        placed.append(_Placed(box, x, y, height, lines))
        y += height + SPACE
    return placed


def _plain(label: str) -> str:
    """The words without the places where they may break."""
    return label.replace(SOFT_HYPHEN, "")


def _breakable(text: str, signs: int) -> str:
    """The text with places to break in words that are longer than a line."""
    return " ".join(
        word
        if len(word) <= signs or SOFT_HYPHEN in word
        else SOFT_HYPHEN.join(word[place : place + signs - 1] for place in range(0, len(word), signs - 1))
        for word in text.split()
    )


def _refuse_odd(filled: Sequence[Sequence[_Placed]], bands: Bands) -> None:
    neighbours = {
        (one.box.key, other.box.key) for left, right in pairwise(filled) for one in left for other in right
    }
    for ends, count in bands.items():
        if ends not in neighbours:
            raise ValueError(f"A band runs between neighbouring columns, not from {ends[0]} to {ends[1]}.")
        if count <= 0:
            raise ValueError("A band counts more than nothing.")


def _headings(columns: Sequence[FlowColumn], paper: _Paper) -> Iterator[str]:
    for index, column in enumerate(columns):
        wide = paper.box if column.boxes else paper.box * LATER_SHARE
        middle = paper.lefts[index] + wide / 2
        for place, line in enumerate(wrapped(column.label, paper.signs)[:2]):
            yield words(middle, 22 + place * 16, line, size=14, font_weight="700")


def _bands(filled: Sequence[Sequence[_Placed]], bands: Bands, paper: _Paper) -> Iterator[str]:
    labels = []
    for left, right in pairwise(filled):
        for one in left:
            for other in right:
                count = bands.get((one.box.key, other.box.key), 0)
                if count:
                    band, label = _band(one, other, count, paper)
                    labels.append(label)
                    yield band
    yield from labels  # above all bands


def _band(one: _Placed, other: _Placed, count: int, paper: _Paper) -> tuple[str, str]:
    """A band from the right side of one box to the left side of another, and its number where it begins."""
    start_thick = min(count * paper.unit, one.height)
    end_thick = min(count * paper.unit, other.height)
    y1 = one.y + min(one.right, max(0.0, one.height - start_thick))
    y2 = other.y + min(other.left, max(0.0, other.height - end_thick))
    one.right += start_thick
    other.left += end_thick
    x1, x2 = one.x + paper.box, other.x
    middle = (x1 + x2) / 2
    n = plain_number
    path = (
        f"M{n(x1)},{n(y1)} C{n(middle)},{n(y1)} {n(middle)},{n(y2)} {n(x2)},{n(y2)} "
        f"L{n(x2)},{n(y2 + end_thick)} "
        f"C{n(middle)},{n(y2 + end_thick)} {n(middle)},{n(y1 + start_thick)} {n(x1)},{n(y1 + start_thick)} Z"
    )
    missing = other.box.missing or one.box.missing
    said = tag("title", escape(f"{_plain(one.box.label)} → {_plain(other.box.label)}: {count}"))
    band = tag(
        "path",
        said,
        d=path,
        fill=MISSING if missing else BAND,
        fill_opacity="0.55",
        stroke=QUIET if missing else BOX_EDGE,
        stroke_width=0.6,
        stroke_dasharray="3 3" if missing else "",
    )
    number = words(
        x1 + 4,
        y1 + start_thick / 2 + 4,
        str(count),
        anchor="start",
        size=paper.letter,
        stroke="#ffffff",
        stroke_width=3,
        paint_order="stroke",
    )
    return band, number


def _box(placed: _Placed, paper: _Paper) -> str:
    box = placed.box
    shape = tag(
        "rect",
        x=placed.x,
        y=placed.y,
        width=paper.box,
        height=placed.height,
        rx=4,
        fill="#ffffff" if box.missing else BOX,
        stroke=QUIET if box.missing else BOX_EDGE,
        stroke_width=1.5,
        stroke_dasharray="5 4" if box.missing else "",
    )
    written = paper.line * (len(placed.lines) + (1 if box.note else 0))
    text = placed.y + (placed.height - written) / 2 + paper.letter * 0.92
    lines = [
        words(
            placed.x + PAD,
            text + place * paper.line,
            line,
            anchor="start",
            size=paper.letter,
            font_weight="600",
        )
        for place, line in enumerate(placed.lines)
    ]
    if box.note:
        below = text + len(placed.lines) * paper.line
        lines.append(
            words(placed.x + PAD, below, box.note, anchor="start", size=paper.letter - 1, fill=QUIET)
        )
    drawn = shape + "".join(lines)
    if not box.url:
        return tag("g", drawn)
    return tag("a", drawn, href=box.url, class_="mw-flow__way")


def _later(
    columns: Sequence[FlowColumn], placed: Sequence[list[_Placed]], paper: _Paper, height: float
) -> Iterator[str]:
    for index, (column, boxes) in enumerate(zip(columns, placed, strict=True)):
        if boxes:
            continue
        x, wide = paper.lefts[index], paper.box * LATER_SHARE
        yield tag(
            "rect",
            x=x + 0.75,
            y=TOP,
            width=wide - 1.5,
            height=height - TOP - 8,
            rx=4,
            fill="none",
            stroke=MISSING,
            stroke_width=1.5,
            stroke_dasharray="2 4",
        )
        for place, line in enumerate(wrapped(column.later, int(paper.signs * LATER_SHARE))):
            middle = x + wide / 2
            yield words(middle, TOP + 28 + place * paper.line, line, size=paper.letter, fill=QUIET)


def _canvas(key: str, told: FlowWords, width: float, height: float, content: Sequence[str]) -> str:
    """A group and not an image: the boxes in it are links that one can reach with the keyboard."""
    return tag(
        "svg",
        tag("title", escape(told.title), id=f"{key}-title")
        + tag("desc", escape(told.description), id=f"{key}-desc")
        + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        class_="mw-flow",
        viewBox=f"0 0 {plain_number(width)} {plain_number(height)}",
        role="group",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family=FONT,
        fill=INK,
    )


def _table(told: FlowWords, filled: Sequence[Sequence[_Placed]], bands: Bands) -> ChartTable:
    return ChartTable(
        head=told.headings,
        rows=tuple(
            (_plain(one.box.label), _plain(other.box.label), str(bands[one.box.key, other.box.key]))
            for left, right in pairwise(filled)
            for one in left
            for other in right
            if (one.box.key, other.box.key) in bands
        ),
    )
