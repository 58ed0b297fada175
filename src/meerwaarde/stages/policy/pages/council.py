"""The home of the council: what was promised, what hangs on it, and how far the adopted plan is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import Action, Cell, Column, EmptyState, Link, Row, ShareBar, Table
from meerwaarde.rules.action_plan import STEP_YEAR
from meerwaarde.rules.lifecycle import ACTION_DONE, DROPPED, PLAN_DRAFT
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.plans import words as plan_words

MOST_GOALS = 8


@dataclass(frozen=True)
class CouncilGoals:
    """The goals of the board with what hangs on each, and the way to all of them."""

    table: Table
    ways: tuple[Link, ...]


@dataclass(frozen=True)
class PlanProgress:
    """How far the plan is that was adopted."""

    bar: ShareBar
    summary: str
    late: str
    ways: tuple[Link, ...]


def council_goals(actor: Actor) -> CouncilGoals:
    """The newest goals; who wants them all follows the link."""
    goals = list(queries.with_instruments(queries.current_goals(actor))[:MOST_GOALS])
    uses = queries.procurements_per_goal(actor, [goal.public_id for goal in goals]) or {}
    to_goal = addresses("policy:goal", actor.slug)
    return CouncilGoals(
        table=Table(
            caption=_("Goals of the board"),
            caption_hidden=True,
            columns=(
                Column(label=_("Goal")),
                Column(label=_("Rules in force"), numeric=True),
                Column(label=_("Procurements"), numeric=True),
                Column(label=_("State")),
            ),
            rows=tuple(
                Row(
                    (
                        Cell(
                            text=words.shortened(goal.wording, 140),
                            url=to_goal(goal.public_id),
                            note=f"{words.source_of(goal)} ({words.period(goal)})",
                        ),
                        Cell(text=str(goal.rule_count)),  # type: ignore[attr-defined] # counted above
                        Cell(text=str(uses.get(goal.public_id, 0))),
                        Cell(badge=words.promise_badge(goal)),
                    )
                )
                for goal in goals
            ),
            empty=EmptyState(
                title=_("No promises recorded yet"),
                text=_("As soon as a policy adviser records the goals of the board, they stand here."),
            ),
        ),
        ways=(
            Link(_("All promises, to print"), reverse("policy:promises", args=[actor.slug])),
            Link(_("The golden thread as one picture"), reverse("policy:golden_thread", args=[actor.slug])),
        ),
    )


def plan_progress(actor: Actor, day: date) -> PlanProgress | None:
    """How far the adopted plan of this day is; None where none was adopted."""
    plan = queries.current_plan(actor, day)
    if plan is None or plan.state == PLAN_DRAFT:
        return None
    actions = [one for one in queries.actions_of(plan) if one.state != DROPPED]
    done = sum(one.state == ACTION_DONE for one in actions)
    late = sum(queries.is_late(one, day) for one in actions)
    share = sum(1.0 if one.state == ACTION_DONE else one.progress / 100 for one in actions)
    part = share / len(actions) if actions else 0.0
    told = ngettext(
        "%(done)d of %(count)d action is done.", "%(done)d of %(count)d actions are done.", len(actions)
    )
    passed = ngettext("%(count)d action is past its day.", "%(count)d actions are past their day.", late)
    return PlanProgress(
        bar=ShareBar(label=plan.title, share=part, value=f"{round(part * 100)}%", icon="task"),
        summary=told % {"done": done, "count": len(actions)},
        late=passed % {"count": late} if late else "",
        ways=(
            Link(_("To the plan"), plan_words.plan_url(actor, plan)),
            Link(_("The actions over the year"), plan_words.step_url(actor, plan, STEP_YEAR)),
        ),
    )


def council_ways(actor: Actor) -> tuple[Action, ...]:
    """Where the council reads on; only what the role opens."""
    doors = (
        ("frameworks.read", "policy:frameworks", _("Our rules for procurement"), "framework"),
        ("webs.agreed", "policy:ambition_webs_whole", _("What departments agreed"), "ambitions"),
        ("matrix.read", "policy:matrix", _("What we ask per category"), "matrix"),
    )
    return tuple(
        Action(label=label, url=reverse(name, args=[actor.slug]), icon=icon)
        for permission, name, label, icon in doors
        if actor.may(permission)
    )
