"""Taking Dutch compounds apart: schoonmaakdienst holds schoonmaak and dienst."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from meerwaarde.language.fold import words
from meerwaarde.language.stem import stem

_SHORTEST_PART = 4
_SHORTEST_LISTED_PART = 3
_LONGEST_COMPOUND = 48
_LINKS = ("s", "en", "e", "n")
_COST_OF_PART = 10
_COST_OF_LINK = 2
_WORDS = Path(__file__).with_name("words_nl.txt")


class Lexicon:
    """The words that a compound may be made of: our own list and the words of what is searched.

    Words of the documents make the difference: a compound in a question is taken apart into words
    that can be found.
    """

    __slots__ = ("words",)

    def __init__(self, words: Iterable[str]) -> None:
        """`words`: folded words of at least three letters, as `lexicon` gathers them."""
        self.words = frozenset(words)

    def parts(self, word: str) -> tuple[str, ...]:
        """The known words a folded compound is made of, in order; nothing when it is not a compound.

        The fewest parts win, then the fewest linking letters, then the longest first part:
        wijkbrugpaal → (wijk, brug, paal). The whole word must be covered.
        """
        if not 2 * _SHORTEST_LISTED_PART <= len(word) <= _LONGEST_COMPOUND or not word.isalpha():
            return ()
        best: list[tuple[int, tuple[str, ...]] | None] = [None] * (len(word) + 1)
        best[0] = (0, ())
        for start in range(len(word) - _SHORTEST_LISTED_PART + 1):
            so_far = best[start]
            if so_far is None:
                continue
            for end in range(len(word), start + _SHORTEST_LISTED_PART - 1, -1):
                if end - start == len(word):
                    continue  # the word itself is no part of itself
                found = self._part(word[start:end], last=end == len(word))
                if found is None:
                    continue
                cost, part = found
                rival = best[end]
                if rival is None or so_far[0] + cost < rival[0]:
                    best[end] = (so_far[0] + cost, (*so_far[1], part))
        whole = best[-1]
        return whole[1] if whole else ()

    def _part(self, piece: str, *, last: bool) -> tuple[int, str] | None:
        if piece in self.words:
            return _COST_OF_PART, piece
        if not last:
            for link in _LINKS:
                bare = piece.removesuffix(link)
                if bare != piece and bare in self.words:
                    return _COST_OF_PART + _COST_OF_LINK, bare
        return None


def lexicon(texts: Iterable[str] = (), *, listed: Iterable[str] | None = None) -> Lexicon:
    """The lexicon of these texts (their words from four letters) and of a list: our own unless given.

    Words and their stems both count, so `dienst` is known where `diensten` stands.
    """
    found = {word for text in texts for word in words(text)}
    known = {word for word in found if word.isalpha() and len(word) >= _SHORTEST_PART}
    own = own_words() if listed is None else listed
    known.update(word for word in own if len(word) >= _SHORTEST_LISTED_PART)
    stems = {stem(word) for word in known}
    return Lexicon(known | {word for word in stems if len(word) >= _SHORTEST_PART})


@cache
def own_words() -> tuple[str, ...]:
    """The folded words of our own list, Dutch words of procurement and the public sector, each once."""
    lines = (line.partition("#")[0] for line in _WORDS.read_text(encoding="utf-8").splitlines())
    return tuple(dict.fromkeys(word for line in lines for word in words(line)))
