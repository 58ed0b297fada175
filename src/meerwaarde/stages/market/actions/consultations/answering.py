"""What the market does with a consultation: answer, change, take back, ask, come to the session.

A firm with an account acts as an actor. Others hold a signed link from a letter; their facts stand in the
journal of the authority, without a name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.core import signing
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, Who, record
from meerwaarde.rules.consultation import phase
from meerwaarde.rules.lifecycle import CONSULTATION_RESPONSE
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.consultations import letters
from meerwaarde.stages.market.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationInquiry,
    ConsultationResponse,
)
from meerwaarde.stages.market.queries import consultations as queries

UNCONFIRMED_KEPT: Final = timedelta(days=7)
GUEST_KEPT: Final = timedelta(days=180)
"""Name and address of somebody without an account: a week unconfirmed, half a year after closing."""
MOST_LETTERS: Final = 3
MOST_INQUIRIES: Final = 10
LONGEST: Final = 10_000
_SALT = "market.consultation.response"
_ANSWER = "consultations.answer"

CLOSED = Text(
    nl="Deze consultatie is niet open. Antwoorden en vragen kunnen nu niet.",
    en="This consultation is not open. Answers and questions are not possible now.",
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer: the open part, the confidential part and why that is confidential."""

    text: str = ""
    confidential: str = ""
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class GuestValues:
    """What somebody without an account leaves behind."""

    firm_name: str
    person_name: str
    email: str
    agrees: bool


def answer_as_firm(*, actor: Actor, found: Consultation, at: datetime) -> ConsultationResponse:
    """The firm's response, begun when there is none yet; two at once get the same one."""
    must(actor, _ANSWER)
    _open(found, at)
    known = queries.own_response(actor, found)
    if known is not None:
        if known.state == "withdrawn":
            known.change(state="draft", by_id=actor.membership_id)
        return known
    try:
        with transaction.atomic():
            begun = ConsultationResponse.enter(
                consultation=found,
                organisation_id=actor.organisation_id,
                by_id=actor.membership_id,
                firm_name=actor.organisation_name,
                state="draft",
                started_at=at,
            )
            record(actor, "consultationresponse.begin", begun, at=at, fields=["consultation", "state"])
    except IntegrityError:
        other = queries.own_response(actor, found)
        assert other is not None
        return other
    return begun


def begin_as_guest(*, found: Consultation, values: GuestValues, language: str, at: datetime) -> None:
    """Send a link to somebody without an account. Whoever asks hears the same, known or not."""
    _open(found, at)
    if not values.agrees:
        raise Refused(
            Text(
                nl="Zonder uw toestemming mogen wij uw naam en adres niet bewaren.",
                en="Without your consent we may not keep your name and address.",
            )
        )
    email = values.email.strip().lower()
    with transaction.atomic():
        known = queries.response_of_address(found, email)
        if known is None:
            try:
                with transaction.atomic():
                    known = ConsultationResponse.enter(
                        consultation=found,
                        firm_name=" ".join(values.firm_name.split())[:200],
                        person_name=" ".join(values.person_name.split())[:150],
                        email=email,
                        language=language,
                        started_at=at,
                        agreed_at=at,
                        keep_until=timezone.localdate(at) + UNCONFIRMED_KEPT,
                    )
                    record(_guest(found), "consultationresponse.begin", known, at=at, fields=["consultation"])
            except IntegrityError:
                return  # a double click: the other one sends the letter
        if known.letters < MOST_LETTERS:
            known.change(letters=known.letters + 1)
            letters.write_link(known, token_of(known), at)


def confirm_guest(*, response: ConsultationResponse, at: datetime) -> None:
    """The letter arrived. Confirming twice changes nothing."""
    if response.state != "unconfirmed":
        return
    found = response.consultation
    _open(found, at)
    with transaction.atomic():
        changed = response.change(state="draft", keep_until=found.closes_on + GUEST_KEPT)
        record(_guest(found), "consultationresponse.confirm", response, at=at, fields=changed)


def save_answers(
    *,
    response: ConsultationResponse,
    said: Mapping[str, Said],
    send: bool,
    at: datetime,
    actor: Actor | None = None,
) -> None:
    """Keep answers by public id of their question; `send` makes that the authority gets them after closing.

    What was sent stays sent when it is changed. Nothing changes after the closing day.
    """
    found = response.consultation
    _may(response, actor)
    _open(found, at)
    who: Who = actor or _guest(found)
    for one in said.values():
        if one.confidential.strip() and not one.why.strip():
            raise Refused(
                Text(
                    nl="Schrijf bij elk vertrouwelijk deel waarom het vertrouwelijk is.",
                    en="Say for each confidential part why it is confidential.",
                )
            )
    if send and not any(one.text.strip() or one.confidential.strip() for one in said.values()):
        raise Refused(Text(nl="Beantwoord eerst een vraag.", en="Answer a question first."))
    with transaction.atomic():
        known = queries.answers_of(response)
        for question in queries.questions_of(found):
            if question.public_id not in said:
                continue
            one = said[question.public_id]
            values: dict[str, Any] = {
                "text": one.text.strip()[:LONGEST],
                "confidential": one.confidential.strip()[:LONGEST],
                "confidential_why": one.why.strip()[:300] if one.confidential.strip() else "",
            }
            if question.pk in known:
                known[question.pk].change(**values)
            else:
                ConsultationAnswer.enter(response=response, question=question, **values)
        if send:
            verb = "send" if response.state != "sent" else "change"
            changed = response.change(state="sent", sent_at=at)
            record(who, f"consultationresponse.{verb}", response, at=at, fields=changed)
        else:
            record(who, "consultationresponse.save", response, at=at)


def take_back(*, response: ConsultationResponse, at: datetime, actor: Actor | None = None) -> None:
    """The authority does not get these answers, as long as the consultation is open."""
    _may(response, actor)
    _open(response.consultation, at)
    if CONSULTATION_RESPONSE.own_step("withdraw", response.state, _ANSWER) is None:
        return
    with transaction.atomic():
        until = "withdrawn" if actor else "draft"  # a link goes on working: its holder may begin again
        changed = response.change(state=until, sent_at=None)
        who: Who = actor or _guest(response.consultation)
        record(who, "consultationresponse.withdraw", response, at=at, fields=changed)


def ask_about(
    *,
    found: Consultation,
    text: str,
    at: datetime,
    actor: Actor | None = None,
    response: ConsultationResponse | None = None,
) -> None:
    """Ask something about the consultation; the answer goes to all, and nobody is told who asked."""
    if actor is not None:
        must(actor, _ANSWER)
    _open(found, at)
    said = text.strip()[:LONGEST]
    if not said:
        raise Refused(Text(nl="Schrijf eerst uw vraag.", en="Write your question first."))
    waiting = [
        one
        for one in queries.inquiries_of(found, answered=False)
        if (one.organisation_id == actor.organisation_id if actor else one.response_id == _key(response))
    ]
    if any(one.text == said for one in waiting):
        return  # a double click
    if len(waiting) >= MOST_INQUIRIES:
        raise Refused(
            Text(
                nl="Er wachten al tien vragen van u op antwoord.",
                en="Ten questions of yours wait for an answer already.",
            )
        )
    with transaction.atomic():
        asked = ConsultationInquiry.enter(
            consultation=found,
            organisation_id=actor.organisation_id if actor else None,
            response=response,
            text=said,
            asked_at=at,
        )
        record(_guest(found), "consultationinquiry.ask", asked, at=at, fields=["consultation", "asked_at"])


def forget_guests(*, at: datetime) -> int:
    """Take away names and addresses past their term; what was answered stays as evidence."""
    day = timezone.localdate(at)
    gone = ConsultationResponse.strike_unconfirmed(day)
    for one in queries.past_their_term(day):
        with transaction.atomic():
            changed = one.change(person_name="", email="")
            record(_guest(one.consultation), "consultationresponse.forget", one, at=at, fields=changed)
            gone += 1
    return gone


def token_of(response: ConsultationResponse) -> str:
    """The link of somebody without an account: signed, and good as long as the response is kept."""
    return signing.dumps(response.public_id, salt=_SALT)


def read_token(token: str) -> str:
    """The public id in such a link; "" for no link of ours."""
    try:
        return str(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return ""


def _may(response: ConsultationResponse, actor: Actor | None) -> None:
    """A firm changes its own response; a guest holds a link that the door read, once it was confirmed."""
    if actor is not None:
        must(actor, _ANSWER)
        if response.organisation_id != actor.organisation_id:
            raise Http404
    elif response.organisation_id is not None or response.state == "unconfirmed":
        raise Http404


def _open(found: Consultation, at: datetime) -> None:
    if phase(found.state, found.opens_on, found.closes_on, timezone.localdate(at)) != "open":
        raise Refused(CLOSED)


def _guest(found: Consultation) -> System:
    return System(found.organisation.public_id, found.organisation_id)


def _key(response: ConsultationResponse | None) -> int | None:
    return response.pk if response else None
