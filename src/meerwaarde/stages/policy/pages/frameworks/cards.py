"""Rules of a framework as cards, in groups, and what was struck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Link,
)
from meerwaarde.rules.compliance import (
    DEMAND_NAMES,
    PolicyRule,
    beyond_one_quote,
    demand_code,
    theme_of,
)
from meerwaarde.rules.own_themes import Mapped
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks.wording import own_names, relation_badge
from meerwaarde.stages.policy.queries import Framework, FrameworkRule


@dataclass(frozen=True)
class RuleCard:
    """A rule as people read it, with what may be done with it now."""

    anchor: str
    code: str
    sentence: str
    url: str
    strength: Badge
    explanation: str
    goals: tuple[Link, ...]
    no_goal: str
    warning: str
    relation: Badge | None
    own_theme: str
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class RuleGroup:
    """Rules that ask the same kind of thing."""

    title: str
    rules: tuple[RuleCard, ...]


@dataclass(frozen=True)
class StruckRule:
    """A rule that was taken out of a draft and can be put back."""

    code: str
    sentence: str
    restore: Action | None


def _card(
    actor: Actor, stored: FrameworkRule, rule: PolicyRule, told: str, mapped: tuple[Mapped, ...]
) -> RuleCard:
    framework = stored.framework
    drafting = framework.draft and actor.may("frameworks.draft")

    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, rule.id])

    beyond = beyond_one_quote(rule, stored.framework.policy_bounds)
    change = Action(label=_("Change"), url=address("rule_edit"), icon="edit", kind="quiet")
    strike = Action(label=_("Strike"), url=address("rule_strike"), icon="remove", kind="quiet", post=True)
    return RuleCard(
        anchor=f"regel-{rule.id}",
        code=rule.code,
        sentence=told,
        url=address("rule"),
        strength=words.strength_badge(rule),
        explanation=stored.explanation,
        goals=tuple(
            Link(words.shortened(goal.wording), reverse("policy:goal", args=[actor.slug, goal.id]))
            for goal in rule.goals
        ),
        no_goal="" if rule.goals else _("Serves no goal yet"),
        warning=words.unbroken(words.in_words(beyond)) if beyond else "",
        relation=relation_badge(stored.relation) if framework.base or framework.above_id else None,
        own_theme=own_names(theme_of(rule.demand), mapped),
        actions=(change, strike) if drafting else (),
    )


def rule_groups(
    actor: Actor,
    stored: dict[str, FrameworkRule],
    rules: Sequence[PolicyRule],
    told: dict[str, str],
    mapped: tuple[Mapped, ...],
) -> tuple[RuleGroup, ...]:
    """Rules as cards, by what they ask; `mapped` are the own themes that the framework speaks in."""
    groups = []
    for kind, name in DEMAND_NAMES.items():
        within = [rule for rule in rules if demand_code(rule.demand) == kind]
        if within:
            cards = tuple(_card(actor, stored[rule.id], rule, told[rule.id], mapped) for rule in within)
            groups.append(RuleGroup(words.in_words(name), cards))
    return tuple(groups)


def struck_rules(actor: Actor, framework: Framework) -> tuple[StruckRule, ...]:
    stored = queries.rules_of(framework, struck=True)
    told = words.told_rules(actor.organisation_id, queries.policy_rules(stored))
    return tuple(
        StruckRule(
            code=rule.code,
            sentence=told[rule.public_id],
            restore=Action(
                label=_("Put back"),
                url=reverse("policy:rule_restore", args=[actor.slug, rule.public_id]),
                post=True,
                kind="quiet",
            ),
        )
        for rule in stored
    )
