"""The list that comes with the product."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.policy import actions
from meerwaarde.stages.policy.actions import Refused, TakenOver
from meerwaarde.stages.policy.pages.matrix.shipped import shipped_page
from meerwaarde.stages.policy.views.matrix.picture import say_written


@door("matrix.write")
@require_http_methods(["GET", "POST"])
def shipped(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Look at the list, and take over what was ticked."""
    if request.method == "GET":
        return render(request, "policy/matrix/shipped.html", {"page": shipped_page(actor)})
    chosen = frozenset(request.POST.getlist("categorie"))
    try:
        taken = actions.take_over_shipped(actor=actor, at=timezone.now(), codes=sorted(chosen))
    except Refused as refused:
        page = shipped_page(actor, chosen=chosen, mistake=" ".join(refused.problems.values()))
        return render(request, "policy/matrix/shipped.html", {"page": page}, status=422)
    _tell(request, actor, taken)
    return redirect("policy:matrix", actor.slug)


def _tell(request: HttpRequest, actor: Actor, taken: TakenOver) -> None:
    if not taken.written:
        messages.info(request, _("Everything that you chose stands in your matrix already."))
        return
    count = len(taken.added)
    said = ngettext(
        "%(count)d category was added, and %(cells)d cells were filled.",
        "%(count)d categories were added, and %(cells)d cells were filled.",
        count,
    ) % {"count": count, "cells": len(taken.written)}
    if taken.codes_left_out:
        said += " " + _("Left out, because another category holds these CPV codes: %(codes)s.") % {
            "codes": ", ".join(taken.codes_left_out)
        }
    say_written(request, actor, list(taken.written), said)
