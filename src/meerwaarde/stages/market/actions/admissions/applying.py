"""What an applicant does: register, confirm the address, show proof, answer, withdraw.

An applicant has no account. That somebody may do this follows from the link in a letter to the address, which
the door reads; the facts stand in the journal of the installation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.gates.files import accept
from meerwaarde.platform.journal.actions import Plain, System, forget, record
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.firms import address_lies_at
from meerwaarde.rules.lifecycle import APPLY, FIRM_APPLICATION
from meerwaarde.stages.market.actions.admissions import letters
from meerwaarde.stages.market.actions.admissions.codes import digest_of
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import (
    ApplicationMessage,
    ApplicationProof,
    FirmApplication,
    KvkExtract,
)
from meerwaarde.stages.market.queries import admissions as queries
from meerwaarde.stages.market.queries.firm_parts import contacts_of_person
from meerwaarde.stages.market.queries.suppliers import supplier_with_kvk

DRAFT_KEPT: Final = timedelta(days=7)
OPEN_KEPT: Final = timedelta(days=365)
DECIDED_KEPT: Final = timedelta(days=90)
"""Personal data of an application: a week unconfirmed, while it is open, and so long after it ended."""
PROOF_KEPT: Final = timedelta(days=180)
MOST_LETTERS: Final = 3
"""Confirmation letters to one address in a day, and for one application."""
MOST_PROOF_BYTES: Final = 5_000_000
MOST_PROOFS: Final = 5
MOST_MESSAGES: Final = 50
WRONG_CODES: Final = 5
LONGEST_MESSAGE: Final = 4_000
_LINK: Final = re.compile(r"(?i)://|www\.|@|\w\.(nl|com|net|org|eu|info|biz|shop|io|ru|cn)\b")
_WEB: Final = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, kw_only=True)
class ApplicationValues:
    """What the form of registration asks."""

    kvk: str
    firm_name: str
    place: str
    website: str
    offers: str
    person_name: str
    email: str
    kind: str = "supplier"
    """What asks to be let in: a firm (supplier), or a civic organisation."""


def start_application(*, values: ApplicationValues, language: str, at: datetime) -> None:
    """Note the application and send the letter in which the address is confirmed.

    Whoever asks hears the same, whether the address or the firm is known here or not. Raises `Refused` for
    what is no KvK number, name or address.
    """
    fields = _checked(values)
    try:
        with transaction.atomic():
            _start(fields, language, at)
    except IntegrityError:  # a double click: the other one was first
        with transaction.atomic():
            _start(fields, language, at)


def _start(fields: dict[str, str], language: str, at: datetime) -> None:
    known = queries.open_application(fields["kvk"], fields["email"])
    if known is not None and known.state != FIRM_APPLICATION.first:
        letters.write_runs_already(known, at)
        return
    if known is None:
        known = FirmApplication.enter(
            **fields,
            language=language,
            started_at=at,
            keep_until=timezone.localdate(at) + DRAFT_KEPT,
        )
        record(System(), "firmapplication.start", known, at=at, fields=[*fields])
    elif changed := known.change(None, **fields, language=language):
        record(System(), "firmapplication.start", known, at=at, fields=changed)
    send_confirmation(application=known, at=at)


def send_confirmation(*, application: FirmApplication, at: datetime) -> None:
    """One letter more, unless this address had enough of them: then silently none."""
    with transaction.atomic():
        if application.state != FIRM_APPLICATION.first:
            return
        if queries.letters_lately(application.email, at) >= MOST_LETTERS:
            return
        application.change(letters=application.letters + 1)
        letters.write_confirm(application, at)


def confirm_address(*, application: FirmApplication, at: datetime) -> None:
    """The letter arrived: now the application counts. Confirming twice changes nothing."""
    today = timezone.localdate(at)
    if _own_step("confirm", application) is None:
        return
    supplier = supplier_with_kvk(application.kvk) if application.kind == "supplier" else None
    fits = supplier is not None and address_lies_at(application.email, supplier.website)
    with transaction.atomic():
        changed = application.change(
            state="confirmed",
            confirmed_at=at,
            waits_since=at,
            supplier=supplier,
            handler=queries.handler_for(supplier, application.place, today),
            domain_fits=fits,
            proof="domain" if fits else "",
            keep_until=today + OPEN_KEPT,
        )
        record(System(), "firmapplication.confirm", application, at=at, fields=changed)
        letters.write_confirmed(application, at)


def bring_proof(*, application: FirmApplication, name: str, content: bytes, at: datetime) -> None:
    """A document that shows that one speaks for the firm; the same one twice is kept once.

    Raises the gate's `Refused` for what is no PDF, ours where it is too late or too much.
    """
    _must("answer", application)
    passed = accept(name, content, kinds=frozenset({"pdf"}), most_bytes=MOST_PROOF_BYTES)
    with transaction.atomic():
        kept = queries.proofs_of(application)
        if any(one.digest == passed.sha256 for one in kept):
            return
        if len(kept) >= MOST_PROOFS:
            raise Refused({"file": _("You brought five documents already. That is enough.")})
        brought = ApplicationProof.enter(
            application=application,
            name=passed.shown_name,
            media_type="application/pdf",
            digest=passed.sha256,
            size=passed.size,
            content=content,
            brought_in_at=at,
            keep_until=timezone.localdate(at) + PROOF_KEPT,
        )
        application.change(proof=application.proof or "file")
        plain: dict[str, Plain] = {"proof": brought.public_id, "digest": brought.digest, "size": brought.size}
        record(System(), "firmapplication.prove", application, at=at, fields=["proof"], plain=plain)


def use_code(*, application: FirmApplication, code: str, at: datetime) -> None:
    """The code that the authority handed to the firm; it works once, and after five mistakes no more."""
    _must("answer", application)
    if application.code_fits:
        return
    if application.wrong_codes >= WRONG_CODES:
        raise Refused(
            {"code": _("Five codes were wrong. Bring a document, or ask the authority to look at it.")}
        )
    supplier = application.supplier
    found = (
        queries.code_for(supplier, digest_of(supplier, code), timezone.localdate(at)) if supplier else None
    )
    if found is None:
        application.change(wrong_codes=application.wrong_codes + 1)
        raise Refused(
            {"code": _("This code is not known, was used before or has ended. Check the letters and digits.")}
        )
    with transaction.atomic():
        found.change(used_at=at)
        changed = application.change(code_fits=True, proof="code")
        plain = {"code": found.public_id}
        record(System(), "firmapplication.prove", application, at=at, fields=changed, plain=plain)


def answer_question(*, application: FirmApplication, text: str, at: datetime) -> None:
    """Answer what was asked, or add something; who asked gets a letter."""
    said = _text(text, "text")
    _must("answer", application)
    before = queries.messages_of(application)
    if before and before[-1].from_firm and before[-1].text == said:
        return  # a double click
    if len(before) >= MOST_MESSAGES:
        raise Refused({"text": _("This conversation is long enough. Call the authority instead.")})
    with transaction.atomic():
        changed = application.change(state="confirmed", waits_since=at)
        message = ApplicationMessage.enter(application=application, from_firm=True, text=said, at=at)
        record(
            System(),
            "firmapplication.answer",
            application,
            at=at,
            fields=[name for name in changed if name == "state"],
            plain={"message": message.public_id},
        )
        asked = next((one.by for one in reversed(before) if not one.from_firm and one.by), None)
        if asked is not None:
            letters.write_answer(application, asked, message)


def withdraw_application(*, application: FirmApplication, at: datetime) -> None:
    """The firm does not want it any more; withdrawing twice changes nothing."""
    if application.state == "withdrawn":
        return
    _must("withdraw", application)
    with transaction.atomic():
        changed = application.change(
            state="withdrawn",
            waits_since=None,
            keep_until=timezone.localdate(at) + DECIDED_KEPT,
        )
        record(System(), "firmapplication.withdraw", application, at=at, fields=changed)


def forget_applications(*, at: datetime) -> int:
    """Take away persons' data of applications past their term, and documents past theirs; gives how many."""
    day = timezone.localdate(at)
    ApplicationProof.strike_past(day)
    past = queries.applications_past_term(day)
    for one in past:
        with transaction.atomic():
            if one.confirmed_at is None:
                one.strike()
                continue
            _blank(one, at)
    return len(past)


def forget_person(person: Person, at: datetime) -> None:
    """Take away what the market keeps about a person who asks so: as a contact, and as an applicant."""
    for contact in contacts_of_person(person.pk, person.email):
        firm = contact.supplier.firm
        who = System(firm.public_id, firm.pk) if firm else System()
        record(who, "contactperson.strike", contact, at=at)
        forget(who, "contactperson", contact.public_id, at=at)
        contact.strike()
    for application in queries.applications_of_person(person.email):
        _blank(application, at)
        forget(System(), "firmapplication", application.public_id, at=at)


def _blank(application: FirmApplication, at: datetime) -> None:
    """The person's data out of an application; what was decided about the firm stays."""
    for message in queries.messages_of(application):
        message.change(text="")
    blank: dict[str, Any] = {"email": "", "person_name": "", "offers": "", "reason": "", "what_now": ""}
    if application.state in queries.OPEN:
        blank |= {"state": "withdrawn", "waits_since": None}
    KvkExtract.strike_of(application)
    changed = application.change(None, **blank)
    record(System(), "firmapplication.blank", application, at=at, fields=changed)


def _own_step(verb: str, application: FirmApplication) -> object:
    return FIRM_APPLICATION.own_step(verb, application.state, APPLY)


def _must(verb: str, application: FirmApplication) -> None:
    if _own_step(verb, application) is None:
        raise Refused({"": _("This registration is closed: nothing can be added to it any more.")})


def _text(text: str, field: str) -> str:
    said = text.strip()
    if not said:
        raise Refused({field: _("Write something first.")})
    if len(said) > LONGEST_MESSAGE:
        raise Refused({field: _("This is too long. Use at most 4,000 characters.")})
    return said


def _checked(values: ApplicationValues) -> dict[str, str]:
    problems: dict[str, str] = {}
    civic = values.kind == "civic"
    kvk = rules.read_kvk(values.kvk)
    if rules.kvk_fault(kvk):
        problems["kvk"] = _("A KvK number has eight digits. You find it on your extract from the KvK.")
    firm, person = _line(values.firm_name), _line(values.person_name)
    if not firm:
        problems["firm_name"] = (
            _("Fill in the name of your organisation.") if civic else _("Fill in the name of your firm.")
        )
    if not person:
        problems["person_name"] = _("Fill in your own name, so that we know whom we write to.")
    for field, name in (("firm_name", firm), ("person_name", person)):
        if _LINK.search(name):  # a name goes into a letter: nobody sends links through us
            problems[field] = _("A name holds no web address. Write the name alone.")
    email = values.email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        problems["email"] = _("This is no e-mail address. Write it as naam@voorbeeld.nl.")
    website = values.website.strip()
    if website and not re.match(r"(?i)https?://", website):
        website = f"https://{website}"
    if website:
        try:
            _WEB(website)
        except ValidationError:
            problems["website"] = _("This is no web address. Write it as www.voorbeeld.nl.")
    if not values.offers.strip():
        problems["offers"] = (
            _("Write in one or two sentences what your organisation does, and for whom.")
            if civic
            else _("Write in one or two sentences what your firm makes or does.")
        )
    if problems:
        raise Refused(problems)
    return {
        "kind": values.kind,
        "kvk": kvk,
        "firm_name": firm[:200],
        "place": _line(values.place)[:100],
        "website": website[:300],
        "offers": values.offers.strip()[:LONGEST_MESSAGE],
        "person_name": person[:150],
        "email": email,
    }


def _line(text: str) -> str:
    return " ".join(text.split())
