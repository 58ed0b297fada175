"""Patterns in explanations that are worth a talk.

A pattern is a reason to sit down together and no more: it says what was seen, why that may matter and what it
does not prove, and it points at every thing that it was seen in. It never names a person. Where the lines lie
is a parameter, chosen by the product and not by any norm, so each pattern carries it as its ground.
"""

from meerwaarde.rules.tenzij_patterns.find import patterns
from meerwaarde.rules.tenzij_patterns.records import Held, Limit, Limits, Pattern, Told, Worth, limits_of
from meerwaarde.rules.tenzij_patterns.same_text import same_words

__all__ = [
    "Held",
    "Limit",
    "Limits",
    "Pattern",
    "Told",
    "Worth",
    "limits_of",
    "patterns",
    "same_words",
]
