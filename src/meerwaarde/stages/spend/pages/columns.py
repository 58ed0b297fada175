"""Which column of a file says what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import FormPage, Help
from meerwaarde.stages.spend.forms import ColumnsForm
from meerwaarde.stages.spend.pages.words import address_of, crumbs_to, language, steps_of
from meerwaarde.stages.spend.queries.batches import SpendBatch


@dataclass(frozen=True, kw_only=True)
class ColumnsPage(FormPage):
    """What the columns mean; `notes` are sentences about the file as a whole."""

    notes: tuple[str, ...]


def columns_page(actor: Actor, batch: SpendBatch, form: ColumnsForm) -> ColumnsPage:
    """What each column means, with examples; doubts stand first."""
    proposal = form.proposal
    notes = [note.text.in_language(language()) for note in proposal.notes]
    if not proposal.is_spend:
        notes.insert(0, proposal.why.in_language(language()))
    return ColumnsPage(
        title=_("What do the columns mean?"),
        intro=_("We made a proposal. Change what is wrong; columns that you do not need are not read."),
        crumbs=crumbs_to(actor),
        steps=steps_of("uploaded"),
        form=form,
        submit=_("Read the file"),
        submit_note=_("Nothing counts yet: you see the totals first."),
        cancel_url=address_of("batch", actor, batch),
        notes=tuple(notes),
        help=(
            Help(
                title=_("Why is this asked?"),
                text=_(
                    "Each financial system has other headings. "
                    "Your choice is kept for the next file of this source."
                ),
            ),
            Help(
                title=_("Which amount?"),
                text=_("Choose the amount without VAT where the file has one. Figures are then comparable."),
            ),
        ),
    )
