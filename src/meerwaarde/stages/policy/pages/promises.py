"""The promises of the board and how they stand: for the alderman, to read, print and take along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Badge, EmptyState, Kpi, Page, Tone
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
    rules: str
    procurements: str


@dataclass(frozen=True, kw_only=True)
class PromisesPage(Page):
    """All promises; those of the reader first."""

    figures: tuple[Kpi, ...]
    promises: tuple[Promise, ...]
    empty: EmptyState
    on_day: str


def promises_page(actor: Actor, on_day: str) -> PromisesPage:
    """Every current goal with its state; `on_day` stands on the print."""
    goals = list(queries.with_instruments(queries.current_goals(actor)))
    uses = queries.procurements_per_goal(actor, [goal.public_id for goal in goals])
    promises = [_promise(actor, goal, uses) for goal in goals]
    return PromisesPage(
        title=_("Promises of the board"),
        intro=_("What was promised, what is there to make it come true, and how one sees it."),
        figures=_figures(goals),
        promises=tuple(sorted(promises, key=lambda promise: promise.mine is None)),
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
        state=_state(goal),
        measure=_measure(goal),
        figures=words.from_to(goal),
        rules=_rules(goal.rule_count),
        procurements=""
        if uses is None
        else ngettext("%(count)d procurement", "%(count)d procurements", count) % {"count": count},
    )


def _state(goal: Any) -> Badge:
    if not goal.rule_count:
        return Badge(label=_("No instrument yet"), tone=Tone.WARNING)
    if goal.not_measurable_because:
        return Badge(label=_("Rule in force, not measurable yet"), tone=Tone.INFO)
    if not goal.indicator:
        return Badge(label=_("Rule in force, indicator missing"), tone=Tone.WARNING)
    return Badge(label=_("Rule in force, measurable"), tone=Tone.POSITIVE)


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
