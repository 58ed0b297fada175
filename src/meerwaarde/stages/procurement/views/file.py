"""The whole file, its rules, its stored advices, and weighing instruments."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_note_export
from meerwaarde.platform.documents.blocks import Document
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.documents.word import write_word
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.instruments import CODES
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.pages import file_page, rules_page, stored_advice_page
from meerwaarde.stages.procurement.pages.since import Since, since_in_words
from meerwaarde.stages.procurement.pages.strategy_note import strategy_note as strategy_note_of
from meerwaarde.stages.procurement.views.fetching import fetch, typed

WRITERS: Final[dict[str, Callable[[Document], bytes]]] = {"docx": write_word, "pdf": write_pdf}
"""How a strategy note is written, per ending of the file."""


@door("procurements.read")
@require_GET
def detail(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The strategy: everything of this procurement in one place, and what changed since the last visit."""
    came = timezone.now()  # what a colleague does while this page is made is for the next visit
    procurement = fetch(actor, public_id)
    looked = queries.looked_at(actor, procurement)
    changes = queries.changes_since(actor, procurement, looked) if looked else ()
    shown = show_file(request, actor, procurement, since=since_in_words(actor, procurement, looked, changes))
    actions.look(actor, procurement, at=came)
    return shown


def show_file(
    request: HttpRequest,
    actor: Actor,
    procurement: queries.Procurement,
    *,
    blocked: tuple[str, ...] = (),
    since: Since | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of the file, with what stopped a step where something did."""
    today = timezone.localdate()
    advised = queries.advised(actor, procurement, queries.lots_of(procurement), today)
    file = queries.file_of(actor, procurement, today)
    page = file_page(actor, procurement, file, advised, blocked=blocked, since=since)
    return render(request, "procurement/detail.html", {"page": page}, status=status)


@door("procurements.read")
@require_GET
def rules(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The rules of the framework for this procurement."""
    procurement = fetch(actor, public_id)
    advised = queries.advised(actor, procurement, queries.lots_of(procurement), timezone.localdate())
    return render(request, "procurement/rules.html", {"page": rules_page(actor, procurement, advised)})


@door("procurements.read")
@require_GET
def advice(request: HttpRequest, actor: Actor, public_id: str, advice_id: str) -> HttpResponse:
    """An advice as it was completed, run again."""
    stored = queries.stored_advice(actor, public_id, advice_id)
    if stored is None:
        raise Http404
    return render(request, "procurement/stored_advice.html", {"page": stored_advice_page(actor, stored)})


@door("procurements.read")
@require_GET
def strategy_note(request: HttpRequest, actor: Actor, public_id: str, kind: str) -> HttpResponse:
    """The file as a document: Word to work on, PDF to decide on."""
    if kind not in WRITERS:
        raise Http404
    procurement = fetch(actor, public_id)
    note = strategy_note_of(queries.file_of(actor, procurement, timezone.localdate()))
    content = WRITERS[kind](note)
    record_note_export(actor, procurement, kind, at=timezone.now())
    return download(content, f"{_('strategy-note')}-{procurement.number}.{kind}")


@door("procurements.edit")
@require_POST
def instrument(request: HttpRequest, actor: Actor, public_id: str, code: str) -> HttpResponse:
    """Use an instrument or not, and why."""
    procurement = fetch(actor, public_id)
    choice = request.POST.get("choice", "")
    if code not in CODES or choice not in ("use", "not", ""):
        raise Http404
    try:
        actions.weigh_instrument(
            actor,
            procurement,
            code=code,
            choice=choice,
            why=typed(request, "why", 2000),
            at=timezone.now(),
        )
        messages.success(request, _("Your choice was recorded."))
    except actions.NotEditable as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    except Changed:
        messages.warning(
            request, _("Somebody else changed this file at the same moment. Look at it and choose again.")
        )
    answer = redirect("procurement:detail", actor.slug, public_id)
    answer["Location"] += f"#instrument-{code}"
    return answer
