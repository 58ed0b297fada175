"""What every page of one procurement has: path, state, steps, golden thread."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Badge, Crumb, Progress, Step, ThreadNode, Tone
from meerwaarde.platform.layout.context import address
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.rules.compliance import PolicyRule
from meerwaarde.rules.lifecycle import ADVISED, DECIDED, DRAFT, PROCUREMENT, SUBMITTED, WITHDRAWN
from meerwaarde.stages.policy.queries import frameworks_visible_to
from meerwaarde.stages.procurement.queries import EDITABLE, Advised, Procurement, goals_of, nobody_is_invited

STEPS = ("purpose", "scope", "approach", "ambition", "shortlist", "rules", "detail")
"""The steps of the journey in order; each is also the name of its page."""

FILLED_IN = STEPS[:4]
"""Steps that are a form."""

READABLE = ("shortlist", "rules", "detail")
"""Steps that show something to who reads along."""

MOST_NODES = 3
"""More knots than this of one kind make a thread unreadable: then one knot counts them."""

TONES = {
    DRAFT: Tone.NEUTRAL,
    SUBMITTED: Tone.INFO,
    ADVISED: Tone.INFO,
    DECIDED: Tone.POSITIVE,
    WITHDRAWN: Tone.WARNING,
}


def step_names() -> dict[str, str]:
    """The names of the steps in the reader's language."""
    return {
        "purpose": _("Purpose"),
        "scope": _("What and how much"),
        "approach": _("Approach"),
        "ambition": _("Themes and ambition"),
        "shortlist": _("Suppliers"),
        "rules": _("Rules"),
        "detail": _("Strategy"),
    }


def state_badge(state: str) -> Badge:
    """The state in words."""
    return Badge(label=PROCUREMENT.state(state).name.in_language(get_language() or "nl"), tone=TONES[state])


def frame(actor: Actor, procurement: Procurement, current: str, advised: Advised) -> dict[str, Any]:
    """The parts that every page of this procurement shares."""
    crumbs = [Crumb(_("Procurements"), reverse("procurement:list", args=[actor.slug]))]
    if current != "detail":
        own = reverse("procurement:detail", args=[actor.slug, procurement.public_id])
        crumbs.append(Crumb(_short(procurement.title), own))
    return {
        "crumbs": tuple(crumbs),
        "badge": state_badge(procurement.state),
        "steps": steps_of(actor, procurement, current, advised),
        "thread": thread_of(actor, procurement, advised.rules),
    }


def steps_of(actor: Actor, procurement: Procurement, current: str, advised: Advised) -> tuple[Step, ...]:
    """Where this file stands; one can go to and fro, as far as the role and the state allow."""
    names, editable = step_names(), may_edit(actor, procurement)
    return tuple(
        Step(
            label=names[step],
            state=Progress.CURRENT if step == current else _progress(procurement, step, advised),
            url=reverse(f"procurement:{step}", args=[actor.slug, procurement.public_id])
            if editable or step in READABLE
            else "",
        )
        for step in STEPS
    )


def may_edit(actor: Actor, procurement: Procurement) -> bool:
    """Whether this person can change this file now."""
    return actor.may("procurements.edit") and procurement.state in EDITABLE


def _progress(procurement: Procurement, step: str, advised: Advised) -> Progress:
    match step:
        case "purpose":
            done = bool(procurement.purpose_value.strip() and procurement.purpose_for.strip())
        case "scope":
            if advised.fault is not None:
                return Progress.ATTENTION
            done = bool(procurement.contract and procurement.value_cents is not None)
        case "approach":
            done = bool(procurement.particulars or procurement.motivated)
        case "ambition":
            done = procurement.themes is not None
        case "shortlist":
            if nobody_is_invited(advised):
                return Progress.DONE
            if advised.inviting is not None and not advised.inviting.grounded:
                return Progress.ATTENTION
            done = advised.inviting is not None
        case "rules":
            if any(one.standing == "open" for one in advised.assessments):
                return Progress.ATTENTION
            done = bool(advised.assessments)
        case _:
            done = procurement.state in (ADVISED, DECIDED)
    return Progress.DONE if done else Progress.OPEN


def thread_of(
    actor: Actor, procurement: Procurement, rules: tuple[PolicyRule, ...]
) -> tuple[ThreadNode, ...]:
    """From the goals it serves, by the framework and its rules, to this procurement and what comes later."""
    nodes = [*_goal_nodes(actor, procurement), *_framework_nodes(actor, rules)]
    nodes += _rule_nodes(actor, procurement, rules)
    if procurement.notice is not None:
        nodes.append(
            ThreadNode(
                kind=_("Notice"),
                label=_short(procurement.notice.title),
                url=reverse("market:notice", args=[actor.slug, procurement.notice.public_id]),
                icon="notice",
                rank=40,
            )
        )
    own = ThreadNode(
        kind=_("Procurement"), label=_short(procurement.title), icon="procurement", rank=50, current=True
    )
    return slots.thread(actor, slots.Subject("procurement", procurement.public_id), *nodes, own)


def _goal_nodes(actor: Actor, procurement: Procurement) -> list[ThreadNode]:
    goals = goals_of(procurement)
    if len(goals) > MOST_NODES:
        label = ngettext("%(count)d goal", "%(count)d goals", len(goals)) % {"count": len(goals)}
        url = address("policy:goals", actor.slug)
        return [ThreadNode(kind=_("Goal"), label=label, url=url, icon="goal", rank=10)]
    return [
        ThreadNode(
            kind=_("Goal"),
            label=_short(goal.wording),
            url=address("policy:goal", actor.slug, goal.public_id),
            icon="goal",
            rank=10,
        )
        for goal in goals
    ]


def _framework_nodes(actor: Actor, rules: tuple[PolicyRule, ...]) -> list[ThreadNode]:
    """The versions in which the rules stand, as far as this person may read them."""
    if not rules:
        return []
    versions = frameworks_visible_to(actor).filter(public_id__in={rule.framework for rule in rules})
    return [
        ThreadNode(
            kind=_("Framework"),
            label=_("%(title)s, version %(number)s") % {"title": one.title, "number": one.number},
            url=address("policy:framework", actor.slug, one.public_id),
            icon="framework",
            rank=20,
        )
        for one in versions.order_by("pk")
    ]


def _rule_nodes(actor: Actor, procurement: Procurement, rules: tuple[PolicyRule, ...]) -> list[ThreadNode]:
    if len(rules) > MOST_NODES:
        label = ngettext("%(count)d rule", "%(count)d rules", len(rules)) % {"count": len(rules)}
        url = reverse("procurement:rules", args=[actor.slug, procurement.public_id])
        return [ThreadNode(kind=_("Rule"), label=label, url=url, icon="route", rank=30)]
    return [
        ThreadNode(
            kind=_("Rule"),
            label=rule.code,
            url=address("policy:rule", actor.slug, rule.id),
            icon="route",
            rank=30,
        )
        for rule in rules
    ]


def _short(text: str) -> str:
    return shortened(text, 60)
