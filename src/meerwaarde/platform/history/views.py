"""Reading the journal, checking one event, and taking events along."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.history import actions
from meerwaarde.platform.history.export import Selection, file_name, small_file
from meerwaarde.platform.history.forms import FORMATS, FilterForm
from meerwaarde.platform.history.pages import event_page, journal_page
from meerwaarde.platform.journal.queries import chain_of, event_of, persons_of, verdict_on

LARGEST_NUMBER = 10**18


@door("journal.read")
@require_GET
def journal(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Events of this authority, newest first."""
    form = FilterForm(request.GET, persons=persons_of(actor.organisation_id))
    page = journal_page(actor, form, before=_number(request, "before"), after=_number(request, "after"))
    return render(request, "layout/list.html", {"page": page})


@door("journal.read")
@require_GET
def event(request: HttpRequest, actor: Actor, sequence: int) -> HttpResponse:
    """One event, worked out again."""
    found = event_of(actor.organisation_id, sequence) if sequence < LARGEST_NUMBER else None
    if found is None:
        raise Http404
    chain = chain_of(actor.organisation_id)
    last = chain.length if chain is not None else 0
    page = event_page(actor, found, verdict_on(found), last)
    return render(request, "history/event.html", {"page": page})


@door("journal.read")
@require_POST
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A small export comes at once; a large one is made in the background."""
    form = FilterForm(request.POST, persons=persons_of(actor.organisation_id))
    chosen = request.POST.get("format", "")
    if chosen not in FORMATS or not form.is_valid():
        return HttpResponseBadRequest()
    language, wanted = get_language() or "nl", form.wanted()
    asked = actions.export(actor, wanted, chosen, language, at=timezone.now())
    if asked.job is not None:
        return redirect("work:detail", actor.slug, asked.job.public_id)
    selection = Selection(actor.organisation_id, wanted, asked.last, language)
    response = HttpResponse(small_file(selection, chosen), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{file_name(chosen)}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _number(request: HttpRequest, name: str) -> int:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
