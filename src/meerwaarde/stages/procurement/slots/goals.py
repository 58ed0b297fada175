"""What the pages about goals learn of procurements: which hang on a goal, and where the thread runs on."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.notation import format_euro
from meerwaarde.rules.lifecycle import PROCUREMENT, WITHDRAWN
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.queries.below_goal import BelowKind, BelowRow, BelowRows, below_goal
from meerwaarde.stages.policy.queries.golden_thread import ThreadColumn, ThreadGroup, thread_columns
from meerwaarde.stages.procurement.pages.frame import state_badge
from meerwaarde.stages.procurement.queries import goals as queries


@below_goal.register("procurement", order=40)
def kinds() -> tuple[BelowKind, ...]:
    """The procurements that serve a goal."""
    return (
        BelowKind(
            key="inkopen",
            rank=50,
            icon="procurement",
            title=lambda: _("Procurements"),
            permission="procurements.read",
            count=queries.count_for_goal,
            read=_procurements,
            anchor="procurements",
        ),
    )


def _procurements(actor: Actor, goal: Goal, cursor: str, size: int) -> BelowRows:
    found = queries.page_for_goal(actor, goal, cursor, size)
    language = get_language() or "nl"
    rows = tuple(
        BelowRow(
            label=one.title,
            url=reverse("procurement:detail", args=[actor.slug, one.public_id]),
            note=" · ".join(
                part
                for part in (
                    one.number,
                    "" if one.value_cents is None else format_euro(one.value_cents, language),
                )
                if part
            ),
            badge=state_badge(one.state),
        )
        for one in found.rows
    )
    return BelowRows(rows, found.before, found.after)


@thread_columns.register("procurement", order=40)
def column(actor: Actor, goals: tuple[str, ...]) -> list[ThreadColumn]:
    """The procurements that serve these goals, by how far they are; what was withdrawn does not count."""
    if not actor.may("procurements.read"):
        return []
    by_state = queries.served_by_state(actor, goals)
    language = get_language() or "nl"
    home = reverse("procurement:list", args=[actor.slug])
    groups = tuple(
        ThreadGroup(
            key=f"procurement-{state.code}",
            label=state.name.in_language(language),
            goals=frozenset(goal for goal, _procurement in by_state[state.code]),
            things=len({procurement for _goal, procurement in by_state[state.code]}),
            url=f"{home}?state={state.code}",
        )
        for state in PROCUREMENT.states
        if state.code != WITHDRAWN and state.code in by_state
    )
    return [ThreadColumn("procurement", groups)]
