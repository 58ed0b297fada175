"""Cleaning of the municipal buildings: European, in lots, one of which is an impact lot. Settled."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.shape import (
    Ambition,
    Approach,
    DemoLot,
    DemoProcurement,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)

NEED = (
    "De 34 gemeentelijke gebouwen moeten schoon, gezond en prettig zijn voor bezoekers en medewerkers. "
    "Het huidige contract eindigt op 31 maart 2027. De schoonmakers werken nu vaak 's avonds en alleen; "
    "in drie jaar wisselde de helft van de ploeg."
)

CLEANING = DemoProcurement(
    key="schoonmaak",
    at=on("2026-08-17 10:12"),
    by="leonie",
    department="vastgoed",
    title="Schoonmaak gemeentelijke gebouwen 2027–2031",
    need=NEED,
    history=(
        Purpose(
            at=on("2026-08-18 14:05"),
            by="leonie",
            title="Schoonmaak gemeentelijke gebouwen 2027–2031",
            value="Twintig mensen die nu langs de kant staan, krijgen een vaste baan in de schoonmaak. "
            "Schoonmakers werken overdag, krijgen scholing en zijn bekend in het gebouw. "
            "Wij gebruiken geen middelen die slecht zijn voor mens of water.",
            for_whom="Inwoners die moeilijk aan werk komen, de schoonmakers zelf, "
            "en iedereen die onze gebouwen bezoekt of er werkt.",
            need=NEED,
            goals=("waarde", "banen", "streek"),
            alternatives={
                "do_not_buy": (
                    True,
                    "Minder vaak schoonmaken kan in elf gebouwen: wij maken schoon naar gebruik. "
                    "Dat scheelt ongeveer een tiende van de uren.",
                ),
                "reuse": (False, "Past niet bij een dienst."),
                "share": (
                    True,
                    "De openbare school en het muziekhuis hebben een contract tot 2029. "
                    "Dan bekijken wij of samen inkopen hun iets oplevert.",
                ),
                "as_a_service": (
                    True,
                    "De machines en middelen blijven van de schoonmaker, die daardoor zuinig doseert.",
                ),
                "launching_customer": (
                    True,
                    "Er is geen nieuwe oplossing gevonden die op een eerste klant wacht.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-08-20 11:30"),
            by="leonie",
            part={
                "contract": "services",
                "cpv": ["90911200", "90911300"],
                "estimate": "1240000",
                "duration_months": 48,
            },
            start_on=date(2026, 10, 12),
            lots=(
                DemoLot(
                    code="1",
                    name="Gemeentehuis, werf en bibliotheek",
                    euros=620_000,
                    cpv="90911200",
                    exempt=False,
                ),
                DemoLot(
                    code="2", name="Sporthallen en buurthuizen", euros=544_000, cpv="90911200", exempt=False
                ),
                DemoLot(
                    code="3", name="Impactperceel: glasbewassing", euros=76_000, cpv="90911300", exempt=True
                ),
            ),
        ),
        Ambition(
            at=on("2026-08-27 09:45"),
            by="leonie",
            themes={
                "social_return": 3,
                "diversity_inclusion": 2,
                "environment_biodiversity": 2,
                "circular": 1,
            },
            why="Schoonmaak is voor 85% werk van mensen. Daarom zetten wij hoog in op werk en goed "
            "werkgeverschap. "
            "Middelen en doekjes volgen op afstand.",
        ),
        Weighed(
            at=on("2026-09-01 15:20"),
            by="bas",
            instrument="impact_lot",
            choice="use",
            why="De glasbewassing is los werk dat een kleine sociale onderneming goed alleen kan. "
            "Het perceel is 6% van het geheel en blijft onder € 80.000.",
        ),
        Weighed(
            at=on("2026-09-01 15:32"),
            by="bas",
            instrument="award_criterion_social_value",
            choice="use",
            why="In de marktconsultatie zeiden vijf van de zes bedrijven dat een plan voor vaste banen hen "
            "onderscheidt.",
        ),
        Weighed(
            at=on("2026-09-01 15:40"),
            by="bas",
            instrument="contract_condition_social_return",
            choice="use",
            why="Vijf procent past bij dit werk. De social-returncoördinator bespreekt het plan binnen een "
            "maand.",
        ),
        Weighed(
            at=on("2026-09-01 15:52"),
            by="bas",
            instrument="reserved_contract",
            choice="not",
            why="Voor de grote percelen zijn in onze regio te weinig bedrijven die aan artikel 2.82 voldoen. "
            "Een perceel voor glas en een zwaar sociaal criterium bereiken hier meer.",
        ),
        Weighed(
            at=on("2026-09-01 16:05"),
            by="bas",
            instrument="small_lots_exemption",
            choice="use",
            why="Alleen voor perceel 3. Zo blijft een kleine inkoop ook klein in regels en papier.",
        ),
        Weighed(
            at=on("2026-09-01 16:11"),
            by="bas",
            instrument="quote_from_social_enterprise",
            choice="use",
            why="Voor perceel 3 vragen wij drie offertes, waarvan twee aan sociale ondernemingen met "
            "ervaring in glas.",
        ),
        Weighed(
            at=on("2026-09-01 16:18"),
            by="bas",
            instrument="market_consultation",
            choice="use",
            why="In juni spraken wij zes bedrijven. Het verslag gaat mee met de aankondiging.",
        ),
        Weighed(
            at=on("2026-09-01 16:26"),
            by="bas",
            instrument="performance_incentive",
            choice="not",
            why="Een bonus op vaste banen is lastig te meten. Een helder plan en een gesprek per kwartaal "
            "zijn genoeg.",
        ),
        Approach(
            at=on("2026-09-03 13:10"),
            by="bas",
            part={
                "procedure_chosen": "european",
                "cross_border_interest": True,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "30", "quality": "45", "social_value": "25"},
                "scoring_guide": True,
                "labour_share": "0.85",
                "social_return_percentage": "5",
                "location_required": False,
                "label_required": False,
                "turnover_requirement_percentage": "0",
                "reference_requirement_percentage": "50",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "De waarde ligt ver boven de Europese drempel. Wij kiezen de openbare "
                "procedure, "
                "zodat ook nieuwe bedrijven zich kunnen melden.",
            },
        ),
        Taken(at=on("2026-09-07 08:55"), by="sietse", verb="submit"),
        Taken(at=on("2026-09-17 16:05"), by="bas", verb="advise"),
        Taken(at=on("2026-10-08 10:40"), by="bas", verb="decide"),
    ),
)
