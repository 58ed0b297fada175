"""The doors from an answer of a supplier to a procurement: on its list, or into a new one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import enquiries as asking
from meerwaarde.stages.market.queries import enquiries as market
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.views.fetching import fetch

if TYPE_CHECKING:
    from meerwaarde.stages.market.models import Lead


@door("procurements.edit")
@require_POST
def shortlist_from_answer(request: HttpRequest, actor: Actor, public_id: str, lead_id: str) -> HttpResponse:
    """Put a supplier that said yes on the shortlist of the procurement for which it was asked."""
    procurement, lead = fetch(actor, public_id), _answered(actor, lead_id)
    if lead.enquiry is None or lead.enquiry.reference != procurement.public_id:
        raise Http404
    _put_on_list(request, actor, procurement, lead.supplier.public_id)
    return redirect("procurement:shortlist", actor.slug, public_id)


@door("procurements.start")
@require_POST
def start_from_answer(request: HttpRequest, actor: Actor, lead_id: str) -> HttpResponse:
    """Begin a procurement with a supplier that said yes. A second click finds the one that was begun."""
    lead = _answered(actor, lead_id)
    one = lead.enquiry
    assert one is not None
    at, departments = timezone.now(), departments_of(actor.organisation_id)
    begun = actions.start(
        actor,
        title=one.title,
        need=one.text,
        department=next((each for each in departments if each.pk == actor.department_id), None),
        start_key=hashlib.sha256(f"enquiry:{one.public_id}".encode()).hexdigest()[:32],
        at=at,
    )
    asking.tie_to(actor=actor, enquiry=one, reference=begun.public_id, at=at)
    if actor.may("procurements.edit"):
        _put_on_list(request, actor, begun, lead.supplier.public_id)
    return redirect("procurement:purpose", actor.slug, begun.public_id)


def _put_on_list(request: HttpRequest, actor: Actor, procurement: queries.Procurement, supplier: str) -> None:
    today = timezone.localdate()
    advised = queries.advised(actor, procurement, queries.lots_of(procurement), today)
    found = queries.search_for(actor, procurement, advised, today, also=(supplier,)).of(supplier)
    if found is None:
        messages.warning(request, _("This supplier is not in the directory any more."))
        return
    try:
        actions.put_on_list(actor, procurement, found, at=timezone.now())
    except (actions.NotOnList, StepRefused) as refused:
        messages.warning(request, said(refused.text))
    else:
        messages.success(request, _("“%(name)s” stands on the list.") % {"name": found.supplier.name})


def _answered(actor: Actor, lead_id: str) -> Lead:
    found = market.answered_lead(actor, lead_id, timezone.now())
    if found is None:
        raise Http404
    return found
