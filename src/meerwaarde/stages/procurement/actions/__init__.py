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
from meerwaarde.stages.procurement.actions.explanations import (
    NotExplainable,
    approve_explanation,
    explain,
    refuse_explanation,
    withdraw_explanation,
)
from meerwaarde.stages.procurement.actions.looking import look
from meerwaarde.stages.procurement.actions.quick_purchases import (
    NotQuick,
    record_quick_purchase,
    undo_quick_purchase,
)
from meerwaarde.stages.procurement.actions.shortlist import (
    NotOnList,
    ask,
    give_reason,
    keep_search,
    put_on_list,
    record_shortlist_export,
    say_where,
    take,
)
from meerwaarde.stages.procurement.actions.standing import keep_standings
from meerwaarde.stages.procurement.actions.starting import number_prefix, start
from meerwaarde.stages.procurement.actions.stepping import (
    Blocked,
    complete_advice,
    decide,
    give_back,
    reopen,
    submit,
    take_back,
    withdraw,
)
from meerwaarde.stages.procurement.actions.undoing import former, undo_save

__all__ = [
    "Blocked",
    "LotGiven",
    "NotEditable",
    "NotExplainable",
    "NotOnList",
    "NotQuick",
    "add_impact_lot",
    "ambition_values",
    "approach_values",
    "approve_explanation",
    "ask",
    "complete_advice",
    "decide",
    "explain",
    "former",
    "give_back",
    "give_reason",
    "keep_search",
    "keep_standings",
    "look",
    "number_prefix",
    "put_on_list",
    "record_quick_purchase",
    "record_shortlist_export",
    "refuse_explanation",
    "refuse_unless_editable",
    "reopen",
    "save_ambition",
    "save_approach",
    "save_purpose",
    "save_scope",
    "say_where",
    "scope_values",
    "start",
    "submit",
    "take",
    "take_back",
    "undo_quick_purchase",
    "undo_save",
    "weigh_instrument",
    "withdraw",
    "withdraw_explanation",
]
