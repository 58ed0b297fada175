"""Lines into paragraphs: what a page broke for its width is joined, what an author broke stays broken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

_SPACES: Final = re.compile(r"[^\S\n\f]+")
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_BULLETS: Final = "•‣◦▪▫●○■□–—*·\uf0b7\uf0a7"
_ITEM: Final = re.compile(
    rf"(?:[{re.escape(_BULLETS)}]|-)\s+\S|(?:\d{{1,2}}|[a-z])[.)]\s+\S|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}\.?\s+\S"
)
_HYPHENATED: Final = re.compile(r"[^\W\d_]-$")
_SHARED_END: Final = re.compile(r"(?:en|of|dan wel|and|or)\b", re.IGNORECASE)
_ENDED: Final = (".", "!", "?", ":", ";", "”", '"', "’")
_RUNNING: Final = 0.33
"""Share of the lines that run on into the next; where fewer do, a line is a paragraph."""
_NARROW: Final = 40
"""Below this usual length lines are a list or a poem, not text that was broken for a width."""


def clean(text: str) -> str:
    """The same words without signs that nobody sees: one kind of space, no soft hyphens, no control signs."""
    normal = unicodedata.normalize("NFC", text).translate(_LIGATURES)
    normal = normal.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    kept = "".join(
        sign
        for sign in normal
        if sign in "\n\t\f" or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}
    )
    return "\n".join(line.strip(" ") for line in _SPACES.sub(" ", kept).split("\n"))


def is_item(line: str) -> bool:
    """Whether a line opens an item of a list, or a numbered heading."""
    return _ITEM.match(line) is not None


def joined(lines: Iterable[str]) -> str:
    """The paragraphs of a page whose lines were broken for its width, one per line."""
    kept = list(lines)
    width = _usual_width(kept)
    paragraphs: list[str] = []
    open_line = ""
    for line in kept:
        if not line:
            open_line = ""
            continue
        if open_line and not _begins_anew(open_line, line, width):
            paragraphs[-1] = _glued(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        open_line = line
    return "\n".join(paragraphs)


def broken_for_width(lines: Sequence[str]) -> bool:
    """Whether a text has lines of one width, as from a mail or a PDF, and not a line per paragraph."""
    filled = [line for line in lines if line]
    if len(filled) < 6:
        return False
    width = _usual_width(filled)
    if not _NARROW <= width <= 120:
        return False
    running = sum(not line.endswith(_ENDED) and len(line) > 0.75 * width for line in filled)
    return running > _RUNNING * len(filled)


def as_they_stand(lines: Iterable[str]) -> str:
    """One paragraph per line, without the empty ones."""
    return "\n".join(line for line in lines if line)


def _usual_width(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _begins_anew(before: str, line: str, width: int) -> bool:
    """Whether a line opens a paragraph; `before` is the line above it as it was printed."""
    if is_item(line):
        return True
    short = len(before) < 0.75 * width
    if not short:
        return False
    if before.endswith(_ENDED):
        return True
    return line[0].isupper() or line[0].isdigit()


def _glued(before: str, line: str) -> str:
    if _HYPHENATED.search(before) and line[0].islower() and not _SHARED_END.match(line):
        return before[:-1] + line
    return f"{before} {line}"
