"""The doors to the directory of suppliers."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.exchange.suppliers.profile import SupplierProfiles, profile_json
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.actions import Changed, Refused
from meerwaarde.stages.market.forms import SupplierForm, cpv_suggestions
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.supplier import supplier_page
from meerwaarde.stages.market.pages.supplier_export import supplier_export_rows
from meerwaarde.stages.market.pages.supplier_forms import known_suppliers, supplier_form_page
from meerwaarde.stages.market.pages.supplier_profile import profile_records
from meerwaarde.stages.market.queries import proof
from meerwaarde.stages.market.views.directory import filter_form
from meerwaarde.stages.market.views.fetching import fetch_supplier, fetch_supplier_to_change, typed_again

MOST_EXPORTED = 5_000
"""An export is for a person with a spreadsheet; the whole directory of an installation is more than that."""


@door("suppliers.read")
@require_GET
def export_suppliers(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """What the filters show, as a file that can be taken in again."""
    if form not in ("csv", "xlsx", "json"):
        raise Http404
    day = timezone.localdate()
    wanted = filter_form(request, actor).wanted()
    if form == "json":
        return _profiles(request, actor, queries.filtered_suppliers(actor, wanted, day), day)
    found = list(queries.filtered_suppliers(actor, wanted, day).order_by("name", "pk")[:MOST_EXPORTED])
    rows = supplier_export_rows(actor, found, day)
    content = csv_file(rows) if form == "csv" else excel_file(rows, _("Suppliers"))
    record_list_export(actor, "suppliers", form, at=timezone.now(), plain={"rows": len(found)})
    return download(content, f"{_('suppliers')}.{form}")


@door("suppliers.read")
@require_GET
def supplier_profile_file(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One supplier as an open profile in JSON: what can be taken in elsewhere without typing again."""
    found = fetch_supplier(actor, public_id)
    (one,) = profile_records([found], timezone.localdate(), request.build_absolute_uri)
    return download(profile_json(one), f"{_('profile')}-{public_id}.json")


def _profiles(
    request: HttpRequest, actor: Actor, rows: QuerySet[queries.Supplier], day: date
) -> HttpResponse:
    found = proof.with_parts(rows.order_by("name", "pk")[:MOST_EXPORTED])
    items = profile_records(found, day, request.build_absolute_uri)
    record_list_export(actor, "suppliers", "json", at=timezone.now(), plain={"rows": len(found)})
    return download(profile_json(SupplierProfiles(items=items)), f"{_('suppliers')}.json")


@door("directory.read")
@require_GET
def supplier(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One supplier: what it offers, what it can show, and who verified that."""
    found = fetch_supplier(actor, public_id)
    actions.count_look(supplier=found, reader="authority", day=timezone.localdate())
    page = supplier_page(actor, found, timezone.localdate())
    return render(request, "market/supplier.html", {"page": page})


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def supplier_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Add a supplier; one with the same KvK number is shown instead of doubled."""
    day = timezone.localdate()
    if request.method == "GET":
        form = SupplierForm(day=day, initial={"name": request.GET.get("naam", "")[:200]})
        return _form(request, actor, form)
    form = SupplierForm(request.POST, day=day)
    if not form.is_valid():
        return _form(request, actor, form, status=422)
    try:
        added = actions.add_supplier(actor=actor, at=timezone.now(), values=form.values())
    except Refused as refused:
        form.refuse(refused)
        return _form(request, actor, form, known=refused.known, status=422)
    messages.success(request, _("The supplier is saved. Now say what it offers, or leave that for later."))
    return redirect("market:offering_new", actor.slug, added.public_id)


@door("suppliers.write")
@require_http_methods(["GET", "POST"])
def supplier_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change the profile; who comes second sees what stands there now."""
    return edit_supplier(request, actor, fetch_supplier_to_change(actor, public_id))


def edit_supplier(request: HttpRequest, actor: Actor, found: queries.Supplier) -> HttpResponse:
    """The form of the profile, for whoever keeps this supplier."""
    day = timezone.localdate()
    if request.method == "GET":
        form = SupplierForm(day=day, initial=SupplierForm.typed_from(found, day))
        return _form(request, actor, form, found)
    form = SupplierForm(request.POST, day=day)
    if not form.is_valid():
        return _form(request, actor, form, found, status=422)
    try:
        actions.change_supplier(
            actor=actor,
            at=timezone.now(),
            supplier=found,
            expected_version=form.cleaned_data["version"] or 0,
            values=form.values(found),
        )
    except Refused as refused:
        form.refuse(refused)
        return _form(request, actor, form, found, known=refused.known, status=422)
    except Changed:
        return _conflict(request, actor, found, day)
    messages.success(request, _("The supplier is saved."))
    return redirect(where.address(actor, found, "supplier"))


@door("suppliers.write")
@require_POST
def supplier_archive(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Out of the lists; nothing is lost."""
    found = fetch_supplier_to_change(actor, public_id)
    actions.archive_supplier(actor=actor, at=timezone.now(), supplier=found)
    messages.success(request, _("The supplier stands in the archive. You can put it back at any time."))
    return redirect("market:supplier", actor.slug, public_id)


@door("suppliers.write")
@require_POST
def supplier_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Back into the lists."""
    found = fetch_supplier_to_change(actor, public_id)
    actions.restore_supplier(actor=actor, at=timezone.now(), supplier=found)
    messages.success(request, _("The supplier is back in the lists."))
    return redirect("market:supplier", actor.slug, public_id)


@door("suppliers.write")
@require_GET
def supplier_similar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who stands in the directory already under a name like this."""
    found = queries.suppliers_named_like(actor, request.GET.get("name", "")[:200])
    return render(request, "market/similar_suppliers.html", {"known": known_suppliers(actor, found)})


@door("directory.read")
@require_GET
def supplier_cpv(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Codes that may be meant by what is typed."""
    found = cpv_suggestions(request.GET.get("q", "")[:200])
    return render(request, "layout/widgets/suggestions.html", {"suggestions": found})


def _form(
    request: HttpRequest,
    actor: Actor,
    form: SupplierForm,
    found: queries.Supplier | None = None,
    *,
    known: queries.Supplier | None = None,
    status: int = 200,
) -> HttpResponse:
    if where.is_own(actor, found):
        form.fix_number()
    page = supplier_form_page(actor, form, found, known)
    return render(request, "market/supplier_form.html", {"page": page}, status=status)


def _conflict(request: HttpRequest, actor: Actor, found: queries.Supplier, day: date) -> HttpResponse:
    now = queries.kept_supplier(actor, found.public_id)
    if now is None:
        raise Http404
    form = SupplierForm(typed_again(request, now.version), day=day)
    form.is_valid()
    form.tell_changed(SupplierForm.typed_from(now, day))
    return _form(request, actor, form, now, status=409)
