"""School transport, interpreters and research: services of two years, from a European file to one quote."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.procurements.usual import DIRECT, USUAL
from meerwaarde.demo.shape import (
    Ambition,
    Answered,
    Approach,
    Approved,
    Asked,
    DemoLot,
    DemoProcurement,
    Explained,
    Listed,
    Purpose,
    Taken,
    Weighed,
    WhatAndHowMuch,
    on,
)

TRANSPORT_NEED = (
    "Elke schooldag gaan 310 kinderen met een busje naar school. De ritten duren lang, de chauffeurs "
    "wisselen vaak, en de busjes rijden op diesel."
)

SCHOOL_TRANSPORT = DemoProcurement(
    key="leerlingenvervoer",
    at=on("2025-06-02 09:30"),
    by="farid",
    department="sociaal-domein",
    title="Leerlingenvervoer 2026–2029",
    need=TRANSPORT_NEED,
    history=(
        Purpose(
            at=on("2025-06-03 10:10"),
            by="farid",
            title="Leerlingenvervoer 2026–2029",
            value="Ieder kind een vaste chauffeur, en geen rit langer dan 45 minuten. In 2029 rijdt alles "
            "elektrisch. Vijftien mensen uit de bijstand worden chauffeur.",
            for_whom="Kinderen en hun ouders, en wie weer aan het werk wil.",
            need=TRANSPORT_NEED,
            goals=("kansen-2022",),
            alternatives={
                "do_not_buy": (True, "Dertig kinderen kunnen met begeleiding leren fietsen. Dat doen wij."),
                "share": (True, "Met twee buurgemeenten stemmen wij de ritten af."),
                "reuse": (False, "Past niet bij een dienst."),
            },
        ),
        WhatAndHowMuch(
            at=on("2025-06-10 13:20"),
            by="farid",
            part={
                "contract": "services",
                "cpv": ["60130000"],
                "estimate": "2900000",
                "duration_months": 36,
            },
            start_on=date(2025, 9, 8),
            lots=(
                DemoLot(code="1", name="Noord en Oosterveld", euros=1_540_000, cpv="60130000"),
                DemoLot(code="2", name="Zuid en de dorpen", euros=1_360_000, cpv="60130000"),
            ),
        ),
        Ambition(
            at=on("2025-06-12 09:40"),
            by="farid",
            themes={"climate": 2, "social_return": 3, "diversity_inclusion": 2},
            why="Een vaste chauffeur is voor deze kinderen het belangrijkst. Elektrisch rijden groeit mee.",
        ),
        Weighed(
            at=on("2025-06-24 14:00"),
            by="bas",
            instrument="market_consultation",
            choice="use",
            why="Zeven vervoerders kwamen op 17 juni. Elektrisch vanaf de eerste dag kan niemand.",
        ),
        Weighed(
            at=on("2025-06-24 14:12"),
            by="bas",
            instrument="contract_condition_social_return",
            choice="use",
            why="Vijf procent past: zes van de tien euro's zijn loon.",
        ),
        Approach(
            at=on("2025-06-25 10:50"),
            by="bas",
            part={
                **USUAL,
                "procedure_chosen": "european",
                "cross_border_interest": True,
                "weights": {"price": "35", "quality": "45", "social_value": "20"},
                "labour_share": "0.6",
                "social_return_percentage": "5",
            },
            motivations={
                "procedure": "Ver boven de drempel: wij kondigen Europees aan, in een openbare procedure.",
            },
        ),
        Taken(at=on("2025-06-30 09:00"), by="farid", verb="submit"),
        Taken(at=on("2025-07-17 16:20"), by="bas", verb="advise"),
        Taken(at=on("2025-09-04 11:15"), by="bas", verb="decide"),
    ),
)


INTERPRETERS_NEED = (
    "Aan het loket, bij de jeugdarts en in de wijk is 1.400 keer per jaar een tolk nodig. Nu bellen wij "
    "een dure lijn, en soms tolkt een kind."
)

INTERPRETERS = DemoProcurement(
    key="tolken",
    at=on("2026-03-23 11:10"),
    by="farid",
    department="sociaal-domein",
    title="Tolken en vertalen 2026–2028",
    need=INTERPRETERS_NEED,
    history=(
        Purpose(
            at=on("2026-03-24 09:15"),
            by="farid",
            title="Tolken en vertalen 2026–2028",
            value="Geen kind tolkt meer voor zijn ouders. Twaalf nieuwkomers verdienen zo hun brood.",
            for_whom="Inwoners die nog geen Nederlands spreken, en hun kinderen.",
            need=INTERPRETERS_NEED,
            goals=("kansen-2022",),
            alternatives={
                "do_not_buy": (
                    True,
                    "Vijf collega's spreken Arabisch of Tigrinya. Zij helpen bij korte vragen.",
                ),
                "share": (True, "Het ziekenhuis heeft een eigen pool. Wij delen alleen zeldzame talen."),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-03-26 15:30"),
            by="farid",
            part={
                "contract": "services",
                "cpv": ["79540000", "79530000"],
                "estimate": "108000",
                "duration_months": 24,
            },
            start_on=date(2026, 5, 11),
            divided=False,
        ),
        Ambition(
            at=on("2026-03-26 16:00"),
            by="farid",
            themes={"diversity_inclusion": 3, "social_return": 2},
            why="Verstaan worden is het doel. Werk voor nieuwkomers komt vanzelf mee.",
        ),
        Listed(
            at=on("2026-04-07 10:20"),
            by="samira",
            firms={
                "woordbrug": ("offer", "Heeft 34 talen en tolken die binnen een uur kunnen."),
                "klare-taal": ("rotation", "Nieuw voor ons. Kan teksten vertalen en eenvoudig maken."),
            },
        ),
        Approach(
            at=on("2026-04-08 13:15"),
            by="samira",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "35", "quality": "45", "social_value": "20"},
                "labour_share": "0.85",
                "invitees": 3,
                "social_enterprises_invited": 2,
            },
            motivations={
                "procedure": "Onder de Europese drempel en boven € 30.000: meerdere offertes.",
                "invitees": "Bureaus met tolken in de vijf talen die hier het meest klinken.",
                "lots": "Tolken en vertalen doen dezelfde mensen.",
            },
        ),
        Taken(at=on("2026-04-09 09:05"), by="farid", verb="submit"),
        Taken(at=on("2026-04-28 14:10"), by="samira", verb="advise"),
        Asked(at=on("2026-05-11 09:10"), by="samira", firms=("woordbrug", "klare-taal")),
        Answered(at=on("2026-05-18 16:00"), by="samira", firm="klare-taal", verb="decline"),
        Answered(at=on("2026-05-26 11:00"), by="samira", firm="woordbrug", verb="quote", euros=104_500),
        Answered(at=on("2026-06-02 10:00"), by="samira", firm="woordbrug", verb="choose"),
        Taken(at=on("2026-06-02 15:50"), by="samira", verb="decide"),
    ),
)

RESEARCH_NEED = (
    "Wij weten niet welke huishoudens hun huis niet warm krijgen. Het geld voor isolatie gaat nu naar wie "
    "het formulier begrijpt."
)

ENERGY_POVERTY = DemoProcurement(
    key="energiearmoede",
    at=on("2026-09-16 10:00"),
    by="farid",
    department="sociaal-domein",
    title="Onderzoek naar energiearmoede",
    need=RESEARCH_NEED,
    history=(
        Purpose(
            at=on("2026-09-16 10:40"),
            by="farid",
            title="Onderzoek naar energiearmoede",
            value="Een kaart per buurt, gemaakt met bewoners, zodat het geld naar de koudste huizen gaat.",
            for_whom="Huishoudens die kiezen tussen stoken en eten.",
            need=RESEARCH_NEED,
            goals=("waarde", "kans"),
            alternatives={
                "do_not_buy": (True, "Landelijke cijfers stoppen bij de wijk. Dat is te grof."),
                "share": (True, "De provincie heeft warmtebeelden. Die krijgen wij gratis."),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-09-18 11:25"),
            by="farid",
            part={
                "contract": "services",
                "cpv": ["79315000"],
                "estimate": "38000",
                "duration_months": 8,
            },
            start_on=date(2026, 11, 30),
            divided=False,
        ),
        Ambition(
            at=on("2026-09-18 11:50"),
            by="farid",
            themes={"diversity_inclusion": 2, "climate": 2, "social_return": 1},
            why="Bewoners doen zelf mee als onderzoeker. Dat is meer waard dan een dik rapport.",
        ),
        Listed(
            at=on("2026-10-01 13:40"),
            by="samira",
            firms={
                "stroomop": ("expertise", "Rekent openbaar en deed dit eerder voor drie kleine gemeenten."),
            },
        ),
        Weighed(
            at=on("2026-10-01 14:05"),
            by="samira",
            instrument="direct_award",
            choice="use",
            why="Onder € 50.000 mag één offerte. Het model is openbaar, dus wij zitten nergens aan vast.",
        ),
        Approach(
            at=on("2026-10-01 14:30"),
            by="samira",
            part={**DIRECT, "labour_share": "0.95"},
            motivations={
                "procedure": "De waarde ligt onder € 50.000: één offerte.",
                "invitees": "Gekozen op een rekenmodel dat openbaar is en op ervaring met kleine gemeenten.",
                "lots": "Een onderzoek van acht maanden is één geheel.",
            },
        ),
        Explained(
            at=on("2026-10-05 10:15"),
            by="farid",
            rule="K8",
            reason="no_market",
            text="Wij zochten een sociale onderneming die energiearmoede op buurtniveau kan onderzoeken. "
            "Twee boden gesprekken met bewoners aan, maar geen rekenmodel. Daarom vragen wij een vernieuwer, "
            "die bewoners via Stichting Buurtgezel betaald laat meedoen.",
            evidence=(
                "Marktverkenning van 24 september 2026, met zeven gesprekken.",
                "Gezocht in onze eigen lijst, bij Netwerk Goed van Hier en in het landelijke register.",
            ),
            review_on=date(2027, 6, 30),
        ),
        Taken(at=on("2026-10-06 09:00"), by="farid", verb="submit"),
        Approved(
            at=on("2026-10-12 15:35"),
            by="mirte",
            rule="K8",
            verdict="Overtuigend. Zet het bedrag voor de bewoners in de opdracht.",
        ),
        Taken(at=on("2026-11-16 11:10"), by="samira", verb="advise"),
    ),
)
