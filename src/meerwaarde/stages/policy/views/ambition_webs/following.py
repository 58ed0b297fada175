"""The doors behind a settled session: to the matrix, to the plan, and its report."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.blocks import Document
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.documents.word import write_word
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.stages.policy.actions import Refused
from meerwaarde.stages.policy.actions import web_following as actions
from meerwaarde.stages.policy.actions.web_reports import record_report_export
from meerwaarde.stages.policy.pages.web_reports import web_report
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import WebSession

WRITERS: dict[str, Callable[[Document], bytes]] = {"pdf": write_pdf, "docx": write_word}


@door("matrix.write")
@require_POST
def to_matrix(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take one proposal over into the matrix, or all that are open; it can be undone."""
    session = fetch_session(actor, public_id)
    try:
        written = actions.take_over_matrix(
            actor=actor, at=timezone.now(), session=session, chosen=_chosen(request)
        )
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        moment = urlencode({"moment": written[0].written_at.isoformat()})
        said = ngettext(
            "%(count)d cell of the matrix is written.",
            "%(count)d cells of the matrix are written.",
            len(written),
        )
        undo = undoable(f"{reverse('policy:matrix_undo', args=[actor.slug])}?{moment}", 0)
        messages.success(request, said % {"count": len(written)}, extra_tags=undo)
    return _back(actor, public_id, "naar-matrix")


@door("webs.facilitate")
@require_POST
def to_plan(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Make an action of one measure, or of all that are none yet."""
    session = fetch_session(actor, public_id)
    try:
        made = actions.take_over_measures(
            actor=actor, at=timezone.now(), session=session, chosen=_chosen(request)
        )
    except Refused as refused:
        messages.info(request, str(refused))
    else:
        said = ngettext(
            "%(count)d measure stands in the plan.", "%(count)d measures stand in the plan.", len(made)
        )
        tags: dict[str, Any] = {}
        if len(made) == 1 and actor.may("plans.write"):
            undo = reverse("policy:web_measure_back", args=[actor.slug, made[0].public_id])
            tags = {"extra_tags": undoable(undo, made[0].version)}
        messages.success(request, said % {"count": len(made)}, **tags)
    return _back(actor, public_id, "naar-plan")


@door("plans.write")
@require_POST
def measure_back(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Drop the action again; the measure can be taken over anew."""
    found = actions.action_from_web(actor, public_id)
    if found is None:
        raise Http404
    actions.take_back_measure(actor=actor, at=timezone.now(), action=found)
    messages.success(request, _("The action is dropped from the plan. You can take the measure over again."))
    return redirect("policy:plan_action", actor.slug, public_id)


@door("webs.read")
@require_GET
def report(request: HttpRequest, actor: Actor, public_id: str, form: str) -> HttpResponse:
    """The report of a settled session, as PDF or to be edited further."""
    session = fetch_session(actor, public_id)
    if form not in WRITERS:
        raise Http404
    document = web_report(actor, session)
    if document is None:
        raise Http404
    content = WRITERS[form](document)
    record_report_export(actor=actor, at=timezone.now(), session=session, form=form)
    return download(content, f"verslag-ambitieweb-{session.public_id}.{form}")


def fetch_session(actor: Actor, public_id: str) -> WebSession:
    """The session with what it agreed, or the answer that a stranger gets."""
    found = queries.sessions_with_outcomes(actor, public_id)
    if found is None:
        raise Http404
    return found


def _chosen(request: HttpRequest) -> set[str] | None:
    """What the button names; None is all."""
    keys = set(request.POST.getlist("keep"))
    return keys or None


def _back(actor: Actor, public_id: str, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('policy:web_session', args=[actor.slug, public_id])}#{anchor}")
