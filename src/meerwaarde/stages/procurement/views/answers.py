"""The doors from an answer of a supplier to a procurement: on its list, or into a new one."""

from __future__ import annotations

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
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.queries import enquiries as market
from meerwaarde.stages.procurement import actions
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
    _tell(request, lead, actions.list_answerer(actor, procurement, lead, at=timezone.now()))
    return redirect("procurement:shortlist", actor.slug, public_id)


@door("procurements.start")
@require_POST
def start_from_answer(request: HttpRequest, actor: Actor, lead_id: str) -> HttpResponse:
    """Begin a procurement with a supplier that said yes. A second click finds the one that was begun."""
    lead = _answered(actor, lead_id)
    begun = actions.begin_from_answer(actor, lead, at=timezone.now())
    if actor.may("procurements.edit"):
        _tell(request, lead, begun.not_listed)
    return redirect("procurement:purpose", actor.slug, begun.procurement.public_id)


def _tell(request: HttpRequest, lead: Lead, not_listed: Text | None) -> None:
    if not_listed is None:
        messages.success(request, _("“%(name)s” stands on the list.") % {"name": lead.supplier.name})
    else:
        messages.warning(request, said(not_listed))


def _answered(actor: Actor, lead_id: str) -> Lead:
    found = market.answered_lead(actor, lead_id, timezone.now())
    if found is None:
        raise Http404
    return found
