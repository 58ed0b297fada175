"""The pages of market consultations: for the authority, for firms, and for everybody."""

from meerwaarde.stages.market.pages.consultations.answering import RespondPage, guest_page, respond_page
from meerwaarde.stages.market.pages.consultations.holding import (
    AnswerLine,
    AnswersPage,
    HeardPart,
    answers_page,
    consultation_form_page,
)
from meerwaarde.stages.market.pages.consultations.lists import (
    PublicListPage,
    consultations_page,
    public_list_page,
)
from meerwaarde.stages.market.pages.consultations.one import (
    Ask,
    Asked,
    ConsultationPage,
    answered_page,
    consultation_page,
    public_consultation_page,
)
from meerwaarde.stages.market.pages.consultations.report import Report, Reported, report_of
from meerwaarde.stages.market.pages.consultations.session import seat_panel, session_page
from meerwaarde.stages.market.pages.consultations.words import equal_treatment

__all__ = [
    "AnswerLine",
    "AnswersPage",
    "Ask",
    "Asked",
    "ConsultationPage",
    "HeardPart",
    "PublicListPage",
    "Report",
    "Reported",
    "RespondPage",
    "answered_page",
    "answers_page",
    "consultation_form_page",
    "consultation_page",
    "consultations_page",
    "equal_treatment",
    "guest_page",
    "public_consultation_page",
    "public_list_page",
    "report_of",
    "respond_page",
    "seat_panel",
    "session_page",
]
