"""What is known of a purchase, in the terms that rules of a framework ask for."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import msgspec

from meerwaarde.rules.intake import Contract, Intake, Route, SupplierKind, Theme


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """None means unknown; an empty tuple or mapping means known to be none. Amounts are EUR excl. VAT."""

    estimate: Decimal | None = None
    contract: Contract | None = None
    cpv: tuple[str, ...] | None = None
    department: str | None = None
    """Code of the department that asks."""
    procedure: Route | None = None
    """The route that was chosen, or else the lightest that is allowed."""
    themes: dict[Theme, int] | None = None
    invitees: int | None = None
    social_enterprises_invited: int | None = None
    invited: dict[SupplierKind, int] | None = None
    """How many of each kind are invited; a firm counts for every kind that it is."""
    awarded_to: tuple[SupplierKind, ...] | None = None
    """What kinds of supplier the (intended) contractor is."""
    social_value_weight: Decimal | None = None
    social_return_percentage: Decimal | None = None
    purpose_stated: bool | None = None


def facts_of(
    intake: Intake,
    *,
    procedure: Route | None = None,
    department: str | None = None,
    purpose_stated: bool | None = None,
    invited: Mapping[SupplierKind, int] | None = None,
    awarded_to: tuple[SupplierKind, ...] | None = None,
) -> Facts:
    """The facts that an intake gives, with what a procurement knows beyond it.

    `procedure` is the route that the advice found; a route that was chosen in the intake goes before it. An
    estimate that is worked out from a valuation or from lots is given by the caller through the intake.
    """
    return Facts(
        estimate=intake.estimate,
        contract=intake.contract,
        cpv=intake.cpv,
        department=department,
        procedure=intake.procedure_chosen or procedure,
        themes=intake.themes,
        invitees=intake.invitees,
        social_enterprises_invited=intake.social_enterprises_invited,
        invited=None if invited is None else dict(invited),
        awarded_to=awarded_to,
        social_value_weight=intake.weights.social_value if intake.weights else None,
        social_return_percentage=intake.social_return_percentage,
        purpose_stated=purpose_stated,
    )
