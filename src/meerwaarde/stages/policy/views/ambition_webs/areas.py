"""The doors to the areas of a web and to the policy that is loaded in it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import ambition_webs as actions
from meerwaarde.stages.policy.forms.ambition_webs import AreaForm
from meerwaarde.stages.policy.pages.ambition_webs.setup import area_form_page, areas_page, policy_page
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import WebArea
from meerwaarde.stages.policy.views.ambition_webs.webs import fetch_web
from meerwaarde.stages.policy.views.typed import anew


@door("webs.facilitate")
@require_http_methods(["GET", "POST"])
def areas(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The areas in their order, and one more."""
    found = fetch_web(actor, public_id)
    form = AreaForm(request.POST) if request.method == "POST" else AreaForm()
    if form.is_bound and form.is_valid():
        try:
            actions.add_area(actor=actor, at=timezone.now(), web=found, area=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The area is added."))
            return redirect("policy:ambition_web_areas", actor.slug, public_id)
    page = areas_page(actor, found, form)
    status = 422 if form.is_bound else 200
    return render(request, "policy/ambition_web_areas.html", {"page": page}, status=status)


@door("webs.facilitate")
@require_http_methods(["GET", "POST"])
def area_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change the words of an area; who comes second sees both texts."""
    found = _fetch(actor, public_id)
    form = (
        AreaForm(request.POST) if request.method == "POST" else AreaForm(initial=AreaForm.typed_from(found))
    )
    if form.is_bound and form.is_valid():
        try:
            actions.change_area(
                actor=actor,
                at=timezone.now(),
                area=found,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = _fetch(actor, public_id)
            conflict = conflict_between(form, AreaForm.typed_from(now))
            page = area_form_page(actor, now, AreaForm(anew(request.POST, now.version)), conflict)
            return render(request, "policy/ambition_web_area.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The area is saved."))
            return redirect("policy:ambition_web_areas", actor.slug, found.web.public_id)
    page = area_form_page(actor, found, form)
    status = 422 if form.is_bound else 200
    return render(request, "policy/ambition_web_area.html", {"page": page}, status=status)


@door("webs.facilitate")
@require_POST
def area_move(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One place up or down."""
    found = _fetch(actor, public_id)
    up = request.POST.get("way") == "up"
    try:
        actions.move_area(actor=actor, at=timezone.now(), area=found, up=up)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("policy:ambition_web_areas", actor.slug, found.web.public_id)


@door("webs.facilitate")
@require_POST
def area_remove(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take an area away, unless a session spoke about it."""
    found = _fetch(actor, public_id)
    try:
        actions.remove_area(actor=actor, at=timezone.now(), area=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(name)s” is removed.") % {"name": found.name})
    return redirect("policy:ambition_web_areas", actor.slug, found.web.public_id)


@door("webs.read")
@require_GET
def policy(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What policy asks, and what is new since it was loaded."""
    found = fetch_web(actor, public_id)
    page = policy_page(actor, found, actions.policy_now(actor, found, timezone.now()))
    return render(request, "policy/ambition_web_policy.html", {"page": page})


@door("webs.facilitate")
@require_POST
def load(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Load what policy asks today, and say what changed."""
    try:
        changed = actions.load_policy(actor=actor, at=timezone.now(), web=fetch_web(actor, public_id))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext(
            "Policy is loaded: %(count)d area changed.",
            "Policy is loaded: %(count)d areas changed.",
            len(changed),
        )
        messages.success(request, said % {"count": len(changed)})
    return redirect("policy:ambition_web_policy", actor.slug, public_id)


def _fetch(actor: Actor, public_id: str) -> WebArea:
    found = queries.area_of_web(actor, public_id)
    if found is None:
        raise Http404
    return found
