"""Files of payments that were brought in, and bringing in another."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    FormPage,
    Help,
    ListPage,
    Row,
    Table,
)
from meerwaarde.rules.lifecycle import CHECKED, CONFIRMED
from meerwaarde.stages.spend.forms import SpendFileForm
from meerwaarde.stages.spend.pages.words import (
    address_of,
    crumbs_to,
    day_of_moment,
    euro_of,
    number_of,
    period_of,
    size_of,
    state_badge,
    steps_of,
)
from meerwaarde.stages.spend.queries import batches as queries
from meerwaarde.stages.spend.queries.batches import SpendBatch


@dataclass(frozen=True, kw_only=True)
class UploadPage(FormPage):
    """The form for a file, with where its parts go and what the script says meanwhile."""

    part_url: str
    most_bytes: str
    """Digits alone: a script reads it."""
    words: tuple[tuple[str, str], ...]
    """Names of data attributes and the sentences that the script shows."""


def batches_page(actor: Actor, before: str) -> ListPage:
    """All files, newest first, with what became of each."""
    rows = queries.listed_batches(actor, before=before)
    shown = rows[: queries.ROWS_ON_A_PAGE]
    here = reverse("spend:batches", args=[actor.slug])
    add = Action(
        label=_("Bring in a file"),
        url=reverse("spend:upload", args=[actor.slug]),
        icon="upload",
        kind="primary",
    )
    return ListPage(
        title=_("Files of payments"),
        intro=_("Only files that you confirmed count in the figures. You can withdraw each of them again."),
        crumbs=crumbs_to(actor, up=False),
        actions=(add,) if rows else (),
        table=Table(
            caption=_("Files of payments, newest first"),
            caption_hidden=True,
            columns=(
                Column(label=_("File")),
                Column(label=_("State")),
                Column(label=_("Period")),
                Column(label=_("Lines"), numeric=True),
                Column(label=_("Refused"), numeric=True),
                Column(label=_("Total"), numeric=True),
                Column(label=_("Brought in on"), compact=True),
            ),
            rows=tuple(_row(actor, batch) for batch in shown),
            empty=EmptyState(
                title=_("No payments were brought in yet"),
                text=_(
                    "Ask your financial administration for a list of creditor payments of the past year. "
                    "A file from Excel will do."
                ),
                action=add,
            ),
            next_url=f"{here}?na={shown[-1].public_id}" if len(rows) > len(shown) else "",
            previous_url=here if before else "",
        ),
    )


def upload_page(actor: Actor, form: SpendFileForm) -> UploadPage:
    """Bring in a file."""
    known = tuple(one.name for one in queries.sources_of(actor))
    most = settings.SPEND_MOST_BYTES
    return UploadPage(
        title=_("Bring in a file of payments"),
        intro=_("First you see what is in the file. Nothing counts until you confirm it."),
        crumbs=crumbs_to(actor),
        steps=steps_of("upload"),
        form=form,
        submit=_("Upload the file"),
        submit_note=_("At most %(size)s. Without JavaScript in your browser at most 25 MB.")
        % {"size": size_of(most)},
        cancel_url=reverse("spend:batches", args=[actor.slug]),
        multipart=True,
        part_url=reverse("spend:upload_part", args=[actor.slug]),
        most_bytes=str(most),
        words=(
            ("said", _("%(done)s of %(total)s is uploaded") % {"done": "{done}", "total": "{total}"}),
            ("whole", _("The file is uploaded. We look at it now.")),
            (
                "broken",
                _("The connection broke off. Choose “Upload the file” again: what was sent stays here."),
            ),
            ("large", _("This file is too large. Split it, for example by year.")),
        ),
        help=(
            Help(
                title=_("What may be in the file?"),
                points=(
                    _("One payment or invoice line per row, with the names of the columns above."),
                    _("Needed: the supplier, the date and the amount."),
                    _("Useful as well: description, department, ledger account and invoice number."),
                    _("Leave out benefits to residents: they are no procurement."),
                ),
            ),
            *((Help(title=_("Sources that you know"), points=known[:8]),) if known else ()),
        ),
    )


def _row(actor: Actor, batch: SpendBatch) -> Row:
    read = batch.state in (CHECKED, CONFIRMED)
    return Row(
        (
            Cell(text=batch.file_name, url=address_of("batch", actor, batch), note=batch.source.name),
            Cell(badge=state_badge(batch)),
            Cell(text=period_of(batch)),
            Cell(text=number_of(batch.lines) if read else ""),
            Cell(text=number_of(batch.refused) if read else ""),
            Cell(text=euro_of(batch.cents) if read else ""),
            Cell(text=day_of_moment(batch.brought_in_at), note=_brought_by(batch)),
        )
    )


def _brought_by(batch: SpendBatch) -> str:
    return batch.brought_in_by.person.name if batch.brought_in_by is not None else ""
