"""Open data over HTTP: JSON that can be cached, told apart by its content, and read from any site.

After the NL API Design Rules: the full version in a header, problems as application/problem+json, no trailing
slash. Nothing here reads a cookie, so an answer is the same for everybody.
"""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import Any, Final

import msgspec
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

VERSION: Final = "1.0.0"
JSON: Final = "application/json"
MAX_AGE: Final = 300
"""Seconds for which anybody may keep an answer: what is withdrawn is gone within five minutes."""

PROBLEMS: Final = {
    400: _("The question cannot be read."),
    404: _("This does not exist, or is not public."),
    429: _("Too many questions in a short time."),
}
_VERSION_HEADER: Final = {
    "API-Version": {"description": "Volledige versie van de API.", "schema": {"type": "string"}}
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, after RFC 9457 (application/problem+json)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str = ""


def cacheable(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    """Content with its ETag; 304 where the reader has it already."""
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    asked = [one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")]
    if tag in asked or "*" in asked:
        answer = HttpResponse(status=HTTPStatus.NOT_MODIFIED)
    else:
        answer = HttpResponse(content, content_type=content_type)
    answer["ETag"] = tag
    answer["Cache-Control"] = f"public, max-age={MAX_AGE}"
    return _open(answer)


def next_page(request: HttpRequest, cursor: str) -> str | None:
    """The address that asks the same from the cursor on; None where there is nothing more."""
    if not cursor:
        return None
    asked: Any = request.GET.copy()
    asked["after"] = cursor
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")


def problem(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """What went wrong, after RFC 9457."""
    told = Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail or str(PROBLEMS.get(status, _("Something went wrong."))),
        instance=request.path,
    )
    answer = HttpResponse(msgspec.json.encode(told), status=status, content_type="application/problem+json")
    answer["Cache-Control"] = "no-store"
    patch_vary_headers(answer, ("Accept-Language",))
    return _open(answer)


def described(schema: str) -> dict[str, Any]:
    """The answers of an operation for the OpenAPI document: a record of this schema, or a problem."""
    answers: dict[int, Any] = {
        200: {
            "description": "OK",
            "headers": _VERSION_HEADER,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
        },
        304: {"description": "Not Modified", "headers": _VERSION_HEADER},
    }
    for status in PROBLEMS:
        answers[status] = {
            "description": HTTPStatus(status).phrase,
            "headers": _VERSION_HEADER,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    return {"responses": answers}


def _open(answer: HttpResponse) -> HttpResponse:
    answer["API-Version"] = VERSION
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
