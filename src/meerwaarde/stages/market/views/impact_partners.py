"""The doors to impact partners for a notice or a calendar item."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions.combinations import ask_partner
from meerwaarde.stages.market.forms.impact_partners import ImpactPartnerFilterForm
from meerwaarde.stages.market.models import Supplier
from meerwaarde.stages.market.pages.impact_partners import impact_partners_page
from meerwaarde.stages.market.queries import fits
from meerwaarde.stages.market.queries.impact_partners import impact_partners as found_partners
from meerwaarde.stages.market.queries.suppliers import own_supplier


@door("combinations.form")
@require_GET
def impact_partners(request: HttpRequest, actor: Actor, kind: str, public_id: str) -> HttpResponse:
    """Who wants to be asked along for this, with reasons."""
    supplier, found = _fetch(actor, kind, public_id)
    form = ImpactPartnerFilterForm(request.GET)
    rows = found_partners(actor, supplier, found, timezone.localdate(), **form.asked())
    page = impact_partners_page(actor, found, rows, form)
    return render(request, "market/impact_partners.html", {"page": page})


@door("combinations.form")
@require_POST
def impact_partner_ask(request: HttpRequest, actor: Actor, kind: str, public_id: str) -> HttpResponse:
    """Ask one of them along, with one click."""
    supplier, found = _fetch(actor, kind, public_id)
    wanted, role = request.POST.get("supplier", ""), request.POST.get("role", "")
    rows = found_partners(actor, supplier, found, timezone.localdate())
    one = next((each for each in rows if each.supplier.public_id == wanted), None)
    if one is None or role not in one.willing.roles or one.supplier.firm_id is None:
        raise Http404
    brings = " ".join(said(text) for text in one.willing.why)
    try:
        ask_partner(
            actor=actor, fit=found, supplier=one.supplier, brings=brings, role=role, at=timezone.now()
        )
    except (Refused, StepRefused) as refused:
        messages.error(request, said(refused.text))
    except Changed:
        messages.warning(request, _("Somebody changed this just before you. Look at it and choose again."))
    else:
        told = _("Asked. %(firm)s gets a letter and decides itself; you see the answer at “Combinations”.")
        messages.success(request, told % {"firm": one.supplier.name})
    return redirect("market:impact_partners", actor.slug, kind, public_id)


def _fetch(actor: Actor, kind: str, public_id: str) -> tuple[Supplier, fits.Fit]:
    supplier = own_supplier(actor)
    found = fits.fit(actor, supplier, kind, public_id, timezone.localdate()) if supplier else None
    if supplier is None or found is None:
        raise Http404
    return supplier, found
