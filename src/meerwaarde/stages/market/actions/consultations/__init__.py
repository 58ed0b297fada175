"""Market consultations: what an authority does, what the market does, and the letters about it."""

from meerwaarde.stages.market.actions.consultations.answering import (
    GuestValues,
    Said,
    answer_as_firm,
    ask_about,
    begin_as_guest,
    confirm_guest,
    forget_guests,
    read_token,
    save_answers,
    take_back,
    token_of,
)
from meerwaarde.stages.market.actions.consultations.changing import (
    add_document,
    change_published,
    follow,
)
from meerwaarde.stages.market.actions.consultations.holding import (
    Conclusion,
    ConsultationValues,
    QuestionReport,
    answer_inquiry,
    change_consultation,
    make_consultation,
    publish_consultation,
    report_consultation,
    save_report,
    withdraw_consultation,
)
from meerwaarde.stages.market.actions.consultations.session import (
    MOST_PEOPLE,
    note_session,
    take_seat,
    take_seat_by_link,
)

__all__ = [
    "MOST_PEOPLE",
    "Conclusion",
    "ConsultationValues",
    "GuestValues",
    "QuestionReport",
    "Said",
    "add_document",
    "answer_as_firm",
    "answer_inquiry",
    "ask_about",
    "begin_as_guest",
    "change_consultation",
    "change_published",
    "confirm_guest",
    "follow",
    "forget_guests",
    "make_consultation",
    "note_session",
    "publish_consultation",
    "read_token",
    "report_consultation",
    "save_answers",
    "save_report",
    "take_back",
    "take_seat",
    "take_seat_by_link",
    "token_of",
    "withdraw_consultation",
]
