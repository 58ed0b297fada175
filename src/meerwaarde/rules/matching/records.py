"""What matching knows of a supplier and of a purchase, and what it answers.

None means unknown; an empty tuple means known to be none. Amounts are EUR excl. VAT, shares run from 0 to 1,
regions are NUTS codes ("NL11", "NL" for the whole country) or municipality codes ("GM0014").
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from meerwaarde.rules.intake import ReservedType, SupplierKind, Theme
from meerwaarde.rules.text import Text


class HeldCredential(msgspec.Struct, frozen=True, gc=False):
    """A recognition of a supplier; without `valid_until` it has no end."""

    code: str
    valid_until: date | None = None
    verified: bool = False
    level: str = ""


class SupplierProfile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A supplier as matching sees it on a day, seen from one authority."""

    id: str
    name: str
    text: str = ""
    """The words that it is found by: what it is, does and offers."""
    cpv: tuple[str, ...] | None = None
    """Codes of eight digits of everything it offers."""
    regions: tuple[str, ...] | None = None
    themes: tuple[Theme, ...] | None = None
    kinds: tuple[SupplierKind, ...] | None = None
    """What it is on that day, as far as that is verified; `local` as seen from the authority."""
    credentials: tuple[HeldCredential, ...] = ()
    target_group_share: Decimal | None = None
    main_purpose_integration: bool | None = None
    capacity_min: Decimal | None = None
    capacity_max: Decimal | None = None
    turnover_band: str | None = None
    """Code of the parameter suppliers/turnover_bands."""
    times_asked: int | None = None
    """How often the authority asked it for a quote in the last two years; 0 is a newcomer."""
    last_asked: date | None = None


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What is sought, and under which conditions."""

    id: str
    text: str = ""
    cpv: tuple[str, ...] | None = None
    regions: tuple[str, ...] | None = None
    """Where it must be delivered."""
    estimate: Decimal | None = None
    duration_months: int | None = None
    themes: tuple[Theme, ...] = ()
    first: tuple[SupplierKind, ...] = ()
    """Kinds that the authority's framework puts first here, in that order."""
    reserved: ReservedType | None = None
    day: date | None = None


class Reason(msgspec.Struct, frozen=True):
    """One thing that was looked at: `code` (offer, region, capacity, theme, kind, reserved, turn) and why."""

    code: str
    text: Text


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """A supplier for a need: the higher the score the better; every reason stands in one of three lists."""

    supplier: str
    score: float
    met: tuple[Reason, ...] = ()
    not_met: tuple[Reason, ...] = ()
    unknown: tuple[Reason, ...] = ()
