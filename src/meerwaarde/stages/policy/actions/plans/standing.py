"""What of a plan can still change: the text until a body adopts it, the work until it is evaluated."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.lifecycle import PLAN_DRAFT, PLAN_EVALUATED
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.refusal import Refused, seen
from meerwaarde.stages.policy.models import ActionPlan


def plan_to_write(actor: Actor, public_id: str) -> ActionPlan:
    """The plan, held, as long as its text may change; `Refused` from its adoption on."""
    held = seen(queries.plan_to_change(actor, public_id))
    if held.state != PLAN_DRAFT:
        raise Refused(
            {
                "": _(
                    "This plan is adopted, so its text stands. You can still add actions and report "
                    "progress. "
                    "Put what must change in the next plan, or in a conclusion of the evaluation."
                )
            }
        )
    return held


def plan_to_work_on(actor: Actor, public_id: str) -> ActionPlan:
    """The plan, held, as long as work on it goes on; `Refused` once it is evaluated."""
    held = seen(queries.plan_to_change(actor, public_id))
    if held.state == PLAN_EVALUATED:
        raise Refused({"": _("This plan is evaluated and closed. Add this to the plan that runs now.")})
    return held
