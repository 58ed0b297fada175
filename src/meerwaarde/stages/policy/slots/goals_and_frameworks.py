"""What the pages of other rooms learn of goals and frameworks."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    KindName,
    Kpi,
    NavItem,
    SearchDocument,
    Section,
    ThreadNode,
    Wait,
)
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.promises import promise_figures, promises_of_holder

MOST_NODES = 3
"""More knots than this of one kind make a thread unreadable: then one knot counts them."""


@slots.navigation.register("policy.goals", order=20)
def goals(actor: Actor) -> list[NavItem]:
    if not actor.may("goals.read"):
        return []
    url = reverse("policy:goals", args=[actor.slug])
    return [NavItem(label=_("Goals"), url=url, icon="goal", group="policy", prefix=f"/{actor.slug}/beleid/")]


@slots.navigation.register("policy.frameworks", order=21)
def frameworks(actor: Actor) -> list[NavItem]:
    if not actor.may("frameworks.read"):
        return []
    url = reverse("policy:frameworks", args=[actor.slug])
    return [NavItem(label=_("Frameworks"), url=url, icon="framework", group="policy")]


@slots.navigation.register("policy.promises", order=22)
def promises(actor: Actor) -> list[NavItem]:
    """For who answers for promises or watches over them; others find the goals."""
    if actor.role not in ("alderman", "council", "director"):
        return []
    url = reverse("policy:promises", args=[actor.slug])
    return [NavItem(label=_("Promises"), url=url, icon="outcome", group="policy")]


@slots.waits.register("policy.drafts", order=30)
def drafts_wait(actor: Actor) -> list[Wait]:
    """Drafts wait for whoever may record their adoption."""
    if not actor.may("frameworks.adopt"):
        return []
    return [
        Wait(
            label=words.version_name(draft),
            url=reverse("policy:framework", args=[actor.slug, draft.public_id]),
            note=_("This draft waits for its adoption."),
            icon="framework",
        )
        for draft in queries.drafts(actor)[:10]
    ]


@slots.waits.register("policy.indicators", order=31)
def indicators_wait(actor: Actor) -> list[Wait]:
    """Goals without an indicator wait for their owner."""
    return [
        Wait(
            label=words.shortened(goal.wording),
            url=reverse("policy:goal_indicator", args=[actor.slug, goal.public_id]),
            note=_("Nobody has said yet how one sees that this goal is reached."),
            icon="measurement",
        )
        for goal in queries.without_indicator(actor)[:10]
    ]


@slots.key_figures.register("policy.promises", order=20)
def figures(actor: Actor) -> tuple[Kpi, ...]:
    return promise_figures(actor) if actor.may("promises.read") else ()


@slots.home_sections.register("policy.promises", order=20)
def my_promises(actor: Actor) -> list[Section]:
    """For an alderman: the own promises, with the way to all of them."""
    if actor.role != "alderman":
        return []
    return [
        Section(
            title=_("Your promises"),
            template="policy/parts/home_promises.html",
            content=promises_of_holder(actor),
            icon="goal",
        )
    ]


@slots.home_sections.register("policy.instruments", order=21)
def without_instrument(actor: Actor) -> list[Section]:
    """For who keeps policy and for the council that watches over it: goals that no rule serves yet."""
    if not (actor.may("goals.write") or actor.role == "council"):
        return []
    found = list(queries.without_rule(actor)[:6])
    if not found:
        return []
    return [
        Section(
            title=_("Promises without an instrument"),
            template="policy/parts/home_goals.html",
            content=[
                (
                    words.shortened(goal.wording, 140),
                    reverse("policy:goal", args=[actor.slug, goal.public_id]),
                )
                for goal in found
            ],
            icon="goal",
        )
    ]


@slots.thread_links.register("policy", order=10)
def knots(actor: Actor, subject: Subject) -> list[ThreadNode]:
    """From a goal to its rules and their framework, and back."""
    if subject.kind == "goal":
        found = queries.goal(actor, subject.public_id)
        return [] if found is None else _of_goal(actor, found)
    if subject.kind == "framework":
        version = queries.framework(actor, subject.public_id)
        return [] if version is None else _of_framework(actor, version)
    if subject.kind == "rule":
        rule = queries.rule(actor, subject.public_id)
        if rule is None:
            return []
        goals = [_goal_knot(actor, goal) for goal in rule.goals.all()]
        return [*_few(goals, actor, "policy:goals"), _framework_knot(actor, rule.framework)]
    return []


@slots.kind_names.register("policy", order=20)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(kind="goal", label=_("Goal"), plural=_("Goals"), permission="goals.read", icon="goal"),
        KindName(
            kind="framework",
            label=_("Framework"),
            plural=_("Frameworks"),
            permission="frameworks.read",
            icon="framework",
        ),
        KindName(kind="rule", label=_("Rule"), plural=_("Rules"), permission="frameworks.read", icon="route"),
    ]


@slots.search_documents.register("policy")
def documents(actor: Actor) -> list[SearchDocument]:
    """Everything of this stage that may be found."""
    return [SearchDocument(**asdict(one)) for one in queries.everything_findable(actor)]


def _of_goal(actor: Actor, goal: queries.Goal) -> list[ThreadNode]:
    rules = queries.rules_serving(actor, goal)
    rules = [rule for rule in rules if not rule.framework.draft] or rules
    frameworks = {rule.framework.public_id: rule.framework for rule in rules}
    versions = [_framework_knot(actor, version) for version in frameworks.values()]
    knots = [_rule_knot(actor, rule) for rule in rules]
    if len(knots) > MOST_NODES:
        url = reverse("policy:goal", args=[actor.slug, goal.public_id]) + "#regels"
        knots = [_counted(len(knots), url)]
    return [*versions, *knots]


def _of_framework(actor: Actor, version: queries.Framework) -> list[ThreadNode]:
    rules = queries.rules_of(version)
    served = {goal.public_id: goal for rule in rules for goal in rule.goals.all()}
    knots = [_goal_knot(actor, goal) for goal in served.values()]
    return [*_few(knots, actor, "policy:goals"), _counted(len(rules), "")]


def _few(knots: list[ThreadNode], actor: Actor, name: str) -> list[ThreadNode]:
    if len(knots) <= MOST_NODES:
        return knots
    label = ngettext("%(count)d goal", "%(count)d goals", len(knots)) % {"count": len(knots)}
    return [
        ThreadNode(kind=_("Goal"), label=label, url=reverse(name, args=[actor.slug]), icon="goal", rank=10)
    ]


def _counted(count: int, url: str) -> ThreadNode:
    label = ngettext("%(count)d rule", "%(count)d rules", count) % {"count": count}
    return ThreadNode(kind=_("Rule"), label=label, url=url, icon="route", rank=30)


def _goal_knot(actor: Actor, goal: queries.Goal) -> ThreadNode:
    return ThreadNode(
        kind=_("Goal"),
        label=words.shortened(goal.wording),
        url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
        icon="goal",
        rank=10,
    )


def _framework_knot(actor: Actor, version: queries.Framework) -> ThreadNode:
    return ThreadNode(
        kind=_("Framework"),
        label=words.version_name(version),
        url=reverse("policy:framework", args=[actor.slug, version.public_id]),
        icon="framework",
        rank=20,
    )


def _rule_knot(actor: Actor, rule: queries.FrameworkRule) -> ThreadNode:
    return ThreadNode(
        kind=_("Rule"),
        label=rule.code,
        url=reverse("policy:rule", args=[actor.slug, rule.public_id]),
        icon="route",
        rank=30,
    )


def _goal_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these goals: the beginning of their words."""
    found = queries.goals_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return {public_id: words.shortened(said) for public_id, said in found.values_list("public_id", "wording")}


def _framework_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these versions: title and number."""
    found = queries.frameworks_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return {one.public_id: words.version_name(one) for one in found.only("public_id", "title", "number")}


def _rule_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these rules: their code, in versions that the reader may see."""
    return queries.codes_of_rules(actor, public_ids)


exporters.register("goal", queries.goals_for_dossier)
exporters.register("framework", queries.frameworks_for_dossier)
exporters.register("frameworkrule", queries.rules_for_dossier)
link_kind("goal", "policy:goal", "goals.read")
link_kind("framework", "policy:framework", "frameworks.read")
link_kind("frameworkrule", "policy:rule", "frameworks.read")
name_kind("goal", _goal_names)
name_kind("framework", _framework_names)
name_kind("frameworkrule", _rule_names)
