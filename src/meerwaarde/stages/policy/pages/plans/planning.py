"""The picture of the planning, and the sums of hours and money: for the page and for the document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.charts import Chart, GanttBar, GanttGroup, Period, gantt
from meerwaarde.platform.layout.components import Cell, Column, Row, Table
from meerwaarde.rules.action_plan import Quarter, Span, per_quarter, quarter_of, quarters, spread
from meerwaarde.rules.lifecycle import ACTION_DONE, DROPPED
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.queries import ActionPlan, PlanAction

MOST_QUARTERS = 12
"""A plan of more than three years has a scale in years: quarters would be too narrow to name."""
TENTHS = 10


def quarter_name(quarter: Quarter) -> str:
    """ "2026, 3e kwartaal"."""
    return _("%(year)d, quarter %(number)d") % {"year": quarter.year, "number": quarter.number}


def gantt_of(plan: ActionPlan, actions: Sequence[PlanAction], day: date, *, per: str = "") -> Chart:
    """The picture of the actions; `per` groups them by owner, department or goal."""
    late = sum(queries.is_late(one, day) for one in actions)
    description = ngettext(
        "%(count)d action, of which %(late)d late.",
        "%(count)d actions, of which %(late)d late.",
        len(actions),
    ) % {"count": len(actions), "late": late}
    return gantt(
        "planning",
        _("Planning of %(plan)s") % {"plan": plan.title},
        description,
        _groups(actions, day, per),
        since=plan.since,
        until=plan.until,
        periods=_periods(plan),
        head=(_("Action"), _("Owner"), _("Starts on"), _("Ends on"), _("State"), _("Progress")),
        today=day,
        today_label=_("today"),
        states={
            "planned": _("planned"),
            "under_way": _("under way"),
            "done": _("done"),
            "late": _("late"),
        },
    )


def sums_per_quarter(plan: ActionPlan, actions: Sequence[PlanAction]) -> Table:
    """Hours and budget per quarter, spread over the days of each action, beside what was spent."""
    counted = [one for one in actions if one.state != DROPPED]
    columns: list[dict[Quarter, int]] = [
        per_quarter(_spans(counted, lambda one: _tenths(one.hours))),
        per_quarter(_spans(counted, lambda one: _tenths(one.spent_hours))),
        _money_per_quarter(counted, lambda one: one.budget_cents),
        _money_per_quarter(counted, lambda one: one.spent_cents),
    ]
    whole = quarters(plan.since, plan.until)
    shown = [quarter for quarter in whole if any(quarter in one for one in columns)]
    rows = [_sum_row(quarter_name(quarter), *(one.get(quarter, 0) for one in columns)) for quarter in shown]
    if rows:
        rows.append(_sum_row(_("Together"), *(sum(one.values()) for one in columns)))
    return _sum_table(_("Hours and budget per quarter"), _("Quarter"), rows)


def sums_per_owner(actions: Sequence[PlanAction]) -> Table:
    """Hours and budget per owner; what nobody owns stands last."""
    counted = [one for one in actions if one.state != DROPPED]
    by_owner: dict[str, list[PlanAction]] = {}
    for one in counted:
        by_owner.setdefault(words.owner_name(one), []).append(one)
    names = sorted(by_owner, key=lambda name: (name == "", name))
    rows = [
        _sum_row(
            name or _("No owner yet"),
            sum(_tenths(one.hours) or 0 for one in by_owner[name]),
            sum(_tenths(one.spent_hours) or 0 for one in by_owner[name]),
            sum(one.budget_cents or 0 for one in by_owner[name]),
            sum(one.spent_cents or 0 for one in by_owner[name]),
        )
        for name in names
    ]
    return _sum_table(_("Hours and budget per owner"), _("Owner"), rows)


def _groups(actions: Sequence[PlanAction], day: date, per: str) -> list[GanttGroup]:
    if per not in _HEADINGS:
        return [GanttGroup("", tuple(_bar(one, day) for one in actions))]
    grouped: dict[str, list[GanttBar]] = {}
    for one in actions:
        grouped.setdefault(_HEADINGS[per](one), []).append(_bar(one, day))
    names = sorted(grouped, key=lambda name: (name == "", name))
    return [GanttGroup(name or _("Not chosen"), tuple(grouped[name])) for name in names]


_HEADINGS: dict[str, Callable[[PlanAction], str]] = {
    "owner": words.owner_name,
    "department": lambda one: one.department.name if one.department else "",
    "goal": lambda one: policy_words.shortened(one.plan_goal.wording, 80) if one.plan_goal else "",
}


def _bar(action: PlanAction, day: date) -> GanttBar:
    late = queries.is_late(action, day)
    progress = 100 if action.state == ACTION_DONE else action.progress
    return GanttBar(
        label=action.title,
        since=action.starts_on,
        until=action.ends_on,
        state="late" if late else action.state,
        progress=progress / 100,
        cells=(
            words.owner_name(action) or "–",
            words.day_in_words(action.starts_on, "short"),
            words.day_in_words(action.ends_on, "short"),
            _("Late") if late else words.state_in_words(action),
            f"{progress}%",
        ),
    )


def _periods(plan: ActionPlan) -> list[Period]:
    found = quarters(plan.since, plan.until)
    if len(found) > MOST_QUARTERS:
        years = range(plan.since.year, plan.until.year + 1)
        return [Period(str(year), max(plan.since, date(year, 1, 1))) for year in years]
    return [Period(f"{_('Q')}{one.number} {one.year}", max(plan.since, one.first_day)) for one in found]


def _spans(actions: Sequence[PlanAction], amount: Callable[[PlanAction], int | None]) -> list[Span]:
    return [Span(one.starts_on, one.ends_on, value) for one in actions if (value := amount(one))]


def _money_per_quarter(
    actions: Sequence[PlanAction], amount: Callable[[PlanAction], int | None]
) -> dict[Quarter, int]:
    """Cents per quarter, spread in whole euros; odd cents stand in the quarter in which the action ends."""
    sums: dict[Quarter, int] = {}
    for one in actions:
        euros, cents = divmod(amount(one) or 0, 100)
        parts = spread(Span(one.starts_on, one.ends_on, euros))
        for quarter, part in parts.items():
            sums[quarter] = sums.get(quarter, 0) + 100 * part
        sums[quarter_of(one.ends_on)] += cents
    return sums


def _tenths(hours: Decimal | None) -> int | None:
    return None if hours is None else int(hours * TENTHS)


def _sum_row(name: str, hours: int, spent_hours: int, budget: int, spent: int) -> Row:
    language = policy_words.language()
    return Row(
        (
            Cell(text=name),
            Cell(text=notation.format_number(Decimal(hours) / TENTHS, language)),
            Cell(text=notation.format_number(Decimal(spent_hours) / TENTHS, language)),
            Cell(text=notation.format_euro(budget, language)),
            Cell(text=notation.format_euro(spent, language)),
        )
    )


def _sum_table(caption: str, first: str, rows: list[Row]) -> Table:
    return Table(
        caption=caption,
        caption_hidden=True,
        columns=(
            Column(label=first),
            Column(label=_("Hours planned"), numeric=True),
            Column(label=_("Hours spent"), numeric=True),
            Column(label=_("Budget"), numeric=True),
            Column(label=_("Spent"), numeric=True),
        ),
        rows=tuple(rows),
    )
