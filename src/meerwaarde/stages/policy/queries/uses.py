"""What later stages hang on goals, asked for a whole list at once.

Procurement and the stages after it register here in their own `slots.py`, so that a list of goals can say how
many procurements serve each of them without knowing what a procurement is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.slots import Slot
from meerwaarde.rules.compliance import PolicyRule


@dataclass(frozen=True)
class GoalUse:
    """How many things of one later stage serve a goal."""

    goal: str
    """Public id of the goal."""
    kind: str
    """What is counted: "procurement" for procurements."""
    count: int


@dataclass(frozen=True)
class RuleBite:
    """A running thing that a rule would hold for. `standing` is satisfied, explained or open."""

    rule: str
    """Id of the rule, as it was asked."""
    label: str
    url: str
    standing: str
    note: str = ""


rule_bites: Slot[[Actor, tuple[PolicyRule, ...]], RuleBite] = Slot("rule_bites")
"""Functions of the actor and rules, also such as are still being written; each bounded by who registers."""


goal_uses: Slot[[Actor, tuple[str, ...]], GoalUse] = Slot("goal_uses")
"""Functions of the actor and the public ids of goals, in one query each."""


def procurements_per_goal(actor: Actor, goals: Iterable[str]) -> dict[str, int] | None:
    """Procurements by public id of the goal; None where no stage counts them, which is not the same as 0."""
    if not goal_uses.keys:
        return None
    counted: dict[str, int] = defaultdict(int)
    for use in goal_uses.collect(actor, tuple(goals)):
        if use.kind == "procurement":
            counted[use.goal] += use.count
    return counted
