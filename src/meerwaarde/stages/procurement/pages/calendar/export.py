"""The calendar as rows of a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.documents.sheets import Cell as Value
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.queries import ExpectedProcurement

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
