"""The doors to the register: everybody who may read it sees it, an administrator keeps it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access import mandating
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.access.mandates import register_of
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file
from meerwaarde.platform.organisations import queries
from meerwaarde.platform.organisations.queries import Mandate
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.platform.register.forms import FilterForm, MandateForm, initial_of, said
from meerwaarde.platform.register.pages import export_rows, mandate_form_page, mandate_page, mandates_page
from meerwaarde.rules.mandates import ACTS

UNPROCESSABLE, CONFLICT = 422, 409
CHANGED_MEANWHILE = gettext_lazy(
    "A colleague changed this mandate since you opened it, so nothing is saved yet. "
    "Open it in a second window, compare, and save again."
)


@door("mandates.read")
@require_GET
def mandates(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who may do what now, and the register itself."""
    today = timezone.localdate()
    page = mandates_page(
        actor,
        FilterForm(request.GET or {"state": "now"}),
        list(queries.mandates_of(actor.organisation_id)),
        list(queries.memberships_at(actor.organisation_id, today)),
        today=today,
    )
    return render(request, "register/mandates.html", {"page": page})


@door("mandates.read")
@require_GET
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The whole register as a file for a spreadsheet."""
    rows = export_rows(queries.mandates_of(actor.organisation_id), timezone.localdate())
    record_list_export(actor, "mandates", "csv", at=timezone.now())
    return download(csv_file(rows), f"mandaten-{actor.slug}.csv")


@door("mandates.read")
@require_GET
def mandate(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One entry."""
    page = mandate_page(actor, _fetch(actor, public_id), today=timezone.localdate())
    return render(request, "register/mandate.html", {"page": page})


@door("mandates.manage")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter a mandate."""
    wanted = request.GET.get("act", "")
    first = next(act.code for act in ACTS.values() if act.always)
    initial = {"act": wanted if wanted in ACTS else first, "since": timezone.localdate()}
    form = _form(request, actor, initial)
    if request.method == "POST" and form.is_valid():
        try:
            entered = mandating.register_mandate(actor=actor, given=form.given(), at=timezone.now())
        except mandating.Faulty as faulty:
            form.refuse(faulty.faults)
        else:
            messages.success(request, _("The mandate is registered."))
            _tell_if_alike(request, actor, entered)
            return redirect("mandates:list", actor.slug)
    return _show_form(request, actor, form, None)


@door("mandates.manage")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Correct an entry; what was approved on it before stays approved."""
    found = _fetch(actor, public_id)
    form = _form(request, actor, initial_of(found), found)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or found.version
        try:
            mandating.change_mandate(
                actor=actor, mandate=found, given=form.given(), expected_version=version, at=timezone.now()
            )
        except mandating.Faulty as faulty:
            form.refuse(faulty.faults)
        except Refused as refused:
            form.add_error(None, said(refused.text))
        except Changed:
            again = request.POST.copy()
            again["version"] = str(_fetch(actor, public_id).version)
            form = _form(request, actor, {}, found, typed=again)
            form.add_error(None, CHANGED_MEANWHILE)
            return _show_form(request, actor, form, found, CONFLICT)
        else:
            messages.success(request, _("The mandate is saved."))
            _tell_if_alike(request, actor, found)
            return redirect("mandates:detail", actor.slug, public_id)
    return _show_form(request, actor, form, found)


@door("mandates.manage")
@require_POST
def end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Withdraw a mandate at once."""
    mandating.end_mandate(actor=actor, mandate=_fetch(actor, public_id), at=timezone.now())
    messages.success(request, _("The mandate has ended. You can undo that today."))
    return redirect("mandates:detail", actor.slug, public_id)


@door("mandates.manage")
@require_POST
def resume(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Undo the end of a mandate."""
    try:
        mandating.resume_mandate(actor=actor, mandate=_fetch(actor, public_id), at=timezone.now())
    except Refused as refused:
        messages.error(request, said(refused.text))
    else:
        messages.success(request, _("The mandate is in the register again as it was."))
    return redirect("mandates:detail", actor.slug, public_id)


def _form(
    request: HttpRequest,
    actor: Actor,
    initial: dict[str, object],
    mandate: Mandate | None = None,
    typed: QueryDict | None = None,
) -> MandateForm:
    people = list(queries.memberships_at(actor.organisation_id, timezone.localdate()))
    if mandate is not None and mandate.membership is not None and mandate.membership not in people:
        people.append(mandate.membership)  # an entry for somebody who left keeps its person
    return MandateForm(
        typed or request.POST or None,
        people=people,
        departments=queries.departments_of(actor.organisation_id),
        initial=initial,
    )


def _show_form(
    request: HttpRequest, actor: Actor, form: MandateForm, mandate: Mandate | None, status: int | None = None
) -> HttpResponse:
    usual = UNPROCESSABLE if request.method == "POST" else 200
    page = mandate_form_page(actor, form, mandate)
    return render(request, "layout/form.html", {"page": page}, status=status or usual)


def _tell_if_alike(request: HttpRequest, actor: Actor, mandate: Mandate) -> None:
    if mandating.alike(mandate, register_of(actor.organisation_id)):
        messages.warning(
            request,
            _(
                "The register holds another mandate for the same people and purchases in the same days. "
                "The widest one counts. End the other one if it should not be there."
            ),
        )


def _fetch(actor: Actor, public_id: str) -> Mandate:
    found = queries.mandate(actor.organisation_id, public_id)
    if found is None:
        raise Http404
    return found
