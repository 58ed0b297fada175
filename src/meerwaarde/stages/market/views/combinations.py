"""The doors to combinations of firms."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import combinations as actions
from meerwaarde.stages.market.pages.combinations import combinations_page
from meerwaarde.stages.market.queries import combinations as queries
from meerwaarde.stages.market.queries import fits
from meerwaarde.stages.market.queries.suppliers import own_supplier


@door("combinations.form")
@require_GET
def combinations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this firm does together with others."""
    page = combinations_page(actor, list(queries.combinations_visible_to(actor)))
    return render(request, "market/combinations.html", {"page": page})


@door("combinations.form")
@require_POST
def combination_new(request: HttpRequest, actor: Actor, kind: str, public_id: str) -> HttpResponse:
    """Ask partners for something that fits."""
    supplier, today = own_supplier(actor), timezone.localdate()
    found = fits.fit(actor, supplier, kind, public_id, today) if supplier else None
    if supplier is None or found is None:
        raise Http404
    sets, _suppliers = queries.sets_with(actor, supplier, found.need, today)
    language = get_language() or "nl"
    brings = {one.supplier: one.brings.in_language(language) for each in sets for one in each.partners}
    chosen = queries.firms_by_id(actor, request.POST.getlist("partner")[:5])
    try:
        actions.start_combination(
            actor=actor,
            fit=found,
            partners=[(one, brings.get(one.public_id, "")) for one in chosen],
            plan=request.POST.get("plan", "").replace("\x00", "")[:2_000],
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, refused.text.in_language(language))
        return redirect("market:fit", actor.slug, kind, public_id)
    messages.success(request, _("Asked. Each of them gets a letter and decides itself."))
    return redirect("market:combinations", actor.slug)


@door("combinations.form")
@require_POST
def combination_answer(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Take part or not."""
    part = queries.own_part(actor, public_id)
    if part is None:
        raise Http404
    try:
        actions.answer_part(actor=actor, part=part, verb=verb, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("Saved. Your partners see this."))
    return redirect("market:combinations", actor.slug)


@door("combinations.form")
@require_POST
def combination_end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The leader ends it."""
    found = queries.combination(actor, public_id)
    if found is None:
        raise Http404
    try:
        actions.end_combination(actor=actor, combination=found, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("Ended."))
    return redirect("market:combinations", actor.slug)
