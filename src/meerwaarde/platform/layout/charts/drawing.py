"""What all charts share: the records that go in and come out, and the few shapes they are drawn with."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 400
SOFT_HYPHEN = "\u00ad"
INK = "#152229"
QUIET = "#4d5f66"
RULE = "#c3cdd1"
GROUND = "#f3f7f7"
FONT = "'Source Sans 3', 'Helvetica Neue', Arial, sans-serif"

# colour, dash, marker: three ways to tell series apart, so that none rests on colour alone
STYLES = (
    ("#0b5d66", "", "square"),
    ("#b04a00", "6 4", "circle"),
    ("#5b3a8c", "2 4", "triangle"),
    ("#3d4d54", "10 3 2 3", "diamond"),
)

Format = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Series:
    """Named values, one per axis or moment; None where nothing is known (it is drawn as a gap, never as
    zero)."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same figures as a table: headings, and rows whose first cell is the row's heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    label: str
    swatch: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and its twin in figures. `svg` has no legend of its own: the page draws `legend` below it."""

    key: str
    title: str
    description: str
    svg: str
    table: ChartTable
    legend: tuple[LegendEntry, ...] = ()
    wide: bool = False
    """Too wide for a phone: the page lets it scroll within its frame."""


def plain_number(value: float) -> str:
    """A coordinate: a dot, at most two decimals, never localised."""
    if not math.isfinite(value):
        raise ValueError("A coordinate must be a finite number.")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def point(x: float, y: float) -> str:
    return f"{plain_number(x)},{plain_number(y)}"


def tag(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; numbers become plain coordinates, `class_` and `stroke_width` get their SVG names."""
    written = []
    for key, value in attributes.items():
        if value is None or value == "":
            continue
        text = plain_number(value) if isinstance(value, int | float) else escape(str(value), quote=True)
        written.append(f' {key.rstrip("_").replace("_", "-")}="{text}"')
    opened = f"<{name}{''.join(written)}"
    return f"{opened}>{content}</{name}>" if content else f"{opened}/>"


def words(
    x: float, y: float, text: str, *, anchor: str = "middle", size: float = 14, **attributes: object
) -> str:
    given: dict[str, object] = {"fill": INK, **attributes}
    return tag("text", escape(text), x=x, y=y, text_anchor=anchor, font_size=size, **given)


def wrapped(text: str, width: int = 16) -> list[str]:
    """Words in lines of at most `width` letters where possible.

    A longer word breaks at its soft hyphens (U+00AD); without any it keeps a line of its own.
    """
    lines: list[str] = []
    for word in text.split():
        whole = word.replace(SOFT_HYPHEN, "")
        if lines and len(lines[-1]) + 1 + len(whole) <= width:
            lines[-1] += " " + whole
        elif len(whole) <= width:
            lines.append(whole)
        else:
            lines.extend(_broken(word.split(SOFT_HYPHEN), width))
    return lines


def _broken(pieces: Sequence[str], width: int) -> list[str]:
    """The pieces of one long word, joined as long as they fit with a hyphen at the end."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(lines[-1]) + len(piece) + 1 <= width:
            lines[-1] += piece
        else:
            lines[-1] += "-"
            lines.append(piece)
    return lines


def marker(kind: str, x: float, y: float, colour: str, size: float = 4.5) -> str:
    """A small shape around a point, with a white edge so that it stays visible on a line."""
    shared: dict[str, object] = {"fill": colour, "stroke": "#ffffff", "stroke_width": 1}
    if kind == "circle":
        return tag("circle", cx=x, cy=y, r=size, **shared)
    if kind == "square":
        return tag("rect", x=x - size, y=y - size, width=2 * size, height=2 * size, **shared)
    if kind == "triangle":
        corners = [(x, y - size * 1.2), (x + size * 1.1, y + size * 0.9), (x - size * 1.1, y + size * 0.9)]
    else:
        corners = [(x, y - size * 1.3), (x + size * 1.3, y), (x, y + size * 1.3), (x - size * 1.3, y)]
    return tag("polygon", points=" ".join(point(*corner) for corner in corners), **shared)


def swatch(index: int) -> str:
    """The line and marker of one series, for the legend."""
    colour, dash, kind = STYLES[index % len(STYLES)]
    stroke = tag("line", x1=0, y1=8, x2=36, y2=8, stroke=colour, stroke_width=2.5, stroke_dasharray=dash)
    return (
        '<svg class="mw-chart__swatch" viewBox="0 0 36 16" width="36" height="16" aria-hidden="true">'
        f"{stroke}{marker(kind, 18, 8, colour)}</svg>"
    )


def legend(series: Sequence[Series]) -> tuple[LegendEntry, ...]:
    return tuple(LegendEntry(one.label, swatch(index)) for index, one in enumerate(series))


def canvas(key: str, title: str, description: str, height: float, content: Iterable[str]) -> str:
    """The outer element, with the title and description that a screen reader speaks."""
    if not key.replace("-", "").replace("_", "").isalnum():
        raise ValueError(
            f"A chart's key becomes an id on the page: letters, digits and dashes only, not {key!r}."
        )
    return tag(
        "svg",
        tag("title", escape(title), id=f"{key}-title")
        + tag("desc", escape(description), id=f"{key}-desc")
        + "".join(content),
        xmlns="http://www.w3.org/2000/svg",
        class_="mw-chart__drawing",
        viewBox=f"0 0 {WIDTH} {plain_number(height)}",
        role="img",
        aria_labelledby=f"{key}-title {key}-desc",
        font_family=FONT,
    )


def runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Neighbouring known points, cut where a value is missing."""
    found: list[list[tuple[float, float]]] = [[]]
    for one in points:
        if one is None:
            found.append([])
        else:
            found[-1].append(one)
    return [run for run in found if run]


def shown(value: float | None, say: Format, unknown: str = "–") -> str:
    return unknown if value is None else say(value)
