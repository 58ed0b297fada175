"""Search over the table: the same hits in the same order on every database."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, Value, When

from meerwaarde.language.analyser import Asked
from meerwaarde.language.explain import explain
from meerwaarde.language.stem import Language
from meerwaarde.platform.search.models import EVERYONE, Document, Posting
from meerwaarde.platform.search.terms import WEIGHT_SCALE, analyser

MOST_TERMS = 40
"""Terms of a question that are looked up; a pasted page is searched by its rarest words."""

MOST_POSTINGS = 20_000
"""Rows that one question may add up. The rarest terms come first; common ones beside them decide little."""

_RARITY_SCALE = 100
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
    all. Five queries, however many hits.
    """
    asked = analyser().question(" ".join(text.split()[:_MOST_WORDS]))
    weights = _weights(asked)
    if not weights or limit < 1:
        return ()
    scopes = [EVERYONE] if organisation_id is None else [EVERYONE, organisation_id]
    rows = Posting.objects.filter(scope__in=scopes).order_by()
    everything = Document.objects.filter(Q(organisation_id=organisation_id) | Q(organisation=None))
    if kinds:
        rows = rows.filter(document__kind__in=kinds)
        everything = everything.filter(kind__in=kinds)
    worth = _worth(rows, weights, everything.count())
    scores = dict(
        rows.filter(term__in=worth)
        .values_list("document_id")
        .annotate(score=Sum(_times(worth) * F("weight"), output_field=BigIntegerField()))
        .order_by("-score", "document_id")[:limit]
    )
    return _shown(scores, asked, weights, language)


def _weights(asked: Iterable[Asked]) -> Counter[str]:
    weights: Counter[str] = Counter()
    for one in asked:
        weights[one.term] += one.weight
    return weights


def _worth(rows: QuerySet[Posting], weights: Counter[str], everything: int) -> dict[str, int]:
    """What a unit of each term adds, the rarest first: the rarer and the more asked, the more."""
    spread = dict(rows.filter(term__in=list(weights)).values_list("term").annotate(Count("id")))
    worth: dict[str, int] = {}
    rows_read = 0
    for term, documents in sorted(spread.items(), key=lambda pair: (pair[1], pair[0]))[:MOST_TERMS]:
        rows_read += documents
        if worth and rows_read > MOST_POSTINGS:
            break
        rarity = math.log1p((everything - documents + 0.5) / (documents + 0.5))
        worth[term] = max(round(_RARITY_SCALE * rarity * weights[term]), 1)
    return worth


def _times(worth: dict[str, int]) -> Case:
    """The worth of the term of a row, as an expression of whole numbers."""
    whens = [When(term=term, then=Value(each)) for term, each in worth.items()]
    return Case(*whens, default=Value(0), output_field=BigIntegerField())


def _shown(
    scores: dict[int, int], asked: list[Asked], weights: Counter[str], language: Language
) -> tuple[Found, ...]:
    documents = Document.objects.in_bulk(list(scores))
    held: dict[int, set[str]] = defaultdict(set)
    for document, term in Posting.objects.filter(
        document__in=list(scores), term__in=list(weights)
    ).values_list("document_id", "term"):
        held[document].add(term)
    return tuple(
        Found(
            kind=documents[number].kind,
            object_id=documents[number].object_id,
            title=documents[number].title,
            url=documents[number].url,
            excerpt=documents[number].summary,
            score=score / (_RARITY_SCALE * WEIGHT_SCALE),
            why=explain((one for one in asked if one.term in held[number]), language),
        )
        for number, score in scores.items()
        if number in documents
    )
