"""Codes as trees: a CPV code by its significant digits, a region by the regions around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from meerwaarde.rules.suppliers.regions import COUNTRY, current_region, region_name, wider
from meerwaarde.rules.text import Text

Names = Callable[[str], Text | None]
"""Words for a CPV code or a region, where the caller knows them."""

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


@lru_cache(maxsize=65_536)
def around(region: str) -> tuple[str, ...]:
    """A region and all that lie around it, the nearest first: NL226 gives NL226, NL22, NL2 and NL."""
    current = current_region(region)
    return (current, *wider(current))


def canonical(region: str) -> str:
    """The code of today for a region, in capitals."""
    return current_region(region.strip().upper())


def cover(regions: Iterable[str]) -> tuple[str, ...]:
    """Regions without those that lie within another of them, in order of code."""
    codes = {canonical(region) for region in regions if len(region.strip()) > 1}
    return tuple(sorted(code for code in codes if not codes.intersection(around(code)[1:])))


@lru_cache(maxsize=65_536)
def of_supplier(region: str) -> tuple[str, ...]:
    """The marks of a region that a supplier serves, which meet those of `of_need`.

    `r` the region itself, `s` each region of which it is a part, `m` and `n` where a municipality and a
    NUTS region below its province cannot be compared.
    """
    marks = [f"r{region}", *(f"s{code}" for code in around(region)[1:])]
    if _is_municipality(region):
        marks.append(f"m{_province(region)}")
    elif region != COUNTRY:
        marks.append(f"n{_ANY}")
        marks += [f"n{region[:_PROVINCE]}"] if len(region) > _PROVINCE else []
    return tuple(marks)


@lru_cache(maxsize=65_536)
def of_need(region: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The marks of suppliers that serve a wanted region, and of those that may serve it or a part of it."""
    perhaps = [f"s{region}"]
    if _is_municipality(region):
        perhaps.append(f"n{_province(region)}")
    elif region != COUNTRY:
        perhaps.append(f"m{_ANY}")
        perhaps += [f"m{region[:_PROVINCE]}"] if len(region) > _PROVINCE else []
    return tuple(f"r{code}" for code in around(region)), tuple(perhaps)


_ANY = "*"
_PROVINCE = 4


def _is_municipality(region: str) -> bool:
    return region.startswith("GM")


def _province(municipality: str) -> str:
    """The province of a municipality; any, where our table does not know it."""
    nearest = wider(municipality)[0]
    return _ANY if nearest == COUNTRY else nearest


def name_of_region(code: str, names: Names | None = None) -> Text:
    """What a region is called: by the caller, or else by the tables of provinces and municipalities."""
    if code == COUNTRY:
        return Text(nl="heel Nederland", en="all of the Netherlands")
    known = names(code) if names else None
    return known or Text(nl=region_name(code), en=region_name(code))
