"""What is done to people and roles; each in one transaction with its fact in the journal."""

from __future__ import annotations

import re
from datetime import date, datetime
from itertools import count

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.organisations import queries
from meerwaarde.platform.organisations.queries import (
    BUYER_KINDS,
    Department,
    Membership,
    Organisation,
    Person,
)
from meerwaarde.rules.roles import role as known_role
from meerwaarde.rules.text import Text

RESERVED_SLUGS = frozenset(
    {
        "aanmelden",
        "account",
        "api",
        "berichten",
        "inbedden",
        "meedoen",
        "mijn-gegevens",
        "openbaar",
        "rol",
        "static",
        "stijlgids",
        "taal",
    }
)
"""First parts of addresses that belong to the installation itself."""


KEEPERS = {"authority": "administrator", "supplier": "supplier_owner", "civic": "civic_coordinator"}
"""The role that lets people in, per kind of organisation: somebody always holds it."""


class Refused(Exception):
    """What a person asked cannot be done; `text` says why and what can."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.en)


@transaction.atomic
def open_authority(
    *, slug: str, name: str, authority_type: str, buyer: str, email: str, person_name: str, at: datetime
) -> tuple[Organisation, Membership]:
    """Make an authority with its first administrator, who must use a second factor from today on."""
    today = timezone.localdate(at)
    authority = create_authority(
        slug=slug, name=name, authority_type=authority_type, buyer=buyer, second_factor_since=today, at=at
    )
    membership, _new = grant_role(
        actor=System(organisation=authority.public_id, organisation_id=authority.pk),
        email=email,
        name=person_name,
        role="administrator",
        department=None,
        since=today,
        at=at,
    )
    return authority, membership


@transaction.atomic
def create_authority(
    *, slug: str, name: str, authority_type: str, buyer: str, second_factor_since: date | None, at: datetime
) -> Organisation:
    """Make an authority; only the installation does this, through the command."""
    for given, known, what in (
        (authority_type, Organisation.AuthorityType.values, "type"),
        (buyer, list(BUYER_KINDS), "buyer"),
    ):
        if given not in known:
            raise Refused(
                Text(
                    nl=f"“{given}” is geen bekende waarde voor {what}. Kies uit: {', '.join(known)}.",
                    en=f"“{given}” is no known value for {what}. Choose from: {', '.join(known)}.",
                )
            )
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug) or slug in RESERVED_SLUGS:
        raise Refused(
            Text(
                nl=f"“{slug}” kan geen adresnaam zijn. Gebruik kleine letters, cijfers en streepjes.",
                en=f"“{slug}” cannot be an address name. Use small letters, digits and hyphens.",
            )
        )
    if queries.slug_taken(slug):
        raise Refused(
            Text(
                nl=f"De adresnaam “{slug}” is al in gebruik. Kies een andere.",
                en=f"The address name “{slug}” is taken. Choose another.",
            )
        )
    authority = Organisation.enter(
        slug=slug,
        name=name,
        authority_type=authority_type,
        buyer=buyer,
        second_factor_since=second_factor_since,
    )
    record(System(), "authority.create", authority, at=at, fields=["slug", "authority_type", "buyer", "name"])
    return authority


@transaction.atomic
def create_market_party(*, actor: Actor | System, kind: str, name: str, at: datetime) -> Organisation:
    """Make a firm or a civic organisation a place to work: pages of its own, under an address from its name.

    Who may do this is decided by the action that admits it; nobody is a member yet.
    """
    if kind not in (Organisation.Kind.SUPPLIER, Organisation.Kind.CIVIC):
        raise ValueError(f"A market party is a supplier or civic, not {kind!r}")
    party = Organisation.enter(kind=kind, slug=_free_slug(name), name=name)
    record(actor, "market_party.create", party, at=at, fields=["slug", "kind", "name"])
    return party


def _free_slug(name: str) -> str:
    """An address name after the name of a firm; with a number where others have it already."""
    wanted = slugify(name)[:50].strip("-") or "bedrijf"
    for number in count(1):
        slug = wanted if number == 1 else f"{wanted}-{number}"
        if slug not in RESERVED_SLUGS and not queries.slug_taken(slug):
            return slug
    raise AssertionError  # numbers do not end


@transaction.atomic
def add_department(*, actor: Actor | System, code: str, name: str, at: datetime) -> Department:
    """Add a part of the authority that spends and is answered for."""
    _must_manage(actor)
    assert actor.organisation_id is not None
    if queries.departments_of(actor.organisation_id).filter(code=code).exists():
        raise Refused(
            Text(
                nl=f"Er is al een afdeling met de naam “{name}”.",
                en=f"There is a department called “{name}” already.",
            )
        )
    department = Department.enter(organisation_id=actor.organisation_id, code=code, name=name)
    record(actor, "department.add", department, at=at, fields=["code", "name"])
    return department


@transaction.atomic
def grant_role(
    *,
    actor: Actor | System,
    email: str,
    name: str,
    role: str,
    department: Department | None,
    since: date,
    at: datetime,
) -> tuple[Membership, bool]:
    """Give somebody a role from a day on; tells whether the person is new and must be invited.

    Who is known already by this e-mail address keeps the name and password they have. A person of a firm or a
    civic organisation invites: the other says yes first, and until then `name` is all that its people see.
    """
    _must_manage(actor)
    assert actor.organisation_id is not None
    assert department is None or department.organisation_id == actor.organisation_id
    if known_role(role).kind != queries.organisation(actor.organisation_id).kind:
        raise ValueError(f"The role {role} is of another kind of organisation")
    queries.one_at_a_time(actor.organisation_id)  # a double click gives one role
    person = queries.person_by_email(email)
    new = person is None
    if person is None:
        person = Person.invited(email, name)
        record(actor, "person.add", person, at=at, fields=["email", "name"])
    if queries.holds_role(person, actor.organisation_id, role):
        raise Refused(
            Text(
                nl="Deze collega heeft deze rol al. Kies een andere rol, of beëindig de oude eerst.",
                en="This colleague holds this role already. Choose another, or end the old one first.",
            )
        )
    asks_first = isinstance(actor, Actor) and actor.kind != "authority"
    membership = Membership.enter(
        person=person,
        organisation_id=actor.organisation_id,
        department=department,
        role=role,
        since=since,
        invited_as=name[:150] if asks_first else "",
    )
    fields = ["person", "role", "department", "since"]
    record(actor, "role.invite" if asks_first else "role.grant", membership, at=at, fields=fields)
    return membership, new


@transaction.atomic
def accept_invitation(*, membership: Membership, at: datetime) -> None:
    """The invited person says yes: from now on the role opens what it opens. Twice changes nothing."""
    if membership.invited_as and membership.ended_on is None:
        membership.change(invited_as="")
        record(_at(membership), "role.accept", membership, at=at)


@transaction.atomic
def decline_invitation(*, membership: Membership, at: datetime) -> None:
    """The invited person does not want it; nobody there learns more than that."""
    if membership.invited_as and membership.ended_on is None:
        membership.change(ended_on=timezone.localdate(at))
        record(_at(membership), "role.decline", membership, at=at, fields=["ended_on"])


def _at(membership: Membership) -> System:
    return System(organisation=membership.organisation.public_id, organisation_id=membership.organisation_id)


@transaction.atomic
def end_role(*, actor: Actor, membership: Membership, at: datetime) -> None:
    """End a role at once: the next thing asked in it is refused, and tasks it started stop.

    The last administrator stays, or nobody could let anybody in.
    """
    _must_manage(actor)
    assert membership.organisation_id == actor.organisation_id
    queries.one_at_a_time(actor.organisation_id)  # two administrators cannot end each other's role at once
    today = timezone.localdate(at)
    keeper = KEEPERS[queries.organisation(actor.organisation_id).kind]
    others = queries.memberships_at(actor.organisation_id, today).filter(role=keeper, until__isnull=True)
    if membership.role == keeper and not others.exclude(pk=membership.pk).exists():
        name = known_role(keeper).name
        raise Refused(
            Text(
                nl=f"Dit is de enige in deze rol. Geef eerst een collega de rol {name.nl}.",
                en=f"Nobody else holds this role. Give a colleague the role {name.en} first.",
            )
        )
    if membership.ended_on is None and membership.change(ended_on=today):  # the day of an earlier end stays
        record(actor, "role.end", membership, at=at, fields=["ended_on"])


@transaction.atomic
def resume_role(*, actor: Actor, membership: Membership, at: datetime) -> None:
    """Undo the end of a role, on the day itself: later the role is given anew, with its own first day."""
    _must_manage(actor)
    assert membership.organisation_id == actor.organisation_id
    queries.one_at_a_time(actor.organisation_id)
    if membership.ended_on is None:
        return
    if membership.ended_on != timezone.localdate(at):
        raise Refused(
            Text(
                nl="Ongedaan maken kan alleen op de dag zelf. Geef de collega de rol opnieuw.",
                en="This can only be undone on the day itself. Give the colleague the role again.",
            )
        )
    if queries.holds_role(membership.person, actor.organisation_id, membership.role):
        raise Refused(
            Text(
                nl="Deze collega heeft deze rol intussen opnieuw gekregen. Er is niets meer te doen.",
                en="This colleague was given this role again meanwhile. Nothing needs to be done.",
            )
        )
    membership.change(ended_on=None)
    record(actor, "role.resume", membership, at=at, fields=["ended_on"])


@transaction.atomic
def demand_second_factor(*, actor: Actor, since: date | None, at: datetime) -> None:
    """Set the day from which nobody enters this authority without a second factor."""
    _must_manage(actor)
    authority = queries.organisation(actor.organisation_id)
    changed = authority.change(second_factor_since=since)
    if changed:
        record(actor, "authority.second_factor", authority, at=at, fields=changed)


@transaction.atomic
def set_own_regions(*, actor: Actor, regions: list[str], at: datetime) -> None:
    """Say what counts as local here: NUTS codes and codes of municipalities."""
    _must_manage(actor)
    authority = queries.organisation(actor.organisation_id)
    changed = authority.change(own_regions=sorted(set(regions)))
    if changed:
        record(actor, "authority.own_regions", authority, at=at, fields=changed)


def _must_manage(actor: Actor | System) -> None:
    """The installation itself may always; a person only where the role lets people in."""
    if isinstance(actor, Actor):
        must(actor, "organisation.manage" if actor.kind == "authority" else "firm.manage")
