"""What the pages of other rooms learn of policy."""

from meerwaarde.stages.policy.slots import (
    ambition_webs,
    below_goal,
    cascade,
    council,
    goals_and_frameworks,
    matrix,
    plans,
    standing,
    texts,
    web_sessions,
)

__all__ = [
    "ambition_webs",
    "below_goal",
    "cascade",
    "council",
    "goals_and_frameworks",
    "matrix",
    "plans",
    "standing",
    "texts",
    "web_sessions",
]
