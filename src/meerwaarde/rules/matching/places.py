"""Keeping places for newcomers, so that not always the same firms are asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def keep_places(
    ranked: Sequence[T],
    *,
    top: int,
    places: int,
    is_newcomer: Callable[[T], bool],
    class_of: Callable[[T], object],
) -> list[T]:
    """The first `top` of a ranking, of which at least `places` are newcomers where there are any.

    A newcomer takes the place of the last firm of its own class that is no newcomer: of those that can
    deliver as surely and go first as much. So nobody who goes first makes way for somebody who does not.
    The order of the ranking stays.
    """
    chosen = list(range(min(top, len(ranked))))
    missing = places - sum(is_newcomer(ranked[place]) for place in chosen)
    for place in range(len(chosen), len(ranked)):
        if missing <= 0:
            break
        if not is_newcomer(ranked[place]):
            continue
        rank = class_of(ranked[place])
        goes = next(
            (
                kept
                for kept in reversed(chosen)
                if class_of(ranked[kept]) == rank and not is_newcomer(ranked[kept])
            ),
            None,
        )
        if goes is not None:
            chosen.remove(goes)
            chosen.append(place)
            missing -= 1
    return [ranked[place] for place in sorted(chosen)]
