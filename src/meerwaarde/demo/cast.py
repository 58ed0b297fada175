"""The people of a demonstration authority, let in the way an administrator lets colleagues in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from meerwaarde.demo.people import AUTHORITIES, CIVIC_PEOPLE, MARKET_PEOPLE, PEOPLE, DemoPerson
from meerwaarde.demo.shape import DemoStory
from meerwaarde.platform.access.actions import add_department, create_authority, grant_role
from meerwaarde.platform.access.actor import Actor, actor_of
from meerwaarde.platform.journal.actions import System
from meerwaarde.platform.organisations.queries import (
    Department,
    Membership,
    memberships_of,
    person_by_email,
)
from meerwaarde.stages.policy.queries import Framework, Goal
from meerwaarde.stages.policy.queries.ambition_webs import AmbitionWeb

IN_SERVICE_SINCE = date(2023, 1, 1)
UNTIL_SECOND_FACTOR = timedelta(days=365)
"""A visitor may look around for a year before a second factor is demanded."""


@dataclass
class Cast:
    """Who works at one authority and what they have made so far, by the short names of the story."""

    members: dict[str, Membership] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    frameworks: list[Framework] = field(default_factory=list)
    purchases: dict[str, str] = field(default_factory=dict)
    """Public ids of quick purchases that are repeated later."""
    suppliers: dict[str, str] = field(default_factory=dict)
    """Public ids by key; one directory for all authorities of the installation."""
    webs: dict[str, AmbitionWeb] = field(default_factory=dict)
    """Ambition webs by key."""
    administrator: str = ""

    def actor(self, name: str) -> Actor:
        """The actor of the colleague whose address begins with this name."""
        return actor_of(self.members[name])


def gather(story: DemoStory, encoded_password: str, directory: dict[str, str]) -> Cast:
    """Make the authority, its departments and its people. `directory` is shared by all authorities."""
    told = next(one for one in AUTHORITIES if one.slug == story.slug)
    people = [person for person in PEOPLE if person.authority == story.slug]
    first = next(person for person in people if person.role == "administrator")
    authority = create_authority(
        slug=told.slug,
        name=told.name,
        authority_type=told.authority_type,
        buyer="decentral",
        second_factor_since=timezone.localdate() + UNTIL_SECOND_FACTOR,
        at=story.begins,
    )
    system = System(organisation=authority.public_id, organisation_id=authority.pk)
    cast = Cast(
        departments={
            code: add_department(actor=system, code=code, name=name, at=story.begins)
            for code, name in told.departments
        },
        suppliers=directory,
        administrator=first.local_part,
    )
    _let_in(cast, system, first, encoded_password, story.begins)
    administrator = cast.actor(first.local_part)
    for person in people:
        if person is not first:
            _let_in(cast, administrator, person, encoded_password, story.begins)
    return cast


def _let_in(cast: Cast, actor: Actor | System, told: DemoPerson, encoded_password: str, at: datetime) -> None:
    membership, _new = grant_role(
        actor=actor,
        email=told.email,
        name=told.name,
        role=told.role,
        department=cast.departments.get(told.department),
        since=IN_SERVICE_SINCE,
        at=at,
    )
    membership.person.change(password=encoded_password)
    cast.members[told.local_part] = membership


def at_work(name: str, at: datetime) -> Actor:
    """Whoever of the whole demonstration has an address that begins so: of an authority, firm or other."""
    told = next(one for one in (*PEOPLE, *MARKET_PEOPLE, *CIVIC_PEOPLE) if one.local_part == name)
    person = person_by_email(told.email)
    assert person is not None, told.email
    held = memberships_of(person, timezone.localdate(at)).select_related("person", "organisation")
    return actor_of(held.filter(role=told.role)[0])
