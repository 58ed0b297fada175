"""What an administrator does with the register of mandates; each in one transaction with its fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.access.mandates import entry_of
from meerwaarde.platform.journal.actions import System, record
from meerwaarde.platform.organisations.queries import Department, Mandate, Membership
from meerwaarde.rules import mandates as rules
from meerwaarde.rules.money import cents
from meerwaarde.rules.text import Text


@dataclass(frozen=True, kw_only=True)
class MandateGiven:
    """A mandate as the administrator gives it; `amount` in euros excluding VAT, None for no limit."""

    act: str
    role: str
    membership: Membership | None = None
    department: Department | None = None
    contracts: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    amount: Decimal | None = None
    since: date
    until: date | None = None
    source: str = ""


class Faulty(Refused):
    """What was given cannot be right; `faults` tells which field and why."""

    def __init__(self, faults: dict[str, Text]) -> None:
        super().__init__(next(iter(faults.values())))
        self.faults = faults


@transaction.atomic
def register_mandate(*, actor: Actor | System, given: MandateGiven, at: datetime) -> Mandate:
    """Enter a mandate into the register. Raises `Faulty` where a field cannot be right."""
    organisation_id = _must_manage(actor)
    values = _checked(organisation_id, given)
    entered = Mandate.enter(organisation_id=organisation_id, **values)
    record(actor, "mandate.register", entered, at=at, fields=values)
    return entered


@transaction.atomic
def change_mandate(
    *, actor: Actor, mandate: Mandate, given: MandateGiven, expected_version: int, at: datetime
) -> tuple[str, ...]:
    """Correct an entry; names the fields that changed. What was approved on it before stays approved."""
    assert mandate.organisation_id == _must_manage(actor)
    if mandate.ended_on is not None:
        raise Refused(ENDED_ALREADY)
    changed = mandate.change(expected_version, **_checked(mandate.organisation_id, given))
    if changed:
        record(actor, "mandate.change", mandate, at=at, fields=changed)
    return changed


@transaction.atomic
def end_mandate(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """Withdraw a mandate at once: from now on nobody approves on it."""
    assert mandate.organisation_id == _must_manage(actor)
    if mandate.ended_on is None:
        mandate.change(ended_on=timezone.localdate(at))
        record(actor, "mandate.end", mandate, at=at, fields=["ended_on"])


@transaction.atomic
def resume_mandate(*, actor: Actor, mandate: Mandate, at: datetime) -> None:
    """Undo the end of a mandate, on the day itself: later it takes a new entry with its own first day."""
    assert mandate.organisation_id == _must_manage(actor)
    if mandate.ended_on is None:
        return
    if mandate.ended_on != timezone.localdate(at):
        raise Refused(
            Text(
                nl="Ongedaan maken kan alleen op de dag zelf. Leg een nieuw mandaat vast.",
                en="This can only be undone on the day itself. Register a new mandate.",
            )
        )
    mandate.change(ended_on=None)
    record(actor, "mandate.resume", mandate, at=at, fields=["ended_on"])


def alike(mandate: Mandate, others: tuple[rules.Mandate, ...]) -> tuple[rules.Mandate, ...]:
    """Entries for the same people and purchases in overlapping days: allowed, but people are told."""
    entry = entry_of(mandate)
    return tuple(other for other in others if other.id != entry.id and rules.same_reach(entry, other))


def _checked(organisation_id: int, given: MandateGiven) -> dict[str, Any]:
    """The columns of what was given, or `Faulty`."""
    for part in (given.membership, given.department):
        assert part is None or part.organisation_id == organisation_id
    values = {
        **vars(given),
        "membership": given.membership,
        "department": given.department,
        "contracts": sorted(given.contracts),
        "cpv": sorted(given.cpv),
    }
    amount = values.pop("amount")
    values["amount_cents"] = None if amount is None else cents(amount)
    faults = rules.faults(
        rules.Mandate(
            id="", act=given.act, role=given.role, amount=amount, since=given.since, until=given.until
        )
    )
    if given.membership is not None and given.membership.role != given.role:
        faults["membership"] = Text(
            nl="Deze collega heeft deze rol niet. Kies een collega met deze rol, of geef de rol eerst.",
            en="This colleague does not hold this role. Choose one who does, or give the role first.",
        )
    if faults:
        raise Faulty(faults)
    return values


def _must_manage(actor: Actor | System) -> int:
    """The installation itself may always; a person only in a role that manages mandates."""
    if isinstance(actor, Actor):
        must(actor, "mandates.manage")
    assert actor.organisation_id is not None
    return actor.organisation_id


ENDED_ALREADY = Text(
    nl="Dit mandaat is beëindigd. Maak dat eerst ongedaan, of leg een nieuw mandaat vast.",
    en="This mandate has ended. Undo that first, or register a new mandate.",
)
