"""The matrix as a whole, and its cells."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.intake import Theme
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, EntryValues, Refused
from meerwaarde.stages.policy.forms.matrix import CellForm, MatrixFilterForm, SinceForm
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.pages.matrix.changes import changes_page
from meerwaarde.stages.policy.pages.matrix.files import EXPORTS
from meerwaarde.stages.policy.pages.matrix.pages import cell_page, filter_form, level_labels, matrix_page
from meerwaarde.stages.policy.pages.matrix.picture import picture
from meerwaarde.stages.policy.queries import Category, MatrixEntry

MONTH = timedelta(days=30)


@door("matrix.read")
@require_GET
def matrix(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The picture with its filters."""
    page = matrix_page(actor, filter_form(actor, request.GET))
    return render(request, "policy/matrix/matrix.html", {"page": page})


@door("matrix.read")
@require_GET
def export(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """What the page shows, as a poster, a picture or a spreadsheet."""
    if form not in EXPORTS:
        raise Http404
    asked = filter_form(actor, request.GET)
    content = EXPORTS[form](actor, picture(actor, asked.wanted(), asked.asked))
    record_list_export(actor, "matrix", form, at=timezone.now())
    return download(content, f"matrix-{actor.slug}.{form}")


@door("matrix.read")
@require_GET
def changes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What stands otherwise than on a day; a month ago where none is chosen."""
    form = SinceForm(request.GET)
    since = form.chosen() or timezone.localdate() - MONTH
    shown = form if request.GET else SinceForm(initial={"sinds": since})
    return render(request, "layout/list.html", {"page": changes_page(actor, shown, since)})


@door("matrix.read")
@require_http_methods(["GET", "POST"])
def cell(request: HttpRequest, actor: Actor, public_id: str, theme: str) -> HttpResponse:
    """One cell; who may write changes it here. With `deel` only what stands beside the matrix."""
    category = _category(actor, public_id)
    code = _theme(theme)
    back = _kept_filter(request.GET.get("terug", "") or request.POST.get("terug", ""))
    if request.method == "POST":
        return _write(request, actor, category, code, back)
    part = "deel" in request.GET
    page = cell_page(actor, category, code, back=back, shortly=part)
    template = "policy/matrix/cell_part.html" if part else "policy/matrix/cell.html"
    return render(request, template, {"page": page})


@door("matrix.read")
@require_GET
def entry(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """From what was written once to its cell, where it stands in the history."""
    found = queries.matrix_entry(actor, public_id)
    if found is None:
        raise Http404
    return redirect("policy:cell", actor.slug, found.category.public_id, found.theme)


@door("matrix.write")
@require_POST
def entry_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put what stood in a cell before back in its place."""
    earlier = queries.matrix_entry(actor, public_id)
    if earlier is None:
        raise Http404
    written = actions.restore_entry(actor=actor, at=timezone.now(), entry=earlier)
    if written:
        say_written(request, actor, written, _("What stood there before stands there again."))
    else:
        messages.info(request, _("This already stands in the cell."))
    return redirect("policy:cell", actor.slug, earlier.category.public_id, earlier.theme)


@door("matrix.write")
@require_POST
def take_back(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Undo what was written in one go; the moment says which go that was."""
    written_at = parse_datetime(request.GET.get("moment", ""))
    count = 0
    if written_at is not None and timezone.is_aware(written_at):
        count = sum(actions.take_back(actor=actor, at=timezone.now(), written_at=written_at))
    if count:
        messages.success(
            request,
            ngettext("%(count)d cell is as it was.", "%(count)d cells are as they were.", count)
            % {"count": count},
        )
    else:
        messages.info(request, _("Nothing to undo: a colleague already changed this again."))
    return redirect("policy:matrix", actor.slug)


def say_written(request: HttpRequest, actor: Actor, written: list[MatrixEntry], said: str) -> None:
    """Tell what was done, with a button that takes it back."""
    moment = urlencode({"moment": written[0].written_at.isoformat()})
    url = f"{reverse('policy:matrix_undo', args=[actor.slug])}?{moment}"
    messages.success(request, said, extra_tags=undoable(url, 0))


def _write(request: HttpRequest, actor: Actor, category: Category, theme: Theme, back: str) -> HttpResponse:
    labels = level_labels(theme)
    form = CellForm(request.POST, labels=labels)
    if form.is_valid():
        values = EntryValues(category=category, theme=theme, **form.entered())
        try:
            written = actions.write_entries(actor=actor, at=timezone.now(), entries=[values])
        except Refused as refused:
            form.refuse(refused)
        except Changed as changed:
            now = changed.current
            assert isinstance(now, MatrixEntry)
            again = request.POST.copy()
            again["seen"] = now.public_id
            conflict = conflict_between(form, CellForm.typed_from(now))
            page = cell_page(
                actor, category, theme, CellForm(again, labels=labels), back=back, conflict=conflict
            )
            return render(request, "policy/matrix/cell.html", {"page": page}, status=409)
        else:
            if written:
                say_written(request, actor, written, _("The cell is saved. The earlier one is kept."))
            else:
                messages.info(request, _("Nothing changed in this cell."))
            home = reverse("policy:matrix", args=[actor.slug])
            return redirect(f"{home}{f'?{back}' if back else ''}#v-{category.public_id}-{theme}")
    page = cell_page(actor, category, theme, form, back=back)
    return render(request, "policy/matrix/cell.html", {"page": page}, status=422)


def _category(actor: Actor, public_id: str) -> Category:
    found = queries.category(actor, public_id)
    if found is None:
        raise Http404
    return found


def _theme(code: str) -> Theme:
    for theme in THEMES:
        if theme == code:
            return theme
    raise Http404


def _kept_filter(typed: str) -> str:
    """Only what the filter of the matrix knows goes into an address again."""

    given = QueryDict(typed[:500])
    names = MatrixFilterForm.base_fields
    return urlencode({name: given[name] for name in names if given.get(name)})
