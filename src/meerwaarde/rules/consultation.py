"""Market consultations: when one is open, and whether a report tells what was told in confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from meerwaarde.rules.text import Text

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


def refused_terms(*, opens: tuple[date, date], closes: tuple[date, date], why: str, day: date) -> Text | None:
    """Why these terms of a published consultation may not stand, each as (what stood there, what is asked).

    A last day moves later freely. Earlier only with a reason that everybody reads, and never before
    tomorrow: who counts on the day that was promised must be able to act. What has opened stays open.
    """
    (opened, opens_now), (closed, closes_now) = opens, closes
    if closes_now < opens_now:
        return Text(nl="De sluitdag ligt voor de openingsdag.", en="The closing day lies before the opening.")
    if opened != opens_now and (opened <= day or opens_now < day):
        return Text(
            nl="De consultatie is al open, of zou in het verleden open gaan. Laat de openingsdag staan.",
            en="The consultation is open already, or would open in the past. Leave the opening day.",
        )
    if closes_now >= closed:
        return None
    if closes_now <= day:
        return Text(
            nl="Sluiten kan op zijn vroegst morgen: wie wil antwoorden, moet dat nog kunnen.",
            en="It can close tomorrow at the earliest: who wants to answer must still be able to.",
        )
    if not why.strip():
        return Text(
            nl="De sluitdag wordt vroeger dan u had beloofd. Schrijf waarom; iedereen leest dat.",
            en="The closing day becomes earlier than you promised. Say why; everybody reads that.",
        )
    return None


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
