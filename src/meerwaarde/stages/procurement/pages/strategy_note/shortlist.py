"""Who was considered and asked, on which objective ground, and how the rules about that were kept."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Bullets, Heading, Paragraph, Table
from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.rules.compliance import sentence
from meerwaarde.rules.invitation import invitation_reasons, rules_kept
from meerwaarde.rules.law import Law, NoParameter
from meerwaarde.rules.lifecycle import INVITEE
from meerwaarde.stages.procurement.pages.shortlist_words import kinds_in_words
from meerwaarde.stages.procurement.pages.strategy_note.words import (
    Blocks,
    amount,
    day_in_words,
    reader_language,
    say,
)
from meerwaarde.stages.procurement.queries import ProcurementFile


def shortlist(file: ProcurementFile) -> Blocks:
    """A table of the firms, the rules about inviting in words, and the searches that stand as evidence."""
    if not file.firms:
        return []
    grounds = _grounds(file)
    rows = tuple(
        (
            one.supplier.name,
            say(INVITEE.state(one.state).name)
            + (f", {day_in_words(one.invited_on)}" if one.invited_on else ""),
            kinds_in_words(one.kinds),
            f"{grounds.get(one.reason, '')}. {one.reason_text}".removeprefix(". "),
            amount(one.quote_cents),
        )
        for one in file.firms
    )
    header = (_("Supplier"), _("State"), _("Kinds"), _("Objective ground"), _("Quote"))
    kept = tuple(
        f"{say(sentence(one.assessment.rule))}: {say(one.assessment.why)}"
        for one in rules_kept(file.assessments, file.inviting)
    )
    blocks: Blocks = [
        Heading(_("Suppliers considered and asked")),
        Table(_("Who was considered and on which ground"), header, rows, widths=(1.4, 1, 1, 2.4, 0.8)),
    ]
    if kept:
        blocks.append(Bullets(kept))
    for moment in file.searched_at:
        told = format_moment(moment, reader_language())
        blocks.append(Paragraph(_("The search of %(moment)s is kept as it was.") % {"moment": told}))
    return blocks


def _grounds(file: ProcurementFile) -> dict[str, str]:
    try:
        return {one.code: say(one.name) for one in invitation_reasons(Law.on(file.day))}
    except NoParameter:
        return {}
