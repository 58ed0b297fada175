"""The golden thread of a whole authority: which promises run through which rules into which procurements.

Everything counts promises: a band between two groups is the number of goals that are in both. Later stages
register their column in `thread_columns`; a goal may be in several groups of one column.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.db.models import QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.slots import Slot
from meerwaarde.stages.policy.models import FrameworkRule, Goal
from meerwaarde.stages.policy.queries.below_goal import rules_of_goals
from meerwaarde.stages.policy.queries.goals import current_goals

MOST_GOALS = 2_000


@dataclass(frozen=True)
class ThreadGroup:
    """A box in a column: what stands in it, how many things, and the public ids of the goals it serves."""

    key: str
    label: str
    goals: frozenset[str]
    things: int = 0
    url: str = ""


@dataclass(frozen=True)
class ThreadColumn:
    """What one stage adds to the thread; `key` is one of those of `pages.golden_thread`."""

    key: str
    groups: tuple[ThreadGroup, ...]


thread_columns: Slot[[Actor, tuple[str, ...]], ThreadColumn] = Slot("thread_columns")
"""Functions of the actor and the public ids of goals, in a fixed number of queries each."""


def goals_in_thread(actor: Actor, *, theme: str = "", department: str = "") -> list[Goal]:
    """The current goals that the picture is about, by theme and wording."""
    rows: QuerySet[Goal] = current_goals(actor).select_related("department")
    if theme:
        rows = rows.filter(theme=theme)
    if department:
        rows = rows.filter(department__public_id=department)
    return list(rows[:MOST_GOALS])


def rules_per_goal(actor: Actor, goals: list[Goal]) -> dict[str, list[FrameworkRule]]:
    """Rules of adopted frameworks by the public id of the goal that they serve."""
    if not actor.may("frameworks.read"):
        return {}
    names = {goal.pk: goal.public_id for goal in goals}
    found: dict[str, list[FrameworkRule]] = {}
    for key, rule in rules_of_goals(actor, list(names)):
        found.setdefault(names[key], []).append(rule)
    return found


def bands_between(columns: list[tuple[ThreadGroup, ...]]) -> dict[tuple[str, str], int]:
    """For each pair of groups in neighbouring columns, how many goals are in both; without the empty ones."""
    return {
        (one.key, other.key): shared
        for left, right in pairwise(columns)
        for one in left
        for other in right
        if (shared := len(one.goals & other.goals))
    }
