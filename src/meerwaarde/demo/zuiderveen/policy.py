"""What the water authority promises, which rules it sets itself, and who may approve a departure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meerwaarde.demo.shape import (
    DemoFramework,
    DemoGoal,
    DemoMandate,
    DemoRule,
    on,
)
from meerwaarde.rules.compliance import (
    InviteImpactEnterprise,
    PolicyBounds,
    Quotes,
    RouteBounds,
    Scope,
    SocialReturn,
    StatePurpose,
    ThemeMinimum,
)

PROGRAMME = "Waterbeheerprogramma Zuiderveen 2025–2030"

GOALS = (
    DemoGoal(
        key="oevers",
        by="karin",
        at=on("2025-09-08 10:00"),
        wording="In 2030 is de helft van onze boezemkades natuurlijk: met riet, hout en ruimte voor dieren.",
        source_type="college_programme",
        document=PROGRAMME,
        page="24",
        theme="environment_biodiversity",
        sdgs=(6, 15),
        holder="",
        portfolio="Watersysteem",
        department="watersysteem",
        owner="hendrik",
        since_year=2025,
        indicator="Natuurlijke oevers langs de boezem",
        unit="kilometer",
        baseline=(Decimal(14), 2024),
        target=(Decimal(61), 2030),
    ),
    DemoGoal(
        key="energie",
        by="karin",
        at=on("2025-09-08 10:14"),
        wording="Onze zuiveringen maken in 2030 zelf de stroom die zij gebruiken.",
        source_type="college_programme",
        document=PROGRAMME,
        page="38",
        theme="climate",
        sdgs=(6, 7, 13),
        holder="",
        portfolio="Zuivering",
        department="zuivering",
        owner="yara",
        since_year=2025,
        indicator="Eigen stroom uit slibgisting en zon",
        unit="% van het verbruik",
        baseline=(Decimal(41), 2024),
        target=(Decimal(100), 2030),
    ),
    DemoGoal(
        key="meedoen",
        by="karin",
        at=on("2025-09-08 10:27"),
        wording="Wie werk zoekt, vindt bij het waterschap een plek: aan de kade, op de zuivering of in het "
        "kantoor.",
        source_type="college_programme",
        document=PROGRAMME,
        page="52",
        theme="social_return",
        sdgs=(8,),
        holder="",
        portfolio="Bedrijfsvoering",
        department="bedrijfsvoering",
        owner="karin",
        since_year=2025,
        not_measurable_because="Wij tellen plekken bij aannemers pas vanaf 2026. Een begin ontbreekt nog.",
    ),
)

FRAMEWORK = DemoFramework(
    by="karin",
    at=on("2025-09-09 13:20"),
    title="Inkoopbeleid Zuiderveen 2025",
    explanation="Wij kopen vooral werken. Daarom staan klimaat, natuur en nieuwe oplossingen voorop.",
    bounds=PolicyBounds(
        routes=(
            RouteBounds(contract="supplies", single_until=Decimal(40_000), multiple_until=Decimal(150_000)),
            RouteBounds(contract="services", single_until=Decimal(40_000), multiple_until=Decimal(150_000)),
            RouteBounds(contract="works", single_until=Decimal(80_000), multiple_until=Decimal(1_000_000)),
        ),
        social_value_minimum=Decimal(20),
        quick_purchase_until=Decimal(3_000),
    ),
    rules=(
        DemoRule(
            strength="must",
            demand=StatePurpose(),
            explanation="Zonder doel geen opdracht.",
            goals=("meedoen",),
        ),
        DemoRule(
            demand=ThemeMinimum("climate", 2),
            scope=Scope(contracts=("works",), value_from=Decimal(250_000)),
            explanation="Elk groot werk scheelt uitstoot, op de bouwplaats en daarna.",
            goals=("energie",),
        ),
        DemoRule(
            demand=ThemeMinimum("environment_biodiversity", 2),
            scope=Scope(cpv=("452", "773")),
            explanation="Aan een oever of in het groen telt elk dier mee, behalve de muskusrat.",
            goals=("oevers",),
        ),
        DemoRule(
            demand=Quotes("sustainable_innovator", 1, 3),
            scope=Scope(contracts=("supplies", "services", "works"), value_from=Decimal(40_000)),
            explanation="Van de drie offertes komt er één van een duurzame vernieuwer.",
            goals=("oevers", "energie"),
        ),
        DemoRule(
            demand=InviteImpactEnterprise(),
            scope=Scope(contracts=("supplies", "services")),
            explanation="Bij diensten en leveringen nodigen wij altijd een impactonderneming uit.",
            goals=("meedoen",),
        ),
        DemoRule(
            demand=SocialReturn(Decimal(2)),
            scope=Scope(contracts=("works",), value_from=Decimal(500_000)),
            explanation="Twee procent is haalbaar bij werk met veel machines.",
            goals=("meedoen",),
        ),
    ),
    adopted_at=on("2025-09-26 09:10"),
    body="ab",
    adopted_on=date(2025, 9, 25),
    valid_from=date(2025, 10, 1),
)

MANDATES = (
    DemoMandate(
        at=on("2025-09-29 11:00"),
        by="wouter",
        act="approve_explanation",
        role="director",
        person="marit",
        since=date(2025, 10, 1),
        source="Mandaatregeling Zuiderveen 2025, artikel 4",
    ),
)
