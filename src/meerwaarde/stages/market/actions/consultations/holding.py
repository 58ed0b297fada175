"""What an authority does with a market consultation: make, publish, answer questions, report to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from meerwaarde.gates.files import accept
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.documents.actions import keep_file
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.consultation import phase, told_in_confidence
from meerwaarde.rules.lifecycle import CONSULTATION
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.consultations import letters
from meerwaarde.stages.market.models import (
    Consultation,
    ConsultationFile,
    ConsultationInquiry,
    ConsultationQuestion,
    ConsultationSeat,
)
from meerwaarde.stages.market.queries import consultations as queries

MOST_QUESTIONS: Final = 25
MOST_DOCUMENTS: Final = 10
MOST_DOCUMENT_BYTES: Final = 5_000_000
DOCUMENT_KEPT: Final = timedelta(days=5 * 365)
"""How long after closing a document must at least be there: as long as disputes about it may come."""


@dataclass(frozen=True, kw_only=True)
class ConsultationValues:
    """What the form of a consultation asks."""

    title: str
    introduction: str
    buys: str
    questions: tuple[str, ...]
    cpv: tuple[str, ...]
    opens_on: date
    closes_on: date
    read_early: bool
    session_at: datetime | None = None
    session_until: datetime | None = None
    session_where: str = ""
    session_link: str = ""


@dataclass(frozen=True, kw_only=True)
class QuestionReport:
    """What the report says of one question; `followed` is yes, partly, no or ""."""

    heard: str
    followed: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Conclusion:
    """What the report says of the whole."""

    conclusion: str
    next_step: str
    market: str = ""
    """Whether there is a market for it: one of `MARKETS`, or "" where the report does not say."""


def make_consultation(*, actor: Actor, values: ConsultationValues, at: datetime) -> Consultation:
    """Write a consultation; nobody outside the authority sees it before it is published."""
    must(actor, "consultations.write")
    fields = _checked(values)
    with transaction.atomic():
        made = Consultation.enter(
            organisation_id=actor.organisation_id,
            owner_id=actor.membership_id,
            made_at=at,
            changed_at=at,
            **fields,
        )
        _write_questions(made, values.questions)
        record(actor, "consultation.make", made, at=at, fields=[*fields])
    return made


def change_consultation(
    *, actor: Actor, found: Consultation, values: ConsultationValues, expected_version: int, at: datetime
) -> None:
    """Change a draft. What was published stays as all firms have read it."""
    _own(actor, found)
    if found.state != "draft":
        raise Refused(
            Text(
                nl="Dit is gepubliceerd. Bedrijven hebben het zo gelezen, dus het verandert niet meer.",
                en="This is published. Firms have read it like this, so it does not change any more.",
            )
        )
    fields = _checked(values)
    with transaction.atomic():
        changed = found.change(expected_version, changed_at=at, **fields)
        if tuple(one.text for one in queries.questions_of(found)) != values.questions:
            for one in queries.questions_of(found):
                one.strike()
            _write_questions(found, values.questions)
        record(actor, "consultation.change", found, at=at, fields=changed)


def add_document(*, actor: Actor, found: Consultation, name: str, content: bytes, at: datetime) -> None:
    """A PDF with the consultation, until it closes; the same one twice is kept once.

    Raises the gate's `Refused` for what is no PDF.
    """
    _own(actor, found)
    today = timezone.localdate(at)
    if found.state not in ("draft", "published") or today > found.closes_on:
        raise Refused(_CLOSED)
    passed = accept(name, content, kinds=frozenset({"pdf"}), most_bytes=MOST_DOCUMENT_BYTES)
    kept = queries.files_of(found)
    if any(one.file.digest == passed.sha256 for one in kept):
        return
    if len(kept) >= MOST_DOCUMENTS:
        raise Refused(Text(nl="Er staan al tien documenten bij.", en="There are ten documents already."))
    with transaction.atomic():
        stored = keep_file(
            actor=actor,
            at=at,
            name=passed.shown_name,
            media_type="application/pdf",
            content=content,
            kept_until=found.closes_on + DOCUMENT_KEPT,
        )
        added = ConsultationFile.enter(consultation=found, file=stored, title=passed.shown_name)
        record(actor, "consultationfile.add", added, at=at, fields=["consultation", "file"])


def publish_consultation(*, actor: Actor, found: Consultation, at: datetime) -> None:
    """Open it to everybody. A second click finds it published."""
    if _own(actor, found).state == "published":
        return
    step = CONSULTATION.step("publish", found.state, actor.role)
    if not queries.questions_of(found):
        raise Refused(Text(nl="Schrijf eerst ten minste één vraag.", en="Write at least one question first."))
    if found.closes_on < timezone.localdate(at):
        raise Refused(
            Text(
                nl="De sluitdag is al voorbij. Kies eerst een latere dag.",
                en="The closing day has passed. Choose a later day first.",
            )
        )
    with transaction.atomic():
        changed = found.change(state=step.until, published_at=at, changed_at=at)
        record(actor, "consultation.publish", found, at=at, fields=changed)


def withdraw_consultation(*, actor: Actor, found: Consultation, why: str, at: datetime) -> None:
    """Stop it; whoever takes part is told why."""
    step = CONSULTATION.step("withdraw", _own(actor, found).state, actor.role)
    if found.state == "published" and not why.strip():
        raise Refused(
            Text(nl="Schrijf waarom u stopt: de bedrijven lezen dat.", en="Write why: the firms read it.")
        )
    with transaction.atomic():
        letters.write_withdrawn(found, why.strip(), at)
        changed = found.change(state=step.until, withdrawn_why=why.strip(), changed_at=at)
        record(actor, "consultation.withdraw", found, at=at, fields=changed)


def answer_inquiry(
    *, actor: Actor, found: Consultation, inquiry: ConsultationInquiry, answer: str, at: datetime
) -> None:
    """Answer a question of the market, to all at once; an answer that stands does not change."""
    _own(actor, found)
    if inquiry.answered_at is not None:
        return
    if found.state != "published":
        raise Refused(_CLOSED)
    if not answer.strip():
        raise Refused(Text(nl="Schrijf eerst een antwoord.", en="Write an answer first."))
    with transaction.atomic():
        changed = inquiry.change(answer=answer.strip(), answered_at=at)
        record(actor, "consultationinquiry.answer", inquiry, at=at, fields=changed)
        letters.write_answered(found, inquiry, at)


def note_session(
    *,
    actor: Actor,
    found: Consultation,
    present: Mapping[str, bool],
    others: Sequence[str],
    minutes: str,
    at: datetime,
) -> None:
    """Who was at the session (by public id of the seat; `others` came without registering), and minutes."""
    _own(actor, found)
    if found.session_at is None or at < found.session_at:
        raise Refused(
            Text(nl="De bijeenkomst is nog niet geweest.", en="The session has not taken place yet.")
        )
    with transaction.atomic():
        seats = queries.seats_of(found)
        for seat in seats:
            if changed := seat.change(present=present.get(seat.public_id, False)):
                record(actor, "consultationseat.attend", seat, at=at, fields=changed)
        known = {seat.firm_name for seat in seats}
        for name in dict.fromkeys(" ".join(one.split())[:200] for one in others):
            if name and name not in known:
                seat = ConsultationSeat.enter(consultation=found, firm_name=name, present=True, taken_at=at)
                record(actor, "consultationseat.attend", seat, at=at, fields=["consultation", "present"])
        if changed := found.change(minutes=minutes.strip(), changed_at=at):
            record(actor, "consultation.minutes", found, at=at, fields=changed)


def save_report(
    *,
    actor: Actor,
    found: Consultation,
    said: Mapping[str, QuestionReport],
    whole: Conclusion,
    at: datetime,
) -> None:
    """Keep the report as far as it is; `said` by public id of the question. Refuses what is confidential."""
    _own(actor, found)
    _closed_to_report(found, at)
    texts = [
        whole.conclusion,
        whole.next_step,
        *(part for one in said.values() for part in (one.heard, one.why)),
    ]
    _nothing_confidential(found, texts)
    with transaction.atomic():
        for question in queries.questions_of(found):
            if (one := said.get(question.public_id)) is not None:
                question.change(heard=one.heard.strip(), followed=one.followed, why=one.why.strip())
        changed = found.change(
            conclusion=whole.conclusion.strip(),
            next_step=whole.next_step.strip(),
            market=whole.market,
            changed_at=at,
        )
        record(actor, "consultation.write_report", found, at=at, fields=changed)


def report_consultation(*, actor: Actor, found: Consultation, at: datetime) -> None:
    """Share one report with all who answered and with everybody. A second click writes nothing twice."""
    if _own(actor, found).state == "reported":
        return
    step = CONSULTATION.step("report", found.state, actor.role)
    _closed_to_report(found, at)
    questions = queries.questions_of(found)
    answered = queries.answered_questions(found)
    open_ones = [one for one in questions if one.pk in answered and not (one.heard and one.followed)]
    unexplained = [one for one in questions if one.followed in ("partly", "no") and not one.why]
    if not found.conclusion or open_ones or unexplained:
        raise Refused(
            Text(
                nl="Het verslag is nog niet af. Schrijf bij elke vraag wat u hoorde en of u dat volgt. "
                "Volgt u iets niet of deels? Schrijf dan waarom. Schrijf ook een conclusie.",
                en="The report is not complete. Write for each question what you heard and whether you "
                "follow it. Say why where you do not, or only partly. Write a conclusion as well.",
            )
        )
    _nothing_confidential(
        found, [found.conclusion, found.next_step, found.minutes, *(f"{q.heard} {q.why}" for q in questions)]
    )
    with transaction.atomic():
        changed = found.change(state=step.until, reported_at=at, changed_at=at)
        record(actor, "consultation.report", found, at=at, fields=changed)
        letters.write_reported(found, at)


def _closed_to_report(found: Consultation, at: datetime) -> None:
    here = phase(found.state, found.opens_on, found.closes_on, timezone.localdate(at))
    if here != "closed":
        raise Refused(
            Text(
                nl="Een verslag schrijft u na de sluitdag en voordat het gedeeld is.",
                en="A report is written after the closing day and before it is shared.",
            )
        )


def _nothing_confidential(found: Consultation, texts: Sequence[str]) -> None:
    words = told_in_confidence("\n".join(texts), queries.told_confidentially(found))
    if words:
        raise Refused(
            Text(
                nl=f"In het verslag staat iets dat een bedrijf vertrouwelijk zei: “{words}”. Haal dat weg.",
                en=f"The report tells what a firm said in confidence: “{words}”. Take that away.",
            )
        )


def _own(actor: Actor, found: Consultation) -> Consultation:
    must(actor, "consultations.write")
    if found.organisation_id != actor.organisation_id:
        raise Http404
    return found


def _checked(values: ConsultationValues) -> dict[str, object]:
    if values.closes_on < values.opens_on:
        raise Refused(
            Text(nl="De sluitdag ligt voor de openingsdag.", en="The closing day lies before the opening.")
        )
    if len(values.questions) > MOST_QUESTIONS:
        raise Refused(Text(nl="Stel hooguit vijfentwintig vragen.", en="Ask twenty-five questions at most."))
    if values.session_at and values.session_until and values.session_until <= values.session_at:
        raise Refused(
            Text(
                nl="De bijeenkomst eindigt voordat zij begint.",
                en="The session ends before it begins.",
            )
        )
    fields: dict[str, object] = {
        name: getattr(values, name).strip()
        for name in ("title", "introduction", "buys", "session_where", "session_link")
    }
    for name in ("opens_on", "closes_on", "read_early", "session_at", "session_until"):
        fields[name] = getattr(values, name)
    return {**fields, "cpv": list(values.cpv)}


def _write_questions(found: Consultation, texts: Sequence[str]) -> None:
    for position, text in enumerate(texts):
        ConsultationQuestion.enter(consultation=found, position=position, text=text)


_CLOSED = Text(nl="Deze consultatie is gesloten.", en="This consultation is closed.")
