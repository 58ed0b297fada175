"""Painting, solar roofs, a roof that leaked and a bridge: works of two years, small and large."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.procurements.usual import DIRECT, USUAL
from meerwaarde.demo.shape import (
    Ambition,
    Answered,
    Approach,
    Approved,
    Asked,
    DemoProcurement,
    Explained,
    Listed,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)

PAINTING_NEED = (
    "Bij vier buurthuizen bladdert de verf. Wie nu schildert, spaart over drie jaar nieuwe kozijnen."
)

PAINTING = DemoProcurement(
    key="schilderwerk",
    at=on("2025-02-10 11:00"),
    by="sietse",
    department="vastgoed",
    title="Schilderwerk vier buurthuizen",
    need=PAINTING_NEED,
    history=(
        Purpose(
            at=on("2025-02-11 09:30"),
            by="sietse",
            title="Schilderwerk vier buurthuizen",
            value="Acht leerlingen schilderen onder een meester de huizen van hun eigen buurt.",
            for_whom="Jongeren die een vak leren, en bezoekers van de buurthuizen.",
            need=PAINTING_NEED,
            goals=("kansen-2022",),
            alternatives={
                "do_not_buy": (True, "Een jaar wachten kan bij twee huizen, maar kost dan meer."),
                "reuse": (True, "De kozijnen blijven; alleen zes dorpels worden vervangen."),
            },
        ),
        WhatAndHowMuch(
            at=on("2025-02-12 10:15"),
            by="sietse",
            part={"contract": "works", "cpv": ["45442100"], "estimate": "58000", "duration_months": 4},
            start_on=date(2025, 3, 24),
            divided=False,
        ),
        Ambition(
            at=on("2025-02-12 10:40"),
            by="sietse",
            themes={"social_return": 3, "environment_biodiversity": 1},
            why="Schilderen is voor een groot deel handwerk. Verf op lijnolie is gewoon te krijgen.",
        ),
        Listed(
            at=on("2025-02-18 14:00"),
            by="samira",
            firms={
                "schilders-van-morgen": ("expertise", "Leidt schilders op en heeft een meester per vier.")
            },
        ),
        Weighed(
            at=on("2025-02-18 14:20"),
            by="samira",
            instrument="direct_award",
            choice="use",
            why="Onder € 100.000 mag één offerte. Deze school heeft leerlingen uit onze wijken.",
        ),
        Approach(
            at=on("2025-02-18 14:45"),
            by="samira",
            part={**DIRECT, "labour_share": "0.8"},
            motivations={
                "procedure": "Werken onder € 100.000: één offerte.",
                "invitees": "Gekozen op opleiding, meesters per ploeg en ruimte in het voorjaar.",
                "lots": "Vier gelijke gebouwen na elkaar, met één ploeg.",
            },
        ),
        Taken(at=on("2025-02-20 09:10"), by="sietse", verb="submit"),
        Taken(at=on("2025-03-04 15:20"), by="samira", verb="advise"),
        Asked(at=on("2025-03-24 09:00"), by="samira", firms=("schilders-van-morgen",)),
        Answered(
            at=on("2025-04-02 11:00"), by="samira", firm="schilders-van-morgen", verb="quote", euros=56_900
        ),
        Answered(at=on("2025-04-03 10:00"), by="samira", firm="schilders-van-morgen", verb="choose"),
        Taken(at=on("2025-04-03 16:30"), by="samira", verb="decide"),
    ),
)

SOLAR_NEED = (
    "Op elf daken van scholen en sporthallen kunnen zonnepanelen liggen. Het stroomnet is overdag vol, dus "
    "een deel moet ter plekke worden gebruikt."
)

SOLAR_ROOFS = DemoProcurement(
    key="zonnedaken",
    at=on("2025-11-17 10:30"),
    by="leonie",
    department="vastgoed",
    title="Zonnepanelen op elf daken",
    need=SOLAR_NEED,
    history=(
        Purpose(
            at=on("2025-11-18 09:00"),
            by="sietse",
            title="Zonnepanelen op elf daken",
            value="Elf gebouwen wekken samen 640.000 kWh op. De straat deelt mee via een batterij.",
            for_whom="Scholen, verenigingen en bewoners rond de daken.",
            need=SOLAR_NEED,
            goals=("daken-2022",),
            alternatives={
                "share": (True, "De energiecoöperatie kan drie daken zelf beheren. Dat proberen wij."),
                "as_a_service": (True, "Huren van panelen kost over vijftien jaar een kwart meer."),
            },
        ),
        WhatAndHowMuch(
            at=on("2025-11-20 13:45"),
            by="leonie",
            part={
                "contract": "works",
                "cpv": ["45261215", "09332000"],
                "estimate": "410000",
                "duration_months": 9,
            },
            start_on=date(2026, 2, 2),
            divided=False,
        ),
        Ambition(
            at=on("2025-11-20 14:10"),
            by="leonie",
            themes={"climate": 3, "supply_chain_responsibility": 2, "circular": 1},
            why="De stroom is het doel. Bij panelen vragen wij waar het silicium vandaan komt.",
        ),
        Approach(
            at=on("2025-11-26 11:00"),
            by="samira",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "40", "quality": "45", "social_value": "15"},
                "labour_share": "0.15",
                "social_return_percentage": "1",
            },
            motivations={
                "procedure": "Werken onder € 1,5 miljoen: drie offertes.",
                "invitees": "Drie installateurs met ervaring op daken van scholen.",
                "lots": "Elf gelijke daken op één omvormerplan.",
                "deviation_from_policy": "Van de prijs is 15% arbeid. Eén procent past daarbij.",
            },
        ),
        Explained(
            at=on("2025-11-27 10:20"),
            by="sietse",
            rule="K1",
            reason="disproportionate",
            text="Weinig arbeid, dus vijf procent is te veel.",
            evidence=("Raming van de installateur, bijlage 1.", "", ""),
            review_on=date(2026, 11, 1),
        ),
        Listed(
            at=on("2025-11-27 11:00"),
            by="samira",
            firms={
                "warmtewacht": ("offer", "Installeerde in 2024 panelen op twaalf scholen."),
                "veenzon": (
                    "rotation",
                    "Coöperatie van bewoners, voor het eerst gevraagd, met een batterij.",
                ),
                "norgerbrink": ("capacity_region", "Doet het dakwerk zelf en huurt elektra in."),
            },
        ),
        Taken(at=on("2025-11-28 09:10"), by="sietse", verb="submit"),
        Approved(
            at=on("2025-12-03 16:40"),
            by="robert",
            rule="K1",
            verdict="Mager opgeschreven, maar de raming klopt. Volgende keer graag met een berekening.",
        ),
        Taken(at=on("2025-12-16 13:30"), by="samira", verb="advise"),
        Asked(at=on("2026-02-02 09:30"), by="samira", firms=("warmtewacht", "veenzon", "norgerbrink")),
        Answered(at=on("2026-02-16 10:00"), by="samira", firm="veenzon", verb="decline"),
        Answered(at=on("2026-02-23 12:00"), by="samira", firm="norgerbrink", verb="quote", euros=428_000),
        Answered(at=on("2026-02-23 12:10"), by="samira", firm="warmtewacht", verb="quote", euros=396_500),
        Answered(at=on("2026-03-10 14:00"), by="samira", firm="warmtewacht", verb="choose"),
        Taken(at=on("2026-03-12 10:00"), by="samira", verb="decide"),
    ),
)

ROOF_NEED = (
    "Na de hagel van 3 augustus regent het in bij bibliotheek De Brink. De boeken op zolder worden nat."
)

ROOF = DemoProcurement(
    key="dak",
    at=on("2026-08-05 08:20"),
    by="sietse",
    department="vastgoed",
    title="Spoedreparatie dak bibliotheek De Brink",
    need=ROOF_NEED,
    history=(
        Purpose(
            at=on("2026-08-05 08:50"),
            by="sietse",
            title="Spoedreparatie dak bibliotheek De Brink",
            value="De bibliotheek blijft open voor wie daar elke dag komt lezen, leren of schuilen.",
            for_whom="De 300 bezoekers per dag.",
            need=ROOF_NEED,
            goals=("toegankelijk",),
            alternatives={"do_not_buy": (True, "Wachten maakt ook de vloer kapot.")},
        ),
        WhatAndHowMuch(
            at=on("2026-08-05 09:15"),
            by="sietse",
            part={"contract": "works", "cpv": ["45261910"], "estimate": "92000", "duration_months": 2},
            start_on=date(2026, 8, 10),
            divided=False,
        ),
        Ambition(
            at=on("2026-08-05 09:30"),
            by="sietse",
            themes={"circular": 1},
            why="De pannen die nog heel zijn, gaan terug op het dak. Voor meer is nu geen tijd.",
        ),
        Listed(
            at=on("2026-08-05 10:10"),
            by="bas",
            firms={"norgerbrink": ("capacity_region", "Kan morgen beginnen en kent het gebouw.")},
        ),
        Approach(
            at=on("2026-08-05 10:30"),
            by="bas",
            part={**DIRECT, "labour_share": "0.5"},
            motivations={
                "procedure": "Werken onder € 150.000: één offerte.",
                "invitees": "Het enige bedrijf dat dezelfde week een ploeg en een steiger had.",
                "lots": "Een lek dak is niet op te delen.",
            },
        ),
        Explained(
            at=on("2026-08-05 11:00"),
            by="sietse",
            rule="K3",
            reason="urgency",
            text="Op 3 augustus sloeg hagel 400 pannen kapot. Elke bui maakt de schade groter. Pannen uit "
            "een oogst waren niet binnen tien dagen te krijgen; dat vroegen wij aan twee bedrijven. In "
            "oktober "
            "kijken wij of de rest van het dak wel met gebruikte pannen kan.",
            evidence=(
                "Foto's en melding bij de verzekering van 3 augustus 2026.",
                "Verslag van de constructeur van 4 augustus 2026.",
                "Tot 15 oktober 2026; dan is het noodwerk klaar.",
            ),
            review_on=date(2026, 10, 15),
        ),
        Taken(at=on("2026-08-05 11:20"), by="sietse", verb="submit"),
        Approved(
            at=on("2026-08-05 15:45"),
            by="dirk",
            rule="K3",
            verdict="Akkoord. De spoed is aangetoond en er is een einddatum.",
        ),
        Taken(at=on("2026-08-06 09:10"), by="bas", verb="advise"),
        Asked(at=on("2026-08-06 09:30"), by="bas", firms=("norgerbrink",)),
        Answered(at=on("2026-08-07 08:30"), by="bas", firm="norgerbrink", verb="quote", euros=89_700),
        Answered(at=on("2026-08-07 09:00"), by="bas", firm="norgerbrink", verb="choose"),
        Taken(at=on("2026-08-07 09:20"), by="bas", verb="decide"),
    ),
)

BRIDGE_NEED = (
    "De fietsbrug in de Kanaalzone is te zwak voor strooiwagens en gaat in 2027 dicht. Dagelijks fietsen er "
    "1.900 mensen, vooral scholieren."
)

CYCLE_BRIDGE = DemoProcurement(
    key="fietsbrug",
    at=on("2026-08-31 13:00"),
    by="anneke",
    department="openbare-ruimte",
    title="Biobased fietsbrug Kanaalzone",
    need=BRIDGE_NEED,
    history=(
        Purpose(
            at=on("2026-09-01 10:20"),
            by="anneke",
            title="Biobased fietsbrug Kanaalzone",
            value="Een brug die koolstof vasthoudt en later uit elkaar kan. Leerlingen bouwen het dek mee.",
            for_whom="Fietsers en scholieren, en leerlingen van het vakcollege.",
            need=BRIDGE_NEED,
            goals=("tweede-leven", "banen"),
            alternatives={
                "do_not_buy": (True, "Omfietsen is 2,4 kilometer. Dan gaan scholieren weer met de auto."),
                "reuse": (True, "De landhoofden blijven. Het staal van de oude brug gaat naar een maker."),
                "launching_customer": (True, "Dekdelen van vlas en hars zijn hier nog niet eerder gebruikt."),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-09-07 11:30"),
            by="ilse",
            part={
                "contract": "works",
                "cpv": ["45221113", "45233162"],
                "estimate": "780000",
                "duration_months": 11,
            },
            start_on=date(2026, 12, 14),
            divided=False,
        ),
        Ambition(
            at=on("2026-09-08 09:50"),
            by="ilse",
            themes={"circular": 3, "climate": 2, "social_return": 1},
            why="Het materiaal is de kern van de opdracht. Leerplekken passen bij het dek.",
        ),
        Approach(
            at=on("2026-09-21 14:30"),
            by="bas",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "35", "quality": "45", "social_value": "20"},
                "labour_share": "0.25",
                "social_return_percentage": "2",
            },
            motivations={
                "procedure": "Werken onder € 1,5 miljoen: drie offertes.",
                "invitees": "Drie bouwers: een die met plantaardig materiaal werkt, een grote en een kleine.",
                "lots": "Fundering en dek dragen elkaar; één partij moet ervoor instaan.",
                "deviation_from_policy": "Van de prijs is 25% arbeid. Twee procent past daarbij.",
            },
        ),
        Explained(
            at=on("2026-09-22 10:05"),
            by="anneke",
            rule="K10",
            reason="disproportionate",
            text="Een kwart van de prijs is arbeid, de rest is materiaal uit een fabriek. Vijf procent zou "
            "€ 39.000 zijn: meer dan een leerplek per drie bouwers op een ploeg van elf. Twee procent geeft "
            "twee leerplekken van elf maanden, en die vult het vakcollege al in.",
            evidence=(
                "Raming van 15 september 2026: € 780.000, elf maanden.",
                "Brief van het vakcollege over twee leerplekken, 17 september 2026.",
                "Bekeken: social return alleen over het dek. Dat geeft één leerplek minder.",
            ),
            review_on=date(2027, 9, 1),
        ),
        Listed(
            at=on("2026-09-23 13:10"),
            by="bas",
            firms={
                "hennephuis": ("expertise", "Bouwde drie scholen met vlas en hennep, met meetrapporten."),
                "dollardzijl": ("capacity_region", "Heeft de kranen en pontons voor deze overspanning."),
                "norgerbrink": (
                    "spread_of_size",
                    "Kleine bouwer die met een onderaannemer voor het dek komt.",
                ),
                "sloop-en-oogst": None,
            },
        ),
        Answered(at=on("2026-09-23 13:40"), by="bas", firm="sloop-en-oogst", verb="leave_out"),
        Taken(at=on("2026-09-24 08:50"), by="anneke", verb="submit"),
        Approved(
            at=on("2026-09-30 11:20"),
            by="robert",
            rule="K10",
            verdict="Goed uitgelegd en gerekend. Leg de twee leerplekken vast in het contract.",
        ),
        Taken(at=on("2026-10-27 15:15"), by="bas", verb="advise"),
    ),
)
