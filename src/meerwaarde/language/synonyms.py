"""Words of the field that mean the same, and everyday words for what lists call otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from meerwaarde.language.fold import words
from meerwaarde.language.stem import Language, stem
from meerwaarde.language.stopwords import STOPWORDS

Phrase = tuple[str, ...]
"""Folded content words; where phrases are looked up, their stems."""


class Synonyms:
    """Looks up what else a phrase may be called. Inflection and stopwords do not matter."""

    __slots__ = ("_longest", "_meanings")

    def __init__(self, meanings: Mapping[Phrase, Sequence[Phrase]]) -> None:
        """`meanings`: stems of a phrase → folded words of each other way to say it."""
        self._meanings = {phrase: tuple(others) for phrase, others in meanings.items()}
        self._longest = max(map(len, self._meanings), default=0)

    def found_in(self, stems: Sequence[str]) -> Iterable[tuple[int, int, tuple[Phrase, ...]]]:
        """For each known phrase in a row of stems: where it starts, where it ends, how else it is said."""
        for start in range(len(stems)):
            for end in range(start + 1, min(len(stems), start + self._longest) + 1):
                others = self._meanings.get(tuple(stems[start:end]))
                if others:
                    yield start, end, others


@cache
def own_synonyms(language: Language = "nl") -> Synonyms:
    """Our own list for a language; an empty one where there is none."""
    path = Path(__file__).with_name(f"synonyms_{language}.txt")
    return read_synonyms(path.read_text(encoding="utf-8"), language) if path.exists() else Synonyms({})


def read_synonyms(text: str, language: Language) -> Synonyms:
    """Reads lines `a = b = c` (each means the other) and `a, b > c; d` (who says a or b may mean c or d).

    `#` starts a comment. A line with neither sign raises ValueError naming the line: a list that is
    read in part would silently find less.
    """
    meanings: dict[Phrase, dict[Phrase, None]] = {}

    def note(said: str, meant: Iterable[str]) -> None:
        key = tuple(stem(word, language) for word in _content(said, language))
        known = meanings.setdefault(key, {})
        known.update((_content(other, language), None) for other in meant)

    for number, line in enumerate(text.splitlines(), start=1):
        entry = line.partition("#")[0].strip()
        if not entry:
            continue
        if ">" in entry:
            said, _, meant = entry.partition(">")
            for phrase in said.split(","):
                note(phrase, meant.split(";"))
        elif "=" in entry:
            phrases = entry.split("=")
            for phrase in phrases:
                note(phrase, (other for other in phrases if other != phrase))
        else:
            raise ValueError(f"line {number} has neither = nor >: {entry!r}")
    return Synonyms({key: tuple(others) for key, others in meanings.items() if key})


def _content(phrase: str, language: Language) -> Phrase:
    return tuple(word for word in words(phrase) if word not in STOPWORDS[language])
