"""What came of it, by either side."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.leads import outcome
from meerwaarde.rules.money import cents
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Lead
from meerwaarde.stages.market.queries.enquiries import can_be_told
from meerwaarde.stages.market.queries.suppliers import own_supplier


def tell_outcome(*, actor: Actor, lead: Lead, said: str, amount: Decimal | None, at: datetime) -> None:
    """One side says what came of it. Both agreeing ends the lead; where they differ, both stand there.

    Of what is still open, or was never offered, nothing can have come: it is not found.
    """
    if said not in ("deal", "no_deal"):
        raise Refused(Text(nl="Kies wat het werd.", en="Choose what became of it."))
    supplier = own_supplier(actor)
    firm = supplier is not None and supplier.pk == lead.supplier_id
    if not firm and (lead.organisation_id != actor.organisation_id or not actor.may("enquiries.write")):
        raise Http404
    if not can_be_told(lead, at):
        raise Http404
    side = "firm" if firm else "buyer"
    worth = cents(amount) if amount is not None and said == "deal" else None
    told: dict[str, Any] = {f"{side}_said": said, f"{side}_amount_cents": worth}
    with transaction.atomic():
        changed = lead.change(**told)
        if lead.firm_said and lead.buyer_said and (came := outcome(lead.firm_said, lead.buyer_said)):
            changed += lead.change(state=came, closed_at=at)
        record(actor, "lead.tell", lead, at=at, fields=changed)
