"""The doors to quick purchases: one screen, its live suppliers, the record, and the list."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.layout.notation import Unreadable, parse_amount
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.law import Law
from meerwaarde.rules.quick_purchase import common_things
from meerwaarde.stages.market.queries import suppliers_called
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms import QuickAgainForm, QuickForm, QuickListForm
from meerwaarde.stages.procurement.pages import (
    quick_detail_page,
    quick_export_rows,
    quick_list_page,
    quick_page,
    quick_panel,
)

MOST_ROWS = 10_000
"""An export is for a person with a spreadsheet; more than this is a data set, and has its own way out."""


@door("quick_purchases.record")
@require_http_methods(["GET", "POST"])
def buy(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The one screen. Sending it twice records one purchase."""
    if request.method == "GET":
        repeated = _repeated(actor, request.GET.get("herhaal", ""))
        begun = _begin(actor, repeated, request.GET.get("wat", ""))
        form = _form(actor, None, initial={**begun, **_carried_over(request.GET)})
        return _show(request, actor, form, last=None if repeated else _newest(actor))
    form = _form(actor, _with_thing(request.POST))
    valid = form.is_valid()
    if "show" in request.POST or "thing" in request.POST:
        return _show(request, actor, _form(actor, None, initial=_typed(form)))
    if not valid:
        return _show(request, actor, form, status=422)
    try:
        recorded = _record(actor, form, reason=request.POST.get("reason", ""))
    except actions.NotQuick as refused:
        return _refused(request, actor, form, refused)
    messages.success(request, _("Recorded. You can undo this below."))
    return redirect("quick:detail", actor.slug, recorded.public_id)


@door("quick_purchases.record")
@require_POST
def suppliers(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who can deliver what is typed now; nothing is saved."""
    form = _form(actor, request.POST)
    form.is_valid()
    day = timezone.localdate()
    department = form.department_given()
    limit = queries.quick_limit(actor, day, department.pk if department else None)
    panel = quick_panel(actor, form, limit=limit, shown=_shown(actor, form, day), oob=True)
    return render(request, "procurement/quick/live.html", {"panel": panel})


@door("quick_purchases.record")
@require_GET
def names(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Suppliers of the directory by what is typed of their name."""
    found = suppliers_called(actor, request.GET.get("supplier_name", "")[:200])
    return render(request, "procurement/quick/names.html", {"found": found})


@door("quick_purchases.record")
@require_POST
def repeat(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The same once more with one tap; where something must be chosen anew, the screen stands filled in."""
    before = _purchase(actor, public_id)
    form = QuickAgainForm(request.POST)
    again = redirect("quick:buy", actor.slug)
    again["Location"] += f"?herhaal={before.public_id}"
    if not form.is_valid():
        messages.warning(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return again
    given = form.cleaned_data
    try:
        recorded = actions.record_quick_purchase(
            actor,
            what=before.what,
            amount=given["amount"] if given["amount"] is not None else queries.euros_of(before),
            start_key=given["start_key"],
            at=timezone.now(),
            supplier=before.supplier.public_id if before.supplier else "",
            supplier_name=before.supplier_name,
            reason=before.reason,
            cpv=before.cpv,
            place=before.place,
            needed_on=given["needed_on"],
            department=before.department,
            repeats=before,
        )
    except actions.NotQuick as refused:
        messages.warning(request, _said(refused))
        return again
    messages.success(request, _("Recorded. You can undo this below."))
    return redirect("quick:detail", actor.slug, recorded.public_id)


@door("quick_purchases.read")
@require_GET
def detail(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One purchase, with undo and once more."""
    page = quick_detail_page(actor, _purchase(actor, public_id), timezone.localdate())
    return render(request, "procurement/quick/detail.html", {"page": page})


@door("quick_purchases.record")
@require_POST
def undo(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a purchase back: it stays visible and counts no more."""
    purchase = _purchase(actor, public_id)
    try:
        undone = actions.undo_quick_purchase(actor, purchase, at=timezone.now())
    except actions.NotQuick as refused:
        messages.warning(request, _said(refused))
    else:
        if undone:
            messages.success(request, _("Undone. This purchase counts no more."))
    return redirect("quick:detail", actor.slug, public_id)


@door("quick_purchases.read")
@require_GET
def overview(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list with its totals and filters."""
    form = QuickListForm(request.GET, departments=departments_of(actor.organisation_id))
    page = quick_list_page(actor, form, request.GET.get("na", ""), timezone.localdate())
    return render(request, "procurement/quick/list.html", {"page": page})


@door("quick_purchases.read")
@require_GET
def export(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """What the filters show, as CSV or Excel."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    form = QuickListForm(request.GET, departments=departments_of(actor.organisation_id))
    rows = quick_export_rows(queries.filtered_quick_purchases(actor, form.wanted())[:MOST_ROWS])
    content = csv_file(rows) if kind == "csv" else excel_file(rows, _("Quick purchases"))
    record_list_export(actor, "quick_purchases", kind, at=timezone.now())
    return download(content, f"{_('quick-purchases')}.{kind}")


def _purchase(actor: Actor, public_id: str) -> queries.QuickPurchase:
    found = queries.quick_purchase(actor, public_id)
    if found is None:
        raise Http404
    return found


def _form(actor: Actor, data: QueryDict | None, *, initial: dict[str, Any] | None = None) -> QuickForm:
    return QuickForm(
        data,
        initial=initial,
        departments=departments_of(actor.organisation_id),
        suggest_url=reverse("procurement:cpv", args=[actor.slug]) if actor.may("procurements.edit") else "",
    )


def _carried_over(given: QueryDict) -> dict[str, Any]:
    """What is known of a supplier that offered: its name and price."""
    found: dict[str, Any] = {}
    if name := given.get("leverancier", "").replace("\x00", "")[:200]:
        found["supplier_name"] = name
    with suppress(Unreadable):
        found["amount"] = parse_amount(given.get("bedrag", "")[:20])
    return found


def _begin(actor: Actor, repeated: queries.QuickPurchase | None, what: str) -> dict[str, Any]:
    """What the screen begins with: one's own department, and the place of last time."""
    own = next((one for one in departments_of(actor.organisation_id) if one.pk == actor.department_id), None)
    begun: dict[str, Any] = {
        "start_key": queries.new_start_key(),
        "department": own.public_id if own else "",
        "what": what[:200],
    }
    if repeated is not None:
        return begun | _as_before(repeated)
    newest = _newest(actor)
    return begun | ({"place": newest.place} if newest else {})


def _as_before(repeated: queries.QuickPurchase) -> dict[str, Any]:
    return {
        "what": repeated.what,
        "amount": queries.euros_of(repeated),
        "place": repeated.place,
        "cpv": repeated.cpv,
        "department": repeated.department.public_id if repeated.department else "",
        "supplier_name": repeated.supplier.name if repeated.supplier else repeated.supplier_name,
        "repeats": repeated.public_id,
    }


def _newest(actor: Actor) -> queries.QuickPurchase | None:
    return next(iter(queries.newest_of_mine(actor, 1)), None)


def _repeated(actor: Actor, public_id: str) -> queries.QuickPurchase | None:
    return queries.quick_purchase(actor, public_id) if public_id.isalnum() else None


def _with_thing(data: QueryDict) -> QueryDict:
    """The words as they would be after a tap on a common thing, for a browser without script."""
    things = {one.code: one for one in common_things(Law.on(timezone.localdate()))}
    thing = things.get(data.get("thing", ""))
    if thing is None:
        return data
    name = thing.name.in_language(get_language() or "nl")
    typed = data.get("what", "").strip()
    named = {one.name.in_language(get_language() or "nl") for one in things.values()}
    filled = data.copy()
    filled["what"] = name if not typed or typed in named else f"{name}: {typed}"
    return filled


def _typed(form: QuickForm) -> dict[str, Any]:
    """What was typed, to go on with: without a word about what is still empty."""
    return {
        name: form.cleaned_data[name] if name in form.cleaned_data else form.data.get(name, "")
        for name in form.fields
    }


def _shown(actor: Actor, form: QuickForm, day: date) -> queries.Shown | None:
    what = str(form.given("what", "")).strip()
    if len(what) < 3 and not form.given("cpv"):
        return None
    return queries.shown_for(
        actor,
        what=what,
        day=day,
        cpv=form.given("cpv", ""),
        amount=form.given("amount"),
        place=form.given("place", ""),
        needed_on=form.given("needed_on"),
    )


def _show(
    request: HttpRequest,
    actor: Actor,
    form: QuickForm,
    *,
    status: int = 200,
    last: queries.QuickPurchase | None = None,
    chosen: str = "",
) -> HttpResponse:
    day = timezone.localdate()
    department = form.department_given()
    limit = queries.quick_limit(actor, day, department.pk if department else None)
    shown = _shown(actor, form, day) if limit else None
    page = quick_page(actor, form, limit=limit, shown=shown, day=day, last=last, chosen=chosen)
    return render(request, "procurement/quick/buy.html", {"page": page}, status=status)


def _record(actor: Actor, form: QuickForm, *, reason: str) -> queries.QuickPurchase:
    given = form.cleaned_data
    return actions.record_quick_purchase(
        actor,
        what=given["what"],
        amount=given["amount"],
        start_key=given["start_key"],
        at=timezone.now(),
        supplier=given["supplier"],
        supplier_name=given["supplier_name"],
        reason=reason,
        cpv=given["cpv"],
        place=given["place"],
        needed_on=given["needed_on"],
        department=form.department_given(),
        repeats=_repeated(actor, given["repeats"]),
    )


def _refused(request: HttpRequest, actor: Actor, form: QuickForm, refused: actions.NotQuick) -> HttpResponse:
    """The same screen with what is missing; a reason is asked at the reasons themselves."""
    if refused.field == "reason":
        return _show(request, actor, form, status=422, chosen=form.cleaned_data["supplier"] or "typed")
    form.add_error(refused.field if refused.field in form.fields else None, _said(refused))
    return _show(request, actor, form, status=422)


def _said(refused: actions.NotQuick) -> str:
    return refused.text.in_language(get_language() or "nl")
