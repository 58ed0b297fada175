"""A need and an agreement as data. No person stands in it: no name, e-mail address or telephone number.

Quantities are strings with a decimal point, in the unit that stands beside them; days and moments are ISO;
codes are English. Forms: `meerwaarde schema need`, `needs`, `need-agreement`, `need-exchange`.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Final, Literal

import msgspec

MOST_ROWS: Final = 10_000

Kind = Literal["hands", "knowledge", "materials", "place", "work_placement", "money", "mentoring"]
Unit = Literal["hours", "days", "dayparts", "people", "pieces", "square_metres", "places", "talks", "euros"]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class _Camel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Names in the JSON are camelCase."""


class NeedAuthority(_Camel, frozen=True, kw_only=True):
    """The authority that looked at a need; `slug` is its place in every address."""

    slug: str
    name: str


class PublishedNeed(_Camel, frozen=True, kw_only=True):
    """What a civic organisation asks. `id` is the key at the platform that it comes from.

    `agreed` is what was promised so far, `left` what is still needed; who reads a need in may leave both out.
    `region` is a NUTS or municipality code where it is known.
    """

    id: Key
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    kind: Kind
    what: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
    quantity: Decimal
    unit: Unit
    asker: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    place: Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
    until: date
    for_whom: Annotated[str, msgspec.Meta(max_length=300)] = ""
    region: str | None = None
    state: Literal["open", "closed", "withdrawn"] = "open"
    url: str = ""
    authority: NeedAuthority | None = None
    agreed: Decimal | None = None
    left: Decimal | None = None
    published_at: datetime | None = None
    changed_at: datetime | None = None


class PublishedNeeds(_Camel, frozen=True, kw_only=True):
    """A page of needs, newest first; `next` is the address of the following page."""

    items: tuple[PublishedNeed, ...]
    next: str | None = None


class NeedAgreement(_Camel, frozen=True, kw_only=True):
    """What a firm promised on a need at another platform. `need` is the id of the need, here or there.

    `given` is what that platform says was given, in the unit of the need; null where it does not know yet.
    """

    id: Key
    need: Key
    firm: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    quantity: Decimal
    on: date | None = None
    state: Literal["agreed", "confirmed", "cancelled"] = "agreed"
    given: Decimal | None = None


class ExchangeDocument(_Camel, frozen=True, kw_only=True):
    """All that one platform tells another."""

    platform: Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
    needs: tuple[PublishedNeed, ...] = ()
    agreements: tuple[NeedAgreement, ...] = ()
