"""The list of notices."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Cell, Column, EmptyState, ListPage, Row, Table
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import NoticeFilterForm
from meerwaarde.stages.market.pages.words import kind_of, short_verdict_badge

_MORE = frozenset({"group", "buyer", "contract", "period"})


@dataclass(frozen=True, kw_only=True)
class NoticesPage(ListPage):
    """The list; seldom used filters stand behind a fold unless one of them is used."""

    more_filters_used: bool
    home_url: str


def notices_page(actor: Actor, form: NoticeFilterForm, before: str) -> NoticesPage:
    """Newest first. `before` is the public id of the last notice of the page before this one."""
    wanted = form.wanted()
    rows = queries.listed(actor, wanted, before=before)
    shown = rows[: queries.PAGE]
    here = reverse("market:notices", args=[actor.slug])
    used = wanted != queries.NoticeFilter()
    return NoticesPage(
        more_filters_used=any(form.cleaned_data.get(name) for name in _MORE),
        title=_("Notices"),
        intro=_intro(form),
        actions=_actions(actor, form),
        filters=form,
        filters_used=used,
        clear_url=f"{here}?open=" if form.open_first else here,
        home_url=here,
        table=Table(
            caption=_("Notices, newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("Notice")),
                Column(label=_("Contracting authority")),
                Column(label=_("Published"), compact=True),
                Column(label=_("Closes"), compact=True),
                Column(label=_("Social value")),
            ),
            rows=tuple(_row(actor, notice) for notice in shown),
            empty=_nothing(actor, used),
            next_url=_next(here, form, shown[-1].public_id) if len(rows) > queries.PAGE else "",
            previous_url=f"{here}?{_query(form)}" if before else "",
        ),
    )


def _intro(form: NoticeFilterForm) -> str:
    if not form.open_first:
        return _("Public notices of all authorities, and those that your organisation took in itself.")
    if form.cleaned_data.get("open"):
        return _("Public notices on which you can still tender. Choose “All” to see the others as well.")
    return _("Public notices of all authorities, also those that closed.")


def _row(actor: Actor, notice: queries.Notice) -> Row:
    language = get_language() or "nl"
    return Row(
        (
            Cell(
                text=notice.title or _("Notice without a title"),
                url=reverse("market:notice", args=[actor.slug, notice.public_id]),
                note=kind_of(notice.kind),
            ),
            Cell(text=notice.buyer_name),
            Cell(text=format_day(notice.published, language, "short") if notice.published else ""),
            Cell(
                text=format_day(notice.closes_on, language, "short") if notice.closes_on else "",
                note=_("Withdrawn") if notice.withdrawn else "",
            ),
            Cell(badge=short_verdict_badge(notice.verdict)),
        )
    )


def _actions(actor: Actor, form: NoticeFilterForm) -> tuple[Action, ...]:
    found = []
    if actor.may("alerts.own"):
        given = {"words": form.cleaned_data.get("q", ""), "cpv": form.cleaned_data.get("cpv") or ""}
        carried = urlencode({name: value for name, value in given.items() if value})
        address = reverse("market:alert_new", args=[actor.slug])
        found.append(
            Action(
                label=_("Tell me of what is new"),
                url=f"{address}?{carried}" if carried else address,
                icon="message",
            )
        )
    if actor.may("notices.import"):
        found.append(_import_action(actor))
    return tuple(found)


def _import_action(actor: Actor) -> Action:
    return Action(
        label=_("Take in a notice"),
        url=reverse("market:import", args=[actor.slug]),
        icon="upload",
        kind="primary",
    )


def _nothing(actor: Actor, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No notice fits these filters"), text=_("Try fewer filters."), drawing="search"
        )
    return EmptyState(
        title=_("No notices yet"),
        text=_("Take in a notice from TenderNed or TED as an XML file. What it says is read for you."),
        action=_import_action(actor) if actor.may("notices.import") else None,
    )


def _query(form: NoticeFilterForm) -> str:
    given = {name: value for name, value in form.cleaned_data.items() if value}
    if form.open_first:
        given.setdefault("open", "")  # who chose to see all goes on seeing all
    return urlencode(given)


def _next(here: str, form: NoticeFilterForm, last: str) -> str:
    given = _query(form)
    return f"{here}?{given}{'&' if given else ''}na={last}"
