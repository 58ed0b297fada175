"""The code with which people join a session: how it is read aloud and typed, and until when it works."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

CODE_LENGTH = 10
GROUPS = (3, 3, 4)
"""How the signs of a code stand together: as people say a telephone number."""
HEARD_AS = str.maketrans({"0": "O", "1": "L", "I": "L"})
"""What people type for a sign that no code holds."""


def grouped(code: str) -> str:
    """The code as it stands on a screen: "ABC DEF GHJK"."""
    parts, start = [], 0
    for size in GROUPS:
        parts.append(code[start : start + size])
        start += size
    return " ".join(part for part in (*parts, code[start:]) if part)


def as_typed(text: str) -> str:
    """The code that somebody meant: capitals, without the spaces, dots and dashes of how it was written."""
    return re.sub(r"[\s.\-–_/]", "", text).upper().translate(HEARD_AS)[: CODE_LENGTH + 1]


def expiry(opened_at: datetime, hours: int) -> datetime:
    """The end of the day on which a session was opened, plus `hours`, by the clock on the wall.

    `opened_at` is in the time zone of the authority. ValueError for a moment without a zone.
    """
    if opened_at.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    following = opened_at.date() + timedelta(days=1)
    return datetime.combine(following, time(), opened_at.tzinfo) + timedelta(hours=hours)
