"""Printing and mailing: three quotes under the earlier policy, one from a small firm. Settled in 2025."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.procurements.usual import USUAL
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

TITLE = "Drukwerk en verzending 2025–2027"
NEED = (
    "Elk jaar gaan er 190.000 brieven en folders de deur uit. Inwoners klagen over lange brieven en te veel "
    "papier."
)

PRINTING = DemoProcurement(
    key="drukwerk",
    at=on("2024-12-09 10:10"),
    by="marjan",
    department="bedrijfsvoering",
    title=TITLE,
    need=NEED,
    history=(
        Purpose(
            at=on("2024-12-10 09:25"),
            by="marjan",
            title=TITLE,
            value="Minder papier, en werk voor mensen die in een drukke werkplaats vastlopen.",
            for_whom="Inwoners die onze post krijgen, en wie rust nodig heeft op het werk.",
            need=NEED,
            goals=("kansen-2022", "afval-2022"),
            alternatives={
                "do_not_buy": (True, "Een op de vier brieven kan digitaal. Die drukken wij niet meer."),
                "share": (True, "De veiligheidsregio drukt zelf. Dat lukt niet met ons volume."),
            },
        ),
        WhatAndHowMuch(
            at=on("2024-12-12 13:30"),
            by="marjan",
            part={
                "contract": "services",
                "cpv": ["79810000", "79824000"],
                "estimate": "62000",
                "duration_months": 24,
            },
            start_on=date(2025, 1, 20),
            divided=False,
        ),
        Ambition(
            at=on("2024-12-12 14:00"),
            by="marjan",
            themes={"circular": 2, "social_return": 1},
            why="Papier is de grootste post. Werk voor de doelgroep komt mee als een drukker dat biedt.",
        ),
        Weighed(
            at=on("2024-12-17 10:00"),
            by="bas",
            instrument="quote_from_social_enterprise",
            choice="use",
            why="Een van de drie is een sociale drukkerij die deze oplage aankan.",
        ),
        Approach(
            at=on("2024-12-17 10:30"),
            by="bas",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "50", "quality": "35", "social_value": "15"},
                "labour_share": "0.5",
            },
            motivations={
                "procedure": "Boven € 30.000 vraagt ons beleid drie offertes.",
                "invitees": "Drie bedrijven die zowel drukken als verzenden.",
                "lots": "Drukken en verzenden gaan in één doos de deur uit.",
            },
        ),
        Listed(
            at=on("2024-12-18 13:20"),
            by="bas",
            firms={
                "de-losse-letter": ("offer", "Drukt en verzendt, en deed dat eerder voor een school."),
                "drukhuis-de-rol": ("spread_of_size", "Klein bedrijf met een eigen bezorgploeg."),
                "post-op-pad": ("rotation", "Nog nooit gevraagd. Laat drukken en verzendt zelf."),
            },
        ),
        Taken(at=on("2024-12-19 09:00"), by="marjan", verb="submit"),
        Taken(at=on("2025-01-14 11:45"), by="bas", verb="advise"),
        Asked(
            at=on("2025-01-20 10:20"),
            by="bas",
            firms=("de-losse-letter", "drukhuis-de-rol", "post-op-pad"),
        ),
        Answered(at=on("2025-01-28 09:00"), by="bas", firm="post-op-pad", verb="decline"),
        Answered(at=on("2025-02-03 12:00"), by="bas", firm="drukhuis-de-rol", verb="quote", euros=60_400),
        Answered(at=on("2025-02-03 12:05"), by="bas", firm="de-losse-letter", verb="quote", euros=61_800),
        Answered(at=on("2025-02-12 15:00"), by="bas", firm="de-losse-letter", verb="choose"),
        Taken(at=on("2025-02-13 09:40"), by="bas", verb="decide"),
    ),
)
