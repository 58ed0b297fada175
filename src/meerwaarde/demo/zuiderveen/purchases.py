"""What the water authority bought quickly."""

from __future__ import annotations

from meerwaarde.demo.purchases.written import (
    BUS,
    FLOWERS,
    LUNCH,
    MEETING,
    PRINTING,
    SEEDS,
    TRANSLATION,
    bought,
)

PURCHASES = (
    bought(
        "2025-10-14 10:05",
        "hendrik",
        "Lunch bij de schouw van de boezemkades",
        410,
        "veldkeuken-ommeloop",
        cpv=LUNCH,
        place="Gemaal Oostermond",
    ),
    bought(
        "2025-12-11 15:20",
        "karin",
        "Bloemen voor een afscheid van een bestuurder",
        72,
        "duizendblad",
        cpv=FLOWERS,
        place="Waterschapshuis",
    ),
    bought(
        "2026-03-19 09:45",
        "yara",
        "Busje met chauffeur voor een schoolbezoek aan de zuivering",
        360,
        "samen-onderweg",
        cpv=BUS,
        place="Zuivering Oostermond",
    ),
    bought(
        "2026-05-21 11:10",
        "hendrik",
        "Bloemenzaad voor bewoners langs de kade",
        1_250,
        "wilde-berm",
        cpv=SEEDS,
        place="Zuidwetering",
    ),
    bought(
        "2026-06-18 14:35",
        "marit",
        "Overleg met de directie op de zorgboerderij",
        295,
        "de-lange-akker",
        cpv=MEETING,
        place="Westerbork",
    ),
    bought(
        "2026-09-10 10:50",
        "karin",
        "Waterkrant over de muskusrat, 4.000 stuks",
        1_780,
        "drukhuis-de-rol",
        cpv=PRINTING,
        place="Waterschapshuis",
        reason="not_in_time",
    ),
    bought(
        "2026-11-11 13:25",
        "lotte",
        "Uitleg over de heffing vertalen in vijf talen",
        690,
        "woordbrug",
        cpv=TRANSLATION,
        place="Waterschapshuis",
    ),
)
