"""The doors to checking recognitions, and to the recognitions of the own firm."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.actions import Changed, Refused
from meerwaarde.stages.market.forms import CredentialForm
from meerwaarde.stages.market.forms.proof import QueueFilterForm, RefuseCredentialForm
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages.own_credentials import own_credential_form_page, own_credentials_page
from meerwaarde.stages.market.pages.proof_queue import FROM_QUEUE, queue_page, refuse_page
from meerwaarde.stages.market.queries.suppliers import own_supplier
from meerwaarde.stages.market.views.fetching import fetch_supplier, typed_again


@door("suppliers.verify")
@require_GET
def proof_queue(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for a check, the most pressing first."""
    form = QueueFilterForm(request.GET)
    page = queue_page(actor, form, timezone.localdate(), request.GET.get("na", ""))
    return render(request, "market/proof_queue.html", {"page": page})


@door("suppliers.verify")
@require_http_methods(["GET", "POST"])
def credential_refuse(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """Nothing shows what is claimed; the firm hears why."""
    found = fetch_supplier(actor, public_id)
    held = queries.credential(found, part)
    if held is None:
        raise Http404
    form = RefuseCredentialForm(request.POST or None, initial={"version": held.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse_credential(
                actor=actor,
                at=timezone.now(),
                credential=held,
                expected_version=form.cleaned_data["version"] or 0,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.refuse(refused)
        except StepRefused as refused_step:
            form.add_error(None, refused_step.text.in_language(get_language() or "nl"))
        except Changed as changed:
            form = RefuseCredentialForm(typed_again(request, changed.current.version))
            form.is_valid()
            form.tell_changed({})
        else:
            told = _("Refused. The firm gets your reason by e-mail.")
            messages.success(
                request, told if found.firm_id else _("Refused. Your reason stands on the page.")
            )
            return after_check(request, actor, public_id)
    ((_same, standing),) = words.standings(actor, [held], timezone.localdate())
    page = refuse_page(actor, form, found, standing)
    return render(request, "layout/form.html", {"page": page}, status=422 if form.is_bound else 200)


def after_check(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Back to where the person came from: the queue, or the page of the supplier."""
    if request.GET.get("uit") == FROM_QUEUE:
        return redirect("market:proof_queue", actor.slug)
    return redirect("market:supplier", actor.slug, public_id)


# --- the firm itself ------------------------------------------------------------------------------------


@door("firm.read")
@require_GET
def own_credentials(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How the recognitions of the own firm stand."""
    page = own_credentials_page(actor, own_supplier(actor), timezone.localdate())
    return render(request, "market/own_credentials.html", {"page": page})


@door("firm.write")
@require_http_methods(["GET", "POST"])
def own_credential_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The firm says that it holds something."""
    found = _own(actor)
    day = timezone.localdate()
    form = CredentialForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_credential(actor=actor, at=timezone.now(), supplier=found, values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved. Somebody looks it up; you hear the outcome by e-mail."))
            return redirect("market:own_credentials", actor.slug)
    page = own_credential_form_page(actor, form)
    return render(request, "layout/form.html", {"page": page}, status=422 if form.is_bound else 200)


@door("firm.write")
@require_http_methods(["GET", "POST"])
def own_credential_edit(request: HttpRequest, actor: Actor, part: str) -> HttpResponse:
    """The firm changes what it says; what was verified or refused is looked up again."""
    held = _held(actor, part)
    day = timezone.localdate()
    if request.method == "GET":
        form = CredentialForm(day=day, initial=CredentialForm.typed_from(held))
        return render(request, "layout/form.html", {"page": own_credential_form_page(actor, form, held)})
    form, status = CredentialForm(request.POST, day=day), 422
    if form.is_valid():
        try:
            actions.change_credential(
                actor=actor,
                at=timezone.now(),
                credential=held,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            held, status = _held(actor, part), 409
            form = CredentialForm(typed_again(request, held.version), day=day)
            form.is_valid()
            form.tell_changed(CredentialForm.typed_from(held))
        else:
            messages.success(request, _("The recognition is saved."))
            return redirect("market:own_credentials", actor.slug)
    page = own_credential_form_page(actor, form, held)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("firm.write")
@require_POST
def own_credential_take_back(request: HttpRequest, actor: Actor, part: str) -> HttpResponse:
    """The firm does not claim this any more."""
    try:
        actions.take_back_credential(actor=actor, at=timezone.now(), credential=_held(actor, part))
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("Taken back. Buyers do not see it as yours any more."))
    return redirect("market:own_credentials", actor.slug)


def _own(actor: Actor) -> queries.Supplier:
    found = own_supplier(actor)
    if found is None:
        raise Http404
    return found


def _held(actor: Actor, part: str) -> queries.Credential:
    held = queries.credential(_own(actor), part)
    if held is None:
        raise Http404
    return held
