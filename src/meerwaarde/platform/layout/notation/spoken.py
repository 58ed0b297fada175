"""The same, in the language of whoever reads the page."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import get_language

from meerwaarde.platform.layout.notation import format_day, format_euro, format_moment
from meerwaarde.rules.text import Text


def reader_language() -> str:
    """The language of the reader; Dutch where nobody said."""
    return get_language() or "nl"


def said(text: Text) -> str:
    """A sentence of the rules."""
    return text.in_language(reader_language())


def said_day(day: date | datetime | None, form: str = "long") -> str:
    """A day, of a moment the day here; nothing where there is none."""
    return "" if day is None else format_day(day, reader_language(), form)


def said_moment(moment: datetime | None) -> str:
    """A moment in the hours of here; nothing where there is none."""
    return "" if moment is None else format_moment(moment, reader_language())


def said_euros(cents: int | None) -> str:
    """An amount; nothing where there is none."""
    return "" if cents is None else format_euro(cents, reader_language())
