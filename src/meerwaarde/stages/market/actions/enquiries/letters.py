"""What those who are asked and who asks read by letter."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.layout.notation.spoken import said_moment
from meerwaarde.platform.notify.composing import LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.notify.writing import Words, write_letter
from meerwaarde.platform.organisations.queries import Person, memberships_at, organisation
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.models import Enquiry, EnquiryQuestion, Lead, Supplier
from meerwaarde.stages.market.queries import enquiries as queries

ENQUIRY_LETTER = purpose(
    "enquiry",
    name=Text(nl="Marktvraag", en="Enquiry"),
    why=Text(
        nl="U krijgt deze brief omdat uw bedrijf in de leveranciersgids past bij wat wordt gevraagd.",
        en="You get this letter because your firm in the supplier directory fits what is asked.",
    ),
)


ENQUIRY_ANSWERED = purpose(
    "enquiries.own",
    name=Text(nl="Uw marktvraag", en="Your enquiry"),
    why=Text(
        nl="U krijgt deze brief omdat u deze vraag aan leveranciers stelde.",
        en="You get this letter because you asked suppliers this.",
    ),
)


def write_all(
    enquiry: Enquiry,
    leads: Iterable[Lead],
    about: str,
    at: datetime,
    *,
    question: EnquiryQuestion | None = None,
) -> None:
    """To everybody of these leads that answers; `about` is ask, remind, withdrawn or answer."""
    asker = organisation(enquiry.organisation_id)
    documents = len(queries.files_of(enquiry))
    for lead in leads:
        for to, language in _readers(lead.supplier, timezone.localdate(at)):
            who = to.public_id if isinstance(to, Person) else "address"
            of = f"{about}:{question.public_id}" if question else about
            write_letter(
                key=f"enquiry.{of}:{lead.public_id}:{who}",
                to=to,
                words=partial(_words, lead, asker.name, about, question, documents),
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


def _words(lead: Lead, asker: str, about: str, question: EnquiryQuestion | None, documents: int) -> Words:
    enquiry, firm = lead.enquiry, lead.supplier.firm
    assert enquiry is not None
    told = {"asker": asker, "title": enquiry.title, "moment": said_moment(enquiry.closes_at)}
    where = (
        LetterLink(_("Read and answer"), reverse("market:asked", args=[firm.slug, lead.public_id]))
        if firm
        else LetterLink(_("Register your firm to answer"), reverse("registration:start"))
    )
    if about == "ask":
        return Words(
            subject=_("%(asker)s asks you: %(title)s") % told,
            paragraphs=(
                enquiry.text,
                ngettext(
                    "There is %(count)d document with it.",
                    "There are %(count)d documents with it.",
                    documents,
                )
                % {"count": documents}
                if documents
                else "",
                _("You can answer until %(moment)s. Nobody reads your answer before that moment.") % told,
                _("Do you have a question? The answer goes to all who were asked, without your name."),
            ),
            button=where,
        )
    if about == "remind":
        return Words(
            subject=_("Still open: %(title)s") % told,
            paragraphs=(
                _("%(asker)s asked you something and heard nothing yet. You can answer until %(moment)s.")
                % told,
                _("Is it nothing for you? Say so in one click; that helps the asker as well."),
            ),
            button=where,
        )
    if about == "withdrawn":
        return Words(
            subject=_("Withdrawn: %(title)s") % told,
            paragraphs=(_("%(asker)s asks this no longer. You need not do anything.") % told,),
        )
    assert question is not None
    return Words(
        subject=_("Question answered: %(title)s") % told,
        paragraphs=(
            _("A question about this enquiry was answered, for all who were asked."),
            _("The question: %(text)s") % {"text": question.text},
            _("The answer: %(text)s") % {"text": question.answer},
        ),
        button=where,
    )


def write_asker(enquiry: Enquiry, at: datetime, question: EnquiryQuestion | None = None) -> None:
    """To who wrote it; nobody where that colleague left."""
    writer = enquiry.asked_by
    if writer is None or writer.ended_on is not None:
        return
    asker = organisation(enquiry.organisation_id)
    write_letter(
        key=f"enquiry.question:{question.public_id}" if question else f"enquiry.closed:{enquiry.public_id}",
        to=writer.person,
        words=partial(_words_for_asker, enquiry, asker.slug, question),
        purpose=ENQUIRY_ANSWERED,
        at=at,
        organisation=asker,
    )


def _words_for_asker(enquiry: Enquiry, slug: str, question: EnquiryQuestion | None) -> Words:
    address = reverse("market:enquiry", args=[slug, enquiry.public_id])
    told = {"title": enquiry.title}
    if question is None:
        return Words(
            subject=_("The answers can be read: %(title)s") % told,
            paragraphs=(_("Your enquiry closed. You can read and compare the answers now."),),
            button=LetterLink(_("Compare the answers"), address),
        )
    return Words(
        subject=_("A supplier has a question: %(title)s") % told,
        paragraphs=(question.text, _("Your answer goes to all who were asked, without a name.")),
        button=LetterLink(_("Answer the question"), address),
    )
