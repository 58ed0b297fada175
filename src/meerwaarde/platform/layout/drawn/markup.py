"""The one gate through which every value comes on a page that a function writes."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

NOTHING = SafeString("")


def safe(value: Any) -> str:
    """What is marked as safe stays as it is, everything else is escaped: as `conditional_escape` does, and
    three times as quick for what nearly all values are."""
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    return escape(value) if kind is str else conditional_escape(value)


def markup(form: str, *values: Any) -> SafeString:
    """Our own words with these values in their places."""
    return SafeString(form.format(*map(safe, values)))


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Parts one after the other; what is not marked as safe is escaped here too."""
    return SafeString("".join(map(safe, parts)))
