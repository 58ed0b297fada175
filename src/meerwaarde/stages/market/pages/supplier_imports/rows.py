"""Rows that were refused: why, and mending one by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.exchange.suppliers import REASON_COLUMN, RETURN_COLUMN
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
    RowForm,
)
from meerwaarde.stages.market.pages.supplier_imports.words import address_of, crumbs_to, readers_language
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport, SupplierImportRow


@dataclass(frozen=True, kw_only=True)
class RowPage(FormPage):
    """A refused row with why, to be mended in place."""

    faults: tuple[str, ...]
    leave_out: Action


def refused_page(actor: Actor, batch: SupplierImport, after: int) -> ListPage:
    """Rows that must be mended, in the order of the file."""
    rows = queries.page_of_rows(batch, "refused", after=after)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = address_of("supplier_import_refused", actor, batch)
    file = address_of("supplier_import_refused_file", actor, batch)
    return ListPage(
        title=_("Rows to mend"),
        intro=_(
            "Mend a row here, or download all rows with the reason, mend the file and bring it in again."
        ),
        crumbs=(*crumbs_to(actor), Crumb(batch.source, address_of("supplier_import", actor, batch))),
        actions=(Action(label=_("Download with reasons"), url=file, icon="download"),) if rows else (),
        table=Table(
            caption=_("Rows that cannot be taken in yet"),
            caption_hidden=True,
            columns=(
                Column(label=_("Supplier")),
                Column(label=_("What is wrong")),
                Column(label=_("Line"), compact=True),
            ),
            rows=tuple(_refused(actor, batch, row) for row in shown),
            empty=EmptyState(
                title=_("No row needs mending"),
                text=_("Everything in this list can be taken over, or was left out."),
                action=Action(label=_("Back to the list"), url=address_of("supplier_import", actor, batch)),
                drawing="done",
            ),
            next_url=f"{here}?na={shown[-1].line}" if len(rows) > len(shown) else "",
            previous_url=here if after else "",
        ),
    )


def row_page(actor: Actor, batch: SupplierImport, row: SupplierImportRow, form: RowForm) -> RowPage:
    """One refused row."""
    language = "en" if readers_language().startswith("en") else "nl"
    return RowPage(
        title=_("Line %(line)s") % {"line": row.line},
        intro=_("Mend what is wrong and check again. What is right is taken over with the rest of the list."),
        crumbs=(
            *crumbs_to(actor),
            Crumb(batch.source, address_of("supplier_import", actor, batch)),
            Crumb(_("Rows to mend"), address_of("supplier_import_refused", actor, batch)),
        ),
        form=form,
        submit=_("Check again"),
        cancel_url=address_of("supplier_import_refused", actor, batch),
        faults=tuple(f"{one[language]} {one[f'now_{language}']}" for one in row.faults),
        leave_out=Action(
            label=_("Leave this row out"),
            url=reverse("market:supplier_import_leave_out", args=[actor.slug, batch.public_id, row.line]),
            icon="remove",
            kind="quiet",
            post=True,
        ),
    )


def refused_file_rows(batch: SupplierImport, rows: Sequence[SupplierImportRow]) -> list[list[str]]:
    """The refused rows by meaning of the column, with why, to be mended and brought in again."""
    language = "en" if readers_language().startswith("en") else "nl"
    mapping = queries.mapping_of(batch)
    columns = [] if mapping is None else [one for one in mapping.columns if one.role]
    lines = [[*(column.header for column in columns), REASON_COLUMN, RETURN_COLUMN]]
    for row in rows:
        why = " ".join(f"{one[language]} {one[f'now_{language}']}" for one in row.faults)
        said = [row.values.get(column.role or "", "") for column in columns]
        lines.append([*said, why, f"{batch.public_id}/{row.line}"])
    return lines


def _refused(actor: Actor, batch: SupplierImport, row: SupplierImportRow) -> Row:
    language = "en" if readers_language().startswith("en") else "nl"
    url = reverse("market:supplier_import_row", args=[actor.slug, batch.public_id, row.line])
    told = " ".join(one[language] for one in row.faults)
    now = row.faults[0][f"now_{language}"] if row.faults else ""
    return Row(
        (
            Cell(text=row.values.get("name") or _("Without a name"), url=url, note=row.values.get("kvk", "")),
            Cell(text=told, note=now),
            Cell(text=str(row.line)),
        )
    )
