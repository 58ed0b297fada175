"""What an authority does with a market consultation: make, publish, answer questions, report to all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.consultation import answers_readable, phase, told_in_confidence
from meerwaarde.rules.lifecycle import CONSULTATION
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.consultations import letters
from meerwaarde.stages.market.models import (
    Consultation,
    ConsultationInquiry,
    ConsultationQuestion,
)
from meerwaarde.stages.market.queries import consultations as queries

MOST_QUESTIONS: Final = 25


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
    session_seats: int | None = None
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
    fields = checked_fields(values)
    with transaction.atomic():
        made = Consultation.enter(
            organisation_id=actor.organisation_id,
            owner_id=actor.membership_id,
            made_at=at,
            changed_at=at,
            **fields,
        )
        write_questions(made, values.questions)
        record(actor, "consultation.make", made, at=at, fields=[*fields])
    return made


def change_consultation(
    *, actor: Actor, found: Consultation, values: ConsultationValues, expected_version: int, at: datetime
) -> None:
    """Change a draft. What is published changes in the open: see `change_published`."""
    own_consultation(actor, found)
    if found.state != "draft":
        raise Refused(
            Text(
                nl="Dit is gepubliceerd. Wijzigen kan nog, maar dan leest iedereen wat er anders is.",
                en="This is published. Changing is possible, but everybody reads what is different then.",
            )
        )
    fields = checked_fields(values)
    with transaction.atomic():
        changed = found.change(expected_version, changed_at=at, **fields)
        if tuple(one.text for one in queries.questions_of(found)) != values.questions:
            for one in queries.questions_of(found):
                one.strike()
            write_questions(found, values.questions)
        record(actor, "consultation.change", found, at=at, fields=changed)


def publish_consultation(*, actor: Actor, found: Consultation, at: datetime) -> None:
    """Open it to everybody. A second click finds it published."""
    if own_consultation(actor, found).state == "published":
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
    step = CONSULTATION.step("withdraw", own_consultation(actor, found).state, actor.role)
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
    own_consultation(actor, found)
    if inquiry.answered_at is not None:
        return
    if found.state != "published":
        raise Refused(CLOSED_NOW)
    if not answer.strip():
        raise Refused(Text(nl="Schrijf eerst een antwoord.", en="Write an answer first."))
    refuse_confidential(found, [answer], at)
    with transaction.atomic():
        changed = inquiry.change(answer=answer.strip(), answered_at=at)
        record(actor, "consultationinquiry.answer", inquiry, at=at, fields=changed)
        letters.write_answered(found, inquiry, at)


def save_report(
    *,
    actor: Actor,
    found: Consultation,
    said: Mapping[str, QuestionReport],
    whole: Conclusion,
    at: datetime,
    expected_version: int | None = None,
) -> None:
    """Keep the report as far as it is; `said` by public id of the question. Refuses what is confidential.

    Raises `Changed`, and keeps nothing, where a colleague wrote since `expected_version` of the consultation.
    """
    own_consultation(actor, found)
    _closed_to_report(found, at)
    texts = [
        whole.conclusion,
        whole.next_step,
        *(part for one in said.values() for part in (one.heard, one.why)),
    ]
    refuse_confidential(found, texts, at)
    with transaction.atomic():
        changed = found.change(
            expected_version,
            conclusion=whole.conclusion.strip(),
            next_step=whole.next_step.strip(),
            market=whole.market,
            changed_at=at,
        )
        for question in queries.questions_of(found):
            if (one := said.get(question.public_id)) is not None:
                question.change(heard=one.heard.strip(), followed=one.followed, why=one.why.strip())
        if not changed:  # in the same moment, of the same words: the questions count as well
            found.renew()
        record(actor, "consultation.write_report", found, at=at, fields=changed)


def report_consultation(*, actor: Actor, found: Consultation, at: datetime) -> None:
    """Share one report with all who answered and with everybody. A second click writes nothing twice."""
    if own_consultation(actor, found).state == "reported":
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
    told = [found.conclusion, found.next_step, found.minutes]
    told += [part for one in questions for part in (one.heard, one.why)]
    told += [one.answer for one in queries.inquiries_of(found, answered=True)]
    refuse_confidential(found, told, at)
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


def refuse_confidential(found: Consultation, texts: Sequence[str], at: datetime) -> None:
    """Refuse words that everybody would read and that a party said in confidence.

    As long as nobody may read answers nothing is compared: the refusal itself would tell what is in them.
    Before the report is shared everything is compared again.
    """
    if not answers_readable(found.state, found.read_early, found.closes_on, timezone.localdate(at)):
        return
    words = told_in_confidence("\n".join(texts), queries.told_confidentially(found))
    if words:
        raise Refused(
            Text(
                nl=f"In deze tekst staat iets dat een bedrijf vertrouwelijk zei: “{words}”. Haal dat weg.",
                en=f"This text tells what a firm said in confidence: “{words}”. Take that away.",
            )
        )


def own_consultation(actor: Actor, found: Consultation) -> Consultation:
    """The consultation, for who writes it; a stranger gets what does not exist."""
    must(actor, "consultations.write")
    if found.organisation_id != actor.organisation_id:
        raise Http404
    return found


def checked_fields(values: ConsultationValues) -> dict[str, object]:
    """The columns of what was filled in; refuses what cannot be."""
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
    for name in ("opens_on", "closes_on", "read_early", "session_at", "session_until", "session_seats"):
        fields[name] = getattr(values, name)
    return {**fields, "cpv": list(values.cpv)}


def write_questions(found: Consultation, texts: Sequence[str], *, first: int = 0) -> None:
    """Add questions in this order, the first at this place."""
    for position, text in enumerate(texts, start=first):
        ConsultationQuestion.enter(consultation=found, position=position, text=text)


CLOSED_NOW = Text(nl="Deze consultatie is gesloten.", en="This consultation is closed.")
