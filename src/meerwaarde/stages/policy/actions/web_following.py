"""What follows from a settled session: rows of the matrix, and measures that become actions of the plan."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.layout import notation
from meerwaarde.rules.ambition_web.following import ThemeLevel
from meerwaarde.rules.ambition_web.forgetting import FORGOTTEN
from meerwaarde.rules.lifecycle import WEB_SETTLED
from meerwaarde.rules.roles import permissions_of
from meerwaarde.stages.policy.actions.matrix import EntryValues, write_entries
from meerwaarde.stages.policy.actions.plans import ActionValues, add_action, move_action
from meerwaarde.stages.policy.actions.refusal import refuse_if
from meerwaarde.stages.policy.models import (
    ActionPlan,
    Category,
    MatrixEntry,
    PlanAction,
    WebOutcome,
    WebSession,
)
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.matrix import current_entries
from meerwaarde.stages.policy.queries.plans import action as plan_action
from meerwaarde.stages.policy.queries.plans import actions_from, current_plan

LONGEST_TITLE = 200


@dataclass(frozen=True)
class CellProposal:
    """A cell of the matrix as the session would have it. `now` is what stands there, None where nothing."""

    category: Category
    level: ThemeLevel
    now: MatrixEntry | None

    @property
    def key(self) -> str:
        """By which a form names it."""
        return f"{self.category.public_id}:{self.level.theme}"

    @property
    def taken(self) -> bool:
        """Whether the matrix says the same already: then there is nothing to take over."""
        return self.now is not None and self.now.level == self.level.level


@dataclass(frozen=True)
class MeasureProposal:
    """A measure of the session, and the action of the plan that came from it."""

    outcome: WebOutcome
    action: PlanAction | None


def matrix_proposals(actor: Actor, session: WebSession) -> list[CellProposal]:
    """Per category of the web and theme what the matrix would say; two queries."""
    levels = queries.agreed_levels(session)
    categories = [one for one in queries.categories_of_web(session.web) if one.archived_at is None]
    if not levels or not categories:
        return []
    now = {(one.category_id, one.theme): one for one in current_entries(actor, categories)}
    return [
        CellProposal(category, level, now.get((category.pk, level.theme)))
        for category in categories
        for level in levels
    ]


def take_over_matrix(
    *, actor: Actor, at: datetime, session: WebSession, chosen: Set[str] | None = None
) -> list[MatrixEntry]:
    """Write the chosen proposals into the matrix, or all; what stands there already so is left alone."""
    must(actor, "matrix.write")
    _settled(session)
    given = [
        EntryValues(
            category=one.category,
            theme=one.level.theme,
            level=one.level.level,
            reason=one.level.reason,
            seen=one.now.public_id if one.now else "",
        )
        for one in matrix_proposals(actor, session)
        if not one.taken and (chosen is None or one.key in chosen)
    ]
    if not given:
        refuse_if({"": _("The matrix says this already. Nothing was changed.")})
    return write_entries(actor=actor, at=at, entries=given, origin="web", web_session=session.public_id)


def measure_proposals(actor: Actor, session: WebSession) -> list[MeasureProposal]:
    """The measures that were agreed, with the action that each became; one query."""
    if session.state != WEB_SETTLED:
        return []
    measures = [one for one in session.outcomes.all() if one.measure.strip()]
    known = actions_from(actor, [origin_ref(one) for one in measures]) if measures else {}
    return [MeasureProposal(one, known.get(origin_ref(one))) for one in measures]


def take_over_measures(
    *, actor: Actor, at: datetime, session: WebSession, chosen: Set[str] | None = None
) -> list[PlanAction]:
    """Make actions of the current plan of the chosen measures (public ids), or of all; none twice."""
    _settled(session)
    plan = current_plan(actor, timezone.localdate(at))
    if plan is None:
        refuse_if({"": _("There is no action plan to put this in. Start one first, then come back here.")})
        return []
    with transaction.atomic():
        made = []
        for one in measure_proposals(actor, session):
            if one.action is None and (chosen is None or one.outcome.public_id in chosen):
                values = _as_action(session, one.outcome, plan, at)
                ref = origin_ref(one.outcome)
                made.append(
                    add_action(actor=actor, at=at, plan=plan, action=values, origin="web", origin_ref=ref)
                )
    if not made:
        refuse_if({"": _("These measures stand in the plan already. Nothing was changed.")})
    return made


def take_back_measure(*, actor: Actor, at: datetime, action: PlanAction) -> None:
    """Drop the action again; the measure can be taken over anew."""
    move_action(actor=actor, at=at, action=action, verb="drop", expected_version=action.version)


def action_from_web(actor: Actor, public_id: str) -> PlanAction | None:
    """An action that came from a session; None for any other."""
    found = plan_action(actor, public_id)
    return found if found is not None and found.origin == "web" else None


def origin_ref(outcome: WebOutcome) -> str:
    """By which the plan knows where an action came from."""
    return f"weboutcome:{outcome.public_id}"


def _settled(session: WebSession) -> None:
    if session.state != WEB_SETTLED:
        refuse_if({"": _("Settle the session first. Then what you agreed can go further.")})


def _as_action(session: WebSession, outcome: WebOutcome, plan: ActionPlan, at: datetime) -> ActionValues:
    """The measure within the period of the plan; a term outside it is told in the explanation."""
    begins = min(max(timezone.localdate(at), plan.since), plan.until)
    ends = min(max(outcome.due_on or plan.until, begins), plan.until)
    told = [
        _("Agreed in the session “%(session)s” for %(area)s.")
        % {"session": session.title, "area": outcome.area.name}
    ]
    if len(outcome.measure) > LONGEST_TITLE:
        told.insert(0, outcome.measure)
    if outcome.reason:
        told.append(outcome.reason)
    if outcome.due_on is not None and outcome.due_on != ends:
        told.append(_("The term that was agreed is %(day)s.") % {"day": outcome.due_on.strftime("%d-%m-%Y")})
    owner = outcome.owner
    if owner is not None and "plans.progress" not in permissions_of(owner.role):
        owner = None
    if owner is None and (outcome.owner_name or outcome.owner):
        name = outcome.owner_name or outcome.owner.person.name  # type: ignore[union-attr]
        if name != FORGOTTEN:
            told.append(_("Agreed owner: %(name)s.") % {"name": name})
    return ActionValues(
        title=notation.shortened(outcome.measure, LONGEST_TITLE),
        explanation="\n".join(told),
        starts_on=begins,
        ends_on=ends,
        owner=owner,
        department=session.web.department,
    )
