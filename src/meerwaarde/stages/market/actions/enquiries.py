"""Asking suppliers: write, send, remind, close or withdraw; and answering: yes, no because, or a question."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor, installation_at
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.layout.notation import format_moment
from meerwaarde.platform.notify.actions import queue_letter
from meerwaarde.platform.notify.composing import Body, LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.organisations.queries import Person, memberships_at, organisation
from meerwaarde.rules.leads import outcome
from meerwaarde.rules.lifecycle import ENQUIRY, LEAD
from meerwaarde.rules.matching.feedback import REASONS
from meerwaarde.rules.money import cents
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Enquiry, EnquiryAnswer, EnquiryQuestion, Lead, Supplier
from meerwaarde.stages.market.queries import enquiries as queries
from meerwaarde.stages.market.queries.combinations import formed_led_by
from meerwaarde.stages.market.queries.suppliers import own_supplier

MOST_ASKED: Final = 50
"""Suppliers of one enquiry: who asks more, asks nobody in particular."""

REMIND_BEFORE: Final = timedelta(days=3)
"""So long before closing who said nothing is reminded. Our own choice, no law."""

ENQUIRY_LETTER = purpose(
    "enquiry",
    name=Text(nl="Marktvraag", en="Enquiry"),
    why=Text(
        nl="U krijgt deze brief omdat uw bedrijf in de leveranciersgids past bij wat wordt gevraagd.",
        en="You get this letter because your firm in the supplier directory fits what is asked.",
    ),
)

TOO_LATE = Text(
    nl="Deze vraag is gesloten. Een antwoord telt niet meer; neem zo nodig contact op met de vrager.",
    en="This enquiry closed. An answer counts no longer; get in touch with the asker where needed.",
)
NOBODY = Text(nl="Kies ten minste één leverancier.", en="Choose at least one supplier.")
TOO_MANY = Text(nl=f"Kies hoogstens {MOST_ASKED} leveranciers.", en=f"Choose at most {MOST_ASKED} suppliers.")
NO_ADDRESS = Text(
    nl="Deze leveranciers hebben geen account en geen e-mailadres, dus een brief komt niet aan: {names}.",
    en="These suppliers have no account and no e-mail address, so no letter reaches them: {names}.",
)
CLOSES_SOON = Text(
    nl="Kies een sluitingsdag die nog niet voorbij is.", en="Choose a closing day that is still ahead."
)
REMINDED = Text(
    nl="Wie nog niets zei, is al herinnerd. Dat gebeurt één keer.",
    en="Who said nothing yet was reminded already. That happens once.",
)
PRICE = Text(
    nl="Bij een offerteaanvraag hoort een prijs. Vul het bedrag in.",
    en="A request for a quotation wants a price. Fill in the amount.",
)


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


def send_enquiry(*, actor: Actor, enquiry: Enquiry, suppliers: Collection[Supplier], at: datetime) -> None:
    """Ask these suppliers, each by letter. From now on the text stands."""
    _own(actor, enquiry)
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
        _write_all(enquiry, queries.all_leads(enquiry), "ask", at)


def withdraw_enquiry(*, actor: Actor, enquiry: Enquiry, at: datetime) -> None:
    """Ask no longer; who was asked is told."""
    _own(actor, enquiry)
    step = ENQUIRY.step("withdraw", enquiry.state, actor.role)
    with transaction.atomic():
        changed = enquiry.change(state=step.until, closed_at=at)
        record(actor, "enquiry.withdraw", enquiry, at=at, fields=changed)
        _write_all(enquiry, queries.all_leads(enquiry), "withdrawn", at)


def close_enquiry(*, actor: Actor, enquiry: Enquiry, at: datetime) -> None:
    """Close it, and open what was answered. Only once its moment passed, so that nobody is cut short."""
    _own(actor, enquiry)
    step = ENQUIRY.step("close", enquiry.state, actor.role)
    if at < enquiry.closes_at and queries.silent_leads(enquiry):
        raise Refused(
            Text(
                nl="Nog niet iedereen antwoordde. De vraag sluit vanzelf op de sluitingsdag.",
                en="Not everybody answered yet. The enquiry closes by itself on its closing day.",
            )
        )
    with transaction.atomic():
        changed = enquiry.change(state=step.until, closed_at=at)
        record(actor, "enquiry.close", enquiry, at=at, fields=changed)


def close_due(*, at: datetime) -> int:
    """Close what is past its moment, and tell who asked that the answers can be read."""
    due = queries.due_for_closing(at)
    for enquiry in due:
        with transaction.atomic():
            changed = enquiry.change(state="closed", closed_at=at)
            record(_installation(enquiry), "enquiry.close", enquiry, at=at, fields=changed)
            _write_asker(enquiry, at)
    return len(due)


def remind_silent(*, actor: Actor, enquiry: Enquiry, at: datetime) -> int:
    """Remind who said nothing yet; once per enquiry. Gives how many were written to."""
    _own(actor, enquiry)
    if not queries.is_open(enquiry, at):
        raise Refused(TOO_LATE)
    if enquiry.reminded_at is not None:
        raise Refused(REMINDED)
    return _remind(actor, enquiry, at)


def remind_due(*, at: datetime) -> int:
    """Remind who said nothing of each enquiry that closes soon."""
    due = queries.due_for_reminder(at, at + REMIND_BEFORE)
    return sum(_remind(_installation(one), one, at) for one in due)


def answer_question(*, actor: Actor, question: EnquiryQuestion, text: str, at: datetime) -> None:
    """Answer a question for everybody who was asked; they all get it, and nobody reads whose it was."""
    enquiry = question.lead.enquiry
    assert enquiry is not None
    _own(actor, enquiry)
    said = text.strip()
    if not said:
        raise Refused(Text(nl="Vul een antwoord in.", en="Fill in an answer."))
    if question.answered_at is not None:
        raise Refused(Text(nl="Deze vraag is al beantwoord.", en="This question was answered already."))
    with transaction.atomic():
        changed = question.change(answer=said, answered_at=at, answered_by_id=actor.membership_id)
        record(actor, "enquiryquestion.answer", question, at=at, fields=changed)
        _write_all(enquiry, queries.all_leads(enquiry), f"answer:{question.public_id}", at)


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
        given = getattr(lead, "answer", None)
        if given is None:
            given = EnquiryAnswer.enter(lead=lead, **values)
        else:
            given.change(**values)
        state = lead.state if lead.state == "quoted" else LEAD.step("quote", lead.state, actor.role).until
        changed = lead.change(state=state, answered_at=at, quoted_at=at, reason="", reason_text="")
        record(actor, "lead.quote", lead, at=at, fields=changed)
    return given


def say_no(*, actor: Actor, lead: Lead, reason: str, text: str, at: datetime) -> None:
    """A firm does not offer, because."""
    _answering(actor, lead, at)
    if reason not in REASONS:
        raise Refused(Text(nl="Kies waarom niet.", en="Choose why not."))
    step = LEAD.step("decline", lead.state, actor.role)
    with transaction.atomic():
        changed = lead.change(state=step.until, answered_at=at, reason=reason, reason_text=text.strip()[:500])
        record(actor, "lead.decline", lead, at=at, fields=changed)


def ask_question(*, actor: Actor, lead: Lead, text: str, at: datetime) -> EnquiryQuestion:
    """A firm asks something; the answer goes to all."""
    enquiry = _answering(actor, lead, at)
    if not text.strip():
        raise Refused(Text(nl="Schrijf wat u wilt weten.", en="Write what you want to know."))
    with transaction.atomic():
        asked = EnquiryQuestion.enter(lead=lead, text=text.strip(), asked_at=at)
        record(actor, "enquiryquestion.ask", asked, at=at, fields=["lead", "text", "asked_at"])
        _write_asker(enquiry, at, question=asked)
    return asked


def look_at_enquiry(*, actor: Actor, lead: Lead, at: datetime) -> None:
    """A firm opened what it was asked."""
    must(actor, "leads.answer")
    if lead.seen_at is None:
        with transaction.atomic():
            record(actor, "lead.see", lead, at=at, fields=lead.change(seen_at=at))


def tell_outcome(*, actor: Actor, lead: Lead, said: str, amount: Decimal | None, at: datetime) -> None:
    """One side says what came of it. Both agreeing ends the lead; where they differ, both stand there."""
    if said not in ("deal", "no_deal"):
        raise Refused(Text(nl="Kies wat het werd.", en="Choose what became of it."))
    supplier = own_supplier(actor)
    firm = supplier is not None and supplier.pk == lead.supplier_id
    if not firm and (lead.organisation_id != actor.organisation_id or not actor.may("enquiries.write")):
        raise Http404
    side = "firm" if firm else "buyer"
    worth = cents(amount) if amount is not None and said == "deal" else None
    told: dict[str, Any] = {f"{side}_said": said, f"{side}_amount_cents": worth}
    with transaction.atomic():
        changed = lead.change(**told)
        if lead.firm_said and lead.buyer_said and (came := outcome(lead.firm_said, lead.buyer_said)):
            changed += lead.change(state=came, closed_at=at)
        record(actor, "lead.tell", lead, at=at, fields=changed)


def _own(actor: Actor, enquiry: Enquiry) -> None:
    must(actor, "enquiries.write")
    if enquiry.organisation_id != actor.organisation_id:
        raise Http404


def _answering(actor: Actor, lead: Lead, at: datetime) -> Enquiry:
    must(actor, "leads.answer")
    supplier = own_supplier(actor)
    if supplier is None or lead.supplier_id != supplier.pk or lead.enquiry is None:
        raise Http404
    if not queries.is_open(lead.enquiry, at):
        raise Refused(TOO_LATE)
    return lead.enquiry


def _installation(enquiry: Enquiry) -> Actor:
    return installation_at(organisation(enquiry.organisation_id))


def _remind(actor: Actor, enquiry: Enquiry, at: datetime) -> int:
    silent = queries.silent_leads(enquiry)
    with transaction.atomic():
        changed = enquiry.change(reminded_at=at)
        record(actor, "enquiry.remind", enquiry, at=at, fields=changed, plain={"reminded": len(silent)})
        _write_all(enquiry, silent, "remind", at)
    return len(silent)


def _write_all(enquiry: Enquiry, leads: Iterable[Lead], about: str, at: datetime) -> None:
    asker = organisation(enquiry.organisation_id)
    for lead in leads:
        for to, language in _readers(lead.supplier, timezone.localdate(at)):
            with override(language):
                subject, body = _letter(enquiry, lead, asker.name, about)
            who = to.public_id if isinstance(to, Person) else "address"
            queue_letter(
                key=f"enquiry.{about}:{lead.public_id}:{who}",
                to=to,
                subject=subject,
                body=body,
                purpose=ENQUIRY_LETTER,
                at=at,
                organisation=asker,
                language=language,
            )


def _readers(supplier: Supplier, day: date) -> list[tuple[Person | str, str]]:
    """The people of the firm who answer; of a supplier without an account its own address."""
    if supplier.firm_id is None:
        return [(supplier.email, "nl")] if supplier.email else []
    held = memberships_at(supplier.firm_id, day)
    return [
        (one.person, one.person.language or "nl")
        for one in held
        if "leads.answer" in permissions_of(one.role)
    ]


def _letter(enquiry: Enquiry, lead: Lead, asker: str, about: str) -> tuple[str, Body]:
    told = {
        "asker": asker,
        "title": enquiry.title,
        "moment": format_moment(enquiry.closes_at),
    }
    firm = lead.supplier.firm
    where = (
        LetterLink(_("Read and answer"), reverse("market:asked", args=[firm.slug, lead.public_id]))
        if firm
        else LetterLink(_("Register your firm to answer"), reverse("registration:start"))
    )
    if about == "ask":
        return _("%(asker)s asks you: %(title)s") % told, Body(
            paragraphs=(
                enquiry.text,
                _("You can answer until %(moment)s. Nobody reads your answer before that moment.") % told,
                _("Do you have a question? The answer goes to all who were asked, without your name."),
            ),
            button=where,
        )
    if about == "remind":
        return _("Still open: %(title)s") % told, Body(
            paragraphs=(
                _("%(asker)s asked you something and heard nothing yet. You can answer until %(moment)s.")
                % told,
                _("Is it nothing for you? Say so in one click; that helps the asker as well."),
            ),
            button=where,
        )
    if about == "withdrawn":
        return _("Withdrawn: %(title)s") % told, Body(
            paragraphs=(_("%(asker)s asks this no longer. You need not do anything.") % told,)
        )
    return _("Question answered: %(title)s") % told, Body(
        paragraphs=(_("A question about this enquiry was answered, for all who were asked.") % told,),
        button=where,
    )


def _write_asker(enquiry: Enquiry, at: datetime, question: EnquiryQuestion | None = None) -> None:
    """To who wrote it; nobody where that colleague left."""
    writer = enquiry.asked_by
    if writer is None or writer.ended_on is not None:
        return
    asker = organisation(enquiry.organisation_id)
    address = reverse("market:enquiry", args=[asker.slug, enquiry.public_id])
    with override(writer.person.language or "nl"):
        told = {"title": enquiry.title}
        if question is None:
            subject = _("The answers can be read: %(title)s") % told
            body = Body(
                paragraphs=(_("Your enquiry closed. You can read and compare the answers now."),),
                button=LetterLink(_("Compare the answers"), address),
            )
        else:
            subject = _("A supplier has a question: %(title)s") % told
            body = Body(
                paragraphs=(question.text, _("Your answer goes to all who were asked, without a name.")),
                button=LetterLink(_("Answer the question"), address),
            )
    queue_letter(
        key=f"enquiry.question:{question.public_id}" if question else f"enquiry.closed:{enquiry.public_id}",
        to=writer.person,
        subject=subject,
        body=body,
        purpose=ENQUIRY_ANSWERED,
        at=at,
        organisation=asker,
    )


ENQUIRY_ANSWERED = purpose(
    "enquiries.own",
    name=Text(nl="Uw marktvraag", en="Your enquiry"),
    why=Text(
        nl="U krijgt deze brief omdat u deze vraag aan leveranciers stelde.",
        en="You get this letter because you asked suppliers this.",
    ),
)
