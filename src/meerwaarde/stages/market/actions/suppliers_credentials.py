"""What people do with the credentials of a supplier: claim, verify, withdraw."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.lifecycle import CREDENTIAL
from meerwaarde.stages.market.actions.suppliers import renew, touch
from meerwaarde.stages.market.actions.suppliers_checks import CredentialValues, Refused, credential_fields
from meerwaarde.stages.market.models import Credential, Supplier
from meerwaarde.stages.market.queries.suppliers import may_change, may_withdraw


def add_credential(*, actor: Actor, at: datetime, supplier: Supplier, values: CredentialValues) -> Credential:
    """Record what a supplier says to hold. It counts only after somebody verified it."""
    must(actor, "suppliers.write")
    _must_keep(actor, supplier)
    fields = credential_fields(values, timezone.localdate(at))
    with transaction.atomic():
        claimed = Credential.enter(supplier=supplier, **fields)
        given = [name for name, value in asdict(values).items() if value]
        record(
            actor,
            "credential.add",
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
    must(actor, "suppliers.write")
    _must_keep(actor, credential.supplier)
    if credential.state == "withdrawn":
        raise Refused({"": _("This recognition was withdrawn. Record a new one instead.")})
    fields = credential_fields(values, timezone.localdate(at))
    with transaction.atomic():
        told = any(getattr(credential, name) != value for name, value in fields.items() if name != "note")
        if told and credential.state == "verified":
            fields |= {
                "state": CREDENTIAL.first,
                "verified_by": None,
                "verified_for": None,
                "verified_on": None,
            }
        changed = credential.change(expected_version, **fields)
        if changed:
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
) -> None:
    """Record that somebody saw it: who, for which authority, on which day, and where.

    Any authority may verify, also what another keeps: a check is worth more the more eyes it has.
    """
    must(actor, "suppliers.verify")
    step = CREDENTIAL.step("verify", credential.state, actor.role)
    problems = _checked(credential, evidence, seen_on, valid_until, timezone.localdate(at))
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
        )
        fields = {_FIELD.get(name, name) for name in changed}
        _record(actor, "credential.verify", credential, at, (*fields, "state", "verified_on"))
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
        credential.change(state=step.until)
        _record(actor, "credential.withdraw", credential, at, ("state",))
        _renew(credential, at)


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
