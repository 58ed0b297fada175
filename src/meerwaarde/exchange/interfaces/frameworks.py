"""Published frameworks as data: what everybody may read of the rules that authorities give themselves.

The texts are public decisions of a body, under CC0. No person stands in any of it. Amounts are strings with a
decimal point, EUR excl. VAT; percentages are numbers as strings; days are ISO; codes are English.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, Literal

import msgspec

from meerwaarde.exchange.interfaces.forms import register
from meerwaarde.rules.compliance import PolicyBounds, PolicyRule, Strength, demand_code
from meerwaarde.rules.text import Text

LICENCE: Final = "CC0-1.0"
LICENCE_URL: Final = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"


class _Camel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Names in the JSON are camelCase."""


class PublishedScope(_Camel, frozen=True, kw_only=True, omit_defaults=True):
    """For which purchases the rule holds; what is absent does not narrow. `valueUntil` is exclusive."""

    value_from: Decimal | None = None
    value_until: Decimal | None = None
    contracts: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()


class PublishedDemand(_Camel, frozen=True, kw_only=True, omit_defaults=True):
    """What the rule asks; `kind` says which of the other members are there."""

    kind: Literal[
        "theme_minimum",
        "quotes",
        "award_to_kind",
        "social_value_weight",
        "social_return",
        "invite_impact_enterprise",
        "state_purpose",
    ]
    theme: str | None = None
    level: int | None = None
    supplier_kind: str | None = None
    at_least: int | None = None
    of: int | None = None
    up_to: Decimal | None = None
    percentage: Decimal | None = None


class PublishedRoute(_Camel, frozen=True, kw_only=True, omit_defaults=True):
    """Up to where one quote and several quotes are enough for a type of contract; both are exclusive."""

    contract: str
    single_until: Decimal | None = None
    multiple_until: Decimal | None = None
    until_european: bool = False


class PublishedBounds(_Camel, frozen=True, kw_only=True, omit_defaults=True):
    """The amounts and percentages that hold for the whole authority or department."""

    routes: tuple[PublishedRoute, ...] = ()
    social_value_minimum: Decimal | None = None
    social_return_percentage: Decimal | None = None
    quick_purchase_until: Decimal | None = None


class Publisher(_Camel, frozen=True, kw_only=True):
    """The authority whose rules these are; `slug` is its place in every address."""

    slug: str
    name: str
    type: str
    url: str


class DepartmentOf(_Camel, frozen=True, kw_only=True):
    """The department for which the framework holds; absent where it holds for the whole authority."""

    code: str
    name: str


class AboveLevel(_Camel, frozen=True, kw_only=True):
    """What the framework follows: the national base by its code, or a framework by its id."""

    kind: Literal["base", "framework"]
    id: str
    name: str
    url: str = ""


class PublishedTheme(_Camel, frozen=True, kw_only=True):
    """A theme in the authority's own words, with the national themes that it stands for; may be none."""

    code: str
    name: str
    themes: tuple[str, ...]


class PublishedRule(_Camel, frozen=True, kw_only=True):
    """One rule as data and as a sentence.

    `relation` says how it stands to the level above: own, takes_over, sharpens or deviates; `aboveRule` is
    the id of the rule there, of the national base its code.
    """

    id: str
    code: str
    strength: Strength
    scope: PublishedScope
    demand: PublishedDemand
    sentence: Text
    theme: str | None = None
    own_themes: tuple[str, ...] = ()
    explanation: str = ""
    relation: Literal["own", "takes_over", "sharpens", "deviates"] = "own"
    above_rule: str | None = None
    reason: str = ""


class PublishedLeftOut(_Camel, frozen=True, kw_only=True):
    """A rule of the level above that is not taken over, and why."""

    above_rule: str
    code: str
    sentence: Text
    reason: str


class PublishedSummary(_Camel, frozen=True, kw_only=True):
    """One version in a list."""

    id: str
    url: str
    web_page: str
    authority: Publisher
    title: str
    version: int
    state: Literal["adopted", "replaced"]
    adopted_by: str
    adopted_on: date
    valid_from: date
    valid_until: date | None = None
    published_at: datetime
    rule_count: int
    department: DepartmentOf | None = None


class PublishedFramework(_Camel, frozen=True, kw_only=True):
    """One version of a framework with all its rules."""

    id: str
    url: str
    web_page: str
    license: Literal["CC0-1.0"]
    authority: Publisher
    title: str
    version: int
    state: Literal["adopted", "replaced"]
    adopted_by: str
    adopted_on: date
    valid_from: date
    published_at: datetime
    bounds: PublishedBounds
    rules: tuple[PublishedRule, ...]
    left_out: tuple[PublishedLeftOut, ...]
    themes: tuple[PublishedTheme, ...]
    explanation: str = ""
    valid_until: date | None = None
    department: DepartmentOf | None = None
    above: AboveLevel | None = None
    replaces: str | None = None


class PublishedFrameworks(_Camel, frozen=True, kw_only=True):
    """A page of versions, oldest publication number first; `next` is the address of the following page."""

    items: tuple[PublishedSummary, ...]
    next: str | None = None


class Publishers(_Camel, frozen=True, kw_only=True):
    """The authorities that publish."""

    items: tuple[Publisher, ...]
    next: str | None = None


_ENCODER = msgspec.json.Encoder(decimal_format="string")


def as_json(value: Any) -> bytes:
    """The bytes of a form, amounts as strings with a decimal point; nested codes keep their own names."""
    return _ENCODER.encode(value)


def published_scope(rule: PolicyRule) -> PublishedScope:
    """The scope of a rule as it is published."""
    return PublishedScope(**msgspec.structs.asdict(rule.scope))


def published_demand(rule: PolicyRule) -> PublishedDemand:
    """The demand of a rule as it is published."""
    given = msgspec.structs.asdict(rule.demand)
    if "kind" in given:
        given["supplier_kind"] = given.pop("kind")
    return PublishedDemand(kind=demand_code(rule.demand), **given)  # type: ignore[arg-type] # every code has a kind


def published_bounds(bounds: PolicyBounds) -> PublishedBounds:
    """The amounts of a framework as they are published."""
    given = msgspec.structs.asdict(bounds)
    routes = tuple(PublishedRoute(**msgspec.structs.asdict(route)) for route in bounds.routes)
    return PublishedBounds(**{**given, "routes": routes})


register("framework", PublishedFramework)
register("frameworks", PublishedFrameworks)
register("publishers", Publishers)
