"""Asking suppliers: write, send, remind, close or withdraw; and answering: yes, no because, or a question."""

from meerwaarde.stages.market.actions.enquiries.answering import (
    ask_question,
    look_at_enquiry,
    say_no,
    say_yes,
)
from meerwaarde.stages.market.actions.enquiries.asking import (
    CLOSES_SOON,
    MOST_ASKED,
    TEXT_STANDS,
    EnquiryValues,
    add_document,
    answer_question,
    change_enquiry,
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
    "CLOSES_SOON",
    "MOST_ASKED",
    "TEXT_STANDS",
    "EnquiryValues",
    "add_document",
    "answer_question",
    "ask_question",
    "change_enquiry",
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
