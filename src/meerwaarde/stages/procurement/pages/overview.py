"""The list of procurements, and the same rows for an export."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Row,
    Table,
    Tone,
)
from meerwaarde.platform.layout.notation import format_day, format_euro
from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms import CONTRACTS, ListForm
from meerwaarde.stages.procurement.pages.frame import state_badge


@dataclass(frozen=True, kw_only=True)
class ProcurementsPage(ListPage):
    """The list with the ways to take it along."""

    exports: tuple[Action, ...]


def procurements_page(actor: Actor, form: ListForm, after: str) -> ProcurementsPage:
    """One page. `after` is the public id of the last procurement of the page before this one."""
    wanted = form.wanted()
    sort = form.sorted_by()
    rows = queries.listed(actor, wanted, sort=sort, after=after)
    shown = rows[: queries.PAGE]
    changed = queries.changed_since_looked(actor, shown)
    here = reverse("procurement:list", args=[actor.slug])
    used = wanted != queries.ProcurementFilter()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    return ProcurementsPage(
        title=_("Procurements"),
        intro=_("Everything that your authority means to buy, from first idea to settled strategy."),
        actions=_start(actor),
        filters=form,
        filters_used=used,
        clear_url=here,
        table=Table(
            caption=_("Procurements"),
            caption_hidden=True,
            columns=_columns(here, given, sort),
            rows=tuple(_row(actor, one, changed=one.public_id in changed) for one in shown),
            empty=_nothing(actor, used),
            next_url=f"{here}?{urlencode({**given, 'na': shown[-1].public_id})}"
            if len(rows) > queries.PAGE
            else "",
            previous_url=f"{here}?{urlencode(given)}" if after else "",
        ),
        exports=tuple(
            Action(
                label=label,
                url=f"{reverse('procurement:export', args=[actor.slug, kind])}?{urlencode(given)}",
                icon="download",
                kind="quiet",
            )
            for kind, label in (("csv", _("Download as CSV")), ("xlsx", _("Download as Excel")))
        )
        if shown
        else (),
    )


def export_rows(procurements: Iterable[queries.Procurement]) -> list[list[str | int | float | None]]:
    """A heading and a row per procurement; amounts in euros, days in ISO."""
    language = get_language() or "nl"
    head: list[str | int | float | None] = [
        _("Number"),
        _("Title"),
        _("State"),
        _("Department"),
        _("Type of contract"),
        _("Value (EUR excluding VAT)"),
        _("Start of the procedure"),
        _("Themes with ambition"),
    ]
    return [
        head,
        *(
            [
                one.number,
                one.title,
                PROCUREMENT.state(one.state).name.in_language(language),
                one.department.name if one.department else "",
                str(CONTRACTS.get(one.contract, "")),
                None if one.value_cents is None else one.value_cents / 100,
                one.start_on.isoformat() if one.start_on else "",
                sum(level > 0 for level in (one.themes or {}).values()),
            ]
            for one in procurements
        ),
    ]


def _columns(here: str, given: dict[str, str], sort: str) -> tuple[Column, ...]:
    def sortable(
        label: str, name: str, *, direction: str, numeric: bool = False, compact: bool = False
    ) -> Column:
        return Column(
            label=label,
            numeric=numeric,
            compact=compact,
            sort_url=f"{here}?{urlencode({**given, 'sort': name})}",
            sorted=direction if sort == name else "",
        )

    return (
        sortable(_("Procurement"), "title", direction="ascending"),
        Column(label=_("Department")),
        Column(label=_("Type of contract")),
        sortable(_("Value"), "value", direction="descending", numeric=True),
        sortable(_("Procedure starts"), "start", direction="ascending", compact=True),
        Column(label=_("State")),
    )


def _row(actor: Actor, one: queries.Procurement, *, changed: bool) -> Row:
    language = get_language() or "nl"
    return Row(
        (
            Cell(
                text=one.title,
                url=reverse("procurement:detail", args=[actor.slug, one.public_id]),
                note=one.number,
                badge=Badge(label=_("Changed since you looked"), tone=Tone.INFO) if changed else None,
            ),
            Cell(text=one.department.name if one.department else ""),
            Cell(text=str(CONTRACTS.get(one.contract, ""))),
            Cell(text=format_euro(one.value_cents, language) if one.value_cents is not None else ""),
            Cell(text=format_day(one.start_on, language, "short") if one.start_on else ""),
            Cell(badge=state_badge(one.state)),
        )
    )


def _start(actor: Actor) -> tuple[Action, ...]:
    if not actor.may("procurements.start"):
        return ()
    return (
        Action(
            label=_("Start a procurement"),
            url=reverse("procurement:start", args=[actor.slug]),
            icon="add",
            kind="primary",
        ),
    )


def _nothing(actor: Actor, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No procurement fits these filters"), text=_("Try fewer filters."), drawing="search"
        )
    start = _start(actor)
    return EmptyState(
        title=_("No procurements yet"),
        text=_("A procurement begins with a need, or with a notice that you want to learn from."),
        action=start[0] if start else None,
    )
