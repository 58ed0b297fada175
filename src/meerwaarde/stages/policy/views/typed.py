"""What was typed, given back for a second try."""

from __future__ import annotations

from django.http import QueryDict


def anew(typed: QueryDict, version: int) -> QueryDict:
    """The same values against the version that stands there now: saving again is then on purpose."""
    again = typed.copy()
    again["version"] = str(version)
    return again
