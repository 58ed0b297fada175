"""Codes as trees: a CPV code by its significant digits, a region by the regions around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from meerwaarde.rules.law import national
from meerwaarde.rules.text import Text

Names = Callable[[str], Text | None]
"""Words for a CPV code or a region, where the caller knows them."""

WHOLE_COUNTRY = "NL"
_DIVISION, _GROUP, _DIGITS = 2, 3, 8
_LEVELS = (3, 4, 5)
"""Lengths at which the CPV speaks of a group, a class and a category; what is longer counts as one."""


@lru_cache(maxsize=65_536)
def significant(code: str) -> str | None:
    """The digits of a CPV code that say something: 90911200-8 gives 909112, 45000000 gives 45.

    Fewer than eight digits are taken as they stand; what is no code gives None.
    """
    digits = code.split("-", maxsplit=1)[0].strip()
    if not (digits.isascii() and digits.isdigit() and _DIVISION <= len(digits) <= _DIGITS):
        return None
    return digits[:_DIVISION] + digits[_DIVISION:].rstrip("0") if len(digits) == _DIGITS else digits


def all_significant(codes: Iterable[str]) -> tuple[str, ...]:
    """The significant digits of each code once, in the order given; what is no code is left out."""
    return tuple(dict.fromkeys(digits for digits in map(significant, codes) if digits))


def branches(digits: str) -> tuple[str, ...]:
    """The group, class, category and code of some significant digits, as far as they reach."""
    shorter = tuple(digits[:length] for length in _LEVELS if len(digits) >= length)
    return (*shorter, digits) if len(digits) > _LEVELS[-1] else shorter


def is_division(digits: str) -> bool:
    """Whether a code speaks of a whole division, such as 45 for all of construction."""
    return len(digits) == _DIVISION


def division(digits: str) -> str:
    """The division that a code lies in."""
    return digits[:_DIVISION]


def depth(asked: str, offered: str) -> int:
    """How many digits two codes share: 0 unless they lie in one group, or one is their whole division."""
    if is_division(asked) or is_division(offered):
        return _DIVISION if division(asked) == division(offered) else 0
    shared = set(branches(asked)) & set(branches(offered))
    return max((len(branch) for branch in shared), default=0)


def is_municipality(region: str) -> bool:
    """Whether a region is a municipality (`GM0014`), which has no place among the NUTS codes."""
    return region.startswith("GM")


@lru_cache(maxsize=65_536)
def around(region: str) -> tuple[str, ...]:
    """A region and all that lie around it, the nearest first: NL226 gives NL226, NL22, NL2 and NL.

    Provinces that were given another code count under the one of today.
    """
    if is_municipality(region):
        return (region, WHOLE_COUNTRY)
    codes = (region[:length] for length in range(len(region), 1, -1))
    return tuple(dict.fromkeys(_today().get(code, code) for code in codes))


@lru_cache(maxsize=65_536)
def canonical(region: str) -> str:
    """The code of today for a region."""
    return around(region.strip().upper())[0]


def cover(regions: Iterable[str]) -> tuple[str, ...]:
    """Regions without those that lie within another of them, in order of code."""
    codes = {canonical(region) for region in regions if len(region.strip()) > 1}
    return tuple(sorted(code for code in codes if not codes.intersection(around(code)[1:])))


def region_name(code: str, names: Names | None = None) -> Text:
    """What a region is called: by the caller, by the table of provinces, or else by its code."""
    known = names(code) if names else None
    return known or _provinces().get(code) or Text(nl=code, en=code)


@lru_cache(maxsize=1)
def _today() -> dict[str, str]:
    table = national()["suppliers/provinces"].entries[-1].value
    return {earlier: row["code"] for row in table for earlier in row["earlier"]}


@lru_cache(maxsize=1)
def _provinces() -> dict[str, Text]:
    table = national()["suppliers/provinces"].entries[-1].value
    found = {row["code"]: Text(**row["name"]) for row in table}
    return {WHOLE_COUNTRY: Text(nl="heel Nederland", en="all of the Netherlands"), **found}
