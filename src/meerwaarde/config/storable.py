"""Addresses with a NUL: PostgreSQL keeps none in text and fails on it, so nothing can be found by one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware

Answer = Callable[[HttpRequest], HttpResponseBase]
UNREADABLE = "%EF%BF%BD"
"""U+FFFD as an address carries it: kept by every database, and found by nothing."""


@sync_only_middleware
def storable_addresses(get_response: Answer) -> Answer:
    """A path with a NUL does not exist; in a question the sign for what cannot be read takes its place."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", UNREADABLE)
        return get_response(request)

    return answer
