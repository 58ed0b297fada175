"""What an explanation still lacks: a gentle check that warns and never refuses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from meerwaarde.rules.compliance.tenzij import TenzijReason
from meerwaarde.rules.text import Text

FEWEST_WORDS: Final = 25
"""Fewer words than this seldom tell an outsider what is going on."""


def still_lacking(reason: TenzijReason | None, text: str, evidence: Sequence[str]) -> tuple[Text, ...]:
    """Sentences about what would make the explanation stronger; empty where nothing stands out.

    `evidence` says for each item of `reason.evidence`, in that order, where it stands; "" where nobody said.
    """
    found = []
    words = re.findall(r"\w+", text.casefold())
    if len(words) < FEWEST_WORDS:
        found.append(SHORT)
    said = " ".join(words)
    if any(re.search(pattern, said) for pattern in HABIT):
        found.append(BY_HABIT)
    if _only_small(said, words):
        found.append(ONLY_SMALL)
    if len(set(words)) * 3 < len(words):
        found.append(REPEATS)
    if reason is not None:
        given = [*evidence, *[""] * len(reason.evidence)]
        found += [
            Text(
                nl=f"Nog niet gezegd waar dit staat: {item.nl}",
                en=f"Not said where this stands: {item.en}",
            )
            for item, where in zip(reason.evidence, given, strict=False)
            if not where.strip()
        ]
    return tuple(found)


def _only_small(said: str, words: Sequence[str]) -> bool:
    """A small amount is named, and hardly anything beside it."""
    return len(words) < 2 * FEWEST_WORDS and any(re.search(pattern, said) for pattern in SMALL)


HABIT: Final = (
    r"\b(altijd|al jaren|al jarenlang|gewend|gebruikelijk|gewoonte|zoals vorig|hetzelfde als|zelfde als)\b",
    r"\b(as always|always done|as usual|same as (before|last|always)|used to)\b",
)
SMALL: Final = (
    r"\b(klein(e)? (bedrag|bedragen|opdracht|inkoop)|gering(e)? (bedrag|waarde)|laag bedrag|weinig geld)\b",
    r"\b(small (amount|sum|contract|purchase)|low (amount|value))\b",
)
SHORT = Text(
    nl="De uitleg is kort. Zou iemand van buiten begrijpen waarom het hier niet kan?",
    en="The explanation is short. Would an outsider understand why it cannot be done here?",
)
BY_HABIT = Text(
    nl="Gewoonte is geen reden. Zeg wat er bij deze inkoop anders is.",
    en="Habit is no reason. Say what is different about this procurement.",
)
ONLY_SMALL = Text(
    nl="Een klein bedrag alleen is geen reden. Zeg ook wat u hebt bekeken en waarom dat niet past.",
    en="A small amount alone is no reason. Say also what you considered and why that does not fit.",
)
REPEATS = Text(
    nl="Dezelfde woorden komen vaak terug. Zeg het een keer, met wat u hebt onderzocht.",
    en="The same words come back often. Say it once, with what you looked into.",
)
