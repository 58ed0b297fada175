"""What hangs on a goal, kind by kind: counted at once, read page by page.

Later stages register a `BelowKind` of their own in `below_goal`, so that the page of a goal shows what became
of a promise without knowing any stage. Each kind costs two queries there, however much hangs on the goal.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge
from meerwaarde.platform.layout.slots import Slot
from meerwaarde.rules.lifecycle import ADOPTED
from meerwaarde.stages.policy.models import Framework, FrameworkRule, Goal, PlanAction, PlanGoal
from meerwaarde.stages.policy.queries.frameworks import rules_serving_rows
from meerwaarde.stages.policy.queries.goals import current_goals, subgoals_of
from meerwaarde.stages.policy.queries.keyset import Slice, keyset
from meerwaarde.stages.policy.queries.plans import plans_visible_to


@dataclass(frozen=True)
class BelowRow:
    """One thing that hangs on a goal."""

    label: str
    url: str
    note: str = ""
    badge: Badge | None = None


@dataclass(frozen=True)
class BelowRows:
    """A page of them; the cursors are empty where there is nothing before or after."""

    rows: tuple[BelowRow, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class BelowKind:
    """A kind of things that hang on goals. `key` stands in the address, `rank` orders as in the thread.

    `count` and `read` start at what the actor may see; `read` takes a cursor and the size of a page.
    """

    key: str
    rank: int
    icon: str
    title: Callable[[], str]
    permission: str
    count: Callable[[Actor, Goal], int]
    read: Callable[[Actor, Goal, str, int], BelowRows]
    anchor: str = ""


below_goal: Slot[[], BelowKind] = Slot("below_goal")
"""Functions without arguments that give kinds; asked once for each page."""


def kinds_below(actor: Actor) -> list[BelowKind]:
    """The kinds that this actor's role may see at all, in the order of the thread."""
    found = (kind for kind in below_goal.collect() if actor.may(kind.permission))
    return sorted(found, key=lambda kind: (kind.rank, kind.key))


def subgoal_rows(actor: Actor, goal: Goal, cursor: str, size: int) -> Slice[Goal]:
    """The goals under a goal, in the order in which they were recorded."""
    return keyset(subgoals_of(actor, goal), "pk", descending=False, cursor=cursor, size=size)


def count_subgoals(actor: Actor, goal: Goal) -> int:
    """How many current goals stand directly under a goal."""
    return current_goals(actor).filter(parent=goal).count()


@dataclass(frozen=True)
class SubgoalProgress:
    """Of the goals under a goal: how many there are, are served by a rule in force, and are measurable."""

    goals: int
    served: int
    measured: int


def subgoal_progress(actor: Actor, goal: Goal) -> SubgoalProgress:
    """In one query."""
    counted = (
        subgoals_of(actor, goal)
        .order_by()
        .aggregate(
            goals=Count("pk"),
            served=Count("pk", filter=Q(rule_count__gt=0)),
            measured=Count("pk", filter=~Q(indicator="")),
        )
    )
    return SubgoalProgress(**counted)


def rule_rows(actor: Actor, goal: Goal, cursor: str, size: int) -> Slice[FrameworkRule]:
    """The rules that serve a goal, in versions that the actor may read."""
    rows = rules_serving_rows(actor, goal).prefetch_related("goals")
    return keyset(rows, "pk", descending=False, cursor=cursor, size=size)


def count_rules(actor: Actor, goal: Goal) -> int:
    """How many rules serve a goal, drafts too where the actor may read those."""
    return rules_serving_rows(actor, goal).count()


def plan_goals_below(actor: Actor, goal: Goal) -> QuerySet[PlanGoal]:
    """The goals of action plans that serve a goal of the board."""
    rows = PlanGoal.objects.filter(goal=goal, plan__in=plans_visible_to(actor))
    return rows.select_related("plan", "owner__person")


def plan_actions_below(actor: Actor, goal: Goal) -> QuerySet[PlanAction]:
    """The actions of action plans that work on a goal of the board."""
    rows = PlanAction.objects.filter(plan_goal__goal=goal, plan__in=plans_visible_to(actor))
    return rows.select_related("plan", "owner__person", "department")


def rules_of_goals(actor: Actor, goals: list[int]) -> list[tuple[int, FrameworkRule]]:
    """Goal and rule, for each rule of an adopted framework that serves one of these goals."""
    links = FrameworkRule.goals.through.objects.filter(
        goal_id__in=goals,
        frameworkrule__struck_at__isnull=True,
        frameworkrule__framework__in=Framework.objects.filter(
            organisation_id=actor.organisation_id, state=ADOPTED
        ),
    ).select_related("frameworkrule")
    return [(link.goal_id, link.frameworkrule) for link in links.order_by("goal_id", "frameworkrule_id")]
