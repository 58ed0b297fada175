"""Second readings of explanations: who may read, what waits, and what followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.platform.organisations.queries import Membership, memberships_at
from meerwaarde.rules.lifecycle import APPROVED, PROPOSED
from meerwaarde.rules.roles import permissions_of
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement.models import Explanation, ExplanationReview
from meerwaarde.stages.procurement.queries.explanations import writers_of
from meerwaarde.stages.procurement.queries.reading import PAGE, visible_to

REVIEW: Final = "explanations.review"
READABLE: Final = (PROPOSED, APPROVED)
"""States in which a second reading makes sense: what was withdrawn or refused convinces nobody any more."""
TO_READ, TO_FOLLOW, SETTLED = "to_read", "to_follow", "settled"
"""Where a second reading stands: not read yet, something must still happen, or done."""


@dataclass(frozen=True)
class ReviewFilter:
    """What a person asked of the list of readings; empty means everything."""

    stand: str = ""
    verdict: str = ""
    follow_up: str = ""
    sample: str = ""


def reviews_visible_to(actor: Actor) -> QuerySet[ExplanationReview]:
    """Readings of explanations in the files that this actor may read."""
    return ExplanationReview.objects.filter(explanation__procurement__in=visible_to(actor).order_by())


def review(actor: Actor, public_id: str) -> ExplanationReview | None:
    """One reading with its explanation; None for a stranger and for what is not."""
    return _with_people(reviews_visible_to(actor).filter(public_id=public_id)).first()


def reviews_of(actor: Actor, explanation: Explanation) -> list[ExplanationReview]:
    """Every reading of an explanation, oldest first."""
    found = reviews_visible_to(actor).filter(explanation=explanation)
    return list(_with_people(found).order_by("asked_at", "pk"))


def open_request(explanation: Explanation) -> ExplanationReview | None:
    """The reading that was asked for outside a sample and not given yet."""
    return ExplanationReview.objects.filter(
        explanation=explanation, sample__isnull=True, read_at__isnull=True
    ).first()


def filtered_reviews(actor: Actor, wanted: ReviewFilter) -> QuerySet[ExplanationReview]:
    """All that fits a filter, newest first."""
    found = reviews_visible_to(actor).filter(stands(wanted.stand))
    if wanted.verdict:
        found = found.filter(verdict=wanted.verdict)
    if wanted.follow_up:
        found = found.filter(follow_up=wanted.follow_up)
    if wanted.sample:
        found = found.filter(sample__public_id=wanted.sample)
    return _with_people(found).order_by("-pk")


def listed_reviews(actor: Actor, wanted: ReviewFilter, *, after: str = "") -> list[ExplanationReview]:
    """A page of them and one more; `after` is the public id of the last one of the page before."""
    rows = filtered_reviews(actor, wanted)
    last = reviews_visible_to(actor).filter(public_id=after).first() if after else None
    if last is not None:
        rows = rows.filter(pk__lt=last.pk)
    return list(rows[: PAGE + 1])


def stands(stand: str) -> Q:
    """The readings that stand so; all of them for an empty or unknown word."""
    followed = Q(follow_up="none") | Q(followed_on__isnull=False)
    return {
        TO_READ: Q(read_at__isnull=True),
        TO_FOLLOW: Q(read_at__isnull=False) & ~followed,
        SETTLED: Q(read_at__isnull=False) & followed,
    }.get(stand, Q())


def stand_of(one: ExplanationReview) -> str:
    """Where a reading stands."""
    if one.read_at is None:
        return TO_READ
    return SETTLED if one.follow_up == "none" or one.followed_on else TO_FOLLOW


def to_read(actor: Actor) -> list[ExplanationReview]:
    """What this person was asked to read, oldest first."""
    if not actor.may(REVIEW) or actor.person_id is None:
        return []
    mine = reviews_visible_to(actor).filter(
        stands(TO_READ), reader__person_id=actor.person_id, explanation__state__in=READABLE
    )
    return list(_with_people(mine).order_by("asked_at", "pk")[:PAGE])


def to_follow(actor: Actor) -> list[ExplanationReview]:
    """What must still follow from what this person read."""
    if not actor.may(REVIEW) or actor.person_id is None:
        return []
    mine = reviews_visible_to(actor).filter(stands(TO_FOLLOW), reader__person_id=actor.person_id)
    return list(_with_people(mine).order_by("read_at", "pk")[:PAGE])


def to_explain_again(actor: Actor) -> list[ExplanationReview]:
    """Explanations of this person that a second reader asked to be written again."""
    if not actor.may("explanations.propose") or actor.person_id is None:
        return []
    mine = reviews_visible_to(actor).filter(
        stands(TO_FOLLOW), follow_up="explain_again", explanation__proposed_by__person_id=actor.person_id
    )
    return list(_with_people(mine).order_by("read_at", "pk")[:PAGE])


def why_not_read(person: str, one: Explanation, writers: frozenset[str]) -> Text | None:
    """Why the person with this public id cannot be its second reader; None where nothing stands in the way.

    Persons are compared, not memberships: in another role one is still the same person.
    """
    file = one.procurement
    if person in writers:
        return READER_WROTE
    for held, why in (
        (one.proposed_by, READER_WROTE),
        (one.approver, READER_APPROVED),
        (file.client, READER_ASKS),
        (file.buyer, READER_BUYS),
    ):
        if held is not None and held.person.public_id == person:
            return why
    return None


def readers_for(actor: Actor, one: Explanation, day: date) -> list[Membership]:
    """Colleagues who may read this explanation a second time, by name; each person once."""
    writers = writers_of(one)
    found: dict[str, Membership] = {}
    for held in memberships_at(actor.organisation_id, day):
        person = held.person.public_id
        if REVIEW in permissions_of(held.role) and why_not_read(person, one, writers) is None:
            found.setdefault(person, held)
    return list(found.values())


def reviews_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every reading without its texts, which may speak of people."""
    found = ExplanationReview.objects.filter(explanation__procurement__organisation_id=organisation_id)
    for one in found.select_related("explanation", "sample", "reader").order_by("pk"):
        yield one.public_id, plain_values(one)


def _with_people(rows: QuerySet[ExplanationReview]) -> QuerySet[ExplanationReview]:
    return rows.select_related(
        "explanation__procurement__department",
        "explanation__procurement__client__person",
        "explanation__procurement__buyer__person",
        "explanation__department",
        "explanation__proposed_by__person",
        "explanation__approver__person",
        "reader__person",
        "asked_by__person",
        "sample",
    )


READER_WROTE = Text(
    nl="Wie de uitleg schreef, leest haar niet als tweede lezer. Vraag een andere collega.",
    en="Who wrote the explanation does not read it as second reader. Ask another colleague.",
)
READER_APPROVED = Text(
    nl="Wie akkoord gaf op de uitleg, leest haar niet als tweede lezer. Vraag een andere collega.",
    en="Who approved the explanation does not read it as second reader. Ask another colleague.",
)
READER_ASKS = Text(
    nl="De opdrachtgever van het dossier leest de uitleg niet als tweede lezer. Vraag een andere collega.",
    en="The client of the file does not read the explanation as second reader. Ask another colleague.",
)
READER_BUYS = Text(
    nl="De inkoper van het dossier leest de uitleg niet als tweede lezer. Vraag een andere collega.",
    en="The buyer of the file does not read the explanation as second reader. Ask another colleague.",
)
