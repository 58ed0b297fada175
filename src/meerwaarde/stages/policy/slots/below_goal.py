"""What of this stage hangs on a goal: smaller goals, rules, and what the action plan does for it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.components import Badge, Tone
from meerwaarde.rules.lifecycle import PLAN_ACTION
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.queries import below_goal as queries
from meerwaarde.stages.policy.queries.below_goal import BelowKind, BelowRow, BelowRows, below_goal
from meerwaarde.stages.policy.queries.keyset import keyset


@below_goal.register("policy", order=20)
def kinds() -> tuple[BelowKind, ...]:
    """Sub-goals, rules, goals and actions of the plan."""
    return (
        BelowKind(
            key="subdoelen",
            rank=12,
            icon="goal",
            title=lambda: _("Sub-goals"),
            permission="goals.read",
            count=queries.count_subgoals,
            read=_subgoals,
        ),
        BelowKind(
            key="regels",
            rank=30,
            icon="framework",
            title=lambda: _("Rules that serve this goal"),
            permission="frameworks.read",
            count=queries.count_rules,
            read=_rules,
        ),
        BelowKind(
            key="plandoelen",
            rank=35,
            icon="goal",
            title=lambda: _("Goals of the action plan"),
            permission="plans.read",
            count=lambda actor, goal: queries.plan_goals_below(actor, goal).count(),
            read=_plan_goals,
        ),
        BelowKind(
            key="acties",
            rank=36,
            icon="task",
            title=lambda: _("Actions of the action plan"),
            permission="plans.read",
            count=lambda actor, goal: queries.plan_actions_below(actor, goal).count(),
            read=_plan_actions,
        ),
    )


def _subgoals(actor: Actor, goal: Goal, cursor: str, size: int) -> BelowRows:
    found = queries.subgoal_rows(actor, goal, cursor, size)
    rows = tuple(
        BelowRow(
            label=words.shortened(one.wording, 160),
            url=reverse("policy:goal", args=[actor.slug, one.public_id]),
            note=words.period(one),
            badge=words.promise_badge(one),
        )
        for one in found.rows
    )
    return BelowRows(rows, found.before, found.after)


def _rules(actor: Actor, goal: Goal, cursor: str, size: int) -> BelowRows:
    found = queries.rule_rows(actor, goal, cursor, size)
    told = words.told_rules(actor.organisation_id, policy.policy_rules(found.rows))
    rows = tuple(
        BelowRow(
            label=f"{rule.code}: {told[rule.public_id]}",
            url=reverse("policy:rule", args=[actor.slug, rule.public_id]),
            note=words.version_name(rule.framework),
            badge=words.state_badge(rule.framework),
        )
        for rule in found.rows
    )
    return BelowRows(rows, found.before, found.after)


def _plan_goals(actor: Actor, goal: Goal, cursor: str, size: int) -> BelowRows:
    found = keyset(queries.plan_goals_below(actor, goal), "pk", descending=False, cursor=cursor, size=size)
    rows = tuple(
        BelowRow(
            label=words.shortened(one.wording, 160),
            url=_plan(actor, one.plan.public_id),
            note=" · ".join(
                part for part in (one.plan.title, one.owner.person.name if one.owner else "") if part
            ),
        )
        for one in found.rows
    )
    return BelowRows(rows, found.before, found.after)


def _plan_actions(actor: Actor, goal: Goal, cursor: str, size: int) -> BelowRows:
    found = keyset(queries.plan_actions_below(actor, goal), "pk", descending=False, cursor=cursor, size=size)
    rows = tuple(
        BelowRow(
            label=one.title,
            url=_plan(actor, one.plan.public_id),
            note=_("until %(day)s") % {"day": notation.format_day(one.ends_on, words.language())},
            badge=Badge(
                label=words.in_words(PLAN_ACTION.state(one.state).name),
                tone=Tone.POSITIVE if one.state == "done" else Tone.INFO,
            ),
        )
        for one in found.rows
    )
    return BelowRows(rows, found.before, found.after)


def _plan(actor: Actor, public_id: str) -> str:
    return reverse("policy:plan", args=[actor.slug, public_id])
