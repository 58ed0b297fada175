"""The doors to the outbox: an administrator sees what could not go, and sends it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.notify import actions, pages, queries
from meerwaarde.platform.notify.models import Letter


@door("organisation.manage", at_a_firm="firm.manage")
@require_GET
def letters(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits, what went, what could not go."""
    page = pages.letters_page(actor, request.GET.get("state", ""), request.GET.get("before", ""))
    return render(request, "layout/list.html", {"page": page})


@door("organisation.manage", at_a_firm="firm.manage")
@require_GET
def letter(request: HttpRequest, actor: Actor, letter: str) -> HttpResponse:
    """What became of one letter; not what it says."""
    return render(request, "notify/outbox.html", {"page": pages.letter_page(actor, _fetch(actor, letter))})


@door("organisation.manage", at_a_firm="firm.manage")
@require_POST
def again(request: HttpRequest, actor: Actor, letter: str) -> HttpResponse:
    """Try a letter again that was given up."""
    try:
        actions.send_again(actor=actor, letter=_fetch(actor, letter), at=timezone.now())
    except Refused as refused:
        messages.error(request, refused.text.in_language(actor.language))
    else:
        messages.success(request, _("The letter is being sent again."))
    return redirect("letters:detail", actor.slug, letter)


def _fetch(actor: Actor, public_id: str) -> Letter:
    found = queries.letter_of(actor, public_id)
    if found is None:
        raise Http404
    return found
