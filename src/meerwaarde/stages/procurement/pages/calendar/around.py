"""What stands around every view of the calendar: buttons, other views, and what is said when it is empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    EmptyState,
)
from meerwaarde.rules.procurement_calendar import Quarter
from meerwaarde.stages.procurement.forms.calendar import quarter_code
from meerwaarde.stages.procurement.queries import CalendarFilter

SHOWN_QUARTERS = 8


@dataclass(frozen=True)
class ViewLink:
    """One of the ways to look at the calendar."""

    label: str
    url: str
    current: bool


def span_of(wanted: CalendarFilter, since: Quarter | None, today: date) -> tuple[Quarter, int]:
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


def leaf_url(here: str, asked: dict[str, str], since: Quarter) -> str:
    return f"{here}?{urlencode({**asked, 'vanaf': quarter_code(since)})}"
