"""Rows that say something else than the directory: a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    Crumb,
    EmptyState,
    FormPage,
    ListPage,
    Row,
    Table,
)
from meerwaarde.stages.market.forms.supplier_imports import (
    DifferencesForm,
)
from meerwaarde.stages.market.pages.supplier_imports.words import address_of, crumbs_to, field_name, in_words
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_differences import Difference
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport, SupplierImportRow


@dataclass(frozen=True, kw_only=True)
class DifferencesPage(ListPage):
    """Rows that wait for a decision, with the decisions for all at once."""

    bulk: tuple[Action, ...]


def differences_page(actor: Actor, batch: SupplierImport, after: int) -> DifferencesPage:
    """Suppliers of which the list says something else than the directory."""
    rows = queries.page_of_rows(batch, "differs", after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = address_of("supplier_import_differences", actor, batch)
    return DifferencesPage(
        title=_("Suppliers that differ"),
        intro=_("What was empty here was filled. Where both say something, you choose."),
        crumbs=(*crumbs_to(actor), Crumb(batch.source, address_of("supplier_import", actor, batch))),
        bulk=_bulk(here) if rows else (),
        table=Table(
            caption=_("Suppliers that differ"),
            caption_hidden=True,
            columns=(
                Column(label=_("Supplier")),
                Column(label=_("What differs")),
                Column(label=_("Line"), compact=True),
            ),
            rows=tuple(_differing(actor, batch, row) for row in shown),
            empty=EmptyState(
                title=_("Nothing waits for a choice"),
                action=Action(label=_("Back to the list"), url=address_of("supplier_import", actor, batch)),
                drawing="done",
            ),
            next_url=f"{here}?na={shown[-1].line}" if len(rows) > len(shown) else "",
            previous_url=here if after else "",
        ),
    )


def difference_page(
    actor: Actor, batch: SupplierImport, row: SupplierImportRow, form: DifferencesForm
) -> FormPage:
    """One supplier: per field what stands here and what the list says."""
    assert row.supplier is not None
    return FormPage(
        title=row.supplier.name,
        intro=_("Choose per field. What you do not take over stays as it is here."),
        crumbs=(
            *crumbs_to(actor),
            Crumb(batch.source, address_of("supplier_import", actor, batch)),
            Crumb(_("Suppliers that differ"), address_of("supplier_import_differences", actor, batch)),
        ),
        form=form,
        submit=_("Record"),
        cancel_url=address_of("supplier_import_differences", actor, batch),
    )


def choices_of(differences: Sequence[Difference], day: date) -> list[tuple[str, str, str, str]]:
    """Field, its name, ours and theirs in words."""
    return [
        (
            one.field,
            field_name(one.field),
            in_words(one.field, one.ours, day),
            in_words(one.field, one.theirs, day),
        )
        for one in differences
    ]


def _bulk(here: str) -> tuple[Action, ...]:
    return (
        Action(
            label=_("Take over everything from the list"),
            url=here,
            post=True,
            hidden=(("choice", "theirs"),),
        ),
        Action(label=_("Keep everything of ours"), url=here, post=True, hidden=(("choice", "ours"),)),
    )


def _differing(actor: Actor, batch: SupplierImport, row: SupplierImportRow) -> Row:
    url = reverse("market:supplier_import_difference", args=[actor.slug, batch.public_id, row.line])
    name = row.supplier.name if row.supplier else row.values.get("name", "")
    fields = ", ".join(field_name(one["field"]) for one in row.differences)
    said = row.values.get("name", "")
    return Row(
        (
            Cell(
                text=name, url=url, note=_("In the list: %(name)s") % {"name": said} if said != name else ""
            ),
            Cell(text=fields),
            Cell(text=str(row.line)),
        )
    )
