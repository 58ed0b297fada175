"""What an audit dossier holds of procurements: codes, amounts, days, and every completed advice in full.

Free text (the need, reasons) may speak of people and stays out; its commitment stands in the journal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.stages.procurement.models import Lot, Procurement, StoredAdvice

INTAKE_TEXTS = frozenset({"name"})


def procurements_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every procurement with its lots and the goals that it serves."""
    found = Procurement.objects.filter(organisation_id=organisation_id)
    for one in found.select_related("department", "client", "buyer", "notice").prefetch_related(
        "goals", "lots"
    ):
        yield (
            one.public_id,
            {
                **plain_values(one),
                "goals": sorted(goal.public_id for goal in one.goals.all()),
                "lots": [_lot(lot) for lot in one.lots.all()],
            },
        )


def advices_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every completed advice: its intake, route, findings and receipt, to be run again elsewhere."""
    found = StoredAdvice.objects.filter(procurement__organisation_id=organisation_id)
    for one in found.select_related("procurement"):
        yield (
            one.public_id,
            {
                **plain_values(one),
                "procurement": one.procurement.public_id,
                "intake": _as_text(one.intake),
                "receipt": _as_text(one.answer.get("receipt", {})),
                "findings": [
                    {"rule": finding["rule"], "severity": finding["severity"]}
                    for finding in one.answer.get("findings", ())
                ],
            },
        )


def _lot(lot: Lot) -> dict[str, Any]:
    return {"code": lot.code, "estimate_cents": lot.estimate_cents, "cpv": lot.cpv, "exempt": lot.exempt}


def _as_text(value: Any) -> Any:
    """A stored mapping with its fractions as text: a dossier holds whole numbers alone."""
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items() if key not in INTAKE_TEXTS}
    if isinstance(value, list):
        return [_as_text(item) for item in value]
    return str(value) if isinstance(value, float) else value
