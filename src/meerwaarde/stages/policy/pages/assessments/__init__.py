"""What the pages of the self-assessment show: the rounds, one round, answering, and the same as a file."""

from meerwaarde.stages.policy.pages.assessments.answering import open_form_page, part_form_page
from meerwaarde.stages.policy.pages.assessments.export import as_rows
from meerwaarde.stages.policy.pages.assessments.listing import assessments_page
from meerwaarde.stages.policy.pages.assessments.one import assessment_page
from meerwaarde.stages.policy.pages.assessments.parts import agreed_told, answers_told, name_of, scores_of
from meerwaarde.stages.policy.pages.assessments.picture import phase_reached

__all__ = [
    "agreed_told",
    "answers_told",
    "as_rows",
    "assessment_page",
    "assessments_page",
    "name_of",
    "open_form_page",
    "part_form_page",
    "phase_reached",
    "scores_of",
]
