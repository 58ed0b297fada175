"""The doors to combinations of firms."""

from __future__ import annotations

from collections.abc import Callable

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
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import combinations as actions
from meerwaarde.stages.market.forms.combinations import DeclineForm
from meerwaarde.stages.market.models import Combination
from meerwaarde.stages.market.pages.combinations import combinations_page
from meerwaarde.stages.market.queries import combinations as queries
from meerwaarde.stages.market.queries import fits
from meerwaarde.stages.market.queries.suppliers import own_supplier


@door("combinations.form")
@require_GET
def combinations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this firm does together with others."""
    today = timezone.localdate()
    rows = list(queries.combinations_visible_to(actor))
    page = combinations_page(actor, [(one, queries.what_now(actor, one, today)) for one in rows])
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
    """Take part or not, because."""
    part = queries.own_part(actor, public_id)
    if part is None:
        raise Http404
    form = DeclineForm(request.POST)
    why = form.cleaned_data["why"] if form.is_valid() else ""
    return _act(
        request,
        actor,
        lambda: actions.answer_part(actor=actor, part=part, verb=verb, why=why, at=timezone.now()),
        _("Saved. Your partners see this."),
    )


@door("combinations.form")
@require_POST
def combination_replace(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask another firm instead of one that said no."""
    part = queries.led_part(actor, public_id)
    if part is None:
        raise Http404
    now = queries.what_now(actor, part.combination, timezone.localdate())
    known = {one.public_id: (one, partner) for partner, one in (now.others if now else ())}
    chosen = known.get(request.POST.get("supplier", ""))
    if chosen is None:
        messages.error(request, _("This firm can no longer be asked. Choose another one below."))
        return redirect("market:combinations", actor.slug)
    supplier, partner = chosen
    brings = partner.brings.in_language(get_language() or "nl")
    return _act(
        request,
        actor,
        lambda: actions.replace_part(
            actor=actor, part=part, supplier=supplier, brings=brings, at=timezone.now()
        ),
        _("Asked. Everybody in the combination gets a letter."),
    )


@door("combinations.form")
@require_POST
def combination_go_on(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The leader goes on with who said yes."""
    found = _led(actor, public_id)
    return _act(
        request,
        actor,
        lambda: actions.go_on_without(actor=actor, combination=found, at=timezone.now()),
        _("Settled with who said yes. Everybody gets a letter."),
    )


@door("combinations.form")
@require_POST
def combination_end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The leader ends it."""
    found = _led(actor, public_id)
    return _act(
        request,
        actor,
        lambda: actions.end_combination(actor=actor, combination=found, at=timezone.now()),
        _("Ended. Everybody in it gets a letter."),
    )


def _act(request: HttpRequest, actor: Actor, act: Callable[[], object], done: str) -> HttpResponse:
    language = get_language() or "nl"
    try:
        act()
    except (Refused, StepRefused) as refused:
        messages.error(request, refused.text.in_language(language))
    except Changed:
        messages.warning(request, _("Somebody changed this just before you. Look at it and choose again."))
    else:
        messages.success(request, done)
    return redirect("market:combinations", actor.slug)


def _led(actor: Actor, public_id: str) -> Combination:
    found = queries.combination(actor, public_id)
    if found is None:
        raise Http404
    return found
