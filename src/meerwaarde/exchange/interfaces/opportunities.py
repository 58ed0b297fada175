"""Public lines of procurement calendars as data: what authorities expect to ask of the market.

Everything in it was made public by the authority itself, under CC0; no client, no department, no person.
Amounts are strings with a decimal point, EUR excl. VAT; days and moments are ISO; codes are English.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import msgspec

from meerwaarde.exchange.interfaces.forms import register


class _Camel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Names in the JSON are camelCase."""


class OpportunityAuthority(_Camel, frozen=True, kw_only=True):
    """Whose calendar it is; `slug` is its place in every address."""

    slug: str
    name: str


class OpportunityValue(_Camel, frozen=True, kw_only=True):
    """The band over the whole term; null is open at that end, or not known."""

    low: Decimal | None
    high: Decimal | None
    currency: str = "EUR"


class PublishedOpportunity(_Camel, frozen=True, kw_only=True):
    """A procurement that an authority expects to begin in a quarter. A plan, no promise."""

    id: str
    url: str
    authority: OpportunityAuthority
    title: str
    description: str
    year: int
    quarter: int
    expected_from: date
    expected_until: date
    """The first and the last day of the quarter."""
    value: OpportunityValue
    duration_months: int | None
    contract: str | None
    cpv: tuple[str, ...]
    category: str | None
    themes: tuple[str, ...]
    contact: str | None
    begun: bool
    """The procurement itself runs: look for its notice."""
    published_at: datetime
    changed_at: datetime


class PublishedOpportunities(_Camel, frozen=True, kw_only=True):
    """A page of public lines, the nearest quarter first; `next` is the address of the following page."""

    items: tuple[PublishedOpportunity, ...]
    next: str | None = None


_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")


def as_json(value: Any) -> bytes:
    """The bytes of a form, amounts as strings with a decimal point."""
    return _ENCODER.encode(value)


register("opportunity", PublishedOpportunity)
register("opportunities", PublishedOpportunities)
