"""The doors of a region."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import regions as actions
from meerwaarde.stages.market.forms.regions import AmbassadorForm, InviteForm, ShowFirmForm
from meerwaarde.stages.market.pages.regions import ambassador_page, regions_page, show_firm_page
from meerwaarde.stages.market.queries import regions as queries
from meerwaarde.stages.market.views.fetching import fetch_supplier

UNPROCESSABLE = 422


@door("regions.read")
@require_GET
def regions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The regions of this authority."""
    return render(request, "market/regions.html", {"page": regions_page(actor)})


@door("regions.manage")
@require_POST
def region_invite(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask an authority into the region that this organisation coordinates."""
    if not queries.coordinates(actor):
        raise Http404
    form = InviteForm(request.POST, choices=queries.may_invite(actor))
    if not form.is_valid():
        page = regions_page(actor, invite_form=form)
        return render(request, "market/regions.html", {"page": page}, status=UNPROCESSABLE)
    try:
        actions.invite_member(actor=actor, member=form.chosen(), at=timezone.now())
    except Refused as refused:
        messages.info(request, _said(refused))
    else:
        messages.success(request, _("%(name)s is invited and decides itself.") % {"name": form.chosen().name})
    return redirect("market:regions", actor.slug)


@door("regions.manage")
@require_POST
def region_answer(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Take part, or not."""
    found = queries.taking_part(actor, public_id)
    if found is None:
        raise Http404
    try:
        actions.answer_invitation(actor=actor, taking_part=found, verb=verb, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("Saved. The others in the region see this."))
    return redirect("market:regions", actor.slug)


@door("regions.manage")
@require_http_methods(["GET", "POST"])
def ambassador_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Name a colleague as ambassador."""
    found = queries.taking_part(actor, public_id)
    if found is None or found.member_id != actor.organisation_id or found.state != "joined":
        raise Http404
    colleagues = queries.may_be_ambassador(actor, timezone.localdate())
    form = AmbassadorForm(request.POST or None, choices=colleagues)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                actions.name_ambassador(
                    actor=actor,
                    taking_part=found,
                    membership=form.chosen(),
                    about=form.cleaned_data["about"],
                    at=timezone.now(),
                )
            except Refused as refused:
                form.add_error("colleague", _said(refused))
            else:
                messages.success(request, _("The ambassador is named."))
                return redirect("market:regions", actor.slug)
    page = ambassador_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("regions.manage")
@require_POST
def ambassador_end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """No longer ambassador."""
    found = queries.ambassador(actor, public_id)
    if found is None:
        raise Http404
    actions.end_ambassador(actor=actor, ambassador=found, at=timezone.now())
    messages.success(request, _("Saved. The name stands here no longer."))
    return redirect("market:regions", actor.slug)


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def region_pick_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Show a firm to the region."""
    supplier = fetch_supplier(actor, public_id)
    choices = queries.own_regions_joined(actor)
    if not choices:  # the page of regions tells how one takes part
        return render(request, "market/regions.html", {"page": regions_page(actor)})
    form = ShowFirmForm(request.POST or None, choices=choices)
    status = 200
    if request.method == "POST":
        status = UNPROCESSABLE
        if form.is_valid():
            try:
                actions.show_firm(
                    actor=actor,
                    region=form.chosen(),
                    supplier=supplier,
                    why=form.cleaned_data["why"],
                    at=timezone.now(),
                )
            except Refused as refused:
                form.add_error("why", _said(refused))
            else:
                messages.success(request, _("Colleagues in the region see this firm now."))
                return redirect("market:regions", actor.slug)
    page = show_firm_page(actor, supplier, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("suppliers.write")
@require_POST
def region_pick_hide(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Show a firm no longer."""
    found = queries.pick(actor, public_id)
    if found is None:
        raise Http404
    actions.hide_firm(actor=actor, shown=found, at=timezone.now())
    messages.success(request, _("Your organisation does not show this firm any more."))
    return redirect("market:regions", actor.slug)


def _said(refused: Refused) -> str:
    return refused.text.in_language(get_language() or "nl")
