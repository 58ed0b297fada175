"""The doors to the organisation as a whole."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.stages.policy.pages.ambition_webs.whole import (
    read_whole,
    whole_page,
    whole_poster,
    whole_rows,
)
from meerwaarde.stages.policy.views.ambition_webs.webs import as_file


@door("webs.agreed")
@require_GET
def whole(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the sessions of the departments add up to."""
    return render(request, "policy/ambition_webs_whole.html", {"page": whole_page(actor)})


@door("webs.agreed")
@require_GET
def whole_export(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """The same as a picture or as rows for a spreadsheet."""
    content = _content(actor, form)
    if content is None:
        raise Http404
    record_list_export(actor, "ambition_webs_whole", form, at=timezone.now())
    return download(content, f"ambitieweb-geheel-{actor.slug}.{form}")


def _content(actor: Actor, form: str) -> bytes | None:
    """The file; None for a form that does not exist, and where there is nothing to draw."""
    if form in ("csv", "xlsx"):
        rows = whole_rows(read_whole(actor))
        return csv_file(rows) if form == "csv" else excel_file(rows, _("The organisation as a whole"))
    made = whole_poster(actor) if form in ("svg", "png", "pdf") else None
    return None if made is None else as_file(form, *made)
