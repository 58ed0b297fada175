"""The explanations of settled strategies as anybody with an eye on policy may read them: without names."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Cell, Column, Crumb, EmptyState, ListPage, Row, Table
from meerwaarde.stages.procurement.forms.tenzij import ToldForm
from meerwaarde.stages.procurement.pages.explained import theme_in_words
from meerwaarde.stages.procurement.pages.explanations import reason_name
from meerwaarde.stages.procurement.queries import (
    PAGE,
    Explanation,
    Procurement,
    RegisterFilter,
    told_in_register,
)


def told_page(actor: Actor, form: ToldForm, after: str, today: date) -> ListPage:
    """A page of explanations; who wrote and who approved them stays with the people who work on it."""
    rows = told_in_register(actor, form.wanted(), today, after=after)
    shown, here, asked = rows[:PAGE], reverse("explanations:told", args=[actor.slug]), form.asked()
    used = form.wanted() != RegisterFilter()
    more = f"{here}?{urlencode({**asked, 'na': shown[-1][0].pk})}" if len(rows) > PAGE else ""
    return ListPage(
        title=_("Why rules were not followed"),
        intro=_("The explanations in procurements of which the strategy is settled. Names are left out."),
        crumbs=(Crumb(_("Register"), reverse("explanations:register", args=[actor.slug])),),
        filters=form,
        filters_used=used,
        clear_url=here,
        table=Table(
            caption=_("Explanations"),
            caption_hidden=True,
            columns=(
                Column(label=_("Procurement")),
                Column(label=_("Rule")),
                Column(label=_("Theme")),
                Column(label=_("Reason and explanation")),
            ),
            rows=tuple(_row(one.procurement, one.theme, told) for one, told in shown),
            empty=_nothing(used=used),
            next_url=more,
            previous_url=(f"{here}?{urlencode(asked)}" if asked else here) if after else "",
        ),
    )


def _row(file: Procurement, theme: str, told: Explanation) -> Row:
    language = get_language() or "nl"
    rule = told.sentence.get(language[:2]) or told.sentence.get("nl", "")
    return Row(
        (
            Cell(
                text=file.title,
                note=" · ".join((file.number, *((file.department.name,) if file.department else ()))),
            ),
            Cell(text=told.rule_code, note=rule),
            Cell(text=theme_in_words(theme)),
            Cell(text=reason_name(told), note=told.text),
        )
    )


def _nothing(*, used: bool) -> EmptyState:
    if used:
        return EmptyState(
            title=_("No explanation fits these filters"), text=_("Try fewer filters."), drawing="search"
        )
    return EmptyState(
        title=_("No explanations yet"),
        text=_("As soon as a strategy is settled, the explanations in it stand here."),
        drawing="done",
    )
