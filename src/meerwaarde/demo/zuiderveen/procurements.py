"""A bank, a press and lunches: decided, decided with explanations, and just begun."""

from __future__ import annotations

from datetime import date

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
    WhatAndHowMuch,
    on,
)

BANK_NEED = (
    "De boezemkade langs de Zuidwetering zakt over 1,8 kilometer. Bij een natte winter staat de polder onder "
    "water. De oude beschoeiing van tropisch hout is op."
)

BANK = DemoProcurement(
    key="oever",
    at=on("2025-11-03 10:00"),
    by="hendrik",
    department="watersysteem",
    title="Natuurlijke oever Zuidwetering",
    need=BANK_NEED,
    history=(
        Purpose(
            at=on("2025-11-04 09:20"),
            by="hendrik",
            title="Natuurlijke oever Zuidwetering",
            value="Een oever die het water tegenhoudt en vol leven zit, van hout en hennep uit de streek.",
            for_whom="Bewoners en boeren in de polder, otters en rietvogels.",
            need=BANK_NEED,
            goals=("oevers",),
            alternatives={
                "do_not_buy": (True, "Niets doen kost bij een dijkval het vijftigvoudige."),
                "reuse": (True, "De helft van de palen is nog goed en blijft staan."),
                "launching_customer": (True, "Matten van hennep zijn hier nog niet eerder gebruikt."),
            },
        ),
        WhatAndHowMuch(
            at=on("2025-11-06 14:05"),
            by="hendrik",
            part={"contract": "works", "cpv": ["45246200"], "estimate": "184000", "duration_months": 7},
            start_on=date(2026, 1, 19),
            divided=False,
        ),
        Ambition(
            at=on("2025-11-06 14:40"),
            by="hendrik",
            themes={"environment_biodiversity": 3, "circular": 2, "climate": 1},
            why="De oever is zelf natuur. Met hout en vezels uit de streek blijft er niets achter.",
        ),
        Approach(
            at=on("2025-11-11 10:30"),
            by="lotte",
            part={
                "procedure_chosen": "multiple",
                "cross_border_interest": False,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "40", "quality": "35", "social_value": "25"},
                "scoring_guide": True,
                "labour_share": "0.35",
                "location_required": False,
                "label_required": False,
                "turnover_requirement_percentage": "0",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "Onder € 1 miljoen vragen wij volgens ons beleid drie offertes.",
                "invitees": "Drie bedrijven met werk in of aan het water, of met vezels uit de streek.",
                "lots": "Eén kade, één ploeg: opdelen maakt de kade kwetsbaar.",
            },
        ),
        Listed(
            at=on("2025-11-13 09:30"),
            by="lotte",
            firms={
                "hennephuis": ("expertise", "Maakt matten van hennep en heeft ze in drie proeven gemeten."),
                "norgerbrink": (
                    "capacity_region",
                    "Deed eerder houten keringen van deze lengte in dit gebied.",
                ),
                "dollardzijl": ("offer", "Heeft pontons en kranen voor werk vanaf het water."),
            },
        ),
        Taken(at=on("2025-11-14 11:00"), by="hendrik", verb="submit"),
        Taken(at=on("2025-11-25 15:30"), by="lotte", verb="advise"),
        Asked(
            at=on("2026-01-19 09:15"),
            by="lotte",
            firms=("hennephuis", "norgerbrink", "dollardzijl"),
        ),
        Answered(at=on("2026-02-06 16:00"), by="lotte", firm="dollardzijl", verb="decline"),
        Answered(at=on("2026-02-09 10:00"), by="lotte", firm="norgerbrink", verb="quote", euros=191_500),
        Answered(at=on("2026-02-09 11:30"), by="lotte", firm="hennephuis", verb="quote", euros=178_200),
        Answered(at=on("2026-02-24 14:00"), by="lotte", firm="hennephuis", verb="choose"),
        Taken(at=on("2026-02-26 10:10"), by="lotte", verb="decide"),
    ),
)

PRESS_NEED = (
    "De pers die slib ontwatert, is van 2004 en staat elke maand dagen stil. Dan rijden er vrachtwagens "
    "met nat slib naar elders."
)

PRESS = DemoProcurement(
    key="slibpers",
    at=on("2026-04-13 13:10"),
    by="yara",
    department="zuivering",
    title="Nieuwe slibpers zuivering Oostermond",
    need=PRESS_NEED,
    history=(
        Purpose(
            at=on("2026-04-14 10:00"),
            by="yara",
            title="Nieuwe slibpers zuivering Oostermond",
            value="Veertig procent minder ritten en meer gas uit de slibgisting.",
            for_whom="Omwonenden van de zuivering, en iedereen die schone lucht ademt.",
            need=PRESS_NEED,
            goals=("energie",),
            alternatives={
                "reuse": (True, "Reviseren is onderzocht: de trommel is gescheurd."),
                "share": (True, "Een pers delen met een buurwaterschap geeft juist meer ritten."),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-04-16 09:30"),
            by="yara",
            part={"contract": "supplies", "cpv": ["45252200"], "estimate": "138000", "duration_months": 10},
            start_on=date(2026, 6, 15),
            divided=False,
        ),
        Ambition(
            at=on("2026-04-16 10:00"),
            by="yara",
            themes={"climate": 2, "circular": 1, "environment_biodiversity": 2},
            why="De pers bepaalt hoeveel gas en hoeveel ritten er zijn. Metaal komt aan het eind terug.",
        ),
        Approach(
            at=on("2026-04-21 15:00"),
            by="lotte",
            part={
                "procedure_chosen": "multiple",
                "cross_border_interest": False,
                "merged": False,
                "joint_buyers": 1,
                "related_contracts": [],
                "award": "quality",
                "weights": {"price": "45", "quality": "35", "social_value": "20"},
                "scoring_guide": True,
                "labour_share": "0.15",
                "invitees": 3,
                "social_enterprises_invited": 0,
                "turnover_requirement_percentage": "0",
                "references_per_competence": 1,
            },
            motivations={
                "procedure": "Tot € 150.000 vragen wij drie offertes.",
                "invitees": "Drie fabrikanten van persen die in Europa onderhoud kunnen doen.",
                "lots": "Een pers is één machine.",
                "deviation_from_policy": "Geen van de makers is een vernieuwer of impactonderneming; zie de "
                "uitleg bij de regels.",
            },
        ),
        Explained(
            at=on("2026-04-22 09:40"),
            by="yara",
            rule="K5",
            reason="no_market",
            text="Persen voor slib worden door zes fabrieken gemaakt. Wij vroegen elk van hen en twee "
            "netwerken van impactondernemers of er iemand is die levert of reviseert. Niemand doet dat. Wel "
            "vraagt de uitvraag een terugkoopgarantie voor het metaal.",
            evidence=(
                "Verslag marktverkenning van 9 april 2026, in het dossier.",
                "Mails van twee netwerken, 2 en 7 april 2026.",
            ),
            review_on=date(2027, 4, 22),
        ),
        Explained(
            at=on("2026-04-22 09:55"),
            by="yara",
            rule="K4",
            reason="no_market",
            text="Er is niemand die dit maakt en die als duurzame vernieuwer bekend is.",
            evidence=("Verslag marktverkenning van 9 april 2026.", ""),
            review_on=date(2026, 10, 22),
        ),
        Taken(at=on("2026-04-23 08:45"), by="yara", verb="submit"),
        Approved(
            at=on("2026-04-28 16:15"),
            by="marit",
            rule="K5",
            verdict="Duidelijk gezocht. Neem de terugkoop op in het contract.",
        ),
        Approved(
            at=on("2026-04-28 16:25"),
            by="marit",
            rule="K4",
            verdict="Kort, maar het verslag zegt genoeg. Kijk voor de gunning nog eens.",
        ),
        Taken(at=on("2026-05-12 11:10"), by="lotte", verb="advise"),
        Taken(at=on("2026-06-09 14:30"), by="lotte", verb="decide"),
    ),
)

LUNCH_NEED = "Driehonderd keer per jaar wordt er in het waterschapshuis geluncht bij een vergadering."

LUNCHES = DemoProcurement(
    key="waterlunch",
    at=on("2026-10-20 09:00"),
    by="hendrik",
    department="bedrijfsvoering",
    title="Vergaderlunches waterschapshuis 2027–2028",
    need=LUNCH_NEED,
    history=(
        Purpose(
            at=on("2026-10-20 09:30"),
            by="hendrik",
            title="Vergaderlunches waterschapshuis 2027–2028",
            value="Eten van boeren uit het gebied, zonder afval, en een leerplek in de keuken.",
            for_whom="Vergaderaars, boeren in het gebied en wie het vak leert.",
            need=LUNCH_NEED,
            goals=("meedoen",),
            alternatives={
                "do_not_buy": (True, "Vergaderingen zonder lunch korten wij in. Dat scheelt een vijfde.")
            },
        ),
        WhatAndHowMuch(
            at=on("2026-10-22 10:15"),
            by="hendrik",
            part={
                "contract": "services",
                "cpv": ["55520000"],
                "estimate": "66000",
                "duration_months": 24,
            },
            start_on=date(2026, 12, 7),
            divided=False,
        ),
        Ambition(
            at=on("2026-10-22 10:45"),
            by="hendrik",
            themes={"climate": 2, "circular": 2, "social_return": 2},
            why="Plantaardig eten uit de buurt scheelt uitstoot. Bakken komen terug.",
        ),
        Listed(
            at=on("2026-11-04 13:00"),
            by="lotte",
            firms={
                "veldkeuken-ommeloop": ("expertise", "Meet per schotel de uitstoot en werkt met statiegeld."),
                "tafel-en-toekomst": ("expertise", "Heeft leerplekken met een eigen leermeester."),
                "grootendeel": None,
            },
        ),
    ),
)
