"""How the things that facts are about come into a dossier: each stage registers its own kinds.

    from meerwaarde.platform.journal import exporters

    exporters.register("goal", goals_for_dossier)

An exporter gives the public id and the plain values (text, whole numbers, truth values, lists, mappings) of
every object of its kind at an organisation. **No personal data**: no names, no addresses, no free text about
people; a person is told by public id. Amounts are text with a decimal point, days are ISO.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from meerwaarde.platform.journal.actions import plain_of
from meerwaarde.platform.organisations.records import Record

Exporter = Callable[[int], Iterable[tuple[str, Mapping[str, Any]]]]

_EXPORTERS: dict[str, Exporter] = {}


def register(kind: str, exporter: Exporter) -> None:
    """Let this function give the objects of a kind; a kind has one exporter."""
    if kind in _EXPORTERS and _EXPORTERS[kind] is not exporter:
        raise ValueError(f"Objects of kind {kind!r} are registered twice: a kind has one exporter.")
    _EXPORTERS[kind] = exporter


def kinds() -> tuple[str, ...]:
    """The registered kinds, by name."""
    return tuple(sorted(_EXPORTERS))


def objects_of(organisation_id: int) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Kind, public id and values of every object of an organisation, kind by kind."""
    for kind in kinds():
        for public_id, values in _EXPORTERS[kind](organisation_id):
            yield kind, public_id, values


def plain_values(record: Record) -> dict[str, Any]:
    """The fields of a row that the journal keeps in plain, as canonical JSON may hold them."""
    names: frozenset[str] = getattr(record, "JOURNAL_PLAIN", frozenset())
    return {name: plain_of(getattr(record, name)) for name in sorted(names)}
