"""A purchase made ready for matching: read once, compared with many suppliers."""

from __future__ import annotations

from functools import cached_property

from meerwaarde.rules.intake import SupplierKind, Theme
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.matching.codes import all_significant, canonical
from meerwaarde.rules.matching.records import Need
from meerwaarde.rules.matching.words import WHOLE, Wanted, wanted

OTHER_TRADE_WORDS = 2
"""Whole words in common from which a supplier that names other CPV groups may still be the right one."""

SHORT = 8
"""Up to so many telling words a text is short: then each word says what is sought."""

RESERVED_SHARE = "instruments/limits/reserved_share_minimum"
ASKED_OFTEN = "matching/asked_often"
NEWCOMER_PLACES = "matching/newcomer_places"

_MOST_CODES = 40
_MOST_REGIONS = 100


class Sought:
    """What a need asks, in the terms that suppliers are compared by."""

    def __init__(self, need: Need) -> None:
        """`need` as its caller knows it; without a day no parameter is known."""
        self.need = need
        self.cpv = all_significant(need.cpv or ())[:_MOST_CODES]
        self.regions = tuple(dict.fromkeys(canonical(region) for region in need.regions or ()))[
            :_MOST_REGIONS
        ]
        self.themes: tuple[Theme, ...] = tuple(dict.fromkeys(need.themes))
        self.first: tuple[SupplierKind, ...] = tuple(dict.fromkeys(need.first))
        self.law = Law.on(need.day) if need.day else None

    @cached_property
    def words(self) -> dict[str, Wanted]:
        """Term to what it counts."""
        return wanted(self.need.text)

    @cached_property
    def words_for_trade(self) -> int:
        """What must be in common with a supplier whose codes are of another trade before it may fit.

        In `WHOLE`s: two words of a short text, a quarter of the words of a long one. A long text shares a few
        words with anybody.
        """
        return max(OTHER_TRADE_WORDS * WHOLE, self._whole_words * WHOLE // 4)

    @cached_property
    def words_without_codes(self) -> int:
        """The same for a supplier that names no codes: any word of a short text, an eighth of a long one."""
        return max(1, self._whole_words * WHOLE // 8 if self._whole_words > SHORT else 1)

    @cached_property
    def _whole_words(self) -> int:
        return len({one.words for one in self.words.values()})

    def parameter(self, name: str) -> Parameter | None:
        """A parameter on the day of the need; None where the day or the parameter is not known."""
        return self.law.get(name) if self.law else None
