"""What the API gives of the market to everybody: notices that belong to nobody, profiles of who agreed.

Each list is read in the order of an index, from the place where the page before it ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q, QuerySet

from meerwaarde.platform.search.queries import search
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.alerts import kinds_of
from meerwaarde.stages.market.models import Notice, Supplier, SupplierFacet
from meerwaarde.stages.market.queries.directory import answering
from meerwaarde.stages.market.queries.notices import after_notice
from meerwaarde.stages.market.queries.proof import open_suppliers
from meerwaarde.stages.market.queries.values import one_value

MOST_BY_WORDS: Final = 500


@dataclass(frozen=True, kw_only=True)
class OpenNoticeFilter:
    """What narrows the notices; empty narrows nothing."""

    text: str = ""
    cpv: str = ""
    """The first digits of a code."""
    region: str = ""
    """The beginning of a NUTS code."""
    group: str = ""
    """early, call or result."""
    source: str = ""
    procedure: str = ""
    """All publications of one procedure, not only the last."""
    open_at: datetime | None = None
    changed_since: datetime | None = None


def open_notices(wanted: OpenNoticeFilter) -> QuerySet[Notice]:
    """Public notices that fit, in no order; of each procedure the last publication."""
    rows = Notice.objects.filter(organisation=None)
    rows = rows.filter(procedure_id=wanted.procedure) if wanted.procedure else rows.filter(latest=True)
    if wanted.text:
        hits = search(None, wanted.text, kinds=("notice",), limit=MOST_BY_WORDS)
        rows = rows.filter(public_id__in=one_value(sorted(hit.object_id for hit in hits)))
    if wanted.cpv:
        rows = rows.filter(cpv__startswith=wanted.cpv)
    if wanted.region:
        rows = rows.filter(nuts__startswith=wanted.region)
    if wanted.group:
        rows = rows.filter(kind__in=kinds_of(wanted.group))
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.open_at is not None:
        rows = rows.filter(closes_at__gte=wanted.open_at, withdrawn=False, awarded=False)
    if wanted.changed_since is not None:
        rows = rows.filter(changed_at__gte=wanted.changed_since)
    return rows


def open_notices_page(wanted: OpenNoticeFilter, after: str, limit: int) -> tuple[list[Notice], str]:
    """A page, newest first, and the place where the next begins; "" on the last. Two or three queries."""
    rows = open_notices(wanted).order_by("-published", "-id")
    if after:
        last = Notice.objects.filter(organisation=None, public_id=after).only("pk", "published").first()
        rows = rows.none() if last is None else rows.filter(after_notice(last))
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].public_id if len(found) > limit else ""


def open_notice(public_id: str) -> Notice | None:
    """One public notice, whatever came after it."""
    return Notice.objects.filter(organisation=None, public_id=public_id).first()


# --- suppliers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class OpenSupplierFilter:
    """What narrows the open profiles; empty narrows nothing."""

    text: str = ""
    kvk: str = ""
    cpv: str = ""
    """Eight digits; a group finds all below it."""
    region: str = ""
    theme: str = ""
    changed_since: datetime | None = None


def open_suppliers_page(wanted: OpenSupplierFilter, after: str, limit: int) -> tuple[list[Supplier], str]:
    """A page in the order of admission, and the place where the next begins; "" on the last."""
    rows = open_suppliers().order_by("pk")
    if wanted.kvk:
        rows = rows.filter(kvk=wanted.kvk)
    if wanted.cpv:
        rows = rows.filter(_facet("cpv", rules.cpv_group(wanted.cpv)))
    if wanted.region:
        rows = rows.filter(_facet("region", *rules.wanted_region_facets(wanted.region)))
    if wanted.theme:
        rows = rows.filter(_facet("theme", wanted.theme))
    if wanted.changed_since is not None:
        rows = rows.filter(changed_at__gte=wanted.changed_since)
    words = answering(wanted.text)
    if words is not None:
        known = sorted({*words.ranked, *(words.named or ())})
        asked = Q(public_id__in=one_value(known))
        rows = rows.filter(asked | Q(name__icontains=wanted.text) if words.named is None else asked)
    if after:
        rows = rows.filter(pk__gt=Supplier.objects.filter(public_id=after).values("pk")[:1])
    found = list(rows.prefetch_related("offerings", "credentials__verified_for")[: limit + 1])
    return found[:limit], found[limit - 1].public_id if len(found) > limit else ""


def _facet(facet: str, *codes: str) -> Q:
    return Q(pk__in=SupplierFacet.objects.filter(facet=facet, code__in=codes).values("supplier_id"))
