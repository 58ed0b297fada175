"""Who at Veenmeer may approve what, and up to which amount."""

from __future__ import annotations

from datetime import date

from meerwaarde.demo.shape import DemoMandate, on

DECISION = "Mandaatbesluit Veenmeer 2025"
EXPLANATIONS, STRATEGIES = "approve_explanation", "settle_strategy"
AT = "2025-01-06"

MANDATES = (
    DemoMandate(
        by="beheer",
        at=on(f"{AT} 09:10"),
        act=EXPLANATIONS,
        role="director",
        person="robert",
        amount=1_000_000,
        since=date(2025, 1, 1),
        source=f"{DECISION}, artikel 7 lid 1",
    ),
    DemoMandate(
        by="beheer",
        at=on(f"{AT} 09:14"),
        act=EXPLANATIONS,
        role="policy_adviser",
        person="pieter",
        amount=250_000,
        since=date(2025, 1, 1),
        until=date(2026, 7, 31),
        source=f"{DECISION}, artikel 7 lid 2",
    ),
    DemoMandate(
        by="beheer",
        at=on(f"{AT} 09:19"),
        act=EXPLANATIONS,
        role="finance_controller",
        person="dirk",
        contracts=("works",),
        amount=100_000,
        since=date(2025, 1, 1),
        ended_at=on("2026-09-14 16:30"),
        source=f"{DECISION}, artikel 7 lid 3",
    ),
    DemoMandate(
        by="beheer",
        at=on(f"{AT} 09:26"),
        act=STRATEGIES,
        role="buyer",
        person="bas",
        since=date(2025, 1, 1),
        source=f"{DECISION}, artikel 9 lid 1",
    ),
    DemoMandate(
        by="beheer",
        at=on(f"{AT} 09:31"),
        act=STRATEGIES,
        role="buyer",
        person="samira",
        amount=500_000,
        since=date(2025, 1, 1),
        source=f"{DECISION}, artikel 9 lid 2",
    ),
    DemoMandate(
        by="beheer",
        at=on("2026-07-28 13:40"),
        act=EXPLANATIONS,
        role="mvoi_team",
        amount=250_000,
        since=date(2026, 8, 1),
        source="Collegebesluit 21 juli 2026, sociaal inkopen tenzij",
    ),
    DemoMandate(
        by="beheer",
        at=on("2026-07-28 13:46"),
        act=EXPLANATIONS,
        role="alderman",
        person="willemijn",
        since=date(2026, 8, 1),
        source="Collegebesluit 21 juli 2026, sociaal inkopen tenzij",
    ),
    DemoMandate(
        by="beheer",
        at=on("2026-07-28 13:52"),
        act=EXPLANATIONS,
        role="client",
        person="farid",
        department="sociaal-domein",
        cpv=("853",),
        amount=50_000,
        since=date(2027, 1, 1),
        source="Collegebesluit 21 juli 2026, gaat in met de begroting 2027",
    ),
)
