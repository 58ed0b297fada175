"""Reads of what makes a claim worth something: sources of attributes, histories, open profiles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from meerwaarde.stages.market.models import AttributeSource, CredentialEvent, Supplier

__all__ = ["AttributeSource", "CredentialEvent"]

PROFILES_ON_A_PAGE = 100


def sources_of(suppliers: Iterable[Supplier]) -> dict[int, dict[str, AttributeSource]]:
    """Who says what of these suppliers (by key), by attribute. One query."""
    found: dict[int, dict[str, AttributeSource]] = {}
    rows = AttributeSource.objects.filter(supplier_id__in=[one.pk for one in suppliers])
    for row in rows.select_related("organisation"):
        found.setdefault(row.supplier_id, {})[row.attribute] = row
    return found


def attributes_to_confirm(supplier: Supplier, before: date) -> list[AttributeSource]:
    """What the firm that keeps this profile may confirm: what an authority or a list wrote down, and what it
    said itself before that day. What KvK says needs no yes of the firm. One query."""
    of_others = Q(sayer__in=("authority", "register"))
    rows = AttributeSource.objects.filter(of_others | Q(sayer="firm", said_on__lt=before), supplier=supplier)
    return list(rows.select_related("organisation").order_by("attribute"))


def history_of(supplier: Supplier) -> dict[int, list[CredentialEvent]]:
    """What happened to each credential (by key) of a supplier, oldest first. One query."""
    found: dict[int, list[CredentialEvent]] = {}
    rows = CredentialEvent.objects.filter(credential__supplier=supplier)
    for row in rows.select_related("by__person", "organisation").order_by("at", "pk"):
        found.setdefault(row.credential_id, []).append(row)
    return found


def open_suppliers() -> QuerySet[Supplier]:
    """Suppliers whose firm lets everybody have its profile under CC0. No log-in is needed to read these."""
    kept = Q(firm=None) | Q(firm__active=True)
    return Supplier.objects.filter(kept, open_since__isnull=False, archived_at=None)


def open_supplier(public_id: str) -> Supplier | None:
    """One of them; None for all others, which look the same as what does not exist."""
    rows = open_suppliers().prefetch_related("offerings", "credentials__verified_for")
    return rows.filter(public_id=public_id).first()


def with_parts(suppliers: QuerySet[Supplier]) -> Sequence[Supplier]:
    """These suppliers with what they offer and hold, for an export. Three queries."""
    return list(suppliers.prefetch_related("offerings", "credentials__verified_for"))
