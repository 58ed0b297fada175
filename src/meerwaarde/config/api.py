"""The HTTP API: routers of the stages under one version, described by one OpenAPI document."""

from __future__ import annotations

from typing import Any

import msgspec
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.throttling import AnonRateThrottle

from meerwaarde.exchange.interfaces.frameworks import (
    LICENCE,
    LICENCE_URL,
    PublishedFramework,
    PublishedFrameworks,
    Publishers,
)
from meerwaarde.exchange.interfaces.needs import PublishedNeed, PublishedNeeds
from meerwaarde.exchange.interfaces.notices import PublishedNotice, PublishedNotices
from meerwaarde.exchange.interfaces.opportunities import PublishedOpportunities, PublishedOpportunity
from meerwaarde.exchange.interfaces.supplier_profile import SupplierProfile, SupplierProfiles
from meerwaarde.platform.layout.open_data import VERSION, Problem, cacheable, described, problem
from meerwaarde.stages.market.api import router as opportunities
from meerwaarde.stages.policy.api import router as frameworks

FORMS = (
    Problem,
    PublishedFramework,
    PublishedFrameworks,
    PublishedNeed,
    PublishedNeeds,
    PublishedNotice,
    PublishedNotices,
    PublishedOpportunities,
    PublishedOpportunity,
    Publishers,
    SupplierProfile,
    SupplierProfiles,
)
"""The records that the API gives; their schemas are the ones that `meerwaarde schema` prints."""

api = NinjaAPI(
    title="Meerwaarde: open gegevens over inkoop",
    version=VERSION,
    description="Wat overheden van hun eigen inkoop vragen, en wat zij verwachten in te kopen. "
    "Alleen lezen, zonder inloggen. De gegevens zijn vrij te gebruiken (CC0).",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
    throttle=[AnonRateThrottle("60/m")],
    servers=[{"url": "/api/v1", "description": "Deze installatie"}],
    openapi_extra={
        "info": {
            "contact": {
                "name": "De beheerder van deze installatie",
                "url": settings.PUBLIC_CONTACT_URL,
                "email": settings.PUBLIC_CONTACT_EMAIL,
            },
            "license": {"name": LICENCE, "url": LICENCE_URL},
        },
        "tags": [
            {"name": "frameworks", "description": "Beleidskaders die overheden openbaar maken"},
            {"name": "opportunities", "description": "Openbare inkoopkalenders: wat overheden verwachten"},
            {"name": "notices", "description": "Openbare aankondigingen; de voorwaarden van de bron gelden"},
            {"name": "suppliers", "description": "Leveranciers die hun profiel met iedereen delen"},
            {"name": "needs", "description": "Wat maatschappelijke organisaties aan bedrijven vragen"},
            {"name": "openapi", "description": "De beschrijving van deze API"},
        ],
    },
)
api.add_router("", frameworks)
api.add_router("", opportunities)


@api.get(
    "/openapi.json",
    url_name="openapi",
    operation_id="getOpenApi",
    summary="Dit document",
    tags=["openapi"],
    openapi_extra={
        "responses": {200: described("Problem")["responses"][200] | {"content": {"application/json": {}}}}
    },
)
def openapi(request: HttpRequest) -> HttpResponse:
    return cacheable(request, msgspec.json.encode(document()), "application/json")


def document() -> dict[str, Any]:
    """The OpenAPI document: paths of the routers, schemas of the records."""
    made: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=""))
    _schemas, components = msgspec.json.schema_components(FORMS, ref_template="#/components/schemas/{name}")
    made["components"] = {"schemas": {**made["components"]["schemas"], **components}}
    return made


@api.exception_handler(Http404)
@api.exception_handler(ObjectDoesNotExist)
def _absent(request: HttpRequest, _error: Exception) -> HttpResponse:
    return problem(request, 404)


@api.exception_handler(ValidationError)
def _unreadable(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = sorted({str(one["loc"][-1]) for one in error.errors if one.get("loc")})
    return problem(request, 400, f"{', '.join(fields)}" if fields else "")


@api.exception_handler(Throttled)
def _too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    answer = problem(request, 429)
    answer["Retry-After"] = str(int(error.wait or 60))
    return answer


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(request, error.status_code)


routes, _app_name, namespace = api.urls
for _route in routes:
    _route.callback.door = "public"  # type: ignore[union-attr] # every route has a view; read by the table of who may enter where
