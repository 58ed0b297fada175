"""The goals as a tree, and the promises under which nothing stands yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    Crumb,
    EmptyState,
    Help,
    Page,
    Row,
    Table,
)
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal


@dataclass(frozen=True)
class Branch:
    """A goal with those under it. `note` says what is special, such as a parent in the archive."""

    wording: str
    url: str
    state: Badge
    progress: str
    note: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class ThemeBranch:
    """The trees of one theme."""

    theme: str
    icon: str
    count: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, kw_only=True)
class TreePage(Page):
    """All current goals, by theme and by what stands under what."""

    themes: tuple[ThemeBranch, ...]
    empty: EmptyState | None


@dataclass(frozen=True, kw_only=True)
class WithoutInstrumentPage(Page):
    """Promises that nothing in daily procurement reminds people of."""

    table: Table
    told: str


def tree_page(actor: Actor) -> TreePage:
    """The tree in one query, however many goals and however deep."""
    goals = list(queries.with_instruments(queries.current_goals(actor)))
    known = {goal.pk for goal in goals}
    under: dict[int | None, list[Any]] = {}
    for goal in goals:
        under.setdefault(goal.parent_id if goal.parent_id in known else None, []).append(goal)
    tops = under.get(None, [])
    return TreePage(
        title=_("Goals as a tree"),
        intro=_("Each goal with the smaller goals that stand under it, by theme."),
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        actions=(Action(label=_("Print"), icon="print", prints=True),) if goals else (),
        themes=tuple(
            ThemeBranch(
                words.theme_in_words(theme),
                words.theme_icon(theme),
                _counted(len(mine)),
                tuple(_branch(actor, goal, under) for goal in mine),
            )
            for theme in THEMES
            if (mine := [goal for goal in tops if goal.theme == theme])
        ),
        empty=None if goals else EmptyState(title=_("No goals yet")),
    )


def without_instrument_page(actor: Actor) -> WithoutInstrumentPage:
    """The goals that no rule in force serves; a goal of which a sub-goal has one is told apart."""
    goals = list(queries.without_rule(actor))
    everything = queries.key_counts(actor)["goals"]
    return WithoutInstrumentPage(
        title=_("Promises without an instrument"),
        intro=_("Nothing in daily procurement reminds anybody of these promises yet."),
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        told=_("%(part)d of %(whole)d goals have no instrument yet.")
        % {"part": len(goals), "whole": everything},
        table=Table(
            caption=_("Promises without an instrument"),
            caption_hidden=True,
            columns=(
                Column(label=_("Goal")),
                Column(label=_("Theme")),
                Column(label=_("Answers for it")),
                Column(label=_("Period")),
            ),
            rows=tuple(_line(actor, goal) for goal in goals),
            empty=EmptyState(
                title=_("Every promise has an instrument"),
                text=_("At least one rule in force serves each goal."),
                drawing="done",
            ),
        ),
        help=(
            Help(
                title=_("What counts as an instrument"),
                points=(
                    _("A rule in an adopted framework that serves the goal."),
                    _("Not: a rule in a draft. It holds only once the framework is adopted."),
                    _("Not: a single procurement. It ends; a rule comes back with each purchase."),
                ),
            ),
            Help(
                title=_("What can be done now"),
                points=(
                    _("Add a rule to a draft framework and choose this goal there."),
                    _("See whether a model passage fits: many bring their rule along."),
                    _("Is it no promise about procurement? Then say so in the explanation of the goal."),
                ),
            ),
        ),
        actions=_ways(actor),
    )


def _ways(actor: Actor) -> tuple[Action, ...]:
    ways = [Action(label=_("Print"), icon="print", prints=True)]
    if actor.may("frameworks.read"):
        url = reverse("policy:frameworks", args=[actor.slug])
        ways.append(Action(label=_("Go to the frameworks"), url=url))
    ways.append(Action(label=_("Model passages"), url=reverse("policy:model_passages", args=[actor.slug])))
    return tuple(ways)


def _line(actor: Actor, goal: Goal) -> Row:
    return Row(
        (
            Cell(
                text=words.shortened(goal.wording, 160),
                url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
                note=words.source_of(goal),
            ),
            Cell(text=words.theme_in_words(goal.theme)),
            Cell(text=words.holder_of(goal)),
            Cell(text=words.period(goal)),
        )
    )


def _branch(actor: Actor, goal: Any, under: dict[int | None, list[Any]]) -> Branch:
    children = under.get(goal.pk, [])
    orphan = goal.parent_id is not None and not any(
        goal in one for key, one in under.items() if key is not None
    )
    return Branch(
        wording=goal.wording,
        url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
        state=words.promise_badge(goal),
        progress=_progress(children),
        note=_("The goal above it is in the archive.") if orphan else "",
        branches=tuple(_branch(actor, child, under) for child in children),
    )


def _progress(children: Iterable[Any]) -> str:
    these = list(children)
    if not these:
        return ""
    served = sum(1 for child in these if child.rule_count)
    return ngettext(
        "%(served)d of %(count)d sub-goal has a rule in force",
        "%(served)d of %(count)d sub-goals have a rule in force",
        len(these),
    ) % {"served": served, "count": len(these)}


def _counted(count: int) -> str:
    return ngettext("%(count)d goal", "%(count)d goals", count) % {"count": count}
