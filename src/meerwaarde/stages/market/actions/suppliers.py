"""What people do with suppliers. Each change renews what lists are filtered on and what the search finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.search.actions import describe, index_many, remove
from meerwaarde.stages.market.actions.sources import OFFERINGS, said_by_actor
from meerwaarde.stages.market.actions.suppliers_checks import (
    CredentialValues,
    OfferingValues,
    SupplierValues,
    credential_fields,
    offering_fields,
    supplier_fields,
)
from meerwaarde.stages.market.models import Credential, Offering, Supplier, SupplierFacet
from meerwaarde.stages.market.queries.suppliers import (
    Lists,
    credentials_of,
    derived,
    may_change,
    offerings_of,
)


def add_supplier(
    *,
    actor: Actor,
    at: datetime,
    values: SupplierValues,
    offerings: Sequence[OfferingValues] = (),
    credentials: Sequence[CredentialValues] = (),
) -> Supplier:
    """Take a supplier into the directory; the actor's authority keeps it from then on.

    Raises `Refused`, with the supplier that is there already where the KvK number is taken.
    """
    must(actor, "suppliers.write")
    fields = supplier_fields(values, _day(at))
    parts = [offering_fields(one) for one in offerings]
    claims = [credential_fields(one, _day(at)) for one in credentials]
    with _kvk_once(values, at):
        supplier = Supplier.enter(organisation_id=actor.organisation_id, added_at=at, changed_at=at, **fields)
        given = [_AMOUNTS.get(name, name) for name in asdict(values)]
        given = [name for name in given if getattr(supplier, name) not in _EMPTY]
        record(actor, "supplier.add", supplier, at=at, fields=given)
        for place, one in enumerate(parts, start=1):
            offered = Offering.enter(supplier=supplier, position=place, **one)
            record(actor, "offering.add", offered, at=at, fields=_OFFERING, plain=_of(supplier))
        for one in claims:
            claim = Credential.enter(supplier=supplier, **one)
            record(actor, "credential.add", claim, at=at, fields=_CLAIM, plain=_of(supplier))
        renew([supplier], on=_day(at))
    return supplier


def change_supplier(
    *, actor: Actor, at: datetime, supplier: Supplier, expected_version: int, values: SupplierValues
) -> tuple[str, ...]:
    """Change the profile; names what really changed. Raises `Changed` when somebody else was first."""
    _must_keep(actor, supplier)
    if actor.kind == "supplier":  # by this number it was admitted: a firm does not become another one
        values = replace(values, kvk=supplier.kvk)
    fields = supplier_fields(values, _day(at), besides=supplier)
    with _kvk_once(values, at, besides=supplier):
        changed = supplier.change(expected_version, **fields)
        if changed:
            touch(supplier, at)
            record(actor, "supplier.change", supplier, at=at, fields=changed)
            said_by_actor(actor, supplier, changed, _day(at))
            renew([supplier], on=_day(at))
    return changed


def archive_supplier(*, actor: Actor, at: datetime, supplier: Supplier) -> None:
    """Out of the lists and the search; the record and what hangs on it stay."""
    _must_keep(actor, supplier)
    with transaction.atomic():
        changed = supplier.change(archived_at=at) if supplier.archived_at is None else ()
        if changed:
            record(actor, "supplier.archive", supplier, at=at, fields=changed)
            remove(kind="supplier", object_id=supplier.public_id)


def restore_supplier(*, actor: Actor, at: datetime, supplier: Supplier) -> None:
    """Back into the lists and the search."""
    _must_keep(actor, supplier)
    with transaction.atomic():
        changed = supplier.change(archived_at=None)
        if changed:
            record(actor, "supplier.restore", supplier, at=at, fields=changed)
            renew([supplier], on=_day(at))


# --- offerings ------------------------------------------------------------------------------------------


def add_offering(*, actor: Actor, at: datetime, supplier: Supplier, values: OfferingValues) -> Offering:
    """Add a product, service or work."""
    _must_keep(actor, supplier)
    fields = offering_fields(values)
    with transaction.atomic():
        last = max((one.position for one in offerings_of([supplier]).get(supplier.pk, ())), default=0)
        added = Offering.enter(supplier=supplier, position=last + 1, **fields)
        record(actor, "offering.add", added, at=at, fields=_OFFERING, plain=_of(supplier))
        touch(supplier, at)
        said_by_actor(actor, supplier, (OFFERINGS,), _day(at))
        renew([supplier], on=_day(at))
    return added


def change_offering(
    *, actor: Actor, at: datetime, offering: Offering, expected_version: int, values: OfferingValues
) -> tuple[str, ...]:
    """Change what is offered; raises `Changed` when somebody else was first."""
    _must_keep(actor, offering.supplier)
    fields = offering_fields(values)
    with transaction.atomic():
        changed = offering.change(expected_version, **fields)
        if changed:
            record(actor, "offering.change", offering, at=at, fields=changed, plain=_of(offering.supplier))
            touch(offering.supplier, at)
            said_by_actor(actor, offering.supplier, (OFFERINGS,), _day(at))
            renew([offering.supplier], on=_day(at))
    return changed


def strike_offering(*, actor: Actor, at: datetime, offering: Offering) -> None:
    """The supplier does not offer this any more."""
    _must_keep(actor, offering.supplier)
    with transaction.atomic():
        record(actor, "offering.strike", offering, at=at, plain=_of(offering.supplier))
        offering.strike()
        touch(offering.supplier, at)
        said_by_actor(actor, offering.supplier, (OFFERINGS,), _day(at))
        renew([offering.supplier], on=_day(at))


# --- what follows ---------------------------------------------------------------------------------------


def renew(suppliers: Iterable[Supplier], *, on: date) -> None:
    """Write again what follows from these suppliers: derived columns, facets and the search index.

    In the caller's transaction. Reads offerings and credentials in one query each, however many suppliers.
    """
    renewed = list(suppliers)
    offered, held = offerings_of(renewed), credentials_of(renewed)
    lists = Lists.on(on)
    facets: dict[int, tuple[tuple[str, str], ...]] = {}
    documents = []
    for supplier in renewed:
        found = derived(supplier, offered.get(supplier.pk, ()), held.get(supplier.pk, ()), lists)
        supplier.social_until, supplier.innovator_until = found.social_until, found.innovator_until
        supplier.small, supplier.area = found.small, found.area
        facets[supplier.pk] = found.facets
        if supplier.archived_at is None:
            documents.append(describe(**asdict(found.findable)))
    with transaction.atomic():
        Supplier.keep_derived(renewed)
        SupplierFacet.replace(facets)
        index_many(documents, organisation_id=None)


def touch(supplier: Supplier, at: datetime) -> None:
    """That something of this supplier changed, for "newest first" and "changed on"."""
    supplier.keep_changed(at)


def _must_keep(actor: Actor, supplier: Supplier) -> None:
    """Who may write, but does not keep this record, does not find it here."""
    must(actor, "firm.write" if actor.kind == "supplier" else "suppliers.write")
    if not may_change(actor, supplier):
        raise Http404


@contextmanager
def _kvk_once(values: SupplierValues, at: datetime, *, besides: Supplier | None = None) -> Iterator[None]:
    """A transaction. Of two who write the same new KvK number at once, the second hears `Refused` as well."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        supplier_fields(values, _day(at), besides=besides)
        raise


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _of(supplier: Supplier) -> dict[str, Any]:
    return {"supplier": supplier.public_id}


_EMPTY: tuple[Any, ...] = (None, "", [])
_AMOUNTS = {"capacity_min": "capacity_min_cents", "capacity_max": "capacity_max_cents"}
_OFFERING = ("kind", "title", "cpv")
_CLAIM = ("code", "level", "valid_from", "valid_until", "state")
