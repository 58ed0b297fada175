"""Telephones as a service, and a case system within a framework agreement."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.procurements.usual import USUAL
from meerwaarde.demo.shape import (
    Ambition,
    Approach,
    Approved,
    DemoProcurement,
    Explained,
    Listed,
    Purpose,
    Taken,
    WhatAndHowMuch,
    on,
)

PHONES_NEED = "Het contract voor 310 telefoons loopt af in februari. Elk jaar gaan er 40 stuk of kwijt."

PHONES = DemoProcurement(
    key="telefoons",
    at=on("2026-10-12 14:20"),
    by="marjan",
    department="bedrijfsvoering",
    title="Telefoons als dienst 2027–2029",
    need=PHONES_NEED,
    history=(
        Purpose(
            at=on("2026-10-13 09:20"),
            by="marjan",
            title="Telefoons als dienst 2027–2029",
            value="Een telefoon die gerepareerd wordt in plaats van weggegooid, met eerlijk gewonnen metaal.",
            for_whom="Mijnwerkers, makers en de collega's die ermee bellen.",
            need=PHONES_NEED,
            goals=("keten", "tweede-leven"),
            alternatives={
                "reuse": (True, "Honderdtwintig toestellen kunnen nog een jaar mee."),
                "as_a_service": (True, "Dat is de opdracht zelf: betalen voor een toestel dat werkt."),
            },
        ),
        WhatAndHowMuch(
            at=on("2026-10-15 10:05"),
            by="marjan",
            part={
                "contract": "services",
                "cpv": ["32250000"],
                "estimate": "84000",
                "duration_months": 24,
            },
            start_on=date(2027, 1, 18),
            divided=False,
        ),
        Ambition(
            at=on("2026-10-15 10:30"),
            by="marjan",
            themes={"circular": 3, "supply_chain_responsibility": 2},
            why="Langer gebruiken is de grootste winst. Daarna telt waar het metaal vandaan komt.",
        ),
        Listed(
            at=on("2026-10-29 13:15"),
            by="bas",
            firms={
                "tweede-toets": ("expertise", "Levert telefoons als dienst, met reparatie binnen een dag."),
                "datagrond": ("offer", "Beheert al onze werkplekken en kan telefoons erbij nemen."),
            },
        ),
        Approach(
            at=on("2026-10-29 14:00"),
            by="bas",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "40", "quality": "40", "social_value": "20"},
                "labour_share": "0.2",
            },
            motivations={
                "procedure": "Boven € 50.000 en onder de Europese drempel: meerdere offertes.",
                "invitees": "Bedrijven die telefoons terugnemen en zelf herstellen.",
                "lots": "Toestel en reparatie horen bij elkaar.",
            },
        ),
        Explained(
            at=on("2026-11-02 11:30"),
            by="marjan",
            rule="K7",
            reason="no_market",
            text="Er is geen sociale onderneming die dit doet.",
            evidence=("", ""),
            review_on=date(2027, 3, 1),
        ),
        Approved(
            at=on("2026-11-06 10:05"),
            by="mirte",
            rule="K7",
            agreed=False,
            verdict="Waar is gezocht? Herstart ICT in Drachten repareert ook telefoons. Bel hen eerst.",
        ),
    ),
)

CASES_NEED = "Het zaaksysteem moet in 2027 overweg met de nieuwe regels voor de Omgevingswet."

CASE_SYSTEM = DemoProcurement(
    key="zaaksysteem",
    at=on("2026-09-28 15:30"),
    by="marjan",
    department="bedrijfsvoering",
    title="Aanpassing zaaksysteem binnen de raamovereenkomst",
    need=CASES_NEED,
    history=(
        Purpose(
            at=on("2026-09-29 10:15"),
            by="marjan",
            title="Aanpassing zaaksysteem binnen de raamovereenkomst",
            value="Inwoners zien zelf hoever hun aanvraag is, ook met een schermlezer.",
            for_whom="Inwoners die iets aanvragen, en vooral wie slecht ziet.",
            need=CASES_NEED,
            goals=("toegankelijk", "waarde"),
            alternatives={"do_not_buy": (True, "De wet verandert. Stilstaan kan niet.")},
        ),
        WhatAndHowMuch(
            at=on("2026-10-05 13:50"),
            by="marjan",
            part={
                "contract": "services",
                "cpv": ["72267100"],
                "estimate": "134000",
                "duration_months": 12,
            },
            start_on=date(2026, 12, 21),
            divided=False,
        ),
        Ambition(
            at=on("2026-10-05 14:15"),
            by="marjan",
            themes={"diversity_inclusion": 2},
            why="Toegankelijk voor iedereen. Meer laat de overeenkomst nu niet toe.",
        ),
        Approach(
            at=on("2026-10-19 11:20"),
            by="bas",
            part={
                **USUAL,
                "procedure_chosen": "multiple",
                "weights": {"price": "40", "quality": "50", "social_value": "10"},
                "labour_share": "0.9",
                "invitees": 3,
                "social_enterprises_invited": 0,
            },
            motivations={
                "procedure": "Drie partijen uit de raamovereenkomst geven een prijs.",
                "invitees": "De raamovereenkomst noemt deze drie partijen.",
                "lots": "Eén programma.",
                "deviation_from_policy": "De raamovereenkomst van 2024 liet nog geen andere partijen toe.",
            },
        ),
        Explained(
            at=on("2026-10-20 09:30"),
            by="marjan",
            rule="K6",
            reason="call_off",
            text="De raamovereenkomst noemt drie partijen, en geen daarvan is een impactonderneming. Zij "
            "loopt tot 31 december 2027. Voor het testen op toegankelijkheid nemen wij Code van Dichtbij als "
            "onderaannemer op; dat staat de overeenkomst toe.",
            evidence=(
                "Raamovereenkomst van 12 maart 2024, artikel 3.",
                "Aantekening voor de nieuwe aanbesteding: een perceel voor testen.",
            ),
            review_on=date(2027, 12, 31),
        ),
        Explained(
            at=on("2026-10-20 09:45"),
            by="marjan",
            rule="K7",
            reason="call_off",
            text="Zie de uitleg bij de regel over uitnodigen: de drie partijen liggen vast tot eind 2027.",
            evidence=("Raamovereenkomst van 12 maart 2024, artikel 3.", ""),
            review_on=date(2027, 12, 31),
        ),
        Taken(at=on("2026-10-21 08:50"), by="marjan", verb="submit"),
        Approved(
            at=on("2026-10-28 13:10"),
            by="mirte",
            rule="K6",
            verdict="Akkoord, met dank voor de onderaannemer.",
        ),
    ),
)
