"""A purchase with what follows from it directly: the facts that every rule may read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec

from meerwaarde.rules.grounds import LotRoute
from meerwaarde.rules.intake import Intake, Motivation, Route
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.lots import Exempted


class Case(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """An intake on a day under a law, with its estimate, threshold and route worked out once."""

    intake: Intake
    law: Law
    day: date
    estimate: Decimal
    """The value of the whole in euros excluding VAT: all lots, options and extensions."""
    threshold: Parameter | None
    """The EU threshold for this buyer and contract; None where none is known on this day."""
    route: Route | None
    """The lightest route that the law and the authority's policy allow for the whole."""
    lots: tuple[LotRoute, ...]
    exempted: Exempted = Exempted()
    """The lots that leave the European rules under the percelenregeling."""

    european: bool | None = None
    """At or above the threshold, where Parts 2, 2a and 3 of the Act hold; None where unknown. Worked out."""

    def __post_init__(self) -> None:
        """Most rules ask whether the European rules hold: compare once."""
        holds = None if self.threshold is None else self.estimate >= self.threshold.amount
        msgspec.structs.force_setattr(self, "european", holds)

    @property
    def procedure(self) -> Route | None:
        """The route that was chosen, or else the lightest that is allowed; None where both are unknown."""
        return self.intake.procedure_chosen or self.route

    @property
    def social_services(self) -> bool:
        """Social and other specific services: the light regime of article 2.38 and 2.39."""
        return self.intake.contract == "social_services"

    def motivated(self, motivation: Motivation) -> bool | None:
        """Whether the file motivates it; None where it is not known what the file motivates."""
        known = self.intake.motivations
        return None if known is None else motivation in known
