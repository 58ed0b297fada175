"""The list, its exports, and the start of a procurement."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.organisations.queries import Department, departments_of
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.queries import Notice
from meerwaarde.stages.market.queries import notice as notice_of
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms import ListForm, NoticeUploadForm, StartForm
from meerwaarde.stages.procurement.pages import export_rows, procurements_page, start_page

MOST_ROWS = 10_000
"""An export is for a person with a spreadsheet; more than this is a data set, and has its own way out."""


@door("procurements.read")
@require_GET
def procurements(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list with its filters."""
    form = ListForm(request.GET, departments=departments_of(actor.organisation_id))
    page = procurements_page(actor, form, request.GET.get("na", ""))
    return render(request, "procurement/list.html", {"page": page})


@door("procurements.read")
@require_GET
def export(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """What the filters show, as CSV or Excel."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    form = ListForm(request.GET, departments=departments_of(actor.organisation_id))
    found = queries.filtered(actor, form.wanted()).order_by("-pk")[:MOST_ROWS]
    rows = export_rows(found)
    content = csv_file(rows) if kind == "csv" else excel_file(rows, _("Procurements"))
    record_list_export(actor, "procurements", kind, at=timezone.now())
    return download(content, f"{_('procurements')}.{kind}")


@door("procurements.start")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin, from a need or from a notice. Sending the form twice starts one procurement."""
    departments = list(departments_of(actor.organisation_id))
    if request.method == "GET":
        notice = _notice(actor, request.GET.get("aankondiging", ""))
        if notice is None and "aankondiging" in request.GET:
            raise Http404
        begun = {**_begin(actor, notice), **_carried_over(request.GET)}
        form = StartForm(initial=begun, departments=departments)
        return render(request, "procurement/start.html", {"page": start_page(actor, form, notice=notice)})
    if "notice-upload" in request.POST:
        return _from_file(request, actor, departments)
    form = StartForm(request.POST, departments=departments)
    notice = _notice(actor, request.POST.get("notice", ""))
    if not form.is_valid():
        page = start_page(actor, form, notice=notice)
        return render(request, "procurement/start.html", {"page": page}, status=422)
    given = form.cleaned_data
    started = actions.start(
        actor,
        title=given["title"],
        need=given["need"],
        department=form.department_given(),
        start_on=given["start_on"],
        notice=notice,
        start_key=given["start_key"],
        at=timezone.now(),
    )
    return redirect("procurement:purpose", actor.slug, started.public_id)


def _from_file(request: HttpRequest, actor: Actor, departments: list[Department]) -> HttpResponse:
    """Take in the notice first; then the start form stands filled in."""
    upload = NoticeUploadForm(request.POST, request.FILES, prefix="notice")
    form = StartForm(initial=_begin(actor, None), departments=departments)
    if upload.is_valid() and actor.may("notices.import"):
        file = upload.cleaned_data["file"]
        try:
            done = market.import_notice(actor, document=file.read(), file_name=file.name, at=timezone.now())
        except Refused as refused:
            upload.add_error("file", refusal_in_words(refused))
        else:
            if done.notices:
                target = redirect("procurement:start", actor.slug)
                target["Location"] += f"?aankondiging={done.notices[0][0].public_id}"
                return target
            upload.add_error("file", _("This file was read, but it holds no notice. Choose another file."))
    page = start_page(actor, form, upload=upload)
    return render(request, "procurement/start.html", {"page": page}, status=422)


def _notice(actor: Actor, public_id: str) -> Notice | None:
    if not public_id:
        return None
    found = notice_of(actor, public_id) if public_id.isalnum() else None
    if found is None:
        raise Http404
    return found


def _carried_over(given: QueryDict) -> dict[str, object]:
    """What was typed for a quick purchase that turned out too large for one."""
    typed = {"title": given.get("titel", "")[:200], "need": given.get("nodig", "")[:2000]}
    return {name: text for name, text in typed.items() if text} | (
        {"department": given["afdeling"]} if given.get("afdeling") else {}
    )


def _begin(actor: Actor, notice: Notice | None) -> dict[str, object]:
    own = next((d for d in departments_of(actor.organisation_id) if d.pk == actor.department_id), None)
    begun: dict[str, object] = {
        "start_key": queries.new_start_key(),
        "department": own.public_id if own else "",
    }
    if notice is None:
        return begun
    filled = queries.filled_from(queries.read_record(notice))
    return {**begun, "notice": notice.public_id, "title": filled.title, "need": filled.need}
