"""A compact index in memory that says why it found what it found."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from meerwaarde.language.analyser import GRAM, Analyser, Asked, Kind
from meerwaarde.language.compounds import Lexicon
from meerwaarde.language.pack import UnreadablePack, read_pack, write_pack

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SATURATION = 1.2
"""BM25's k1: how soon another occurrence of a word stops counting."""

LENGTH = 0.3
"""BM25's b: how much a long text is held back. Titles and labels differ in length by chance, so little."""

# Weights are whole thousandths. Sums of whole numbers are exact, so the order of the hits is the same
# for one question or many, on any machine. The largest possible weight, ln(n) x 2.2, stays below 2^16
# up to 10^12 documents.
SCALE = 1000
_DOCUMENTS_AT_ONCE = 4096

# Letters that a tenth of the documents hold tell nothing apart, and would take most of the time and
# the memory. Measured on held-out labels it costs half a point of recall. A small index stays whole.
COMMON_LETTERS = 0.1
_FEW_DOCUMENTS = 64

# A word that so many documents hold is passed over beside a rarer one: it would cost more time than all
# others together and change no order. Asked alone it is answered.
COMMON_WORDS = 0.3


@dataclass(frozen=True, slots=True)
class Match:
    """One reason for a hit: what was said, how it led here, and by which words."""

    said: str
    kind: Kind
    meant: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that answers: the higher the score the better; scores of two questions do not compare."""

    id: str
    score: float
    why: tuple[Match, ...]


@dataclass(frozen=True)
class Index:
    """Documents by term. Per term: its documents in order, and what the term is worth in each (BM25)."""

    analyser: Analyser
    ids: Sequence[str]
    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    """Where the documents of each term start; one longer than the number of terms."""
    documents: NDArray[np.int32]
    weights: NDArray[np.uint16]

    def __len__(self) -> int:
        """The number of documents."""
        return len(self.ids)

    @property
    def nbytes(self) -> int:
        """Bytes of the arrays; words and ids come on top."""
        return self.starts.nbytes + self.documents.nbytes + self.weights.nbytes

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The best documents, best first; equal scores in the order of the documents. Never raises."""
        asked = self.analyser.question(text)
        weights = self._asked_terms(asked)
        if not weights or limit < 1:
            return []
        scores = np.zeros(len(self.ids))
        for term, weight in weights.items():
            here = slice(self.starts[term], self.starts[term + 1])
            # Twice as fast here as `scores[...] += ...`, which reads all before it writes.
            np.add.at(scores, self.documents[here], self.weights[here] * np.float64(weight))
        found = best(scores, limit)
        return self._hits(found, scores[found], asked)

    def search_many(self, texts: Sequence[str], limit: int = 10) -> list[list[Hit]]:
        """`search` for many texts as one sparse product: the same hits in the same order."""
        from scipy.sparse import csr_matrix  # noqa: PLC0415  costs 0.5 s, which one question need not pay

        questions = [self.analyser.question(text) for text in texts]
        rows = [self._asked_terms(asked) for asked in questions]
        asked_matrix = csr_matrix(
            (
                np.array([weight for row in rows for weight in row.values()], dtype=np.float64),
                np.array([term for row in rows for term in row], dtype=np.int64),
                np.concatenate([[0], np.cumsum([len(row) for row in rows], dtype=np.int64)]),
            ),
            shape=(len(texts), len(self.terms)),
        )
        product = csr_matrix(asked_matrix @ self._matrix)
        found: list[list[Hit]] = []
        for row, asked in enumerate(questions):
            here = slice(product.indptr[row], product.indptr[row + 1])
            documents, scores = product.indices[here], product.data[here]
            in_order = np.argsort(documents, kind="stable")
            documents, scores = documents[in_order], scores[in_order]
            places = best(scores, limit)
            found.append(self._hits(documents[places], scores[places], asked))
        return found

    @cached_property
    def _matrix(self) -> csr_matrix[np.float64]:
        from scipy.sparse import csr_matrix  # noqa: PLC0415

        return csr_matrix(
            (self.weights.astype(np.float64), self.documents, self.starts),
            shape=(len(self.terms), len(self.ids)),
        )

    def _asked_terms(self, asked: Iterable[Asked]) -> Counter[int]:
        weights: Counter[int] = Counter()
        for one in asked:
            term = self.terms.get(one.term)
            if term is not None:
                weights[term] += one.weight
        spread = {term: int(self.starts[term + 1] - self.starts[term]) for term in weights}
        common = max(_FEW_DOCUMENTS, COMMON_WORDS * len(self.ids))
        if any(0 < documents <= common for documents in spread.values()):
            return Counter({term: weight for term, weight in weights.items() if spread[term] <= common})
        return weights

    def _hits(
        self, documents: NDArray[np.integer[Any]], scores: NDArray[np.float64], asked: Iterable[Asked]
    ) -> list[Hit]:
        why: list[dict[Match, None]] = [{} for _ in documents]
        # Of the same type as the index, or the search would first convert all documents of a term.
        wanted = documents.astype(np.int32)
        for one in asked:
            term = self.terms.get(one.term)
            if term is None or self.starts[term] == self.starts[term + 1]:
                continue
            holders = self.documents[self.starts[term] : self.starts[term + 1]]
            places = np.minimum(np.searchsorted(holders, wanted), len(holders) - 1)
            match = Match(one.said, one.kind, one.meant)
            for hit in np.flatnonzero(holders[places] == wanted):
                why[hit][match] = None
        return [
            Hit(self.ids[document], score / SCALE, tuple(reasons))
            for document, score, reasons in zip(documents.tolist(), scores.tolist(), why, strict=True)
        ]

    def to_parts(self, prefix: str = "") -> dict[str, bytes | memoryview]:
        """The index as named parts of a pack, the names starting with `prefix`."""
        about = {"language": self.analyser.language, "with_grams": self.analyser.with_grams}
        return {
            f"{prefix}about": json.dumps(about).encode(),
            f"{prefix}ids": json.dumps(list(self.ids), ensure_ascii=False, separators=(",", ":")).encode(),
            f"{prefix}terms": "\n".join(self.terms).encode(),
            f"{prefix}lexicon": "\n".join(sorted(self.analyser.lexicon.words)).encode(),
            f"{prefix}starts": self.starts.astype("<i8").tobytes(),
            f"{prefix}documents": self.documents.astype("<i4").tobytes(),
            f"{prefix}weights": self.weights.astype("<u2").tobytes(),
        }

    @classmethod
    def from_parts(cls, parts: Mapping[str, memoryview], prefix: str = "") -> Index:
        """The index out of the parts of a pack. Raises UnreadablePack where one is missing."""
        try:
            about = json.loads(bytes(parts[f"{prefix}about"]))
            known = bytes(parts[f"{prefix}lexicon"]).decode().split()
            names = bytes(parts[f"{prefix}terms"]).decode().split()
            return cls(
                Analyser(about["language"], Lexicon(known), with_grams=about["with_grams"]),
                json.loads(bytes(parts[f"{prefix}ids"])),
                {name: place for place, name in enumerate(names)},
                np.frombuffer(parts[f"{prefix}starts"], dtype="<i8"),
                np.frombuffer(parts[f"{prefix}documents"], dtype="<i4"),
                np.frombuffer(parts[f"{prefix}weights"], dtype="<u2"),
            )
        except KeyError as error:
            raise UnreadablePack(f"the index lacks its part {error}") from error

    def save(self, path: Path) -> None:
        """Writes the index to one file."""
        write_pack(path, self.to_parts())

    @classmethod
    def load(cls, path: Path) -> Index:
        """Opens a saved index; the documents of a term are read from disk when they are asked for."""
        return cls.from_parts(read_pack(path))


def best(scores: NDArray[np.float64], limit: int) -> NDArray[np.int64]:
    """The places of the highest scores above zero, highest first, equal ones in order of place."""
    places = np.flatnonzero(scores > 0)
    if limit < 1 or not len(places):
        return places[:0]
    found = scores[places]
    if limit < len(found):
        # Among the found alone: choosing among thousands of equal zeros is ten times slower.
        enough = found >= np.partition(found, len(found) - limit)[len(found) - limit]
        places, found = places[enough], found[enough]
    return places[np.lexsort((places, -found))][:limit]


class _Numbers(dict[str, int]):
    """Numbers terms in the order in which they are first seen."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


@dataclass
class _Gathered:
    """Terms by document as they come in: eight bytes for each term of a document."""

    ids: list[str] = field(default_factory=list)
    terms: _Numbers = field(default_factory=_Numbers)
    found: array[int] = field(default_factory=lambda: array("i"))
    """Terms of the first document, then those of the second, and so on."""
    counts: array[int] = field(default_factory=lambda: array("i"))
    distinct: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))

    def add(self, name: str, counted: Counter[str]) -> None:
        self.ids.append(name)
        self.found.extend(map(self.terms.__getitem__, counted))
        self.counts.extend(counted.values())
        self.distinct.append(len(counted))
        self.lengths.append(counted.total())


def build_index(documents: Iterable[tuple[str, str]], analyser: Analyser) -> Index:
    """An index of (id, text) pairs, which are read once. Memory while building: twice that of the index."""
    gathered = _Gathered()
    for name, text in documents:
        gathered.add(name, analyser.terms(text))
    return _by_term(gathered, analyser)


def _by_term(gathered: _Gathered, analyser: Analyser) -> Index:
    """Turns terms per document into documents per term, some thousands of documents at a time."""
    total, named_terms = len(gathered.ids), len(gathered.terms)
    term_of = np.array(gathered.found, dtype=np.int32, copy=None)
    count_of = np.array(gathered.counts, dtype=np.int32, copy=None)
    distinct = np.array(gathered.distinct, dtype=np.int64)
    length = np.array(gathered.lengths, dtype=np.float64)
    usual = max(float(length.mean()) if total else 0.0, 1.0)
    held_back = SATURATION * (1 - LENGTH + LENGTH * length / usual)

    spread = np.bincount(term_of, minlength=named_terms).astype(np.int64)
    rarity = np.log1p((total - spread + 0.5) / (spread + 0.5))
    letters = np.array([name.startswith(GRAM) for name in gathered.terms], dtype=bool)
    kept = ~letters | (spread <= max(_FEW_DOCUMENTS, COMMON_LETTERS * total))
    spread[~kept] = 0
    starts = np.concatenate([[0], np.cumsum(spread)]).astype(np.int64)
    documents = np.empty(starts[-1], dtype=np.int32)
    weights = np.empty(starts[-1], dtype=np.uint16)
    free = starts[:-1].copy()  # the next free place of each term
    ends = np.concatenate([[0], np.cumsum(distinct)]).astype(np.int64)
    for first in range(0, total, _DOCUMENTS_AT_ONCE):
        last = min(first + _DOCUMENTS_AT_ONCE, total)
        here = slice(ends[first], ends[last])
        wanted = np.flatnonzero(kept[term_of[here]])
        wanted = wanted[np.argsort(term_of[here][wanted], kind="stable")]
        owners = np.repeat(np.arange(first, last, dtype=np.int32), distinct[first:last])
        term, owner = term_of[here][wanted], owners[wanted]
        count = count_of[here][wanted].astype(np.float64)
        worth = rarity[term] * count * (SATURATION + 1) / (count + held_back[owner])
        begins = np.flatnonzero(np.diff(term, prepend=-1))
        run = np.diff(np.append(begins, len(term)))
        places = np.arange(len(term)) - np.repeat(begins, run) + free[term]
        documents[places] = owner
        # A term that nearly every document holds is still worth something: never less than one.
        weights[places] = np.clip(np.rint(worth * SCALE), 1, 65_535)
        free[term[begins]] += run
    return Index(analyser, gathered.ids, dict(gathered.terms), starts, documents, weights)
