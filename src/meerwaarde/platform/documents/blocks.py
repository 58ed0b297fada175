"""A document as its parts, apart from how it is written: Word, PDF or anything later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Weight = Literal["block", "warn", "info", "plain"]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 stands directly under the title. Levels are never skipped."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text. `strong` opens it in bold; `link` closes it with an address that can be clicked."""

    text: str
    strong: str = ""
    link: str = ""


@dataclass(frozen=True)
class Bullets:
    """A list; `numbered` when the order matters."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Facts:
    """Terms with what is known of them; an empty text reads as “not filled in”."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A table with a caption; `numeric` names the columns (from 0) that are set to the right."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()
    widths: tuple[float, ...] = ()
    """Shares of the width per column; equal where left out."""


@dataclass(frozen=True)
class Callout:
    """A sentence that asks for attention: its weight is said in a word, not in colour alone."""

    weight: Weight
    label: str
    text: str
    detail: str = ""
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A drawing (SVG made by us, never by a visitor) with what it shows in words, for who cannot see it."""

    svg: str
    alt: str
    caption: str = ""
    width: float = 1.0
    """Share of the width of the text."""


Block = Heading | Paragraph | Bullets | Facts | Table | Callout | Picture


@dataclass(frozen=True)
class Document:
    """What is written. `language` is nl or en; `moment` is how the day is printed in the foot."""

    title: str
    subtitle: str
    language: str
    author: str
    subject: str
    moment: str
    blocks: tuple[Block, ...]
    not_filled_in: str
    page_word: str
    contents_word: str

    def __post_init__(self) -> None:
        depth = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > depth + 1:
                    raise ValueError(
                        f"Heading “{block.text}” skips a level: a screen reader would lose its way."
                    )
                depth = block.level
            if isinstance(block, Picture) and not block.alt.strip():
                raise ValueError("A picture needs its words: who cannot see it reads those.")
            if isinstance(block, Table) and any(len(row) != len(block.header) for row in block.rows):
                raise ValueError(f"Table “{block.caption}” has a row that does not fit its header.")
