"""The doors to files of payments."""

from __future__ import annotations

import secrets
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.analysis.lake import LakeError
from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.incoming import (
    MOST_IN_A_PART,
    OutOfStep,
    TooMuch,
    incoming,
    take_part,
    take_whole,
)
from meerwaarde.rules.lifecycle import CONFIRMED, StepRefused
from meerwaarde.stages.spend.actions import counting, reading, uploading
from meerwaarde.stages.spend.forms import ColumnsForm, SpendFileForm, WithdrawForm
from meerwaarde.stages.spend.pages import one, overview
from meerwaarde.stages.spend.pages.columns import columns_page
from meerwaarde.stages.spend.pages.refused import refused_file as file_of_refused
from meerwaarde.stages.spend.pages.refused import refused_page
from meerwaarde.stages.spend.pages.words import day_of_moment
from meerwaarde.stages.spend.queries import batches as queries
from meerwaarde.stages.spend.queries import mappings, refusals
from meerwaarde.stages.spend.queries.batches import SpendBatch


@door("spend.import")
@require_GET
def batches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All files, newest first."""
    page = overview.batches_page(actor, request.GET.get("na", ""))
    return render(request, "layout/list.html", {"page": page})


@door("spend.import")
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring in a file; exactly the same one leads to where it is already."""
    form = SpendFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            batch = _bring_in(actor, form)
        except uploading.BroughtInBefore as before:
            _say_before(request, before.batch)
            return redirect("spend:batch", actor.slug, before.batch.public_id)
        except Refused as refused:
            form.add_error("file", refusal_in_words(refused))
        except FileNotFoundError:
            form.add_error("file", _("The file did not come over whole. Choose it again."))
        else:
            return redirect("spend:columns", actor.slug, batch.public_id)
    if request.method == "POST":
        form.data = {"source": request.POST.get("source", "")}  # what lay there is gone: it is sent anew
    page = overview.upload_page(actor, form)
    return render(request, "spend/upload.html", {"page": page}, status=422 if form.is_bound else 200)


@door("spend.import")
@require_POST
def upload_part(request: HttpRequest, actor: Actor) -> HttpResponse:
    """A part of a file, in its place: `?sleutel=<32 hex>&vanaf=<offset>`; answers how much is held."""
    key, offset = request.GET.get("sleutel", ""), request.GET.get("vanaf", "")
    part = request.read(MOST_IN_A_PART + 1)
    if not offset.isascii() or not offset.isdigit() or len(part) > MOST_IN_A_PART:
        return JsonResponse({"held": 0}, status=HTTPStatus.BAD_REQUEST)
    try:
        held = take_part(actor, key, int(offset), part, most_bytes=settings.SPEND_MOST_BYTES)
    except OutOfStep as late:
        return JsonResponse({"held": late.held}, status=HTTPStatus.CONFLICT)
    except TooMuch:
        return JsonResponse({"held": 0}, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except ValueError:
        return JsonResponse({"held": 0}, status=HTTPStatus.BAD_REQUEST)
    return JsonResponse({"held": held})


@door("spend.import")
@require_GET
def batch(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One file, as far as it is."""
    page = one.batch_page(actor, _fetch(actor, public_id))
    response = render(request, "spend/batch.html", {"page": page})
    if request.headers.get("HX-Request") and not page.live_url:
        # The work has ended: not only the progress but all of the page is new.
        response["HX-Retarget"] = response["HX-Reselect"] = "#main"
    return response


@door("spend.import")
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose what the columns mean, and have the file read."""
    found = _fetch(actor, public_id)
    if found.kind not in mappings.WITH_COLUMNS:
        return _read_at_once(request, actor, found)
    try:
        proposal = mappings.proposal_of(found)
    except Refused as refused:
        messages.error(request, refusal_in_words(refused))
        return redirect("spend:batch", actor.slug, public_id)
    before = mappings.chosen_of(found) or mappings.kept_for(found.source)
    form = ColumnsForm(proposal, mappings.proposed(proposal, before), before, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading.choose_columns(actor, batch=found, chosen=form.mapping(), at=timezone.now())
        except StepRefused as refused:
            messages.error(request, refused.text.in_language(actor.language))
        return redirect("spend:batch", actor.slug, public_id)
    page = columns_page(actor, found, form)
    return render(request, "spend/columns.html", {"page": page}, status=422 if form.is_bound else 200)


@door("spend.import")
@require_POST
def confirm(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let the lines of a file count."""
    found = _fetch(actor, public_id)
    try:
        counting.confirm(actor, batch=found, at=timezone.now())
    except StepRefused as refused:
        if found.state != CONFIRMED:  # a second click on the same button finds what the first did
            messages.error(request, refused.text.in_language(actor.language))
    except LakeError:
        messages.error(
            request, _("The lines could not be stored. Nothing counts yet. Tell your administrator.")
        )
    else:
        messages.success(request, _("This file counts in the figures now."))
    return redirect("spend:batch", actor.slug, public_id)


@door("spend.import")
@require_GET
def refused(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Lines that cannot be counted."""
    asked = request.GET.get("na", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else 0
    page = refused_page(actor, _fetch(actor, public_id), after)
    return render(request, "layout/list.html", {"page": page})


@door("spend.import")
@require_GET
def refused_file(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The refused lines with their reasons, as a file that can be brought in again."""
    found = _fetch(actor, public_id)
    lines = refusals.refused_lines(found, actor.slug, most=refusals.MOST_IN_A_FILE)
    content = file_of_refused(found, lines)
    record_list_export(actor, "spend_refused", "csv", at=timezone.now())
    return download(content, f"{_('to-mend')}-{found.public_id}.csv")


@door("spend.import")
@require_GET
def original(request: HttpRequest, actor: Actor, public_id: str) -> FileResponse:
    """The file as it came in, as a download and never as a page of ours."""
    found = _fetch(actor, public_id)
    record_list_export(actor, "spend", "original", at=timezone.now())
    answer = FileResponse(
        queries.original_of(found).open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type="application/octet-stream",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@door("spend.import")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Leave a file out of the figures, with why."""
    found = _fetch(actor, public_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            counting.withdraw(actor, batch=found, why=form.cleaned_data["why"], at=timezone.now())
        except StepRefused as refused:
            messages.error(request, refused.text.in_language(actor.language))
        else:
            messages.success(request, _("The file was withdrawn. It does not count any more."))
        return redirect("spend:batch", actor.slug, public_id)
    page = one.withdraw_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=422 if form.is_bound else 200)


def _read_at_once(request: HttpRequest, actor: Actor, found: SpendBatch) -> HttpResponse:
    """A file whose own rules say what everything means is read without a question."""
    if request.method == "POST":
        try:
            reading.choose_columns(actor, batch=found, chosen=mappings.Chosen(), at=timezone.now())
        except StepRefused as refused:
            messages.error(request, refused.text.in_language(actor.language))
    return redirect("spend:batch", actor.slug, found.public_id)


def _bring_in(actor: Actor, form: SpendFileForm) -> SpendBatch:
    given = form.cleaned_data
    if given["key"]:
        try:
            brought, name = incoming(actor, given["key"]), given["name"]
        except ValueError as error:
            raise FileNotFoundError from error
    else:
        brought = take_whole(actor, secrets.token_hex(16), given["file"].chunks())
        name = given["file"].name or ""
    try:
        return uploading.upload_file(
            actor, brought=brought, file_name=name, source=given["source"], at=timezone.now()
        )
    except Refused:
        brought.unlink(missing_ok=True)
        raise


def _say_before(request: HttpRequest, batch: SpendBatch) -> None:
    told = _(
        "You brought in exactly this file on %(day)s. This is it; nothing was counted twice. "
        "Withdraw it first if you want to bring it in again."
    )
    messages.info(request, told % {"day": day_of_moment(batch.brought_in_at)})


def _fetch(actor: Actor, public_id: str) -> SpendBatch:
    found = queries.batch_of(actor, public_id)
    if found is None:
        raise Http404
    return found
