"""How this procurement stands towards the rules of the framework."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Heading, Paragraph, Table
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.compliance.assess import STANDING_NAMES
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, say
from meerwaarde.stages.procurement.queries import ProcurementFile


def rules(file: ProcurementFile) -> Blocks:
    """A table of the rules that hold, or may hold, here."""
    rows = tuple(
        (
            one.rule.code,
            say(sentence(one.rule)),
            say(STANDING_NAMES[one.standing]),
            say(one.why),
        )
        for one in file.assessments
    )
    if not rows:
        return [Heading(_("Rules of the framework")), Paragraph(_("No rule of the framework applies here."))]
    header = (_("Rule"), _("What it asks"), _("State"), _("Why"))
    return [
        Heading(_("Rules of the framework")),
        Table(
            _("How this procurement stands towards our own rules"), header, rows, widths=(0.5, 2.4, 0.7, 2)
        ),
    ]
