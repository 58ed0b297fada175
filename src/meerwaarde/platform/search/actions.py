"""Putting things into the index and taking them out, in the transaction of whoever changes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction

from meerwaarde.platform.search.models import Document
from meerwaarde.platform.search.terms import weights

_LONGEST = {"title": 300, "summary": 500}


def index(
    *,
    organisation_id: int | None,
    kind: str,
    object_id: str,
    url: str,
    title: str,
    summary: str = "",
    text: str = "",
) -> None:
    """Make an object findable, or findable by what it says now.

    Everybody in the organisation will find title and summary; without an organisation, everybody. So only
    what all of them may see belongs here. `text` is searched but neither kept nor shown.
    """
    index_many(
        [describe(kind=kind, object_id=object_id, url=url, title=title, summary=summary, text=text)],
        organisation_id=organisation_id,
    )


@dataclass(frozen=True)
class Described:
    """A document with the terms by which it is found, worked out before the transaction that keeps it."""

    kind: str
    object_id: str
    url: str
    title: str
    summary: str
    terms: Mapping[str, int]


def describe(
    *, kind: str, object_id: str, url: str, title: str, summary: str = "", text: str = ""
) -> Described:
    """What `index_many` keeps of one object: the costly half of the work, without the database."""
    return Described(
        kind,
        object_id,
        url,
        _cut(title, "title"),
        _cut(summary, "summary"),
        weights(title, f"{summary}\n{text}"),
    )


def index_many(documents: Iterable[Described], *, organisation_id: int | None) -> None:
    """As `index`, for many at once: a handful of statements, however many there are. Each object once."""
    with transaction.atomic():
        Document.put_many(documents, organisation_id)


def remove(*, kind: str, object_id: str) -> bool:
    """Make an object unfindable; False where it was not in the index."""
    with transaction.atomic():
        return Document.take_away(kind, object_id)


def _cut(text: str, name: str) -> str:
    longest = _LONGEST[name]
    storable = text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    one_line = " ".join(storable.split())
    return one_line if len(one_line) <= longest else one_line[: longest - 1] + "…"
