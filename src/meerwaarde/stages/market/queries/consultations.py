"""Reads of market consultations: who sees which, and when answers may be read."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations.queries import Membership, Person, memberships_at
from meerwaarde.rules.consultation import answers_readable
from meerwaarde.stages.market.models import (
    FOLLOWED,
    MARKETS,
    Consultation,
    ConsultationAnswer,
    ConsultationChange,
    ConsultationFile,
    ConsultationFollower,
    ConsultationInquiry,
    ConsultationQuestion,
    ConsultationResponse,
    ConsultationSeat,
)
from meerwaarde.stages.policy.queries.keyset import Slice, keyset

__all__ = [
    "FOLLOWED",
    "MARKETS",
    "MARKETS_CALLED",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationFile",
    "ConsultationInquiry",
    "ConsultationQuestion",
    "ConsultationResponse",
    "ConsultationSeat",
]
PUBLIC = ("published", "reported")
SENT = "sent"
MARKETS_CALLED = {
    "suitable": gettext_lazy("There is a suitable market"),
    "limited": gettext_lazy("There is a small market"),
    "none": gettext_lazy("There is no suitable market"),
}
"""What the authority concludes about the market, in words."""


def consultations_visible_to(actor: Actor) -> QuerySet[Consultation]:
    """An authority sees its own; a firm what is public, and from the others nothing."""
    if not actor.may("consultations.read"):
        return Consultation.objects.none()
    if actor.kind == "authority":
        return Consultation.objects.filter(organisation_id=actor.organisation_id).select_related(
            "organisation"
        )
    return published_consultations()


def published_consultations() -> QuerySet[Consultation]:
    """What everybody may read, what closes last first."""
    return (
        Consultation.objects.filter(state__in=PUBLIC)
        .select_related("organisation")
        .order_by("-closes_on", "-id")
    )


def newest_published() -> QuerySet[Any]:
    """What everybody may read, newest first; `told_at` is when a change was last told."""
    found = published_consultations().annotate(told_at=Max("changes__at"))
    return found.order_by("-published_at", "-id")


def listed_consultations(actor: Actor, *, cursor: str = "") -> Slice[Consultation]:
    """Those that the actor may see with how many answered (`sent`), what closes last first. One query."""
    found = consultations_visible_to(actor).annotate(
        sent=Count("responses", filter=Q(responses__state=SENT), distinct=True)
    )
    return keyset(found, "closes_on", descending=True, cursor=cursor)


def listed_published(*, cursor: str = "") -> Slice[Consultation]:
    """One page of what everybody may read, what closes last first. One query."""
    return keyset(published_consultations(), "closes_on", descending=True, cursor=cursor)


def consultation(actor: Actor, public_id: str) -> Consultation | None:
    """One that the actor may see."""
    return consultations_visible_to(actor).filter(public_id=public_id).first()


def public_consultation(public_id: str) -> Consultation | None:
    """One that everybody may see."""
    return published_consultations().filter(public_id=public_id).first()


def questions_of(found: Consultation) -> list[ConsultationQuestion]:
    return list(ConsultationQuestion.objects.filter(consultation=found))


def files_of(found: Consultation) -> list[ConsultationFile]:
    """The documents, without their bytes."""
    return list(
        ConsultationFile.objects.filter(consultation=found).select_related("file").defer("file__content")
    )


def file_of(found: Consultation, public_id: str) -> ConsultationFile | None:
    """One document, with its bytes."""
    return (
        ConsultationFile.objects.filter(consultation=found, public_id=public_id)
        .select_related("file")
        .first()
    )


def inquiries_of(found: Consultation, *, answered: bool) -> list[ConsultationInquiry]:
    """Questions about the consultation: those with an answer are for all, the others for the authority."""
    return list(ConsultationInquiry.objects.filter(consultation=found, answered_at__isnull=not answered))


def inquiry(found: Consultation, public_id: str) -> ConsultationInquiry | None:
    return ConsultationInquiry.objects.filter(consultation=found, public_id=public_id).first()


def seats_of(found: Consultation) -> list[ConsultationSeat]:
    return list(ConsultationSeat.objects.filter(consultation=found))


def seat_called(found: Consultation, firm_name: str) -> ConsultationSeat | None:
    return ConsultationSeat.objects.filter(consultation=found, firm_name=firm_name).first()


def own_response(actor: Actor, found: Consultation) -> ConsultationResponse | None:
    """What the actor's firm answered, or began to."""
    if not actor.may("consultations.answer"):
        return None
    return (
        ConsultationResponse.objects.filter(consultation=found, organisation_id=actor.organisation_id)
        .select_related("consultation__organisation")
        .first()
    )


def own_responses(actor: Actor) -> dict[int, str]:
    """How far the actor's firm is, by key of the consultation."""
    found = ConsultationResponse.objects.filter(organisation_id=actor.organisation_id)
    return dict(found.values_list("consultation_id", "state"))


def response_by_link(public_id: str) -> ConsultationResponse | None:
    """The response of somebody without an account, whose link was read."""
    return (
        ConsultationResponse.objects.filter(
            public_id=public_id, organisation=None, consultation__state__in=PUBLIC
        )
        .select_related("consultation__organisation")
        .first()
    )


def response_of_address(found: Consultation, email: str) -> ConsultationResponse | None:
    return ConsultationResponse.objects.filter(consultation=found, organisation=None, email=email).first()


def answers_of(response: ConsultationResponse) -> dict[int, ConsultationAnswer]:
    """Somebody's own answers, by key of the question."""
    return {one.question_id: one for one in ConsultationAnswer.objects.filter(response=response)}


@dataclass(frozen=True)
class Heard:
    """All answers to one question."""

    question: ConsultationQuestion
    answers: tuple[ConsultationAnswer, ...]


def answers_for_authority(actor: Actor, found: Consultation, day: date) -> tuple[Heard, ...] | None:
    """What the market said, per question; None as long as nobody may read it, and to anybody else.

    This is the only way in which the authority gets at answers.
    """
    own = found.organisation_id == actor.organisation_id and actor.may("consultations.write")
    if not own or not answers_readable(found.state, found.read_early, found.closes_on, day):
        return None
    by_question: dict[int, list[ConsultationAnswer]] = {}
    rows = ConsultationAnswer.objects.filter(response__consultation=found, response__state=SENT)
    for one in rows.select_related("response").order_by("response__firm_name", "id"):
        by_question.setdefault(one.question_id, []).append(one)
    return tuple(Heard(one, tuple(by_question.get(one.pk, ()))) for one in questions_of(found))


def answered_questions(found: Consultation) -> set[int]:
    """Keys of the questions to which somebody sent an answer: of the others there is nothing to report."""
    rows = ConsultationAnswer.objects.filter(response__consultation=found, response__state=SENT)
    return set(rows.exclude(text="", confidential="").order_by().values_list("question_id", flat=True))


def told_confidentially(found: Consultation) -> list[str]:
    """Every confidential part: what the report is held against, and nothing else."""
    rows = ConsultationAnswer.objects.filter(response__consultation=found, response__state=SENT)
    return list(rows.exclude(confidential="").values_list("confidential", flat=True))


def firms_that_answered(found: Consultation) -> list[ConsultationResponse]:
    """Who sent an answer, by name."""
    return list(
        ConsultationResponse.objects.filter(consultation=found, state=SENT)
        .select_related("by__person", "consultation__organisation")
        .order_by("firm_name", "id")
    )


def who_takes_part(found: Consultation) -> list[ConsultationResponse]:
    """Everybody who began to answer and confirmed the address: who hears of answers to questions."""
    return list(
        ConsultationResponse.objects.filter(consultation=found, state__in=("draft", SENT)).select_related(
            "by__person", "consultation__organisation"
        )
    )


def changes_of(found: Consultation) -> list[ConsultationChange]:
    """What changed after publication, the newest first: for everybody, so without who did it."""
    return list(ConsultationChange.objects.filter(consultation=found))


def who_follows(found: Consultation) -> list[Person]:
    """People with an account who asked to hear of it, and whose membership still runs."""
    rows = ConsultationFollower.objects.filter(consultation=found, membership__ended_on=None)
    return list({one.membership.person.pk: one.membership.person for one in _with_person(rows)}.values())


def follows(actor: Actor, found: Consultation) -> bool:
    """Whether the actor hears of changes."""
    return ConsultationFollower.objects.filter(
        consultation=found, membership_id=actor.membership_id or 0
    ).exists()


def people_coming(found: Consultation) -> int:
    """How many people are expected at the session."""
    summed = ConsultationSeat.objects.filter(consultation=found).aggregate(people=Sum("people"))
    return summed["people"] or 0


def _with_person(rows: QuerySet[ConsultationFollower]) -> QuerySet[ConsultationFollower]:
    return rows.select_related("membership__person").order_by("pk")


def colleagues_at(organisation_id: int, day: date) -> list[Membership]:
    return list(memberships_at(organisation_id, day))


def past_their_term(day: date) -> list[ConsultationResponse]:
    """People without an account whose name and address may not be kept on this day any more."""
    return list(
        ConsultationResponse.objects.filter(organisation=None, keep_until__lt=day)
        .exclude(email="")
        .select_related("consultation__organisation")
    )


def that_waited(actor: Actor, day: date) -> list[Consultation]:
    """Own consultations that closed and wait for their report."""
    return list(
        consultations_visible_to(actor)
        .filter(organisation_id=actor.organisation_id, state="published", closes_on__lt=day)
        .order_by("closes_on")
    )


def unanswered(actor: Actor) -> list[ConsultationInquiry]:
    """Questions of the market that wait for the authority's answer."""
    return list(
        ConsultationInquiry.objects.filter(
            consultation__in=consultations_visible_to(actor),
            consultation__organisation_id=actor.organisation_id,
            consultation__state="published",
            answered_at=None,
        ).select_related("consultation")
    )


def names_of_consultations(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """How the journal calls them."""
    found = consultations_visible_to(actor).filter(public_id__in=public_ids)
    return dict(found.values_list("public_id", "title"))
