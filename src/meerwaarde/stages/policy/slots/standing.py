"""What the pages of other rooms learn of self-assessments and of who carries what."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.history.pages import link_kind, name_kind
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import Kpi, NavItem, Wait, Workload
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.assessments import name_of, phase_reached
from meerwaarde.stages.policy.queries import standing


@slots.navigation.register("policy.assessments", order=27)
def assessments(actor: Actor) -> list[NavItem]:
    if not actor.may("assessments.answer"):
        return []
    url = reverse("policy:assessments", args=[actor.slug])
    return [NavItem(label=_("Self-assessment"), url=url, icon="measurement", group="policy")]


@slots.navigation.register("policy.responsibilities", order=28)
def responsibilities(actor: Actor) -> list[NavItem]:
    if not actor.may("responsibilities.read"):
        return []
    url = reverse("policy:responsibilities", args=[actor.slug])
    return [NavItem(label=_("Who carries what"), url=url, icon="people", group="policy")]


@slots.waits.register("policy.assessments", order=35)
def rounds_wait(actor: Actor) -> list[Wait]:
    """Open rounds wait for everybody of that part of the authority who has not answered yet."""
    return [
        Wait(
            label=name_of(found),
            url=reverse("policy:assessment", args=[actor.slug, found.public_id]),
            note=_("Say in twenty minutes where we stand."),
            icon="measurement",
            due=found.closes_on,
        )
        for found in standing.open_rounds_without(actor)
    ]


@slots.workloads.register("policy.actions", order=60)
def actions(actor: Actor) -> list[Workload]:
    """Actions of the running plan that are not finished, per owner."""
    plan = queries.current_plan(actor, timezone.localdate())
    if plan is None:
        return []
    counted: dict[tuple[str, str], int] = {}
    for one in queries.open_actions_of(plan):
        key = (one.owner.public_id if one.owner else "", one.department.code if one.department else "")
        counted[key] = counted.get(key, 0) + 1
    return [
        Workload(kind="action", label=_("Actions"), count=count, membership=owner, department=department)
        for (owner, department), count in counted.items()
        if owner
    ]


@slots.plan_inventory.register("policy.assessment", order=12)
def phase(actor: Actor) -> list[Kpi]:
    """Where the last self-assessment that was agreed on puts the whole authority."""
    reached = phase_reached(standing.listed_assessments(actor))
    if reached is None:
        return []
    count, of, sentence = reached
    return [
        Kpi(
            label=_("Phases of procurement that are carried"),
            value=_("%(count)d of %(of)d") % {"count": count, "of": of},
            note=sentence,
            icon="measurement",
            share=count / of,
            url=reverse("policy:assessments", args=[actor.slug]),
        )
    ]


exporters.register("assessment", standing.standing_for_dossier)
exporters.register("responsibility", standing.responsibilities_for_dossier)
link_kind("assessment", "policy:assessment", "assessments.answer")
name_kind("assessment", standing.assessment_names)
