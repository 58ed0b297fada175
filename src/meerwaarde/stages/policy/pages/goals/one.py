"""The page of one goal with everything that it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    Definition,
    EmptyState,
    Link,
    Page,
    ShareBar,
    ThreadNode,
    Tone,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.below_goal import BelowPart, below_parts, progress_of_subgoals
from meerwaarde.stages.policy.pages.frameworks.wording import own_names
from meerwaarde.stages.policy.pages.goals.in_text import InText, passage_in_text
from meerwaarde.stages.policy.queries import FrameworkRule, Goal
from meerwaarde.stages.policy.queries import goals as goals_queries

MOST_RULES = 12
"""Rules that stand on the page of a goal; the others are one click away."""


@dataclass(frozen=True)
class RuleLine:
    """A rule as one sentence under a goal."""

    code: str
    sentence: str
    url: str
    strength: Badge
    where: str


@dataclass(frozen=True)
class RuleLines:
    """Rules in force, or rules that are being written."""

    title: str
    rules: tuple[RuleLine, ...]


@dataclass(frozen=True, kw_only=True)
class GoalPage(Page):
    """One goal: what was promised, how one sees it, and everything that hangs on it."""

    wording: str
    source: str
    explanation: str
    facts: tuple[Definition, ...]
    indicator: tuple[Definition, ...]
    measuring: Badge
    measure: Action | None
    rules: tuple[RuleLines, ...]
    more_rules: Link | None
    hint: EmptyState | None
    archived: str
    passage: InText | None
    above: tuple[Link, ...]
    progress: tuple[ShareBar, ...]
    below: tuple[BelowPart, ...]
    nothing_below: str
    not_below: str


def goal_page(actor: Actor, goal: Goal) -> GoalPage:
    """One goal, with its rules and with what later stages hang on it."""
    subject = slots.Subject("goal", goal.public_id)
    rules = queries.rules_serving(actor, goal, most=MOST_RULES + 1)
    parts = below_parts(actor, goal)
    return GoalPage(
        title=words.shortened(goal.wording, 80),
        intro=_("Goal of the board, %(period)s") % {"period": words.period(goal)},
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        actions=_goal_actions(actor, goal),
        badge=Badge(label=_("Archived"), tone=Tone.NEUTRAL) if goal.archived_at else None,
        thread=slots.thread(
            actor,
            subject,
            ThreadNode(
                kind=_("Goal"), label=words.shortened(goal.wording), icon="goal", rank=10, current=True
            ),
        ),
        sections=slots.page_sections.collect(actor, subject),
        wording=goal.wording,
        source=words.source_of(goal),
        explanation=goal.explanation,
        facts=_facts(goal),
        indicator=_indicator(goal),
        measuring=words.measuring_badge(goal),
        measure=_measure(actor, goal),
        rules=_rule_groups(actor, rules[:MOST_RULES]),
        more_rules=_more_rules(actor, goal) if len(rules) > MOST_RULES else None,
        hint=None if any(not rule.framework.draft for rule in rules) else _without_instrument(actor),
        archived=_("This goal is archived. It no longer counts, and what hangs on it stays.")
        if goal.archived_at
        else "",
        passage=None if goal.passage is None else passage_in_text(actor, goal.passage),
        above=_above(actor, goal),
        progress=progress_of_subgoals(actor, goal),
        below=parts,
        nothing_below="" if any(part.count for part in parts) else _("Nothing hangs on this goal yet."),
        not_below=_not_below(parts),
    )


def _above(actor: Actor, goal: Goal) -> tuple[Link, ...]:
    """The goals that this one stands under, the highest first."""
    return tuple(
        Link(words.shortened(one.wording), reverse("policy:goal", args=[actor.slug, one.public_id]))
        for one in reversed(goals_queries.goals_above(goal))
    )


def _not_below(parts: tuple[BelowPart, ...]) -> str:
    """The kinds of which nothing hangs on the goal, in one line; nothing where no kind has any."""
    empty = [part.title for part in parts if not part.count]
    if not empty or len(empty) == len(parts):
        return ""
    return _("Not there yet: %(kinds)s.") % {"kinds": ", ".join(empty)}


def _more_rules(actor: Actor, goal: Goal) -> Link:
    address = reverse("policy:goal_below", args=[actor.slug, goal.public_id, "regels"])
    return Link(_("All rules that serve this goal"), address)


def _goal_actions(actor: Actor, goal: Goal) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, goal.public_id])

    if goal.archived_at:
        again = Action(label=_("Put back"), url=address("goal_restore"), post=True, kind="primary")
        return (again,) if actor.may("goals.write") else ()
    if actor.may("goals.write"):
        under = f"{reverse('policy:goal_new', args=[actor.slug])}?onder={goal.public_id}"
        return (
            Action(label=_("Archive"), url=address("goal_archive"), post=True, kind="quiet"),
            Action(label=_("Add a sub-goal"), url=under, icon="add"),
            Action(label=_("Change"), url=address("goal_edit"), icon="edit", kind="primary"),
        )
    if actor.may("goals.measure"):
        return (Action(label=_("Indicator"), url=address("goal_indicator"), icon="measurement"),)
    return ()


def _facts(goal: Goal) -> tuple[Definition, ...]:
    owner = goal.owner.person.name if goal.owner else ""
    department = goal.department.name if goal.department else ""
    own = own_names(goal.theme, queries.own_themes_in_force(goal.organisation_id, timezone.localdate()))
    return (
        Definition(term=_("Theme"), text=words.theme_in_words(goal.theme)),
        *((Definition(term=_("Own theme"), text=own),) if own else ()),
        Definition(term=_("Source"), text=f"{goal.get_source_type_display()}: {words.source_of(goal)}"),
        Definition(term=_("Period"), text=words.period(goal)),
        Definition(term=_("Answers for it"), text=words.holder_of(goal)),
        Definition(term=_("Department"), text=department),
        Definition(term=_("Owner"), text=owner),
        Definition(
            term=_("SDGs"),
            items=tuple(f"{number}. {words.in_words(words.SDG_NAMES[number])}" for number in goal.sdgs),
        ),
    )


def _indicator(goal: Goal) -> tuple[Definition, ...]:
    if goal.not_measurable_because:
        return (Definition(term=_("Not measurable yet, because"), text=goal.not_measurable_because),)
    if not goal.indicator:
        return ()
    start, end = words.figure(goal.baseline, goal.unit), words.figure(goal.target, goal.unit)
    return (
        Definition(term=_("Indicator"), text=goal.indicator),
        Definition(term=_("At the start"), text=f"{start} ({goal.baseline_year})" if start else ""),
        Definition(term=_("To reach"), text=f"{end} ({goal.target_year})" if end else ""),
    )


def _measure(actor: Actor, goal: Goal) -> Action | None:
    """The way to the indicator, for who may say it, as long as nobody has."""
    if goal.indicator or goal.not_measurable_because or not actor.may("goals.measure"):
        return None
    url = reverse("policy:goal_indicator", args=[actor.slug, goal.public_id])
    return Action(label=_("Say how one sees it"), url=url, icon="measurement")


def _rule_groups(actor: Actor, stored: list[FrameworkRule]) -> tuple[RuleLines, ...]:
    """In force first, then what will be, then what is in a draft; what is empty is left out."""
    today = timezone.localdate()
    adopted = [rule for rule in stored if not rule.framework.draft]
    later = [rule for rule in adopted if rule.framework.valid_from and rule.framework.valid_from > today]
    groups = (
        (_("In force"), [rule for rule in adopted if rule not in later]),
        (_("Adopted, in force later"), later),
        (_("In a draft"), [rule for rule in stored if rule.framework.draft]),
    )
    return tuple(RuleLines(title, _rule_lines(actor, rules)) for title, rules in groups if rules)


def _rule_lines(actor: Actor, stored: list[FrameworkRule]) -> tuple[RuleLine, ...]:
    told = words.told_rules(actor.organisation_id, queries.policy_rules(stored))
    return tuple(
        RuleLine(
            code=rule.code,
            sentence=told[rule.public_id],
            url=reverse("policy:rule", args=[actor.slug, rule.public_id]),
            strength=words.strength_badge(rule.as_policy_rule()),
            where=words.version_name(rule.framework),
        )
        for rule in stored
    )


def _without_instrument(actor: Actor) -> EmptyState:
    frameworks = Action(label=_("Go to the frameworks"), url=reverse("policy:frameworks", args=[actor.slug]))
    return EmptyState(
        title=_("A promise without an instrument"),
        text=_("No rule in force serves this goal, so nothing in daily procurement reminds people of it."),
        action=frameworks if actor.may("frameworks.read") else None,
    )
