"""The doors to the scan of the calendar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.work.queries import job_of
from meerwaarde.stages.policy.actions import Refused
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.pages.calendar_scan import scan_page, scan_rows
from meerwaarde.stages.procurement.views.calendar import MOST_ROWS, fetch_line, filter_form

STARTED = "calendar:scan"
"""Session key: the scan that this browser started last."""


@door("calendar.read")
@require_GET
def scan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the scan found, and how far it is."""
    started = request.session.get(STARTED, "")
    page = scan_page(
        actor,
        filter_form(actor, request.GET),
        sort=request.GET.get("volgorde", ""),
        cursor=request.GET.get("cursor", ""),
        today=timezone.localdate(),
        job=job_of(actor, started) if started else None,
    )
    return render(request, "procurement/calendar/scan.html", {"page": page})


@door("calendar.write")
@require_POST
def scan_start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Scan what the filters show, in the background."""
    form = filter_form(actor, request.POST)
    found = queries.filtered_lines(actor, form.wanted())[: actions.MOST_SCANNED]
    lines = [one for one in found if one.state != "dropped"]
    back = redirect("calendar:scan", actor.slug)
    if not lines:
        messages.info(request, _("There is nothing to scan."))
        return back
    request.session[STARTED] = actions.start_scan(actor, lines, at=timezone.now()).public_id
    messages.success(request, _("The scan has started. You can leave this page; it goes on."))
    return back


@door("calendar.read")
@require_GET
def scan_export(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """What the scan found for what the filters show, as CSV or Excel."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    found = list(queries.filtered_lines(actor, filter_form(actor, request.GET).wanted())[:MOST_ROWS])
    rows = scan_rows(found, queries.marks_of(actor), timezone.localdate())
    content = csv_file(rows) if kind == "csv" else excel_file(rows, _("Scan of the calendar"), wide=2)
    record_list_export(actor, "calendar_scan", kind, at=timezone.now())
    return download(content, f"{_('calendar-scan')}.{kind}")


@door("calendar.write")
@require_POST
def line_scan(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Scan one line at once."""
    if actions.scan_line(actor, fetch_line(actor, public_id), at=timezone.now()):
        messages.success(request, _("Scanned. What was found stands below."))
    else:
        messages.warning(request, _("Somebody changed this line just now. Scan it once more."))
    return redirect(reverse("calendar:line", args=[actor.slug, public_id]) + "#scan")


@door("plans.write")
@require_POST
def promising(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Name a line as a promising tender in the action plan."""
    found = fetch_line(actor, public_id)
    try:
        plan = actions.name_promising(actor, found, at=timezone.now())
    except actions.NoPlan as missing:
        messages.warning(request, missing.text.in_language(get_language() or "nl"))
    except Refused as refused:
        messages.info(request, " ".join(str(one) for one in refused.problems.values()))
    else:
        said = _("Named as promising in “%(plan)s”. All other procurements stay as open as they were.")
        messages.success(request, said % {"plan": plan.title})
    return redirect("calendar:line", actor.slug, public_id)
