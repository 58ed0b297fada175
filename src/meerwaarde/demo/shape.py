"""The form in which the demonstration is written down: what people do, when, and in which words.

Nothing here is stored as it stands. The loader performs each of these through the actions of the product, so
that journal, states, advices and search index are those of a real authority.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from meerwaarde.rules.compliance import Demand, PolicyBounds, Scope, Strength

HERE = ZoneInfo("Europe/Amsterdam")


def on(moment: str) -> datetime:
    """A moment of the story in Dutch time, written as "2026-09-14 10:30"."""
    return datetime.fromisoformat(moment).replace(tzinfo=HERE)


class Happening(NamedTuple):
    """Something that is done at a moment; the loader performs them in the order of their moments."""

    at: datetime
    act: Callable[[], None]


@dataclass(frozen=True, kw_only=True)
class DemoGoal:
    """A promise of the board. `by`, `holder` and `owner` are local parts of addresses in `people`."""

    key: str
    by: str
    at: datetime
    wording: str
    source_type: str
    document: str
    page: str
    theme: str
    sdgs: tuple[int, ...]
    holder: str
    portfolio: str
    department: str
    owner: str
    explanation: str = ""
    since_year: int = 2026
    until_year: int = 2030
    indicator: str = ""
    unit: str = ""
    baseline: tuple[Decimal, int] | None = None
    target: tuple[Decimal, int] | None = None
    not_measurable_because: str = ""
    archived_at: datetime | None = None
    parent: str = ""
    """Key of the goal that it stands under."""
    model_passage: str = ""


@dataclass(frozen=True, kw_only=True)
class DemoRule:
    """A rule of a framework and the keys of the goals that it serves."""

    demand: Demand
    strength: Strength = "tenzij"
    scope: Scope = field(default_factory=Scope)
    explanation: str
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoFramework:
    """A version of a framework: drafted, and adopted where a body has decided."""

    by: str
    at: datetime
    title: str
    explanation: str
    bounds: PolicyBounds
    rules: tuple[DemoRule, ...]
    adopted_at: datetime | None = None
    body: str = ""
    adopted_on: date | None = None
    valid_from: date | None = None


@dataclass(frozen=True, kw_only=True)
class NextVersion:
    """A draft that begins as a copy of the adopted version, with one rule more."""

    by: str
    at: datetime
    title: str
    explanation: str
    bounds: PolicyBounds
    more: tuple[DemoRule, ...]


@dataclass(frozen=True, kw_only=True)
class Doing:
    """Something that a colleague does to a procurement at a moment."""

    at: datetime
    by: str


@dataclass(frozen=True, kw_only=True)
class Purpose(Doing):
    """The first step: what this must deliver. `alternatives` holds (considered, what came out of it)."""

    title: str
    value: str
    for_whom: str
    need: str
    goals: tuple[str, ...] = ()
    alternatives: dict[str, tuple[bool, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DemoLot:
    """A lot with its amount in whole euros."""

    code: str
    name: str
    euros: int | None
    cpv: str = ""
    exempt: bool | None = None
    homogeneous: bool | None = None


@dataclass(frozen=True, kw_only=True)
class WhatAndHowMuch(Doing):
    """The second step. `part` is in the form of the interface; `divided` follows from the lots."""

    part: dict[str, Any]
    start_on: date | None
    divided: bool | None = None
    lots: tuple[DemoLot, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Approach(Doing):
    """The third step: how it is put to the market, with reasons by the code of what they explain."""

    part: dict[str, Any]
    motivations: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ambition(Doing):
    """The fourth step: a level per theme, and why."""

    themes: dict[str, int]
    why: str


@dataclass(frozen=True, kw_only=True)
class Weighed(Doing):
    """An instrument that is used ("use") or left ("not"), with the reason."""

    instrument: str
    choice: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Taken(Doing):
    """A step of the lifecycle: submit, withdraw, advise, return, decide."""

    verb: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Explained(Doing):
    """Why this file departs from the rule with this code; again after a refusal, or to say it better.

    `evidence` says where each piece stands that the reason asks for, in that order; "" where nobody said.
    """

    rule: str
    reason: str
    text: str
    review_on: date
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Approved(Doing):
    """A colleague with a mandate judges the explanation of a rule: agrees, or not with `agreed=False`."""

    rule: str
    verdict: str = ""
    agreed: bool = True


@dataclass(frozen=True, kw_only=True)
class Listed(Doing):
    """Firms put on the shortlist, by key, each with the code of the objective ground and a sentence.

    None leaves the ground that the match proposes.
    """

    firms: dict[str, tuple[str, str] | None]


@dataclass(frozen=True, kw_only=True)
class Asked(Doing):
    """Firms on the shortlist that are asked for a quote."""

    firms: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Answered(Doing):
    """What came of it: decline, quote (with the amount in whole euros), choose, leave_out."""

    firm: str
    verb: str
    euros: int | None = None


@dataclass(frozen=True, kw_only=True)
class DemoProcurement:
    """A procurement from its start on; `notice` names a file in the folder `notices`."""

    key: str
    at: datetime
    by: str
    department: str
    title: str
    need: str
    notice: str = ""
    history: tuple[Doing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoOffering:
    """Something a firm sells. `price` is (from, until) in whole euros per `unit`; None is not known."""

    title: str
    kind: str
    cpv: tuple[str, ...]
    description: str = ""
    price: tuple[int, int] | None = None
    unit: str = ""
    size: tuple[int, int] | None = None
    """Smallest and largest order in whole euros."""
    lead_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class DemoCredential:
    """A recognition: claimed by the firm, perhaps checked by a colleague, perhaps withdrawn later."""

    code: str
    issuer: str = ""
    level: str = ""
    number: str = ""
    evidence: str = ""
    since: date | None = None
    until: date | None = None
    checked_at: datetime | None = None
    checked_by: str = "soraya"
    withdrawn_at: datetime | None = None
    why_withdrawn: str = ""
    """Noted before it is withdrawn."""


@dataclass(frozen=True, kw_only=True)
class DemoSupplier:
    """A firm that does not exist. What is left out, nobody has said: unknown is unknown.

    The numbers at the chamber of commerce start with 9000, which no firm has. Where `web` stands, website
    and address are made of the key and end on .example; the telephone number starts with 000, which no
    exchange answers to.
    """

    key: str
    kvk: str
    name: str
    at: datetime
    by: str
    place: str = ""
    legal_form: str = ""
    size: str = ""
    regions: tuple[str, ...] | None = None
    description: str = ""
    impact: str = ""
    innovation: str = ""
    themes: tuple[str, ...] = ()
    impact_areas: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    target_groups: str = ""
    target_group_share: Decimal | None = None
    main_purpose_integration: bool | None = None
    capacity: tuple[int, int] | None = None
    """The smallest and largest contract that fits, in whole euros."""
    turnover: tuple[str, int] | None = None
    """Band and year."""
    subcontracts: bool | None = None
    combines: bool | None = None
    desk: str = ""
    web: bool = True
    offerings: tuple[DemoOffering, ...] = ()
    credentials: tuple[DemoCredential, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoQuickPurchase(Doing):
    """A small purchase. `supplier` is a key of the directory, or a name where it is not in there."""

    what: str
    euros: int
    supplier: str
    place: str = ""
    needed_on: date | None = None
    cpv: str = ""
    reason: str = ""
    note: str = ""
    repeats: str = ""
    """Key of the purchase that this repeats."""
    key: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DemoMandate:
    """Who may do something on behalf of the authority; for a whole role, or for one `person` in it.

    `by` is the administrator who enters it; `amount` is in whole euros, and None is without a limit.
    """

    at: datetime
    by: str
    act: str
    role: str
    since: date
    until: date | None = None
    person: str = ""
    department: str = ""
    contracts: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    amount: int | None = None
    source: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class DemoSupplierList:
    """A file of suppliers in the folder `lists` that a colleague tries, and perhaps takes over."""

    file: str
    source: str
    by: str
    at: datetime
    taken_over: bool = True


@dataclass(frozen=True, kw_only=True)
class DemoStory:
    """Everything that happens at one authority."""

    slug: str
    begins: datetime
    goals: tuple[DemoGoal, ...]
    frameworks: tuple[DemoFramework | NextVersion, ...]
    procurements: tuple[DemoProcurement, ...]
    mandates: tuple[DemoMandate, ...] = ()
    own_regions: tuple[str, ...] = ()
    suppliers: tuple[DemoSupplier, ...] = ()
    lists: tuple[DemoSupplierList, ...] = ()
    quick_purchases: tuple[DemoQuickPurchase, ...] = ()
