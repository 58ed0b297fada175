"""A profile as open data, and a profile file that a firm takes in: both are for who keeps the profile."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from meerwaarde.exchange.suppliers.profile import ProfileCredential, ProfileOffering, SupplierProfile
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.money import from_cents
from meerwaarde.stages.market.actions.suppliers import add_offering, change_supplier
from meerwaarde.stages.market.actions.suppliers_checks import (
    CredentialValues,
    OfferingValues,
    Refused,
    SupplierValues,
)
from meerwaarde.stages.market.actions.suppliers_credentials import add_credential
from meerwaarde.stages.market.models import Supplier
from meerwaarde.stages.market.queries.open_profile import AMOUNTS, compared
from meerwaarde.stages.market.queries.suppliers import may_change

SHORTEST_AGREEMENT: Final = 10
OFFERINGS: Final = "offerings"
CREDENTIALS: Final = "credentials"


def share_for_firm(*, actor: Actor, at: datetime, supplier: Supplier, agreement: str) -> None:
    """An authority shares a profile that it keeps, because the firm said yes; `agreement` tells when and how.

    A firm that keeps its own profile decides itself: then nobody else does.
    """
    _must_speak_for(actor, supplier)
    told = " ".join(agreement.split())
    if len(told) < SHORTEST_AGREEMENT:
        raise Refused({"agreement": _("Write when and how the firm agreed, for example: letter of 3 March.")})
    if len(told) > 300:
        raise Refused({"agreement": _("This is too long. Use at most 300 characters.")})
    with transaction.atomic():
        changed = supplier.change(open_since=supplier.open_since or at, open_agreement=told)
        if changed:
            record(actor, "supplier.open", supplier, at=at, fields=changed)


def close_for_firm(*, actor: Actor, at: datetime, supplier: Supplier) -> None:
    """The firm does not agree any more: from now on nobody gets the profile."""
    _must_speak_for(actor, supplier)
    with transaction.atomic():
        changed = supplier.change(open_since=None, open_agreement="")
        if changed:
            record(actor, "supplier.close", supplier, at=at, fields=changed)


def _must_speak_for(actor: Actor, supplier: Supplier) -> None:
    must(actor, "suppliers.write")
    if supplier.firm_id is not None or not may_change(actor, supplier):
        raise Http404


# --- taking a profile in --------------------------------------------------------------------------------


@dataclass(frozen=True)
class TakenIn:
    """What became different."""

    fields: tuple[str, ...]
    offerings: int
    credentials: int


def take_in_profile(
    *,
    actor: Actor,
    at: datetime,
    supplier: Supplier,
    expected_version: int,
    profile: SupplierProfile,
    chosen: Collection[str],
) -> TakenIn:
    """Take over of one's own profile file what was chosen: fields by name, `offerings`, `credentials`.

    Raises `Refused` where the file is of another firm or something in it does not fit, `Changed` when
    somebody else saved meanwhile. All of it or nothing.
    """
    must(actor, "firm.write")
    if supplier.firm_id != actor.organisation_id:
        raise Http404
    must_be_of(supplier, profile)
    found = compared(supplier, profile)
    taken = {one.name: getattr(profile, one.name) for one in found.said if one.name in chosen}
    offered = found.offerings if OFFERINGS in chosen else ()
    held = found.credentials if CREDENTIALS in chosen else ()
    with transaction.atomic():
        changed: tuple[str, ...] = ()
        if taken:
            changed = change_supplier(
                actor=actor,
                at=at,
                supplier=supplier,
                expected_version=expected_version,
                values=replace(values_of(supplier), **taken),
            )
        for offering in offered:
            add_offering(actor=actor, at=at, supplier=supplier, values=_offering(offering))
        for credential in held:
            add_credential(actor=actor, at=at, supplier=supplier, values=_credential(credential))
    return TakenIn(changed, len(offered), len(held))


def must_be_of(supplier: Supplier, profile: SupplierProfile) -> None:
    """Raises `Refused` for the profile of another firm: by the KvK number it is known."""
    if profile.kvk and profile.kvk != supplier.kvk:
        raise Refused(
            {
                "file": _(
                    "This is the profile of another firm: its KvK number is %(theirs)s, yours %(ours)s."
                )
                % {"theirs": profile.kvk, "ours": supplier.kvk or "–"}
            }
        )


def values_of(supplier: Supplier) -> SupplierValues:
    """All that stands in a profile, as a person would have typed it."""
    said: dict[str, Any] = {}
    for one in fields(SupplierValues):
        value = getattr(supplier, f"{one.name}_cents" if one.name in AMOUNTS else one.name)
        if one.name in AMOUNTS and value is not None:
            value = from_cents(value)
        said[one.name] = tuple(value) if isinstance(value, list) else value
    return SupplierValues(**said)


def _offering(one: ProfileOffering) -> OfferingValues:
    return OfferingValues(**{name: getattr(one, name) for name in one.__struct_fields__})


def _credential(one: ProfileCredential) -> CredentialValues:
    """What another installation verified is a claim here: somebody looks it up again."""
    return CredentialValues(
        code=one.code,
        level=one.level,
        issuer=one.issuer,
        number=one.number,
        valid_from=one.valid_from,
        valid_until=one.valid_until,
    )
