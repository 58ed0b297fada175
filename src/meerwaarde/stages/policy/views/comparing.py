"""The doors to frameworks side by side."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.comparing import CompareForm
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks.comparing import (
    Laid,
    compare_page,
    compared_as_xlsx,
    laid_out,
)
from meerwaarde.stages.policy.queries import Framework


@door("frameworks.read")
@require_GET
def compare(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose frameworks, and read them beside each other."""
    choices = _choices(actor)
    asked = request.GET or _opening(actor, choices)
    form = CompareForm(asked or None, frameworks=choices)
    laid = _laid(form)
    page = compare_page(actor, form, laid, asked.urlencode(), chosen=bool(request.GET))
    return render(request, "policy/compare.html", {"page": page}, status=422 if form.errors else 200)


@door("frameworks.read")
@require_GET
def export(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The comparison as a workbook."""
    laid = _laid(CompareForm(request.GET or None, frameworks=_choices(actor)))
    if laid is None:
        raise Http404
    content = compared_as_xlsx(laid)
    record_list_export(actor, "frameworks", "xlsx", at=timezone.now())
    return download(content, f"kaders-naast-elkaar-{actor.slug}.xlsx")


def _laid(form: CompareForm) -> Laid | None:
    if not form.is_bound or not form.is_valid():
        return None
    given = form.cleaned_data
    return laid_out(form.chosen(), only_differences=given["verschillen"], theme=given["thema"])


def _opening(actor: Actor, choices: list[tuple[Framework, str]]) -> QueryDict:
    """Who asks for nothing yet sees the own framework beside the one that it is best held against."""
    asked = QueryDict(mutable=True)
    pair = queries.worth_comparing(actor, [one for one, _said in choices])
    if pair:
        asked.setlist("kader", [one.public_id for one in pair])
    return asked


def _choices(actor: Actor) -> list[tuple[Framework, str]]:
    """Own versions first, then public ones of others, each by whose it is."""
    return [(one, _name(one)) for one in queries.comparable(actor)]


def _name(framework: Framework) -> str:
    whose = framework.organisation.name
    if framework.department is not None:
        whose = f"{whose}, {framework.department.name}"
    return f"{whose}: {words.version_name(framework)}"
