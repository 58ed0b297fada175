"""The doors to the search in the directory."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms import SupplierFilterForm
from meerwaarde.stages.market.pages.compare import compare_page
from meerwaarde.stages.market.pages.directory import directory_page, numbers_of, results_of

RESULTS = "directory-results"
NUMBERS = "directory-numbers"


@door("directory.read")
@require_GET
@vary_on_headers("HX-Request")
def suppliers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The search with its filters; while somebody types only what is found, and the numbers on their own."""
    form, day = filter_form(request, actor), timezone.localdate()
    asked: dict[str, Any] = {
        "sort": request.GET.get("volgorde", ""),
        "after": request.GET.get("na", ""),
        "view": request.GET.get("weergave", ""),
    }
    part = request.headers.get("HX-Target", "")
    if part == NUMBERS:
        panel = numbers_of(actor, form, day, sort=asked["sort"], view=asked["view"])
        return render(request, "market/directory/narrowing.html", {"results": {"narrowing": panel}})
    if part == RESULTS:
        results = results_of(actor, form, day, **asked)
        answer = render(request, "market/directory/results.html", {"results": results, "live": True})
        answer["HX-Replace-Url"] = results.address
        return answer
    numbers = bool(request.GET.get("aantallen"))
    page = directory_page(actor, form, day, **asked, numbers=numbers)
    return render(
        request, "market/directory/page.html", {"page": page, "results": page.results, "live": False}
    )


def filter_form(request: HttpRequest, actor: Actor) -> SupplierFilterForm:
    """The question in the address."""
    return SupplierFilterForm(
        request.GET,
        day=timezone.localdate(),
        suggest_url=reverse("market:supplier_cpv", args=[actor.slug]),
        categories=queries.own_categories(actor),
    )


@door("directory.read")
@require_GET
def compare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Up to four suppliers side by side."""
    typed = request.GET.get("naam", "").strip()[:100]
    page = compare_page(actor, request.GET.getlist("kies"), typed, timezone.localdate())
    return render(request, "market/directory/compare.html", {"page": page})
