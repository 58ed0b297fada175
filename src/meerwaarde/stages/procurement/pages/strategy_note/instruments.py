"""The instruments that were weighed, and what was chosen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Heading, Paragraph, Table
from meerwaarde.rules.law import Law
from meerwaarde.stages.procurement.pages.advising import instrument_name
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, say
from meerwaarde.stages.procurement.queries import ProcurementFile


def instruments(file: ProcurementFile, law: Law) -> Blocks:
    """What is decided in a table; what is not decided, and what does not fit, by name."""
    choices = {"use": _("we use it"), "not": _("we do not use it")}
    fits = {"fits": _("fits"), "conditions": _("fits on conditions"), "no": _("does not fit")}
    decided = [one for one in file.instruments if one.choice]
    undecided = [one for one in file.instruments if not one.choice and one.fit.fit != "no"]
    left_out = [one for one in file.instruments if not one.choice and one.fit.fit == "no"]
    rows = tuple(
        (
            instrument_name(one.fit.code, law),
            fits[one.fit.fit],
            choices.get(one.choice, one.choice),
            one.reason or say(one.fit.why),
        )
        for one in decided
    )
    blocks: Blocks = [Heading(_("Instruments"))]
    if rows:
        header = (_("Instrument"), _("Fits here"), _("Choice"), _("Why"))
        blocks.append(Table(_("Instruments weighed"), header, rows, widths=(1.5, 0.9, 0.9, 2.6)))
    if undecided:
        text = ", ".join(instrument_name(one.fit.code, law) for one in undecided)
        blocks.append(Paragraph(text + ".", strong=_("Not decided yet:")))
    if left_out:
        text = ", ".join(instrument_name(one.fit.code, law) for one in left_out)
        blocks.append(Paragraph(text + ".", strong=_("Does not fit here:")))
    return blocks
