"""The list of goals."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import filter_as_query
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Row,
    Table,
    Tone,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.goals import GoalFilterForm
from meerwaarde.stages.policy.pages import words


def goals_page(actor: Actor, form: GoalFilterForm, *, sort: str, cursor: str) -> ListPage:
    """The list with its filters; sorting and paging keep the filter."""
    wanted = form.wanted()
    field, descending = sort.removeprefix("-"), sort.startswith("-")
    if field not in queries.SORTS:
        field, descending = "wording", False
    rows = queries.listed(actor, wanted, sort=field, descending=descending, cursor=cursor)
    asked = filter_as_query(wanted)
    home = reverse("policy:goals", args=[actor.slug])

    def address(**more: str) -> str:
        query = urlencode({**asked, "volgorde": sort, **more} if sort else {**asked, **more})
        return f"{home}?{query}" if query else home

    def column(label: str, name: str = "", *, numeric: bool = False) -> Column:
        if not name:
            return Column(label=label, numeric=numeric)
        now = name == field
        turned = f"-{name}" if now and not descending else name
        told = ("descending" if descending else "ascending") if now else ""
        return Column(label=label, sort_url=address(volgorde=turned), sorted=told)

    uses = queries.procurements_per_goal(actor, [goal.public_id for goal in rows.rows])
    columns = [
        column(_("Goal"), "wording"),
        column(_("Period"), "until"),
        column(_("Indicator")),
        column(_("Rules"), numeric=True),
    ]
    if uses is not None:
        columns.append(column(_("Procurements"), numeric=True))
    return ListPage(
        title=_("Goals"),
        intro=_("What the board promised, in its own words, and what is there to make it come true."),
        actions=_list_actions(actor, asked),
        filters=form,
        filters_used=bool(asked),
        clear_url=home,
        table=Table(
            caption=_("Goals"),
            caption_hidden=True,
            columns=tuple(columns),
            rows=tuple(_row(actor, goal, uses) for goal in rows.rows),
            empty=_nothing(actor, used=bool(asked), clear_url=home),
            previous_url=address(bladzijde=rows.before) if rows.before else "",
            next_url=address(bladzijde=rows.after) if rows.after else "",
        ),
        found=_("Goals in the archive") if wanted.archived else _("Goals"),
    )


def _row(actor: Actor, goal: Any, uses: dict[str, int] | None) -> Row:
    none = Badge(label=_("No rule yet"), tone=Tone.WARNING)
    cells = [
        Cell(
            text=words.shortened(goal.wording, 160),
            url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
            note=" · ".join(
                part
                for part in (words.theme_in_words(goal.theme), words.source_of(goal), words.holder_of(goal))
                if part
            ),
        ),
        Cell(text=words.period(goal)),
        Cell(badge=words.measuring_badge(goal), note=words.from_to(goal)),
        Cell(text=str(goal.rule_count)) if goal.rule_count else Cell(badge=none),
    ]
    if uses is not None:
        cells.append(Cell(text=str(uses.get(goal.public_id, 0))))
    return Row(tuple(cells))


def _list_actions(actor: Actor, asked: dict[str, str]) -> tuple[Action, ...]:
    query = f"?{urlencode(asked)}" if asked else ""
    ways = [
        Action(label=label, url=reverse(f"policy:{name}", args=[actor.slug]), icon=icon, kind="quiet")
        for name, label, icon in (
            ("golden_thread", _("The golden thread"), "route"),
            ("goals_tree", _("As a tree"), "lots"),
            ("texts", _("Texts of the board"), "strategy"),
            ("model_passages", _("Model passages"), "story"),
        )
    ]
    exports = [
        Action(
            label=label,
            url=reverse("policy:goals_export", args=[actor.slug, form]) + query,
            icon="download",
            kind="quiet",
        )
        for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
    ]
    if not actor.may("goals.write"):
        return (*ways, *exports)
    new = Action(
        label=_("Record a goal"),
        url=reverse("policy:goal_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return (new, *ways, *exports)


def _nothing(actor: Actor, *, used: bool, clear_url: str) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No goal fits these filters"),
            text=_("Try fewer filters, or another word."),
            action=Action(label=_("Clear all filters"), url=clear_url),
            drawing="search",
        )
    new = Action(
        label=_("Record a goal"),
        url=reverse("policy:goal_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return EmptyState(
        title=_("No goals yet"),
        text=_(
            "Begin with the coalition agreement: take one sentence that procurement can help to come true."
        ),
        action=new if actor.may("goals.write") else None,
    )
