"""What people do with a procurement: one function is one thing a person does."""

from meerwaarde.stages.procurement.actions.editing import (
    LotGiven,
    NotEditable,
    add_impact_lot,
    ambition_values,
    approach_values,
    refuse_unless_editable,
    save_ambition,
    save_approach,
    save_purpose,
    save_scope,
    scope_values,
    weigh_instrument,
)
from meerwaarde.stages.procurement.actions.starting import number_prefix, start
from meerwaarde.stages.procurement.actions.stepping import (
    Blocked,
    complete_advice,
    decide,
    give_back,
    reopen,
    submit,
    withdraw,
)

__all__ = [
    "Blocked",
    "LotGiven",
    "NotEditable",
    "add_impact_lot",
    "ambition_values",
    "approach_values",
    "complete_advice",
    "decide",
    "give_back",
    "number_prefix",
    "refuse_unless_editable",
    "reopen",
    "save_ambition",
    "save_approach",
    "save_purpose",
    "save_scope",
    "scope_values",
    "start",
    "submit",
    "weigh_instrument",
    "withdraw",
]
