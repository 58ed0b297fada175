"""The door to the picture of the golden thread."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.golden_thread import ThreadFilterForm
from meerwaarde.stages.policy.pages.golden_thread import thread_page


@door("goals.read")
@require_GET
def thread(request: HttpRequest, actor: Actor) -> HttpResponse:
    """From promise to result, for the whole authority or a part of it."""
    form = ThreadFilterForm(request.GET, departments=queries.departments(actor))
    return render(request, "policy/golden_thread.html", {"page": thread_page(actor, form)})
