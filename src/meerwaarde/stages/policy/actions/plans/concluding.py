"""What an evaluation concludes, and the changes that follow until each is settled."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.lifecycle import PLAN_DRAFT
from meerwaarde.rules.roles import permissions_of
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.refusal import Refused, refuse_if, seen
from meerwaarde.stages.policy.models import (
    CHANGE_KINDS,
    ActionPlan,
    Category,
    Conclusion,
    Framework,
    Goal,
    PlanAction,
)

SeenIn = PlanAction | Framework | Category | Goal | None
"""Where a change can be seen."""


@dataclass(frozen=True, kw_only=True)
class ConclusionValues:
    """What a person gives to record a conclusion: what was learned, and what changes because of it."""

    text: str
    changes: str
    measure: str = ""
    owner: Membership | None = None
    due_on: date | None = None


def add_conclusion(*, actor: Actor, at: datetime, plan: ActionPlan, values: ConclusionValues) -> Conclusion:
    """Record a conclusion about an adopted or evaluated plan; it waits for its owner until it is settled."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = seen(queries.plan_to_change(actor, plan.public_id))
        if held.state == PLAN_DRAFT:
            raise Refused({"": _("A plan is evaluated after it was adopted. Record the adoption first.")})
        refuse_if(_problems(actor, values))
        entered = Conclusion.enter(plan=held, **_plain(values))
        given = [one.name for one in fields(values) if getattr(values, one.name) not in ("", None)]
        record(actor, "conclusion.add", entered, at=at, fields=["plan", *given])
    return entered


def change_conclusion(
    *, actor: Actor, at: datetime, conclusion: Conclusion, expected_version: int, values: ConclusionValues
) -> tuple[str, ...]:
    """Change a conclusion that is not settled yet; names what really changed."""
    must(actor, "plans.write")
    with transaction.atomic():
        held = _open(actor, conclusion)
        refuse_if(_problems(actor, values))
        changed = held.change(expected_version, **_plain(values))
        if changed:
            record(actor, "conclusion.change", held, at=at, fields=changed)
    return changed


def settle_conclusion(
    *,
    actor: Actor,
    at: datetime,
    conclusion: Conclusion,
    expected_version: int,
    how: str,
    seen_in: SeenIn = None,
) -> None:
    """Say that the change was made, and where: by its owner, or by who keeps the plan."""
    with transaction.atomic():
        held = _open(actor, conclusion)
        if held.owner_id != actor.membership_id:
            must(actor, "plans.write")
        problems = {}
        if not how.strip():
            problems["settled_how"] = _("Say what was changed and where one can see it.")
        if seen_in is not None and _authority_of(seen_in) != actor.organisation_id:
            problems["seen_in"] = _("Choose something of your own authority.")
        refuse_if(problems)
        day = timezone.localtime(at).date()
        changed = held.change(
            expected_version,
            settled_on=day,
            settled_how=how,
            action=seen_in if isinstance(seen_in, PlanAction) else None,
            framework=seen_in if isinstance(seen_in, Framework) else None,
            category=seen_in if isinstance(seen_in, Category) else None,
            goal=seen_in if isinstance(seen_in, Goal) else None,
        )
        record(actor, "conclusion.settle", held, at=at, fields=changed)


def _authority_of(thing: PlanAction | Framework | Category | Goal) -> int:
    owner = thing.plan if isinstance(thing, PlanAction) else thing
    return owner.organisation_id


def _open(actor: Actor, conclusion: Conclusion) -> Conclusion:
    held = seen(queries.conclusion_to_change(actor, conclusion.public_id))
    if held.settled_on is not None:
        raise Refused(
            {"": _("This conclusion is settled already. Record a new one for what is still to do.")}
        )
    return held


def _problems(actor: Actor, values: ConclusionValues) -> dict[str, str]:
    problems = {}
    if not values.text.strip():
        problems["text"] = _("Say what you learned: what worked, or what did not and why.")
    if values.changes not in CHANGE_KINDS:
        problems["changes"] = _("Choose what will change because of this.")
    if values.owner and values.owner.organisation_id != actor.organisation_id:
        problems["owner"] = _("Choose a colleague of your own authority.")
    elif values.owner and "plans.progress" not in permissions_of(values.owner.role):
        problems["owner"] = _("This colleague cannot report progress in the role held here. Choose another.")
    return problems


def _plain(values: ConclusionValues) -> dict[str, Any]:
    return {one.name: getattr(values, one.name) for one in fields(values)}
