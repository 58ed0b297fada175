"""Search over the table: the same hits in the same order on every database."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, partial

import numpy as np
from django.db import connection
from django.db.models import Q, QuerySet, Sum
from numpy.typing import NDArray

from meerwaarde.language.analyser import Asked
from meerwaarde.language.explain import explain
from meerwaarde.language.index import best
from meerwaarde.language.stem import Language
from meerwaarde.platform.search.models import EVERY, EVERYONE, Document, Posting, Titles
from meerwaarde.platform.search.packing import unpacked
from meerwaarde.platform.search.shelf import Shelves
from meerwaarde.platform.search.terms import WEIGHT_SCALE, analyser, letters, plain

MOST_TERMS = 40
"""Terms of a question that are looked up; a pasted page is searched by its rarest words."""

MOST_POSTINGS = 300_000
"""Documents that one question may add up. The rarest terms come first; common ones decide little."""

_RARITY_SCALE = 100
_shelves = Shelves()
_LOOKS = 3
"""So often titles may change in the very moment of reading; then names are read in the database."""

_MOST_FETCHED_ALONE = 400
"""Segments that are asked for by stamp; where more changed, all are read, in one statement of fixed size."""

_MOST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One document that answers."""

    kind: str
    object_id: str
    title: str
    url: str
    excerpt: str
    score: float
    why: str


def search(
    organisation_id: int | None,
    text: str,
    *,
    kinds: Collection[str] = (),
    limit: int = 30,
    language: Language = "nl",
) -> tuple[Found, ...]:
    """What an organisation may find by these words, best first; equal scores by age, the oldest first.

    Its own documents and those of everyone; without an organisation, only the latter. `kinds` empty means
    all. Three queries, however many hits.
    """
    asked = analyser().question(" ".join(text.split()[:_MOST_WORDS]))
    weights = _weights(asked)
    if not weights or limit < 1:
        return ()
    rows = _findable(organisation_id, kinds)
    return _shown(_best(rows, _worth(rows, weights), limit), asked, language)


def named(
    organisation_id: int | None, text: str, *, kinds: Collection[str] = (), limit: int = 500
) -> tuple[str, ...] | None:
    """Objects whose title holds this text anywhere: case, accents and signs do not count.

    None where more than `limit` do, or where titles keep changing meanwhile: whoever wants a page of those
    reads titles in order until it is full, which is quick because they are common. One query, and one more
    where titles changed since this process last looked. A text of words of one or two letters alone is
    answered by no one: very many hold it.
    """
    if not letters(text) or limit < 1:
        return ()
    scopes, asked = _scopes(organisation_id), tuple(sorted(kinds))

    def fetched(missing: Sequence[int]) -> dict[int, tuple[str, str]]:
        wanted, rows = set(missing), _titles(scopes, asked)
        some = rows if len(wanted) > _MOST_FETCHED_ALONE else rows.filter(stamp__in=wanted)
        found = some.values_list("stamp", "names", "objects_named")
        return {stamp: (names, objects) for stamp, names, objects in found if stamp in wanted}

    for _look in range(_LOOKS):
        with connection.cursor() as cursor:
            cursor.execute(_stamps(connection.vendor, len(scopes), len(asked)), [*scopes, *asked])
            stamps = [stamp for (stamp,) in cursor.fetchall()]
        shelf = _shelves.shelf((scopes, asked), stamps, fetched)
        if shelf is not None:
            return shelf.holding(plain(text), limit)
    return None


# --- every kind at once ---------------------------------------------------------------------------------


MOST_OF_A_KIND = 200
"""Of each kind so many are put in order; whether there are more is told."""

MOST_LOOKED_AT = 2_000
"""Of a kind that a reader may see in part: so many of the best are looked at to find what it may see."""

_Texts = dict[int, tuple[str, str]]
"""Folded titles and their objects by stamp."""

Sees = Callable[[Collection[str]], AbstractSet[str]]
"""Which of these objects a reader may see."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One document that answers."""

    number: int
    kind: str
    object_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """What answers a question, best first, at most `MOST_OF_A_KIND` of each kind."""

    rows: tuple[Candidate, ...]
    more: frozenset[str]
    """Kinds of which more answer than stand here."""
    asked: tuple[Asked, ...]


def candidates(organisation_id: int | None, text: str, kinds: Mapping[str, Sees | None]) -> Candidates:
    """What answers these words, of all kinds at once, also while a word is half typed.

    First titles that begin with the text, then what the words find, then titles that hold the text anywhere.
    A kind without `Sees` is seen whole. At most five queries besides those of `Sees`, and one more where
    titles changed since this process last looked.
    """
    asked = tuple(analyser().question(" ".join(text.split()[:_MOST_WORDS])))
    if not asked or not kinds:
        return Candidates((), frozenset(), asked)
    most = {kind: MOST_OF_A_KIND if sees is None else MOST_LOOKED_AT for kind, sees in kinds.items()}
    rows = _findable(organisation_id, sorted(kinds))
    scores, cut = _best_of_each(rows, _worth(rows, _weights(asked)), most)
    names, more = _named_of_each(_scopes(organisation_id), text, most)
    wanted = Q(pk__in=list(scores))
    for kind, objects in names.items():
        wanted |= Q(kind=kind, object_id__in=objects)
    found: dict[str, list[Candidate]] = {}
    for row in Document.objects.filter(wanted).order_by().values_list("pk", "kind", "object_id", "title"):
        found.setdefault(row[1], []).append(Candidate(*row))
    cut |= more
    typed = " ".join(text.casefold().split())
    kept: list[tuple[tuple[int, int, int], Candidate]] = []
    for kind, those in found.items():
        sees = kinds[kind]
        seen = None if sees is None else sees([one.object_id for one in those])
        placed = sorted(
            (_place(one, typed, scores.get(one.number, 0)), one)
            for one in those
            if seen is None or one.object_id in seen
        )
        if len(placed) > MOST_OF_A_KIND:
            cut.add(kind)
        kept.extend(placed[:MOST_OF_A_KIND])
    return Candidates(tuple(one for _placed, one in sorted(kept)), frozenset(cut), asked)


def _place(one: Candidate, typed: str, score: int) -> tuple[int, int, int]:
    begins = one.title.casefold().startswith(typed)
    return 0 if begins else 1 if score else 2, -score, one.number


def shown(
    chosen: Sequence[Candidate], asked: Iterable[Asked], language: Language = "nl"
) -> tuple[Found, ...]:
    """These in their order, with what a page tells of them. One query."""
    return _shown(dict.fromkeys((one.number for one in chosen), 0), list(asked), language)


def _best_of_each(
    rows: QuerySet[Posting], worth: Mapping[str, int], most: Mapping[str, int]
) -> tuple[dict[int, int], set[str]]:
    """Scores of the best documents of each kind, and the kinds of which more answer. One query."""
    gathered: dict[str, list[tuple[NDArray[np.int64], NDArray[np.float64]]]] = {}
    held = rows.filter(term__in=list(worth)).values_list("kind", "term", "first", "documents", "held")
    for kind, term, first, documents, content in held if worth else ():
        numbers, weights = unpacked(first, documents, content)
        gathered.setdefault(kind, []).append((numbers, weights * np.float64(worth[term])))
    scores: dict[int, int] = {}
    cut = set()
    for kind, parts in gathered.items():
        everyone, place = np.unique(np.concatenate([one for one, _points in parts]), return_inverse=True)
        points = np.bincount(place, weights=np.concatenate([points for _one, points in parts]))
        chosen = best(points.astype(np.float64), most[kind])
        scores.update(zip(everyone[chosen].tolist(), points[chosen].astype(np.int64).tolist(), strict=True))
        if len(everyone) > most[kind]:
            cut.add(kind)
    return scores, cut


def _named_of_each(
    scopes: Sequence[int], text: str, most: Mapping[str, int]
) -> tuple[dict[str, list[str]], set[str]]:
    """Of each kind the objects whose title holds this text, and of which kinds more do: 1 or 2 queries."""
    part, kinds = plain(text), sorted(most)
    if not letters(text):
        return {}, set()
    for _look in range(_LOOKS):
        stamps: dict[tuple[int, str], list[int]] = {}
        for scope, kind, stamp in _titles(scopes, kinds).values_list("scope", "kind", "stamp"):
            stamps.setdefault((scope, kind), []).append(stamp)
        texts = _texts(scopes, kinds, stamps)
        names: dict[str, list[str]] = {}
        more = set()
        for place, those in stamps.items():
            shelf = _shelves.shelf(_place_key(place), those, partial(_held_here, texts))
            if shelf is None:
                break  # changed in this very moment
            objects, cut = shelf.first(part, most[place[1]])
            if objects:
                names.setdefault(place[1], []).extend(objects)
            if cut:
                more.add(place[1])
        else:
            return names, more
    return {}, set()


def _held_here(texts: _Texts, _missing: Sequence[int]) -> _Texts:
    return texts


def _place_key(place: tuple[int, str]) -> object:
    scope, kind = place
    return (scope,), (kind,)


def _texts(
    scopes: Sequence[int], kinds: Sequence[str], stamps: Mapping[tuple[int, str], Sequence[int]]
) -> _Texts:
    """The titles that this process does not hold yet, of all shelves in one query; none, no query."""
    wanted = set[int]().union(*(_shelves.missing(_place_key(one), those) for one, those in stamps.items()))
    if not wanted:
        return {}
    rows = _titles(scopes, kinds)
    some = rows if len(wanted) > _MOST_FETCHED_ALONE else rows.filter(stamp__in=wanted)
    found = some.values_list("stamp", "names", "objects_named")
    return {stamp: (names, objects) for stamp, names, objects in found if stamp in wanted}


def _titles(scopes: Sequence[int], kinds: Sequence[str]) -> QuerySet[Titles]:
    rows = Titles.objects.filter(scope__in=scopes).order_by("segment_id")
    return rows.filter(kind__in=kinds) if kinds else rows


@cache
def _stamps(vendor: str, scopes: int, kinds: int) -> str:
    """The statement that asks for stamps: asked at each letter that somebody types, so it is made once."""
    numbers, names = range(scopes), [str(number) for number in range(kinds)]
    statement, _values = _titles(numbers, names).values_list("stamp").query.sql_with_params()
    return str(statement)


def _scopes(organisation_id: int | None) -> tuple[int, ...]:
    return (EVERYONE,) if organisation_id is None else (EVERYONE, organisation_id)


def _findable(organisation_id: int | None, kinds: Collection[str]) -> QuerySet[Posting]:
    rows = Posting.objects.filter(scope__in=_scopes(organisation_id)).order_by()
    return rows.filter(kind__in=kinds) if kinds else rows


def _held(
    rows: QuerySet[Posting], terms: Collection[str]
) -> Iterable[tuple[str, int, int, bytes | memoryview]]:
    return rows.filter(term__in=terms).values_list("term", "first", "documents", "held")


def _weights(asked: Iterable[Asked]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for one in asked:
        weights[one.term] += one.weight
    return weights


def _worth(rows: QuerySet[Posting], weights: Counter[str]) -> dict[str, int]:
    """What a unit of each term adds, the rarest first: the rarer and the more asked, the more."""
    spread: dict[str, int] = dict(
        rows.filter(term__in=[*weights, EVERY]).values_list("term").annotate(Sum("documents"))
    )
    everything = spread.pop(EVERY, 0)
    worth: dict[str, int] = {}
    added = 0
    for term, documents in sorted(spread.items(), key=lambda pair: (pair[1], pair[0]))[:MOST_TERMS]:
        added += documents
        if worth and added > MOST_POSTINGS:
            break
        rarity = math.log1p((everything - documents + 0.5) / (documents + 0.5))
        worth[term] = max(round(_RARITY_SCALE * rarity * weights[term]), 1)
    return worth


def _best(rows: QuerySet[Posting], worth: dict[str, int], limit: int) -> dict[int, int]:
    """The numbers of the best documents with their scores, best first; equal ones in order of number."""
    numbers, points = [], []
    for term, first, documents, held in _held(rows, worth):
        here, weights = unpacked(first, documents, held)
        numbers.append(here)
        points.append(weights * np.float64(worth[term]))
    if not numbers:
        return {}
    everyone, place = np.unique(np.concatenate(numbers), return_inverse=True)
    # Sums of whole numbers below 2^53 are exact, so their order is the same everywhere.
    scores = np.bincount(place, weights=np.concatenate(points)).astype(np.float64)
    chosen = best(scores, limit)
    return dict(zip(everyone[chosen].tolist(), scores[chosen].astype(np.int64).tolist(), strict=True))


def _shown(scores: dict[int, int], asked: list[Asked], language: Language) -> tuple[Found, ...]:
    documents = Document.objects.in_bulk(list(scores))
    terms = {number: document.terms for number, document in documents.items()}
    return tuple(
        Found(
            kind=documents[number].kind,
            object_id=documents[number].object_id,
            title=documents[number].title,
            url=documents[number].url,
            excerpt=documents[number].summary,
            score=score / (_RARITY_SCALE * WEIGHT_SCALE),
            why=explain((one for one in asked if one.term in terms[number]), language),
        )
        for number, score in scores.items()
        if number in documents
    )
