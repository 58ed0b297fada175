"""The register of mandates put to work: may this person do this, and who may."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.organisations import queries
from meerwaarde.platform.organisations.queries import Membership
from meerwaarde.rules.mandates import ACTS, LEFT_TO_THE_ROLE, Mandate, MandateAnswer, granted
from meerwaarde.rules.money import from_cents
from meerwaarde.rules.roles import permissions_of


def mandated(
    actor: Actor,
    act: str,
    *,
    amount: Decimal | None,
    contract: str | None,
    cpv: Sequence[str] | None,
    department: str | None,
    day: date,
) -> MandateAnswer:
    """Whether the register lets this actor do an act of `ACTS` for such a purchase on this day.

    `amount` is in euros excluding VAT, `department` the code of the department; None means not known. What an
    authority may leave to the role asks for a mandate only once one for that act has begun in its register.
    """
    entries = register_of(actor.organisation_id)
    if left_to_the_role(entries, act, day):
        return MandateAnswer(True, "", LEFT_TO_THE_ROLE)
    return granted(
        entries,
        act=act,
        role=actor.role,
        membership=actor.membership,
        amount=amount,
        contract=contract,
        cpv=cpv,
        department=department,
        day=day,
    )


def who_may(
    organisation_id: int,
    act: str,
    *,
    amount: Decimal | None,
    contract: str | None,
    cpv: Sequence[str] | None,
    department: str | None,
    day: date,
) -> list[Membership]:
    """Everybody whose role opens the door and whose mandate suffices for such a purchase, by name.

    The one who asks may be among them: who may not judge the own file is for the caller to leave out.
    """
    entries = register_of(organisation_id)
    by_role = left_to_the_role(entries, act, day)
    return [
        held
        for held in queries.memberships_at(organisation_id, day)
        if ACTS[act].permission in permissions_of(held.role)
        and (
            by_role
            or granted(
                entries,
                act=act,
                role=held.role,
                membership=held.public_id,
                amount=amount,
                contract=contract,
                cpv=cpv,
                department=department,
                day=day,
            ).granted
        )
    ]


def register_of(organisation_id: int) -> tuple[Mandate, ...]:
    """The register of an authority as the rules read it."""
    return tuple(entry_of(row) for row in queries.mandates_of(organisation_id))


def entry_of(row: queries.Mandate) -> Mandate:
    """One row of the register as the rules read it; amounts in euros."""
    return Mandate(
        id=row.public_id,
        act=row.act,
        role=row.role,
        membership=row.membership.public_id if row.membership else None,
        department=row.department.code if row.department else None,
        contracts=tuple(row.contracts),
        cpv=tuple(row.cpv),
        amount=None if row.amount_cents is None else from_cents(row.amount_cents),
        since=row.since,
        until=row.until,
        ended_on=row.ended_on,
        source=row.source,
    )


def left_to_the_role(entries: Iterable[Mandate], act: str, day: date) -> bool:
    """Whether nobody needs a mandate for this act yet.

    One that begins next month leaves today as it is; one that ended does not open the door again.
    """
    return not ACTS[act].always and not any(entry.act == act and entry.has_held(day) for entry in entries)
