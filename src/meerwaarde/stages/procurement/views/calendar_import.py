"""The doors to files for the calendar."""

from __future__ import annotations

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
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.sheets import excel_file
from meerwaarde.platform.work.queries import job_of
from meerwaarde.rules.lifecycle import UPLOADED, StepRefused
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.actions import calendar_import as actions
from meerwaarde.stages.procurement.forms.calendar_import import (
    CalendarColumnsForm,
    CalendarFileForm,
    MendForm,
)
from meerwaarde.stages.procurement.pages.calendar_import import (
    columns_page,
    import_page,
    imports_page,
    mend_page,
    refused_rows,
)
from meerwaarde.stages.procurement.queries.calendar_rows import CALENDAR_ROLES, CalendarRole


@door("calendar.write")
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose a file; the files of before stand below."""
    form = CalendarFileForm(request.POST or None, request.FILES or None)
    if request.method == "GET":
        form = CalendarFileForm()
    elif form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            batch = actions.upload_calendar(
                actor, document=upload.read(), file_name=upload.name or "", at=timezone.now()
            )
        except Refused as refused:
            form.add_error("file", refusal_in_words(refused))
        else:
            return redirect("calendar:import_columns", actor.slug, batch.public_id)
    page = imports_page(actor, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "procurement/calendar/imports.html", {"page": page}, status=status)


@door("calendar.write")
@require_http_methods(["GET", "POST"])
def import_columns(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say what the columns mean, then try."""
    batch = _batch(actor, public_id)
    try:
        proposals = queries.columns_of(batch)
    except Refused as refused:
        messages.warning(request, refusal_in_words(refused))
        return redirect("calendar:imports", actor.slug)
    form = CalendarColumnsForm(proposals, batch.mapping, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.choose_columns(actor, batch, mapping=form.mapping(), at=timezone.now())
        except StepRefused as refused:
            messages.warning(request, refused.text.in_language(get_language() or "nl"))
        return redirect("calendar:import", actor.slug, public_id)
    page = columns_page(actor, batch, form)
    status = 422 if request.method == "POST" else 200
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("calendar.write")
@require_GET
def import_detail(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What taking over would do, or did."""
    batch = _batch(actor, public_id)
    if batch.state == UPLOADED:
        return redirect("calendar:import_columns", actor.slug, public_id)
    found = queries.judged_import(actor, batch, timezone.localdate())
    job = job_of(actor, batch.job) if batch.job else None
    page = import_page(actor, batch, found, job)
    return render(request, "procurement/calendar/import.html", {"page": page})


@door("calendar.write")
@require_http_methods(["GET", "POST"])
def import_row(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """Mend one row; what was typed stays, also while it still cannot be taken in."""
    batch = _batch(actor, public_id)
    roles = _roles(batch)
    if request.method == "POST":
        form = MendForm(roles, request.POST)
        if form.is_valid():
            found = actions.mend_row(actor, batch, number=number, words=form.words(), at=timezone.now())
            if found is None:
                raise Http404
            if not found.row.refused:
                messages.success(request, _("Row %(number)s can be taken in now.") % {"number": number})
                return redirect("calendar:import", actor.slug, public_id)
            form.point_out([fault for fault in found.row.faults if fault.refuses])
        page = mend_page(actor, batch, number, form)
        return render(request, "layout/form.html", {"page": page}, status=422)
    judged = queries.judged_import(actor, batch, timezone.localdate())
    row = next((one.row for one in judged.rows if one.number == number), None)
    if row is None:
        raise Http404
    page = mend_page(actor, batch, number, MendForm(roles, initial=dict(row.words)))
    return render(request, "layout/form.html", {"page": page})


@door("calendar.write")
@require_POST
def import_leave(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """Leave a row out, or take it in after all."""
    out = bool(request.POST.get("out"))
    actions.leave_out(actor, _batch(actor, public_id), number=number, out=out, at=timezone.now())
    return redirect("calendar:import", actor.slug, public_id)


@door("calendar.write")
@require_POST
def import_keep(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Which lines stay as they stand here."""
    numbers = [int(one) for one in request.POST.getlist("keep") if one.isdigit()]
    actions.keep_ours(actor, _batch(actor, public_id), numbers=numbers, at=timezone.now())
    messages.success(request, _("Kept: the lines that you ticked stay as they are here."))
    return redirect("calendar:import", actor.slug, public_id)


@door("calendar.write")
@require_POST
def import_take(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take the rows over."""
    try:
        done = actions.take_over(actor, _batch(actor, public_id), at=timezone.now())
    except StepRefused as refused:
        messages.warning(request, refused.text.in_language(get_language() or "nl"))
    except Refused as refused:
        messages.warning(request, refusal_in_words(refused))
    else:
        messages.success(
            request,
            _("Taken over. It stands on the calendar.")
            if done
            else _("We are taking it over. You can leave this page; it goes on."),
        )
    return redirect("calendar:import", actor.slug, public_id)


@door("calendar.write")
@require_POST
def import_stop(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The file is not taken over."""
    try:
        actions.give_up(actor, _batch(actor, public_id), at=timezone.now())
    except StepRefused as refused:
        messages.warning(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.info(request, _("This file is not taken over. What was taken over before stays."))
    return redirect("calendar:imports", actor.slug)


@door("calendar.write")
@require_GET
def import_refused(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The refused rows as a file, to mend there and read in again."""
    batch = _batch(actor, public_id)
    rows = refused_rows(queries.judged_import(actor, batch, timezone.localdate()))
    record_list_export(actor, "calendar_refused", "xlsx", at=timezone.now())
    return download(excel_file(rows, _("Refused rows")), f"{_('refused-rows')}.xlsx")


def _batch(actor: Actor, public_id: str) -> queries.CalendarImport:
    found = queries.calendar_import(actor, public_id)
    if found is None:
        raise Http404
    return found


def _roles(batch: queries.CalendarImport) -> list[CalendarRole]:
    chosen = set(batch.mapping.values()) | {"title", "quarter"}
    return [role for role in CALENDAR_ROLES if role in chosen]
