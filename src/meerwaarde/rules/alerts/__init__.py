"""What somebody wants to hear of, whether a thing is that and why, and when it is told."""

from meerwaarde.rules.alerts.matching import Reason, Thing, index_terms, match, thing_terms, word_terms
from meerwaarde.rules.alerts.telling import (
    AT_ONCE,
    DAILY,
    NEVER,
    WEEKLY,
    News,
    message_news,
    next_news,
    tell_moment,
)
from meerwaarde.rules.alerts.wanted import (
    FEWEST_DIGITS,
    GROUPS,
    MOST_VALUES,
    Group,
    Wanted,
    group_of,
    kinds_of,
    themes_of,
)

__all__ = [
    "AT_ONCE",
    "DAILY",
    "FEWEST_DIGITS",
    "GROUPS",
    "MOST_VALUES",
    "NEVER",
    "WEEKLY",
    "Group",
    "News",
    "Reason",
    "Thing",
    "Wanted",
    "group_of",
    "index_terms",
    "kinds_of",
    "match",
    "message_news",
    "next_news",
    "tell_moment",
    "themes_of",
    "thing_terms",
    "word_terms",
]
