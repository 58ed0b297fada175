"""What happened to the file, day by day."""

from __future__ import annotations

from collections import Counter

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Heading, Table
from meerwaarde.stages.procurement.pages.events import event_in_words
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, day_in_words
from meerwaarde.stages.procurement.queries import ProcurementFile


def history(file: ProcurementFile) -> Blocks:
    """The same action of one person on one day is one row that counts how often."""
    counted = Counter(
        (timezone.localdate(one.moment), event_in_words(one).title, one.by or one.role)
        for one in file.history
    )
    rows = tuple(
        (day_in_words(day), title if times == 1 else f"{title} ({times}×)", who)
        for (day, title, who), times in counted.items()
    )
    if not rows:
        return []
    return [
        Heading(_("History")),
        Table(_("What happened to this file"), (_("Day"), _("What"), _("Who")), rows),
    ]
