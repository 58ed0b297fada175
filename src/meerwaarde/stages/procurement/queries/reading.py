"""Reads of procurements: everything starts at what this actor may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.db.models import Count, F, Q, QuerySet, Sum

from meerwaarde.platform.access.actor import Actor
from meerwaarde.rules.lifecycle import ADVISED, DECIDED, DRAFT, PROCUREMENT, SUBMITTED
from meerwaarde.stages.procurement.models import Lot, Procurement, StoredAdvice

PAGE: Final = 25
RUNNING: Final = (DRAFT, SUBMITTED, ADVISED)
ALL_RUNNING: Final = "running"
"""What a filter on the state says for these three together."""

EDITABLE: Final = (DRAFT, SUBMITTED)
"""States in which the file itself may be changed: by the client in draft, with the buyer while advising."""

SORTS: Final = {
    "newest": ("-pk", "pk"),
    "value": ("-value_cents", "value_cents"),
    "title": ("title", "title"),
    "start": ("start_on", "start_on"),
}
"""What a list can be sorted on: the order, and the column that a next page starts after."""


@dataclass(frozen=True)
class ProcurementFilter:
    """What a person asked of the list; empty means everything."""

    text: str = ""
    state: str = ""
    department: str = ""
    contract: str = ""


def visible_to(actor: Actor) -> QuerySet[Procurement]:
    """Procurements of the actor's own authority, for roles that read procurements."""
    if not actor.may("procurements.read"):
        return Procurement.objects.none()
    return Procurement.objects.filter(organisation_id=actor.organisation_id)


def counted_for(actor: Actor) -> QuerySet[Procurement]:
    """Procurements that count in the register for this actor: also for who may open none of them."""
    if not actor.may("register.read"):
        return Procurement.objects.none()
    return Procurement.objects.filter(organisation_id=actor.organisation_id)


def procurement(actor: Actor, public_id: str) -> Procurement | None:
    """The procurement, or None for a stranger and for what does not exist."""
    return (
        visible_to(actor)
        .select_related("department", "client__person", "buyer__person", "notice")
        .filter(public_id=public_id)
        .first()
    )


def by_start_key(actor: Actor, key: str) -> Procurement | None:
    """The procurement that an earlier sending of the same start form made."""
    return visible_to(actor).filter(start_key=key).first()


def lots_of(procurement: Procurement) -> list[Lot]:
    """The lots in their order."""
    return list(Lot.objects.filter(procurement=procurement))


def advices_of(procurement: Procurement) -> list[StoredAdvice]:
    """Every advice that was completed, newest first."""
    return list(StoredAdvice.objects.filter(procurement=procurement).select_related("made_by__person"))


def stored_advice(actor: Actor, procurement_id: str, advice_id: str) -> StoredAdvice | None:
    """One completed advice of a procurement that this actor may see."""
    return (
        StoredAdvice.objects.filter(
            procurement__in=visible_to(actor), procurement__public_id=procurement_id, public_id=advice_id
        )
        .select_related("procurement", "made_by__person")
        .first()
    )


def filtered(actor: Actor, wanted: ProcurementFilter) -> QuerySet[Procurement]:
    """All that fits a filter, in no particular order."""
    rows = visible_to(actor).select_related("department")
    if wanted.state == ALL_RUNNING:
        rows = rows.filter(state__in=RUNNING)
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.department:
        rows = rows.filter(department__public_id=wanted.department)
    if wanted.contract:
        rows = rows.filter(contract=wanted.contract)
    if wanted.text:
        rows = rows.filter(
            Q(title__icontains=wanted.text)
            | Q(number__icontains=wanted.text)
            | Q(need__icontains=wanted.text)
        )
    return rows


def listed(
    actor: Actor, wanted: ProcurementFilter, *, sort: str = "newest", after: str = ""
) -> list[Procurement]:
    """One page and one row more when there is a next. `after` is the public id of the last row before it."""
    order, column = SORTS.get(sort, SORTS["newest"])
    descending = order.startswith("-")
    key = F(column).desc(nulls_last=True) if descending else F(column).asc(nulls_last=True)
    rows = filtered(actor, wanted).order_by(key, "-pk")
    last = visible_to(actor).filter(public_id=after).first() if after.isalnum() else None
    if last is not None:
        rows = rows.filter(_beyond(column, descending, last))
    return list(rows[: PAGE + 1])


def _beyond(column: str, descending: bool, last: Procurement) -> Q:
    """The rows after `last`: unknown values stand at the end, equal values from new to old."""
    value = getattr(last, column)
    if value is None:
        return Q(**{f"{column}__isnull": True}, pk__lt=last.pk)
    further = Q(**{f"{column}__{'lt' if descending else 'gt'}": value}) | Q(**{f"{column}__isnull": True})
    return further | Q(**{column: value}, pk__lt=last.pk)


def waiting_for(actor: Actor) -> list[Procurement]:
    """The procurements in which this actor has the next step."""
    states = [s.code for s in PROCUREMENT.states if s.waits_for and actor.may(s.waits_for)]
    mine = Q(state=DRAFT, client_id=actor.membership_id) | Q(state=DRAFT, client__isnull=True)
    taken = Q(state__in=(SUBMITTED, ADVISED)) & (Q(buyer_id=actor.membership_id) | Q(buyer__isnull=True))
    rows = visible_to(actor).filter(state__in=states).filter(mine | taken)
    return list(rows.order_by("changed_at", "pk")[:PAGE])


@dataclass(frozen=True)
class Figures:
    """Key figures of an authority: how many run, what they are worth, how many aim at social value."""

    running: int
    value_cents: int
    with_ambition: int
    decided: int

    @property
    def share_with_ambition(self) -> float | None:
        """The part of the running ones with at least one theme at level 1 or higher; None when none run."""
        return self.with_ambition / self.running if self.running else None


def figures(actor: Actor) -> Figures:
    """One query for the counts, for who may read procurements."""
    found = visible_to(actor).aggregate(
        running=Count("pk", filter=Q(state__in=RUNNING)),
        value=Sum("value_cents", filter=Q(state__in=RUNNING)),
        with_ambition=Count("pk", filter=Q(state__in=RUNNING, ambitious=True)),
        decided=Count("pk", filter=Q(state=DECIDED)),
    )
    return Figures(found["running"], found["value"] or 0, found["with_ambition"], found["decided"])


def of_goal(actor: Actor, goal: str) -> list[Procurement]:
    """The procurements that serve a goal, newest first."""
    return list(visible_to(actor).filter(goals__public_id=goal).order_by("-pk")[:50])


def of_notice(actor: Actor, notice: str) -> list[Procurement]:
    """The procurements that were started from a notice."""
    return list(visible_to(actor).filter(notice__public_id=notice).order_by("-pk")[:50])


def per_goal(actor: Actor, goals: tuple[str, ...]) -> dict[str, int]:
    """How many procurements serve each of these goals; one that none serves is absent."""
    found = counted_for(actor).filter(goals__public_id__in=goals).order_by()
    return dict(found.values_list("goals__public_id").annotate(Count("pk")))
