"""The story of Gemeente Duinrade: a small neighbour whose words may never show up in Veenmeer.

Its texts hold words that stand nowhere else (zilvermeeuw, kwelderbrug, zeekraal), so that a leak is seen.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meerwaarde.demo.shape import (
    Ambition,
    Approach,
    DemoFramework,
    DemoGoal,
    DemoProcurement,
    DemoRule,
    DemoStory,
    Purpose,
    WhatAndHowMuch,
    on,
)
from meerwaarde.rules.compliance import (
    InviteImpactEnterprise,
    PolicyBounds,
    RouteBounds,
    Scope,
    StatePurpose,
)

GOALS = (
    DemoGoal(
        key="zeekraal",
        by="nynke",
        at=on("2026-06-22 10:00"),
        wording="De zeekraalbrigade houdt onze kwelders schoon en geeft twaalf mensen een vaste plek.",
        source_type="coalition_agreement",
        document="Zilvermeeuw vliegt 2026–2030",
        page="8",
        theme="social_return",
        sdgs=(8, 14),
        holder="",
        portfolio="Werk en kust",
        department="bedrijfsvoering",
        owner="nynke",
        indicator="Vaste plekken bij de zeekraalbrigade",
        unit="personen",
        baseline=(Decimal(3), 2025),
        target=(Decimal(12), 2029),
    ),
    DemoGoal(
        key="kwelderbrug",
        by="nynke",
        at=on("2026-06-22 10:12"),
        wording="De kwelderbrug wordt hersteld met hout dat wij al hebben.",
        source_type="college_programme",
        document="Uitvoeringsplan Kust 2026",
        page="3",
        theme="circular",
        sdgs=(12,),
        holder="",
        portfolio="Werk en kust",
        department="bedrijfsvoering",
        owner="eva",
        not_measurable_because="Het hout op de werf is nog niet geteld.",
    ),
)

FRAMEWORK = DemoFramework(
    by="nynke",
    at=on("2026-06-22 11:00"),
    title="Inkoopkader Zilvermeeuw",
    explanation="Kort en voor alles wat Duinrade koopt.",
    bounds=PolicyBounds(
        routes=(
            RouteBounds(contract="services", single_until=Decimal(40_000), until_european=True),
            RouteBounds(contract="works", single_until=Decimal(120_000), multiple_until=Decimal(1_500_000)),
        ),
    ),
    rules=(
        DemoRule(
            strength="must",
            demand=StatePurpose(),
            explanation="Eerst zeggen waarvoor, dan pas wat.",
            goals=("zeekraal",),
        ),
        DemoRule(
            demand=InviteImpactEnterprise(),
            scope=Scope(contracts=("services",)),
            explanation="De zeekraalbrigade is er een van, maar niet de enige.",
            goals=("zeekraal",),
        ),
    ),
    adopted_at=on("2026-07-10 09:00"),
    body="college",
    adopted_on=date(2026, 7, 9),
    valid_from=date(2026, 8, 1),
)

BRIDGE = DemoProcurement(
    key="kwelderbrug",
    at=on("2026-10-12 09:30"),
    by="eva",
    department="bedrijfsvoering",
    title="Herstel kwelderbrug en vlonderpad Zilvermeeuw",
    need="Wandelaars komen niet meer droog over de kwelder. Drie van de elf overspanningen zijn verrot.",
    history=(
        Purpose(
            at=on("2026-10-12 10:00"),
            by="eva",
            title="Herstel kwelderbrug en vlonderpad Zilvermeeuw",
            value="Een brug van hout dat wij al hebben, hersteld door mensen die het vak leren.",
            for_whom="Wandelaars, en de ploeg van de zeekraalbrigade.",
            need="Wandelaars komen niet meer droog over de kwelder. Drie van de elf overspanningen zijn "
            "verrot.",
            goals=("zeekraal", "kwelderbrug"),
            alternatives={"reuse": (True, "Op de werf ligt azobé van de oude steiger.")},
        ),
        WhatAndHowMuch(
            at=on("2026-10-13 09:10"),
            by="eva",
            part={"contract": "works", "cpv": ["45221113"], "estimate": "96000", "duration_months": 5},
            start_on=date(2027, 1, 11),
            divided=False,
        ),
        Ambition(
            at=on("2026-10-13 09:40"),
            by="eva",
            themes={"circular": 3, "social_return": 2},
            why="Het hout ligt er al, en de ploeg ook.",
        ),
        Approach(
            at=on("2026-10-14 11:00"),
            by="eva",
            part={"procedure_chosen": "single", "award": "quality"},
            motivations={"lots": "Het werk is te klein om op te delen."},
        ),
    ),
)

STORY = DemoStory(
    slug="duinrade",
    begins=on("2026-01-26 09:00"),
    goals=GOALS,
    frameworks=(FRAMEWORK,),
    procurements=(BRIDGE,),
)
