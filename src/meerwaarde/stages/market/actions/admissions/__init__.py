"""Letting firms in: what applicants do, and what coordinators decide."""

from meerwaarde.stages.market.actions.admissions.applying import (
    MOST_PROOF_BYTES,
    ApplicationValues,
    answer_question,
    bring_proof,
    confirm_address,
    forget_applications,
    forget_person,
    send_confirmation,
    start_application,
    use_code,
    withdraw_application,
)
from meerwaarde.stages.market.actions.admissions.codes import make_code
from meerwaarde.stages.market.actions.admissions.deciding import (
    admit_firm,
    ask_firm,
    refuse_firm,
    reopen_application,
    take_back_admission,
    untouched,
)
from meerwaarde.stages.market.actions.admissions.links import (
    confirm_path,
    follow_path,
    follow_token,
    read_confirm,
    read_follow,
)

__all__ = [
    "MOST_PROOF_BYTES",
    "ApplicationValues",
    "admit_firm",
    "answer_question",
    "ask_firm",
    "bring_proof",
    "confirm_address",
    "confirm_path",
    "follow_path",
    "follow_token",
    "forget_applications",
    "forget_person",
    "make_code",
    "read_confirm",
    "read_follow",
    "refuse_firm",
    "reopen_application",
    "send_confirmation",
    "start_application",
    "take_back_admission",
    "untouched",
    "use_code",
    "withdraw_application",
]
