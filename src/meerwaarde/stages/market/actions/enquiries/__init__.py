"""Asking suppliers: write, send, remind, close or withdraw; and answering: yes, no because, or a question."""

from meerwaarde.stages.market.actions.enquiries.answering import (
    ask_question,
    look_at_enquiry,
    say_no,
    say_yes,
)
from meerwaarde.stages.market.actions.enquiries.asking import (
    MOST_ASKED,
    EnquiryValues,
    add_document,
    answer_question,
    hold_own,
    remove_document,
    send_enquiry,
    tie_to,
    withdraw_enquiry,
    write_enquiry,
)
from meerwaarde.stages.market.actions.enquiries.closing import (
    close_due,
    close_enquiry,
    remind_due,
    remind_silent,
)
from meerwaarde.stages.market.actions.enquiries.outcomes import tell_outcome

__all__ = [
    "MOST_ASKED",
    "EnquiryValues",
    "add_document",
    "answer_question",
    "ask_question",
    "close_due",
    "close_enquiry",
    "hold_own",
    "look_at_enquiry",
    "remind_due",
    "remind_silent",
    "remove_document",
    "say_no",
    "say_yes",
    "send_enquiry",
    "tell_outcome",
    "tie_to",
    "withdraw_enquiry",
    "write_enquiry",
]
