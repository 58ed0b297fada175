"""Codes of the CPV: what they are called, what is above and below them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from meerwaarde.language.index import Index
from meerwaarde.language.pack import UnreadablePack, read_pack
from meerwaarde.language.stem import Language

ARTEFACT = Path(__file__).with_name("cpv.bin")
LANGUAGES: tuple[Language, ...] = ("nl", "en")
_DIGITS = 8
_DIVISION = 2
_FORM = re.compile(r"\s*([0-9]{8})(?:-[0-9])?\s*", re.ASCII)


class CpvNotBuilt(RuntimeError):
    """The file with the CPV is missing or unfit; the message says what to run."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of eight digits with its labels."""

    code: str
    nl: str
    en: str

    def label(self, language: Language = "nl") -> str:
        """The label in a language."""
        return self.nl if language == "nl" else self.en


def eight_digits(text: str) -> str | None:
    """The eight digits of a code written as `72000000` or `72000000-5`; None for any other text.

    The ninth digit is taken off unchecked. The list we build from does not carry it, and the published
    list departs here and there from the rule for computing it, so a refusal could be wrong.
    """
    match = _FORM.fullmatch(text)
    return match.group(1) if match else None


def significant(code: str) -> str:
    """The digits of a code that say something: 45000000 → 45, 45233120 → 4523312; two at least."""
    return code[:_DIVISION] + code[_DIVISION:].rstrip("0")


class Catalogue:
    """All codes, in order of code. Every method takes a code with or without its ninth digit."""

    def __init__(self, parts: Mapping[str, memoryview]) -> None:
        """`parts` as `build` writes them. Raises CpvNotBuilt where they are unfit."""
        try:
            codes = bytes(parts["codes"]).decode()
            self.codes = tuple(codes[place : place + _DIGITS] for place in range(0, len(codes), _DIGITS))
            self._labels = {
                language: bytes(parts[f"labels/{language}"]).decode().split("\n") for language in LANGUAGES
            }
        except KeyError as error:
            raise CpvNotBuilt(f"The CPV file lacks {error}. {_WHAT_NOW}") from error
        self._places = {code: place for place, code in enumerate(self.codes)}
        self._parts = parts

    def __len__(self) -> int:
        """The number of codes."""
        return len(self.codes)

    def get(self, code: str) -> Entry | None:
        """The entry of a code, or None where the list has no such code."""
        place = self._places.get(eight_digits(code) or "")
        if place is None:
            return None
        return Entry(self.codes[place], *(self._labels[language][place] for language in LANGUAGES))

    def label(self, code: str, lang: Language = "nl") -> str | None:
        """What a code is called, or None where the list has no such code."""
        entry = self.get(code)
        return entry.label(lang) if entry else None

    def is_valid(self, code: str) -> bool:
        """Whether the list has this code; of `72000000-5` the ninth digit is not checked."""
        return self.get(code) is not None

    def parents(self, code: str) -> tuple[str, ...]:
        """The codes above one, nearest first. Where the list skips a level, so does this.

        Works for codes that are not in the list too: they have their place in the tree all the same.
        """
        known = eight_digits(code)
        if known is None:
            return ()
        digits = significant(known)
        shorter = (
            digits[:length].ljust(_DIGITS, "0") for length in range(len(digits) - 1, _DIVISION - 1, -1)
        )
        return tuple(dict.fromkeys(above for above in shorter if above in self._places and above != known))

    def parent(self, code: str) -> str | None:
        """The nearest code above, or None for a division."""
        return next(iter(self.parents(code)), None)

    def children(self, code: str) -> tuple[str, ...]:
        """The codes right below one, in order."""
        known = eight_digits(code)
        return self._children.get(known, ()) if known else ()

    def under(self, digits: str) -> tuple[str, ...]:
        """All codes that start with these digits, in order: `under("45")` is all of construction."""
        first = bisect_left(self.codes, digits)
        last = bisect_left(self.codes, digits + ":")  # the character after 9
        return self.codes[first:last]

    def divisions(self) -> tuple[str, ...]:
        """The codes of two digits."""
        return tuple(code for code in self.codes if len(significant(code)) == _DIVISION)

    @cached_property
    def _children(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for code in self.codes:
            above = self.parent(code)
            if above:
                below.setdefault(above, []).append(code)
        return {above: tuple(codes) for above, codes in below.items()}

    def index(self, lang: Language) -> Index:
        """The search index over the labels in a language."""
        if lang not in self._indexes:
            self._indexes[lang] = Index.from_parts(self._parts, f"index/{lang}/")
        return self._indexes[lang]

    @cached_property
    def _indexes(self) -> dict[Language, Index]:
        return {}


_WHAT_NOW = "Run `make assets`, which fetches the list and builds the file."


@cache
def load(path: Path = ARTEFACT) -> Catalogue:
    """The catalogue, opened once. Raises CpvNotBuilt where the file is missing or unfit."""
    try:
        return Catalogue(read_pack(path))
    except FileNotFoundError as error:
        raise CpvNotBuilt(f"The CPV list is not built: there is no {path.name}. {_WHAT_NOW}") from error
    except UnreadablePack as error:
        raise CpvNotBuilt(f"The CPV file cannot be read ({error}). {_WHAT_NOW}") from error
