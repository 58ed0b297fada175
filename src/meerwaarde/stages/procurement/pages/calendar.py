"""The procurement calendar as people look at it: by quarter, as a list, as a picture of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as Value
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Page,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation import format_euro
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar import CalendarFilterForm, quarter_code
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.pages.calendar_scan import promise_badge
from meerwaarde.stages.procurement.queries import CalendarFilter, ExpectedProcurement, QuarterBlock

SHOWN_QUARTERS = 8
STEPS = 12
"""So many widths the bars of quarters come in."""


@dataclass(frozen=True)
class ViewLink:
    """One of the ways to look at the calendar."""

    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class LineCard:
    """A line as a block shows it."""

    title: str
    url: str
    worth: str
    notes: tuple[str, ...]
    marks: tuple[words.ThemeMark, ...]
    badges: tuple[Badge, ...]


@dataclass(frozen=True)
class QuarterShown:
    """A quarter as a column: what it holds, and how much of the fullest quarter that is."""

    name: str
    anchor: str
    count: str
    total: str
    unknown: str
    step: int
    """From 0 to `STEPS`: the width of its bar."""
    now: bool
    cards: tuple[LineCard, ...]
    more: str
    more_url: str


@dataclass(frozen=True)
class YearShown:
    """Four quarters beside each other."""

    year: int
    total: str
    quarters: tuple[QuarterShown, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarPage(Page):
    """The calendar by quarter."""

    views: tuple[ViewLink, ...]
    filters: CalendarFilterForm
    filters_used: bool
    clear_url: str
    years: tuple[YearShown, ...]
    empty: EmptyState | None
    earlier_url: str
    later_url: str
    legend: tuple[words.ThemeMark, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarListPage(ListPage):
    """The calendar as a list."""

    views: tuple[ViewLink, ...]
    exports: tuple[Action, ...]
    publish_url: str


@dataclass(frozen=True)
class Stretch:
    """What happens to a line in one quarter: a code for its drawing and the words for who does not see it."""

    kind: str
    text: str


@dataclass(frozen=True)
class YearRow:
    """A line across the quarters."""

    title: str
    url: str
    note: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, kw_only=True)
class YearPage(Page):
    """Contracts that run and procurements that begin, side by side over the quarters."""

    views: tuple[ViewLink, ...]
    filters: CalendarFilterForm
    filters_used: bool
    clear_url: str
    heads: tuple[str, ...]
    rows: tuple[YearRow, ...]
    empty: EmptyState | None
    left_out: str
    earlier_url: str
    later_url: str


def calendar_page(actor: Actor, form: CalendarFilterForm, since: Quarter | None, today: date) -> CalendarPage:
    """Two years of quarters, from the current year on or from where one leafed to."""
    wanted, asked = form.wanted(), form.asked()
    first, count = _span(wanted, since, today)
    blocks = queries.quarters(actor, wanted, first, count)
    here = reverse("calendar:quarters", args=[actor.slug])
    used = wanted != CalendarFilter()
    found = any(block.totals.count for block in blocks)
    return CalendarPage(
        title=_("Procurement calendar"),
        intro=_("What we expect to buy, per quarter. Early sight leaves time to choose for societal value."),
        actions=head_actions(actor),
        views=views(actor, "quarters", asked),
        filters=form,
        filters_used=used,
        clear_url=here,
        years=_years(actor, blocks, asked, today) if found else (),
        empty=None if found else nothing(actor, used, here),
        earlier_url=_leaf(here, asked, first.later(-SHOWN_QUARTERS)),
        later_url=_leaf(here, asked, first.later(count)),
        legend=words.theme_marks([theme for block in blocks for one in block.lines for theme in one.themes]),
    )


def _span(wanted: CalendarFilter, since: Quarter | None, today: date) -> tuple[Quarter, int]:
    """From which quarter, and how many: to the end of the second year after it; a chosen year is shown whole.

    What has not begun by now stands in the quarters of before, to which one leafs.
    """
    if since is None and wanted.year:
        return Quarter(wanted.year, 1), 4
    first = since or Quarter.of(today)
    return first, SHOWN_QUARTERS + 1 - first.number + (4 if first.number > 1 else 0)


def head_actions(actor: Actor) -> tuple[Action, ...]:
    """What one can do from every view of the calendar."""
    found = []
    if actor.may("calendar.write"):
        found.append(
            Action(
                label=_("Add a procurement"),
                url=reverse("calendar:add", args=[actor.slug]),
                icon="add",
                kind="primary",
            )
        )
        found.append(
            Action(
                label=_("Read in a file"), url=reverse("calendar:imports", args=[actor.slug]), icon="upload"
            )
        )
    found.append(Action(label=_("Scan"), url=reverse("calendar:scan", args=[actor.slug]), icon="ambitions"))
    if actor.may("calendar.publish"):
        found.append(
            Action(
                label=_("Make public"), url=reverse("calendar:publish", args=[actor.slug]), icon="external"
            )
        )
    return (*found, Action(label=_("Print"), prints=True, icon="print", kind="quiet"))


def views(actor: Actor, current: str, asked: dict[str, str]) -> tuple[ViewLink, ...]:
    """The three ways to look; the filters go along."""
    query = f"?{urlencode(asked)}" if asked else ""
    return tuple(
        ViewLink(label, reverse(f"calendar:{name}", args=[actor.slug]) + query, name == current)
        for name, label in (
            ("quarters", _("By quarter")),
            ("list", _("As a list")),
            ("years", _("Over the years")),
        )
    )


def nothing(actor: Actor, used: bool, clear_url: str) -> EmptyState:
    """What an empty calendar says: that it is fine, and what to do."""
    if used:
        return EmptyState(
            title=_("Nothing fits these filters"),
            text=_("Take a filter away, or look at another year."),
            action=Action(label=_("Clear all filters"), url=clear_url),
            drawing="search",
        )
    if not actor.may("calendar.write"):
        return EmptyState(title=_("Nothing stands on the calendar in these years"), drawing="paper")
    return EmptyState(
        title=_("Nothing stands on the calendar in these years"),
        text=_("Read in the list that you keep in a spreadsheet, or add the first procurement by hand."),
        action=Action(
            label=_("Read in a file"), url=reverse("calendar:imports", args=[actor.slug]), icon="upload"
        ),
        drawing="paper",
    )


def _leaf(here: str, asked: dict[str, str], since: Quarter) -> str:
    return f"{here}?{urlencode({**asked, 'vanaf': quarter_code(since)})}"


def _years(
    actor: Actor, blocks: Sequence[QuarterBlock], asked: dict[str, str], today: date
) -> tuple[YearShown, ...]:
    fullest = max((block.totals.cents for block in blocks), default=0) or 1
    url = addresses("calendar:line", actor.slug)
    names = queries.category_names(actor)
    shown: dict[int, list[QuarterShown]] = {}
    totals: dict[int, int] = {}
    for block in blocks:
        quarter = block.totals.quarter
        totals[quarter.year] = totals.get(quarter.year, 0) + block.totals.cents
        shown.setdefault(quarter.year, []).append(
            QuarterShown(
                name=_("Quarter %(number)s") % {"number": quarter.number},
                anchor=quarter_code(quarter),
                count=ngettext("%(count)d procurement", "%(count)d procurements", block.totals.count)
                % {"count": block.totals.count},
                total=_at_most(block.totals.cents),
                unknown=ngettext(
                    "%(count)d without an amount", "%(count)d without an amount", block.totals.unknown
                )
                % {"count": block.totals.unknown}
                if block.totals.unknown
                else "",
                step=-(-block.totals.cents * STEPS // fullest),
                now=quarter == Quarter.of(today),
                cards=tuple(_card(one, url(one.public_id), names) for one in block.lines),
                more=_more(block),
                more_url=_in_list(actor, asked, quarter),
            )
        )
    return tuple(YearShown(year, _at_most(totals[year]), tuple(quarters)) for year, quarters in shown.items())


def _at_most(cents: int) -> str:
    """A total in words: it adds up the tops of the bands, so no more than this is expected."""
    return _("up to %(amount)s") % {"amount": format_euro(cents, words.language())} if cents else ""


def _more(block: QuarterBlock) -> str:
    left = block.totals.count - len(block.lines)
    if left <= 0:
        return ""
    return ngettext("%(count)d more in the list", "%(count)d more in the list", left) % {"count": left}


def _in_list(actor: Actor, asked: dict[str, str], quarter: Quarter) -> str:
    kept = {name: value for name, value in asked.items() if name not in ("when", "year")}
    return (
        f"{reverse('calendar:list', args=[actor.slug])}?{urlencode({**kept, 'when': quarter_code(quarter)})}"
    )


def _card(one: ExpectedProcurement, url: str, categories: dict[str, str]) -> LineCard:
    ends = words.ends_on(one)
    notes = (
        categories.get(one.category, "") or (one.department.name if one.department else ""),
        _("Contract ends %(day)s") % {"day": ends} if ends else "",
    )
    badges = (words.line_badge(one.state),) if one.state != "expected" else ()
    return LineCard(
        title=one.title,
        url=url,
        worth=words.worth(one) or _("Value not known yet"),
        notes=tuple(note for note in notes if note),
        marks=words.theme_marks(one.themes),
        badges=badges,
    )


# --- the list ---------------------------------------------------------------------------------------------


def calendar_list_page(actor: Actor, form: CalendarFilterForm, *, sort: str, cursor: str) -> CalendarListPage:
    """One page of lines in the order asked."""
    wanted, asked = form.wanted(), form.asked()
    order = sort if sort in queries.LINE_SORTS else "quarter"
    found = queries.listed_lines(actor, wanted, sort=order, cursor=cursor)
    here, used = reverse("calendar:list", args=[actor.slug]), wanted != CalendarFilter()
    sorting = {"volgorde": order} if order != "quarter" else {}

    def address(**more: str) -> str:
        query = urlencode({**asked, **sorting, **more})
        return f"{here}?{query}" if query else here

    return CalendarListPage(
        title=_("Procurement calendar"),
        intro=_("All lines, to sort and to search."),
        actions=head_actions(actor),
        views=views(actor, "list", asked),
        filters=form,
        filters_used=used,
        clear_url=here,
        table=Table(
            caption=_("Expected procurements"),
            caption_hidden=True,
            columns=_columns(order, lambda name: address(volgorde=name)),
            rows=_rows(actor, found.rows),
            empty=nothing(actor, used, here),
            previous_url=address(cursor=found.before) if found.before else "",
            next_url=address(cursor=found.after) if found.after else "",
        ),
        exports=exports(actor, asked) if found.rows else (),
        publish_url=reverse("calendar:publish", args=[actor.slug]) if actor.may("calendar.publish") else "",
    )


def exports(actor: Actor, asked: dict[str, str]) -> tuple[Action, ...]:
    """The ways to take along what the filters show."""
    query = f"?{urlencode(asked)}" if asked else ""
    kinds = (("xlsx", _("As Excel file")), ("csv", _("As CSV file")), ("ics", _("For your own calendar")))
    return tuple(
        Action(
            label=label,
            url=reverse("calendar:export", args=[actor.slug, kind]) + query,
            icon="download",
            kind="quiet",
        )
        for kind, label in kinds
    )


def _columns(order: str, address: Any) -> tuple[Column, ...]:
    down = ("value", "promise")

    def column(name: str, label: str, **more: Any) -> Column:
        turned = ("descending" if name in down else "ascending") if order == name else ""
        return Column(label=label, sort_url=address(name), sorted=turned, **more)

    return (
        column("title", _("Procurement")),
        column("quarter", _("Quarter"), compact=True),
        column("value", _("Value"), numeric=True),
        Column(label=_("Themes")),
        column("promise", _("To gain")),
        column("ends", _("Contract ends"), compact=True),
        Column(label=_("State")),
    )


def _rows(actor: Actor, lines: Sequence[ExpectedProcurement]) -> tuple[Row, ...]:
    names = queries.category_names(actor) if lines else {}
    url = addresses("calendar:line", actor.slug)
    return tuple(
        Row(
            (
                Cell(
                    text=one.title,
                    url=url(one.public_id),
                    note=" · ".join(
                        part
                        for part in (
                            one.reference,
                            one.department.name if one.department else "",
                            names.get(one.category, ""),
                        )
                        if part
                    ),
                ),
                Cell(text=words.quarter_short(one)),
                Cell(text=words.worth(one)),
                Cell(text=", ".join(mark.name for mark in words.theme_marks(one.themes))),
                Cell(badge=promise_badge(one.scan)),
                Cell(text=words.ends_on(one)),
                Cell(badge=words.line_badge(one.state)),
            )
        )
        for one in lines
    )


# --- the years --------------------------------------------------------------------------------------------

MOST_IN_YEARS = 80
"""Lines that the picture of years shows; more is a wall that nobody reads."""


def years_page(actor: Actor, form: CalendarFilterForm, since: Quarter | None, today: date) -> YearPage:
    """Per line: until when the current contract runs, and in which quarter its successor begins."""
    wanted, asked = form.wanted(), form.asked()
    first, count = _span(wanted, since, today)
    span = [first.later(step) for step in range(count)]
    rows = queries.lines_between(actor, wanted, span[0], span[-1], MOST_IN_YEARS + 1)
    shown, here = rows[:MOST_IN_YEARS], reverse("calendar:years", args=[actor.slug])
    url, used = addresses("calendar:line", actor.slug), wanted != CalendarFilter()
    return YearPage(
        title=_("Procurement calendar"),
        intro=_("Which contracts run until when, and when their successors must begin."),
        actions=head_actions(actor),
        views=views(actor, "years", asked),
        filters=form,
        filters_used=used,
        clear_url=here,
        heads=tuple(_("Q%(number)s %(year)s") % {"number": one.number, "year": one.year} for one in span),
        rows=tuple(
            YearRow(
                title=one.title,
                url=url(one.public_id),
                note=" · ".join(part for part in (words.worth(one), _ends_note(one)) if part),
                stretches=tuple(_stretch(one, quarter) for quarter in span),
            )
            for one in shown
        ),
        empty=None if shown else nothing(actor, used, here),
        left_out=_("This picture shows the first %(count)s lines. Use a filter to see the others.")
        % {"count": MOST_IN_YEARS}
        if len(rows) > MOST_IN_YEARS
        else "",
        earlier_url=_leaf(here, asked, first.later(-SHOWN_QUARTERS)),
        later_url=_leaf(here, asked, first.later(count)),
    )


def _ends_note(one: ExpectedProcurement) -> str:
    ends = words.ends_on(one)
    return _("contract ends %(day)s") % {"day": ends} if ends else ""


def _stretch(one: ExpectedProcurement, quarter: Quarter) -> Stretch:
    """The procurement begins here, the contract ends here, both, or the contract still runs."""
    begins = Quarter(one.year, one.quarter) == quarter
    end = one.current_contract_ends_on
    ends = end is not None and Quarter.of(end) == quarter
    if begins and ends:
        return Stretch("both", _("begins, and the current contract ends"))
    if begins:
        runs = end is not None and end > quarter.last_day
        return Stretch("begins-runs" if runs else "begins", _("begins"))
    if ends:
        return Stretch("ends", _("the current contract ends"))
    if end is not None and end > quarter.last_day:
        return Stretch("runs", _("the current contract runs"))
    return Stretch("", "")


# --- taking it along --------------------------------------------------------------------------------------


def calendar_rows(actor: Actor, lines: Sequence[ExpectedProcurement]) -> list[list[Value]]:
    """A heading and a row per line; the headings are those by which a file is read in again."""
    names = queries.category_names(actor)
    head: list[Value] = [
        _("Reference"),
        _("Subject"),
        _("Quarter"),
        _("Value from (EUR excluding VAT)"),
        _("Value to (EUR excluding VAT)"),
        _("Term in months"),
        _("Type of contract"),
        _("CPV codes"),
        _("Category"),
        _("Themes"),
        _("Department"),
        _("Client"),
        _("End of current contract"),
        _("Description"),
        _("State"),
    ]
    return [head, *(_export_row(one, names) for one in lines)]


def _export_row(one: ExpectedProcurement, categories: dict[str, str]) -> list[Value]:
    low, high = one.value_low_cents, one.value_high_cents
    return [
        one.reference,
        one.title,
        _("Q%(number)s %(year)s") % {"number": one.quarter, "year": one.year},
        None if low is None else float(from_cents(low)),
        None if high is None else float(from_cents(high)),
        one.duration_months,
        words.contract_name(one.contract),
        "; ".join(one.cpv),
        categories.get(one.category, ""),
        "; ".join(mark.name for mark in words.theme_marks(one.themes)),
        one.department.name if one.department else "",
        words.client_of(one),
        one.current_contract_ends_on.strftime("%d-%m-%Y") if one.current_contract_ends_on else "",
        one.description,
        words.line_badge(one.state).label,
    ]
