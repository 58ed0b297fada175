"""The list of notices."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Cell, Column, EmptyState, ListPage, Row, Table
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import NoticeFilterForm
from meerwaarde.stages.market.pages.words import kind_of, verdict_badge


def notices_page(actor: Actor, form: NoticeFilterForm, before: str) -> ListPage:
    """Newest first. `before` is the public id of the last notice of the page before this one."""
    wanted = form.wanted()
    rows = queries.listed(actor, wanted, before=before)
    shown = rows[: queries.PAGE]
    here = reverse("market:notices", args=[actor.slug])
    used = wanted != queries.NoticeFilter()
    return ListPage(
        title=_("Notices"),
        intro=_("Public notices that your authority took in: to learn from, or to start a procurement with."),
        actions=(_import_action(actor),) if actor.may("notices.import") else (),
        filters=form,
        filters_used=used,
        clear_url=here,
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
            Cell(text=format_day(notice.closes_on, language, "short") if notice.closes_on else ""),
            Cell(badge=verdict_badge(notice.verdict)),
        )
    )


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
    return urlencode({name: value for name, value in form.cleaned_data.items() if value})


def _next(here: str, form: NoticeFilterForm, last: str) -> str:
    given = _query(form)
    return f"{here}?{given}{'&' if given else ''}na={last}"
