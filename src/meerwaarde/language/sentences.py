"""Where the sentences of a Dutch text begin and end.

A line is a paragraph, so a sentence never runs over the end of a line. Within a line a full stop ends a
sentence only where what follows looks like a beginning and what stands before is no abbreviation, initial or
number. Better one sentence too long than one cut in two: who marks can mark two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class Span(NamedTuple):
    """A stretch of a text: characters from `start` up to, not including, `end`."""

    start: int
    end: int


NEVER_END: Final = frozenset(
    {
        *(
            "art",
            "artt",
            "lid",
            "nr",
            "nrs",
            "blz",
            "pag",
            "p",
            "par",
            "hfst",
            "hoofdst",
            "bijl",
            "fig",
            "tab",
        ),
        *("dhr", "mevr", "mw", "drs", "dr", "ir", "ing", "mr", "prof", "burg", "weth", "fam", "st", "jl"),
        *("ca", "circa", "resp", "bijv", "bv", "vgl", "zgn", "incl", "excl", "evt", "max", "min", "gem"),
        *(
            "o.a",
            "m.b.t",
            "i.v.m",
            "i.p.v",
            "t.b.v",
            "t.a.v",
            "m.n",
            "d.w.z",
            "z.g",
            "i.h.b",
            "n.a.v",
            "m.i.v",
        ),
        *(
            "i.s.m",
            "t.o.v",
            "o.l.v",
            "t.n.v",
            "i.c",
            "i.o",
            "v.a",
            "t.w",
            "a.h.v",
            "e.a",
            "jo",
            "juncto",
            "sub",
        ),
        *("b", "k", "w", "red", "vert", "tel", "afd", "gld", "mln", "mld", "stb", "stcrt", "pb"),
        *("jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sept", "okt", "nov", "dec"),
    }
)
"""Abbreviations that hardly ever close a sentence: what comes next belongs to it, also with a capital."""

MAY_END: Final = frozenset(
    {"enz", "etc", "e.d", "e.v", "ev", "a.u.b", "m.v", "n.v", "b.v", "v.o.f", "c.s", "jr"}
)
"""Abbreviations that may close a sentence: they do where a capital follows."""

_STOP: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_BEGINS: Final = re.compile(r"(?:['’][stnk] )?[\"'“„‘«(\[]*(?:[^\W\d_]|\d|€)")
_LAST_WORD: Final = re.compile(r"[^\s(\[“\"'‘„/]+$")
_ITEM_MARK: Final = re.compile(r"(?:\d{1,3}|[a-z]|[ivx]{1,4})$", re.IGNORECASE)
_INITIAL: Final = re.compile(r"(?:[A-Z]\.)*[A-Z]$|[a-z]$")
_MONTHS_DAY: Final = re.compile(r"\d{1,2}$")
_MONTH: Final = re.compile(
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in their order, without the space around them; a heading is one too."""
    return tuple(_of_text(text))


def _of_text(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        yield from _of_line(text, start, start + len(line))
        start += len(line) + 1


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, begin, stop, end):
            yield from _trimmed(text, begin, stop.end())
            begin = stop.end()
    yield from _trimmed(text, begin, end)


def _ends(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    rest = text[stop.end() : end].lstrip()
    if not rest:
        return True
    first = _BEGINS.match(rest)
    if first is None or first[0][-1].islower():
        return False  # "o.a. voor", “Echt?” vroeg zij
    if stop[0][0] != "." or stop[0].startswith(".."):
        return True
    before = text[begin : stop.start()]
    if not before.strip():
        return False
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    if before.strip() == word and _ITEM_MARK.fullmatch(word):
        return False  # "1. Werk voor iedereen" is one item
    if word.isdigit():
        return not (_MONTHS_DAY.fullmatch(word) and _MONTH.match(rest))
    bare = word.lower().lstrip("(")
    if bare in MAY_END:
        return first[0][-1].isupper()
    return bare not in NEVER_END and not _INITIAL.fullmatch(word)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)
