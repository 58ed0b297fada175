"""What of all that happens to a procedure is told, and when: never two messages where one says it all."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final, Literal
from zoneinfo import ZoneInfo

News = Literal["nothing", "new", "changed", "awarded", "withdrawn"]

NEVER: Final = "never"
AT_ONCE: Final = "at_once"
DAILY: Final = "daily"
WEEKLY: Final = "weekly"

HOME: Final = ZoneInfo("Europe/Amsterdam")
MORNING: Final = time(7, 0)
QUIET: Final = timedelta(hours=24)
"""After a message about a procedure its changes are gathered for so long; that it is withdrawn is not."""

_FRIDAY: Final = 4


def next_news(told: News, pending: News, event: News) -> News:
    """What its reader does not know yet, after `event`; "nothing" when there is nothing left to tell.

    `told` is the last that was told of this procedure, `pending` what waits to be told.

    >>> next_news("nothing", "new", "changed")
    'new'
    >>> next_news("nothing", "new", "withdrawn")
    'nothing'
    >>> next_news("new", "changed", "withdrawn")
    'withdrawn'
    """
    if told == "nothing":
        return "nothing" if event == "withdrawn" else "awarded" if event == "awarded" else "new"
    if event in ("withdrawn", "awarded"):
        return pending if told == event else event
    if pending in ("withdrawn", "awarded"):
        return pending
    return "changed"


def message_news(told: News, pending: News, event: News) -> News:
    """What another system hears, which is told of everything as it happens and not once a day.

    `told` and `pending` are as in `next_news`; "nothing" when it heard of this end already.

    >>> message_news("nothing", "new", "withdrawn"), message_news("changed", "changed", "changed")
    ('withdrawn', 'changed')
    """
    if event in ("withdrawn", "awarded"):
        return "nothing" if event in (told, pending) else event
    return "changed"


def tell_moment(
    email: str, news: News, *, at: datetime, told_at: datetime | None, planned: datetime | None
) -> datetime | None:
    """When a message goes out: at once, the next working morning, or the next Monday morning (Amsterdam).

    `told_at` is when this reader last heard of the same procedure, `planned` when a message was to go out
    already. None where nothing is told.
    """
    if email == NEVER or news == "nothing":
        return None
    if planned is not None and news != "withdrawn":
        return planned
    if email == AT_ONCE:
        if told_at is None or news == "withdrawn":
            return at
        return max(at, told_at + QUIET)
    here = at.astimezone(HOME)
    morning = datetime.combine(here.date(), MORNING, HOME)
    if morning <= here:
        morning = datetime.combine(here.date() + timedelta(days=1), MORNING, HOME)
    if email == WEEKLY:
        return _on(morning, (7 - morning.weekday()) % 7)
    late = morning.weekday() - _FRIDAY
    return _on(morning, 3 - late) if late > 0 else morning


def _on(morning: datetime, later: int) -> datetime:
    return datetime.combine(morning.date() + timedelta(days=later), MORNING, HOME)
