"""The doors to where the money went."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.stages.spend.forms import LinesFilter
from meerwaarde.stages.spend.pages.figures import figures_page
from meerwaarde.stages.spend.pages.lines import lines_file as file_of_lines
from meerwaarde.stages.spend.pages.lines import lines_page
from meerwaarde.stages.spend.queries import figures as queries


@door("spend.figures")
@require_GET
def figures(request: HttpRequest, actor: Actor) -> HttpResponse:
    """One year beside the year before."""
    asked = request.GET.get("jaar", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else None
    page = figures_page(actor, queries.figures_of(actor, year))
    return render(request, "spend/figures.html", {"page": page})


@door("spend.lines")
@require_GET
def lines(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The lines under a figure."""
    form = LinesFilter(request.GET or None)
    page = lines_page(actor, form, request.GET.get("na", ""))
    return render(request, "layout/list.html", {"page": page})


@door("spend.lines")
@require_GET
def lines_file(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The same lines as a file."""
    form = LinesFilter(request.GET or None)
    found = queries.lines_of(actor, form.wanted(), most=queries.MOST_IN_A_FILE)
    record_list_export(actor, "spend_lines", "csv", at=timezone.now())
    return download(file_of_lines(found), f"{_('payments')}.csv")
