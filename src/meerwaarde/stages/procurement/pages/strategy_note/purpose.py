"""Why this is bought, which goals it serves, and what was weighed instead."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Bullets, Facts, Heading, Paragraph, Table
from meerwaarde.stages.procurement.forms import ALTERNATIVES
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, considered
from meerwaarde.stages.procurement.queries import ProcurementFile


def purpose(file: ProcurementFile) -> Blocks:
    """The need, the goals it serves and the alternatives that were weighed."""
    weighed = {alternative.code: alternative for alternative in file.alternatives}
    rows = tuple(
        (str(words[0]), considered(weighed[code].considered), weighed[code].why)
        for code, words in ALTERNATIVES.items()
        if code in weighed
    )
    return [
        Heading(_("Purpose")),
        Facts(((_("The need"), file.need),)),
        Heading(_("Goals of the board"), 2),
        Bullets(tuple(goal.wording for goal in file.goals))
        if file.goals
        else Paragraph(_("This procurement is not tied to a goal yet.")),
        Heading(_("Alternatives weighed"), 2),
        Table(
            _("Alternatives to buying a product"),
            (_("Alternative"), _("Weighed"), _("Outcome")),
            rows,
            widths=(1.4, 0.7, 2.4),
        ),
    ]
