"""Day care close to home under the Wmo: social services, returned once and handed in again."""

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

TITLE = "Dagbesteding dichtbij (Wmo) 2027–2031"
NEED = (
    "Ruim 260 inwoners hebben een plek nodig waar zij overdag iets zinvols doen en mensen ontmoeten. "
    "Nu rijden zij gemiddeld 11 kilometer met een busje. In zes wijken en dorpen is er niets in de buurt."
)

DAY_CARE = DemoProcurement(
    key="dagbesteding",
    at=on("2026-09-21 10:50"),
    by="farid",
    department="sociaal-domein",
    title=TITLE,
    need=NEED,
    history=(
        Purpose(
            at=on("2026-09-23 13:05"),
            by="farid",
            title=TITLE,
            value="Elke inwoner met een indicatie heeft binnen drie kilometer een plek die bij hem of haar "
            "past. "
            "Elk jaar zetten twintig deelnemers een stap naar werk of vrijwilligerswerk.",
            for_whom="Inwoners met een beperking, dementie of psychische klachten, en hun mantelzorgers.",
            need=NEED,
            goals=("dichtbij", "reele-prijs", "banen"),
            alternatives={
                "do_not_buy": (
                    True,
                    "Een deel van de mensen redt het met een open inloop in het buurthuis. "
                    "Voor 260 mensen is dat niet genoeg.",
                ),
                "share": (
                    True,
                    "Met drie buurgemeenten stemmen wij tarieven af. Plekken kopen wij zelf, want dichtbij "
                    "is het doel.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-09-24 16:10"),
            by="farid",
            part={
                "contract": "social_services",
                "cpv": ["85312100", "85312300"],
                "estimate": "2640000",
                "duration_months": 48,
            },
            start_on=date(2026, 12, 15),
            lots=(
                DemoLot(code="1", name="Ouderen en dementie", euros=1_180_000, cpv="85312100"),
                DemoLot(code="2", name="Leren en werken", euros=940_000, cpv="85312300"),
                DemoLot(code="3", name="Kleine plekken in dorpen", euros=520_000, cpv="85312100"),
            ),
        ),
        Taken(at=on("2026-10-01 09:15"), by="farid", verb="submit"),
        Taken(
            at=on("2026-10-07 15:55"),
            by="bas",
            verb="return",
            note="Mooi doel. Kies nog een niveau per thema, en schrijf op hoe u kwaliteit en een reële prijs "
            "borgt. "
            "De aanbieders vroegen daar in september ook om.",
        ),
        Ambition(
            at=on("2026-10-20 10:35"),
            by="farid",
            themes={"diversity_inclusion": 3, "social_return": 2, "climate": 1},
            why="Meedoen is het doel zelf. Een stap naar werk past bij perceel 2. "
            "Minder kilometers met busjes helpt ook het klimaat.",
        ),
        Approach(
            at=on("2026-11-10 11:45"),
            by="farid",
            part={
                "procedure_chosen": "european_light",
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "20", "quality": "50", "social_value": "30"},
                "scoring_guide": True,
                "labour_share": "0.75",
                "social_return_percentage": "2",
                "location_required": False,
                "turnover_requirement_percentage": "0",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "Sociale en andere specifieke diensten boven € 750.000: "
                "wij kondigen aan en kiezen in een eenvoudige procedure.",
                "lots": "Drie percelen, zodat ook een zorgboerderij of buurthuis met acht plekken kan "
                "meedoen.",
            },
        ),
        Weighed(
            at=on("2026-11-11 09:25"),
            by="farid",
            instrument="market_consultation",
            choice="use",
            why="Op 3 september spraken wij 19 aanbieders en de cliëntenraad. Het verslag staat in het "
            "dossier.",
        ),
        Taken(at=on("2026-11-12 08:50"), by="farid", verb="submit"),
    ),
)
