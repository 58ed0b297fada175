"""Meetings: where one stands at a moment, and which moment two people who want to meet both have free."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, Literal

Phase = Literal["draft", "open", "full_stop", "running", "over", "closed", "cancelled"]

TALK: Final = timedelta(minutes=15)
"""How long two people talk; own choice: long enough to decide whether there is more to say."""
ASK_AFTER: Final = timedelta(days=91)
"""Three months after a meeting, so that something can have come of it."""


def phase(
    state: str, starts_at: datetime, ends_at: datetime, register_until: datetime | None, now: datetime
) -> Phase:
    """Where a meeting stands: `open` to register, `full_stop` once registering ended but it did not begin.

    `register_until` itself is too late; None means until the beginning.

    >>> from datetime import UTC
    >>> begin, end = datetime(2026, 12, 1, 13, tzinfo=UTC), datetime(2026, 12, 1, 17, tzinfo=UTC)
    >>> phase("published", begin, end, None, datetime(2026, 12, 1, 12, 59, tzinfo=UTC))
    'open'
    """
    if state == "draft":
        return "draft"
    if state == "cancelled":
        return "cancelled"
    if state == "closed":
        return "closed"
    if now >= ends_at:
        return "over"
    if now >= starts_at:
        return "running"
    return "open" if register_until is None or now < register_until else "full_stop"


def talk_moments(talks_from: datetime | None, talks_until: datetime | None) -> tuple[datetime, ...]:
    """The moments at which a talk of `TALK` can begin and end in time; none where no time was set aside."""
    if talks_from is None or talks_until is None:
        return ()
    count = max(0, (talks_until - talks_from) // TALK)
    return tuple(talks_from + number * TALK for number in range(count))


def first_free(
    talks_from: datetime | None,
    talks_until: datetime | None,
    taken: Collection[datetime],
    not_before: datetime,
) -> datetime | None:
    """The first moment from `not_before` on that nobody of the two has taken; None: there is none."""
    return next(
        (
            moment
            for moment in talk_moments(talks_from, talks_until)
            if moment not in taken and moment >= not_before
        ),
        None,
    )
