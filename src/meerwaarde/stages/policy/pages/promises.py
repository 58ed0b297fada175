"""The promises of the board and how they stand: for the alderman, to read, print and take along."""

from __future__ import annotations

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
    EmptyState,
    Kpi,
    Page,
    Row,
    Table,
    Tone,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal


@dataclass(frozen=True)
class Promise:
    """A goal as a promise: what was said, what stands under it, and whether one will see it come true."""

    wording: str
    url: str
    theme: str
    theme_icon: str
    source: str
    holder: str
    mine: Badge | None
    state: Badge
    measure: str
    figures: str
    rule_count: int
    rules: str
    procurement_count: int
    procurements: str


@dataclass(frozen=True, kw_only=True)
class PromisesPage(Page):
    """All promises; those of the reader first."""

    figures: tuple[Kpi, ...]
    promises: tuple[Promise, ...]
    on_paper: Table
    empty: EmptyState
    on_day: str


def promises_page(actor: Actor, on_day: str) -> PromisesPage:
    """Every current goal with its state; `on_day` stands on the print."""
    goals = list(queries.with_instruments(queries.current_goals(actor)))
    uses = queries.procurements_per_goal(actor, [goal.public_id for goal in goals])
    promises = sorted(
        (_promise(actor, goal, uses) for goal in goals), key=lambda promise: promise.mine is None
    )
    return PromisesPage(
        title=_("Promises of the board"),
        intro=_("What was promised, what is there to make it come true, and how one sees it."),
        figures=_figures(goals),
        promises=tuple(promises),
        on_paper=_on_paper(promises),
        actions=_exports(actor) if promises else (),
        empty=EmptyState(
            title=_("No promises recorded yet"),
            text=_("As soon as a policy adviser records the goals of the board, they stand here."),
        ),
        on_day=on_day,
    )


def promise_figures(actor: Actor) -> tuple[Kpi, ...]:
    """The key figures alone, for the home page."""
    counts = queries.key_counts(actor)
    url = reverse("policy:promises", args=[actor.slug])
    return (_kpi(counts["goals"], counts["served"], counts["measured"], url),) if counts["goals"] else ()


@dataclass(frozen=True)
class HomePromises:
    """What the home of an alderman shows of the own promises."""

    promises: tuple[Promise, ...]
    url: str


def promises_of_holder(actor: Actor) -> HomePromises:
    """The promises that this person answers for."""
    mine = queries.current_goals(actor).filter(portfolio_holder_id=actor.person_id)
    return HomePromises(
        promises=tuple(_promise(actor, goal, None) for goal in queries.with_instruments(mine)),
        url=reverse("policy:promises", args=[actor.slug]),
    )


def _promise(actor: Actor, goal: Any, uses: dict[str, int] | None) -> Promise:
    holder = goal.portfolio_holder
    count = (uses or {}).get(goal.public_id, 0)
    return Promise(
        wording=goal.wording,
        url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
        theme=words.theme_in_words(goal.theme),
        theme_icon=words.theme_icon(goal.theme),
        source=f"{words.source_of(goal)} ({words.period(goal)})",
        holder=words.holder_of(goal),
        mine=Badge(label=_("Yours"), tone=Tone.INFO)
        if holder is not None and holder.pk == actor.person_id
        else None,
        state=words.promise_badge(goal),
        measure=_measure(goal),
        figures=words.from_to(goal),
        rule_count=goal.rule_count,
        rules=_rules(goal.rule_count),
        procurement_count=count,
        procurements=""
        if uses is None
        else ngettext("%(count)d procurement", "%(count)d procurements", count) % {"count": count},
    )


def _on_paper(promises: list[Promise]) -> Table:
    """The same promises in short lines; without the last column where nothing counts procurements."""
    counted = any(promise.procurements for promise in promises)
    columns = [
        Column(label=_("Promise")),
        Column(label=_("State")),
        Column(label=_("Indicator: start → to reach")),
        Column(label=_("Portfolio holder")),
        Column(label=_("Rules"), numeric=True),
        Column(label=_("Procurements"), numeric=True),
    ]
    return Table(
        caption=_("Promises of the board"),
        caption_hidden=True,
        columns=tuple(columns if counted else columns[:-1]),
        rows=tuple(_line(promise, counted=counted) for promise in promises),
    )


def _line(promise: Promise, *, counted: bool) -> Row:
    cells = (
        Cell(text=words.shortened(promise.wording, 160), note=promise.source),
        Cell(text=promise.state.label),
        Cell(text=words.shortened(promise.measure, 110), note=promise.figures),
        Cell(text=promise.holder),
        Cell(text=str(promise.rule_count)),
        Cell(text=str(promise.procurement_count)),
    )
    return Row(cells if counted else cells[:-1])


def _exports(actor: Actor) -> tuple[Action, ...]:
    files = (
        Action(
            label=label,
            url=reverse("policy:promises_export", args=[actor.slug, form]),
            icon="download",
            kind="quiet",
        )
        for form, label in (("xlsx", "Excel"), ("csv", "CSV"))
    )
    bare = Action(
        label=_("Promises without an instrument"),
        url=reverse("policy:goals_without_instrument", args=[actor.slug]),
        kind="quiet",
    )
    return (bare, *files, Action(label=_("Print"), icon="print", prints=True))


def _measure(goal: Goal) -> str:
    if goal.indicator:
        return goal.indicator
    if goal.not_measurable_because:
        return _("Not measurable yet: %(why)s") % {"why": goal.not_measurable_because}
    return _("Nobody has said yet how one sees that this is reached.")


def _rules(count: int) -> str:
    if not count:
        return _("no rule")
    return ngettext("%(count)d rule", "%(count)d rules", count) % {"count": count}


def _figures(goals: list[Any]) -> tuple[Kpi, ...]:
    total = len(goals)
    if not total:
        return ()
    served = sum(1 for goal in goals if goal.rule_count)
    measured = sum(1 for goal in goals if goal.indicator)
    not_yet = sum(1 for goal in goals if goal.not_measurable_because)
    return (
        Kpi(label=_("Promises"), value=str(total), icon="goal"),
        Kpi(
            label=_("With a rule in force"),
            value=_("%(part)d of %(whole)d") % {"part": served, "whole": total},
            share=served / total,
            icon="framework",
            note=_("A rule makes every purchase think of the promise."),
        ),
        Kpi(
            label=_("Measurable"),
            value=_("%(part)d of %(whole)d") % {"part": measured, "whole": total},
            share=measured / total,
            icon="measurement",
            note=ngettext("%(count)d is not measurable yet.", "%(count)d are not measurable yet.", not_yet)
            % {"count": not_yet},
        ),
    )


def _kpi(total: int, served: int, measured: int, url: str) -> Kpi:
    return Kpi(
        label=_("Promises with a rule in force"),
        value=_("%(part)d of %(whole)d") % {"part": served, "whole": total},
        share=served / total,
        icon="goal",
        url=url,
        note=ngettext("%(count)d is measurable.", "%(count)d are measurable.", measured)
        % {"count": measured},
    )
