"""What a supplier is on a day: social, sustainable innovator, local, small, or not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import msgspec

from meerwaarde.rules.intake import SupplierKind
from meerwaarde.rules.suppliers.catalogue import SizeClass
from meerwaarde.rules.suppliers.regions import current_region, serves, wider

ORDER: Final[tuple[SupplierKind, ...]] = ("social", "sustainable_innovator", "local", "small")


class Kinds(msgspec.Struct, frozen=True):
    """Of each kind one of three: it is one, it is not known, or (in neither list) it is not."""

    known: tuple[SupplierKind, ...]
    unknown: tuple[SupplierKind, ...]


def is_small(size_class: str, classes: Mapping[str, SizeClass]) -> bool | None:
    """Whether a size class counts as small; None where the class is not given or not known."""
    known = classes.get(size_class)
    return None if known is None else known.small


def kinds_on(
    day: date,
    *,
    social_until: date | None,
    innovator_until: date | None,
    small: bool | None,
    regions: Sequence[str] | None,
    own_regions: Sequence[str],
) -> Kinds:
    """The kinds of a supplier on `day`, `local` as seen from an authority with these own regions.

    Social and sustainable innovator need a verified credential: without one it is not known, because a firm
    may well be one without showing it. After the last day it is not known either.
    """
    answers: dict[SupplierKind, bool | None] = {
        "social": True if social_until is not None and social_until >= day else None,
        "sustainable_innovator": True if innovator_until is not None and innovator_until >= day else None,
        "local": is_local(regions, own_regions),
        "small": small,
    }
    return Kinds(
        known=tuple(kind for kind in ORDER if answers[kind] is True),
        unknown=tuple(kind for kind in ORDER if answers[kind] is None),
    )


def is_local(regions: Sequence[str] | None, own_regions: Sequence[str]) -> bool | None:
    """Whether a supplier works especially in the own regions of an authority.

    It does where it named one of them or a part of one. A supplier that serves a wider area may well stand
    around the corner, so then it is not known; one that serves none of them is not local.
    """
    if regions is None or not own_regions:
        return None
    own = {current_region(area) for area in own_regions}
    if any(current_region(code) in own or not own.isdisjoint(wider(code)) for code in regions):
        return True
    return False if all(serves(regions, (area,)) is False for area in own_regions) else None
