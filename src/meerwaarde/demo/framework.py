"""The frameworks of Veenmeer: that of 2023, the one in force since 2026, and the draft for 2027."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meerwaarde.demo.shape import DemoFramework, DemoRule, NextVersion, on
from meerwaarde.rules.compliance import (
    AwardToKind,
    InviteImpactEnterprise,
    PolicyBounds,
    Quotes,
    RouteBounds,
    Scope,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
)

EARLIER = DemoFramework(
    by="pieter",
    at=on("2024-11-12 09:40"),
    title="Inkoop- en aanbestedingsbeleid Veenmeer 2023",
    explanation="Het beleid van voor de verkiezingen. Overgenomen in Meerwaarde, zodat te zien is wat er "
    "gold.",
    bounds=PolicyBounds(
        routes=(
            RouteBounds(contract="supplies", single_until=Decimal(30_000), until_european=True),
            RouteBounds(contract="services", single_until=Decimal(30_000), until_european=True),
            RouteBounds(contract="works", single_until=Decimal(100_000), multiple_until=Decimal(1_500_000)),
            RouteBounds(contract="social_services", single_until=Decimal(30_000), until_european=True),
        ),
        social_return_percentage=Decimal(5),
        quick_purchase_until=Decimal(2_500),
    ),
    rules=(
        DemoRule(
            demand=SocialReturn(Decimal(5)),
            scope=Scope(value_from=Decimal(250_000), contracts=("services", "works")),
            explanation="Vijf procent van de opdrachtsom gaat naar werk voor wie dat moeilijk vindt.",
        ),
        DemoRule(
            demand=Quotes("small", 1, 3),
            scope=Scope(contracts=("supplies", "services"), value_from=Decimal(30_000)),
            explanation="Bij drie offertes is er minstens één van een klein bedrijf.",
        ),
        DemoRule(
            demand=ThemeMinimum("climate", 1),
            scope=Scope(contracts=("works",), value_from=Decimal(500_000)),
            explanation="Grote werken voldoen ten minste aan de basis voor klimaat.",
        ),
    ),
    adopted_at=on("2024-11-12 10:25"),
    body="council",
    adopted_on=date(2022, 12, 15),
    valid_from=date(2023, 1, 1),
)

BOUNDS_2026 = PolicyBounds(
    routes=(
        RouteBounds(contract="supplies", single_until=Decimal(50_000), until_european=True),
        RouteBounds(contract="services", single_until=Decimal(50_000), until_european=True),
        RouteBounds(contract="works", single_until=Decimal(150_000), multiple_until=Decimal(1_500_000)),
        RouteBounds(contract="social_services", single_until=Decimal(50_000), until_european=True),
    ),
    social_value_minimum=Decimal(10),
    social_return_percentage=Decimal(5),
    quick_purchase_until=Decimal(5_000),
)

IN_FORCE = DemoFramework(
    by="pieter",
    at=on("2026-06-15 09:15"),
    title="MVOI-kader Veenmeer 2026",
    explanation="Wij kopen in met zo veel mogelijk waarde voor inwoners. Wie van een regel afwijkt, legt uit "
    "waarom. "
    "Twee regels gelden altijd: eerst het doel, en bij grote diensten telt maatschappelijke waarde mee.",
    bounds=BOUNDS_2026,
    rules=(
        DemoRule(
            strength="must",
            demand=StatePurpose(),
            explanation="Zonder doel weet niemand later of het gelukt is. Twee zinnen zijn genoeg.",
            goals=("waarde",),
        ),
        DemoRule(
            demand=ThemeMinimum("environment_biodiversity", 2),
            scope=Scope(cpv=("773", "907")),
            explanation="Groen is onze grootste kans voor insecten, vogels en koele straten.",
            goals=("natuur",),
        ),
        DemoRule(
            demand=ThemeMinimum("circular", 2),
            scope=Scope(contracts=("supplies", "works"), value_from=Decimal(50_000)),
            explanation="Eerst lenen, repareren of tweedehands. Nieuw is de laatste keuze.",
            goals=("tweede-leven",),
        ),
        DemoRule(
            demand=ThemeMinimum("supply_chain_responsibility", 2),
            scope=Scope(cpv=("30", "18")),
            explanation="Bij ICT en kleding zitten de grootste risico's ver weg in de keten.",
            goals=("keten",),
        ),
        DemoRule(
            demand=ThemeMinimum("climate", 2),
            scope=Scope(contracts=("works",), value_from=Decimal(1_000_000)),
            explanation="Wie verbouwt, haalt het gebouw meteen van het aardgas af of maakt het daarvoor "
            "klaar.",
            goals=("aardgas",),
        ),
        DemoRule(
            demand=InviteImpactEnterprise(),
            scope=Scope(contracts=("supplies", "services", "social_services")),
            explanation="Alleen uitnodigen op grond van eisen die voor iedereen gelden. "
            "Is er geen passende onderneming, leg dan vast waar u hebt gezocht.",
            goals=("kans",),
        ),
        DemoRule(
            demand=Quotes("social", 1, 3),
            scope=Scope(contracts=("services", "social_services"), value_from=Decimal(50_000)),
            explanation="Een offerte vragen is geen gunning: de beste inschrijving wint.",
            goals=("kans", "streek"),
        ),
        DemoRule(
            demand=AwardToKind("social", Decimal(50_000)),
            scope=Scope(contracts=("services", "social_services")),
            explanation="Voor kleine opdrachten kiezen wij een sociale onderneming die het werk goed kan "
            "doen. "
            "Leg kort vast waarom u juist deze onderneming kiest (artikel 1.4).",
            goals=("kans", "banen"),
        ),
        DemoRule(
            strength="must",
            demand=SocialValueWeight(Decimal(15)),
            scope=Scope(contracts=("services",), value_from=Decimal(216_000)),
            explanation="Wat wij belangrijk vinden, telt mee in de keuze. "
            "Wat de winnaar belooft, komt letterlijk in het contract.",
            goals=("waarde", "banen"),
        ),
        DemoRule(
            demand=SocialReturn(Decimal(5)),
            scope=Scope(contracts=("services", "works"), value_from=Decimal(250_000)),
            explanation="Past bij werk met veel handen. Is minder dan 30% van de prijs arbeid, "
            "dan is vijf procent vaak te veel. Leg dan uit wat wel past.",
            goals=("banen",),
        ),
    ),
    adopted_at=on("2026-07-03 11:05"),
    body="council",
    adopted_on=date(2026, 7, 2),
    valid_from=date(2026, 8, 1),
)

NEXT = NextVersion(
    by="pieter",
    at=on("2026-11-09 15:20"),
    title="MVOI-kader Veenmeer 2027 (concept)",
    explanation="Voorstel van het MVOI-team: vaker een offerte van een klein bedrijf, en maatschappelijke "
    "waarde telt overal voor minstens 15% mee. Het college bespreekt dit in januari, de raad in maart.",
    bounds=PolicyBounds(
        routes=BOUNDS_2026.routes,
        social_value_minimum=Decimal(15),
        social_return_percentage=Decimal(5),
        quick_purchase_until=Decimal(5_000),
    ),
    more=(
        DemoRule(
            demand=Quotes("small", 1, 3),
            scope=Scope(contracts=("supplies", "services"), value_from=Decimal(50_000)),
            explanation="Een van de drie offertes komt van een klein bedrijf. Zo blijft de markt breed.",
            goals=("streek",),
        ),
    ),
)

FRAMEWORKS = (EARLIER, IN_FORCE, NEXT)
