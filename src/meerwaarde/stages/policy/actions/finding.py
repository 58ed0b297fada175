"""Keeping the search index in step, in the transaction of the change."""

from __future__ import annotations

from dataclasses import asdict

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.search.actions import describe, index, index_many, remove
from meerwaarde.stages.policy.models import Category, Framework, Goal
from meerwaarde.stages.policy.queries import findable_category, findable_framework, findable_goal, rules_of


def find_goal(actor: Actor, goal: Goal) -> None:
    """A current goal can be found, an archived one no longer."""
    if goal.archived_at is None:
        index(organisation_id=actor.organisation_id, **asdict(findable_goal(actor.slug, goal)))
    else:
        remove(kind="goal", object_id=goal.public_id)


def find_framework(actor: Actor, framework: Framework) -> None:
    """A version that was adopted can be found, with each of its rules."""
    found = findable_framework(actor.slug, framework)
    index_many([describe(**asdict(one)) for one in found], organisation_id=actor.organisation_id)


def lose_framework(framework: Framework) -> None:
    """A version that was replaced is reached through the one that replaced it."""
    remove(kind="framework", object_id=framework.public_id)
    for rule in rules_of(framework):
        remove(kind="rule", object_id=rule.public_id)


def find_category(actor: Actor, category: Category) -> None:
    """A category in use can be found, an archived one no longer."""
    if category.archived_at is None:
        index(organisation_id=actor.organisation_id, **asdict(findable_category(actor.slug, category)))
    else:
        remove(kind="category", object_id=category.public_id)
