"""Reads of organisations, persons and memberships."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from meerwaarde.platform.organisations.models import (
    BUYER_KINDS,
    Department,
    Mandate,
    Membership,
    Organisation,
    Person,
)

__all__ = ["BUYER_KINDS", "Department", "Mandate", "Membership", "Organisation", "Person"]


def authority(slug: str) -> Organisation | None:
    """The active authority with this address, if there is one."""
    return Organisation.objects.filter(slug=slug, kind=Organisation.Kind.AUTHORITY, active=True).first()


def organisation(organisation_id: int) -> Organisation:
    """The organisation with this key."""
    return Organisation.objects.get(pk=organisation_id)


def one_at_a_time(organisation_id: int) -> None:
    """Hold the row of an organisation until the transaction ends: who asks for it meanwhile waits.

    For what must be counted before it is written: the next number, the last administrator.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation_id)  # rows may still refer to it


def slug_taken(slug: str) -> bool:
    """Whether any organisation, active or not, has this address."""
    return Organisation.objects.filter(slug=slug).exists()


def person_by_email(email: str) -> Person | None:
    """Who logs in with this address; capitals do not count."""
    return Person.objects.filter(email=email.strip().lower()).first()


def holds_role(person: Person, organisation_id: int, role: str) -> bool:
    """Whether this person has this role there without an end."""
    return Membership.objects.filter(
        person=person, organisation_id=organisation_id, role=role, until__isnull=True, ended_on__isnull=True
    ).exists()


def membership_at(organisation_id: int, public_id: str) -> Membership | None:
    """One membership of an organisation; of another organisation it does not exist."""
    return Membership.objects.filter(organisation_id=organisation_id, public_id=public_id).first()


def authorities() -> QuerySet[Organisation]:
    """All active authorities of the installation."""
    return Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY, active=True)


def memberships_of(person: Person, day: date) -> QuerySet[Membership]:
    """The roles that a person holds on a day, at organisations that are active."""
    return Membership.objects.filter(_held(day), person=person, organisation__active=True).select_related(
        "organisation", "department"
    )


def memberships_at(organisation_id: int, day: date) -> QuerySet[Membership]:
    """Who holds which role at an organisation on a day."""
    return (
        Membership.objects.filter(_held(day), organisation_id=organisation_id, person__is_active=True)
        .select_related("person", "department")
        .order_by("person__name", "id")
    )


def ended_today(organisation_id: int, day: date) -> QuerySet[Membership]:
    """Roles that were ended at once on this day: as long as it lasts, that can be undone."""
    return (
        Membership.objects.filter(organisation_id=organisation_id, ended_on=day, person__is_active=True)
        .select_related("person", "department")
        .order_by("person__name", "id")
    )


def mandates_of(organisation_id: int) -> QuerySet[Mandate]:
    """The whole register of an authority, newest first."""
    return (
        Mandate.objects.filter(organisation_id=organisation_id)
        .select_related("membership__person", "department")
        .order_by("-since", "-id")
    )


def mandate(organisation_id: int, public_id: str) -> Mandate | None:
    """One entry of the register; of another authority it does not exist."""
    return mandates_of(organisation_id).filter(public_id=public_id).first()


def departments_of(organisation_id: int) -> QuerySet[Department]:
    """The departments of an organisation by name."""
    return Department.objects.filter(organisation_id=organisation_id)


def names_of_persons(public_ids: set[str]) -> dict[str, str]:
    """Names for a page that shows journal entries; who was erased is simply absent."""
    return dict(Person.objects.filter(public_id__in=public_ids).values_list("public_id", "name"))


def _held(day: date) -> Q:
    """Begun, not past its last day, and not ended at once on or before this day."""
    lasts = Q(until__isnull=True) | Q(until__gte=day)
    return Q(since__lte=day) & lasts & (Q(ended_on__isnull=True) | Q(ended_on__gt=day))
