"""Reads of self-assessments and of who carries what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal import exporters
from meerwaarde.platform.organisations.queries import (
    Department,
    Membership,
    departments_of,
    memberships_at,
)
from meerwaarde.rules.lifecycle import ASSESSMENT_CLOSED
from meerwaarde.rules.responsibility import Holder
from meerwaarde.rules.self_assessment import Answered
from meerwaarde.stages.policy.models import AgreedAnswer, Assessment, AssessmentAnswer, Responsibility


@dataclass(frozen=True)
class OwnAnswer:
    """What a person said of a statement: the level (None: does not know) and what it rests on."""

    level: int | None
    evidence: str


def assessments_visible_to(actor: Actor) -> QuerySet[Assessment]:
    """The rounds of the actor's own authority, newest year first and the whole before its departments."""
    if not actor.may("assessments.answer"):
        return Assessment.objects.none()
    return (
        Assessment.objects.filter(organisation_id=actor.organisation_id)
        .select_related("department", "lead__person")
        .order_by("-year", "department__name", "-pk")
    )


def assessment(actor: Actor, public_id: str) -> Assessment | None:
    """One round; None for a stranger and for what does not exist."""
    return assessments_visible_to(actor).filter(public_id=public_id).first()


def assessment_to_change(actor: Actor, public_id: str) -> Assessment | None:
    """The round, held until the transaction ends."""
    rows = Assessment.objects.filter(organisation_id=actor.organisation_id, public_id=public_id)
    return rows.select_for_update().first() if actor.may("assessments.answer") else None


def round_exists(actor: Actor, year: int, department: Department | None) -> bool:
    """Whether this part of the authority has a round in that year."""
    return assessments_visible_to(actor).filter(year=year, department=department).exists()


def listed_assessments(actor: Actor) -> list[Assessment]:
    """All rounds with their agreed levels, and with how many people answered as `people`."""
    return list(
        assessments_visible_to(actor)
        .annotate(people=Count("answers__membership", distinct=True))
        .prefetch_related(Prefetch("agreed", AgreedAnswer.objects.order_by("pk")))
    )


def own_answers(actor: Actor, found: Assessment) -> dict[str, OwnAnswer]:
    """What the actor answered in this round, by statement."""
    rows = found.answers.filter(membership__public_id=actor.membership)
    return {row.statement: OwnAnswer(row.level, row.evidence) for row in rows}


def all_answers(found: Assessment) -> list[Answered]:
    """What everybody answered, without who said it."""
    return [
        Answered(statement, level) for statement, level in found.answers.values_list("statement", "level")
    ]


def evidence_of(found: Assessment) -> dict[str, list[str]]:
    """What people gave as evidence, by statement, without who said it, in the order of the alphabet."""
    named: dict[str, list[str]] = defaultdict(list)
    rows = found.answers.exclude(evidence="").values_list("statement", "evidence").order_by("evidence")
    for statement, evidence in rows:
        if evidence not in named[statement]:
            named[statement].append(evidence)
    return dict(named)


def people_who_answered(found: Assessment) -> int:
    """How many people answered at least one statement."""
    return found.answers.values("membership").distinct().count()


def agreed_levels(found: Assessment) -> dict[str, AgreedAnswer]:
    """What was agreed, by statement."""
    return {row.statement: row for row in found.agreed.all()}


def round_before(actor: Actor, found: Assessment) -> Assessment | None:
    """The last closed round of the same part of the authority in an earlier year."""
    return (
        assessments_visible_to(actor)
        .filter(department=found.department, year__lt=found.year, state=ASSESSMENT_CLOSED)
        .order_by("-year")
        .first()
    )


def open_rounds_without(actor: Actor) -> list[Assessment]:
    """Open rounds for the actor's part of the authority in which the actor answered nothing yet."""
    mine = Q(department__isnull=True)
    if actor.department_id is not None:
        mine |= Q(department_id=actor.department_id)
    return list(
        assessments_visible_to(actor)
        .filter(mine, state="open")
        .exclude(answers__membership__public_id=actor.membership)[:5]
    )


def assessment_names(actor: Actor, public_ids: Set[str]) -> dict[str, str]:
    """What the journal calls these rounds."""
    rows = assessments_visible_to(actor).filter(public_id__in=public_ids)
    return {
        row.public_id: f"{row.year} {row.department.name}" if row.department else str(row.year)
        for row in rows
    }


def responsibilities_visible_to(actor: Actor) -> QuerySet[Responsibility]:
    """Who carries what at the actor's own authority, also before and later."""
    if not actor.may("responsibilities.read"):
        return Responsibility.objects.none()
    return (
        Responsibility.objects.filter(organisation_id=actor.organisation_id)
        .select_related("membership__person", "department")
        .order_by("membership__person__name", "pk")
    )


def responsibility(actor: Actor, public_id: str) -> Responsibility | None:
    """One duty of one person."""
    return responsibilities_visible_to(actor).filter(public_id=public_id).first()


def carried_on(actor: Actor, day: date) -> list[Responsibility]:
    """Who carries what on a day: a duty ends with the role of whoever carries it."""
    lasts = Q(until__isnull=True) | Q(until__gte=day)
    held = memberships_at(actor.organisation_id, day).values("pk")
    return list(
        responsibilities_visible_to(actor).filter(lasts, since__lte=day, ended=False, membership__in=held)
    )


def carried_twice(
    actor: Actor, duty: str, held: Membership, department: Department | None, since: date, *, but: int = 0
) -> bool:
    """Whether this person carries the same duty on some day from `since` on; row `but` left out."""
    lasts = Q(until__isnull=True) | Q(until__gte=since)
    same = responsibilities_visible_to(actor).filter(
        lasts, duty=duty, membership=held, department=department, ended=False
    )
    return same.exclude(pk=but).exists()


def holders(carried: list[Responsibility]) -> list[Holder]:
    """The duties as the pure rules read them."""
    return [
        Holder(
            row.duty,  # type: ignore[arg-type] # the database knows no other
            row.membership.role,
            row.department.code if row.department else "",
            row.membership.person.public_id,
        )
        for row in carried
    ]


def people_to_choose(actor: Actor, day: date) -> QuerySet[Membership]:
    """Everybody who can carry a duty here on this day."""
    return memberships_at(actor.organisation_id, day)


def departments_here(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the authority's departments."""
    return list(departments_of(actor.organisation_id).values_list("code", "name"))


def standing_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rounds without what any person answered: year, part, agreed levels."""
    rows = Assessment.objects.filter(organisation_id=organisation_id).prefetch_related("agreed")
    for row in rows.order_by("pk"):
        agreed = {one.statement: one.level for one in row.agreed.all()}
        yield row.public_id, {**exporters.plain_values(row), "agreed": agreed}


def responsibilities_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Duties with the id of the role that carries them; no names."""
    for row in Responsibility.objects.filter(organisation_id=organisation_id).order_by("pk"):
        yield row.public_id, exporters.plain_values(row)


__all__ = ["AgreedAnswer", "Assessment", "AssessmentAnswer", "Responsibility"]
