"""Deciding about a row that says something else than the directory: per field, or for a whole list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from meerwaarde.exchange.suppliers import SupplierRecord
from meerwaarde.exchange.suppliers.profile_rows import REST
from meerwaarde.language.fold import fold
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.platform.organisations.queries import one_at_a_time
from meerwaarde.rules.lifecycle import VERIFIED
from meerwaarde.stages.market.actions.sources import OFFERINGS, said_by_list
from meerwaarde.stages.market.actions.supplier_taking import fill, keep_as_new, renew_many
from meerwaarde.stages.market.models import Credential, Offering, Supplier, SupplierImport, SupplierImportRow
from meerwaarde.stages.market.queries.supplier_differences import (
    CREDENTIAL,
    IDENTITY,
    OFFERING,
    Comparison,
    columns_of,
    compare,
    credential_of,
    offerings_of_record,
)
from meerwaarde.stages.market.queries.supplier_imports import reread, rows_of, taken_counts
from meerwaarde.stages.market.queries.suppliers import credentials_of, offerings_of

MOST_AT_ONCE = 500
"""Rows that are settled with one press of a button."""


def settle_row(
    actor: Actor, *, batch: SupplierImport, row: SupplierImportRow, theirs: Iterable[str], at: datetime
) -> None:
    """Take over these fields from the list; of all others what stands here stays. Then nothing waits.

    The field `identity` among them says that it is the same supplier; without it, that it is another one.
    A row that was settled meanwhile stays as it was settled.
    """
    must(actor, "suppliers.import")
    with transaction.atomic():
        one_at_a_time(actor.organisation_id)
        _as_it_stands_now(batch, row)
        if row.settled_at is None:
            _settle(actor, batch, row, set(theirs), at)


def _as_it_stands_now(batch: SupplierImport, row: SupplierImportRow) -> None:
    """A colleague, or a second tap, may have settled this row or another one since the page was opened."""
    batch.refresh_from_db(fields=["version", "state", "counts"])
    row.refresh_from_db()


def _settle(
    actor: Actor, batch: SupplierImport, row: SupplierImportRow, wanted: set[str], at: datetime
) -> None:
    read = reread(row, timezone.localdate(at))
    supplier = row.supplier
    if read.record is None or supplier is None or supplier.organisation_id != batch.organisation_id:
        _close(actor, batch, row, row.outcome, [], at)
        return
    if row.asks_who and IDENTITY not in wanted:
        made = keep_as_new(batch, read, at=at, day=timezone.localdate(at))
        _close(actor, batch, row, "new", ["identity"], at, supplier=made)
        return
    changed = _take_over(supplier, read.record, wanted, at)
    if changed:
        day = timezone.localdate(at)
        renew_many([supplier], day)
        told = [OFFERINGS if name == OFFERING else name for name in changed if CREDENTIAL not in name]
        said_by_list({supplier.pk: told}, source=batch.source, authority=batch.organisation_id, on=day)
        record(
            actor,
            "supplier.change",
            supplier,
            at=at,
            fields=[name for name in changed if name in _FIELDS],
        )
    _close(actor, batch, row, "changed" if changed else "same", changed, at, supplier=supplier)


def settle_all(actor: Actor, *, batch: SupplierImport, take_theirs: bool, at: datetime) -> int:
    """Decide at once about rows that differ: all theirs, or all ours. Rows that ask who it is still wait."""
    must(actor, "suppliers.import")
    settled = 0
    for row in rows_of(batch, "differs").select_related("supplier")[:MOST_AT_ONCE]:
        if not row.asks_who:
            fields = [one["field"] for one in row.differences] if take_theirs else []
            settle_row(actor, batch=batch, row=row, theirs=fields, at=at)
            settled += 1
    return settled


def _take_over(supplier: Supplier, said: SupplierRecord, wanted: set[str], at: datetime) -> list[str]:
    """Fill what is empty and write what is wanted; names what changed."""
    offered = offerings_of([supplier]).get(supplier.pk, [])
    held = credentials_of([supplier]).get(supplier.pk, [])
    found: Comparison = compare(supplier, offered, held, said)
    theirs = {name: value for name, value in columns_of(said).items() if name in wanted}
    fills = {**found.fills, **_running_up(supplier, theirs)}
    done = fill(supplier, replace(found, fills=fills), at)
    changed = list(fills) if done else []
    said_more = offerings_of_record(supplier, said, len(offered) + 1)
    if said.profile is not None:  # a profile tells all it has: what stands here by that name is no second one
        titles = {fold(one.title) for one in offered}
        said_more = [one for one in said_more if fold(one.title) not in titles]
    if OFFERING in wanted and said_more:
        Offering.enter_many(said_more)
        changed.append(OFFERING)
    for claim in said.credentials or ():
        if f"{CREDENTIAL}{claim.code}" in wanted:
            ours = next((one for one in held if one.code == claim.code and one.state != VERIFIED), None)
            if ours is None:  # what was verified stays as it was seen; the new claim waits for a check
                Credential.enter_many([credential_of(supplier, claim)])
            else:
                ours.change(
                    valid_until=claim.valid_until or ours.valid_until, level=claim.level or ours.level
                )
            changed.append(f"{CREDENTIAL}{claim.code}")
    if changed and not done:
        supplier.change(changed_at=at)
    return changed


def _running_up(supplier: Supplier, theirs: dict[str, Any]) -> dict[str, Any]:
    """An amount that would turn the capacity upside down takes the other end with it."""
    least = theirs.get("capacity_min_cents", supplier.capacity_min_cents)
    most = theirs.get("capacity_max_cents", supplier.capacity_max_cents)
    if least is None or most is None or least <= most:
        return theirs
    other = "capacity_max_cents" if "capacity_min_cents" in theirs else "capacity_min_cents"
    return {**theirs, other: None}


def _close(  # noqa: PLR0917 (one private step of what stands above)
    actor: Actor,
    batch: SupplierImport,
    row: SupplierImportRow,
    outcome: str,
    changed: list[str],
    at: datetime,
    *,
    supplier: Supplier | None = None,
) -> None:
    with transaction.atomic():
        row.write(outcome=outcome, differences=[], settled_at=at, supplier=supplier or row.supplier)
        batch.change(counts=taken_counts(batch))
        plain: dict[str, Any] = {"line": row.line, "fields": changed}
        if row.supplier is not None:
            plain["supplier"] = row.supplier.public_id
        record(actor, "supplierimport.settle", batch, at=at, plain=plain)


_FIELDS = frozenset(
    {"kvk", "name", "legal_form", "size_class", "description", "website", "email", "phone", "place"}
    | {"postcode", "regions", "themes", "target_group_share", "capacity_min_cents", "capacity_max_cents"}
    | {name for name in REST if name != "offerings"}
)
