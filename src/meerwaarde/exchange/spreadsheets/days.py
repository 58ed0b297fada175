"""Days as people and programs write them in a cell."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_MONTHS: Final = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def day_of(text: str) -> date | None:
    """dd-mm-jjjj, d/m/jjjj, "1 februari 2026" or ISO; None where it is none of these."""
    bare = " ".join(text.lower().split())
    if found := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$", bare):
        year, month, day = map(int, found.groups())
    elif found := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?: \d\d:\d\d.*)?$", bare):
        day, month, year = map(int, found.groups())
    elif (found := re.match(r"(\d{1,2}) ([a-z]{3})[a-z]*\.? (\d{4})$", bare)) and _month(found[2]):
        day, month, year = int(found[1]), _month(found[2]), int(found[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(name: str) -> int:
    name = {"maa": "mrt", "may": "mei", "oct": "okt", "mar": "mrt"}.get(name, name)
    return _MONTHS.index(name) + 1 if name in _MONTHS else 0
