"""Catering in the town hall: several quotes, two of them from social enterprises. Settled."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.shape import (
    Ambition,
    Answered,
    Approach,
    Asked,
    DemoProcurement,
    Listed,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)

NEED = (
    "Medewerkers en bezoekers van het gemeentehuis willen gezond kunnen lunchen voor een gewone prijs. "
    "De kantine draait nu met verlies en gooit elke week 40 kilo eten weg."
)

CATERING = DemoProcurement(
    key="catering",
    at=on("2026-09-07 15:10"),
    by="marjan",
    department="bedrijfsvoering",
    title="Bedrijfscatering gemeentehuis 2027–2030",
    need=NEED,
    history=(
        Purpose(
            at=on("2026-09-08 09:30"),
            by="marjan",
            title="Bedrijfscatering gemeentehuis 2027–2030",
            value="De kantine wordt een leerplek: zes mensen per jaar leren er koken of bedienen en stromen "
            "door. "
            "Wat op tafel komt is grotendeels plantaardig, en er gaat bijna niets meer weg.",
            for_whom="Mensen die een vak leren in de horeca, en de 430 medewerkers en hun bezoekers.",
            need=NEED,
            goals=("banen", "kans", "waarde"),
            alternatives={
                "do_not_buy": (
                    True,
                    "Zonder kantine gaan medewerkers naar de supermarkt. Dan verdwijnt ook de "
                    "ontmoetingsplek.",
                ),
                "reuse": (True, "De keuken, de tafels en het servies blijven. Alleen de vaatwasser is op."),
                "as_a_service": (
                    True,
                    "De ondernemer huurt de keuken en draagt zelf de winst en het verlies.",
                ),
                "launching_customer": (
                    True,
                    "Statiegeld op bakjes bestaat al bij twee ondernemers. Wij vragen ernaar in het plan.",
                ),
                "share": (
                    True,
                    "Het politiebureau naast ons eet graag mee. De ondernemer mag daar zelf afspraken over "
                    "maken.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-09-09 11:00"),
            by="marjan",
            part={
                "contract": "social_services",
                "cpv": ["55510000", "55520000"],
                "valuation": {
                    "monthly_amount": "3500",
                    "months": 36,
                    "extension_months": 12,
                    "options_amount": "0",
                    "framework": False,
                    "indefinite": False,
                },
                "duration_months": 36,
            },
            start_on=date(2026, 10, 26),
            divided=False,
        ),
        Ambition(
            at=on("2026-09-10 10:15"),
            by="marjan",
            themes={"social_return": 3, "circular": 2, "climate": 2, "supply_chain_responsibility": 1},
            why="Leren op de werkvloer is hier het belangrijkst. Minder verspilling en meer plantaardig eten "
            "kosten niets extra. Koffie en thee zijn eerlijk ingekocht.",
        ),
        Weighed(
            at=on("2026-09-15 13:20"),
            by="samira",
            instrument="quote_from_social_enterprise",
            choice="use",
            why="Twee van de vier uitgenodigde ondernemers werken met leerplekken. Alle vier maken kans.",
        ),
        Weighed(
            at=on("2026-09-15 13:30"),
            by="samira",
            instrument="award_criterion_social_value",
            choice="use",
            why="Het plan voor leerplekken telt voor 30%. Wat de winnaar belooft, komt in het contract.",
        ),
        Weighed(
            at=on("2026-09-15 13:41"),
            by="samira",
            instrument="contract_condition_social_return",
            choice="not",
            why="Leerplekken zijn hier het werk zelf. Een percentage erbovenop voegt alleen papier toe.",
        ),
        Approach(
            at=on("2026-09-16 09:50"),
            by="samira",
            part={
                "procedure_chosen": "multiple",
                "cross_border_interest": False,
                "invitees": 4,
                "social_enterprises_invited": 2,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "30", "quality": "40", "social_value": "30"},
                "scoring_guide": True,
                "labour_share": "0.5",
                "social_return_percentage": "0",
                "location_required": False,
                "label_required": False,
                "turnover_requirement_percentage": "0",
                "reference_requirement_percentage": "40",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "Kantinediensten zijn een sociale en andere specifieke dienst. "
                "De waarde ligt ver onder € 750.000, dus meerdere offertes zijn genoeg.",
                "invitees": "Gekozen uit de twaalf ondernemers die op onze oproep reageerden: "
                "ervaring met een kantine van deze omvang, een leerplan op papier en ruimte vanaf januari.",
                "lots": "Keuken en bediening zijn één ploeg van vijf mensen. Opdelen maakt het duurder en "
                "onrustig.",
            },
        ),
        Listed(
            at=on("2026-09-17 10:15"),
            by="samira",
            firms={
                "tafel-en-toekomst": ("expertise", "Heeft in de keuken een leermeester en een leerplan."),
                "de-hoefslag": ("expertise", "Leidt op tot een vakdiploma en draaide eerder een kantine."),
                "veldkeuken-ommeloop": ("expertise", "Kookt plantaardig en neemt alle bakken terug."),
                "grootendeel": ("capacity_region", "Draait kantines van deze omvang in het hele land."),
            },
        ),
        Taken(at=on("2026-09-21 16:45"), by="marjan", verb="submit"),
        Taken(at=on("2026-10-06 11:25"), by="samira", verb="advise"),
        Asked(
            at=on("2026-10-07 09:05"),
            by="samira",
            firms=("tafel-en-toekomst", "de-hoefslag", "veldkeuken-ommeloop", "grootendeel"),
        ),
        Answered(at=on("2026-10-13 15:00"), by="samira", firm="grootendeel", verb="decline"),
        Answered(at=on("2026-10-19 12:00"), by="samira", firm="de-hoefslag", verb="quote", euros=172_800),
        Answered(
            at=on("2026-10-19 12:10"), by="samira", firm="tafel-en-toekomst", verb="quote", euros=166_400
        ),
        Answered(
            at=on("2026-10-19 12:20"), by="samira", firm="veldkeuken-ommeloop", verb="quote", euros=181_200
        ),
        Answered(at=on("2026-10-22 14:30"), by="samira", firm="tafel-en-toekomst", verb="choose"),
        Taken(at=on("2026-10-22 15:00"), by="samira", verb="decide"),
    ),
)
