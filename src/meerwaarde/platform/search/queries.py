"""Search over the table: the same hits in the same order on every database."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from django.db import connection
from django.db.models import QuerySet, Sum

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
