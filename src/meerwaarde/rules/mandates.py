"""Who may bind the authority to what: a mandate is for a role or a person, up to an amount, for a while.

The register is the authority's own (Awb, afdeling 10.1.1: a mandate is given in writing and within limits). A
role alone approves nothing; the role says which doors open, the mandate says how far somebody may go.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.compliance.policy_rule import cpv_group
from meerwaarde.rules.money import euro
from meerwaarde.rules.roles import ROLES, permissions_of, role
from meerwaarde.rules.text import Text

Act = Literal["approve_explanation", "settle_strategy"]


class ActKind(msgspec.Struct, frozen=True):
    """What a mandate can be for; `permission` is what the role must carry before a mandate means anything."""

    code: Act
    name: Text
    permission: str
    always: bool
    """True where nobody does this without a mandate; False where an authority may leave it to the role."""


ACTS: dict[str, ActKind] = {
    "approve_explanation": ActKind(
        "approve_explanation",
        Text(nl="Akkoord geven op een uitleg (tenzij)", en="Approve an explanation (comply or explain)"),
        "explanations.approve",
        always=True,
    ),
    "settle_strategy": ActKind(
        "settle_strategy",
        Text(nl="De strategie van een inkoop vaststellen", en="Settle the strategy of a procurement"),
        "procurements.decide",
        always=False,
    ),
}


class Mandate(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the register. An empty tuple, and None, mean: no limit of that kind.

    `membership` narrows the role to one person in it. `contracts` are contract codes, `cpv` groups of CPV
    codes ("909" or "90900000"). `amount` is in euros excluding VAT and is itself still within. `until` is the
    last day on which it holds; from `ended_on` on it was withdrawn.
    """

    id: str
    act: str
    role: str
    membership: str | None = None
    department: str | None = None
    contracts: tuple[str, ...] = ()
    cpv: tuple[str, ...] = ()
    amount: Decimal | None = None
    since: date
    until: date | None = None
    ended_on: date | None = None
    source: str = ""

    def in_force(self, day: date) -> bool:
        """Whether it holds on this day: from its first day to its last, unless it was withdrawn."""
        return self.since <= day and not self.over(day)

    def over(self, day: date) -> bool:
        """Whether it holds no longer on this day."""
        return (self.until is not None and self.until < day) or (
            self.ended_on is not None and self.ended_on <= day
        )

    def has_held(self, day: date) -> bool:
        """Whether it held on this day or on one before it; not so if it was withdrawn before it began."""
        return self.since <= day and (self.ended_on is None or self.since < self.ended_on)

    def within(self, amount: Decimal | None) -> bool:
        """Whether it reaches this amount (EUR excl. VAT); None, not known, only where there is no limit."""
        return self.amount is None or (amount is not None and amount <= self.amount)

    def is_for(self, role: str, membership: str) -> bool:
        """Whether somebody in this membership is meant."""
        return self.role == role and self.membership in (None, membership)


class MandateAnswer(msgspec.Struct, frozen=True):
    """Whether it may be done, on which mandate (its id, or empty), and what is missing where it may not."""

    granted: bool
    mandate: str
    why: Text
    what_now: Text | None = None


class _Short(msgspec.Struct, frozen=True):
    """What a mandate lacks for what is asked. The higher the rank, the closer it came to enough."""

    rank: int
    why: Text


def granted(
    mandates: Iterable[Mandate],
    *,
    act: str,
    role: str,
    membership: str,
    amount: Decimal | None,
    contract: str | None,
    cpv: Sequence[str] | None,
    department: str | None,
    day: date,
) -> MandateAnswer:
    """Whether somebody in this role and membership may do this act on this day, for a purchase of this kind.

    What is not known (None) only passes a mandate without a limit of that kind: an amount that nobody has
    given could be any amount. With several CPV codes, each must be in a group of the mandate. One mandate
    must suffice by itself: amounts and categories of different entries are not added up. Where none does, the
    answer tells what the one lacks that came closest. `act` must be a code of `ACTS`.
    """
    held = [one for one in mandates if one.act == act and one.is_for(role, membership)]
    if not held:
        return MandateAnswer(False, "", _nothing_registered(act, role), ASK)
    best: _Short | None = None
    for one in held:
        short = _lacks(one, amount=amount, contract=contract, cpv=cpv, department=department, day=day)
        if short is None:
            return MandateAnswer(True, one.id, _enough(one))
        if best is None or short.rank > best.rank:
            best = short
    assert best is not None
    return MandateAnswer(False, "", best.why, ASK)


def faults(mandate: Mandate) -> dict[str, Text]:
    """What cannot be right about an entry, by field; empty where it can be registered."""
    found: dict[str, Text] = {}
    kind = ACTS.get(mandate.act)
    if kind is None:
        found["act"] = Text(nl="Kies waarvoor dit mandaat geldt.", en="Choose what this mandate is for.")
    elif kind.permission not in permissions_of(mandate.role):
        found["role"] = _cannot_carry(kind, mandate.role)
    if mandate.until is not None and mandate.until < mandate.since:
        found["until"] = Text(
            nl="De laatste dag ligt vóór de eerste dag. Kies een latere laatste dag, of laat dit leeg.",
            en="The last day is before the first. Choose a later last day, or leave this empty.",
        )
    if mandate.amount is not None and mandate.amount <= 0:
        found["amount"] = Text(
            nl="Het bedrag moet meer dan nul zijn. Laat dit leeg als er geen grens is.",
            en="The amount must be more than zero. Leave this empty where there is no limit.",
        )
    return found


def same_reach(one: Mandate, other: Mandate) -> bool:
    """Whether two entries are for the same people, act and purchases in overlapping days.

    Allowed, because a raised amount may follow on another decision; but people are told.
    """
    alike = (
        one.act == other.act
        and one.role == other.role
        and one.membership == other.membership
        and one.department == other.department
        and set(one.contracts) == set(other.contracts)
        and set(one.cpv) == set(other.cpv)
    )
    return alike and one.since <= _last(other) and other.since <= _last(one)


def carriers(act: str) -> tuple[str, ...]:
    """Codes of the roles that can be given a mandate for this act; `act` must be a code of `ACTS`."""
    return tuple(known.code for known in ROLES if ACTS[act].permission in known.permissions)


def _last(mandate: Mandate) -> date:
    ends = [day for day in (mandate.until, mandate.ended_on) if day is not None]
    return min(ends, default=date.max)


def _lacks(
    mandate: Mandate,
    *,
    amount: Decimal | None,
    contract: str | None,
    cpv: Sequence[str] | None,
    department: str | None,
    day: date,
) -> _Short | None:
    if mandate.department is not None and mandate.department != department:
        return _Short(0, OTHER_DEPARTMENT if department else NO_DEPARTMENT)
    if mandate.contracts and contract not in mandate.contracts:
        return _Short(1, OTHER_CONTRACT if contract else NO_CONTRACT)
    if mandate.cpv and not _within(cpv or (), mandate.cpv):
        return _Short(2, OTHER_CPV if cpv else NO_CPV)
    if not mandate.in_force(day):
        return _Short(3, _out_of_days(mandate, day))
    if mandate.amount is not None and not mandate.within(amount):
        return _Short(4, _too_much(mandate.amount, amount))
    return None


def _within(codes: Sequence[str], groups: Sequence[str]) -> bool:
    starts = tuple(cpv_group(group) for group in groups)
    return bool(codes) and all(code.startswith(starts) for code in codes)


def _enough(mandate: Mandate) -> Text:
    if mandate.amount is None:
        return Text(nl="Uw mandaat heeft geen grens in geld.", en="Your mandate has no limit in money.")
    return Text(
        nl=f"Uw mandaat gaat tot en met {euro(mandate.amount, 'nl')}.",
        en=f"Your mandate goes up to and including {euro(mandate.amount, 'en')}.",
    )


def _too_much(limit: Decimal, amount: Decimal | None) -> Text:
    nl = f"Uw mandaat gaat tot en met {euro(limit, 'nl')}"
    en = f"Your mandate goes up to and including {euro(limit, 'en')}"
    if amount is None:
        return Text(
            nl=f"{nl}; de waarde van deze inkoop is nog niet bekend.",
            en=f"{en}; the value of this purchase is not known yet.",
        )
    return Text(
        nl=f"{nl}; deze inkoop is {euro(amount, 'nl')}.", en=f"{en}; this purchase is {euro(amount, 'en')}."
    )


def _out_of_days(mandate: Mandate, day: date) -> Text:
    if mandate.ended_on is not None and mandate.ended_on <= day:
        return Text(
            nl=f"Uw mandaat is beëindigd op {mandate.ended_on:%d-%m-%Y}.",
            en=f"Your mandate was ended on {mandate.ended_on:%d-%m-%Y}.",
        )
    if mandate.until is not None and mandate.until < day:
        return Text(
            nl=f"Uw mandaat liep tot en met {mandate.until:%d-%m-%Y}.",
            en=f"Your mandate ran until and including {mandate.until:%d-%m-%Y}.",
        )
    return Text(
        nl=f"Uw mandaat gaat pas in op {mandate.since:%d-%m-%Y}.",
        en=f"Your mandate only starts on {mandate.since:%d-%m-%Y}.",
    )


def _nothing_registered(act: str, role_code: str) -> Text:
    name, who = ACTS[act].name, _role_name(role_code)
    return Text(
        nl=f"Er is voor u als {who.nl.lower()} geen mandaat vastgelegd voor: {_small(name.nl)}.",
        en=f"No mandate is registered for you as {who.en.lower()} to: {_small(name.en)}.",
    )


def _cannot_carry(kind: ActKind, role_code: str) -> Text:
    who = _role_name(role_code)
    return Text(
        nl=f"De rol {who.nl.lower()} kan dit mandaat niet dragen. Kies een rol uit de lijst bij dit mandaat.",
        en=f"The role {who.en.lower()} cannot carry this mandate. Choose a role that the list offers for it.",
    )


def _role_name(code: str) -> Text:
    try:
        return role(code).name
    except KeyError:
        return Text(nl=code, en=code)


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


ASK = Text(
    nl="Vraag een collega met een ruimer mandaat, of vraag de beheerder het mandaat vast te leggen.",
    en="Ask a colleague with a wider mandate, or ask the administrator to register the mandate.",
)
LEFT_TO_THE_ROLE = Text(
    nl="Deze overheid heeft hiervoor geen mandaten vastgelegd; uw rol is genoeg.",
    en="This authority has registered no mandates for this; your role is enough.",
)
OTHER_DEPARTMENT = Text(
    nl="Uw mandaat geldt voor een andere afdeling dan die van deze inkoop.",
    en="Your mandate is for another department than that of this purchase.",
)
NO_DEPARTMENT = Text(
    nl="Uw mandaat geldt voor één afdeling; bij deze inkoop staat geen afdeling.",
    en="Your mandate is for one department; this purchase names no department.",
)
OTHER_CONTRACT = Text(
    nl="Uw mandaat geldt voor een ander soort opdracht.", en="Your mandate is for another type of contract."
)
NO_CONTRACT = Text(
    nl="Uw mandaat geldt voor bepaalde soorten opdracht; van deze inkoop is de soort nog niet bekend.",
    en="Your mandate is for certain types of contract; the type of this purchase is not known yet.",
)
OTHER_CPV = Text(
    nl="Uw mandaat geldt voor andere soorten werk, diensten of producten (CPV) dan deze inkoop vraagt.",
    en="Your mandate is for other kinds of works, services or products (CPV) than this purchase asks.",
)
NO_CPV = Text(
    nl="Uw mandaat geldt voor bepaalde CPV-groepen; bij deze inkoop staat nog geen CPV-code.",
    en="Your mandate is for certain CPV groups; this purchase has no CPV code yet.",
)
