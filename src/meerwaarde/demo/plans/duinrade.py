"""A first plan of Duinrade, still a draft: some steps are there, others have to come."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.plans.shape import DemoAction, DemoPlan, DemoPlanGoal, DemoTender
from meerwaarde.demo.shape import on

PLAN = DemoPlan(
    title="Actieplan inkopen met zorg voor de kust 2027",
    since=date(2027, 1, 1),
    until=date(2027, 12, 31),
    by="nynke",
    owner="nynke",
    begun_at=on("2026-11-10 13:20"),
    summary="Eén jaar, twee doelen: schoon strand en werk voor wie het moeilijk vindt.",
    texts={1: "We kopen weinig in, maar wel dicht bij huis. Cijfers over kleine inkopen hebben we nog niet."},
    focus={"environment_biodiversity": "Het duin is kwetsbaar, en wij kopen het onderhoud ervan in."},
    goals=(
        DemoPlanGoal(
            key="strand",
            wording="Het onderhoud van het strand gebeurt in 2027 zonder diesel.",
            theme="environment_biodiversity",
            indicator="Draaiuren zonder diesel",
            unit="%",
            baseline="15",
            target="100",
            due=date(2027, 12, 31),
            owner="tjeerd",
        ),
        DemoPlanGoal(key="werk", wording="Meer mensen aan het werk waar mogelijk.", theme="social_return"),
    ),
    tenders=(DemoTender("Strandonderhoud", "Trekkers op stroom; de markt is er klaar voor.", 2027, 1),),
    moments={},
    actions=(
        DemoAction(
            "Vragen wie trekkers op stroom verhuurt",
            date(2027, 1, 4),
            date(2027, 2, 26),
            owner="tjeerd",
            department="kust-natuur",
            goal="strand",
            hours="12",
        ),
        DemoAction(
            "Kleine inkopen van 2026 op een rij zetten", date(2027, 1, 11), date(2027, 3, 31), owner="eva"
        ),
    ),
)
