"""What is bought, how much, how long, and in which lots."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Facts, Heading, Paragraph, Table
from meerwaarde.stages.procurement.forms import CONTRACTS
from meerwaarde.stages.procurement.pages.advising import route_in_words
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, amount, reader_language, say
from meerwaarde.stages.procurement.queries import ProcurementFile


def scope(file: ProcurementFile) -> Blocks:
    """Contract, codes, term, value and lots."""
    language = reader_language()
    blocks: Blocks = [
        Heading(_("What and how much")),
        Facts(
            (
                (_("Type of contract"), str(CONTRACTS.get(file.contract, ""))),
                (
                    _("CPV"),
                    "; ".join(
                        f"{one.code} {one.en if language == 'en' else one.nl}".strip() for one in file.cpv
                    ),
                ),
                (
                    _("Duration"),
                    _("%(months)s months") % {"months": file.duration_months} if file.duration_months else "",
                ),
                (_("Value excluding VAT"), amount(file.value_cents)),
                (_("How the value was found"), say(file.advice.estimate_text) if file.advice else ""),
            )
        ),
    ]
    if file.lots:
        rows = tuple(
            (
                f"{lot.code} {lot.name}".strip(),
                amount(lot.estimate_cents),
                route_in_words(lot.route) + (f" ({_('exempt')})" if lot.exempt else ""),
            )
            for lot in file.lots
        )
        blocks.append(
            Table(_("Lots"), (_("Lot"), _("Value"), _("Route")), rows, frozenset({1}), widths=(2, 1, 2))
        )
    elif file.divided is False:
        blocks.append(Paragraph(_("The contract is not divided into lots.")))
    return blocks
