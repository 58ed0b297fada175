"""With what the same advice can be given again."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Facts, Heading, Paragraph, Table
from meerwaarde.rules.grounds import Advice
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, say, value
from meerwaarde.stages.procurement.queries import ProcurementFile


def receipt(file: ProcurementFile) -> Blocks:
    """Version, day, digests and every figure used."""
    if file.advice is None:
        return []
    receipt = file.advice.receipt
    used = _used(file.advice)
    return [
        Heading(_("Receipt")),
        Paragraph(
            _("With these data the same advice can be given again, also when the law has changed since.")
        ),
        Facts(
            (
                (_("Version of the rules"), receipt.version),
                (_("Day"), receipt.day),
                (_("Digest of the figures"), receipt.parameters_digest),
                (_("Digest of the input"), receipt.input_digest),
            )
        ),
        Table(
            _("What the advice rests on"), (_("Parameter"), _("Value"), _("Source")), used, widths=(2, 2, 2)
        ),
    ]


def _used(advice: Advice) -> tuple[tuple[str, ...], ...]:
    """Articles and figures that the findings rest on; whole descriptions stay in the stored advice."""
    named = {p.name: p for finding in advice.findings for p in finding.grounds}
    if advice.threshold is not None:
        named[advice.threshold.name] = advice.threshold
    return tuple(
        (say(parameter.label), value(parameter), parameter.entry.source.title) for parameter in named.values()
    )
