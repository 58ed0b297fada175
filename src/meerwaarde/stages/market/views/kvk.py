"""The doors to the trade register."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meerwaarde.gates.refusal import Refused as NotAnswered
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.stages.market.actions import Changed, Refused
from meerwaarde.stages.market.actions import kvk as actions
from meerwaarde.stages.market.pages.kvk import kvk_page
from meerwaarde.stages.market.queries.admissions import application
from meerwaarde.stages.market.queries.kvk import last_extract
from meerwaarde.stages.market.views.fetching import fetch_supplier, fetch_supplier_to_change


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def supplier_kvk(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The supplier beside the trade register; a POST asks it anew."""
    found = fetch_supplier(actor, public_id)
    if request.method == "POST":
        try:
            actions.ask_kvk(actor=actor, at=timezone.now(), supplier=found)
        except Refused as refused:
            messages.error(request, " ".join(refused.problems.values()))
        except NotAnswered as refused:
            messages.error(request, refusal_in_words(refused))
        return redirect("market:supplier_kvk", actor.slug, public_id)
    page = kvk_page(actor, found, last_extract(found), switched_on=actions.switched_on())
    return render(request, "market/kvk.html", {"page": page})


@door("admissions.decide")
@require_POST
def application_kvk(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask the trade register about the number that somebody registers with."""
    found = application(actor, public_id)
    if found is None:
        raise Http404
    try:
        actions.ask_kvk_about(actor=actor, at=timezone.now(), application=found)
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    except NotAnswered as refused:
        messages.error(request, refusal_in_words(refused))
    else:
        messages.success(request, _("KvK answered. What it says stands beside what was typed."))
    return redirect(reverse("market:application", args=[actor.slug, public_id]) + "#kvk")


@door("suppliers.write")
@require_POST
def supplier_kvk_take(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take over the fields that were chosen."""
    found = fetch_supplier_to_change(actor, public_id)
    extract = last_extract(found)
    if extract is None:
        raise Http404
    version = request.POST.get("version", "")
    try:
        changed = actions.take_from_kvk(
            actor=actor,
            at=timezone.now(),
            supplier=found,
            extract=extract,
            expected_version=int(version) if version.isdecimal() and len(version) < 10 else 0,
            fields=request.POST.getlist("field"),
        )
    except Changed:
        messages.error(
            request, _("Somebody else changed this supplier meanwhile. Look again, and choose again.")
        )
    else:
        told = _("Taken over from KvK.") if changed else _("Nothing was chosen, so nothing changed.")
        messages.success(request, told)
    return redirect("market:supplier_kvk", actor.slug, public_id)
