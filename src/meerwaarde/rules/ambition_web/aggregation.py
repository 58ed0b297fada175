"""Webs together: what the sessions of several departments say of each area.

Of each department the latest result that is known of an area counts, so a later session that left an area
open takes nothing away. Unknown stays unknown: it is counted apart and never taken for zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal

import msgspec


class Result(msgspec.Struct, frozen=True):
    """What a session agreed for one area: the present level and the level to reach, 0 to 3 or None."""

    present: int | None
    agreed: int | None


class SettledSession(msgspec.Struct, frozen=True, kw_only=True):
    """A session whose agreements stand. `group` is the department; `areas` goes by code of the area."""

    id: str
    group: str
    settled_at: datetime
    areas: Mapping[str, Result]


class Spread(msgspec.Struct, frozen=True):
    """Levels of several departments: median (x.0 or x.5), lowest and highest, and of how many they are."""

    median: Decimal
    lowest: int
    highest: int
    known: int


class AreaWhole(msgspec.Struct, frozen=True, kw_only=True):
    """One area over the departments; a spread is None where nobody knows."""

    code: str
    present: Spread | None
    agreed: Spread | None
    groups: int
    """How many departments held a session at all."""


def latest_per_group(sessions: Iterable[SettledSession]) -> dict[str, dict[str, Result]]:
    """Per department and area the latest known present and agreed level, whatever the order given."""
    found: dict[str, dict[str, Result]] = {}
    for session in sorted(sessions, key=lambda one: (one.settled_at, one.id)):
        known = found.setdefault(session.group, {})
        for code, result in session.areas.items():
            before = known.get(code, Result(None, None))
            known[code] = Result(
                before.present if result.present is None else result.present,
                before.agreed if result.agreed is None else result.agreed,
            )
    return found


def together(sessions: Iterable[SettledSession], areas: Iterable[str] = ()) -> tuple[AreaWhole, ...]:
    """Every area over the departments: those of `areas` first, in that order, then others by code."""
    groups = latest_per_group(sessions)
    asked = tuple(dict.fromkeys(areas))
    others = sorted({code for results in groups.values() for code in results} - set(asked))
    return tuple(_whole(code, groups) for code in (*asked, *others))


def spread_of(levels: Iterable[int | None]) -> Spread | None:
    """Median, lowest and highest of what is known; None where nothing is."""
    known = sorted(level for level in levels if level is not None)
    if not known:
        return None
    middle = len(known) // 2
    pair = (known[middle], known[middle]) if len(known) % 2 else (known[middle - 1], known[middle])
    return Spread(Decimal(sum(pair)) / 2, known[0], known[-1], len(known))


def _whole(code: str, groups: Mapping[str, Mapping[str, Result]]) -> AreaWhole:
    results = [results[code] for results in groups.values() if code in results]
    return AreaWhole(
        code=code,
        present=spread_of(result.present for result in results),
        agreed=spread_of(result.agreed for result in results),
        groups=len(groups),
    )
