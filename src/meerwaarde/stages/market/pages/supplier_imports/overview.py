"""Files that were brought in, and bringing in another."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Badge,
    Cell,
    Column,
    EmptyState,
    FormPage,
    Help,
    Row,
    Table,
)
from meerwaarde.platform.layout.notation import format_number
from meerwaarde.rules.lifecycle import SUPPLIER_IMPORT
from meerwaarde.stages.market.forms.supplier_imports import (
    SupplierFileForm,
)
from meerwaarde.stages.market.pages.supplier_imports.words import (
    TONES,
    address_of,
    crumbs_to,
    day_of,
    readers_language,
    steps_of,
)
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport


@dataclass(frozen=True, kw_only=True)
class ImportsPage(FormPage):
    """The upload form, with the lists that were brought in before."""

    table: Table


def imports_page(actor: Actor, form: SupplierFileForm, before: str = "") -> ImportsPage:
    """Bring in a list, or go on with one."""
    rows = queries.listed_imports(actor, before=before)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = reverse("market:supplier_imports", args=[actor.slug])
    known = queries.sources(actor)[:5]
    return ImportsPage(
        title=_("Take in a list of suppliers"),
        intro=_(
            "From a register, or a list of your own. First you see what it would do; nothing is changed yet."
        ),
        crumbs=crumbs_to(actor, up=False),
        steps=steps_of("upload"),
        form=form,
        submit=_("Read the list"),
        cancel_url=reverse("market:suppliers", args=[actor.slug]),
        multipart=True,
        help=(
            Help(
                title=_("What may be in the list?"),
                points=(
                    _("One supplier per line, with the names of the columns on top. Any order will do."),
                    _("Only the name is needed. A KvK number prevents that a supplier stands here twice."),
                    _("Useful as well: CPV codes, themes, credentials, place, postcode, regions, e-mail."),
                    _("Leave out names of contact persons: they are not read."),
                ),
            ),
            *((Help(title=_("Lists that you know"), points=tuple(known)),) if known else ()),
        ),
        table=Table(
            caption=_("Lists brought in before"),
            columns=(
                Column(label=_("List")),
                Column(label=_("State")),
                Column(label=_("New"), numeric=True),
                Column(label=_("Waiting"), numeric=True),
                Column(label=_("Brought in on"), compact=True),
            ),
            rows=tuple(_row_of(actor, batch) for batch in shown),
            empty=EmptyState(
                title=_("No list was brought in yet"),
                text=_("A register or a list of your own fills the directory in a few minutes."),
            ),
            next_url=f"{here}?na={shown[-1].public_id}" if len(rows) > len(shown) else "",
            previous_url=here if before else "",
        ),
    )


def _row_of(actor: Actor, batch: SupplierImport) -> Row:
    language = readers_language()
    counts = batch.counts
    return Row(
        (
            Cell(text=batch.source, url=address_of("supplier_import", actor, batch), note=batch.file_name),
            Cell(
                badge=Badge(
                    label=SUPPLIER_IMPORT.state(batch.state).name.in_language(language),
                    tone=TONES[batch.state],
                )
            ),
            Cell(text=format_number(counts["new"], language) if counts.get("new") else ""),
            Cell(text=format_number(counts["refused"], language) if counts.get("refused") else ""),
            Cell(text=day_of(batch.started_at)),
        )
    )
