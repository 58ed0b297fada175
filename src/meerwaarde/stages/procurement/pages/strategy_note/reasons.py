"""The reasons that were written, and the questions that are still open."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Bullets, Facts, Heading
from meerwaarde.stages.procurement.forms import MOTIVATIONS
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, say
from meerwaarde.stages.procurement.queries import ProcurementFile


def reasons(file: ProcurementFile) -> Blocks:
    """The motivations that matter here."""
    written = tuple((str(MOTIVATIONS.get(code, code)), text) for code, text in file.reasons.items())
    return [Heading(_("Reasons given")), Facts(written)] if written else []


def open_questions(file: ProcurementFile) -> Blocks:
    """What the advice still asks."""
    if not file.open_questions:
        return []
    return [
        Heading(_("Open questions")),
        Bullets(tuple(say(question.why) for question in file.open_questions)),
    ]
