"""Upkeep of public green, begun from the notice of the contract that ends; a part is reserved. Advised."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.shape import (
    Ambition,
    Approach,
    DemoLot,
    DemoProcurement,
    Explained,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)

TITLE = "Onderhoud openbaar groen 2027–2031"
NEED = (
    "De wijken, bermen en parken van Veenmeer moeten veilig, mooi en vol leven zijn. Het contract van 2024 "
    "loopt "
    "af. Bewoners klagen niet over te weinig maaien, maar over te veel: de bloemen verdwijnen net als ze "
    "bloeien."
)

GREEN = DemoProcurement(
    key="groen",
    at=on("2026-09-02 09:20"),
    by="anneke",
    department="openbare-ruimte",
    title=TITLE,
    need=NEED,
    notice="veenmeer-groen-2024.xml",
    history=(
        Purpose(
            at=on("2026-09-02 10:05"),
            by="anneke",
            title=TITLE,
            value="Negentig hectare extra groen met natuurlijk beheer: meer soorten bloemen, bijen en "
            "vlinders. "
            "Vijfentwintig mensen met een arbeidsbeperking houden of vinden buitenwerk dicht bij huis.",
            for_whom="Bewoners van alle wijken, mensen met een arbeidsbeperking, en alles wat groeit en "
            "vliegt.",
            need=NEED,
            goals=("natuur", "banen", "streek"),
            alternatives={
                "do_not_buy": (
                    True,
                    "Op 31 hectare berm is twee keer maaien per jaar genoeg. "
                    "Dat werk kopen wij niet meer in.",
                ),
                "share": (
                    True,
                    "Het waterschap maait de slootkanten. Wij stemmen de rondes op elkaar af, "
                    "maar de contracten blijven apart.",
                ),
                "reuse": (
                    True,
                    "Snoeihout en blad blijven in het park of worden compost voor de wijktuinen.",
                ),
                "as_a_service": (False, "Past niet bij een dienst."),
                "launching_customer": (
                    True,
                    "Een zelfrijdende maaier op zonne-energie is er nog niet voor bermen. Wij volgen een "
                    "proef.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-09-08 13:40"),
            by="ilse",
            part={
                "contract": "services",
                "cpv": ["77310000", "77313000", "77314000"],
                "estimate": "1160000",
                "duration_months": 48,
            },
            start_on=date(2026, 12, 1),
            lots=(
                DemoLot(code="1", name="Bermen en sloten", euros=430_000, cpv="77314000", exempt=False),
                DemoLot(
                    code="2", name="Wijkgroen (voorbehouden)", euros=520_000, cpv="77310000", exempt=False
                ),
                DemoLot(code="3", name="Natuurlijke parken", euros=210_000, cpv="77313000", exempt=False),
            ),
        ),
        Ambition(
            at=on("2026-09-10 15:15"),
            by="ilse",
            themes={"environment_biodiversity": 3, "social_return": 3, "climate": 2, "circular": 1},
            why="Groen is onze grootste kans voor natuur en voor werk tegelijk. Elektrisch gereedschap hoort "
            "erbij, "
            "omdat het stiller is en zonder uitstoot.",
        ),
        Weighed(
            at=on("2026-09-22 10:25"),
            by="samira",
            instrument="reserved_contract",
            choice="use",
            why="Alleen voor perceel 2. In de marktconsultatie bleken vier organisaties aan de eisen te "
            "voldoen, "
            "dus er blijft echte mededinging.",
        ),
        Weighed(
            at=on("2026-09-22 10:40"),
            by="samira",
            instrument="outcome_award_criterion",
            choice="use",
            why="Inschrijvers beloven een aantal soorten in de telling van jaar drie. "
            "De natuurvereniging telt mee volgens een vaste methode.",
        ),
        Weighed(
            at=on("2026-09-22 10:55"),
            by="samira",
            instrument="performance_incentive",
            choice="not",
            why="Een bonus op soorten lokt discussie uit over het weer. Goed overleg per kwartaal werkt "
            "beter.",
        ),
        Weighed(
            at=on("2026-09-22 11:06"),
            by="samira",
            instrument="contract_condition_social_return",
            choice="use",
            why="Voor de percelen 1 en 3. Op perceel 2 is werk voor de doelgroep al de kern van de opdracht.",
        ),
        Weighed(
            at=on("2026-09-22 11:15"),
            by="samira",
            instrument="market_consultation",
            choice="use",
            why="Op 27 augustus liepen wij met negen bedrijven een ronde door wijk en park. Het verslag is "
            "openbaar.",
        ),
        Approach(
            at=on("2026-09-24 11:20"),
            by="samira",
            part={
                "procedure_chosen": "european",
                "cross_border_interest": True,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "35", "quality": "40", "social_value": "25"},
                "scoring_guide": True,
                "labour_share": "0.6",
                "social_return_percentage": "2.8",
                "reserved": "2.82",
                "reserved_type": "integration_enterprise",
                "reserved_proof_share": "0.3",
                "reserved_main_purpose_proof": True,
                "reserved_in_notice": True,
                "reserved_candidates": 4,
                "location_required": False,
                "label_required": False,
                "turnover_requirement_percentage": "0",
                "reference_requirement_percentage": "60",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "Het geheel ligt boven de Europese drempel. Perceel 2 is voorbehouden volgens "
                "artikel 2.82; ook daar kiezen wij uit meerdere inschrijvingen.",
                "deviation_from_policy": "Op perceel 2 is het werk zelf al social return. Over de percelen 1 "
                "en 3 "
                "vragen wij 5%; over het geheel is dat 2,8%.",
                "lots": "Drie percelen naar soort groen. Wie goed is in bermen, hoeft geen parken te kunnen.",
            },
        ),
        Explained(
            at=on("2026-10-02 15:20"),
            by="anneke",
            rule="K10",
            reason="disproportionate",
            text="Op perceel 2 is werk voor de doelgroep al de hele opdracht: 25 mensen, van wie wij de "
            "loonkosten betalen. Nog eens vijf procent daarbovenop vraagt dubbel. Over de percelen 1 en 3 "
            "vragen wij wel vijf procent. Samen is dat 2,8% van het geheel.",
            evidence=(
                "Raming per perceel, bijlage 2 van dit dossier.",
                "Berekening van de social-returncoördinator van 29 september 2026.",
                "Vijf procent over de percelen 1 en 3 is de lichtere vorm die wij kiezen.",
            ),
            review_on=date(2027, 10, 1),
        ),
        Taken(at=on("2026-10-05 09:10"), by="anneke", verb="submit"),
        Taken(at=on("2026-11-05 14:30"), by="samira", verb="advise"),
    ),
)
