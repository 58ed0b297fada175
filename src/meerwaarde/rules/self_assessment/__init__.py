"""Self-assessment: where an organisation stands in the development of its procurement, and what would help.

Statements belong to seven phases that build on each other (after Grandia and Volker), to the position of the
procurement function, or to the conditions for policy that works. Several people answer each on their own, on
a scale from 0 (not yet) to 3 (always); the team then agrees on one level per statement. Statements and limits
are parameters; that they are our own wording stands in their certainty.
"""

from meerwaarde.rules.self_assessment.content import (
    LEVELS,
    Content,
    Limits,
    Part,
    ScaleLevel,
    Statement,
    content,
)
from meerwaarde.rules.self_assessment.scores import (
    Answered,
    Change,
    PartScore,
    Standing,
    StatementScore,
    agreed_scores,
    changes,
    combine,
    proposals,
    standing,
)

__all__ = [
    "LEVELS",
    "Answered",
    "Change",
    "Content",
    "Limits",
    "Part",
    "PartScore",
    "ScaleLevel",
    "Standing",
    "Statement",
    "StatementScore",
    "agreed_scores",
    "changes",
    "combine",
    "content",
    "proposals",
    "standing",
]
