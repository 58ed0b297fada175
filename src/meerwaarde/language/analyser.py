"""One analyser for what is indexed and what is asked, so that both sides speak the same terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Literal, NamedTuple

from meerwaarde.language.compounds import Lexicon, lexicon
from meerwaarde.language.fold import grams, words
from meerwaarde.language.stem import Language, stem
from meerwaarde.language.stopwords import STOPWORDS
from meerwaarde.language.synonyms import Synonyms, own_synonyms

Kind = Literal["word", "part", "synonym", "letters"]
"""How a term came from a word: as it stands, out of a compound, by its meaning, by its letters."""

GRAM = "#"
"""First character of a term of letters; no stem starts with it."""

# Whole numbers, so that scores add up to the same sum in any order and on any machine.
WORTH: dict[Kind, int] = {"word": 4, "part": 4, "synonym": 8, "letters": 2}
# A synonym has no letters of its own; where words have none either, it must not outweigh them.
_SYNONYM_WITHOUT_GRAMS = 3

# Parts that half of all contracts share: who asks for catering does not ask for every service.
_TELLS_NOTHING = frozenset(stem(word, "nl") for word in ("diensten", "dienstverlening", "werkzaamheden"))

_MOST_SEEN = 100_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One term of a question: what it weighs, from which words it comes and how."""

    term: str
    weight: int
    said: str
    kind: Kind
    meant: str
    """The words looked for; differs from `said` where a synonym stands in."""


class _Word(NamedTuple):
    terms: tuple[str, ...]
    pairs: tuple[tuple[str, Kind], ...]


@dataclass(frozen=True)
class Analyser:
    """Turns texts into terms: stems, stems of the parts of compounds, and runs of four letters.

    An index keeps the lexicon of its analyser, because a question must be taken apart with the same
    words as the documents were.
    """

    language: Language = "nl"
    lexicon: Lexicon = field(default_factory=lexicon)
    synonyms: Synonyms | None = None
    with_grams: bool = True
    _seen: dict[str, _Word] = field(default_factory=dict, repr=False, compare=False)
    """Terms of words met before; a language repeats itself, so most words are analysed once."""

    def terms(self, text: str) -> Counter[str]:
        """The terms of a document and how often each occurs. Never raises; an empty text has none."""
        return Counter(chain.from_iterable(self._word(word).terms for word in self.content(text)))

    def content(self, text: str) -> list[str]:
        """The folded words of a text without stopwords; with them, when it holds nothing else."""
        found = words(text)
        telling = [word for word in found if word not in STOPWORDS[self.language]]
        return telling or found

    def question(self, text: str) -> list[Asked]:
        """The terms to look for, synonyms included. A term asked twice stands twice. Never raises."""
        said = self.content(text)
        asked = [
            Asked(term, WORTH[kind], word, kind, word)
            for word in said
            for term, kind in self._word(word).pairs
        ]
        terms = {one.term for one in asked}
        for one in self._meanings(said):
            # A meaning adds no weight to what is asked already, nor to another meaning that shares a word.
            if one.term not in terms:
                terms.add(one.term)
                asked.append(one)
        return asked

    def _meanings(self, said: list[str]) -> Iterator[Asked]:
        synonyms = own_synonyms(self.language) if self.synonyms is None else self.synonyms
        worth = WORTH["synonym"] if self.with_grams else _SYNONYM_WITHOUT_GRAMS
        known: set[str] = set()
        for stems, sources in self._readings(said, known):
            for start, end, others in synonyms.found_in(stems):
                known.update(sources[start:end])
                source = " ".join(dict.fromkeys(sources[start:end]))
                for other in others:
                    for word in other:
                        for term, kind in self._word(word).pairs:
                            if kind == "word" or (kind == "part" and term not in _TELLS_NOTHING):
                                yield Asked(term, worth, source, "synonym", " ".join(other))

    def _readings(self, said: list[str], known: set[str]) -> Iterator[tuple[list[str], list[str]]]:
        """The question as said; then, for each compound without a meaning of its own, its parts.

        With each row of stems goes the word that each of them comes from.
        """
        yield [stem(word, self.language) for word in said], said
        for word in said:
            parts = () if word in known else self.parts(word)
            if parts:
                yield [stem(part, self.language) for part in parts], [word] * len(parts)

    def parts(self, word: str) -> tuple[str, ...]:
        """The parts of a folded word; English writes its compounds apart, so there it has none."""
        return self.lexicon.parts(word) if self.language == "nl" else ()

    def _word(self, word: str) -> _Word:
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            pairs = tuple(self._analysed(word))
            known = self._seen[word] = _Word(tuple(term for term, _ in pairs), pairs)
        return known

    def _analysed(self, word: str) -> Iterator[tuple[str, Kind]]:
        yield stem(word, self.language), "word"
        for part in self.parts(word):
            yield stem(part, self.language), "part"
        if self.with_grams:
            for gram in grams(word):
                yield GRAM + gram, "letters"


def analyser_for(texts: Iterable[str], language: Language = "nl", *, with_grams: bool = True) -> Analyser:
    """An analyser that takes compounds apart with the words of these texts besides our own."""
    known = lexicon(texts) if language == "nl" else Lexicon(())
    return Analyser(language, known, with_grams=with_grams)
