"""Furniture that goes round: repaired, second-hand and as a service. Advised."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.shape import (
    Ambition,
    Answered,
    Approach,
    DemoProcurement,
    Listed,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)

NEED = (
    "Door de verhuizing naar twee verdiepingen zijn 180 goede werkplekken nodig. In de kelder staan nog 90 "
    "bureaus "
    "die technisch in orde zijn, en 140 stoelen met versleten stof."
)

FURNITURE = DemoProcurement(
    key="meubels",
    at=on("2026-10-01 13:25"),
    by="marjan",
    department="bedrijfsvoering",
    title="Circulaire kantoormeubels gemeentehuis",
    need=NEED,
    history=(
        Purpose(
            at=on("2026-10-02 10:10"),
            by="marjan",
            title="Circulaire kantoormeubels gemeentehuis",
            value="Minstens 60% van de meubels krijgt een tweede leven. "
            "Stofferen en repareren gebeurt in een werkplaats waar mensen een vak leren.",
            for_whom="Medewerkers die er werken, mensen die een vak leren, en wie na ons komt: minder afval "
            "en grondstoffen.",
            need=NEED,
            goals=("tweede-leven", "banen", "kans"),
            alternatives={
                "do_not_buy": (
                    True,
                    "Met vaste thuiswerkdagen zijn er geen 240 maar 180 werkplekken nodig.",
                ),
                "reuse": (
                    True,
                    "De 90 bureaus uit de kelder blijven. De 140 stoelen worden opnieuw gestoffeerd.",
                ),
                "as_a_service": (
                    True,
                    "De leverancier blijft eigenaar van de nieuwe stoelen en neemt ze na zeven jaar terug.",
                ),
                "share": (True, "De buurgemeente heeft 30 stoelen over. Die halen wij op als de kleur past."),
                "launching_customer": (
                    True,
                    "Een maker in de streek perst tafelbladen van oud textiel. Wij proberen er vier in de "
                    "hal.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-10-06 14:30"),
            by="marjan",
            part={
                "contract": "supplies",
                "cpv": ["39130000", "39111000", "50850000"],
                "estimate": "148000",
                "duration_months": 24,
            },
            start_on=date(2026, 12, 7),
            divided=False,
        ),
        Ambition(
            at=on("2026-10-07 09:40"),
            by="marjan",
            themes={"circular": 3, "social_return": 1, "supply_chain_responsibility": 1},
            why="Bij meubels zit de winst in langer gebruiken. Voor hout en stof vragen wij waar het vandaan "
            "komt.",
        ),
        Weighed(
            at=on("2026-10-14 11:05"),
            by="bas",
            instrument="buy_used",
            choice="use",
            why="De eis is een goede werkplek die voldoet aan de arbonorm, niet een nieuw bureau.",
        ),
        Weighed(
            at=on("2026-10-14 11:15"),
            by="bas",
            instrument="product_as_a_service",
            choice="use",
            why="Alleen voor de stoelen: daar zit slijtage in en daar loont een lang leven voor de "
            "leverancier.",
        ),
        Weighed(
            at=on("2026-10-14 11:24"),
            by="bas",
            instrument="life_cycle_cost",
            choice="use",
            why="Wij rekenen tien jaar vooruit, met reparatie en teruggave. Dan is tweedehands ook het "
            "voordeligst.",
        ),
        Weighed(
            at=on("2026-10-14 11:33"),
            by="bas",
            instrument="contract_condition_social_return",
            choice="not",
            why="Bij leveringen zit weinig arbeid. De werkplaats voor reparatie levert hier meer op dan een "
            "percentage.",
        ),
        Weighed(
            at=on("2026-10-14 11:40"),
            by="bas",
            instrument="quote_from_social_enterprise",
            choice="use",
            why="Een van de vier uitgenodigde bedrijven is een sociale werkplaats met een eigen "
            "stoffeerderij.",
        ),
        Approach(
            at=on("2026-10-20 15:35"),
            by="bas",
            part={
                "procedure_chosen": "multiple",
                "cross_border_interest": False,
                "invitees": 4,
                "social_enterprises_invited": 1,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "30", "quality": "45", "social_value": "25"},
                "scoring_guide": True,
                "labour_share": "0.3",
                "social_return_percentage": "0",
                "location_required": False,
                "label_required": True,
                "label_or_equivalent": True,
                "turnover_requirement_percentage": "0",
                "reference_requirement_percentage": "40",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "De waarde ligt onder de Europese drempel en boven € 50.000: meerdere offertes.",
                "invitees": "Vier bedrijven die aantoonbaar meubels terugnemen en herstellen. "
                "Een van de vier is een sociale werkplaats.",
                "lots": "Meubels, stoffering en terugname horen bij elkaar: wie het maakt, neemt het ook "
                "terug.",
            },
        ),
        Listed(
            at=on("2026-10-21 10:20"),
            by="bas",
            firms={
                "de-tweede-poot": ("expertise", "Herstelt bureaus en kasten met vakleerlingen."),
                "kringkantoor": ("expertise", "Levert stoelen als dienst en neemt elk deel terug."),
                "kantoorhuis-vechtzoom": ("offer", "Heeft een eigen werkplaats en een voorraad gebruikt."),
                "vlakland-inrichting": ("rotation", "Nog nooit gevraagd, en richt in met gebruikte meubels."),
                "draad-en-daad": None,
            },
        ),
        Answered(at=on("2026-10-21 10:50"), by="bas", firm="draad-en-daad", verb="leave_out"),
        Taken(at=on("2026-10-27 10:55"), by="marjan", verb="submit"),
        Taken(at=on("2026-11-17 13:45"), by="bas", verb="advise"),
    ),
)
