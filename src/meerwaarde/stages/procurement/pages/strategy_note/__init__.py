"""The strategy note: the whole file as a document that people decide on and that an auditor finds back.

Each section is a file of its own: a function from the file to blocks.
"""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Document
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import PROCUREMENT
from meerwaarde.stages.procurement.pages.strategy_note.advice import advice
from meerwaarde.stages.procurement.pages.strategy_note.approach import approach
from meerwaarde.stages.procurement.pages.strategy_note.evidence import evidence
from meerwaarde.stages.procurement.pages.strategy_note.history import history
from meerwaarde.stages.procurement.pages.strategy_note.instruments import instruments
from meerwaarde.stages.procurement.pages.strategy_note.purpose import purpose
from meerwaarde.stages.procurement.pages.strategy_note.reasons import open_questions, reasons
from meerwaarde.stages.procurement.pages.strategy_note.receipt import receipt
from meerwaarde.stages.procurement.pages.strategy_note.rules import rules
from meerwaarde.stages.procurement.pages.strategy_note.scope import scope
from meerwaarde.stages.procurement.pages.strategy_note.shortlist import shortlist
from meerwaarde.stages.procurement.pages.strategy_note.summary import summary
from meerwaarde.stages.procurement.pages.strategy_note.themes import themes
from meerwaarde.stages.procurement.pages.strategy_note.words import reader_language
from meerwaarde.stages.procurement.queries import ProcurementFile

__all__ = ["strategy_note"]


def strategy_note(file: ProcurementFile) -> Document:
    """The note in the language of the reader. What is not known yet is said, never left out."""
    law = Law.on(file.day)
    state = PROCUREMENT.state(file.state).name.in_language(reader_language())
    return Document(
        title=_("Strategy note: %(title)s") % {"title": file.title},
        subtitle=f"{file.authority} · {file.number} · {state}",
        language=reader_language(),
        author=file.authority,
        subject=_("Procurement strategy with grounds and receipt"),
        moment=format_day(timezone.localdate(file.made_at or file.changed_at), reader_language()),
        blocks=(
            *summary(file),
            *purpose(file),
            *scope(file),
            *approach(file),
            *advice(file),
            *instruments(file, law),
            *themes(file, law),
            *shortlist(file),
            *evidence(file),
            *rules(file),
            *reasons(file),
            *open_questions(file),
            *receipt(file),
            *history(file),
        ),
        not_filled_in=_("not filled in"),
        page_word=_("Page"),
        contents_word=_("Contents"),
    )
