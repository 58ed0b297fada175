"""Taking back what was just saved: the former values of one step, while nobody changed the file since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from meerwaarde.platform.access.actor import Actor
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.procurement.actions.editing import LotGiven, given_of, save
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries import lots_of

INTAKE = ("contract", "cpv", "duration_months", "estimate_cents", "valuation", "particulars")
COLUMNS = {
    "purpose": ("title", "purpose_value", "purpose_for", "need", "alternatives"),
    "scope": (*INTAKE, "start_on", "divided"),
    "approach": (*INTAKE, "motivations", "motivated"),
    "ambition": ("themes", "ambitious", "themes_why", "themes_more"),
}
"""What each step writes."""


def former(procurement: Procurement, step: str) -> dict[str, Any]:
    """What a step holds now, in plain JSON, to put back later."""
    columns = {name: getattr(procurement, name) for name in COLUMNS[step]}
    return {
        "columns": {name: _plain(value) for name, value in columns.items()},
        "lots": [asdict(given_of(lot)) for lot in lots_of(procurement)] if step == "scope" else None,
        "goals": sorted(procurement.goals.values_list("public_id", flat=True)) if step == "purpose" else None,
        "from_notice": list(procurement.from_notice),
    }


def undo_save(
    actor: Actor,
    procurement: Procurement,
    *,
    step: str,
    before: Mapping[str, Any],
    goals: Mapping[str, Goal],
    expected_version: int,
    at: datetime,
) -> tuple[str, ...]:
    """Put back what a step held before it was saved; names what changed.

    `before` comes from `former`; `goals` are those that may be chosen, by public id. Raises `Changed` where
    anybody changed the file since `expected_version`.
    """
    values = dict(before["columns"])
    if values.get("start_on"):
        values["start_on"] = date.fromisoformat(values["start_on"])
    lots, chosen = before["lots"], before["goals"]
    return save(
        actor,
        procurement,
        "procurement.undo",
        expected_version,
        values,
        lots=None if lots is None else tuple(LotGiven(**lot) for lot in lots),
        goals=None if chosen is None else tuple(goals[key] for key in chosen if key in goals),
        from_notice=before["from_notice"],
        plain={"step": step},
        at=at,
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
