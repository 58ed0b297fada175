"""Taking rows of a list over into the directory: many at once, each supplier once.

`plan` reads and works out outside the transaction; `keep` writes what was planned. When somebody else wrote
in between (the same KvK number, the same supplier), `keep` fails as a whole and is planned again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from meerwaarde.exchange.suppliers import Complaint, SupplierRow
from meerwaarde.platform.search.actions import Described, describe, index_many
from meerwaarde.stages.market.actions.sources import OFFERINGS, said_by_list
from meerwaarde.stages.market.models import (
    Credential,
    Offering,
    Supplier,
    SupplierFacet,
    SupplierImport,
    SupplierImportRow,
)
from meerwaarde.stages.market.queries.supplier_differences import (
    Comparison,
    columns_of,
    credential_of,
    offerings_of_record,
)
from meerwaarde.stages.market.queries.supplier_imports import Judged, judge
from meerwaarde.stages.market.queries.suppliers import Lists, credentials_of, derived, offerings_of

MOST_FAULTS: Final = 12


@dataclass
class Plan:
    """What taking over a few hundred rows writes."""

    judged: list[Judged]
    new: dict[int, Supplier] = field(default_factory=dict)
    """By line of the file."""
    offerings: list[Offering] = field(default_factory=list)
    credentials: list[Credential] = field(default_factory=list)
    facets: list[tuple[Supplier, tuple[tuple[str, str], ...]]] = field(default_factory=list)
    described: list[Described] = field(default_factory=list)

    def supplier_of(self, one: Judged) -> Supplier | None:
        """The supplier that a row is about, new or known."""
        return self.new.get(one.row.line, one.supplier)

    @property
    def touched(self) -> list[str]:
        """Public ids of what becomes new or different."""
        known = [one.supplier.public_id for one in self.judged if one.supplier and _changes(one.comparison)]
        return [supplier.public_id for supplier in self.new.values()] + known


def plan(batch: SupplierImport, rows: Sequence[SupplierRow], *, at: datetime, day: date) -> Plan:
    """Work out what these rows do. No row is refused, and no two can be the same supplier."""
    lists = Lists.on(day)
    planned = Plan(judge(batch.organisation_id, batch.source, rows))
    for one in planned.judged:
        if one.outcome == "new":
            supplier = _new_supplier(batch, one, at)
            planned.new[one.row.line] = supplier
            offered, held = _parts(supplier, one)
            planned.offerings += offered
            planned.credentials += held
            _derive(planned, supplier, offered, held, lists)
    return planned


def keep(planned: Plan, batch: SupplierImport, *, at: datetime, day: date) -> None:
    """Write a plan, in the caller's transaction; IntegrityError or `Changed` when it is out of date."""
    new = list(planned.new.values())
    Supplier.enter_many(new, planned.offerings, planned.credentials)
    SupplierFacet.replace({supplier.pk: facets for supplier, facets in planned.facets})
    index_many(planned.described, organisation_id=None)
    filled = [one for one in planned.judged if one.supplier and fill(one.supplier, one.comparison, at)]
    renew_many([one.supplier for one in filled if one.supplier], day)
    said_by_list(
        {one.supplier.pk: told_by(one.comparison) for one in filled if one.supplier and one.comparison},
        source=batch.source,
        authority=batch.organisation_id,
        on=day,
    )
    SupplierImportRow.keep_many([_kept(batch, planned, one) for one in planned.judged])


def keep_as_new(batch: SupplierImport, row: SupplierRow, *, at: datetime, day: date) -> Supplier:
    """A person said that this is another supplier than the one it resembles."""
    one, planned = Judged(row, "new"), Plan([])
    supplier = _new_supplier(batch, one, at)
    offered, held = _parts(supplier, one)
    _derive(planned, supplier, offered, held, Lists.on(day))
    Supplier.enter_many([supplier], offered, held)
    SupplierFacet.replace({one.pk: facets for one, facets in planned.facets})
    index_many(planned.described, organisation_id=None)
    return supplier


def fill(supplier: Supplier, comparison: Comparison | None, at: datetime) -> bool:
    """Fill what is empty here; whether anything was."""
    if comparison is None or not comparison.changes:
        return False
    supplier.change(changed_at=at, **comparison.fills)
    Offering.enter_many(comparison.new_offerings)
    Credential.enter_many(comparison.new_credentials)
    for offering, values in comparison.offering_fills:
        offering.change(**values)
    for credential, values in comparison.credential_fills:
        credential.change(**values)
    return True


def told_by(comparison: Comparison) -> list[str]:
    """The attributes that filling changes."""
    more = [OFFERINGS] if comparison.new_offerings or comparison.offering_fills else []
    return [*comparison.fills, *more]


def renew_many(suppliers: Sequence[Supplier], day: date) -> None:
    """Write again what follows from these suppliers, in a handful of statements."""
    if not suppliers:
        return
    lists, planned = Lists.on(day), Plan([])
    offered, held = offerings_of(suppliers), credentials_of(suppliers)
    for one in suppliers:
        _derive(planned, one, offered.get(one.pk, ()), held.get(one.pk, ()), lists)
    Supplier.keep_derived(suppliers)
    SupplierFacet.replace({supplier.pk: facets for supplier, facets in planned.facets})
    index_many(planned.described, organisation_id=None)


def refused_row(batch: SupplierImport, row: SupplierRow) -> SupplierImportRow:
    """A row that waits for a person, with why."""
    return SupplierImportRow(
        batch=batch,
        line=row.line,
        outcome="refused",
        values=dict(row.values),
        faults=[fault(one) for one in row.complaints[:MOST_FAULTS] if one.refuses],
    )


def fault(complaint: Complaint) -> dict[str, Any]:
    """A complaint as a row keeps it."""
    return {
        "column": complaint.column,
        "role": complaint.role or "",
        "code": complaint.code,
        "nl": complaint.text.nl,
        "en": complaint.text.en,
        "now_nl": complaint.what_now.nl,
        "now_en": complaint.what_now.en,
    }


def _changes(comparison: Comparison | None) -> bool:
    return comparison is not None and comparison.changes


def _new_supplier(batch: SupplierImport, one: Judged, at: datetime) -> Supplier:
    return Supplier(
        organisation_id=batch.organisation_id,
        source=batch.source,
        source_id=one.record.id,
        added_at=at,
        changed_at=at,
        **columns_of(one.record),
    )


def _parts(supplier: Supplier, one: Judged) -> tuple[list[Offering], list[Credential]]:
    offered = offerings_of_record(supplier, one.record, 1)
    claims = [credential_of(supplier, claim) for claim in one.record.credentials or ()]
    return offered, claims


def _derive(
    planned: Plan,
    supplier: Supplier,
    offerings: Sequence[Offering],
    credentials: Sequence[Credential],
    lists: Lists,
) -> None:
    found = derived(supplier, offerings, credentials, lists)
    supplier.social_until, supplier.innovator_until = found.social_until, found.innovator_until
    supplier.small, supplier.area = found.small, found.area
    planned.facets.append((supplier, found.facets))
    if supplier.archived_at is None:
        planned.described.append(describe(**vars(found.findable)))


def _kept(batch: SupplierImport, planned: Plan, one: Judged) -> SupplierImportRow:
    waits = one.outcome == "differs"
    return SupplierImportRow(
        batch=batch,
        line=one.row.line,
        outcome=one.outcome,
        values=dict(one.row.values) if waits else {},
        differences=one.differences,
        supplier=planned.supplier_of(one),
    )
