"""What people do with needs of the neighbourhood: ask, approve, offer, agree and confirm."""

from meerwaarde.stages.market.actions.needs.asking import (
    NeedValues,
    change_need,
    enter_need,
    step_need,
)
from meerwaarde.stages.market.actions.needs.exchanging import Taken, take_in
from meerwaarde.stages.market.actions.needs.offering import (
    OfferValues,
    confirm_given,
    make_offer,
    remind_to_confirm,
    step_offer,
)

__all__ = [
    "NeedValues",
    "OfferValues",
    "Taken",
    "change_need",
    "confirm_given",
    "enter_need",
    "make_offer",
    "remind_to_confirm",
    "step_need",
    "step_offer",
    "take_in",
]
