"""The first page: what is bought, for whom, how far it is, and what stands in the way."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.documents.blocks import Callout, Facts, Heading, Paragraph
from meerwaarde.rules.lifecycle import DECIDED
from meerwaarde.stages.procurement.pages.advising import route_in_words
from meerwaarde.stages.procurement.pages.events import event_in_words
from meerwaarde.stages.procurement.pages.strategy_note.words import Blocks, amount, day_in_words, say
from meerwaarde.stages.procurement.queries import Happening, ProcurementFile


def summary(file: ProcurementFile) -> Blocks:
    """In short, and what must still happen."""
    blocking = [f for f in file.advice.findings if f.severity == "block"] if file.advice else []
    blocks: Blocks = [
        Heading(_("In short")),
        Facts(
            (
                (_("Purpose"), file.purpose_value),
                (_("For whom"), file.purpose_for),
                (_("Value excluding VAT"), amount(file.value_cents)),
                (_("Route"), route_in_words(file.advice.route) if file.advice else ""),
                (_("Department"), file.department),
                (_("Client"), file.client),
                (_("Buyer"), file.buyer),
                (_("Start of the procedure"), day_in_words(file.start_on)),
            )
        ),
        *_settled(file),
    ]
    if file.fault is not None:
        blocks.append(Callout("block", _("No advice yet"), say(file.fault.message), say(file.fault.what_now)))
    if blocking:
        text = _("This must be settled first: %(count)s point(s), see “Advice”.") % {"count": len(blocking)}
        blocks.append(Callout("block", _("Not ready"), text))
    if not file.stored:
        text = _("The advice is of this moment. It is stored when the buyer completes it.")
        blocks.append(Callout("plain", _("Provisional"), text))
    return blocks


def _settled(file: ProcurementFile) -> Blocks:
    """Who completed the advice and settled the strategy, of a file that stands there now."""
    said = []
    if file.stored and (advised := file.newest("procurement.advise")):
        said.append(_("Advice completed on %(day)s by %(who)s.") % _when_and_who(advised))
    if file.state == DECIDED and (decided := file.newest("procurement.decide")):
        said.append(_("Strategy settled on %(day)s by %(who)s.") % _when_and_who(decided))
    return [Paragraph(" ".join(said))] if said else []


def _when_and_who(happening: Happening) -> dict[str, str]:
    return {
        "day": day_in_words(timezone.localdate(happening.moment)),
        "who": event_in_words(happening).by or _("an unknown person"),
    }
