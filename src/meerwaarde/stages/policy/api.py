"""The doors to published frameworks as data; no log-in, reading only."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router

from meerwaarde.exchange.interfaces.frameworks import PublishedFrameworks, Publishers, as_json
from meerwaarde.platform.layout.open_data import JSON, cacheable, described, next_page
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.published import framework_record, publisher_record, summary_record

MOST = 100
router = Router(tags=["frameworks"])
"""Mounted under `/api/v1`."""

After: Any = Query("", max_length=2000, description="Wijzer naar de volgende pagina, uit `next`.")  # type: ignore[type-arg]
Limit: Any = Query(25, ge=1, le=MOST, description="Hoeveel er op één pagina komen.")  # type: ignore[type-arg]
Whose: Any = Query("", max_length=60, description="Alleen van deze overheid: de naam in het adres.")  # type: ignore[type-arg]


@router.get(
    "/publishers",
    url_name="publishers",
    operation_id="listPublishers",
    summary="Overheden die hun beleidskaders openbaar maken",
    openapi_extra=described("Publishers"),
)
def publishers(request: HttpRequest, after: str = After, limit: int = Limit) -> HttpResponse:
    page = queries.publishers_page(after, limit)
    items = tuple(publisher_record(one, request.build_absolute_uri) for one in page.rows)
    return cacheable(request, as_json(Publishers(items=items, next=next_page(request, page.after))), JSON)


@router.get(
    "/frameworks",
    url_name="frameworks",
    operation_id="listFrameworks",
    summary="Openbare versies van beleidskaders",
    openapi_extra=described("PublishedFrameworks"),
)
def frameworks(
    request: HttpRequest, authority: str = Whose, after: str = After, limit: int = Limit
) -> HttpResponse:
    page = queries.published_page(after, limit, authority)
    items = tuple(
        summary_record(one, one.rule_count, request.build_absolute_uri)  # type: ignore[attr-defined] # counted
        for one in page.rows
    )
    return cacheable(
        request, as_json(PublishedFrameworks(items=items, next=next_page(request, page.after))), JSON
    )


@router.get(
    "/frameworks/{framework_id}",
    url_name="framework",
    operation_id="getFramework",
    summary="Eén versie met al haar regels",
    openapi_extra=described("PublishedFramework"),
)
def framework(request: HttpRequest, framework_id: str) -> HttpResponse:
    found = queries.published().filter(public_id=framework_id).first()
    if found is None:
        raise Http404
    record = framework_record(found, timezone.localdate(), request.build_absolute_uri)
    return cacheable(request, as_json(record), JSON)
