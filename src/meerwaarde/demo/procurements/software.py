"""Four small contracts for the upkeep of software, all of which are explained in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from meerwaarde.demo.procurements.usual import DIRECT
from meerwaarde.demo.shape import (
    Ambition,
    Approach,
    Approved,
    DemoProcurement,
    Explained,
    Purpose,
    WhatAndHowMuch,
    on,
)

ONLY_THE_MAKER = (
    "Alleen de maker kan dit systeem onderhouden, want alleen hij heeft de code. Wij zochten op {day} in "
    "onze eigen lijst en vonden geen sociale onderneming die dit doet."
)
REVIEW = date(2027, 10, 1)


@dataclass(frozen=True, kw_only=True)
class _Upkeep:
    """What differs between the four."""

    key: str
    title: str
    need: str
    value: str
    for_whom: str
    estimate: int
    begun: datetime
    bought: datetime
    explained: datetime
    approved: datetime
    day: str


def _procurement(one: _Upkeep) -> DemoProcurement:
    return DemoProcurement(
        key=one.key,
        at=one.begun,
        by="marjan",
        department="bedrijfsvoering",
        title=one.title,
        need=one.need,
        history=(
            Purpose(
                at=one.begun,
                by="marjan",
                title=one.title,
                value=one.value,
                for_whom=one.for_whom,
                need=one.need,
                goals=("waarde",),
                alternatives={"do_not_buy": (True, "Zonder onderhoud valt het systeem een keer stil.")},
            ),
            WhatAndHowMuch(
                at=one.bought,
                by="marjan",
                part={
                    "contract": "services",
                    "cpv": ["72267000"],
                    "estimate": str(one.estimate),
                    "duration_months": 24,
                },
                start_on=date(2027, 1, 4),
                divided=False,
            ),
            Ambition(
                at=one.bought,
                by="marjan",
                themes={"diversity_inclusion": 1},
                why="Wie slecht ziet, moet het systeem ook kunnen gebruiken.",
            ),
            Approach(
                at=one.bought,
                by="bas",
                part={**DIRECT, "labour_share": "0.9", "invitees": 1, "social_enterprises_invited": 0},
                motivations={"invitees": "Er is één maker.", "lots": "Eén systeem."},
            ),
            Explained(
                at=one.explained,
                by="marjan",
                rule="K8",
                reason="no_market",
                text=ONLY_THE_MAKER.format(day=one.day),
                evidence=("Gezocht in onze eigen lijst.", ""),
                review_on=REVIEW,
            ),
            Approved(at=one.approved, by="mirte", rule="K8", verdict="Akkoord."),
        ),
    )


SOFTWARE = tuple(
    _procurement(one)
    for one in (
        _Upkeep(
            key="kassa",
            title="Onderhoud kassa's milieustraat",
            need="De kassa's van de milieustraat moeten het twee jaar blijven doen.",
            value="Bewoners staan niet voor niets in de rij met hun afval.",
            for_whom="Bewoners die grof afval brengen, en de mensen achter de kassa.",
            estimate=49_500,
            begun=on("2026-08-17 09:40"),
            bought=on("2026-08-18 10:05"),
            explained=on("2026-08-19 11:30"),
            approved=on("2026-08-24 15:10"),
            day="18 augustus 2026",
        ),
        _Upkeep(
            key="zaalverhuur",
            title="Onderhoud programma zaalverhuur",
            need="Verenigingen huren via dit programma een zaal of een veld.",
            value="Een kleine vereniging boekt een zaal zonder hulp van een ambtenaar.",
            for_whom="Verenigingen en de beheerders van de sporthallen.",
            estimate=48_900,
            begun=on("2026-09-02 13:15"),
            bought=on("2026-09-03 09:20"),
            explained=on("2026-09-04 10:10"),
            approved=on("2026-09-08 16:25"),
            day="3 september 2026",
        ),
        _Upkeep(
            key="roosters",
            title="Onderhoud roosterprogramma wijkteams",
            need="De wijkteams plannen hun huisbezoeken met dit programma.",
            value="Een gezin ziet zo vaak mogelijk dezelfde medewerker.",
            for_whom="Gezinnen met hulp van een wijkteam.",
            estimate=47_800,
            begun=on("2026-09-21 10:50"),
            bought=on("2026-09-22 11:35"),
            explained=on("2026-09-23 14:00"),
            approved=on("2026-09-29 09:45"),
            day="22 september 2026",
        ),
        _Upkeep(
            key="archief",
            title="Onderhoud archiefprogramma",
            need="In dit programma staan de bouwtekeningen van veertig jaar.",
            value="Wie een huis koopt, vindt de tekening dezelfde dag.",
            for_whom="Bewoners, makelaars en aannemers die een tekening zoeken.",
            estimate=49_900,
            begun=on("2026-10-26 09:05"),
            bought=on("2026-10-27 10:40"),
            explained=on("2026-10-28 13:30"),
            approved=on("2026-11-03 10:50"),
            day="27 oktober 2026",
        ),
    )
)
