"""Step 6: the year planning as a list, a picture, a calendar and sums."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.charts import Chart
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    DatedItem,
    EmptyState,
    Page,
    Row,
    Table,
)
from meerwaarde.rules.action_plan import STEP_YEAR, STEPS, standings
from meerwaarde.rules.lifecycle import PLAN_ADOPTED, PLAN_DRAFT, PLANNED, UNDER_WAY
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.plans import ActionFilterForm
from meerwaarde.stages.policy.pages import words as policy_words
from meerwaarde.stages.policy.pages.plans import words
from meerwaarde.stages.policy.pages.plans.planning import gantt_of, sums_per_owner, sums_per_quarter
from meerwaarde.stages.policy.pages.plans.steps import edit_text, frozen_note, neighbour, step_help
from meerwaarde.stages.policy.queries import ActionPlan, PlanAction

AHEAD = timedelta(days=92)
MOST_DAYS = 12


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    """The year planning, filtered and sorted."""

    number: int
    standing: Badge
    standing_text: str
    text: str
    edit: Action | None
    frozen: str
    filters: ActionFilterForm
    filters_used: bool
    clear_url: str
    found: str
    table: Table
    picture: Chart | None
    calendar: tuple[DatedItem, ...]
    calendar_actions: tuple[Action, ...]
    quarters: Table
    owners: Table
    before: Action | None
    after: Action | None


def year_page(actor: Actor, plan: ActionPlan, form: ActionFilterForm, *, sort: str, day: date) -> YearPage:
    """Filter and sorting hold for the list and for the picture; the sums are those of the whole plan."""
    read = queries.read_plan(plan)
    step_standings = standings(queries.facts_of(read, day))
    here, step = step_standings[STEP_YEAR - 1], STEPS[STEP_YEAR - 1]
    field, descending = sort.removeprefix("-"), sort.startswith("-")
    if field not in queries.ACTION_SORTS:
        field, descending = "starts", False
    rows = queries.filtered_actions(plan, form.wanted(), day, sort=field, descending=descending)
    asked = form.asked()
    home = words.step_url(actor, plan, STEP_YEAR)
    return YearPage(
        title=f"{STEP_YEAR}. {policy_words.in_words(step.name)}",
        intro=policy_words.in_words(step.question),
        crumbs=words.crumbs(actor, plan),
        actions=_actions(actor, plan),
        steps=words.path(actor, plan, step_standings, current=STEP_YEAR),
        help=(step_help(STEP_YEAR),),
        number=STEP_YEAR,
        standing=words.standing_badge(here.standing),
        standing_text=policy_words.in_words(here.text),
        text=read.text(STEP_YEAR),
        edit=edit_text(actor, plan, STEP_YEAR, written=bool(read.text(STEP_YEAR))),
        frozen=frozen_note(plan, STEP_YEAR),
        filters=form,
        filters_used=bool(asked),
        clear_url=home,
        found=ngettext("%(count)d action", "%(count)d actions", len(rows)) % {"count": len(rows)},
        table=_table(actor, plan, rows, day, home=home, asked=asked, sort=(field, descending)),
        picture=gantt_of(plan, rows, day, per=form.per_what()) if rows else None,
        calendar=_calendar(actor, rows, day),
        calendar_actions=_calendar_actions(actor, plan),
        quarters=sums_per_quarter(plan, read.actions),
        owners=sums_per_owner(read.actions),
        before=neighbour(actor, plan, STEP_YEAR - 1, "previous"),
        after=neighbour(actor, plan, STEP_YEAR + 1, "next"),
    )


def _actions(actor: Actor, plan: ActionPlan) -> tuple[Action, ...]:
    if plan.state not in (PLAN_DRAFT, PLAN_ADOPTED) or not actor.may("plans.write"):
        return ()
    url = words.plan_url(actor, plan, "plan_action_new")
    return (Action(label=_("Add an action"), url=url, icon="add", kind="primary"),)


def _calendar_actions(actor: Actor, plan: ActionPlan) -> tuple[Action, ...]:
    if not actor.may("plans.progress"):
        return ()
    return (
        Action(
            label=_("Take along to your calendar"),
            url=words.plan_url(actor, plan, "plan_calendar"),
            icon="download",
            kind="quiet",
        ),
        Action(
            label=_("Subscribe to your own actions"),
            url=reverse("policy:calendar_link", args=[actor.slug]),
            icon="day",
            kind="quiet",
        ),
    )


def _table(
    actor: Actor,
    plan: ActionPlan,
    rows: list[PlanAction],
    day: date,
    *,
    home: str,
    asked: dict[str, str],
    sort: tuple[str, bool],
) -> Table:
    field, descending = sort

    def column(label: str, name: str, *, numeric: bool = False, compact: bool = False) -> Column:
        if not name:
            return Column(label=label, numeric=numeric)
        now = name == field
        turned = f"-{name}" if now and not descending else name
        told = ("descending" if descending else "ascending") if now else ""
        url = f"{home}?{urlencode({**asked, 'volgorde': turned})}"
        return Column(label=label, numeric=numeric, compact=compact, sort_url=url, sorted=told)

    new = next(iter(_actions(actor, plan)), None)
    used = bool(asked)
    empty = EmptyState(
        title=_("No action fits these filters") if used else _("No actions yet"),
        text=_("Try fewer filters, or another word.")
        if used
        else _("Begin with what can be done this quarter, however small."),
        action=Action(label=_("Clear all filters"), url=home) if used else new,
        drawing="search" if used else "paper",
    )
    return Table(
        caption=_("Actions"),
        caption_hidden=True,
        columns=(
            column(_("Action"), "title"),
            column(_("Owner"), "owner"),
            column(_("Starts"), "starts", compact=True),
            column(_("Ends"), "ends", compact=True),
            column(_("State"), "state"),
            column(_("Progress"), "", numeric=True),
        ),
        rows=tuple(_row(actor, one, day) for one in rows),
        empty=empty,
    )


def _row(actor: Actor, action: PlanAction, day: date) -> Row:
    costs = [
        _("%(hours)s hours") % {"hours": words.hours_in_words(action.hours)} if action.hours else "",
        words.money(action.budget_cents) if action.budget_cents else "",
    ]
    return Row(
        (
            Cell(
                text=action.title,
                url=reverse("policy:plan_action", args=[actor.slug, action.public_id]),
                note=" · ".join(part for part in costs if part),
            ),
            Cell(
                text=words.owner_name(action) or "–", note=action.department.name if action.department else ""
            ),
            Cell(text=words.day_in_words(action.starts_on, "short")),
            Cell(text=words.day_in_words(action.ends_on, "short")),
            Cell(badge=words.action_badge(action, day)),
            Cell(text=f"{action.progress}%"),
        )
    )


def _calendar(actor: Actor, rows: list[PlanAction], day: date) -> tuple[DatedItem, ...]:
    """What begins and ends in the coming quarter of a year, in order of days."""
    moments = []
    for one in rows:
        if one.state == PLANNED and day <= one.starts_on <= day + AHEAD:
            moments.append((one.starts_on, _("begins"), one))
        if one.state in (PLANNED, UNDER_WAY) and day <= one.ends_on <= day + AHEAD:
            moments.append((one.ends_on, _("ends"), one))
    moments.sort(key=lambda moment: (moment[0], moment[2].pk, moment[1]))
    return tuple(
        DatedItem(
            day=when,
            label=one.title,
            url=reverse("policy:plan_action", args=[actor.slug, one.public_id]),
            note=f"{what} · {words.owner_name(one) or _('No owner yet')}",
        )
        for when, what, one in moments[:MOST_DAYS]
    )
