"""What most files of Veenmeer answer in the same way: no foreign interest, nothing merged, no odd demands."""

from __future__ import annotations

from typing import Any

USUAL: dict[str, Any] = {
    "cross_border_interest": False,
    "merged": False,
    "joint_buyers": 1,
    "related_contracts": [],
    "award": "quality",
    "scoring_guide": True,
    "location_required": False,
    "label_required": False,
    "turnover_requirement_percentage": "0",
    "reference_requirement_percentage": "50",
    "references_per_competence": 1,
}

DIRECT: dict[str, Any] = {
    "procedure_chosen": "single",
    "cross_border_interest": False,
    "merged": False,
    "joint_buyers": 1,
    "related_contracts": [],
    "award": "quality",
    "location_required": False,
}
"""One quote: there is nothing to compare."""
