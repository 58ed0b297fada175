"""Laptops: a draft in which much is still asked, and in which the lowest price stands without a reason."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.shape import Ambition, Approach, DemoProcurement, Purpose, WhatAndHowMuch, on

NEED = (
    "De laptops van 640 medewerkers zijn in 2027 vijf jaar oud en krijgen geen beveiliging meer. "
    "Medewerkers moeten veilig en vlot kunnen werken, thuis en op kantoor."
)

LAPTOPS = DemoProcurement(
    key="laptops",
    at=on("2026-10-26 11:15"),
    by="marjan",
    department="bedrijfsvoering",
    title="Laptops voor medewerkers 2027",
    need=NEED,
    history=(
        Purpose(
            at=on("2026-10-28 16:00"),
            by="marjan",
            title="Laptops voor medewerkers 2027",
            value="Wij weten waar onze laptops gemaakt zijn en dat de makers ervan kunnen leven. "
            "Oude laptops gaan naar gezinnen die er geen hebben.",
            for_whom="De mensen die onze laptops maken, en kinderen in Veenmeer zonder eigen laptop.",
            need=NEED,
            goals=("keten",),
            alternatives={
                "reuse": (
                    True,
                    "Met een nieuwe accu en meer geheugen kan ongeveer een derde nog twee jaar mee. "
                    "ICT zoekt dit voor december uit.",
                ),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-11-03 09:35"),
            by="marjan",
            part={
                "contract": "supplies",
                "cpv": ["30213100"],
                "estimate": "704000",
            },
            start_on=date(2027, 2, 1),
        ),
        Ambition(
            at=on("2026-11-03 10:05"),
            by="marjan",
            themes={"supply_chain_responsibility": 2, "circular": 1},
            why="Bij ICT zitten de grootste misstanden ver weg: in mijnen en in fabrieken.",
        ),
        Approach(
            at=on("2026-11-04 14:50"),
            by="marjan",
            part={"procedure_chosen": "european", "award": "price"},
            motivations={
                "procedure": "De waarde ligt boven de Europese drempel. Een samenwerking met andere "
                "gemeenten "
                "past niet: onze laptops zijn eerder aan vervanging toe.",
            },
        ),
    ),
)
