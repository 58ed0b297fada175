"""Reads of organisations, persons and memberships, and of the session that tells who somebody is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet

from meerwaarde.platform.organisations.models import (
    BUYER_KINDS,
    Department,
    Mandate,
    Membership,
    Organisation,
    Person,
)
from meerwaarde.platform.organisations.ready import Ready, columns, row_of

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


def session_kept(key: str, now: datetime) -> str | None:
    """What a session holds, signed, while it lasts: asked at every request."""
    found = _SESSION.rows(key=key, now=now)
    return found[0][0] if found else None


def person_logged_in(person_id: int) -> Person | None:
    """Who a session belongs to: asked at every request."""
    found = _PERSON.rows(person_id=person_id)
    return row_of(Person, found[0]) if found else None


def memberships_entering(person: Person, slug: str, day: date) -> list[Membership]:
    """The roles that a person holds on a day at the organisation with this address: asked at every door."""
    found = _ENTERING.rows(person_id=person.pk, slug=slug, day=day)
    return [_with_organisation(row, person) for row in found]


def _with_organisation(row: tuple[Any, ...], person: Person) -> Membership:
    own = len(columns(Membership))
    membership = row_of(Membership, row[:own])
    membership.organisation, membership.person = row_of(Organisation, row[own:]), person
    return membership


_SESSION = Ready(
    lambda key, now: Session.objects.filter(session_key=key, expire_date__gt=now).values_list("session_data"),
    key="the key of a session",
    now=datetime(2001, 2, 3, tzinfo=UTC),
)
_PERSON = Ready(
    lambda person_id: Person.objects.filter(pk=person_id).values_list(*columns(Person)), person_id=987_654_321
)
_ENTERING = Ready(
    lambda person_id, slug, day: Membership.objects.filter(
        _held(day),
        person_id=person_id,
        organisation__slug=slug,
        organisation__active=True,
    ).values_list(*columns(Membership), *columns(Organisation, "organisation__")),
    person_id=987_654_321,
    slug="an-address",
    day=date(2001, 2, 3),
)


def memberships_at(organisation_id: int, day: date) -> QuerySet[Membership]:
    """Who holds which role at an organisation on a day."""
    return (
        Membership.objects.filter(_held(day), organisation_id=organisation_id, person__is_active=True)
        .select_related("person", "department")
        .order_by("person__name", "id")
    )


def invitations_at(organisation_id: int) -> QuerySet[Membership]:
    """Who was invited to an organisation and did not answer yet, in the order of asking."""
    return (
        Membership.objects.filter(organisation_id=organisation_id, ended_on=None, person__is_active=True)
        .exclude(invited_as="")
        .select_related("person", "department")
        .order_by("id")
    )


def invitations_of(person: Person) -> QuerySet[Membership]:
    """Where somebody was invited and did not answer yet."""
    return (
        Membership.objects.filter(person=person, ended_on=None, organisation__active=True)
        .exclude(invited_as="")
        .select_related("organisation")
        .order_by("id")
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
    """Begun, accepted, not past its last day, and not ended at once on or before this day."""
    lasts = Q(until__isnull=True) | Q(until__gte=day)
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    return Q(since__lte=day, invited_as="") & lasts & going_on
