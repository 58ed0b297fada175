"""The story of Regio Noorderwaard: municipalities that agreed on a few rules together, and nothing more.

It is there for what it makes public. Duinrade follows it, and is told when the region asks more.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meerwaarde.demo.shape import DemoFramework, DemoRule, DemoStory, on
from meerwaarde.rules.compliance import (
    InviteImpactEnterprise,
    PolicyBounds,
    Quotes,
    Scope,
    SocialReturn,
    StatePurpose,
    ThemeMinimum,
)

PURPOSE = DemoRule(
    strength="must",
    demand=StatePurpose(),
    explanation="Wie samen inkoopt, moet ook samen weten waarvoor.",
)
INVITE = DemoRule(
    demand=InviteImpactEnterprise(),
    scope=Scope(contracts=("supplies", "services", "social_services")),
    explanation="In elke gemeente van de regio zit een onderneming die dit kan.",
)
SMALL = DemoRule(
    demand=Quotes("small", 1, 3),
    scope=Scope(contracts=("supplies", "services")),
    explanation="De regio draait op kleine bedrijven. Zij horen een kans te krijgen.",
)
SUPPLY_CHAIN = DemoRule(
    demand=ThemeMinimum("supply_chain_responsibility", 1),
    explanation="Wij vragen elke inschrijver naar milieu, sociaal recht en arbeidsrecht.",
)
CIRCULAR = DemoRule(
    demand=ThemeMinimum("circular", 1),
    scope=Scope(contracts=("supplies",)),
    explanation="Eén keer nadenken voordat wij iets nieuws kopen.",
)


def social_return(since: int) -> DemoRule:
    """Five percent, from an amount that the region lowered in its second year."""
    return DemoRule(
        demand=SocialReturn(Decimal(5)),
        scope=Scope(contracts=("services", "works"), value_from=Decimal(since)),
        explanation="Het regionale werkbedrijf helpt bij de uitvoering.",
    )


FIRST = DemoFramework(
    by="jelle",
    at=on("2026-03-03 09:30"),
    title="Regionaal kader inkopen Noorderwaard",
    explanation="Zes afspraken die voor alle gemeenten in de regio passen. "
    "Meer mag, en anders mag met uitleg.",
    bounds=PolicyBounds(),
    rules=(PURPOSE, INVITE, SMALL, SUPPLY_CHAIN, social_return(200_000), CIRCULAR),
    adopted_at=on("2026-03-20 10:00"),
    body="board",
    adopted_on=date(2026, 3, 19),
    valid_from=date(2026, 4, 1),
)

STORY = DemoStory(
    slug="noorderwaard",
    begins=on("2026-03-02 09:00"),
    goals=(),
    frameworks=(FIRST,),
    procurements=(),
)
