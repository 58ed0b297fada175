"""The calendar as a picture of years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    EmptyState,
    Page,
)
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar import CalendarFilterForm
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
from meerwaarde.stages.procurement.queries import CalendarFilter, ExpectedProcurement


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


# --- the years --------------------------------------------------------------------------------------------

MOST_IN_YEARS = 80
"""Lines that the picture of years shows; more is a wall that nobody reads."""


def years_page(actor: Actor, form: CalendarFilterForm, since: Quarter | None, today: date) -> YearPage:
    """Per line: until when the current contract runs, and in which quarter its successor begins."""
    wanted, asked = form.wanted(), form.asked()
    first, count = span_of(wanted, since, today)
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
        earlier_url=leaf_url(here, asked, first.later(-SHOWN_QUARTERS)),
        later_url=leaf_url(here, asked, first.later(count)),
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
