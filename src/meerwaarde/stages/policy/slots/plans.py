"""What the pages of other rooms learn of action plans."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import asdict, dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    DatedItem,
    KindName,
    Kpi,
    NavItem,
    SearchDocument,
    Section,
    ThreadNode,
    Wait,
)
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.rules.action_plan import STEP_YEAR
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.queries.plans import dossier

MOST = 8
FEW = 3


@dataclass(frozen=True)
class MyActions:
    """The own actions with their days, and the way to all."""

    items: tuple[DatedItem, ...]
    url: str


@slots.navigation.register("policy.plans", order=26)
def plans(actor: Actor) -> list[NavItem]:
    if not actor.may("plans.read"):
        return []
    url = reverse("policy:plans", args=[actor.slug])
    return [NavItem(label=_("Action plan"), url=url, icon="task", group="policy")]


@slots.waits.register("policy.actions", order=33)
def actions_wait(actor: Actor) -> list[Wait]:
    """What this person does in an adopted plan, and is late or nearly so."""
    day = timezone.localdate()
    return [
        Wait(
            label=one.title,
            url=reverse("policy:plan_action", args=[actor.slug, one.public_id]),
            note=_("Action of %(plan)s") % {"plan": one.plan.title},
            icon="task",
            due=one.ends_on,
            badge=words.action_badge(one, day),
        )
        for one in queries.my_actions(actor)
        if one.ends_on <= day + queries.SOON
    ][:MOST]


@slots.waits.register("policy.conclusions", order=34)
def conclusions_wait(actor: Actor) -> list[Wait]:
    """Changes that this person promised after an evaluation."""
    return [
        Wait(
            label=policy_words.shortened(one.measure or one.text),
            url=reverse("policy:conclusion_settle", args=[actor.slug, one.public_id]),
            note=_("Follows from the evaluation of %(plan)s") % {"plan": one.plan.title},
            icon="learning",
            due=one.due_on,
        )
        for one in queries.conclusions_waiting(actor)[:MOST]
    ]


@slots.waits.register("policy.plan_drafts", order=35)
def drafts_wait(actor: Actor) -> list[Wait]:
    """Draft plans wait for whoever may record their adoption."""
    if not actor.may("plans.adopt"):
        return []
    return [
        Wait(
            label=one.title,
            url=words.plan_url(actor, one),
            note=_("This draft waits for its adoption."),
            icon="task",
        )
        for one in queries.drafts_of_plans(actor)
    ]


@slots.home_sections.register("policy.actions", order=23)
def my_actions(actor: Actor) -> list[Section]:
    """The own actions of the plans that run, soonest first."""
    found = list(queries.my_actions(actor)[:MOST])
    if not found:
        return []
    day = timezone.localdate()
    items = tuple(
        DatedItem(
            day=one.ends_on,
            label=one.title,
            url=reverse("policy:plan_action", args=[actor.slug, one.public_id]),
            note=f"{one.progress}%",
            badge=words.action_badge(one, day),
        )
        for one in found
    )
    url = f"{words.step_url(actor, found[0].plan, STEP_YEAR)}?owner={actor.membership}"
    return [
        Section(
            title=_("Your actions"),
            template="policy/plans/home_actions.html",
            content=MyActions(items, url),
            icon="task",
        )
    ]


@slots.plan_inventory.register("policy.goals", order=10)
def goals_of_the_board(actor: Actor) -> list[Kpi]:
    """Promises, and how many of them a rule in force serves."""
    if not actor.may("goals.read"):
        return []
    counts = queries.key_counts(actor)
    if not counts["goals"]:
        return []
    return [
        Kpi(
            label=_("Promises with a rule in force"),
            value=f"{counts['served']} / {counts['goals']}",
            share=counts["served"] / counts["goals"],
            note=_("of the current goals of the board"),
            icon="goal",
            url=reverse("policy:goals", args=[actor.slug]),
        )
    ]


@slots.plan_inventory.register("policy.frameworks", order=11)
def framework_now(actor: Actor) -> list[Kpi]:
    """The framework in force and how many rules it has."""
    if not actor.may("frameworks.read"):
        return []
    return [
        Kpi(
            label=_("Framework in force"),
            value=ngettext("%(count)d rule", "%(count)d rules", count) % {"count": count},
            note=policy_words.version_name(version),
            icon="framework",
            url=reverse("policy:framework", args=[actor.slug, version.public_id]),
        )
        for version, count in queries.frameworks_with_rules(actor, timezone.localdate())
    ]


@slots.thread_links.register("policy.plans", order=12)
def knots(actor: Actor, subject: Subject) -> list[ThreadNode]:
    """From an action to the goal that it serves; from a goal of the board to its actions."""
    if subject.kind == "planaction":
        action = queries.action(actor, subject.public_id)
        goal = action.plan_goal.goal if action and action.plan_goal else None
        if goal is None or not actor.may("goals.read"):
            return []
        return [
            ThreadNode(
                kind=_("Goal"),
                label=policy_words.shortened(goal.wording),
                url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
                icon="goal",
                rank=10,
            )
        ]
    if subject.kind != "goal":
        return []
    return _action_knots(actor, subject.public_id)


@slots.kind_names.register("policy.plans", order=24)
def kinds() -> list[KindName]:
    """What a hit in the search is."""
    return [
        KindName(
            kind="actionplan",
            label=_("Action plan"),
            plural=_("Action plans"),
            permission="plans.read",
            icon="task",
        )
    ]


@slots.search_documents.register("policy.plans")
def documents(actor: Actor) -> list[SearchDocument]:
    """Plans that may be found."""
    return [SearchDocument(**asdict(one)) for one in queries.findable_plans(actor)]


def _action_knots(actor: Actor, goal: str) -> list[ThreadNode]:
    found = queries.actions_for_goal(actor, goal)
    if len(found) > FEW:
        label = ngettext("%(count)d action", "%(count)d actions", len(found)) % {"count": len(found)}
        return [ThreadNode(kind=_("Action"), label=label, url="#actieplan", icon="task", rank=35)]
    return [
        ThreadNode(
            kind=_("Action"),
            label=policy_words.shortened(one.title),
            url=reverse("policy:plan_action", args=[actor.slug, one.public_id]),
            icon="task",
            rank=35,
        )
        for one in found
    ]


def _plan_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these plans."""
    found = queries.plans_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


def _action_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these actions."""
    found = queries.actions_visible_to(actor).filter(public_id__in=public_ids).order_by()
    return dict(found.values_list("public_id", "title"))


exporters.register("actionplan", dossier.plans_for_dossier)
exporters.register("planstep", dossier.plan_steps_for_dossier)
exporters.register("plangoal", dossier.plan_goals_for_dossier)
exporters.register("promisingtender", dossier.tenders_for_dossier)
exporters.register("planaction", dossier.plan_actions_for_dossier)
exporters.register("conclusion", dossier.conclusions_for_dossier)
exporters.register("calendarlink", dossier.calendar_links_for_dossier)
link_kind("actionplan", "policy:plan", "plans.read")
link_kind("planaction", "policy:plan_action", "plans.read")
name_kind("actionplan", _plan_names)
name_kind("planaction", _action_names)
