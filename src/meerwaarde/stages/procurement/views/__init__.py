"""The doors to procurements."""

from meerwaarde.stages.procurement.views.file import advice, detail, instrument, rules, strategy_note
from meerwaarde.stages.procurement.views.journey import (
    ambition,
    approach,
    cpv,
    live_advice,
    purpose,
    scope,
)
from meerwaarde.stages.procurement.views.lifecycle import (
    advise,
    decide,
    give_back,
    reopen,
    submit,
    take_back,
    withdraw,
)
from meerwaarde.stages.procurement.views.listing import export, procurements, start
from meerwaarde.stages.procurement.views.undoing import undo

__all__ = [
    "advice",
    "advise",
    "ambition",
    "approach",
    "cpv",
    "decide",
    "detail",
    "export",
    "give_back",
    "instrument",
    "live_advice",
    "procurements",
    "purpose",
    "reopen",
    "rules",
    "scope",
    "start",
    "strategy_note",
    "submit",
    "take_back",
    "undo",
    "withdraw",
]
