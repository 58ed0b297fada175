"""What a rule of a framework can ask. A demand that is absurd, or that the law forbids, cannot be made."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from meerwaarde.rules.intake import SupplierKind, Theme
from meerwaarde.rules.text import Text

HIGHEST_LEVEL = 3


class _Asked(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="demand"):
    """The base of every demand; in JSON the field `demand` says which one it is."""


class ThemeMinimum(_Asked, frozen=True, tag="theme_minimum"):
    """The theme is in the file at this level (1 to 3) or higher."""

    theme: Theme
    level: int

    def __post_init__(self) -> None:
        if not 1 <= self.level <= HIGHEST_LEVEL:
            raise ValueError("A minimum level is 1, 2 or 3.")


class Quotes(_Asked, frozen=True, tag="quotes"):
    """At least so many of the quotes are asked from a kind of supplier.

    `of` is the number of quotes that the rule was written for. Where more are asked, `at_least` stays.
    """

    kind: SupplierKind
    at_least: int
    of: int

    def __post_init__(self) -> None:
        if not 1 <= self.at_least <= self.of:
            raise ValueError("At least 1 quote, and no more than the number that is asked.")


class AwardToKind(_Asked, frozen=True, tag="award_to_kind"):
    """Below an amount (EUR excl. VAT, exclusive) the contract goes to a kind of supplier.

    Never to a local firm because it is local: place may play a part in whom one invites, on objective
    grounds, and not in whom one awards to (articles 1.4 and 1.8 of the Aanbestedingswet 2012, C-436/20).
    """

    kind: SupplierKind
    up_to: Decimal

    def __post_init__(self) -> None:
        if self.kind == "local":
            raise ValueError(
                "A contract is not awarded because of the place of a firm; invite local firms instead."
            )
        if self.up_to <= 0:
            raise ValueError("The amount is above zero.")


class SocialValueWeight(_Asked, frozen=True, tag="social_value_weight"):
    """Social value weighs at least this percentage in the award."""

    percentage: Decimal

    def __post_init__(self) -> None:
        _refuse_odd(self.percentage)


class SocialReturn(_Asked, frozen=True, tag="social_return"):
    """At least this percentage of the contract sum is asked as social return."""

    percentage: Decimal

    def __post_init__(self) -> None:
        _refuse_odd(self.percentage)


class InviteImpactEnterprise(_Asked, frozen=True, tag="invite_impact_enterprise"):
    """At least one social enterprise or other sustainable innovator is invited."""


class StatePurpose(_Asked, frozen=True, tag="state_purpose"):
    """The file says beforehand which societal value the purchase must deliver."""


Demand = (
    ThemeMinimum
    | Quotes
    | AwardToKind
    | SocialValueWeight
    | SocialReturn
    | InviteImpactEnterprise
    | StatePurpose
)

DEMAND_NAMES: dict[str, Text] = {
    "state_purpose": Text(nl="Doel vooraf vastleggen", en="State the purpose beforehand"),
    "theme_minimum": Text(nl="Minimumniveau op een thema", en="Minimum level on a theme"),
    "invite_impact_enterprise": Text(nl="Impactonderneming uitnodigen", en="Invite an impact enterprise"),
    "quotes": Text(nl="Offertes van een soort leverancier", en="Quotes from a kind of supplier"),
    "award_to_kind": Text(nl="Gunnen aan een soort leverancier", en="Award to a kind of supplier"),
    "social_value_weight": Text(nl="Gewicht van maatschappelijke waarde", en="Weight of social value"),
    "social_return": Text(nl="Social return", en="Social return"),
}
"""Every demand by its code in the data, in the order of a purchase: from purpose to contract."""


def demand_code(demand: Demand) -> str:
    """The code of a demand in the data, such as `theme_minimum`."""
    return str(type(demand).__struct_config__.tag)


def theme_of(demand: Demand) -> Theme | None:
    """The theme that a demand is about; None where it serves societal value at large."""
    if isinstance(demand, ThemeMinimum):
        return demand.theme
    return "social_return" if isinstance(demand, SocialReturn) else None


def _refuse_odd(percentage: Decimal) -> None:
    if not 0 < percentage <= 100:
        raise ValueError("A percentage is above 0 and at most 100.")
