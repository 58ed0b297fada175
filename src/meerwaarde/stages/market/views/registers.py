"""The doors to files of registers."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.gates.refusal import Refused as Unreadable
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.sheets import csv_file
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Refused
from meerwaarde.stages.market.actions import registers as actions
from meerwaarde.stages.market.forms.registers import RegisterColumnsForm, RegisterFileForm, RegisterRowsForm
from meerwaarde.stages.market.pages import registers as pages
from meerwaarde.stages.market.queries import registers as queries
from meerwaarde.stages.market.queries.registers import RegisterImport


@door("suppliers.verify")
@require_http_methods(["GET", "POST"])
def register_imports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring in a file of a register."""
    day = timezone.localdate()
    template = "market/supplier_imports.html"
    if request.method == "GET":
        form = RegisterFileForm(day=day, initial={"as_of": day, "whole": True})
        page = pages.registers_page(actor, form, request.GET.get("na", ""))
        return render(request, template, {"page": page})
    form = RegisterFileForm(request.POST, request.FILES, day=day)
    if form.is_valid():
        given = form.cleaned_data
        upload = given["file"]
        try:
            batch = actions.upload_register(
                actor,
                document=upload.read(),
                file_name=upload.name or "",
                code=given["code"],
                as_of=given["as_of"],
                source_url=given["source_url"],
                whole=given["whole"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Unreadable as refused:
            form.add_error("file", refusal_in_words(refused))
        else:
            return redirect("market:register_columns", actor.slug, batch.public_id)
    return render(request, template, {"page": pages.registers_page(actor, form)}, status=422)


@door("suppliers.verify")
@require_http_methods(["GET", "POST"])
def register_columns(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose what the columns mean, and try."""
    batch = _fetch(actor, public_id)
    try:
        table = queries.register_table(batch)
    except Unreadable as refused:
        messages.error(request, refusal_in_words(refused))
        return redirect("market:register_imports", actor.slug)
    proposed = queries.proposed_mapping(actor, batch, table)
    form = RegisterColumnsForm(table, proposed, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.try_register(actor, batch=batch, mapping=form.mapping(), at=timezone.now())
        except StepRefused as refused_step:
            messages.error(request, refused_step.text.in_language(actor.language))
            return redirect("market:register_import", actor.slug, public_id)
        except Unreadable as refused:
            form.add_error(None, refusal_in_words(refused))
        else:
            return redirect("market:register_import", actor.slug, public_id)
    page = pages.register_columns_page(actor, batch, form)
    return render(request, "layout/form.html", {"page": page}, status=422 if form.is_bound else 200)


@door("suppliers.verify")
@require_GET
def register_import(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One file: its report, and what it asks."""
    form = RegisterRowsForm(request.GET, names=pages.outcome_names())
    asked = request.GET.get("na", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    page = pages.register_page(actor, _fetch(actor, public_id), form, after)
    response = render(request, "market/register_import.html", {"page": page})
    if request.headers.get("HX-Request") and not page.live_url:
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
    return response


@door("suppliers.verify")
@require_POST
def register_start(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let the work begin, or go on."""
    try:
        actions.start_register(actor, batch=_fetch(actor, public_id), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(actor.language))
    else:
        messages.success(request, _("The recognitions are being checked. You see here how far it is."))
    return redirect("market:register_import", actor.slug, public_id)


@door("suppliers.verify")
@require_POST
def register_stop(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Do not use the file."""
    try:
        actions.give_up_register(actor, batch=_fetch(actor, public_id), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(actor.language))
    else:
        messages.success(request, _("The file is not used. What was checked stays checked."))
    return redirect("market:register_imports", actor.slug)


@door("suppliers.verify")
@require_GET
def register_report(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The whole report, as a file."""
    batch = _fetch(actor, public_id)
    content = csv_file(pages.report_rows(batch, queries.all_register_rows(batch)))
    record_list_export(actor, "register_imports", "csv", at=timezone.now())
    return download(content, f"{_('register-report')}-{public_id}.csv")


@door("suppliers.verify")
@require_POST
def register_settle(request: HttpRequest, actor: Actor, public_id: str, line: int) -> HttpResponse:
    """Decide about a row that asks."""
    batch = _fetch(actor, public_id)
    row = queries.register_row(batch, line)
    if row is None or row.outcome not in queries.ASKS or batch.state not in ("done", "stopped"):
        raise Http404
    take = request.POST.get("take") == "1"
    if actions.settle_register_row(actor, batch=batch, row=row, take=take, at=timezone.now()):
        messages.success(request, _("Recorded."))
    else:
        messages.info(request, _("Somebody decided on this already."))
    return redirect("market:register_import", actor.slug, public_id)


def _fetch(actor: Actor, public_id: str) -> RegisterImport:
    found = queries.register_import(actor, public_id)
    if found is None:
        raise Http404
    return found
