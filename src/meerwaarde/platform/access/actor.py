"""An actor is one person in one membership: who does something, where, and what that role may do."""

from __future__ import annotations

from dataclasses import dataclass, field

from meerwaarde.platform.organisations.queries import Membership, Organisation
from meerwaarde.rules.roles import all_permissions, permissions_of


@dataclass(frozen=True)
class Actor:
    """Passed to every query and action; ids with `_id` are keys, the others public ids."""

    person_id: int | None
    person: str
    name: str
    language: str
    membership_id: int | None
    membership: str
    organisation_id: int
    organisation: str
    organisation_name: str
    slug: str
    buyer: str
    department_id: int | None
    role: str
    permissions: frozenset[str] = field(repr=False)
    kind: str = "authority"
    """Of the organisation: authority, supplier or civic."""

    def may(self, permission: str) -> bool:
        return permission in self.permissions


def installation_at(organisation: Organisation) -> Actor:
    """The installation itself at work for an authority: a command that no person gives through a page."""
    return Actor(
        person_id=None,
        person="",
        name="Meerwaarde",
        language="nl",
        membership_id=None,
        membership="",
        organisation_id=organisation.pk,
        organisation=organisation.public_id,
        organisation_name=organisation.name,
        slug=organisation.slug,
        buyer=organisation.buyer,
        department_id=None,
        role="system",
        permissions=all_permissions(),
        kind=organisation.kind,
    )


def actor_of(membership: Membership) -> Actor:
    """The actor that a membership makes of its person."""
    person, organisation = membership.person, membership.organisation
    return Actor(
        person_id=person.pk,
        person=person.public_id,
        name=person.name,
        language=person.language,
        membership_id=membership.pk,
        membership=membership.public_id,
        organisation_id=organisation.pk,
        organisation=organisation.public_id,
        organisation_name=organisation.name,
        slug=organisation.slug,
        buyer=organisation.buyer,
        department_id=membership.department_id,
        role=membership.role,
        permissions=permissions_of(membership.role),
        kind=organisation.kind,
    )
