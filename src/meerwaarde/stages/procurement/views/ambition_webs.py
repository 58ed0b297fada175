"""The doors between a procurement and its ambition web."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door, must
from meerwaarde.stages.policy.actions import Refused
from meerwaarde.stages.procurement.actions import NotEditable, former
from meerwaarde.stages.procurement.actions.ambition_webs import begin_web, take_over_levels, tie_web
from meerwaarde.stages.procurement.queries import Procurement
from meerwaarde.stages.procurement.queries import ambition_webs as queries
from meerwaarde.stages.procurement.views.fetching import fetch
from meerwaarde.stages.procurement.views.undoing import keep_for_undo


@door("procurements.edit")
@require_POST
def tie(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Tie a web, or let go of it where none is named."""
    procurement = fetch(actor, public_id)
    wanted = request.POST.get("web", "")
    web = next((one for one in queries.webs_to_tie(actor) if one.public_id == wanted), None)
    if wanted and web is None:
        messages.info(request, _("Choose a web from the list first."))
        return _back(actor, public_id)
    try:
        tie_web(
            actor, procurement, web=web, expected_version=_version(request, procurement), at=timezone.now()
        )
    except NotEditable as refused:
        messages.info(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(
            request, _("The web is tied to this procurement.") if web else _("The web is let go of.")
        )
    return _back(actor, public_id)


@door("procurements.edit")
@require_POST
def begin(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Make a web for this procurement and go to it."""
    must(actor, "webs.facilitate")
    procurement = fetch(actor, public_id)
    try:
        web = begin_web(
            actor, procurement, expected_version=_version(request, procurement), at=timezone.now()
        )
    except NotEditable as refused:
        messages.info(request, refused.text.in_language(get_language() or "nl"))
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        messages.success(request, _("The web is made and tied to this procurement."))
        return redirect("policy:ambition_web", actor.slug, web.public_id)
    return _back(actor, public_id)


@door("procurements.edit")
@require_POST
def take_over(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Write the agreed levels into the themes of the intake; it can be undone."""
    procurement = fetch(actor, public_id)
    web = queries.web_of(actor, procurement)
    agreed = queries.agreed_for(actor, web) if web is not None else None
    if agreed is None:
        messages.info(request, _("No session over this web is settled yet."))
        return _back(actor, public_id)
    before = former(procurement, "ambition")
    try:
        changed = take_over_levels(
            actor,
            procurement,
            agreed=agreed,
            expected_version=_version(request, procurement),
            at=timezone.now(),
        )
    except NotEditable as refused:
        messages.info(request, refused.text.in_language(get_language() or "nl"))
        return _back(actor, public_id)
    if changed:
        undo = keep_for_undo(request, actor, procurement, "ambition", before)
        messages.success(request, _("The agreed levels stand in the intake."), extra_tags=undo)
    return redirect("procurement:ambition", actor.slug, public_id)


def _version(request: HttpRequest, procurement: Procurement) -> int:
    """The version that the person looked at; where none was sent, the one that stands there."""
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else procurement.version


def _back(actor: Actor, public_id: str) -> HttpResponse:
    return redirect(f"{reverse('procurement:detail', args=[actor.slug, public_id])}#ambitieweb")
