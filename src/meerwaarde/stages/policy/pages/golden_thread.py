"""The picture of an authority's whole golden thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.charts.drawing import SOFT_HYPHEN
from meerwaarde.platform.layout.charts.flow import FlowBox, FlowColumn, FlowWords, flow
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    EmptyState,
    Kpi,
    Page,
    Row,
    Table,
)
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance import DEMAND_NAMES
from meerwaarde.stages.policy.forms.golden_thread import ThreadFilterForm
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.queries import golden_thread as queries
from meerwaarde.stages.policy.queries.golden_thread import ThreadGroup

MOST_BOXES = 12
"""Goals that stand by themselves when one theme is chosen; the others go into one box."""

WIDE, WIDE_BOX = 1180.0, 160.0
NARROW, NARROW_BOX = 400.0, 116.0

LONG_WORDS = (
    ("Ketenverantwoordelijkheid", "Keten|verant|woorde|lijkheid"),
    ("maatschappelijke", "maat|schappe|lijke"),
    ("Impactonderneming", "Impact|onder|neming"),
    ("responsibility", "respon|sibility"),
)
"""Words that are longer than a line in a box, with the places where they may break."""


@dataclass(frozen=True, kw_only=True)
class ThreadPage(Page):
    """The picture for a screen and for a phone, its figures, and the goals that it is about."""

    filters: forms.Form
    filters_used: bool
    clear_url: str
    figures: tuple[Kpi, ...]
    wide: Chart | None
    narrow: Chart | None
    reading: tuple[str, ...]
    table: Table
    empty: EmptyState | None


@dataclass(frozen=True)
class _Step:
    """A column of the thread; `permission` is what one needs to see what is in it."""

    key: str
    label: str
    permission: str


def thread_page(actor: Actor, form: ThreadFilterForm) -> ThreadPage:
    """From promise to result, as far as it is filled, in a fixed number of queries."""
    theme, department = form.wanted()
    goals = queries.goals_in_thread(actor, theme=theme, department=department)
    groups = _groups(actor, goals, by_goal=bool(theme))
    home = reverse("policy:golden_thread", args=[actor.slug])
    return ThreadPage(
        title=_("The golden thread"),
        intro=_("Which promises of the board run through rules into procurement, and where they stop."),
        crumbs=(Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),),
        actions=(Action(label=_("Print"), icon="print", prints=True),) if goals else (),
        filters=form,
        filters_used=bool(theme or department),
        clear_url=home,
        figures=_figures(actor, goals, groups),
        wide=_picture(actor, "draad", groups, goals) if goals else None,
        narrow=_picture(actor, "draad-smal", groups, goals, narrow=True) if goals else None,
        reading=(
            _("The number in a band is a number of promises. A promise with two kinds of rules runs twice."),
            _("A dashed box holds promises that stop there: nothing follows yet."),
            _("Click a box to go to what is in it. Click a theme to see its promises one by one."),
        ),
        table=_table(actor, goals, groups),
        empty=None if goals else _nothing(actor, home, used=bool(theme or department)),
    )


def _steps() -> tuple[_Step, ...]:
    return (
        _Step("goal", _("Goal"), "goals.read"),
        _Step("rule", _("Rule"), "frameworks.read"),
        _Step("procurement", _("Procurement"), "procurements.read"),
        _Step("criterion", _("Criterion"), "procurements.read"),
        _Step("commitment", _("Commitment"), "procurements.read"),
        _Step("evidence", _("Evidence"), "procurements.read"),
        _Step("outcome", _("Result"), "goals.read"),
    )


def _groups(actor: Actor, goals: list[Goal], *, by_goal: bool) -> dict[str, tuple[ThreadGroup, ...]]:
    """The filled columns by key, each with a box for the goals that stop before it."""
    everything = frozenset(goal.public_id for goal in goals)
    found = {"goal": _goal_boxes(actor, goals) if by_goal else _theme_boxes(actor, goals)}
    if actor.may("frameworks.read"):
        found["rule"] = _with_rest(_rule_boxes(actor, goals), everything, "rule", _("No rule yet"))
    for column in queries.thread_columns.collect(actor, tuple(everything)):
        rest = _("No procurement yet") if column.key == "procurement" else _("Not yet")
        found[column.key] = _with_rest(column.groups, everything, column.key, rest)
    return found


def _theme_boxes(actor: Actor, goals: Sequence[Goal]) -> tuple[ThreadGroup, ...]:
    home = reverse("policy:golden_thread", args=[actor.slug])
    return tuple(
        ThreadGroup(
            key=f"goal-{theme}",
            label=_breakable(words.theme_in_words(theme).split(" (")[0]),
            goals=frozenset(mine),
            things=len(mine),
            url=f"{home}?{urlencode({'theme': theme})}",
        )
        for theme in THEMES
        if (mine := [goal.public_id for goal in goals if goal.theme == theme])
    )


def _goal_boxes(actor: Actor, goals: Sequence[Goal]) -> tuple[ThreadGroup, ...]:
    shown, others = goals[:MOST_BOXES], goals[MOST_BOXES:]
    boxes = [
        ThreadGroup(
            key=f"goal-{goal.public_id}",
            label=words.shortened(goal.wording, 60),
            goals=frozenset([goal.public_id]),
            url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
        )
        for goal in shown
    ]
    if others:
        label = ngettext("%(count)d other goal", "%(count)d other goals", len(others)) % {
            "count": len(others)
        }
        rest = frozenset(goal.public_id for goal in others)
        boxes.append(ThreadGroup("goal-others", label, rest, len(others)))
    return tuple(boxes)


def _rule_boxes(actor: Actor, goals: list[Goal]) -> tuple[ThreadGroup, ...]:
    """The kinds of rules in force; a kind with one rule leads to that rule."""
    serving = queries.rules_per_goal(actor, goals)
    found: dict[str, tuple[set[str], dict[str, str]]] = {}
    for goal, rules in serving.items():
        for rule in rules:
            kind = str(rule.demand["demand"])
            held, ids = found.setdefault(kind, (set(), {}))
            held.add(goal)
            ids[rule.public_id] = rule.code
    everywhere = reverse("policy:frameworks", args=[actor.slug])
    return tuple(
        ThreadGroup(
            key=f"rule-{kind}",
            label=_breakable(words.in_words(DEMAND_NAMES[kind])),
            goals=frozenset(found[kind][0]),
            things=len(found[kind][1]),
            url=reverse("policy:rule", args=[actor.slug, next(iter(found[kind][1]))])
            if len(found[kind][1]) == 1
            else everywhere,
        )
        for kind in DEMAND_NAMES
        if kind in found
    )


def _breakable(label: str) -> str:
    for word, parts in LONG_WORDS:
        label = label.replace(word, parts.replace("|", SOFT_HYPHEN))
    return label


def _with_rest(
    groups: tuple[ThreadGroup, ...], everything: frozenset[str], key: str, label: str
) -> tuple[ThreadGroup, ...]:
    kept = tuple(group for group in groups if group.goals)
    rest = everything.difference(*(group.goals for group in kept))
    return (*kept, ThreadGroup(f"{key}-none", label, rest)) if rest else kept


def _picture(
    actor: Actor,
    key: str,
    groups: dict[str, tuple[ThreadGroup, ...]],
    goals: Sequence[Goal],
    *,
    narrow: bool = False,
) -> Chart:
    steps = [step for step in _steps() if not narrow or step.key in groups]
    columns = tuple(_column(actor, step, groups.get(step.key, ())) for step in steps)
    filled = [groups[step.key] for step in steps if groups.get(step.key)]
    told = FlowWords(
        title=_("The golden thread of %(authority)s") % {"authority": actor.organisation_name},
        description=_description(len(goals), groups),
        headings=(_("From"), _("To"), _("Promises")),
    )
    size = (NARROW, NARROW_BOX) if narrow else (WIDE, WIDE_BOX)
    return flow(
        key,
        told,
        columns,
        queries.bands_between(filled),
        width=size[0],
        box=size[1],
        letter=13 if narrow else 12,
    )


def _column(actor: Actor, step: _Step, groups: Sequence[ThreadGroup]) -> FlowColumn:
    if not groups:
        later = _("comes later") if actor.may(step.permission) else _("not open to your role")
        return FlowColumn(step.label, later=later)
    return FlowColumn(
        step.label,
        tuple(
            FlowBox(
                key=group.key,
                label=group.label,
                count=len(group.goals),
                note=_note(step.key, group),
                url=group.url,
                missing=group.key.endswith("-none"),
            )
            for group in groups
        ),
    )


def _note(step: str, group: ThreadGroup) -> str:
    if not group.things:
        return ""
    told = {
        "goal": ngettext("%(count)d goal", "%(count)d goals", group.things),
        "rule": ngettext("%(count)d rule", "%(count)d rules", group.things),
        "procurement": ngettext("%(count)d procurement", "%(count)d procurements", group.things),
    }.get(step, "%(count)d")
    return told % {"count": group.things}


def _description(goals: int, groups: dict[str, tuple[ThreadGroup, ...]]) -> str:
    parts = [
        ngettext("%(count)d promise of the board.", "%(count)d promises of the board.", goals)
        % {"count": goals}
    ]
    stopped = _stopped(groups.get("rule", ()))
    if stopped is not None:
        parts.append(
            ngettext("%(count)d has no rule yet.", "%(count)d have no rule yet.", stopped)
            % {"count": stopped}
        )
    unbought = _stopped(groups.get("procurement", ()))
    if unbought is not None:
        parts.append(
            ngettext("%(count)d has no procurement yet.", "%(count)d have no procurement yet.", unbought)
            % {"count": unbought}
        )
    return " ".join(parts)


def _stopped(groups: Sequence[ThreadGroup]) -> int | None:
    """How many goals stop before a column; None where the column is not shown."""
    if not groups:
        return None
    return sum(len(group.goals) for group in groups if group.key.endswith("-none"))


def _figures(
    actor: Actor, goals: Sequence[Goal], groups: dict[str, tuple[ThreadGroup, ...]]
) -> tuple[Kpi, ...]:
    if not goals:
        return ()
    total = len(goals)
    figures = [Kpi(label=_("Promises"), value=str(total), icon="goal")]
    for key, label, icon in (
        ("rule", _("With a rule in force"), "framework"),
        ("procurement", _("With a procurement"), "procurement"),
    ):
        stopped = _stopped(groups.get(key, ()))
        if stopped is not None:
            figures.append(
                Kpi(
                    label=label,
                    value=_("%(part)d of %(whole)d") % {"part": total - stopped, "whole": total},
                    share=(total - stopped) / total,
                    icon=icon,
                    url=reverse("policy:goals_without_instrument", args=[actor.slug])
                    if key == "rule" and actor.may("promises.read")
                    else "",
                )
            )
    return tuple(figures)


def _table(actor: Actor, goals: Sequence[Goal], groups: dict[str, tuple[ThreadGroup, ...]]) -> Table:
    """Each promise with where it runs, as text: the same as the picture, to read line by line."""
    keys = [(step.key, step.label) for step in _steps() if step.key != "goal" and step.key in groups]
    return Table(
        caption=_("Each promise and where it runs"),
        columns=(Column(label=_("Goal")), *(Column(label=label) for _key, label in keys)),
        rows=tuple(
            Row(
                (
                    Cell(
                        text=words.shortened(goal.wording, 120),
                        url=reverse("policy:goal", args=[actor.slug, goal.public_id]),
                        note=words.theme_in_words(goal.theme),
                    ),
                    *(
                        Cell(
                            text=", ".join(
                                group.label.replace(SOFT_HYPHEN, "")
                                for group in groups[key]
                                if goal.public_id in group.goals
                            )
                        )
                        for key, _label in keys
                    ),
                )
            )
            for goal in goals[:200]
        ),
        caption_hidden=True,
    )


def _nothing(actor: Actor, home: str, *, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No goal fits these filters"),
            action=Action(label=_("Clear all filters"), url=home),
            drawing="search",
        )
    return EmptyState(
        title=_("There is no thread yet"),
        text=_("It begins with a goal. Bring in the text of the board, or record a goal yourself."),
        action=Action(label=_("Goals"), url=reverse("policy:goals", args=[actor.slug])),
    )
