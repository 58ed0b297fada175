"""What hangs on a goal, as its page and its longer lists show it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Cell,
    Column,
    Crumb,
    EmptyState,
    Link,
    ListPage,
    Row,
    ShareBar,
    Table,
)
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import PAGE, Goal
from meerwaarde.stages.policy.queries import below_goal as queries
from meerwaarde.stages.policy.queries.below_goal import BelowKind, BelowRow, BelowRows

FIRST_ROWS = 5
"""So many of each kind stand on the page of the goal itself."""


@dataclass(frozen=True)
class BelowPart:
    """One kind of things under a goal: how many, the first of them, and the way to all."""

    title: str
    icon: str
    anchor: str
    count: int
    table: Table | None
    more: Link | None


def below_parts(actor: Actor, goal: Goal) -> tuple[BelowPart, ...]:
    """Every kind that the actor may see; the rules have a card of their own on the page."""
    return tuple(_part(actor, goal, kind) for kind in queries.kinds_below(actor) if kind.key != "regels")


def below_page(actor: Actor, goal: Goal, kind: BelowKind, cursor: str) -> ListPage:
    """All of one kind, page by page."""
    read = kind.read(actor, goal, cursor, PAGE)
    here = reverse("policy:goal_below", args=[actor.slug, goal.public_id, kind.key])
    title = kind.title()
    return ListPage(
        title=title,
        intro=words.shortened(goal.wording, 200),
        crumbs=(
            Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),
            Crumb(
                words.shortened(goal.wording, 60),
                reverse("policy:goal", args=[actor.slug, goal.public_id]),
            ),
        ),
        table=_table(title, read, here),
        found=_("%(count)d in all") % {"count": kind.count(actor, goal)},
    )


def progress_of_subgoals(actor: Actor, goal: Goal) -> tuple[ShareBar, ...]:
    """How far the goals under a goal are, as long as nothing measures outcomes yet."""
    found = queries.subgoal_progress(actor, goal)
    if not found.goals:
        return ()
    lines = (
        (_("Sub-goals with a rule in force"), found.served, "framework"),
        (_("Measurable sub-goals"), found.measured, "measurement"),
    )
    return tuple(
        ShareBar(
            label=label,
            share=part / found.goals,
            value=_("%(part)d of %(whole)d") % {"part": part, "whole": found.goals},
            icon=icon,
        )
        for label, part, icon in lines
    )


def _part(actor: Actor, goal: Goal, kind: BelowKind) -> BelowPart:
    count = kind.count(actor, goal)
    read = kind.read(actor, goal, "", FIRST_ROWS) if count else BelowRows(())
    address = reverse("policy:goal_below", args=[actor.slug, goal.public_id, kind.key])
    title = kind.title()
    return BelowPart(
        title=title,
        icon=kind.icon,
        anchor=kind.anchor or kind.key,
        count=count,
        table=_table(title, BelowRows(read.rows), "") if count else None,
        more=Link(_("See all %(count)d") % {"count": count}, address) if count > len(read.rows) else None,
    )


def _table(title: str, read: BelowRows, here: str) -> Table:
    badges = any(row.badge for row in read.rows)
    return Table(
        caption=title,
        caption_hidden=True,
        columns=(Column(label=_("What")), *((Column(label=_("State")),) if badges else ())),
        rows=tuple(_row(row, badges=badges) for row in read.rows),
        empty=EmptyState(title=_("Nothing stands here yet")),
        previous_url=f"{here}?{urlencode({'bladzijde': read.before})}" if here and read.before else "",
        next_url=f"{here}?{urlencode({'bladzijde': read.after})}" if here and read.after else "",
    )


def _row(row: BelowRow, *, badges: bool) -> Row:
    first = Cell(text=row.label, url=row.url, note=row.note)
    return Row((first, Cell(badge=row.badge)) if badges else (first,))
