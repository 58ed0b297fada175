"""What was typed, given back for a second try."""

from __future__ import annotations

from django.http import QueryDict


def anew(typed: QueryDict, version: int) -> QueryDict:
    """The same values against the version that stands there now: saving again is then on purpose."""
    again = typed.copy()
    again["version"] = str(version)
    return again


MOST_DIGITS = 18
"""A number with more is larger than any database keeps."""
MOST_SIGNS = 100
"""A public id is far shorter."""


def whole(text: str) -> int | None:
    """A whole number from 0 as a browser sent it; None for what is no number, or larger than any here."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def key(text: str) -> str:
    """A public id as a browser sent it; "" for what no id can be: a NUL stops some databases altogether."""
    return text if text.isascii() and text.isprintable() and len(text) <= MOST_SIGNS else ""
