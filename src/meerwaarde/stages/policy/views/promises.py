"""The door to the promises of the board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout import notation
from meerwaarde.stages.policy.pages.promises import promises_page
from meerwaarde.stages.policy.pages.words import language


@door("promises.read")
@require_GET
def promises(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every promise with its state, to read and to print."""
    today = notation.format_day(timezone.localdate(), language())
    return render(request, "policy/promises.html", {"page": promises_page(actor, today)})
