"""Asking the trade register about a supplier, and taking over what it says, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.exchange.kvk import KvkClient, KvkReading
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.stages.market.actions.sources import said_by_kvk
from meerwaarde.stages.market.actions.suppliers import renew, touch
from meerwaarde.stages.market.actions.suppliers_checks import Refused
from meerwaarde.stages.market.models import FirmApplication, KvkExtract, Supplier
from meerwaarde.stages.market.queries.kvk import kvk_differences, last_extract_about
from meerwaarde.stages.market.queries.suppliers import may_change

__all__ = ["ask_kvk", "ask_kvk_about", "hand_on_extract", "switched_on", "take_from_kvk"]


def switched_on() -> bool:
    """Whether this installation has a key for the trade register."""
    return bool(settings.KVK_API_KEY)


def ask_kvk(*, actor: Actor, at: datetime, supplier: Supplier) -> KvkExtract:
    """Look the supplier up by its number and keep the answer; what agrees is marked as checked there.

    Nothing of the supplier itself changes. Raises `Refused` without a number or a key, and
    `gates.refusal.Refused` where KvK does not answer.
    """
    must(actor, "suppliers.write")
    if not supplier.kvk:
        raise Refused({"": _("Fill in the KvK number first. Without it we cannot look the firm up.")})
    found = _asked(supplier.kvk)
    with transaction.atomic():
        extract = _kept(actor, found, at, kvk=supplier.kvk, supplier=supplier)
        _mark(actor, supplier, extract)
        record(actor, "supplier.kvk", supplier, at=at, plain={"found": extract.found})
    return extract


def ask_kvk_about(*, actor: Actor, at: datetime, application: FirmApplication) -> KvkExtract:
    """Look up the number that an applicant typed, for who decides; the answer stands in the application.

    Where a profile is claimed, the answer stands with that as well. Refuses as `ask_kvk` does.
    """
    must(actor, "admissions.decide")
    found = _asked(application.kvk)
    supplier = application.supplier
    with transaction.atomic():
        extract = _kept(actor, found, at, kvk=application.kvk, supplier=supplier, application=application)
        if supplier is not None:
            _mark(actor, supplier, extract)
        record(actor, "firmapplication.kvk", application, at=at, plain={"found": extract.found})
    return extract


def hand_on_extract(actor: Actor, application: FirmApplication, supplier: Supplier) -> None:
    """An applicant was admitted: what KvK said of it counts for its profile. In the caller's transaction."""
    extract = last_extract_about(application)
    if extract is not None:
        KvkExtract.hand_on(application, supplier)
        _mark(actor, supplier, extract)


def _asked(number: str) -> KvkReading | None:
    if not switched_on():
        raise Refused({"": _("The connection with KvK is off. The administrator switches it on.")})
    client = KvkClient(settings.KVK_API_KEY, base=settings.KVK_URL)
    try:
        return client.profile(number)
    finally:
        client.close()


def _kept(actor: Actor, found: KvkReading | None, at: datetime, **about: Any) -> KvkExtract:
    return KvkExtract.enter(
        asked_at=at,
        asked_by_id=actor.membership_id,
        organisation_id=actor.organisation_id,
        found=found is not None,
        ended_on=None if found is None else found.profile.ended_on,
        values={} if found is None else msgspec.to_builtins(found.profile),
        complaints=[] if found is None else list(found.complaints),
        **about,
    )


def _mark(actor: Actor, supplier: Supplier, extract: KvkExtract) -> None:
    """What agrees with the trade register was checked there, on the day that it was asked."""
    if extract.found:
        rows = kvk_differences(supplier, extract)
        agrees = ["kvk", *(one.field for one in rows if one.same)]
        said_by_kvk(actor, supplier, agrees, timezone.localdate(extract.asked_at))


def take_from_kvk(
    *,
    actor: Actor,
    at: datetime,
    supplier: Supplier,
    extract: KvkExtract,
    expected_version: int,
    fields: Iterable[str],
) -> tuple[str, ...]:
    """Write these fields as the trade register says them; names what changed. By who keeps the supplier.

    Raises `Changed` when somebody else changed the supplier meanwhile.
    """
    must(actor, "firm.write" if actor.kind == "supplier" else "suppliers.write")
    if not may_change(actor, supplier):
        raise Http404
    wanted = set(fields)
    theirs = {one.field: one.theirs for one in kvk_differences(supplier, extract) if one.field in wanted}
    with transaction.atomic():
        changed = supplier.change(expected_version, **theirs)
        if changed:
            touch(supplier, at)
            said_by_kvk(actor, supplier, changed, timezone.localdate(at))
            record(actor, "supplier.kvk_take", supplier, at=at, fields=changed)
            renew([supplier], on=timezone.localdate(at))
    return changed
