"""Which column of the file says what."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    FormPage,
    Help,
)
from meerwaarde.stages.market.forms.supplier_imports import (
    ColumnsForm,
)
from meerwaarde.stages.market.pages.supplier_imports.words import (
    address_of,
    crumbs_to,
    day_of,
    readers_language,
    steps_of,
)
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport


@dataclass(frozen=True, kw_only=True)
class ColumnsPage(FormPage):
    """What the columns mean; `notes` are sentences about the file as a whole."""

    notes: tuple[str, ...] = ()


def columns_page(actor: Actor, batch: SupplierImport, form: ColumnsForm) -> ColumnsPage:
    """What each column means, with examples; doubts stand first."""
    language = readers_language()
    notes = [doubt.text.in_language(language) for doubt in form.proposal.doubts]
    again = queries.same_file(actor, batch.sha256, besides=batch)
    if again is not None:
        notes.append(
            _("You brought in exactly this file on %(day)s as “%(source)s”. Suppliers are not doubled.")
            % {"day": day_of(again.started_at), "source": again.source}
        )
    return ColumnsPage(
        title=_("What do the columns mean?"),
        intro=_("We made a proposal. Change what is wrong; columns that you do not need are not read."),
        crumbs=crumbs_to(actor),
        steps=steps_of("columns"),
        form=form,
        submit=_("Make a dry run"),
        submit_note=_("Nothing is taken over yet."),
        cancel_url=address_of("supplier_import", actor, batch),
        notes=tuple(notes),
        help=(
            Help(
                title=_("Why is this asked?"),
                text=_("Each list has other headings. Your choice is kept for the next list of this source."),
            ),
        ),
    )
