"""Firms that take work together: one begins and asks, each decides for itself, all in makes it settled."""

from meerwaarde.stages.market.actions.combinations.answering import answer_part
from meerwaarde.stages.market.actions.combinations.asking import ask_partner, start_combination
from meerwaarde.stages.market.actions.combinations.leading import (
    end_combination,
    go_on_without,
    replace_part,
)

__all__ = [
    "answer_part",
    "ask_partner",
    "end_combination",
    "go_on_without",
    "replace_part",
    "start_combination",
]
