"""The ambition per theme."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Heading, Paragraph, Table
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.themes import level_names, theme_info
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, reader_language
from meerwaarde.stages.procurement.queries import ProcurementFile


def themes(file: ProcurementFile, law: Law) -> Blocks:
    """The level per theme, with the names of the scale; nothing on a day without a scale."""
    language = reader_language()
    try:
        names = level_names(law)
    except NoParameter:
        return []
    rows = tuple(
        (
            theme_info(law, code).name.in_language(language),  # type: ignore[arg-type]
            "" if level is None else f"{level} · {names[level].in_language(language)}",  # type: ignore[index]
        )
        for code, level in file.themes
    )
    blocks: Blocks = [
        Heading(_("Themes and ambition")),
        Table(_("Ambition per theme"), (_("Theme"), _("Level")), rows),
    ]
    if file.themes_why:
        blocks.append(Paragraph(file.themes_why, strong=_("Why this ambition:")))
    if file.themes_more:
        blocks.append(Paragraph(file.themes_more, strong=_("What more is possible here:")))
    return blocks
