"""Reads of organisations, persons and memberships."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from meerwaarde.platform.organisations.models import Department, Membership, Organisation, Person

__all__ = ["Department", "Membership", "Organisation", "Person"]


def authority(slug: str) -> Organisation | None:
    """The active authority with this address, if there is one."""
    return Organisation.objects.filter(slug=slug, kind=Organisation.Kind.AUTHORITY, active=True).first()


def authorities() -> QuerySet[Organisation]:
    """All active authorities of the installation."""
    return Organisation.objects.filter(kind=Organisation.Kind.AUTHORITY, active=True)


def memberships_of(person: Person, day: date) -> QuerySet[Membership]:
    """The roles that a person holds on a day, at organisations that are active."""
    return (
        Membership.objects.filter(person=person, since__lte=day, organisation__active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("organisation", "department")
    )


def memberships_at(organisation_id: int, day: date) -> QuerySet[Membership]:
    """Who holds which role at an organisation on a day."""
    return (
        Membership.objects.filter(organisation_id=organisation_id, since__lte=day, person__is_active=True)
        .filter(Q(until__isnull=True) | Q(until__gte=day))
        .select_related("person", "department")
        .order_by("person__name", "id")
    )


def departments_of(organisation_id: int) -> QuerySet[Department]:
    """The departments of an organisation by name."""
    return Department.objects.filter(organisation_id=organisation_id)


def names_of_persons(public_ids: set[str]) -> dict[str, str]:
    """Names for a page that shows journal entries; who was erased is simply absent."""
    return dict(Person.objects.filter(public_id__in=public_ids).values_list("public_id", "name"))
