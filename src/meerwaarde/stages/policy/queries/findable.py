"""What of this stage can be found by searching. Drafts cannot: not everybody may read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.compliance.sentences import theme_name
from meerwaarde.rules.lifecycle import ADOPTED
from meerwaarde.stages.policy.models import Framework, Goal
from meerwaarde.stages.policy.queries.frameworks import (
    frameworks_visible_to,
    policy_rules,
    rules_of,
    words_for,
)
from meerwaarde.stages.policy.queries.goals import current_goals


@dataclass(frozen=True)
class Findable:
    """One thing as the index takes it."""

    kind: str
    object_id: str
    url: str
    title: str
    summary: str
    text: str


def findable_goal(slug: str, goal: Goal) -> Findable:
    """A goal by its words, its source and its indicator."""
    theme = theme_name(goal.theme)  # type: ignore[arg-type] # the database knows no other
    return Findable(
        kind="goal",
        object_id=goal.public_id,
        url=reverse("policy:goal", args=[slug, goal.public_id]),
        title=goal.wording,
        summary=goal.document,
        text="\n".join((goal.explanation, goal.indicator, goal.portfolio, theme.nl, theme.en)),
    )


def findable_framework(slug: str, framework: Framework) -> Iterator[Findable]:
    """An adopted version, and each of its rules by its sentence."""
    name = f"{framework.title}, versie {framework.number}"
    yield Findable(
        kind="framework",
        object_id=framework.public_id,
        url=reverse("policy:framework", args=[slug, framework.public_id]),
        title=name,
        summary=framework.explanation,
        text="",
    )
    rules = policy_rules(rules_of(framework))
    names = words_for(framework.organisation_id, rules)
    for rule in rules:
        said = sentence(rule, names)
        yield Findable(
            kind="rule",
            object_id=rule.id,
            url=reverse("policy:rule", args=[slug, rule.id]),
            title=f"{rule.code}: {said.nl}",
            summary=name,
            text=f"{said.en}\n{rule.explanation}",
        )


def everything_findable(actor: Actor) -> Iterable[Findable]:
    """All current goals and adopted versions that this actor may see, for an index that is made anew."""
    for goal in current_goals(actor):
        yield findable_goal(actor.slug, goal)
    for framework in frameworks_visible_to(actor).filter(state=ADOPTED):
        yield from findable_framework(actor.slug, framework)
