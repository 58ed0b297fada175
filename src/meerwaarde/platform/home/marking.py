"""Which parts of a text answer a question: what is drawn as marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from meerwaarde.language.analyser import Asked
from meerwaarde.language.fold import fold
from meerwaarde.platform.search.terms import analyser

_WORD = re.compile(r"[^\W_]+")
SHORTEST = 2


class Piece(NamedTuple):
    """A part of a text as it stands there, and whether it answers."""

    text: str
    answers: bool


def marked(text: str, question: str, asked: Iterable[Asked]) -> tuple[Piece, ...]:
    """The text in pieces: what was typed is marked as far as it stands there, other forms as whole words.

    Joined together the pieces are the text again.
    """
    typed = tuple({fold(word) for word in _WORD.findall(question) if len(word) >= SHORTEST})
    terms = frozenset(one.term for one in asked)
    pieces: list[Piece] = []
    done = 0
    for word in _WORD.finditer(text):
        length = _answering(word.group(), typed, terms)
        for start, end in length:
            begin, stop = word.start() + start, word.start() + end
            pieces += [Piece(text[done:begin], False), Piece(text[begin:stop], True)]
            done = stop
    pieces.append(Piece(text[done:], False))
    return tuple(piece for piece in pieces if piece.text)


def _answering(word: str, typed: Iterable[str], terms: frozenset[str]) -> list[tuple[int, int]]:
    """Where a word answers: the typed letters, or all of it where another form of it was asked."""
    folded = fold(word)
    if len(folded) == len(word):  # a ligature that came apart would shift what follows
        begins = [(folded.find(one), len(one)) for one in typed if one in folded]
        if begins:
            start, length = max(begins, key=lambda place: place[1])
            return [(start, start + length)]
    return [(0, len(word))] if terms.intersection(_terms_of(word)) else []


@lru_cache(maxsize=20_000)
def _terms_of(word: str) -> frozenset[str]:
    return frozenset(analyser().terms(word))
