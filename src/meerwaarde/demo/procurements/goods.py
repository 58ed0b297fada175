"""Playgrounds, old computers, work clothes, and paper from verges."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.procurements.usual import DIRECT, USUAL
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

PLAY_NEED = "In drie wijken staan toestellen van 1998. Kinderen spelen liever op de hoop zand ernaast."

PLAYGROUNDS = DemoProcurement(
    key="speelplekken",
    at=on("2025-04-28 10:20"),
    by="anneke",
    department="openbare-ruimte",
    title="Natuurlijke speelplekken in drie wijken",
    need=PLAY_NEED,
    history=(
        Purpose(
            at=on("2025-04-29 09:45"),
            by="anneke",
            title="Natuurlijke speelplekken in drie wijken",
            value="Kinderen spelen met hout, water en zand. De toestellen komen uit een werkplaats waar "
            "mensen hun werkritme terugvinden.",
            for_whom="Zevenhonderd kinderen, en vijftien mensen in de werkplaats.",
            need=PLAY_NEED,
            goals=("kansen-2022", "afval-2022"),
            alternatives={
                "reuse": (True, "Vier wipveren zijn nog goed. Die krijgen een nieuwe plek."),
                "do_not_buy": (True, "Op twee plekken is een boomstam genoeg."),
            },
        ),
        WhatAndHowMuch(
            at=on("2025-05-06 11:00"),
            by="anneke",
            part={"contract": "supplies", "cpv": ["37535200"], "estimate": "44000", "duration_months": 6},
            start_on=date(2025, 6, 16),
            divided=False,
        ),
        Ambition(
            at=on("2025-05-06 11:20"),
            by="ilse",
            themes={"circular": 2, "environment_biodiversity": 2, "social_return": 2},
            why="Inlands hout gaat lang mee. Een speelplek is ook een plek voor egels.",
        ),
        Listed(
            at=on("2025-05-13 14:10"),
            by="samira",
            firms={
                "de-schaaf": ("offer", "Maakt toestellen van inlands hout, met keuring."),
                "hoveniers-van-vroeger": ("spread_of_size", "Klein bedrijf met ervaring op schoolpleinen."),
                "ijzersterk": ("rotation", "Nog niet gevraagd. Kan toestellen van staal en hout maken."),
            },
        ),
        Approach(
            at=on("2025-05-13 15:00"),
            by="samira",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "40", "quality": "40", "social_value": "20"},
                "labour_share": "0.4",
            },
            motivations={
                "procedure": "Boven € 30.000 vragen wij drie offertes.",
                "invitees": "Drie makers die zelf plaatsen en keuren; een van hen is klein.",
                "lots": "Drie kleine plekken met één keurmeester.",
            },
        ),
        Taken(at=on("2025-05-14 08:45"), by="anneke", verb="submit"),
        Taken(at=on("2025-05-27 13:50"), by="samira", verb="advise"),
        Asked(
            at=on("2025-06-16 10:00"),
            by="samira",
            firms=("de-schaaf", "hoveniers-van-vroeger", "ijzersterk"),
        ),
        Answered(at=on("2025-06-23 12:00"), by="samira", firm="ijzersterk", verb="decline"),
        Answered(at=on("2025-06-27 12:00"), by="samira", firm="de-schaaf", verb="quote", euros=43_100),
        Answered(
            at=on("2025-06-27 12:10"), by="samira", firm="hoveniers-van-vroeger", verb="quote", euros=45_800
        ),
        Answered(at=on("2025-07-03 10:00"), by="samira", firm="de-schaaf", verb="choose"),
        Taken(at=on("2025-07-03 16:20"), by="samira", verb="decide"),
    ),
)

OLD_ICT_NEED = "In de kelder liggen 380 oude laptops en 210 telefoons. Op sommige staan nog gegevens."

OLD_ICT = DemoProcurement(
    key="oude-ict",
    at=on("2025-09-22 09:50"),
    by="marjan",
    department="bedrijfsvoering",
    title="Oude apparaten wissen en een tweede leven geven",
    need=OLD_ICT_NEED,
    history=(
        Purpose(
            at=on("2025-09-22 10:30"),
            by="marjan",
            title="Oude apparaten wissen en een tweede leven geven",
            value="Veilig gewist, en daarna naar gezinnen en scholen die ze nodig hebben.",
            for_whom="Gezinnen zonder laptop, en jongeren die een ICT-vak leren.",
            need=OLD_ICT_NEED,
            goals=("kansen-2022", "afval-2022"),
            alternatives={"reuse": (True, "Dat is de opdracht zelf.")},
        ),
        WhatAndHowMuch(
            at=on("2025-09-23 09:10"),
            by="marjan",
            part={"contract": "services", "cpv": ["90514000"], "estimate": "18000", "duration_months": 12},
            start_on=date(2025, 10, 20),
            divided=False,
        ),
        Ambition(
            at=on("2025-09-23 09:25"),
            by="marjan",
            themes={"circular": 3, "social_return": 2},
            why="Elk apparaat dat blijft werken, scheelt een nieuw. Opknappen is leerwerk.",
        ),
        Listed(
            at=on("2025-09-30 11:00"),
            by="bas",
            firms={"herstart-ict": ("expertise", "Wist met bewijs per apparaat en heeft leerplekken.")},
        ),
        Weighed(
            at=on("2025-09-30 11:20"),
            by="bas",
            instrument="direct_award",
            choice="use",
            why="Onder € 30.000 mag één offerte, en dit bedrijf geeft een bewijs per apparaat.",
        ),
        Approach(
            at=on("2025-09-30 11:45"),
            by="bas",
            part={**DIRECT, "labour_share": "0.7"},
            motivations={
                "procedure": "De waarde ligt onder € 30.000: één offerte.",
                "invitees": "Gekozen op aantoonbaar wissen en op leerplekken in de werkplaats.",
                "lots": "Ophalen, wissen en opknappen gebeurt aan één tafel.",
            },
        ),
        Taken(at=on("2025-10-01 09:15"), by="marjan", verb="submit"),
        Taken(at=on("2025-10-14 10:40"), by="bas", verb="advise"),
        Asked(at=on("2025-10-20 09:00"), by="bas", firms=("herstart-ict",)),
        Answered(at=on("2025-10-27 13:00"), by="bas", firm="herstart-ict", verb="quote", euros=17_250),
        Answered(at=on("2025-10-28 09:00"), by="bas", firm="herstart-ict", verb="choose"),
        Taken(at=on("2025-10-28 10:10"), by="bas", verb="decide"),
    ),
)

CLOTHES_NEED = (
    "Negentig collega's van de werf en de handhaving hebben elk jaar nieuwe kleding nodig. Nu wordt ruim de "
    "helft na een jaar verbrand."
)

WORK_CLOTHES = DemoProcurement(
    key="werkkleding",
    at=on("2026-06-22 09:40"),
    by="marjan",
    department="bedrijfsvoering",
    title="Werkkleding werf en handhaving 2026–2029",
    need=CLOTHES_NEED,
    history=(
        Purpose(
            at=on("2026-06-23 13:30"),
            by="marjan",
            title="Werkkleding werf en handhaving 2026–2029",
            value="Kleding die wij herstellen voor wij nieuwe kopen, en waarvan wij weten wie haar naaide.",
            for_whom="De mensen in de naaiateliers, hier en ver weg, en onze collega's buiten.",
            need=CLOTHES_NEED,
            goals=("keten", "tweede-leven"),
            alternatives={
                "reuse": (True, "Herstellen kan bij zes van de tien jassen. Dat zit in de opdracht."),
                "as_a_service": (True, "Huren is duurder, maar de leverancier wast en herstelt dan zelf."),
                "do_not_buy": (True, "Wie binnen werkt, krijgt geen pak meer. Dat scheelt 25 stuks."),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-06-25 10:45"),
            by="marjan",
            part={
                "contract": "supplies",
                "cpv": ["18100000", "50830000"],
                "estimate": "96000",
                "duration_months": 36,
            },
            start_on=date(2026, 9, 7),
            divided=False,
        ),
        Ambition(
            at=on("2026-06-25 11:15"),
            by="marjan",
            themes={"supply_chain_responsibility": 3, "circular": 2, "social_return": 1},
            why="Kleding is zwaar werk in arme landen. Wij willen de fabrieken kennen.",
        ),
        Listed(
            at=on("2026-08-18 10:10"),
            by="samira",
            firms={
                "vezelrond": ("expertise", "Laat fabriek en lonen zien en maakt jassen van jassen."),
                "de-gouden-knoop": ("expertise", "Herstelt in de regio en leidt naaisters op."),
            },
        ),
        Approach(
            at=on("2026-08-19 14:20"),
            by="samira",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "30", "quality": "45", "social_value": "25"},
                "labour_share": "0.35",
                "label_required": True,
                "label_or_equivalent": True,
                "invitees": 3,
                "social_enterprises_invited": 1,
            },
            motivations={
                "procedure": "Boven € 50.000 en onder de Europese drempel: meerdere offertes.",
                "invitees": "Bedrijven die hun fabrieken laten zien of in de regio herstellen.",
                "lots": "Maken en herstellen horen bij één kledingstuk.",
            },
        ),
        Taken(at=on("2026-08-20 09:00"), by="marjan", verb="submit"),
        Taken(at=on("2026-09-03 15:10"), by="samira", verb="advise"),
        Asked(at=on("2026-09-07 10:00"), by="samira", firms=("vezelrond", "de-gouden-knoop")),
        Answered(at=on("2026-09-21 12:00"), by="samira", firm="de-gouden-knoop", verb="decline"),
        Answered(at=on("2026-09-28 12:00"), by="samira", firm="vezelrond", verb="quote", euros=93_600),
        Answered(at=on("2026-10-06 09:30"), by="samira", firm="vezelrond", verb="choose"),
        Taken(at=on("2026-10-06 16:05"), by="samira", verb="decide"),
    ),
)

VERGE_NEED = "Van onze bermen komt 400 ton maaisel per jaar. Nu betalen wij om het kwijt te raken."

VERGE_PAPER = DemoProcurement(
    key="bermpapier",
    at=on("2026-11-04 13:20"),
    by="anneke",
    department="openbare-ruimte",
    title="Proef: papier en platen van bermmaaisel",
    need=VERGE_NEED,
    history=(
        Purpose(
            at=on("2026-11-05 09:10"),
            by="anneke",
            title="Proef: papier en platen van bermmaaisel",
            value="Maaisel dat nu afval is, wordt papier voor onze eigen brieven.",
            for_whom="Iedereen die onze post krijgt, en kleine makers die een eerste klant zoeken.",
            need=VERGE_NEED,
            goals=("tweede-leven", "natuur"),
            alternatives={"launching_customer": (True, "Wij worden de eerste klant voor 2.000 kilo.")},
        ),
        WhatAndHowMuch(
            at=on("2026-11-10 15:15"),
            by="ilse",
            part={"contract": "supplies", "cpv": ["22900000"], "estimate": "24000"},
            start_on=date(2027, 3, 1),
        ),
        Ambition(
            at=on("2026-11-19 11:35"),
            by="ilse",
            themes={"circular": 3, "environment_biodiversity": 2},
            why="Het maaisel komt terug als papier. Minder maaien blijft het eerste doel.",
        ),
    ),
)
