"""Renovation of a sports hall: works in lots, withdrawn because the council decides about the money later."""

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
    "Sporthal De Veenhoek is uit 1979. Het dak lekt, de ketel is op en wie in een rolstoel zit, komt niet "
    "bij de "
    "kleedkamers. Twaalf verenigingen en twee scholen hebben een droge, warme en toegankelijke zaal nodig."
)

SPORTS_HALL = DemoProcurement(
    key="sporthal",
    at=on("2026-08-25 13:30"),
    by="sietse",
    department="vastgoed",
    title="Renovatie sporthal De Veenhoek",
    need=NEED,
    history=(
        Purpose(
            at=on("2026-08-26 09:15"),
            by="sietse",
            title="Renovatie sporthal De Veenhoek",
            value="Een hal die van het aardgas af is, waar iedereen naar binnen kan, en waarvan de oude "
            "materialen "
            "een tweede leven krijgen. Acht leerlingen van de praktijkschool leren het vak op de bouwplaats.",
            for_whom="Sporters en scholen in de wijk Meerzicht, mensen met een beperking, "
            "en jongeren die een vak leren.",
            need=NEED,
            goals=("aardgas", "toegankelijk", "tweede-leven", "banen"),
            alternatives={
                "do_not_buy": (
                    True,
                    "Sluiten en uitwijken naar de hal in Oosterveld kan niet: die is al vol op alle avonden.",
                ),
                "reuse": (
                    True,
                    "De stalen spanten en de tribune blijven. De sportvloer gaat naar het buurthuis.",
                ),
                "launching_customer": (
                    True,
                    "Voor isolatie van plantenvezels uit de regio kunnen wij een van de eerste klanten zijn.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-09-02 10:20"),
            by="leonie",
            part={
                "contract": "works",
                "cpv": ["45453100", "45331000", "45111100"],
                "estimate": "1850000",
                "duration_months": 14,
            },
            start_on=date(2027, 1, 18),
            lots=(
                DemoLot(code="1", name="Bouwkundig werk en isolatie", euros=1_120_000, cpv="45453100"),
                DemoLot(code="2", name="Verwarming en ventilatie zonder gas", euros=560_000, cpv="45331000"),
                DemoLot(code="3", name="Oogsten van materialen en slopen", euros=170_000, cpv="45111100"),
            ),
        ),
        Ambition(
            at=on("2026-09-04 11:00"),
            by="leonie",
            themes={"climate": 3, "circular": 2, "diversity_inclusion": 2, "social_return": 1},
            why="Het gebouw zelf bepaalt de keuze: gas eruit, iedereen erin, en materialen die blijven. "
            "Social return volgt met leerplekken.",
        ),
        Approach(
            at=on("2026-09-09 14:45"),
            by="leonie",
            part={
                "procedure_chosen": "national",
                "cross_border_interest": False,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "40", "quality": "40", "social_value": "20"},
                "scoring_guide": True,
                "labour_share": "0.45",
                "social_return_percentage": "5",
                "turnover_requirement_percentage": "0",
                "reference_requirement_percentage": "60",
                "references_per_competence": 1,
                "location_required": False,
                "label_required": True,
                "label_or_equivalent": True,
            },
            motivations={
                "procedure": "Boven € 1,5 miljoen schrijft ons kader een aankondiging voor. "
                "De markt voor installateurs is breed genoeg.",
            },
        ),
        Weighed(
            at=on("2026-09-10 09:30"),
            by="leonie",
            instrument="functional_specification",
            choice="use",
            why="Wij vragen een warme hal zonder gas en laten de techniek aan de markt.",
        ),
        Taken(at=on("2026-09-14 16:20"), by="sietse", verb="submit"),
        Taken(at=on("2026-09-29 09:05"), by="sietse", verb="withdraw"),
    ),
)
