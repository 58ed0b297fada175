"""What follows from a yes on an enquiry: the supplier on a list, or a procurement begun with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions import enquiries as asking
from meerwaarde.stages.market.queries.enquiries import Lead
from meerwaarde.stages.procurement.actions.shortlist import NotOnList, put_on_list
from meerwaarde.stages.procurement.actions.starting import start
from meerwaarde.stages.procurement.models import Procurement
from meerwaarde.stages.procurement.queries import advised, lots_of, procurement, search_for

GONE = Text(
    nl="Deze leverancier staat niet meer in de leveranciersgids.",
    en="This supplier is not in the directory any more.",
)


@dataclass(frozen=True)
class Begun:
    """The procurement, and why the supplier could not be put on its list; None where it stands on it."""

    procurement: Procurement
    not_listed: Text | None


@transaction.atomic
def begin_from_answer(actor: Actor, lead: Lead, *, at: datetime) -> Begun:
    """Begin a procurement with a supplier that said yes, or find the one begun; all of it or nothing.

    A second click, also one that comes in the same moment, finds the first.
    """
    must(actor, "procurements.start")
    one = lead.enquiry
    assert one is not None
    asking.hold_own(actor=actor, enquiry=one)
    known = procurement(actor, one.reference) if one.reference else None
    if known is None:
        departments = departments_of(actor.organisation_id)
        known = start(
            actor,
            title=one.title,
            need=one.text,
            department=next((each for each in departments if each.pk == actor.department_id), None),
            start_key=hashlib.sha256(f"enquiry:{one.public_id}".encode()).hexdigest()[:32],
            at=at,
        )
        asking.tie_to(actor=actor, enquiry=one, reference=known.public_id, at=at)
    listed = actor.may("procurements.edit")
    return Begun(known, list_answerer(actor, known, lead, at=at) if listed else None)


@transaction.atomic
def list_answerer(actor: Actor, found: Procurement, lead: Lead, *, at: datetime) -> Text | None:
    """Put a supplier that said yes on the list of a procurement; why not, where that cannot be done now."""
    supplier, today = lead.supplier.public_id, timezone.localdate(at)
    advice = advised(actor, found, lots_of(found), today)
    ranked = search_for(actor, found, advice, today, also=(supplier,)).of(supplier)
    if ranked is None:
        return GONE
    try:
        with transaction.atomic():
            put_on_list(actor, found, ranked, at=at)
    except (NotOnList, StepRefused) as refused:
        return refused.text
    return None
