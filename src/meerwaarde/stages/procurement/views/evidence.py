"""Evidence from the market: into the file of a procurement, out of it with a reason, and undone."""

from __future__ import annotations

from typing import Final

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
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.procurement.actions import evidence as actions
from meerwaarde.stages.procurement.forms.evidence import PutInFileForm, TakeOutForm
from meerwaarde.stages.procurement.pages.evidence import put_page, take_out_page, thing_url
from meerwaarde.stages.procurement.queries import Procurement
from meerwaarde.stages.procurement.queries import evidence as queries
from meerwaarde.stages.procurement.views.fetching import fetch

LONGEST_VERSION: Final = 10


@door("procurements.edit")
@require_http_methods(["GET", "POST"])
def evidence_put(request: HttpRequest, actor: Actor, kind: str, thing: str) -> HttpResponse:
    """Choose the file in which a frozen search or a consultation becomes evidence."""
    found = queries.thing_to_put(actor, kind, thing)
    if found is None or kind not in queries.KINDS:
        raise Http404
    files, more = queries.files_to_choose(actor, kind, thing)
    if not files:
        messages.info(
            request,
            _("There is no procurement that this can still be put in. Start one first."),
        )
        return redirect(thing_url(actor, kind, thing) or reverse("procurement:list", args=[actor.slug]))
    form = PutInFileForm(
        request.POST or None,
        own=[one for one in files if queries.is_own_file(actor, one)],
        others=[one for one in files if not queries.is_own_file(actor, one)],
        initial={"procurement": request.GET.get("inkoop", "")},
    )
    if request.method == "POST" and form.is_valid():
        chosen = next(one for one in files if one.public_id == form.cleaned_data["procurement"])
        try:
            row = actions.put_in_file(
                actor, chosen, found, shows=form.cleaned_data["shows"], at=timezone.now()
            )
        except actions.NotInFile as refused:
            form.add_error(None, _said(refused))
        else:
            told = _("“%(title)s” lies in the file now.") % {"title": found.title}
            messages.success(request, told, extra_tags=_undo(actor, chosen, row))
            return _to_evidence(actor, chosen.public_id)
    page = put_page(actor, kind, thing, found.title, form, more=more)
    status = 422 if form.is_bound else 200
    return render(request, "procurement/evidence_form.html", {"page": page}, status=status)


@door("procurements.edit")
@require_http_methods(["GET", "POST"])
def evidence_out(request: HttpRequest, actor: Actor, public_id: str, item: str) -> HttpResponse:
    """Take evidence out of the file, and say why."""
    procurement, row = fetch(actor, public_id), _fetch(actor, public_id, item)
    told = next(
        one for one in queries.evidence_of(actor, procurement, timezone.localdate()) if one.public_id == item
    )
    if not told.counts:
        messages.info(request, _("This was taken out of the file already."))
        return _to_evidence(actor, public_id)
    form = TakeOutForm(request.POST or None, initial={"version": row.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            version = form.cleaned_data["version"]
            try:
                actions.take_out(
                    actor,
                    row,
                    why=form.cleaned_data["why"],
                    expected_version=row.version if version is None else version,
                    at=timezone.now(),
                )
            except actions.NotInFile as refused:
                form.add_error(None, _said(refused))
                status = 409
            except Changed:
                form.add_error(None, _("Somebody else changed this just before you. Open the file again."))
                status = 409
            else:
                told_now = _("“%(title)s” is out of the file.") % {"title": told.title}
                messages.success(request, told_now, extra_tags=_undo(actor, procurement, row))
                return _to_evidence(actor, public_id)
    page = take_out_page(actor, procurement, told, form)
    return render(request, "procurement/evidence_form.html", {"page": page}, status=status)


@door("procurements.edit")
@require_POST
def evidence_undo(request: HttpRequest, actor: Actor, public_id: str, item: str) -> HttpResponse:
    """Undo one's own last act with this evidence."""
    row = _fetch(actor, public_id, item)
    given = request.POST.get("version", "")
    version = int(given) if given.isdecimal() and len(given) < LONGEST_VERSION else 0
    try:
        actions.undo_evidence(actor, row, expected_version=version, at=timezone.now())
    except actions.NotInFile as refused:
        messages.info(request, _said(refused))
    except Changed:
        messages.info(request, _("Somebody else changed this just before you. Nothing was undone."))
    else:
        messages.success(request, _("Undone. What stood there before stands there again."))
    return _to_evidence(actor, public_id)


def _fetch(actor: Actor, public_id: str, item: str) -> actions.InFile:
    row = queries.place_in_file(actor, public_id, item)
    if row is None:
        raise Http404
    return row


def _undo(actor: Actor, procurement: Procurement, row: actions.InFile) -> str:
    where = [actor.slug, procurement.public_id, row.public_id]
    return undoable(reverse("procurement:evidence_undo", args=where), row.version)


def _to_evidence(actor: Actor, public_id: str) -> HttpResponse:
    answer = redirect("procurement:detail", actor.slug, public_id)
    answer["Location"] += "#bewijs"
    return answer


def _said(refused: actions.NotInFile) -> str:
    return refused.text.in_language(get_language() or "nl")
