"""Calendar links, and the actions that a calendar fetches by its secret."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db.models import QuerySet

from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.organisations.queries import memberships_at
from meerwaarde.rules.lifecycle import DROPPED, PLAN_DRAFT
from meerwaarde.stages.policy.models import CalendarLink, PlanAction
from meerwaarde.stages.policy.queries.plans.actions import actions_visible_to


def digest_of(secret: str) -> str:
    """What is kept of a secret: from it nobody makes the address again."""
    return hashlib.sha256(secret.encode()).hexdigest()


def calendar_link(actor: Actor) -> CalendarLink | None:
    """The link of this person that works now."""
    if actor.membership_id is None:
        return None
    return CalendarLink.objects.filter(membership_id=actor.membership_id, ended_at__isnull=True).first()


def reader_of_calendar(secret: str, day: date) -> Actor | None:
    """Whose calendar asks: as long as the link works and the role is held on this day."""
    found = (
        CalendarLink.objects.filter(digest=digest_of(secret), ended_at__isnull=True)
        .select_related("membership__organisation")
        .first()
    )
    if found is None or not found.membership.organisation.active:
        return None
    held = memberships_at(found.membership.organisation_id, day).select_related("organisation")
    membership = held.filter(pk=found.membership_id).first()
    actor = actor_of(membership) if membership is not None else None
    return actor if actor is not None and actor.may("plans.progress") else None


def actions_for_calendar(actor: Actor) -> QuerySet[PlanAction]:
    """The own actions in plans that are no draft, finished ones too: a calendar looks back as well."""
    return (
        actions_visible_to(actor)
        .filter(owner_id=actor.membership_id)
        .exclude(state=DROPPED)
        .exclude(plan__state=PLAN_DRAFT)
        .order_by("starts_on", "pk")
    )
