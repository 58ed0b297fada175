"""The doors to lists of suppliers that are taken in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.exchange.suppliers import ROLES, checked, open_list
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.sheets import csv_file
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.actions import supplier_settling as settling
from meerwaarde.stages.market.forms.supplier_imports import (
    ColumnsForm,
    DifferencesForm,
    RowForm,
    SupplierFileForm,
)
from meerwaarde.stages.market.pages import supplier_imports as pages
from meerwaarde.stages.market.queries import supplier_imports as queries
from meerwaarde.stages.market.queries.supplier_imports import SupplierImport, SupplierImportRow


@door("suppliers.import")
@require_http_methods(["GET", "POST"])
def supplier_imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring in a list; one whose refused rows were mended is recognised by them."""
    template = "market/supplier_imports.html"
    if request.method == "GET":
        page = pages.imports_page(actor, SupplierFileForm(), request.GET.get("na", ""))
        return render(request, template, {"page": page})
    form = SupplierFileForm(request.POST, request.FILES)
    if form.is_valid():
        upload, source = form.cleaned_data["file"], form.cleaned_data["source"]
        try:
            document = upload.read()
            table = open_list(document, upload.name or "")
            earlier = queries.returned_to(actor, table)
            batch = actions.upload_list(
                actor,
                document=document,
                file_name=upload.name or "",
                source=earlier.source if earlier else source or upload.name or _("List"),
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error("file", refusal_in_words(refused))
        else:
            if earlier is not None:
                messages.info(
                    request, _("These are mended rows of “%(source)s”.") % {"source": earlier.source}
                )
            return redirect("market:supplier_import_columns", actor.slug, batch.public_id)
    return render(request, template, {"page": pages.imports_page(actor, form)}, status=422)


@door("suppliers.import")
@require_GET
def supplier_import(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One list, as far as it is."""
    page = pages.import_page(actor, _fetch(actor, public_id))
    response = render(request, "market/supplier_import.html", {"page": page})
    if request.headers.get("HX-Request") and not page.live_url:
        # The work has ended: not only the figures but all of the page is new.
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
    return response


@door("suppliers.import")
@require_http_methods(["GET", "POST"])
def supplier_import_columns(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose what the columns mean, and try."""
    batch = _fetch(actor, public_id)
    table = queries.table_of(batch)
    proposal, before = queries.proposal_of(actor, batch, table)
    form = ColumnsForm(proposal, before, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        mapping = form.mapping()
        _columns, complaints = checked(mapping, table)
        doubts = [one for one in complaints if one.refuses]
        if not doubts:
            check = actions.check_list if len(table.rows) <= actions.AT_ONCE else actions.start_checking
            try:
                check(actor, batch=batch, mapping=mapping, at=timezone.now())
            except StepRefused as refused:
                messages.error(request, refused.text.in_language(actor.language))
            except Refused as refused:
                form.add_error(None, refusal_in_words(refused))
            if form.is_valid():
                return redirect("market:supplier_import", actor.slug, batch.public_id)
        form.point_out(doubts)
    page = pages.columns_page(actor, batch, form)
    status = 422 if form.is_bound else 200
    return render(request, "market/supplier_import_columns.html", {"page": page}, status=status)


@door("suppliers.import")
@require_POST
def supplier_import_start(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let the work begin, or go on."""
    batch = _fetch(actor, public_id)
    try:
        actions.start_taking_over(actor, batch=batch, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(actor.language))
    else:
        messages.success(request, _("The list is being taken over. You see here how far it is."))
    return redirect("market:supplier_import", actor.slug, public_id)


@door("suppliers.import")
@require_POST
def supplier_import_stop(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Do not take the list over."""
    batch = _fetch(actor, public_id)
    try:
        actions.give_up(actor, batch=batch, at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(actor.language))
    else:
        messages.success(request, _("The list is not taken over. The file stays here."))
    return redirect("market:supplier_imports", actor.slug)


@door("suppliers.import")
@require_GET
def supplier_import_original(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The file as it came in, as a download and never as a page of ours."""
    batch = _fetch(actor, public_id)
    record_list_export(actor, "supplier_imports", "original", at=timezone.now())
    # Whatever the name says, it goes out as bytes: what a stranger sent is never shown as a page of ours.
    answer = download(queries.content_of(batch), batch.file_name)
    answer["Content-Type"] = "application/octet-stream"
    return answer


@door("suppliers.import")
@require_GET
def supplier_import_refused(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Rows to mend."""
    page = pages.refused_page(actor, _fetch(actor, public_id), _after(request))
    return render(request, "layout/list.html", {"page": page})


@door("suppliers.import")
@require_GET
def supplier_import_refused_file(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The rows to mend with their reasons, as a file that can be brought in again."""
    batch = _fetch(actor, public_id)
    rows = list(queries.rows_of(batch, "refused"))
    content = csv_file(pages.refused_file_rows(batch, rows))
    record_list_export(actor, "supplier_imports", "csv", at=timezone.now())
    return download(content, f"{_('to-mend')}-{batch.public_id}.csv")


@door("suppliers.import")
@require_http_methods(["GET", "POST"])
def supplier_import_row(request: HttpRequest, actor: Actor, public_id: str, line: int) -> HttpResponse:
    """Mend one row, and check it again."""
    batch = _fetch(actor, public_id)
    row = _row(batch, line, "refused")
    if pages.at_work(actor, batch):
        return _later(request, actor, public_id)
    mapping = queries.mapping_of(batch)
    headers = {} if mapping is None else {one.role: one.header for one in mapping.columns if one.role}
    roles = [role for role in ROLES if role in headers or role in row.values]
    if request.method == "GET":
        form = RowForm(roles, headers, initial=row.values)
        page = pages.row_page(actor, batch, row, form)
        return render(request, "market/supplier_import_row.html", {"page": page})
    form = RowForm(roles, headers, request.POST)
    if form.is_valid():
        read = actions.correct_row(actor, batch=batch, row=row, values=form.values(), at=timezone.now())
        if not read.refused:
            messages.success(request, _("Line %(line)s is right now.") % {"line": line})
            return redirect("market:supplier_import_refused", actor.slug, public_id)
        form.point_out([actions.fault(one) for one in read.complaints if one.refuses])
    page = pages.row_page(actor, batch, row, form)
    return render(request, "market/supplier_import_row.html", {"page": page}, status=422)


@door("suppliers.import")
@require_POST
def supplier_import_leave_out(request: HttpRequest, actor: Actor, public_id: str, line: int) -> HttpResponse:
    """Do not take this row in."""
    batch = _fetch(actor, public_id)
    row = queries.row_of(batch, line)
    if row is None or row.outcome != "refused":
        raise Http404
    if pages.at_work(actor, batch):
        return _later(request, actor, public_id)
    actions.leave_out_row(actor, batch=batch, row=row, at=timezone.now())
    messages.success(request, _("Line %(line)s is left out.") % {"line": line})
    return redirect("market:supplier_import_refused", actor.slug, public_id)


@door("suppliers.import")
@require_http_methods(["GET", "POST"])
def supplier_import_differences(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Suppliers that differ; a choice for all of them at once is sent here."""
    batch = _fetch(actor, public_id)
    if request.method == "POST" and pages.at_work(actor, batch):
        return _later(request, actor, public_id)
    if request.method == "POST":
        take = request.POST.get("choice") == "theirs"
        number = settling.settle_all(actor, batch=batch, take_theirs=take, at=timezone.now())
        told = ngettext("%(number)s supplier was settled.", "%(number)s suppliers were settled.", number)
        messages.success(request, told % {"number": number})
        return redirect("market:supplier_import_differences", actor.slug, public_id)
    page = pages.differences_page(actor, batch, _after(request))
    return render(request, "market/supplier_import_differences.html", {"page": page})


@door("suppliers.import")
@require_http_methods(["GET", "POST"])
def supplier_import_difference(request: HttpRequest, actor: Actor, public_id: str, line: int) -> HttpResponse:
    """One supplier: choose per field."""
    batch = _fetch(actor, public_id)
    row = _row(batch, line, "differs")
    if pages.at_work(actor, batch):
        return _later(request, actor, public_id)
    day = timezone.localdate()
    differences = queries.differences_of(row, day)
    choices = pages.choices_of(differences, day)
    form = DifferencesForm(choices, request.POST if request.method == "POST" else None)
    if (request.method == "POST" and form.is_valid()) or not choices:
        theirs = form.theirs() if choices else []
        settling.settle_row(actor, batch=batch, row=row, theirs=theirs, at=timezone.now())
        messages.success(request, _("Recorded."))
        return redirect("market:supplier_import_differences", actor.slug, public_id)
    page = pages.difference_page(actor, batch, row, form)
    return render(request, "layout/form.html", {"page": page}, status=422 if form.is_bound else 200)


def _fetch(actor: Actor, public_id: str) -> SupplierImport:
    found = queries.supplier_import(actor, public_id)
    if found is None:
        raise Http404
    return found


def _later(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Two at once would get in each other's way: first the work, then the person."""
    messages.info(request, _("We are still busy with this list. Mend and choose when that is done."))
    return redirect("market:supplier_import", actor.slug, public_id)


def _row(batch: SupplierImport, line: int, outcome: str) -> SupplierImportRow:
    found = queries.row_of(batch, line)
    waits = found is not None and found.outcome == outcome and found.settled_at is None
    if found is None or not waits or (outcome == "differs" and found.supplier is None):
        raise Http404
    return found


def _after(request: HttpRequest) -> int:
    asked = request.GET.get("na", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
