"""The doors to what hangs on goals: the tree, the longer lists, and promises with nothing under them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages.below_goal import below_page
from meerwaarde.stages.policy.pages.goals_tree import tree_page, without_instrument_page
from meerwaarde.stages.policy.queries.below_goal import kinds_below


@door("goals.read")
@require_GET
def tree(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All goals by theme, each with what stands under it."""
    return render(request, "policy/goals_tree.html", {"page": tree_page(actor)})


@door("promises.read")
@require_GET
def without_instrument(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Promises that no rule in force serves."""
    return render(request, "policy/without_instrument.html", {"page": without_instrument_page(actor)})


@door("goals.read")
@require_GET
def below(request: HttpRequest, actor: Actor, public_id: str, key: str) -> HttpResponse:
    """All things of one kind that hang on a goal."""
    goal = queries.goal(actor, public_id)
    kind = next((one for one in kinds_below(actor) if one.key == key), None)
    if goal is None or kind is None:
        raise Http404
    page = below_page(actor, goal, kind, request.GET.get("bladzijde", ""))
    return render(request, "layout/list.html", {"page": page})
