"""The calendar as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.addresses import addresses
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    ListPage,
    Row,
    Table,
)
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.calendar import CalendarFilterForm
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.pages.calendar.around import ViewLink, head_actions, nothing, views
from meerwaarde.stages.procurement.pages.calendar_scan import promise_badge
from meerwaarde.stages.procurement.queries import CalendarFilter, ExpectedProcurement


@dataclass(frozen=True, kw_only=True)
class CalendarListPage(ListPage):
    """The calendar as a list."""

    views: tuple[ViewLink, ...]
    exports: tuple[Action, ...]
    publish_url: str


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
