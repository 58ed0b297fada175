"""Undoing what was just saved: the former values wait in the session of whoever saved them."""

from __future__ import annotations

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
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms import goals_to_serve
from meerwaarde.stages.procurement.views.fetching import fetch

KEPT = "undo:procurement"
"""Session key: one save at a time can be undone, the last one of this browser."""


def keep_for_undo(
    request: HttpRequest, actor: Actor, procurement: queries.Procurement, step: str, before: dict[str, Any]
) -> str:
    """Keep the former values of a step; gives the tag of the message that offers to undo."""
    request.session[KEPT] = {
        "procurement": procurement.public_id,
        "version": procurement.version,
        "step": step,
        "before": before,
    }
    return undoable(
        reverse("procurement:undo", args=[actor.slug, procurement.public_id]), procurement.version
    )


@door("procurements.edit")
@require_POST
def undo(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put back what the last saved step held before, unless somebody changed the file since."""
    procurement, kept = fetch(actor, public_id), request.session.get(KEPT) or {}
    asked = (kept.get("procurement"), str(kept.get("version")))
    if asked != (public_id, request.POST.get("version", "")):
        messages.info(request, _("There is nothing to undo here any more."))
        return redirect("procurement:detail", actor.slug, public_id)
    try:
        actions.undo_save(
            actor,
            procurement,
            step=kept["step"],
            before=kept["before"],
            goals={goal.public_id: goal for goal in goals_to_serve(actor, procurement)},
            expected_version=kept["version"],
            at=timezone.now(),
        )
    except actions.NotEditable as refused:
        messages.info(request, refused.text.in_language(get_language() or "nl"))
        return redirect("procurement:detail", actor.slug, public_id)
    except Changed:
        messages.warning(
            request,
            _("Undoing is not possible: somebody changed this file after you. Change it here where needed."),
        )
    else:
        messages.success(request, _("Undone. What stood there before stands there again."))
    del request.session[KEPT]
    return redirect(f"procurement:{kept['step']}", actor.slug, public_id)
