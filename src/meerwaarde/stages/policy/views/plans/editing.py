"""How a form of a plan is opened, refused, contested and saved: the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.refusable import RefusableForm
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.forms.plans import PlanOptions
from meerwaarde.stages.policy.pages.conflict import Conflict, conflict_between
from meerwaarde.stages.policy.pages.words import in_words
from meerwaarde.stages.policy.queries import ActionPlan
from meerwaarde.stages.policy.views.typed import anew

FormOf = Callable[..., RefusableForm]


@dataclass(frozen=True, kw_only=True)
class Editing:
    """One form: how it is made, what it shows now, what saving does, and where one goes after that."""

    form: FormOf
    now: Callable[[], dict[str, Any]]
    save: Callable[[Any, int], object]
    page: Callable[[Any, Conflict | None], Any]
    template: str = "policy/plans/form.html"
    done: str
    after: Callable[[], str]


def edit(request: HttpRequest, editing: Editing) -> HttpResponse:
    """Open the form, or save what was typed; on a mistake or a clash nothing typed is lost."""
    if request.method == "GET":
        return _shown(request, editing, editing.form(initial=editing.now()))
    form = editing.form(request.POST)
    if form.is_valid():
        try:
            editing.save(form, form.cleaned_data.get("version") or 0)
        except Refused as refused:
            form.refuse(refused)
        except StepRefused as refused:
            form.add_error(None, in_words(refused.text))
        except Changed:
            now = editing.now()
            conflict = conflict_between(form, now)
            again = editing.form(anew(request.POST, now.get("version", 0)))
            return _shown(request, editing, again, conflict, status=409)
        else:
            messages.success(request, editing.done)
            return redirect(editing.after())
    return _shown(request, editing, form, status=422)


def fetch(found: Any) -> Any:
    """What was found, or the 404 of what does not exist."""
    if found is None:
        raise Http404
    return found


def fetch_plan(actor: Actor, public_id: str) -> ActionPlan:
    plan: ActionPlan = fetch(queries.plan(actor, public_id))
    return plan


def options_for(actor: Actor, plan: ActionPlan | None = None, *, besides: Any = None) -> PlanOptions:
    """Whom and what a form can name; who was named before and left stays in the list of what exists."""
    day = timezone.localdate()
    owners = queries.possible_action_owners(actor, day)
    owner = getattr(besides, "owner", None)
    if owner is not None and owner not in owners:
        owners.append(owner)
    return PlanOptions(
        owners=tuple(owners),
        departments=tuple(queries.departments(actor)),
        frameworks=tuple(queries.frameworks_to_work_from(actor, day)),
        board_goals=tuple(queries.goals_to_serve(actor)),
        plan_goals=tuple(queries.plan_goals_of(plan)) if plan is not None else (),
        categories=tuple(queries.categories(actor)),
    )


def _shown(
    request: HttpRequest, editing: Editing, form: Any, conflict: Conflict | None = None, *, status: int = 200
) -> HttpResponse:
    return render(request, editing.template, {"page": editing.page(form, conflict)}, status=status)
