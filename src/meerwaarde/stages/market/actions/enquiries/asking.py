"""Writing an enquiry with its documents, sending it, and answering what suppliers ask about it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils import timezone

from meerwaarde.gates.files import accept
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import keep_file
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import ENQUIRY
from meerwaarde.rules.money import cents
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.enquiries.common import must_own
from meerwaarde.stages.market.actions.enquiries.letters import write_all
from meerwaarde.stages.market.models import (
    Enquiry,
    EnquiryFile,
    EnquiryQuestion,
    Lead,
    Supplier,
)
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.combinations import formed_led_by

MOST_ASKED: Final = 50
"""Suppliers of one enquiry: who asks more, asks nobody in particular."""


NOBODY = Text(nl="Kies ten minste één leverancier.", en="Choose at least one supplier.")


TOO_MANY = Text(nl=f"Kies hoogstens {MOST_ASKED} leveranciers.", en=f"Choose at most {MOST_ASKED} suppliers.")


NO_ADDRESS = Text(
    nl="Deze leveranciers hebben geen account en geen e-mailadres, dus een brief komt niet aan: {names}.",
    en="These suppliers have no account and no e-mail address, so no letter reaches them: {names}.",
)


CLOSES_SOON = Text(
    nl="Kies een sluitingsdag die nog niet voorbij is.", en="Choose a closing day that is still ahead."
)


MOST_DOCUMENTS: Final = 10
MOST_DOCUMENT_BYTES: Final = 5_000_000
DOCUMENT_KEPT: Final = timedelta(days=2 * 365)
"""So long after closing a document stays: both sides may be asked what came of it."""
SENT_ALREADY = Text(
    nl="De vraag is al verstuurd. Documenten wijzigen niet meer, want iedereen krijgt hetzelfde.",
    en="This was sent already. Documents change no more, for everybody gets the same.",
)
TEXT_STANDS = Text(
    nl="De vraag is al verstuurd. De tekst wijzigt niet meer, want iedereen krijgt hetzelfde.",
    en="This was sent already. The text changes no more, for everybody gets the same.",
)
ENOUGH_DOCUMENTS = Text(nl="Er staan al tien documenten bij.", en="There are ten documents already.")


@dataclass(frozen=True, kw_only=True)
class EnquiryValues:
    """What is asked; `closes_at` is the moment from which answers are read and none comes in."""

    kind: str
    title: str
    text: str
    closes_at: datetime
    cpv: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    estimate: Decimal | None = None
    reference: str = ""
    """Public id of the procurement that it is asked for; whoever calls has checked that the actor sees it."""


def write_enquiry(*, actor: Actor, values: EnquiryValues, at: datetime) -> Enquiry:
    """Write what one wants to ask; nobody is asked yet."""
    must(actor, "enquiries.write")
    if values.closes_at <= at:
        raise Refused(CLOSES_SOON)
    with transaction.atomic():
        made = Enquiry.enter(
            organisation_id=actor.organisation_id,
            asked_by_id=actor.membership_id,
            kind=values.kind,
            title=values.title,
            text=values.text,
            cpv=list(values.cpv),
            regions=list(values.regions),
            estimate_cents=None if values.estimate is None else cents(values.estimate),
            reference=values.reference,
            closes_at=values.closes_at,
            created=at,
        )
        record(actor, "enquiry.write", made, at=at, fields=["kind", "title", "text", "cpv", "closes_at"])
    return made


def change_enquiry(
    *, actor: Actor, enquiry: Enquiry, values: EnquiryValues, expected_version: int, at: datetime
) -> None:
    """Change what one wants to ask, as long as nobody was asked; for which procurement stays as it was.

    Raises `Changed` where a colleague wrote since `expected_version`.
    """
    must_own(actor, enquiry)
    if values.closes_at <= at:
        raise Refused(CLOSES_SOON)
    with transaction.atomic():
        _must_be_draft(enquiry, TEXT_STANDS)
        changed = enquiry.change(
            expected_version,
            kind=values.kind,
            title=values.title,
            text=values.text,
            cpv=list(values.cpv),
            estimate_cents=None if values.estimate is None else cents(values.estimate),
            closes_at=values.closes_at,
        )
        if changed:
            record(actor, "enquiry.change", enquiry, at=at, fields=changed)


def add_document(*, actor: Actor, enquiry: Enquiry, name: str, content: bytes, at: datetime) -> None:
    """A PDF for everybody who is asked, as long as nobody was asked yet; the same one twice is kept once.

    Raises the gate's `Refused` for what is no PDF.
    """
    must_own(actor, enquiry)
    passed = accept(name, content, kinds=frozenset({"pdf"}), most_bytes=MOST_DOCUMENT_BYTES)
    with transaction.atomic():
        _must_be_draft(enquiry)
        kept = queries.files_of(enquiry)
        if any(one.file.digest == passed.sha256 for one in kept):
            return
        if len(kept) >= MOST_DOCUMENTS:
            raise Refused(ENOUGH_DOCUMENTS)
        stored = keep_file(
            actor=actor,
            at=at,
            name=passed.shown_name,
            media_type="application/pdf",
            content=content,
            kept_until=timezone.localdate(enquiry.closes_at) + DOCUMENT_KEPT,
        )
        added = EnquiryFile.enter(enquiry=enquiry, file=stored, title=passed.shown_name)
        record(actor, "enquiryfile.add", added, at=at, fields=["enquiry", "file"])


def remove_document(*, actor: Actor, document: EnquiryFile, at: datetime) -> None:
    """Take a document away again, as long as nobody was asked yet."""
    must_own(actor, document.enquiry)
    with transaction.atomic():
        _must_be_draft(document.enquiry)
        record(actor, "enquiryfile.remove", document, at=at, fields=["enquiry", "file"])
        document.strike()


def _must_be_draft(enquiry: Enquiry, why: Text = SENT_ALREADY) -> None:
    """With the enquiry held: who sends it in the same moment waits, or was first."""
    enquiry.hold()
    if enquiry.state != "draft":
        raise Refused(why)


def hold_own(*, actor: Actor, enquiry: Enquiry) -> None:
    """Let others wait with an enquiry of one's own until the transaction ends; read what stands there now."""
    must_own(actor, enquiry)
    enquiry.hold()


def tie_to(*, actor: Actor, enquiry: Enquiry, reference: str, at: datetime) -> None:
    """Say for which procurement this was asked, where nobody did; `reference` is its public id."""
    with transaction.atomic():
        hold_own(actor=actor, enquiry=enquiry)
        if enquiry.reference:
            return
        record(actor, "enquiry.tie", enquiry, at=at, fields=enquiry.change(reference=reference))


def send_enquiry(*, actor: Actor, enquiry: Enquiry, suppliers: Collection[Supplier], at: datetime) -> None:
    """Ask these suppliers, each by letter. From now on the text stands."""
    must_own(actor, enquiry)
    step = ENQUIRY.step("send", enquiry.state, actor.role)
    if not suppliers:
        raise Refused(NOBODY)
    if len(suppliers) > MOST_ASKED:
        raise Refused(TOO_MANY)
    if enquiry.closes_at <= at:
        raise Refused(CLOSES_SOON)
    if deaf := [one.name for one in suppliers if not one.firm_id and not one.email]:
        names = ", ".join(deaf)
        raise Refused(Text(nl=NO_ADDRESS.nl.format(names=names), en=NO_ADDRESS.en.format(names=names)))
    with transaction.atomic():
        changed = enquiry.change(state=step.until, sent_at=at)
        record(actor, "enquiry.send", enquiry, at=at, fields=changed, plain={"asked": len(suppliers)})
        led = formed_led_by(list(suppliers))
        for supplier in suppliers:
            lead = Lead.enter(
                supplier=supplier,
                combination=led.get(supplier.pk),
                organisation_id=enquiry.organisation_id,
                enquiry=enquiry,
                state="invited",
                suggested_at=at,
                invited_at=at,
            )
            record(actor, "lead.invite", lead, at=at, fields=["supplier", "enquiry", "state"])
        write_all(enquiry, queries.all_leads(enquiry), "ask", at)


def withdraw_enquiry(*, actor: Actor, enquiry: Enquiry, at: datetime) -> None:
    """Ask no longer; who was asked is told."""
    must_own(actor, enquiry)
    step = ENQUIRY.step("withdraw", enquiry.state, actor.role)
    with transaction.atomic():
        changed = enquiry.change(state=step.until, closed_at=at)
        record(actor, "enquiry.withdraw", enquiry, at=at, fields=changed)
        write_all(enquiry, queries.all_leads(enquiry), "withdrawn", at)


def answer_question(*, actor: Actor, question: EnquiryQuestion, text: str, at: datetime) -> None:
    """Answer a question for everybody who was asked; they all get it, and nobody reads whose it was."""
    enquiry = question.lead.enquiry
    assert enquiry is not None
    must_own(actor, enquiry)
    said = text.strip()
    if not said:
        raise Refused(Text(nl="Vul een antwoord in.", en="Fill in an answer."))
    if question.answered_at is not None:
        raise Refused(Text(nl="Deze vraag is al beantwoord.", en="This question was answered already."))
    with transaction.atomic():
        changed = question.change(answer=said, answered_at=at, answered_by_id=actor.membership_id)
        record(actor, "enquiryquestion.answer", question, at=at, fields=changed)
        write_all(enquiry, queries.all_leads(enquiry), "answer", at, question=question)
