"""Says in one line why something was found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from meerwaarde.language.analyser import Kind
from meerwaarde.language.stem import Language


class Reason(Protocol):
    """What was said, how it led here, and by which words: a `Match` of a hit, or an `Asked` term."""

    @property
    def said(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def meant(self) -> str: ...


_STRONGEST_FIRST: tuple[Kind, ...] = ("word", "part", "synonym", "letters")
_NAMES: dict[Language, dict[Kind, str]] = {
    "nl": {"word": "woord", "part": "deel van", "synonym": "ook wel", "letters": "lijkt op"},
    "en": {"word": "word", "part": "part of", "synonym": "also called", "letters": "resembles"},
}


def explain(reasons: Iterable[Reason], language: Language = "nl") -> str:
    """The strongest reason of each word in one line: `woord: dak; ook wel: reiniging (schoonmaak)`."""
    given = list(reasons)
    lines: list[str] = []
    explained: set[str] = set()
    for kind in _STRONGEST_FIRST:
        for reason in given:
            if reason.kind == kind and reason.said not in explained:
                # A phrase that stands for something else explains each of its words.
                explained.update((reason.said, *reason.said.split()))
                meant = f"{reason.meant} ({reason.said})" if kind == "synonym" else reason.said
                lines.append(f"{_NAMES[language][kind]}: {meant}")
    return "; ".join(lines)
