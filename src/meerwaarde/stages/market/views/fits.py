"""The doors to what fits a firm."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout.notation.spoken import said
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import leads as actions
from meerwaarde.stages.market.forms.fits import FitFilterForm, NotRelevantForm
from meerwaarde.stages.market.pages.combinations import SetShown, sets_shown
from meerwaarde.stages.market.pages.fits import chosen, first_of, fit_page, fits_page
from meerwaarde.stages.market.queries import fits as queries
from meerwaarde.stages.market.queries.combinations import sets_with
from meerwaarde.stages.market.queries.suppliers import own_supplier

UNPROCESSABLE = 422


@door("leads.answer")
@require_GET
def fits(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What may be work for this firm."""
    supplier, form = own_supplier(actor), FitFilterForm(request.GET)
    found = queries.fits(actor, supplier, timezone.localdate()) if supplier else ()
    if supplier:
        shown = chosen(found, form.asked())[: queries.SHOWN]
        actions.note_suggested(actor=actor, shown=shown, at=timezone.now())
    return render(request, "market/fits.html", {"page": fits_page(actor, supplier, found, form)})


@door("leads.answer")
@require_GET
def first_fits(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What fits best, as a part of the start page: fetched after it, so that nobody waits for the ranking."""
    supplier = own_supplier(actor)
    found = queries.fits(actor, supplier, timezone.localdate()) if supplier else ()
    return render(request, "market/first_fits.html", {"first": first_of(actor, found)})


@door("leads.answer")
@require_GET
def fit(request: HttpRequest, actor: Actor, kind: str, public_id: str) -> HttpResponse:
    """One thing that may be work. To open it is to have seen it."""
    found = _fetch(actor, kind, public_id)
    if found.state in ("", "suggested"):
        actions.look_at(actor=actor, fit=found, at=timezone.now())
        found = _fetch(actor, kind, public_id)
    return render(
        request, "market/fit.html", {"page": fit_page(actor, found, together=_together(actor, found))}
    )


@door("leads.answer")
@require_POST
def fit_decline(request: HttpRequest, actor: Actor, kind: str, public_id: str) -> HttpResponse:
    """Not relevant, because."""
    found, form = _fetch(actor, kind, public_id), NotRelevantForm(request.POST)
    if form.is_valid():
        try:
            lead = actions.say_not_relevant(
                actor=actor,
                fit=found,
                reason=form.cleaned_data["reason"],
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("text", said(refused.text))
        except StepRefused as refused:
            messages.error(request, said(refused.text))
            return redirect("market:fit", actor.slug, kind, public_id)
        else:
            back = reverse("market:fit_step", args=[actor.slug, kind, public_id, "undo"])
            told = _("Saved. This one left your list; you can take it back.")
            messages.success(request, told, extra_tags=undoable(back, lead.version))
            return redirect("market:fits", actor.slug)
    return render(request, "market/fit.html", {"page": fit_page(actor, found, form)}, status=UNPROCESSABLE)


@door("leads.answer")
@require_POST
def fit_step(request: HttpRequest, actor: Actor, kind: str, public_id: str, verb: str) -> HttpResponse:
    """Interested, or taking back what was said."""
    found, at = _fetch(actor, kind, public_id), timezone.now()
    try:
        if verb == "interest":
            actions.say_interest(actor=actor, fit=found, at=at)
        elif verb == "undo" and found.lead is not None:
            actions.take_back(actor=actor, lead=found.lead, at=at)
        else:
            raise Http404
    except StepRefused as refused:
        messages.error(request, said(refused.text))
    else:
        told = _("Saved. You find it under “Your interest”.") if verb == "interest" else _("Taken back.")
        messages.success(request, told)
    return redirect("market:fit", actor.slug, kind, public_id)


def _together(actor: Actor, found: queries.Fit) -> tuple[SetShown, ...]:
    supplier = own_supplier(actor)
    if supplier is None:
        return ()
    sets, suppliers = sets_with(actor, supplier, found.need, timezone.localdate())
    return sets_shown(sets, suppliers, apart_from=supplier.public_id)


def _fetch(actor: Actor, kind: str, public_id: str) -> queries.Fit:
    supplier = own_supplier(actor)
    found = queries.fit(actor, supplier, kind, public_id, timezone.localdate()) if supplier else None
    if found is None:
        raise Http404
    return found
