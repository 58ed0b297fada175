"""The doors to firms that let everybody read their page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.doors import public_door
from meerwaarde.stages.market import actions
from meerwaarde.stages.market.pages.public_supplier import public_supplier_page
from meerwaarde.stages.market.pages.share_card import share_card
from meerwaarde.stages.market.queries import firm_parts
from meerwaarde.stages.market.views.profile import picture_answer


@public_door
@require_GET
def supplier(request: HttpRequest, public_id: str) -> HttpResponse:
    """One firm, as everybody may read it."""
    found = firm_parts.public_supplier(public_id)
    if found is None:
        raise Http404
    day = timezone.localdate()
    if not request.user.is_authenticated:  # who logs in is counted where the profile is read
        actions.count_look(supplier=found, reader="everybody", day=day)
    return render(request, "market/profile/public.html", {"page": public_supplier_page(found, day)})


@public_door
@require_GET
def card(request: HttpRequest, public_id: str) -> HttpResponse:
    """The picture for sites that show a shared address, where the firm has none of its own."""
    found = firm_parts.public_supplier(public_id)
    if found is None:
        raise Http404
    answer = picture_answer(share_card(found, timezone.localdate()))
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


@public_door
@require_GET
def picture(request: HttpRequest, public_id: str, picture_id: str) -> HttpResponse:
    """A picture on that page."""
    answer = picture_answer(firm_parts.public_picture_content(public_id, picture_id))
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
