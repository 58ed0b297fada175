"""The calendar by quarter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Badge,
    EmptyState,
    Page,
)
from meerwaarde.platform.layout.notation import format_euro
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar import CalendarFilterForm, quarter_code
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.pages.calendar.around import (
    SHOWN_QUARTERS,
    ViewLink,
    head_actions,
    leaf_url,
    nothing,
    span_of,
    views,
)
from meerwaarde.stages.procurement.queries import CalendarFilter, ExpectedProcurement, QuarterBlock

STEPS = 12
"""So many widths the bars of quarters come in."""


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


def calendar_page(actor: Actor, form: CalendarFilterForm, since: Quarter | None, today: date) -> CalendarPage:
    """Two years of quarters, from the current year on or from where one leafed to."""
    wanted, asked = form.wanted(), form.asked()
    first, count = span_of(wanted, since, today)
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
        earlier_url=leaf_url(here, asked, first.later(-SHOWN_QUARTERS)),
        later_url=leaf_url(here, asked, first.later(count)),
        legend=words.theme_marks([theme for block in blocks for one in block.lines for theme in one.themes]),
    )


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
