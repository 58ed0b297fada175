"""A person's own data: fetching them, and erasing them where no authority answers for what was done.

Stages say what they keep about a person and how it goes, so that nobody has to know all stages:

    @own_data.register("market.contacts")
    def contacts(person: Person) -> list[OwnData]: ...

    erasers.append(forget_in_the_market)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actions import KEEPERS, Refused
from meerwaarde.platform.journal.actions import System, forget, record
from meerwaarde.platform.layout.slots import Slot
from meerwaarde.platform.organisations.models import new_salt
from meerwaarde.platform.organisations.queries import Membership, Person, memberships_at, memberships_of
from meerwaarde.rules.text import Text


@dataclass(frozen=True)
class OwnData:
    """One thing that is kept about a person, by the names of what is kept."""

    kind: str
    values: Mapping[str, str]


own_data: Slot[[Person], OwnData] = Slot("own_data")
erasers: list[Callable[[Person, datetime], None]] = []


@own_data.register("access.person", order=10)
def about_the_person(person: Person) -> list[OwnData]:
    """Account and roles."""
    account = OwnData("account", {"name": person.name, "email": person.email, "language": person.language})
    roles = [
        OwnData(
            "role",
            {"organisation": one.organisation.name, "role": one.role, "since": one.since.isoformat()},
        )
        for one in memberships_of(person, timezone.localdate())
    ]
    return [account, *roles]


def keeps_alone(person: Person, at: datetime) -> list[Membership]:
    """Where this person is the only one who lets people in."""
    today = timezone.localdate(at)
    found = []
    for one in memberships_of(person, today):
        keeper = KEEPERS[one.organisation.kind]
        others = memberships_at(one.organisation_id, today).filter(role=keeper).exclude(person=person)
        if one.role == keeper and not others.exists():
            found.append(one)
    return found


@transaction.atomic
def erase_person(*, person: Person, although_last: bool, at: datetime) -> None:
    """Erase a person's own data, on that person's own request; facts stay, without a name or a key to it.

    Who works at an authority asks its administrator: the law makes an authority keep who decided. Raises
    `Refused` for those, and for the last owner of a firm who did not say to know what that means.
    """
    today = timezone.localdate(at)
    held = list(memberships_of(person, today))
    if any(one.organisation.kind == "authority" for one in held):
        raise Refused(
            Text(
                nl="U werkt bij een overheid. Die moet kunnen laten zien wie wat besliste. "
                "Vraag uw beheerder welke gegevens weg mogen.",
                en="You work at an authority. It must be able to show who decided what. "
                "Ask your administrator which data may go.",
            )
        )
    if not although_last and keeps_alone(person, at):
        raise Refused(
            Text(
                nl="Na u kan niemand meer collega's toelaten bij uw organisatie. Geef eerst iemand anders "
                "die rol, of zeg hieronder dat u dit weet.",
                en="After you nobody can let colleagues in at your organisation. Give somebody else that "
                "role first, or say below that you know this.",
            )
        )
    for erase in erasers:
        erase(person, at)
    for one in held:
        who = System(organisation=one.organisation.public_id, organisation_id=one.organisation_id)
        one.change(ended_on=today)
        record(who, "role.end", one, at=at, fields=["ended_on"])
        forget(who, "membership", one.public_id, at=at)
    known: Any = person  # allauth adds the way back to its second factors
    known.authenticator_set.all().delete()
    record(System(), "person.erase", person, at=at)
    person.change(
        password=make_password(None),
        name="–",
        email=f"gewist-{person.public_id}@gewist.invalid",
        is_active=False,
        last_login=None,
        salt=new_salt(),
    )
    forget(System(), "person", person.public_id, at=at)
