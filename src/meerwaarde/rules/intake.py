"""What is known of a purchase: the input of an advice (`meerwaarde schema intake` prints its form).

Absent or null means unknown; an empty list or mapping means known to be none. Amounts are Decimal euros
excluding VAT; percentages are numbers such as 5 for 5%; shares run from 0 to 1.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

import msgspec

Buyer = Literal["central", "decentral", "utility", "defence"]
Contract = Literal["supplies", "services", "works", "social_services", "concession", "design_contest"]
Route = Literal["single", "multiple", "national", "european", "european_light"]
Award = Literal["quality", "cost", "price"]
SupplierKind = Literal["social", "sustainable_innovator", "local", "small"]
ReservedType = Literal["sheltered_workshop", "integration_enterprise", "sheltered_programme"]
Theme = Literal[
    "environment_biodiversity",
    "climate",
    "circular",
    "supply_chain_responsibility",
    "diversity_inclusion",
    "social_return",
]
Motivation = Literal[
    "procedure",
    "invitees",
    "merging",
    "lots",
    "lowest_price",
    "lowest_cost",
    "turnover_requirement",
    "social_return_on_supplies",
    "deviation_from_policy",
    "deviation_from_gids",
    "framework_term",
]


if TYPE_CHECKING:
    UpperBound = Decimal | Literal["european"]
else:
    # msgspec reads no union of two types that are both a string in JSON; `Policy` tells them apart itself.
    UpperBound = Annotated[
        Any, msgspec.Meta(extra_json_schema={"type": "string", "examples": ["1500000", "european"]})
    ]


class Lot(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A lot (perceel) with its own estimate; `read_intake` numbers a lot that comes without an id."""

    id: str
    estimate: Decimal | None = None
    exempt: bool | None = None
    homogeneous: bool | None = None
    cpv: str | None = None
    name: str | None = None


class RelatedContract(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """A contract of the same authority that may belong together with this one (art. 2.14)."""

    cpv: str | None = None
    estimate: Decimal | None = None
    day: date | None = None


class QuoteRule(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """`at_least` of `of` quotes come from a kind of supplier."""

    kind: SupplierKind | None = None
    at_least: int | None = None
    of: int | None = None


class Policy(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """The authority's own amounts; both bounds are exclusive: at the amount the heavier route holds."""

    single_until: Decimal | None = None
    multiple_until: UpperBound | None = None
    """An amount, or `european`: up to the EU threshold."""
    social_value_minimum: Decimal | None = None
    quotes: tuple[QuoteRule, ...] | None = None
    ambition: dict[Theme, int] | None = None
    """The levels 0–3 that the authority agreed on for this category of procurement, by theme."""

    def __post_init__(self) -> None:
        """Read `multiple_until` as an amount unless it says `european`; anything else raises ValueError."""
        given: Any = self.multiple_until
        if given is None or given == "european" or isinstance(given, Decimal):
            return
        if isinstance(given, bool) or not isinstance(given, str | int):
            raise ValueError(f"Expected an amount or `european`, got `{given}`")
        try:
            msgspec.structs.force_setattr(self, "multiple_until", Decimal(given))
        except ArithmeticError:
            raise ValueError(f"Expected an amount or `european`, got `{given}`") from None


class Weights(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Weights of the award criteria in percent."""

    price: Decimal | None = None
    quality: Decimal | None = None
    social_value: Decimal | None = None


class Valuation(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What an estimate is made of when it is not given as one amount (art. 2.15–2.17)."""

    monthly_amount: Decimal | None = None
    months: int | None = None
    options_amount: Decimal | None = None
    extension_months: int | None = None
    framework: bool | None = None
    indefinite: bool | None = None


class Intake(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """Everything that is known of a purchase on a day."""

    buyer: Buyer
    contract: Contract
    day: date | None = None
    estimate: Decimal | None = None
    valuation: Valuation | None = None
    cpv: tuple[str, ...] | None = None
    duration_months: int | None = None
    lots: tuple[Lot, ...] | None = None
    procedure_chosen: Route | None = None
    merged: bool | None = None
    joint_buyers: int | None = None
    related_contracts: tuple[RelatedContract, ...] | None = None
    cross_border_interest: bool | None = None
    policy: Policy | None = None
    award: Award | None = None
    weights: Weights | None = None
    labour_share: Decimal | None = None
    social_return_percentage: Decimal | None = None
    reserved: Literal["2.82", "2.82a"] | None = None
    reserved_proof_share: Decimal | None = None
    reserved_type: ReservedType | None = None
    reserved_main_purpose_proof: bool | None = None
    reserved_in_notice: bool | None = None
    reserved_candidates: int | None = None
    awarded_under_2_82a_last_3_years: bool | None = None
    scoring_guide: bool | None = None
    references_per_competence: int | None = None
    invitees: int | None = None
    social_enterprises_invited: int | None = None
    location_required: bool | None = None
    label_required: bool | None = None
    label_or_equivalent: bool | None = None
    turnover_requirement_percentage: Decimal | None = None
    reference_requirement_percentage: Decimal | None = None
    themes: dict[Theme, int] | None = None
    motivations: tuple[Motivation, ...] | None = None
