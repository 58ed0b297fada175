"""A firm answers: yes, no because, or a question."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.http import Http404

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import LEAD
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.money import cents
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.enquiries.common import TOO_LATE
from meerwaarde.stages.market.actions.enquiries.letters import write_asker
from meerwaarde.stages.market.models import Enquiry, EnquiryAnswer, EnquiryQuestion, Lead
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.suppliers import own_supplier

PRICE = Text(
    nl="Bij een offerteaanvraag hoort een prijs. Vul het bedrag in.",
    en="A request for a quotation wants a price. Fill in the amount.",
)


def say_yes(*, actor: Actor, lead: Lead, text: str, amount: Decimal | None, at: datetime) -> EnquiryAnswer:
    """A firm offers. Until closing it may change its answer; nobody reads it before."""
    enquiry = _answering(actor, lead, at)
    if enquiry.kind == "quotation" and amount is None:
        raise Refused(PRICE)
    if not text.strip():
        raise Refused(Text(nl="Schrijf in een paar woorden wat u biedt.", en="Write what you offer."))
    values: dict[str, Any] = {
        "text": text.strip(),
        "amount_cents": None if amount is None else cents(amount),
        "answered_at": at,
    }
    with transaction.atomic():
        _must_be_open(enquiry, at)
        lead.hold()
        given = queries.given_answer(lead)
        if given is None:
            given = EnquiryAnswer.enter(lead=lead, **values)
        else:
            given.change(**values)
        state = lead.state if lead.state == "quoted" else LEAD.step("quote", lead.state, actor.role).until
        changed = lead.change(state=state, answered_at=at, quoted_at=at, reason="", reason_text="")
        record(actor, "lead.quote", lead, at=at, fields=changed)
    return given


def say_no(*, actor: Actor, lead: Lead, reason: str, text: str, at: datetime) -> None:
    """A firm does not offer, because. What it offered before goes: nobody has read it, nobody counts it."""
    enquiry = _answering(actor, lead, at)
    if reason not in REASONS:
        raise Refused(Text(nl="Kies waarom niet.", en="Choose why not."))
    with transaction.atomic():
        _must_be_open(enquiry, at)
        lead.hold()
        again = lead.state == "declined"
        until = lead.state if again else LEAD.step("decline", lead.state, actor.role).until
        given = queries.given_answer(lead)
        if given is not None:
            given.strike()
        changed = lead.change(
            state=until, answered_at=at, quoted_at=None, reason=reason, reason_text=text.strip()[:500]
        )
        record(actor, "lead.decline", lead, at=at, fields=changed)


def ask_question(*, actor: Actor, lead: Lead, text: str, at: datetime) -> EnquiryQuestion:
    """A firm asks something; the answer goes to all."""
    enquiry = _answering(actor, lead, at)
    if not text.strip():
        raise Refused(Text(nl="Schrijf wat u wilt weten.", en="Write what you want to know."))
    with transaction.atomic():
        _must_be_open(enquiry, at)
        asked = EnquiryQuestion.enter(lead=lead, text=text.strip(), asked_at=at)
        record(actor, "enquiryquestion.ask", asked, at=at, fields=["lead", "text", "asked_at"])
        write_asker(enquiry, at, question=asked)
    return asked


def look_at_enquiry(*, actor: Actor, lead: Lead, at: datetime) -> None:
    """A firm opened what it was asked."""
    must(actor, "leads.answer")
    if lead.seen_at is None:
        with transaction.atomic():
            record(actor, "lead.see", lead, at=at, fields=lead.change(seen_at=at))


def _answering(actor: Actor, lead: Lead, at: datetime) -> Enquiry:
    must(actor, "leads.answer")
    supplier = own_supplier(actor)
    if supplier is None or lead.supplier_id != supplier.pk or lead.enquiry is None:
        raise Http404
    if not queries.is_open(lead.enquiry, at):
        raise Refused(TOO_LATE)
    return lead.enquiry


def _must_be_open(enquiry: Enquiry, at: datetime) -> None:
    """Look once more with the enquiry held: nothing changes of what the asker reads already."""
    enquiry.hold()
    if not queries.is_open(enquiry, at):
        raise Refused(TOO_LATE)
