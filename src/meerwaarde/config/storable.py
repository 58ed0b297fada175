"""Addresses with a NUL: PostgreSQL keeps none in text and fails on it, so nothing can be found by one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_only_middleware

Answer = Callable[[HttpRequest], HttpResponseBase]


@sync_only_middleware
def storable_addresses(get_response: Answer) -> Answer:
    """A path with a NUL does not exist; out of a question the NUL falls away before anybody reads it."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path_info:
            raise Http404
        asked = request.META.get("QUERY_STRING", "")
        while "%00" in asked:  # what falls away may bring another one together
            asked = request.META["QUERY_STRING"] = asked.replace("%00", "")
        return get_response(request)

    return answer
