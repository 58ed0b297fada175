"""The contact point: named by the authority, asked by firms and others, answered in time by somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.core.validators import validate_email
from django.db import transaction
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import Plain, System, record
from meerwaarde.platform.layout.notation import format_day
from meerwaarde.platform.notify.composing import LetterLink
from meerwaarde.platform.notify.purposes import purpose
from meerwaarde.platform.notify.writing import Words, write_letter
from meerwaarde.platform.organisations.queries import Membership, Person
from meerwaarde.rules.lifecycle import ASK_BY_LETTER, CONTACT_QUESTION
from meerwaarde.rules.personal_traces import BSN, traces
from meerwaarde.rules.text import Text
from meerwaarde.rules.working_days import after_working_days, working_days_between
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import ContactMessage, ContactPoint, ContactQuestion
from meerwaarde.stages.market.queries import contacts as queries

DRAFT_KEPT: Final = timedelta(days=7)
KEPT: Final = timedelta(days=365)
"""A visitor's name and address: a week unconfirmed, otherwise a year after the last word."""
LINK_WORKS: Final = timedelta(days=2)
MOST_A_DAY: Final = 3
LONGEST: Final = 4_000
_CONFIRM: Final = TimestampSigner(salt="contact.confirm")
_FOLLOW: Final = Signer(salt="contact.follow")

ABOUT_QUESTION = purpose(
    "contact.question",
    name=Text(nl="Vraag aan het aanspreekpunt", en="Question to the contact point"),
    why=Text(
        nl="U krijgt deze brief omdat u een vraag stelde. Was u dat niet? Dan hoeft u niets te doen.",
        en="You get this letter because you asked a question. Was it not you? Then there is nothing to do.",
    ),
)
FOR_OWNER = purpose(
    "contact.owner",
    name=Text(nl="Vraag om te beantwoorden", en="Question to answer"),
    why=Text(
        nl="U krijgt deze brief omdat deze vraag bij u ligt.",
        en="You get this letter because this question lies with you.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class PointValues:
    """What an authority tells about its contact point; `answer_days` are working days."""

    name: str
    email: str
    phone: str = ""
    about: str = ""
    answer_days: int = 5
    public: bool = True


def save_point(
    *, actor: Actor, values: PointValues, owner: Membership | None, expected_version: int | None, at: datetime
) -> ContactPoint:
    """Name the contact point, or change it; raises `Changed` when a colleague saved meanwhile."""
    must(actor, "contact.manage")
    problems = {}
    if not values.name.strip():
        problems["name"] = _("Give the desk a name, for example: Ondernemersloket.")
    try:
        validate_email(values.email.strip())
    except ValidationError:
        problems["email"] = _("This is no e-mail address. Write it as loket@gemeente.nl.")
    if not 1 <= values.answer_days <= 60:
        problems["answer_days"] = _("Choose a term of 1 to 60 working days.")
    if problems:
        raise Refused(problems)
    written = {**asdict(values), "owner_id": owner.pk if owner else None}
    known = queries.own_point(actor)
    with transaction.atomic():
        if known is None:
            made = ContactPoint.enter(organisation_id=actor.organisation_id, changed_at=at, **written)
            record(actor, "contactpoint.open", made, at=at, fields=["organisation", *asdict(values), "owner"])
            return made
        changed = known.change(expected_version, **written)
        if changed:
            known.change(changed_at=at)
            named = ["owner" if name == "owner_id" else name for name in changed]
            record(actor, "contactpoint.change", known, at=at, fields=named)
    return known


def ask(*, actor: Actor, point: ContactPoint, subject: str, text: str, at: datetime) -> ContactQuestion:
    """Ask as a firm or civic organisation; the term begins at once."""
    must(actor, "contact.ask")
    about, said = _checked(subject, text)
    with transaction.atomic():
        made = ContactQuestion.enter(
            organisation=point.organisation,
            asker_id=actor.organisation_id,
            asked_by_id=actor.membership_id,
            subject=about,
            language=actor.language or "nl",
            started_at=at,
            keep_until=timezone.localdate(at) + KEPT,
            **_received(point, at),
        )
        ContactMessage.enter(question=made, by_id=actor.membership_id, from_asker=True, text=said, at=at)
        record(actor, "contactquestion.ask", made, at=at, fields=["organisation", "asker", "due", "state"])
        _tell_owner(made, at)
    return made


def ask_as_visitor(
    *, point: ContactPoint, name: str, email: str, subject: str, text: str, language: str, at: datetime
) -> None:
    """Note a visitor's question; it counts once the address is confirmed. Everybody hears the same."""
    about, said = _checked(subject, text)
    problems = {}
    if not name.strip():
        problems["name"] = _("Fill in your name, so that we know whom we answer.")
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        problems["email"] = _("This is no e-mail address. Write it as naam@voorbeeld.nl.")
    if problems:
        raise Refused(problems)
    if queries.letters_lately(address, at - timedelta(days=1)) >= MOST_A_DAY:
        return
    with transaction.atomic():
        made = ContactQuestion.enter(
            organisation=point.organisation,
            person_name=" ".join(name.split())[:150],
            email=address,
            language=language,
            agreed_at=at,
            subject=about,
            started_at=at,
            keep_until=timezone.localdate(at) + DRAFT_KEPT,
        )
        ContactMessage.enter(question=made, from_asker=True, text=said, at=at)
        record(System(), "contactquestion.ask", made, at=at, fields=["organisation", "state"])
        link = reverse(
            "public_contact:confirm", args=[point.organisation.slug, _CONFIRM.sign(made.public_id)]
        )
        _write(made, "confirm", lambda: _confirming(made, link), at)


def read_confirm(token: str) -> str:
    """The question that a link confirms; "" for a link that is none or has ended."""
    try:
        return str(_CONFIRM.unsign(token, max_age=LINK_WORKS))
    except BadSignature:
        return ""


def read_follow(token: str) -> str:
    """The question that a link shows; "" for a link that is none."""
    try:
        return str(_FOLLOW.unsign(token))
    except BadSignature:
        return ""


def follow_path(question: ContactQuestion) -> str:
    """Where a visitor sees how it stands."""
    return reverse(
        "public_contact:follow", args=[question.organisation.slug, _FOLLOW.sign(question.public_id)]
    )


def confirm_question(*, question: ContactQuestion, point: ContactPoint, at: datetime) -> None:
    """The address is right: now the term begins. Confirming twice changes nothing."""
    if CONTACT_QUESTION.own_step("confirm", question.state, ASK_BY_LETTER) is None:
        return
    with transaction.atomic():
        changed = question.change(keep_until=timezone.localdate(at) + KEPT, **_received(point, at))
        told = [name for name in changed if name in ("state", "due", "received_at")]
        record(System(), "contactquestion.confirm", question, at=at, fields=told)
        _tell_owner(question, at)


def hand_over(*, actor: Actor, question: ContactQuestion, to: Membership, at: datetime) -> None:
    """Give a question to a colleague, who gets a letter; the last day stays."""
    _step(actor, "hand_over", question)
    if to.organisation_id != actor.organisation_id:
        raise Http404
    with transaction.atomic():
        if changed := question.change(owner_id=to.pk, state="held", reminded_at=None):
            told = ["owner" if name == "owner_id" else name for name in changed if name != "reminded_at"]
            record(actor, "contactquestion.hand_over", question, at=at, fields=told)
            _tell_owner(question, at)


def answer(*, actor: Actor, question: ContactQuestion, text: str, at: datetime) -> None:
    """Answer; the asker gets a letter with it. How long it took is kept in working days."""
    _step(actor, "answer", question)
    said = _text(text)
    today = timezone.localdate(at)
    since = timezone.localdate(question.received_at or question.started_at)
    with transaction.atomic():
        took = working_days_between(since, today)
        late = question.due is not None and today > question.due
        message = ContactMessage.enter(
            question=question,
            by_id=actor.membership_id,
            from_asker=False,
            text=said,
            at=at,
            working_days=took,
            late=late,
        )
        owner = {} if question.owner_id else {"owner_id": actor.membership_id}
        question.change(state="answered", answered_at=at, reminded_at=None, **owner)
        plain: dict[str, Plain] = {"message": message.public_id, "working_days": took, "late": late}
        told = ["state", "answered_at"]
        record(actor, "contactquestion.answer", question, at=at, fields=told, plain=plain)
        _write(question, f"answer:{message.public_id}", lambda: _answering(question, said), at)


def ask_on(*, actor: Actor | None, question: ContactQuestion, text: str, at: datetime) -> None:
    """Ask on after an answer: a new term begins, with the same colleague. `actor` is None for a visitor."""
    if actor is None:
        if CONTACT_QUESTION.own_step("reopen", question.state, ASK_BY_LETTER) is None:
            raise Refused({"text": _("Your question lies with us still. You get a letter with the answer.")})
    else:
        must(actor, "contact.ask")
        if question.asker_id != actor.organisation_id:
            raise Http404
        CONTACT_QUESTION.step("reopen", question.state, actor.role)
    said = _text(text)
    point = queries.point_of(question.organisation_id)
    with transaction.atomic():
        received = _received(point, at) if point else {"received_at": at}
        received |= {"state": "held" if question.owner_id else "received"}
        received.pop("owner_id", None)
        question.change(answered_at=None, keep_until=timezone.localdate(at) + KEPT, **received)
        ContactMessage.enter(
            question=question,
            by_id=actor.membership_id if actor else None,
            from_asker=True,
            text=said,
            at=at,
        )
        fields = ["state", "due", "received_at"]
        record(actor or System(), "contactquestion.reopen", question, at=at, fields=fields)
        _tell_owner(question, at)


def remind_late(*, at: datetime) -> int:
    """Write the owner of each question that is late, once; gives how many."""
    found = queries.overdue(timezone.localdate(at))
    for one in found:
        with transaction.atomic():
            one.change(reminded_at=at)
            record(System(), "contactquestion.remind", one, at=at)
            _tell_owner(one, at)
    return len(found)


def forget_visitors(*, at: datetime) -> int:
    """Take away name, address and words of visitors whose term has passed; gives how many."""
    found = queries.past_term(timezone.localdate(at))
    for one in found:
        with transaction.atomic():
            for message in queries.messages_of(one):
                message.change(text="")
            changed = one.change(person_name="", email="", subject="")
            record(System(), "contactquestion.blank", one, at=at, fields=changed)
    return len(found)


def _received(point: ContactPoint, at: datetime) -> dict[str, Any]:
    """Where a question lies from now on, and until when."""
    today = timezone.localdate(at)
    return {
        "state": "held" if point.owner_id else "received",
        "owner_id": point.owner_id,
        "received_at": at,
        "due": after_working_days(today, point.answer_days),
        "reminded_at": None,
    }


def _step(actor: Actor, verb: str, question: ContactQuestion) -> None:
    must(actor, "contact.answer")
    if question.organisation_id != actor.organisation_id:
        raise Http404
    CONTACT_QUESTION.step(verb, question.state, actor.role)


def _checked(subject: str, text: str) -> tuple[str, str]:
    about = " ".join(subject.split())
    if not about:
        raise Refused({"subject": _("Say in a few words what it is about.")})
    return about[:150], _text(text)


def _text(text: str) -> str:
    said = text.strip()
    if not said:
        raise Refused({"text": _("Write something first.")})
    if len(said) > LONGEST:
        raise Refused({"text": _("This is too long. Use at most 4,000 characters.")})
    if BSN in traces(said):
        raise Refused({"text": BSN.text.in_language(get_language() or "nl")})
    return said


def _tell_owner(question: ContactQuestion, at: datetime) -> None:
    """To who holds it: that there is a question, and its last day. What it says stands on the page."""
    held = queries.owner_of(question)
    if held is None:
        return
    link = reverse("market:contact_question", args=[question.organisation.slug, question.public_id])

    def words() -> Words:
        due = format_day(question.due, get_language() or "nl") if question.due else "–"
        lies = _("A question to the contact point lies with you. Its last day is %(day)s.")
        return Words(
            subject=_("A question waits for you"),
            paragraphs=(lies % {"day": due},),
            button=LetterLink(_("To the question"), link),
        )

    write_letter(
        key=f"contact.owner:{question.public_id}:{question.version}",
        to=held.person,
        words=words,
        purpose=FOR_OWNER,
        at=at,
        organisation=question.organisation,
    )


def _confirming(question: ContactQuestion, link: str) -> Words:
    asked = _("You asked %(desk)s something. Confirm your address: the link works for two days.")
    return Words(
        subject=_("Confirm your question"),
        paragraphs=(asked % {"desk": question.organisation.name},),
        button=LetterLink(_("Confirm my address"), link),
    )


def _answering(question: ContactQuestion, said: str) -> Words:
    asked = _("You asked %(desk)s about “%(subject)s”. This is the answer:")
    return Words(
        subject=_("An answer to your question"),
        paragraphs=(asked % {"desk": question.organisation.name, "subject": question.subject}, said),
        button=LetterLink(_("To the question"), _link_of_asker(question)),
    )


def _link_of_asker(question: ContactQuestion) -> str:
    if question.asker is not None:
        return reverse("market:contact_question", args=[question.asker.slug, question.public_id])
    return follow_path(question)


def _write(question: ContactQuestion, what: str, words: Callable[[], Words], at: datetime) -> None:
    """To the asker, in the asker's language."""
    reader: Person | str = question.email or (question.asked_by.person if question.asked_by else "")
    if reader:
        write_letter(
            key=f"contact.{what}:{question.public_id}",
            to=reader,
            name=question.person_name,
            language=question.language,
            words=words,
            purpose=ABOUT_QUESTION,
            at=at,
            organisation=question.organisation,
        )
