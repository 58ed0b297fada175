"""Market consultations: when one is open, and whether a report tells what was told in confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

Phase = Literal["draft", "coming", "open", "closed", "reported", "withdrawn"]

RUN: Final = 6
"""So many words in a row, the same as in a confidential part, are no chance any more. Own choice."""


def phase(state: str, opens_on: date, closes_on: date, day: date) -> Phase:
    """Where a consultation stands on a day; its closing day itself still counts as open.

    >>> phase("published", date(2026, 11, 1), date(2026, 11, 22), date(2026, 11, 22))
    'open'
    """
    if state == "draft":
        return "draft"
    if state == "reported":
        return "reported"
    if state == "withdrawn":
        return "withdrawn"
    if day < opens_on:
        return "coming"
    return "open" if day <= closes_on else "closed"


def answers_readable(state: str, read_early: bool, closes_on: date, day: date) -> bool:
    """Whether the authority may read answers: after closing, or earlier where it said so at publication."""
    if state not in ("published", "reported"):
        return False
    return state == "reported" or read_early or day > closes_on


def told_in_confidence(report: str, confidential: Iterable[str]) -> str:
    """The first words that a report has in common with a confidential part; "" where there are none.

    `RUN` words in a row count, or the whole part where it is shorter. Capitals and signs do not count.

    >>> told_in_confidence("De prijs is twaalf euro.", ["Twaalf euro"])
    'twaalf euro'
    """
    said = _words(report)
    joined = f" {' '.join(said)} "
    for part in confidential:
        words = _words(part)
        length = min(RUN, len(words))
        for start in range(len(words) - length + 1 if words else 0):
            run = " ".join(words[start : start + length])
            if f" {run} " in joined:
                return run
    return ""


def questions_in(text: str) -> tuple[str, ...]:
    """The questions that somebody typed, one on a line; empty lines and leading numbers or dashes go.

    >>> questions_in("1. Wat kan? \\n\\n- Wat kost het?")
    ('Wat kan?', 'Wat kost het?')
    """
    lines = (re.sub(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+", "", line).strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
