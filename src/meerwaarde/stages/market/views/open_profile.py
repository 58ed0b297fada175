"""The doors to a profile as open data, and of a firm to its profile as a file, out and in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from meerwaarde.exchange.suppliers.profile import SupplierProfile, profile_json, read_profiles
from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.actions import Changed, Refused
from meerwaarde.stages.market.actions import open_profile as actions
from meerwaarde.stages.market.actions.sources import share_openly
from meerwaarde.stages.market.forms.open_profile import AgreementForm, ProfileFileForm, TakeInForm
from meerwaarde.stages.market.pages import open_profile as pages
from meerwaarde.stages.market.pages.supplier_profile import profile_records
from meerwaarde.stages.market.queries.open_profile import compared, profile_state


@door("firm.manage")
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What becomes open, and the switch."""
    found = _own(actor)
    if request.method == "GET":
        page = pages.open_profile_page(actor, found)
        return render(request, "market/profile/open.html", {"page": page})
    agree = request.POST.get("agree") == "yes"
    share_openly(actor=actor, at=timezone.now(), supplier=found, agree=agree)
    messages.success(
        request,
        _("Your profile is open data now. You can stop at any time on this page.")
        if agree
        else _("Your profile is no open data any more."),
    )
    return redirect("profile:open", actor.slug)


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def share_for_firm(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """An authority notes that a firm whose profile it keeps agreed."""
    found = profile_state(actor, public_id)
    if found is None or found.firm_id is not None:
        raise Http404
    if request.method == "GET":
        form = AgreementForm(initial={"agreement": found.open_agreement})
        return render(request, "layout/form.html", {"page": pages.agreement_page(actor, found, form)})
    if request.POST.get("agree") == "no":
        actions.close_for_firm(actor=actor, at=timezone.now(), supplier=found)
        messages.success(request, _("The profile is no open data any more."))
        return redirect("market:supplier", actor.slug, public_id)
    form = AgreementForm(request.POST)
    if form.is_valid():
        try:
            actions.share_for_firm(
                actor=actor,
                at=timezone.now(),
                supplier=found,
                agreement=form.cleaned_data["agreement"],
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The profile is open data now."))
            return redirect("market:supplier", actor.slug, public_id)
    page = pages.agreement_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=422)


@door("firm.read")
@require_GET
def file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The own profile in JSON: what another site can take in."""
    found = _own(actor)
    (one,) = profile_records([found], timezone.localdate(), request.build_absolute_uri)
    return download(profile_json(one), f"{_('profile')}-{actor.slug}.json")


@door("firm.write")
@require_http_methods(["GET", "POST"])
def take_in(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A file is brought, what differs is shown, and what was ticked is taken over."""
    if request.method == "GET":
        return _ask(request, actor, ProfileFileForm(), 200)
    return _choose(request, actor) if "profile" in request.POST else _look(request, actor)


def _look(request: HttpRequest, actor: Actor) -> HttpResponse:
    found, day = _own(actor), timezone.localdate()
    form = ProfileFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _ask(request, actor, form, 422)
    upload = form.cleaned_data["file"]
    try:
        profile = _one(upload.read(), upload.name or "")
        actions.must_be_of(found, profile)
    except Turned as turned:
        form.add_error("file", refusal_in_words(turned))
        return _ask(request, actor, form, 422)
    except Refused as refused:
        form.refuse(refused)
        return _ask(request, actor, form, 422)
    difference = compared(found, profile)
    if difference.empty:
        messages.info(request, _("The file says nothing that does not stand here already."))
        return redirect("profile:profile", actor.slug)
    choices = pages.take_in_choices(difference, day)
    chosen = TakeInForm(
        choices=choices,
        initial={
            "chosen": [name for name, _label in choices],
            "profile": profile_json(profile).decode(),
            "version": found.version,
        },
    )
    return render(request, "layout/form.html", {"page": pages.take_in_page(actor, found, chosen)})


def _choose(request: HttpRequest, actor: Actor) -> HttpResponse:
    found, day = _own(actor), timezone.localdate()
    try:
        profile = _one(request.POST["profile"].encode(), "")
    except (Turned, Refused):  # somebody changed what travels along: begin again
        return redirect("profile:take_in", actor.slug)
    choices = pages.take_in_choices(compared(found, profile), day)
    form = TakeInForm(request.POST, choices=choices)
    if form.is_valid():
        try:
            actions.take_in_profile(
                actor=actor,
                at=timezone.now(),
                supplier=found,
                expected_version=form.cleaned_data["version"],
                profile=profile,
                chosen=form.cleaned_data["chosen"],
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            form.add_error(None, _("A colleague changed the profile just before you. Bring the file again."))
        else:
            messages.success(request, _("It is taken over. Look whether everything is right."))
            return redirect("profile:profile", actor.slug)
    page = pages.take_in_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=422)


def _one(content: bytes, name: str) -> SupplierProfile:
    profiles = read_profiles(content, name)
    if len(profiles) != 1:
        raise Refused({"file": _("This file holds several profiles. Bring the file with yours alone.")})
    return profiles[0]


def _ask(request: HttpRequest, actor: Actor, form: ProfileFileForm, status: int) -> HttpResponse:
    page = pages.profile_file_page(actor, _own(actor), form)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _own(actor: Actor) -> queries.Supplier:
    found = queries.own_supplier(actor)
    if found is None:
        raise Http404
    return found
