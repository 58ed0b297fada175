"""The people and things that a plan can name, as choices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from meerwaarde.platform.layout.notation import shortened
from meerwaarde.platform.organisations.queries import Department, Membership
from meerwaarde.stages.policy.queries import ActionPlan, Category, Framework, Goal, PlanAction, PlanGoal

Named = TypeVar("Named")
Choices = list[tuple[str, Any]]
NOBODY: tuple[str, Any] = ("", _("Not chosen"))


@dataclass(frozen=True)
class PlanOptions:
    """What can be named now; of what exists already the choice of then stays."""

    owners: tuple[Membership, ...] = ()
    departments: tuple[Department, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    earlier: tuple[ActionPlan, ...] = ()
    board_goals: tuple[Goal, ...] = ()
    plan_goals: tuple[PlanGoal, ...] = ()
    categories: tuple[Any, ...] = ()
    actions: tuple[PlanAction, ...] = ()

    def owner_choices(self) -> Choices:
        return [NOBODY, *((one.public_id, one.person.name) for one in self.owners)]

    def department_choices(self) -> Choices:
        return [NOBODY, *((one.public_id, one.name) for one in self.departments)]

    def board_goal_choices(self) -> Choices:
        return [NOBODY, *((one.public_id, shortened(one.wording, 100)) for one in self.board_goals)]

    def plan_goal_choices(self) -> Choices:
        return [NOBODY, *((one.public_id, shortened(one.wording, 100)) for one in self.plan_goals)]

    def category_choices(self) -> Choices:
        return [NOBODY, *((one.public_id, one.name) for one in self.categories)]

    def seen_in_choices(self) -> list[tuple[Any, Choices]]:
        """What a change can be seen in, by kind."""
        groups = (
            (_("Framework"), self.frameworks, lambda one: one.title),
            (_("Matrix"), self.categories, lambda one: one.name),
            (_("Goal"), self.board_goals, lambda one: shortened(one.wording, 100)),
            (_("Action"), self.actions, lambda one: f"{one.title} ({one.plan.title})"),
        )
        return [
            (name, [(one.public_id, told(one)) for one in among]) for name, among, told in groups if among
        ]

    def seen_in(self, public_id: str) -> Framework | Goal | PlanAction | Category | None:
        """The framework, category, goal or action that was chosen."""
        among: tuple[Framework | Goal | PlanAction | Category, ...] = (
            *self.frameworks,
            *self.categories,
            *self.board_goals,
            *self.actions,
        )
        return chosen(among, public_id)


def chosen(among: Iterable[Named], public_id: str) -> Named | None:
    """What was chosen; None for an empty choice."""
    return next((one for one in among if one.public_id == public_id), None)  # type: ignore[attr-defined]


def id_of(thing: Any) -> str:
    """The public id as the fields show it."""
    return thing.public_id if thing is not None else ""
