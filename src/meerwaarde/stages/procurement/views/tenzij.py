"""Doors of the register of comply or explain: counts, the lists behind them, and patterns."""

from __future__ import annotations

from typing import Any

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
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.procurement import queries
from meerwaarde.stages.procurement.forms.tenzij import HeldForm, RegisterForm, ToldForm
from meerwaarde.stages.procurement.pages.explained import theme_names
from meerwaarde.stages.procurement.pages.explanations import reason_names
from meerwaarde.stages.procurement.pages.tenzij.categories import category_choices
from meerwaarde.stages.procurement.pages.tenzij.patterns import patterns_page
from meerwaarde.stages.procurement.pages.tenzij.register import held_page, register_page, register_table
from meerwaarde.stages.procurement.pages.tenzij.told import told_page


@door("register.read")
@require_GET
def register(request: HttpRequest, actor: Actor) -> HttpResponse:
    """How often rules are followed, explained or open."""
    page = register_page(actor, _form(request, actor), timezone.localdate())
    return render(request, "procurement/tenzij/register.html", {"page": page})


@door("register.read")
@require_GET
def register_export(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """The counts as CSV or Excel."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    today = timezone.localdate()
    rows = register_table(queries.register(actor, _form(request, actor).wanted(), today), today)
    content = csv_file(rows) if kind == "csv" else excel_file(rows, _("Register"))
    record_list_export(actor, "tenzij_register", kind, at=timezone.now())
    return download(content, f"{_('register')}.{kind}")


@door("procurements.read")
@require_GET
def held(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The rules behind a number."""
    today = timezone.localdate()
    form = HeldForm(request.GET, reasons=reason_names(today), **_choices(actor))
    page = held_page(actor, form, request.GET.get("na", ""), today)
    return render(request, "layout/list.html", {"page": page})


@door("register.read")
@require_GET
def told(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The explanations of settled strategies, without names of people."""
    today = timezone.localdate()
    form = ToldForm(request.GET, reasons=reason_names(today), **_choices(actor))
    page = told_page(actor, form, request.GET.get("na", ""), today)
    return render(request, "layout/list.html", {"page": page})


@door("procurements.read")
@require_GET
def patterns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What comes back in explanations and is worth a talk."""
    page = patterns_page(actor, _form(request, actor), timezone.localdate())
    return render(request, "procurement/tenzij/patterns.html", {"page": page})


def _form(request: HttpRequest, actor: Actor) -> RegisterForm:
    return RegisterForm(request.GET, **_choices(actor))


def _choices(actor: Actor) -> dict[str, Any]:
    return {
        "departments": departments_of(actor.organisation_id),
        "themes": theme_names(THEMES),
        "categories": category_choices(actor),
    }
