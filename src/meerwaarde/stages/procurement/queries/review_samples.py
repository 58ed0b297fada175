"""Samples of explanations: what one can be drawn from, how far the reading is, and what came out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

import msgspec
from django.db.models import Count, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.lifecycle import APPROVED, WITHDRAWN
from meerwaarde.rules.sampling import ShareFound, draw, draw_stratified, population_digest, share_found
from meerwaarde.stages.procurement.models import Explanation, ExplanationReview, ReviewSample
from meerwaarde.stages.procurement.queries.explanations import NO_THEME, explanations_visible_to

STRATA: Final = ("", "department", "reason")
"""By what a sample can be split, so that each part is read: nothing, department, reason."""


class Sampling(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sure and how precise a sample should be: `tenzij/sample`. Shares are from 0 to 1."""

    confidence: Decimal
    margin: Decimal
    fewest: int


@dataclass(frozen=True, kw_only=True)
class Criteria:
    """Approved explanations that were judged from `since` until `until` (both included), narrowed."""

    since: date | None = None
    until: date | None = None
    theme: str = ""
    department: str = ""
    reason: str = ""
    strata: str = ""

    def kept(self) -> dict[str, str]:
        """As a sample keeps them."""
        return {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in vars(self).items()
            if value
        }


@dataclass(frozen=True)
class SampleCount:
    """How far the reading of a sample is."""

    drawn: int
    read: int
    convincing: int


@dataclass(frozen=True)
class Redrawn:
    """What comes out when the sample is drawn again from what was kept."""

    same_population: bool
    same_sample: bool

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return self.same_population and self.same_sample


def samples_visible_to(actor: Actor) -> QuerySet[ReviewSample]:
    """Samples of the actor's own authority, for roles that read procurements."""
    if not actor.may("procurements.read"):
        return ReviewSample.objects.none()
    return ReviewSample.objects.filter(organisation_id=actor.organisation_id)


def listed_samples(actor: Actor) -> list[tuple[ReviewSample, SampleCount]]:
    """Every sample, newest first, with how far it is. Nobody throws one away, so all that were drawn show."""
    rows = samples_visible_to(actor).annotate(
        drawn=Count("reviews"),
        read=Count("reviews", filter=~Q(reviews__verdict="")),
        convincing=Count("reviews", filter=Q(reviews__verdict="convincing")),
    )
    return [(one, SampleCount(one.drawn, one.read, one.convincing)) for one in rows.order_by("-pk")[:200]]


def sample(actor: Actor, public_id: str) -> ReviewSample | None:
    """One sample; None for a stranger and for what is not."""
    return samples_visible_to(actor).select_related("drawn_by__person").filter(public_id=public_id).first()


def population(actor: Actor, wanted: Criteria) -> QuerySet[Explanation]:
    """The approved explanations that a sample with these criteria is drawn from."""
    found = explanations_visible_to(actor).filter(state=APPROVED).exclude(procurement__state=WITHDRAWN)
    if wanted.since:
        found = found.filter(decided_on__gte=wanted.since)
    if wanted.until:
        found = found.filter(decided_on__lte=wanted.until)
    if wanted.theme:
        found = found.filter(theme="" if wanted.theme == NO_THEME else wanted.theme)
    if wanted.department:
        found = found.filter(department__public_id=wanted.department)
    if wanted.reason:
        found = found.filter(reason=wanted.reason)
    return found


def strata_of(actor: Actor, wanted: Criteria) -> dict[str, list[str]]:
    """The public ids of the population per stratum, each sorted. One query."""
    field = {"department": "department__public_id", "reason": "reason"}.get(wanted.strata)
    rows = population(actor, wanted).order_by()
    if field is None:
        ids = sorted(rows.values_list("public_id", flat=True))
        return {"": ids} if ids else {}
    found: dict[str, list[str]] = {}
    for public_id, stratum in rows.values_list("public_id", field):
        found.setdefault(stratum or "", []).append(public_id)
    return {name: sorted(found[name]) for name in sorted(found)}


def drawn_from(strata: dict[str, list[str]], *, size: int, seed: str) -> tuple[str, ...]:
    """The sample that a seed draws from these strata."""
    if len(strata) > 1:
        return draw_stratified(strata, size=size, seed=seed)
    return draw([one for ids in strata.values() for one in ids], size=size, seed=seed)


def redrawn(one: ReviewSample, reviews: list[ExplanationReview]) -> Redrawn:
    """Draw again from what was kept, and lay it beside what stands there."""
    ids = [each for stratum in one.drawn_from.values() for each in stratum]
    again = drawn_from(one.drawn_from, size=one.size, seed=one.seed)
    return Redrawn(
        same_population=len(ids) == one.population and population_digest(ids) == one.population_digest,
        same_sample=sorted(again) == sorted(review.explanation.public_id for review in reviews),
    )


def readings_of(one: ReviewSample) -> list[ExplanationReview]:
    """The readings of a sample in the order in which they were drawn."""
    return list(
        ExplanationReview.objects.filter(sample=one)
        .select_related(
            "explanation__procurement__department",
            "explanation__procurement__client__person",
            "explanation__procurement__buyer__person",
            "explanation__department",
            "explanation__proposed_by__person",
            "explanation__approver__person",
            "reader__person",
        )
        .order_by("pk")
    )


def sampling_of(law: Law) -> tuple[Sampling, Parameter]:
    """How sure and precise, with the parameter that it stands in. Raises `NoParameter`."""
    parameter = law["tenzij/sample"]
    return msgspec.convert(parameter.value, Sampling, strict=False), parameter


def outcome(marked: int, read: int, of: int, how: Sampling) -> ShareFound | None:
    """What the readings say of everything that was drawn from."""
    return share_found(marked, read, of, confidence=how.confidence, fewest=how.fewest)


def samples_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every sample with its seed; without its title and conclusion, which are free text."""
    for one in ReviewSample.objects.filter(organisation_id=organisation_id).order_by("pk"):
        yield one.public_id, plain_values(one)
