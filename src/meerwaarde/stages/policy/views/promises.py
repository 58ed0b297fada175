"""The door to the promises of the board."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.layout import notation
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.export import promises_as_csv, promises_as_xlsx
from meerwaarde.stages.policy.pages.promises import promises_page
from meerwaarde.stages.policy.pages.words import language

EXPORTS = {"csv": promises_as_csv, "xlsx": promises_as_xlsx}


@door("promises.read")
@require_GET
def promises(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every promise with its state, to read and to print."""
    today = notation.format_day(timezone.localdate(), language())
    return render(request, "policy/promises.html", {"page": promises_page(actor, today)})


@door("promises.read")
@require_GET
def export(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """The promises with their state, as a file for a spreadsheet."""
    if form not in EXPORTS:
        raise Http404
    goals = list(queries.with_instruments(queries.current_goals(actor)))
    uses = queries.procurements_per_goal(actor, [goal.public_id for goal in goals])
    content = EXPORTS[form](goals, uses)
    record_list_export(actor, "promises", form, at=timezone.now())
    return download(content, f"beloften-{actor.slug}.{form}")
