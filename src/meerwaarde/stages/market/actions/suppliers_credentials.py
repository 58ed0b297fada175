"""What people do with the credentials of a supplier: claim, verify, refuse, withdraw, take back.

Each leaves an event in the history that every reader sees; expired is no act but follows from the days.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import organisation
from meerwaarde.rules.lifecycle import CREDENTIAL
from meerwaarde.stages.market.actions.credential_letters import write_refused, write_verified
from meerwaarde.stages.market.actions.suppliers import renew, touch
from meerwaarde.stages.market.actions.suppliers_checks import (
    CredentialValues,
    Refused,
    credential_fields,
    web_address,
)
from meerwaarde.stages.market.models import Credential, CredentialEvent, Supplier
from meerwaarde.stages.market.queries.suppliers import may_change, may_withdraw

LONGEST_REASON: Final = 2_000


def add_credential(*, actor: Actor, at: datetime, supplier: Supplier, values: CredentialValues) -> Credential:
    """Record what a supplier says to hold. It counts only after somebody verified it.

    The firm itself claims on its own profile; an authority records what it was told.
    """
    _must_write(actor)
    _must_keep(actor, supplier)
    fields = credential_fields(values, timezone.localdate(at))
    with transaction.atomic():
        claimed = Credential.enter(supplier=supplier, claimed_at=at, **fields)
        given = [name for name, value in asdict(values).items() if value]
        _note(actor, claimed, "claimed", at)
        record(
            actor,
            "credential.claim" if actor.kind == "supplier" else "credential.add",
            claimed,
            at=at,
            fields=[*given, "state"],
            plain={"supplier": supplier.public_id},
        )
        _renew(claimed, at)
    return claimed


def change_credential(
    *, actor: Actor, at: datetime, credential: Credential, expected_version: int, values: CredentialValues
) -> tuple[str, ...]:
    """Change a claim. What was verified was verified as it stood: after a change it is a claim again.

    Raises `Changed` when somebody else was first.
    """
    _must_write(actor)
    _must_keep(actor, credential.supplier)
    if credential.state == "withdrawn":
        raise Refused({"": _("This recognition was withdrawn. Record a new one instead.")})
    fields = credential_fields(values, timezone.localdate(at))
    with transaction.atomic():
        told = any(getattr(credential, name) != value for name, value in fields.items() if name != "note")
        if told and credential.state in ("verified", "refused"):
            fields |= {
                "state": CREDENTIAL.first,
                "verified_by": None,
                "verified_for": None,
                "verified_on": None,
                "claimed_at": at,
                "doubt": "",
            }
        changed = credential.change(expected_version, **fields)
        if changed:
            _note(actor, credential, "changed", at)
            _record(actor, "credential.change", credential, at, changed)
            _renew(credential, at)
    return changed


def verify_credential(
    *,
    actor: Actor,
    at: datetime,
    credential: Credential,
    expected_version: int,
    evidence: str,
    seen_on: date,
    valid_until: date | None = None,
    note: str = "",
    evidence_url: str = "",
) -> None:
    """Record that somebody saw it: who, for which authority, on which day, and where.

    Any authority may verify, also what another keeps: a check is worth more the more eyes it has.
    """
    must(actor, "suppliers.verify")
    step = CREDENTIAL.step("verify", credential.state, actor.role)
    problems = _checked(credential, evidence, seen_on, valid_until, timezone.localdate(at))
    address = web_address(evidence_url, "evidence_url", problems)
    if problems:
        raise Refused(problems)
    with transaction.atomic():
        changed = credential.change(
            expected_version,
            state=step.until,
            evidence=evidence.strip(),
            verified_by_id=actor.membership_id,
            verified_for_id=actor.organisation_id,
            verified_on=seen_on,
            valid_until=valid_until,
            note=note.strip() or credential.note,
            evidence_url=address or credential.evidence_url,
            doubt="",
            doubted_on=None,
        )
        _note(
            *(actor, credential, "verified", at),
            seen_on=seen_on,
            source=evidence.strip()[:200],
            source_url=address,
        )
        fields = {_FIELD.get(name, name) for name in changed}
        _record(actor, "credential.verify", credential, at, (*fields, "state", "verified_on"))
        _renew(credential, at)
        write_verified(credential, organisation(actor.organisation_id).name, at)


def refuse_credential(
    *, actor: Actor, at: datetime, credential: Credential, expected_version: int, reason: str
) -> None:
    """Nothing shows what is claimed. The firm hears why, and may claim it again with better evidence."""
    must(actor, "suppliers.verify")
    step = CREDENTIAL.step("refuse", credential.state, actor.role)
    why = reason.strip()
    if not why:
        raise Refused({"reason": _("Say why. The firm reads this, and knows what would help.")})
    if len(why) > LONGEST_REASON:
        raise Refused(
            {"reason": _("This is too long: at most %(most)s signs fit.") % {"most": LONGEST_REASON}}
        )
    with transaction.atomic():
        credential.change(expected_version, state=step.until, doubt="", doubted_on=None)
        _note(actor, credential, "refused", at, reason=why)
        _record(actor, "credential.refuse", credential, at, ("state",))
        _renew(credential, at)
        write_refused(credential, why, organisation(actor.organisation_id).name, at)


def take_back_credential(*, actor: Actor, at: datetime, credential: Credential) -> None:
    """The firm itself does not claim this any more."""
    must(actor, "firm.write")
    _must_keep(actor, credential.supplier)
    step = CREDENTIAL.step("take_back", credential.state, actor.role)
    with transaction.atomic():
        credential.change(state=step.until, doubt="", doubted_on=None)
        _note(actor, credential, "withdrawn", at)
        _record(actor, "credential.take_back", credential, at, ("state",))
        _renew(credential, at)


def _checked(
    credential: Credential, evidence: str, seen_on: date, valid_until: date | None, today: date
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if not evidence.strip():
        problems["evidence"] = _("Say where you saw it: a register, a certificate, a letter.")
    if seen_on > today:
        problems["seen_on"] = _("This day has not come yet. Fill in the day on which you saw it.")
    if credential.valid_from is not None and credential.valid_from > seen_on:
        problems["seen_on"] = _("It was not in force yet on this day. Check it once it is.")
    if valid_until is not None and valid_until < seen_on:
        problems["valid_until"] = _(
            "It had ended already on the day you saw it. Withdraw it, or check the day."
        )
    return problems


def withdraw_credential(*, actor: Actor, at: datetime, credential: Credential) -> None:
    """It does not hold any more, or never did. By who keeps the supplier, or by who verified it."""
    must(actor, "suppliers.verify")
    if not may_withdraw(actor, credential):
        raise Http404
    step = CREDENTIAL.step("withdraw", credential.state, actor.role)
    with transaction.atomic():
        credential.change(state=step.until, doubt="", doubted_on=None)
        _note(actor, credential, "withdrawn", at)
        _record(actor, "credential.withdraw", credential, at, ("state",))
        _renew(credential, at)


def _must_write(actor: Actor) -> None:
    must(actor, "firm.write" if actor.kind == "supplier" else "suppliers.write")


def _note(actor: Actor, credential: Credential, what: str, at: datetime, **more: Any) -> None:
    CredentialEvent.note(
        credential=credential,
        what=what,
        at=at,
        by_id=actor.membership_id,
        organisation_id=actor.organisation_id,
        valid_until=credential.valid_until,
        level=credential.level,
        **more,
    )


def _must_keep(actor: Actor, supplier: Supplier) -> None:
    if not may_change(actor, supplier):
        raise Http404


def _record(actor: Actor, action: str, credential: Credential, at: datetime, fields: tuple[str, ...]) -> None:
    told = {"supplier": credential.supplier.public_id, "code": credential.code}
    record(actor, action, credential, at=at, fields=fields, plain=told)


def _renew(credential: Credential, at: datetime) -> None:
    touch(credential.supplier, at)
    renew([credential.supplier], on=timezone.localdate(at))


_FIELD = {"verified_by_id": "verified_by", "verified_for_id": "verified_for"}
