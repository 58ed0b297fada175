"""How this is put to the market."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Facts, Heading, Paragraph
from meerwaarde.stages.procurement.pages.approach import approach_in_words
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks
from meerwaarde.stages.procurement.queries import ProcurementFile


def approach(file: ProcurementFile) -> Blocks:
    """What is filled in about the way to the market."""
    known = approach_in_words(file.approach)
    text = _("Nothing is filled in yet about how this is put to the market.")
    return [Heading(_("Approach")), Facts(known) if known else Paragraph(text)]
