"""A drawing as a file of its own: PNG for a slide or a Word file, PDF for the printer and the wall.

The drawing is SVG that the product made; Typst sets it, with its own type and without the network.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from meerwaarde.platform.documents.pdf import settable

TEMPLATE = Path(__file__).with_name("picture.typ")


@dataclass(frozen=True, kw_only=True)
class Poster:
    """One drawing on one page, with the same in a table on the next. `alt` says in words what it shows."""

    title: str
    language: str
    author: str
    svg: str
    alt: str
    table_caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    paper: str = "a3"
    landscape: bool = False
    note: str = ""


def png(svg: str, *, dots_per_inch: int = 200) -> bytes:
    """The drawing as PNG on white, 16 cm wide at the given number of dots."""
    return _compiled({"kind": "png", "svg": settable(svg)}, form="png", dots_per_inch=dots_per_inch)


def poster_pdf(poster: Poster) -> bytes:
    """The drawing as PDF/UA-1 on one sheet, with its table twin."""
    given = asdict(poster)
    given["rows"] = [[settable(cell) for cell in row] for row in poster.rows]
    given["header"] = [settable(cell) for cell in poster.header]
    texts = {name: settable(value) if isinstance(value, str) else value for name, value in given.items()}
    return _compiled({"kind": "poster", **texts}, form="pdf")


def _compiled(given: dict[str, object], *, form: str, dots_per_inch: int = 144) -> bytes:
    source = {"picture": json.dumps(given, ensure_ascii=False)}
    if form == "png":
        made = typst.compile(
            str(TEMPLATE), sys_inputs=source, format="png", ppi=dots_per_inch, ignore_system_fonts=True
        )
    else:
        made = typst.compile(
            str(TEMPLATE), sys_inputs=source, pdf_standards=["ua-1"], ignore_system_fonts=True
        )
    if not isinstance(made, bytes):
        raise TypeError("Typst gave more than one file for one picture.")
    return made
