"""The doors to searches that people keep."""

from __future__ import annotations

from typing import Any

import rfc8785
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door, public_door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.layout import slots
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.market import queries as market
from meerwaarde.stages.market.actions import Refused
from meerwaarde.stages.market.actions import kept_searches as actions
from meerwaarde.stages.market.forms.kept_searches import FreezeSearchForm, SaveSearchForm
from meerwaarde.stages.market.pages import kept_searches as pages
from meerwaarde.stages.market.pages.alerts import nothing_to_stop
from meerwaarde.stages.market.queries import kept_searches as queries
from meerwaarde.stages.market.queries.question import asked_in_words
from meerwaarde.stages.market.views.directory import filter_form

LONGEST_VERSION = 9


@door("directory.read")
@require_GET
def kept_searches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Saved searches with their news, and frozen ones."""
    page = pages.kept_searches_page(actor, timezone.localdate())
    return render(request, "market/directory/kept.html", {"page": page})


@door("directory.read")
@require_http_methods(["GET", "POST"])
def save_search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Give the question in the address a name."""
    wanted, day = filter_form(request, actor).wanted(), timezone.localdate()
    status = 200
    if request.method == "POST":
        form = SaveSearchForm(request.POST)
        if form.is_valid():
            try:
                saved = actions.save_search(
                    actor=actor,
                    at=timezone.now(),
                    wanted=wanted,
                    name=form.cleaned_data["name"],
                    shared=form.cleaned_data["shared"],
                    by_letter=form.cleaned_data["by_letter"],
                )
            except Refused as refused:
                form.refuse(refused)
            else:
                messages.success(request, _("The search is saved. From now on you hear what is new."))
                return redirect("market:saved_search", actor.slug, saved.public_id)
        status = 422
    else:
        form = SaveSearchForm(initial={"name": asked_in_words(actor, wanted, day)[:120], "by_letter": True})
    page = pages.save_form_page(actor, wanted, form, day)
    return render(request, "market/directory/keep.html", {"page": page}, status=status)


@door("directory.read")
@require_http_methods(["GET", "POST"])
def saved_search(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What is new since this person last looked; whoever owns it changes name and sharing here."""
    saved, now = _fetch_saved(actor, public_id), timezone.now()
    own = saved.owner_id == actor.membership_id
    status, form = 200, None
    if request.method == "POST":
        form = SaveSearchForm(request.POST)
        if form.is_valid():
            try:
                actions.change_saved(
                    actor=actor,
                    at=now,
                    saved=saved,
                    expected_version=form.cleaned_data["version"] or 0,
                    name=form.cleaned_data["name"],
                    shared=form.cleaned_data["shared"],
                    by_letter=form.cleaned_data["by_letter"],
                )
            except Refused as refused:
                form.refuse(refused)
            except Changed:
                form.add_error(None, _("You changed this in another window. Look at it and save again."))
            else:
                messages.success(request, _("The search is saved."))
                return redirect("market:saved_search", actor.slug, public_id)
        status = 422
    elif own:
        kept = ("name", "shared", "by_letter", "version")
        form = SaveSearchForm(initial={name: getattr(saved, name) for name in kept})
    if own and request.method == "GET":
        actions.look_up(actor, saved, at=now)
    since = queries.last_look(actor, saved)
    page = pages.saved_search_page(actor, saved, since, timezone.localdate(), form)
    answer = render(request, "market/directory/saved.html", {"page": page}, status=status)
    if request.method == "GET":
        actions.looked(actor=actor, at=now, saved=saved)
    return answer


@door("directory.read")
@require_POST
def saved_search_strike(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Forget a saved search."""
    try:
        actions.strike_saved(actor=actor, at=timezone.now(), saved=_fetch_saved(actor, public_id))
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("The search is deleted."))
    return redirect("market:kept_searches", actor.slug)


@door("enquiries.write")
@require_http_methods(["GET", "POST"])
def freeze_search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep the question in the address with all results, as evidence."""
    wanted, day = filter_form(request, actor).wanted(), timezone.localdate()
    status = 200
    form = FreezeSearchForm(request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            try:
                frozen = actions.freeze_search(
                    actor=actor,
                    at=timezone.now(),
                    wanted=wanted,
                    title=form.cleaned_data["title"],
                    purpose=form.cleaned_data["purpose"],
                )
            except Refused as refused:
                form.refuse(refused)
            else:
                messages.success(request, _("The search is frozen. It does not change any more."))
                return redirect("market:frozen_search", actor.slug, frozen.public_id)
        status = 422
    found = market.counted_suppliers(actor, wanted, day)
    page = pages.freeze_form_page(actor, wanted, form, day, found)
    return render(request, "market/directory/keep.html", {"page": page}, status=status)


@door("directory.read")
@require_GET
def frozen_search(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The evidence; with `nu` also what is different now."""
    frozen, day = _fetch_frozen(actor, public_id), timezone.localdate()
    asked = bool(request.GET.get("nu"))
    page = pages.frozen_search_page(
        actor,
        frozen,
        day,
        compared=queries.difference(actor, frozen, day) if asked else None,
        asked_to_compare=asked,
        sections=slots.page_sections.collect(actor, slots.Subject("frozensearch", public_id)),
    )
    return render(request, "market/directory/frozen.html", {"page": page})


@door("directory.read")
@require_GET
def frozen_search_file(request: HttpRequest, actor: Actor, public_id: str, form: str) -> HttpResponse:
    """The evidence as a file: JSON is exactly what the fingerprint covers."""
    frozen = _fetch_frozen(actor, public_id)
    if form == "json":
        content = rfc8785.dumps(frozen.content)
    elif form == "pdf":
        content = write_pdf(pages.frozen_document(actor, frozen))
    else:
        raise Http404
    actions.record_frozen_export(actor=actor, at=timezone.now(), frozen=frozen, form=form)
    return download(content, f"{_('frozen-search')}-{public_id}.{form}")


def _fetch_saved(actor: Actor, public_id: str) -> Any:
    found = queries.saved_search(actor, public_id)
    if found is None:
        raise Http404
    return found


def _fetch_frozen(actor: Actor, public_id: str) -> Any:
    found = queries.frozen_search(actor, public_id)
    if found is None:
        raise Http404
    return found


@csrf_exempt  # a one-click POST (RFC 8058) comes from a mail program, which has no cookie of ours
@public_door
@require_http_methods(["GET", "POST"])
def stop_search(request: HttpRequest, token: str) -> HttpResponse:
    """Stop the e-mail about a search. Only a POST does: programs that look at links must not."""
    saved = queries.search_of_stop(token)
    if saved is None and not queries.is_stop_token(token):
        raise Http404
    if saved is not None and request.method == "POST":
        actions.stop_letters(saved=saved, at=timezone.now())
    with override(saved.owner.person.language or "nl" if saved else get_language()):
        page = pages.stop_search_page(saved, token) if saved else nothing_to_stop()
        answer = render(request, "market/stop_letters.html", {"page": page})
    answer["Referrer-Policy"] = "no-referrer"
    answer["Cache-Control"] = "no-store"
    return answer
