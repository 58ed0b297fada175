"""A matrix out of a file: choose it, look at what it would change, and then take it over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from meerwaarde.exchange.spreadsheets import Table, read_table
from meerwaarde.gates.refusal import Refused as FileRefused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import READ_IN_FOR, keep_file
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.queries import content_of, file_kept_for_a_time
from meerwaarde.rules.categories.reading import propose_columns
from meerwaarde.stages.policy import actions
from meerwaarde.stages.policy.actions import Imported, Refused
from meerwaarde.stages.policy.forms.matrix_import import ColumnsForm, MatrixFileForm
from meerwaarde.stages.policy.pages.matrix.importing import (
    columns_of,
    import_page,
    look,
    role_labels,
    theme_names,
    upload_page,
)
from meerwaarde.stages.policy.views.matrix.picture import say_written


@door("matrix.write")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Choose a file; one that is no table is refused with what to do."""
    if request.method == "GET":
        return render(request, "layout/form.html", {"page": upload_page(actor, MatrixFileForm())})
    form = MatrixFileForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        content = given.read()
        try:
            _read(content, given.name)
        except FileRefused as refused:
            form.add_error("file", refusal_in_words(refused))
        else:
            at = timezone.now()
            kept = keep_file(
                actor=actor,
                at=at,
                name=given.name,
                media_type=given.content_type or "application/octet-stream",
                content=content,
                kept_until=timezone.localdate(at) + READ_IN_FOR,
            )
            return redirect("policy:matrix_import_file", actor.slug, kept.digest)
    return render(request, "layout/form.html", {"page": upload_page(actor, form)}, status=422)


@door("matrix.write")
@require_http_methods(["GET", "POST"])
def file(request: HttpRequest, actor: Actor, digest: str) -> HttpResponse:
    """What the file would change with these columns; sent, it is taken over."""
    kept = file_kept_for_a_time(actor.organisation_id, digest)
    if kept is None:
        raise Http404
    try:
        sheet = _read(content_of(kept), kept.name)
    except FileRefused:
        raise Http404 from None
    given = request.POST if request.method == "POST" else request.GET
    form = ColumnsForm(given or _proposed(sheet), header=sheet.header, labels=role_labels())
    columns = columns_of(sheet, form.cleaned_data if form.is_valid() and given else {})
    looked = look(actor, sheet, columns)
    note = ""
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.import_cells(
                actor=actor,
                at=timezone.now(),
                cells=looked.cells,
                name=kept.name,
                add_unknown=request.POST.get("add_unknown") == "yes",
            )
        except Refused as refused:
            note = " ".join(refused.problems.values())
        else:
            _tell(request, actor, done)
            return redirect("policy:matrix", actor.slug)
    page = import_page(actor, form, columns, looked, note=note)
    return render(request, "policy/matrix/import.html", {"page": page}, status=422 if note else 200)


def _read(content: bytes, name: str) -> Table:
    known = {word for words in theme_names().values() for word in words}
    return read_table(content, name, known=lambda heading: heading in known or bool(_role(heading)))


def _role(heading: str) -> bool:
    return bool(propose_columns((heading,), {}).roles)


def _proposed(sheet: Table) -> dict[str, str]:
    found = propose_columns(sheet.header, theme_names())
    roles = {str(role): str(at) for role, at in found.roles.items()}
    return roles | {str(theme): str(at) for theme, at in found.themes.items()}


def _tell(request: HttpRequest, actor: Actor, done: Imported) -> None:
    said = ngettext(
        "%(count)d cell is taken over from the file.",
        "%(count)d cells are taken over from the file.",
        len(done.written),
    ) % {"count": len(done.written)}
    if done.added:
        said += " " + ngettext(
            "%(count)d category was added.", "%(count)d categories were added.", len(done.added)
        ) % {"count": len(done.added)}
    if done.written:
        say_written(request, actor, list(done.written), said)
    else:
        messages.info(request, _("This file changes nothing"))
    for one in done.without_cpv[:5]:
        messages.warning(request, _("Added without CPV codes. %(why)s") % {"why": one})
