"""The doors to needs of the neighbourhood, for who asks, who offers, who approves, and for everybody."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import NotYourRole, door, public_door
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Changed, Refused, needs
from meerwaarde.stages.market.forms.needs import (
    ConfirmForm,
    NeedEditForm,
    NeedForm,
    OfferForm,
    TextForm,
    filter_form,
)
from meerwaarde.stages.market.pages import needs as pages
from meerwaarde.stages.market.pages.needs import words
from meerwaarde.stages.market.queries import needs as queries
from meerwaarde.stages.market.queries.needs import Need, NeedOffer

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY


@door("needs.read")
@require_GET
def all_needs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What is asked now."""
    today = timezone.localdate()
    page = pages.needs_page(actor, filter_form(request.GET, today), request.GET.get("na", ""), today)
    return render(request, "layout/list.html", {"page": page})


@door("needs.ask")
@require_GET
def own_needs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this civic organisation asks."""
    page = pages.own_needs_page(actor, timezone.localdate())
    return render(request, "layout/list.html", {"page": page})


@door("needs.offer")
@require_GET
def own_offers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What this firm offered."""
    return render(request, "layout/list.html", {"page": pages.own_offers_page(actor)})


@door("needs.approve")
@require_GET
def to_approve(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this authority."""
    page = pages.queue_page(actor, timezone.localdate())
    return render(request, "market/needs/queue.html", {"page": page})


@door("needs.read")
@require_GET
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Figures, for an authority."""
    if actor.kind != "authority":
        raise Http404
    return render(request, "market/needs/overview.html", {"page": pages.overview_page(actor)})


@door("needs.ask")
@require_http_methods(["GET", "POST"])
def need_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write a need down."""
    handlers = queries.may_handle()
    if request.method == "GET":
        initial = {"handler": queries.usual_handler(actor), "kind": "hands"}
        return _need_form(request, actor, NeedForm(handlers=handlers, initial=initial), None)
    form = NeedForm(request.POST, handlers=handlers)
    if form.is_valid():
        try:
            made = needs.enter_need(
                actor=actor, values=form.values(), handler=form.chosen(), at=timezone.now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Saved. Look once more, and submit it."))
            return redirect("market:need", actor.slug, made.public_id)
    return _need_form(request, actor, form, None, status=UNPROCESSABLE)


@door("needs.ask")
@require_http_methods(["GET", "POST"])
def need_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change what lies with the asker."""
    found = _need(actor, public_id)
    if found.asker_id != actor.organisation_id:
        raise Http404
    handlers = queries.may_handle()
    if request.method == "GET":
        form = NeedEditForm(handlers=handlers, initial=NeedForm.initial_of(found))
        return _need_form(request, actor, form, found)
    form = NeedEditForm(request.POST, handlers=handlers)
    if form.is_valid():
        try:
            needs.change_need(
                actor=actor,
                need=found,
                values=form.values(),
                handler=form.chosen(),
                expected_version=form.cleaned_data["version"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            form.add_error(
                None,
                _("Somebody else changed this while you were typing. Copy what you typed and open it again."),
            )
            return _need_form(request, actor, form, found, status=HTTPStatus.CONFLICT)
        else:
            messages.success(request, _("Saved."))
            return redirect("market:need", actor.slug, public_id)
    return _need_form(request, actor, form, found, status=UNPROCESSABLE)


@door("needs.read")
@require_GET
def one_need(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One need."""
    return _show_need(request, actor, _need(actor, public_id))


@door("needs.read")
@require_POST
def need_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Submit, approve, ask, refuse, finish, withdraw."""
    found = _need(actor, public_id)
    form = TextForm(request.POST, auto_id=f"{verb}_%s")
    form.is_valid()
    try:
        needs.step_need(
            actor=actor,
            need=found,
            verb=verb,
            text=form.cleaned_data.get("text", ""),
            at=timezone.now(),
        )
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    except Refused as refused:
        if "text" not in refused.problems:
            messages.error(request, " ".join(refused.problems.values()))
        else:
            form.refuse(refused)
            return _show_need(request, actor, _need(actor, public_id), {verb: form}, status=UNPROCESSABLE)
    else:
        messages.success(request, _NEED_DONE[verb]())
    if queries.need(actor, public_id) is None:  # withdrawn, or no longer one's own to see
        return redirect("market:needs", actor.slug)
    return redirect("market:need", actor.slug, public_id)


_NEED_DONE: dict[str, Any] = {
    "submit": lambda: _("The authority has it now. You get a letter with the answer."),
    "answer": lambda: _("Your answer is with the authority."),
    "question": lambda: _("Your question is on its way."),
    "approve": lambda: _("Approved. Everybody can see it now."),
    "refuse": lambda: _("The organisation gets a letter with your reason."),
    "take_down": lambda: _("It is no longer public. Everybody who has part in it gets a letter."),
    "close": lambda: _("Finished. Agreements can still be confirmed."),
    "reopen": lambda: _("Firms can offer again."),
    "withdraw": lambda: _("Withdrawn. Firms that offered get a letter."),
}


@door("needs.offer")
@require_http_methods(["GET", "POST"])
def offer_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Offer help."""
    found = _need(actor, public_id)
    if found.state != "open" or found.asker_id is None:
        messages.info(request, _("Nothing can be offered on this need here any more."))
        return redirect("market:need", actor.slug, public_id)
    if request.method == "GET":
        left = queries.covers([found])[found.pk].left
        return _offer_form(request, actor, found, OfferForm(unit=found.unit, initial={"quantity": left}))
    form = OfferForm(request.POST, unit=found.unit)
    if form.is_valid():
        try:
            made = needs.make_offer(actor=actor, need=found, values=form.values(), at=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Your offer is sent. You get a letter with the answer."))
            return redirect("market:need_offer", actor.slug, made.public_id)
    return _offer_form(request, actor, found, form, status=UNPROCESSABLE)


@door("needs.read")
@require_GET
def one_offer(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One offer with both sides."""
    return _show_offer(request, actor, _offer(actor, public_id))


@door("needs.read")
@require_POST
def offer_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Accept, decline, withdraw, call off."""
    found = _offer(actor, public_id)
    form = TextForm(request.POST, auto_id=f"{verb}_%s")
    form.is_valid()
    try:
        needs.step_offer(
            actor=actor,
            offer=found,
            verb=verb,
            text=form.cleaned_data.get("text", ""),
            at=timezone.now(),
        )
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    except Refused as refused:
        if "text" not in refused.problems:
            messages.error(request, " ".join(refused.problems.values()))
        else:
            form.refuse(refused)
            return _show_offer(
                request, actor, _offer(actor, public_id), refused={verb: form}, status=UNPROCESSABLE
            )
    else:
        messages.success(request, _("Saved. The other side gets a letter."))
    return redirect("market:need_offer", actor.slug, public_id)


@door("needs.read")
@require_POST
def offer_confirm(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say what was given."""
    if not (actor.may("needs.ask") or actor.may("needs.offer")):
        raise NotYourRole("needs.offer", actor.kind)
    found = _offer(actor, public_id)
    form = ConfirmForm(request.POST, unit=found.need.unit)
    if form.is_valid():
        try:
            settled = needs.confirm_given(actor=actor, offer=found, at=timezone.now(), **form.cleaned_data)
        except StepRefused as refused:
            messages.error(request, refused.text.in_language(get_language() or "nl"))
            return redirect("market:need_offer", actor.slug, public_id)
        except Refused as refused:
            form.refuse(refused)
        else:
            told = (
                _("Both sides say the same. This is settled.")
                if settled.state == "confirmed"
                else _("Saved. It counts as soon as the other side says the same.")
            )
            messages.success(request, told)
            return redirect("market:need_offer", actor.slug, public_id)
    return _show_offer(request, actor, _offer(actor, public_id), confirm=form, status=UNPROCESSABLE)


@public_door
@require_GET
def public_list(request: HttpRequest) -> HttpResponse:
    """What is asked now, for everybody."""
    today = timezone.localdate()
    page = pages.public_needs_page(filter_form(request.GET, today), request.GET.get("na", ""), today)
    return render(request, "market/needs/public_list.html", {"page": page})


@public_door
@require_GET
def public_one(request: HttpRequest, public_id: str) -> HttpResponse:
    """One public need."""
    found = queries.public_need(public_id)
    if found is None:
        raise Http404
    page = pages.public_need_page(found, timezone.localdate())
    return render(request, "market/needs/need.html", {"page": page})


@public_door
@require_GET
def public_feed(request: HttpRequest) -> HttpResponse:
    """What was approved last, as Atom (RFC 4287)."""
    feed = Atom1Feed(
        title=_("Needs of the neighbourhood"),
        link=request.build_absolute_uri(reverse("public_needs:list")),
        description=_("What civic organisations ask of firms: hands, knowledge, materials, a place."),
        feed_url=request.build_absolute_uri(),
        author_name="Meerwaarde",
    )
    for one in queries.newest_needs(timezone.localdate()):
        url = request.build_absolute_uri(reverse("public_needs:need", args=[one.public_id]))
        parts = (one.asker_name, words.kind(one), words.amount(one.quantity, one.unit), one.place, one.what)
        feed.add_item(
            title=one.title,
            link=url,
            unique_id=url,
            description=" · ".join(part for part in parts if part),
            pubdate=one.approved_at,
            updateddate=one.changed_at,
            categories=(one.kind,),
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer


def _need(actor: Actor, public_id: str) -> Need:
    found = queries.need(actor, public_id)
    if found is None:
        raise Http404
    return found


def _offer(actor: Actor, public_id: str) -> NeedOffer:
    found = queries.offer(actor, public_id)
    if found is None:
        raise Http404
    return found


def _need_form(
    request: HttpRequest, actor: Actor, form: NeedForm, found: Need | None, *, status: int = 200
) -> HttpResponse:
    page = pages.need_form_page(actor, form, found)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _offer_form(
    request: HttpRequest, actor: Actor, found: Need, form: OfferForm, *, status: int = 200
) -> HttpResponse:
    page = pages.offer_form_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _show_need(
    request: HttpRequest,
    actor: Actor,
    found: Need,
    refused: dict[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = pages.need_page(actor, found, timezone.localdate(), refused)
    return render(request, "market/needs/need.html", {"page": page}, status=status)


def _show_offer(
    request: HttpRequest,
    actor: Actor,
    found: NeedOffer,
    *,
    confirm: ConfirmForm | None = None,
    refused: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    page = pages.offer_page(actor, found, confirm=confirm, refused=refused)
    return render(request, "market/needs/offer.html", {"page": page}, status=status)
