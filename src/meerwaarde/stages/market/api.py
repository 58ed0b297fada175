"""The doors to public calendars as data; no log-in, reading only."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from meerwaarde.exchange.interfaces.needs import PublishedNeeds, exchange_json
from meerwaarde.exchange.interfaces.notices import PublishedNotices, notices_json
from meerwaarde.exchange.interfaces.opportunities import PublishedOpportunities, as_json
from meerwaarde.exchange.interfaces.supplier_profile import SupplierProfiles, profile_json
from meerwaarde.platform.layout.open_data import JSON, cacheable, described, next_page
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages.needs.public import need_records
from meerwaarde.stages.market.pages.open_notices import notice_record
from meerwaarde.stages.market.pages.opportunities import opportunity_record
from meerwaarde.stages.market.pages.supplier_profile import profile_records
from meerwaarde.stages.market.queries import needs as need_queries
from meerwaarde.stages.market.queries import open_data, proof

__all__ = ["need_records", "router"]

router = Router(tags=["opportunities"])
"""Mounted under `/api/v1`."""

After: Any = Query("", max_length=12, description="De laatste kans van de vorige pagina, uit `next`.")  # type: ignore[type-arg]
Whose: Any = Query("", max_length=60, description="Alleen van deze overheid: de naam in het adres.")  # type: ignore[type-arg]
Theme: Any = Query("", max_length=40, description="Alleen met dit thema.")  # type: ignore[type-arg]
Code: Any = Query("", pattern=r"^(\d{8})?$", description="Alleen onder deze CPV-code van acht cijfers.")  # type: ignore[type-arg]
Limit: Any = Query(25, ge=1, le=proof.PROFILES_ON_A_PAGE, description="Hoeveel er op één pagina komen.")  # type: ignore[type-arg]
Since: Any = Query(  # type: ignore[type-arg]
    None,
    alias="changedSince",
    description="Alleen wat sinds dit moment veranderde, in ISO 8601 met tijdzone.",
)
Kvk: Any = Query("", pattern=r"^(\d{8})?$", description="Alleen met dit KvK-nummer.")  # type: ignore[type-arg]
LastSupplier: Any = Query(  # type: ignore[type-arg]
    "", max_length=12, description="De laatste leverancier van de vorige pagina, uit `next`."
)
Area: Any = Query("", max_length=10, description="Alleen in dit gebied: code van NUTS of gemeente.")  # type: ignore[type-arg]
Words: Any = Query("", max_length=100, description="Alleen met deze woorden.")  # type: ignore[type-arg]


@router.get(
    "/opportunities",
    url_name="opportunities",
    operation_id="listOpportunities",
    summary="Wat overheden verwachten in te kopen",
    openapi_extra=described("PublishedOpportunities"),
)
def opportunities(
    request: HttpRequest,
    *,
    authority: str = Whose,
    theme: str = Theme,
    cpv: str = Code,
    q: str = Words,
    after: str = After,
) -> HttpResponse:
    wanted = queries.OpportunityFilter(authority=authority, theme=theme, cpv=cpv, text=q)
    rows = queries.listed_opportunities(wanted, after=after)
    shown = rows[: queries.OPPORTUNITIES_ON_A_PAGE]
    more = shown[-1].public_id if len(rows) > len(shown) else ""
    items = tuple(opportunity_record(one, request.build_absolute_uri) for one in shown)
    return cacheable(
        request, as_json(PublishedOpportunities(items=items, next=next_page(request, more))), JSON
    )


@router.get(
    "/opportunities/{opportunity_id}",
    url_name="opportunity",
    operation_id="getOpportunity",
    summary="Eén verwachte inkoop",
    openapi_extra=described("PublishedOpportunity"),
)
def opportunity(request: HttpRequest, opportunity_id: str) -> HttpResponse:
    found = queries.opportunity(opportunity_id)
    if found is None:
        raise Http404
    return cacheable(request, as_json(opportunity_record(found, request.build_absolute_uri)), JSON)


@router.get(
    "/suppliers",
    url_name="suppliers",
    operation_id="listSuppliers",
    summary="Profielen van leveranciers die dat goed vinden",
    tags=["suppliers"],
    openapi_extra=described("SupplierProfiles"),
)
def suppliers(
    request: HttpRequest,
    *,
    kvk: str = Kvk,
    cpv: str = Code,
    region: str = Area,
    theme: str = Theme,
    q: str = Words,
    changed_since: datetime | None = Since,
    after: str = LastSupplier,
    limit: int = Limit,
) -> HttpResponse:
    wanted = open_data.OpenSupplierFilter(
        text=_plain(q), kvk=kvk, cpv=cpv, region=region, theme=theme, changed_since=_moment(changed_since)
    )
    rows, more = open_data.open_suppliers_page(wanted, after, limit)
    items = profile_records(rows, timezone.localdate(), request.build_absolute_uri)
    content = profile_json(SupplierProfiles(items=items, next=next_page(request, more)))
    return cacheable(request, content, JSON)


@router.get(
    "/suppliers/{supplier_id}",
    url_name="supplier",
    operation_id="getSupplier",
    summary="Eén leverancier",
    tags=["suppliers"],
    openapi_extra=described("SupplierProfile"),
)
def supplier(request: HttpRequest, supplier_id: str) -> HttpResponse:
    found = proof.open_supplier(supplier_id)
    if found is None:
        raise Http404
    (record,) = profile_records([found], timezone.localdate(), request.build_absolute_uri)
    return cacheable(request, profile_json(record), JSON)


LastNotice: Any = Query(  # type: ignore[type-arg]
    "", max_length=12, description="De laatste aankondiging van de vorige pagina, uit `next`."
)
CodeBegins: Any = Query(  # type: ignore[type-arg]
    "", pattern=r"^(\d{2,8})?$", description="Alleen met een CPV-code die zo begint, twee tot acht cijfers."
)
Nuts: Any = Query("", pattern=r"^(NL[0-9A-Z]{0,3})?$", description="Alleen in dit gebied, een code van NUTS.")  # type: ignore[type-arg]
GroupOfNotice: Any = Query(  # type: ignore[type-arg]
    "", pattern=r"^(early|call|result)?$", description="Vooraankondigingen, oproepen of uitslagen."
)
SourceOfNotice: Any = Query("", max_length=12, description="Alleen uit deze bron, zoals `ted`.")  # type: ignore[type-arg]
Procedure: Any = Query(  # type: ignore[type-arg]
    "", max_length=120, description="Alle publicaties van deze procedure, niet alleen de laatste."
)
OpenOnly: Any = Query(  # type: ignore[type-arg]
    default=False, alias="openOnly", description="Alleen waarop nu nog kan worden ingeschreven."
)


@router.get(
    "/notices",
    url_name="notices",
    operation_id="listNotices",
    summary="Openbare aankondigingen, de nieuwste eerst",
    tags=["notices"],
    openapi_extra=described("PublishedNotices"),
)
def notices(
    request: HttpRequest,
    *,
    q: str = Words,
    cpv: str = CodeBegins,
    region: str = Nuts,
    group: str = GroupOfNotice,
    source: str = SourceOfNotice,
    procedure: str = Procedure,
    open_only: bool = OpenOnly,
    changed_since: datetime | None = Since,
    after: str = LastNotice,
    limit: int = Limit,
) -> HttpResponse:
    wanted = open_data.OpenNoticeFilter(
        text=_plain(q),
        cpv=cpv,
        region=region,
        group=group,
        source=_plain(source),
        procedure=_plain(procedure),
        open_at=timezone.now() if open_only else None,
        changed_since=_moment(changed_since),
    )
    rows, more = open_data.open_notices_page(wanted, after, limit)
    items = tuple(notice_record(one, request.build_absolute_uri) for one in rows)
    content = notices_json(PublishedNotices(items=items, next=next_page(request, more)))
    return cacheable(request, content, JSON)


@router.get(
    "/notices/{notice_id}",
    url_name="notice",
    operation_id="getNotice",
    summary="Eén aankondiging",
    tags=["notices"],
    openapi_extra=described("PublishedNotice"),
)
def notice(request: HttpRequest, notice_id: str) -> HttpResponse:
    found = open_data.open_notice(notice_id)
    if found is None:
        raise Http404
    return cacheable(request, notices_json(notice_record(found, request.build_absolute_uri)), JSON)


def _plain(text: str) -> str:
    return " ".join(text.replace("\x00", " ").split())


def _moment(given: datetime | None) -> datetime | None:
    """A moment without a zone is one of here."""
    return timezone.make_aware(given) if given is not None and timezone.is_naive(given) else given


LastNeed: Any = Query("", max_length=12, description="De laatste vraag van de vorige pagina, uit `next`.")  # type: ignore[type-arg]
KindOfHelp: Any = Query("", max_length=20, description="Alleen deze soort hulp, zoals `hands`.")  # type: ignore[type-arg]


@router.get(
    "/needs",
    url_name="needs",
    operation_id="listNeeds",
    summary="Wat maatschappelijke organisaties aan bedrijven vragen",
    tags=["needs"],
    openapi_extra=described("PublishedNeeds"),
)
def needs(
    request: HttpRequest,
    *,
    kind: str = KindOfHelp,
    region: str = Area,
    authority: str = Whose,
    q: str = Words,
    after: str = LastNeed,
) -> HttpResponse:
    wanted = need_queries.NeedFilter(text=q, kind=kind, region=region, authority=authority)
    rows = need_queries.listed_needs(wanted, timezone.localdate(), after=after)
    shown = rows[: need_queries.ON_A_PAGE]
    more = shown[-1].public_id if len(rows) > len(shown) else ""
    items = need_records(shown, request.build_absolute_uri)
    content = exchange_json(PublishedNeeds(items=items, next=next_page(request, more)))
    return cacheable(request, content, JSON)


@router.get(
    "/needs/{need_id}",
    url_name="need",
    operation_id="getNeed",
    summary="Eén vraag uit de buurt",
    tags=["needs"],
    openapi_extra=described("PublishedNeed"),
)
def need(request: HttpRequest, need_id: str) -> HttpResponse:
    found = need_queries.public_need(need_id)
    if found is None:
        raise Http404
    (record,) = need_records([found], request.build_absolute_uri)
    return cacheable(request, exchange_json(record), JSON)
