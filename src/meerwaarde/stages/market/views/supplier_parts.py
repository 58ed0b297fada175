"""The doors to what a supplier offers and to what it can show."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules import suppliers as rules
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.actions import Changed, Refused
from meerwaarde.stages.market.forms import CredentialForm, OfferingForm, VerifyForm
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.supplier_forms import (
    credential_form_page,
    offering_form_page,
    verify_form_page,
)
from meerwaarde.stages.market.views.fetching import fetch_supplier, fetch_supplier_to_change, typed_again
from meerwaarde.stages.market.views.proof import after_check


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def offering_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Add what a supplier offers."""
    return add_offering(request, actor, fetch_supplier_to_change(actor, public_id))


def add_offering(request: HttpRequest, actor: Actor, found: queries.Supplier) -> HttpResponse:
    """The form for one offering more, for whoever keeps this supplier."""
    suggest = _suggest(actor)
    if request.method == "GET":
        return _offering(request, actor, OfferingForm(suggest_url=suggest), found)
    form = OfferingForm(request.POST, suggest_url=suggest)
    if form.is_valid():
        try:
            actions.add_offering(actor=actor, at=timezone.now(), supplier=found, values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The offering is saved."))
            return redirect(where.address(actor, found, "supplier"))
    return _offering(request, actor, form, found, status=422)


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def offering_edit(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """Change an offering; who comes second sees what stands there now."""
    return edit_offering(request, actor, fetch_supplier_to_change(actor, public_id), part)


def edit_offering(request: HttpRequest, actor: Actor, found: queries.Supplier, part: str) -> HttpResponse:
    """The form of one offering, for whoever keeps this supplier."""
    offered = fetch_offering(found, part)
    suggest = _suggest(actor)
    if request.method == "GET":
        form = OfferingForm(initial=OfferingForm.typed_from(offered), suggest_url=suggest)
        return _offering(request, actor, form, found, offered)
    form = OfferingForm(request.POST, suggest_url=suggest)
    if form.is_valid():
        try:
            actions.change_offering(
                actor=actor,
                at=timezone.now(),
                offering=offered,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(offered),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = fetch_offering(found, part)
            form = OfferingForm(typed_again(request, now.version), suggest_url=suggest)
            form.is_valid()
            form.tell_changed(OfferingForm.typed_from(now))
            return _offering(request, actor, form, found, now, status=409)
        else:
            messages.success(request, _("The offering is saved."))
            return redirect(where.address(actor, found, "supplier"))
    return _offering(request, actor, form, found, offered, status=422)


@door("suppliers.write")
@require_POST
def offering_strike(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """The supplier does not offer this any more."""
    return drop_offering(request, actor, fetch_supplier_to_change(actor, public_id), part)


def drop_offering(request: HttpRequest, actor: Actor, found: queries.Supplier, part: str) -> HttpResponse:
    """Strike an offering, for whoever keeps this supplier."""
    offered = queries.offering(found, part)
    if offered is None:  # tapped twice: the first tap did it
        messages.info(request, _("This was struck already."))
        return redirect(where.address(actor, found, "supplier"))
    actions.strike_offering(actor=actor, at=timezone.now(), offering=offered)
    messages.success(request, _("“%(title)s” is struck.") % {"title": offered.title})
    return redirect(where.address(actor, found, "supplier"))


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def credential_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Record a recognition; it counts once it is checked."""
    return add_credential(request, actor, fetch_supplier_to_change(actor, public_id))


def add_credential(request: HttpRequest, actor: Actor, found: queries.Supplier) -> HttpResponse:
    """The form for one recognition more, for whoever keeps this supplier."""
    day = timezone.localdate()
    if request.method == "GET":
        return _credential(request, actor, CredentialForm(day=day), found)
    form = CredentialForm(request.POST, day=day)
    if form.is_valid():
        try:
            actions.add_credential(actor=actor, at=timezone.now(), supplier=found, values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The recognition is saved. It counts once somebody has checked it."))
            return redirect(where.address(actor, found, "supplier"))
    return _credential(request, actor, form, found, status=422)


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def credential_edit(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """Change a claim; what was verified must then be checked again."""
    return edit_credential(request, actor, fetch_supplier_to_change(actor, public_id), part)


def edit_credential(request: HttpRequest, actor: Actor, found: queries.Supplier, part: str) -> HttpResponse:
    """The form of one recognition, for whoever keeps this supplier."""
    held = _held(found, part)
    day = timezone.localdate()
    if request.method == "GET":
        form = CredentialForm(day=day, initial=CredentialForm.typed_from(held))
        return _credential(request, actor, form, found, held)
    form = CredentialForm(request.POST, day=day)
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
            now = _held(found, part)
            form = CredentialForm(typed_again(request, now.version), day=day)
            form.is_valid()
            form.tell_changed(CredentialForm.typed_from(now))
            return _credential(request, actor, form, found, now, status=409)
        else:
            messages.success(request, _("The recognition is saved."))
            return redirect(where.address(actor, found, "supplier"))
    return _credential(request, actor, form, found, held, status=422)


@door("suppliers.verify")
@require_http_methods(["GET", "POST"])
def credential_verify(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """Write down that one saw it: where, and on which day. Any authority may."""
    found = fetch_supplier(actor, public_id)
    held = _held(found, part)
    day = timezone.localdate()
    if request.method == "GET":
        return _verify(request, actor, VerifyForm(initial=_proposed(held, day)), found, held)
    form = VerifyForm(request.POST)
    if form.is_valid():
        given = dict(form.cleaned_data)
        version = given.pop("version") or 0
        try:
            actions.verify_credential(
                actor=actor, at=timezone.now(), credential=held, expected_version=version, **given
            )
        except Refused as refused:
            form.refuse(refused)
        except StepRefused as refused_step:
            form.add_error(None, refused_step.text.in_language(get_language() or "nl"))
        except Changed:
            now = _held(found, part)
            form = VerifyForm(typed_again(request, now.version))
            form.is_valid()
            form.tell_changed({"evidence": now.evidence, "valid_until": now.valid_until})
            return _verify(request, actor, form, found, now, status=409)
        else:
            messages.success(request, _("The check is recorded."))
            return after_check(request, actor, public_id)
    return _verify(request, actor, form, found, held, status=422)


@door("suppliers.verify")
@require_POST
def credential_withdraw(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """It does not hold any more, or never did."""
    held = _held(fetch_supplier(actor, public_id), part)
    try:
        actions.withdraw_credential(actor=actor, at=timezone.now(), credential=held)
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("The recognition is withdrawn and does not count any more."))
    return after_check(request, actor, public_id)


def _proposed(held: queries.Credential, day: date) -> dict[str, object]:
    """What the form begins with: seen today, and to the day that was claimed or that its kind lasts."""
    kind = words.kinds_on(day).get(held.code)
    months = kind.months_valid if kind else None
    until = held.valid_until
    if until is None and months is not None:
        until = rules.months_later(day, months)
    if until is not None and until < day:
        until = None  # it ended: the new last day is for the person to read
    return {
        "evidence": held.evidence or (_register_of(kind) if kind else ""),
        "evidence_url": held.evidence_url or (kind.register if kind else ""),
        "seen_on": day,
        "valid_until": until,
        "note": held.note,
        "version": held.version,
    }


def _register_of(kind: rules.CredentialKind) -> str:
    return _("Register of %(issuer)s") % {"issuer": kind.issuer} if kind.register else ""


def _suggest(actor: Actor) -> str:
    route = "profile:cpv" if actor.kind == "supplier" else "market:supplier_cpv"
    return reverse(route, args=[actor.slug])


def fetch_offering(found: queries.Supplier, part: str) -> queries.Offering:
    """One offering of this supplier."""
    offered = queries.offering(found, part)
    if offered is None:
        raise Http404
    return offered


def _held(found: queries.Supplier, part: str) -> queries.Credential:
    held = queries.credential(found, part)
    if held is None:
        raise Http404
    return held


def _offering(
    request: HttpRequest,
    actor: Actor,
    form: OfferingForm,
    found: queries.Supplier,
    offered: queries.Offering | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = offering_form_page(actor, form, found, offered)
    return render(request, "market/offering_form.html", {"page": page}, status=status)


def _credential(
    request: HttpRequest,
    actor: Actor,
    form: CredentialForm,
    found: queries.Supplier,
    held: queries.Credential | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = credential_form_page(actor, form, found, held)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _verify(
    request: HttpRequest,
    actor: Actor,
    form: VerifyForm,
    found: queries.Supplier,
    held: queries.Credential,
    *,
    status: int = 200,
) -> HttpResponse:
    ((_same, standing),) = words.standings(actor, [held], timezone.localdate())
    page = verify_form_page(actor, form, found, held, standing)
    return render(request, "layout/form.html", {"page": page}, status=status)
