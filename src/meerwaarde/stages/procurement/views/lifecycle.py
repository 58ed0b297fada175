"""From one state to the next. Each button has its own door; the table of steps has the last word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import PROCUREMENT, StepRefused
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.views.fetching import fetch, typed
from meerwaarde.stages.procurement.views.file import show_file

LONGEST_VERSION = 10
"""Signs. More is no version that a page of ours ever held; Python refuses to read thousands of digits."""


@door("procurements.submit")
@require_POST
def submit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Hand the file in."""
    return _take(request, actor, public_id, "submit", actions.submit)


@door("procurements.withdraw")
@require_POST
def withdraw(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Stop, without losing anything."""
    return _take(request, actor, public_id, "withdraw", actions.withdraw)


@door("procurements.submit")
@require_POST
def take_back(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take back what was handed in."""
    return _take(request, actor, public_id, "take_back", actions.take_back)


@door("procurements.withdraw")
@require_POST
def reopen(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take up what was withdrawn."""
    return _take(request, actor, public_id, "reopen", actions.reopen)


@door("procurements.advise")
@require_POST
def advise(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Complete the advice, which is kept as it is now."""
    return _take(request, actor, public_id, "advise", actions.complete_advice)


@door("procurements.return")
@require_POST
def give_back(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Return the file with what must change."""
    note = typed(request, "note", 4000)
    return _take(request, actor, public_id, "return", actions.give_back, note=note)


@door("procurements.decide")
@require_POST
def decide(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Settle the strategy."""
    return _take(request, actor, public_id, "decide", actions.decide)


def _way_back(actor: Actor, procurement: queries.Procurement, verb: str, before: str) -> str:
    """The button that undoes this step, where the table of steps allows."""
    taken = PROCUREMENT.step(verb, before, actor.role)
    back = PROCUREMENT.way_back(taken)
    if back is None:
        return ""
    url = reverse(f"procurement:{back.verb}", args=[actor.slug, procurement.public_id])
    return undoable(url, procurement.version)


def _take(
    request: HttpRequest,
    actor: Actor,
    public_id: str,
    verb: str,
    action: Callable[..., Any],
    **values: Any,
) -> HttpResponse:
    """Do it, or say why not. A second click on the same button finds it done and says so."""
    procurement, language = fetch(actor, public_id), get_language() or "nl"
    opened = request.POST.get("version", "")
    version = int(opened) if opened.isdecimal() and len(opened) < LONGEST_VERSION else procurement.version
    before = procurement.state
    try:
        action(actor, procurement, expected_version=version, at=timezone.now(), **values)
    except actions.Blocked as blocked:
        reasons = tuple(reason.in_language(language) for reason in blocked.reasons)
        return show_file(request, actor, fetch(actor, public_id), blocked=reasons, status=422)
    except StepRefused as refused:
        if any(step.verb == verb and step.until == before for step in PROCUREMENT.steps):
            messages.info(request, _("This was done already."))
            return redirect("procurement:detail", actor.slug, public_id)
        return show_file(
            request, actor, fetch(actor, public_id), blocked=(refused.text.in_language(language),), status=409
        )
    except Changed:
        told = _("Somebody else changed this file since you opened it. Look at it and choose again.")
        return show_file(request, actor, fetch(actor, public_id), blocked=(told,), status=409)
    state = PROCUREMENT.state(procurement.state).name.in_language(language)
    told = _("This procurement is now: %(state)s.") % {"state": state.lower()}
    messages.success(request, told, extra_tags=_way_back(actor, procurement, verb, before))
    return redirect("procurement:detail", actor.slug, public_id)
