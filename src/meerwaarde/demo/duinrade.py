"""The story of Gemeente Duinrade: a small neighbour whose words may never show up in Veenmeer.

Its texts hold words that stand nowhere else (zilvermeeuw, kwelderbrug, zeekraal), so that a leak is seen.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from meerwaarde.demo.places import AROUND_DUINRADE
from meerwaarde.demo.purchases.written import FLOWERS, GIFTS, LUNCH, PHOTOS, TRANSLATION, bought
from meerwaarde.demo.shape import (
    Ambition,
    Answered,
    Approach,
    Asked,
    DemoFramework,
    DemoGoal,
    DemoMandate,
    DemoOffering,
    DemoProcurement,
    DemoRule,
    DemoStory,
    DemoSupplier,
    Explained,
    Listed,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)
from meerwaarde.demo.suppliers.recognitions import own_social
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
        quick_purchase_until=Decimal(4_000),
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

COAST_WORK = DemoSupplier(
    key="kustwerk-noord",
    kvk="90001906",
    name="Stichting Kustwerk Noord",
    at=on("2026-08-11 10:00"),
    by="nynke",
    place="Lauwersoog",
    legal_form="foundation",
    size="micro",
    regions=(*AROUND_DUINRADE, "NL12"),
    description="Maakt stranden, steigers en paden schoon en herstelt ze, met een vaste ploeg.",
    impact="Twaalf mensen die lang thuis zaten, werken hier met zicht op zee.",
    themes=("social_return", "environment_biodiversity"),
    impact_areas=("labour_participation",),
    sdgs=(8, 14),
    target_groups="Mensen die lang zonder werk zaten.",
    target_group_share=Decimal("0.8"),
    main_purpose_integration=True,
    capacity=(500, 80_000),
    turnover=("100k_500k", 2025),
    desk="Werkplaats",
    offerings=(
        DemoOffering(
            title="Stranden en paden schoonhouden",
            kind="service",
            cpv=("90610000", "90511300"),
            price=(34, 39),
            unit="per uur",
            size=(500, 80_000),
            lead_days=10,
        ),
    ),
    credentials=(
        own_social(
            "2026-08-17",
            "Statuten en loonstaat gezien.",
            "2026-08-18 11:15",
            by="nynke",
            whose="Gemeente Duinrade",
        ),
    ),
)

BEACH_NEED = "Na elke storm ligt het strand vol touw en plastic. De gemeentelijke ploeg komt er niet aan toe."

BEACH = DemoProcurement(
    key="strand",
    at=on("2026-08-24 09:00"),
    by="tjeerd",
    department="kust-natuur",
    title="Strand en kwelderpaden schoonhouden 2027",
    need=BEACH_NEED,
    history=(
        Purpose(
            at=on("2026-08-24 09:40"),
            by="tjeerd",
            title="Strand en kwelderpaden schoonhouden 2027",
            value="Een schone kwelder, en vier vaste plekken bij de zeekraalbrigade erbij.",
            for_whom="Zilvermeeuw en wandelaar, en wie een vaste plek zoekt.",
            need=BEACH_NEED,
            goals=("zeekraal",),
            alternatives={
                "share": (True, "De buurgemeente heeft een strandreiniger. Die huren wij twee dagen.")
            },
        ),
        WhatAndHowMuch(
            at=on("2026-08-25 10:10"),
            by="tjeerd",
            part={"contract": "services", "cpv": ["90610000"], "estimate": "36000", "duration_months": 12},
            start_on=date(2026, 10, 5),
            divided=False,
        ),
        Ambition(
            at=on("2026-08-25 10:40"),
            by="tjeerd",
            themes={"social_return": 3, "environment_biodiversity": 2},
            why="De ploeg is het doel. Met de hand opruimen spaart het slik.",
        ),
        Listed(
            at=on("2026-09-01 14:00"),
            by="eva",
            firms={
                "kustwerk-noord": ("offer", "Doet precies dit werk, met een vaste ploeg en eigen vervoer.")
            },
        ),
        Weighed(
            at=on("2026-09-01 14:20"),
            by="eva",
            instrument="direct_award",
            choice="use",
            why="Onder € 40.000 vragen wij één offerte. Deze ploeg kent het slik en heeft plek.",
        ),
        Approach(
            at=on("2026-09-01 14:45"),
            by="eva",
            part={
                "procedure_chosen": "single",
                "award": "quality",
                "cross_border_interest": False,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "labour_share": "0.9",
            },
            motivations={
                "procedure": "De waarde ligt onder het bedrag voor één offerte.",
                "invitees": "Gekozen op ervaring met werk op het slik en op plek voor vier nieuwe mensen.",
                "lots": "Een ploeg van vier is niet op te delen.",
            },
        ),
        Taken(at=on("2026-09-03 09:05"), by="tjeerd", verb="submit"),
        Asked(at=on("2026-10-05 10:00"), by="eva", firms=("kustwerk-noord",)),
        Answered(at=on("2026-10-12 09:30"), by="eva", firm="kustwerk-noord", verb="quote", euros=35_400),
        Answered(at=on("2026-10-13 11:00"), by="eva", firm="kustwerk-noord", verb="choose"),
        Taken(at=on("2026-10-14 15:20"), by="eva", verb="advise"),
        Taken(at=on("2026-10-15 09:50"), by="eva", verb="decide"),
    ),
)

SITE_NEED = "De website is niet te lezen voor wie slecht ziet. Dat moet volgens de wet beter."

SITE = DemoProcurement(
    key="website",
    at=on("2026-11-02 11:00"),
    by="eva",
    department="bedrijfsvoering",
    title="Toegankelijke website Duinrade",
    need=SITE_NEED,
    history=(
        Purpose(
            at=on("2026-11-02 11:30"),
            by="eva",
            title="Toegankelijke website Duinrade",
            value="Iedere inwoner kan zelf alles regelen, ook wie slecht ziet of moeilijk leest.",
            for_whom="Alle inwoners, en vooral wie nu moet bellen.",
            need=SITE_NEED,
        ),
        WhatAndHowMuch(
            at=on("2026-11-03 09:00"),
            by="eva",
            part={"contract": "services", "cpv": ["72413000"], "estimate": "58000", "duration_months": 24},
            start_on=date(2026, 12, 14),
            divided=False,
        ),
        Ambition(
            at=on("2026-11-03 09:20"),
            by="eva",
            themes={"diversity_inclusion": 3},
            why="Toegankelijk zijn is het doel zelf.",
        ),
        Approach(
            at=on("2026-11-09 10:00"),
            by="eva",
            part={
                "procedure_chosen": "multiple",
                "award": "quality",
                "weights": {"price": "40", "quality": "60", "social_value": "0"},
                "cross_border_interest": False,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "invitees": 3,
                "social_enterprises_invited": 0,
            },
            motivations={
                "procedure": "Boven € 40.000 en onder de Europese drempel: drie offertes.",
                "invitees": "Drie bureaus die ons systeem kennen.",
                "lots": "Eén website.",
            },
        ),
        Explained(
            at=on("2026-11-10 13:15"),
            by="eva",
            rule="K2",
            reason="other",
            text="Deze bureaus kennen ons systeem en zo doen wij het altijd.",
            evidence=("", ""),
            review_on=date(2027, 5, 10),
        ),
    ),
)

MANDATES = (
    DemoMandate(
        at=on("2026-08-03 09:30"),
        by="femke",
        act="approve_explanation",
        role="alderman",
        person="sil",
        since=date(2026, 8, 1),
        source="Collegebesluit Duinrade 14 juli 2026",
    ),
)

PURCHASES = (
    bought(
        "2026-08-20 10:10",
        "tjeerd",
        "Lunch voor vrijwilligers van de stranddag",
        260,
        "de-gulle-pan",
        cpv=LUNCH,
        place="Duinrade",
        reason="none_found",
    ),
    bought("2026-09-08 09:25", "eva", "Bloemen bij een jubileum", 42, "Bloemist in het dorp", cpv=FLOWERS),
    bought(
        "2026-09-22 15:00",
        "nynke",
        "Foto's van de zeekraalbrigade aan het werk",
        640,
        "beeldmakers-wierde",
        cpv=PHOTOS,
        reason="does_not_fit",
    ),
    bought("2026-10-06 11:35", "eva", "Folder over afval vertalen", 410, "woordbrug", cpv=TRANSLATION),
    bought(
        "2026-11-12 14:10",
        "tjeerd",
        "Kerstpakketten voor de strandploeg",
        1_140,
        "goed-gegeven",
        cpv=GIFTS,
        place="Duinrade",
    ),
)

STORY = DemoStory(
    slug="duinrade",
    begins=on("2026-01-26 09:00"),
    goals=GOALS,
    frameworks=(FRAMEWORK,),
    procurements=(BRIDGE, BEACH, SITE),
    mandates=MANDATES,
    own_regions=AROUND_DUINRADE,
    suppliers=(COAST_WORK,),
    quick_purchases=PURCHASES,
)
