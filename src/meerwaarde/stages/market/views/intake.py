"""The doors to the fetching of public notices."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.market.actions import intake as actions
from meerwaarde.stages.market.forms.intake import IntakeForm
from meerwaarde.stages.market.pages.intake import begin_page, run_page, runs_page
from meerwaarde.stages.market.queries import intake as queries
from meerwaarde.stages.market.queries.intake import IntakeRun

UNPROCESSABLE = 422
USUAL_DAYS = 30


@door("notices.fetch")
@require_GET
def intake_runs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All rounds."""
    page = runs_page(actor, sources=actions.switched_on())
    return render(request, "market/intake_runs.html", {"page": page})


@door("notices.fetch")
@require_GET
def intake_run(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One round."""
    page = run_page(actor, _fetch(actor, public_id), sources=actions.switched_on())
    return render(request, "market/intake_run.html", {"page": page})


@door("notices.fetch")
@require_http_methods(["GET", "POST"])
def intake_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a round over certain days."""
    day = actions.today(timezone.now())
    if request.method == "GET":
        usual = {"since": day - timedelta(days=USUAL_DAYS)}
        form = IntakeForm(initial=usual, sources=actions.switched_on())
        return render(request, "layout/form.html", {"page": begin_page(actor, form)})
    form = IntakeForm(request.POST, sources=actions.switched_on())
    if form.is_valid():
        said = form.cleaned_data
        try:
            run = actions.start_fetching(
                actor,
                source=said["source"],
                since=said["since"],
                until=said["until"] or day,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("since", _said(refused))
        else:
            messages.success(request, _("The notices are being fetched. You see here how far it is."))
            return redirect("market:intake_run", actor.slug, run.public_id)
    return render(request, "layout/form.html", {"page": begin_page(actor, form)}, status=UNPROCESSABLE)


@door("notices.fetch")
@require_POST
def intake_stop(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Stop after the page that it is at."""
    actions.stop_run(actor, run=_fetch(actor, public_id), at=timezone.now())
    messages.success(request, _("The round stops. What came in stays."))
    return redirect("market:intake_run", actor.slug, public_id)


@door("notices.fetch")
@require_POST
def intake_go_on(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Fetch what is missing of a round."""
    run = _fetch(actor, public_id)
    try:
        run = actions.start_fetching(
            actor, source=run.source, since=run.since, until=run.until, at=timezone.now(), run=run
        )
    except Refused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("The notices are being fetched. You see here how far it is."))
    return redirect("market:intake_run", actor.slug, run.public_id)


def _fetch(actor: Actor, public_id: str) -> IntakeRun:
    found = queries.intake_run(actor, public_id)
    if found is None:
        raise Http404
    return found


def _said(refused: Refused) -> str:
    language = get_language() or "nl"
    return f"{refused.message.in_language(language)} {refused.what_now.in_language(language)}"
