"""The doors to goals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import goals as goal_actions
from meerwaarde.stages.policy.forms.goals import GoalFilterForm, GoalForm, IndicatorForm
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.pages.export import as_csv, as_xlsx
from meerwaarde.stages.policy.pages.goals import (
    goal_form_page,
    goal_options,
    goal_page,
    goals_page,
    indicator_form_page,
    similar_found,
)
from meerwaarde.stages.policy.pages.model_passages import from_model, model_passage_on
from meerwaarde.stages.policy.pages.texts import from_passage, place_of
from meerwaarde.stages.policy.queries import Goal, texts
from meerwaarde.stages.policy.queries.texts import Passage
from meerwaarde.stages.policy.views.typed import anew, key

EXPORTS = {"csv": as_csv, "xlsx": as_xlsx}


@door("goals.read")
@require_GET
def goals(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list with its filters."""
    page = goals_page(
        actor,
        GoalFilterForm(request.GET),
        sort=request.GET.get("volgorde", ""),
        cursor=request.GET.get("bladzijde", ""),
    )
    return render(request, "layout/list.html", {"page": page})


@door("goals.read")
@require_GET
def export(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """What the list shows, whole, as a file for a spreadsheet."""
    if form not in EXPORTS:
        raise Http404
    wanted = GoalFilterForm(request.GET).wanted()
    rows = queries.filtered(queries.with_instruments(queries.goals_visible_to(actor)), wanted)
    content = EXPORTS[form](rows.order_by("pk"))
    record_list_export(actor, "goals", form, at=timezone.now())
    return download(content, f"doelen-{actor.slug}.{form}")


@door("goals.read")
@require_GET
def goal(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One goal with everything that hangs on it."""
    return render(request, "policy/goal.html", {"page": goal_page(actor, _fetch(actor, public_id))})


@door("goals.write")
@require_http_methods(["GET", "POST"])
def goal_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Record a goal: from scratch, of a marked passage, of a model passage, or under another goal."""
    options = goal_options(actor, timezone.localdate())
    origin = _origin(request, actor)
    if request.method == "GET":
        return _form(
            request, actor, GoalForm(options=options, initial=origin.initial), passage=origin.passage
        )
    form = GoalForm(request.POST, options=options)
    if form.is_valid():
        try:
            entered = _enter(actor, form.values(), origin)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The goal is recorded."))
            if origin.passage is not None and request.POST.get("daarna") == "tekst":
                return redirect(place_of(actor, origin.passage))
            return redirect("policy:goal", actor.slug, entered.public_id)
    return _form(request, actor, form, passage=origin.passage)


@dataclass(frozen=True)
class _Origin:
    """What a new goal comes from; at most one of the two, and what the form begins with."""

    initial: dict[str, Any]
    passage: Passage | None = None
    model_passage: str = ""


def _origin(request: HttpRequest, actor: Actor) -> _Origin:
    asked = request.GET
    year = timezone.localdate().year
    initial: dict[str, Any] = {"since_year": year, "until_year": year + 4, "parent": asked.get("onder", "")}
    if "passage" in asked:
        passage = texts.passage(actor, asked["passage"])
        if passage is None:
            raise Http404
        return _Origin({**initial, **from_passage(passage)}, passage=passage)
    if "voorbeeld" in asked:
        known = model_passage_on(asked["voorbeeld"], timezone.localdate())
        if known is None:
            raise Http404
        return _Origin({**initial, **from_model(known)}, model_passage=known.code)
    return _Origin(initial)


def _enter(actor: Actor, values: actions.GoalValues, origin: _Origin) -> Goal:
    at = timezone.now()
    if origin.passage is not None:
        return goal_actions.promote_passage(actor=actor, at=at, passage=origin.passage, goal=values)
    if origin.model_passage:
        return goal_actions.adopt_as_goal(actor=actor, at=at, model_passage=origin.model_passage, goal=values)
    return actions.record_goal(actor=actor, at=at, goal=values)


@door("goals.write")
@require_http_methods(["GET", "POST"])
def goal_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a goal; who comes second sees both texts."""
    found = _fetch(actor, public_id)
    options = goal_options(actor, timezone.localdate(), found)
    if request.method == "GET":
        return _form(request, actor, GoalForm(options=options, initial=GoalForm.typed_from(found)), found)
    form = GoalForm(request.POST, options=options)
    if form.is_valid():
        try:
            actions.change_goal(
                actor=actor,
                at=timezone.now(),
                goal=found,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = _fetch(actor, public_id)
            conflict = conflict_between(form, GoalForm.typed_from(now))
            again = GoalForm(anew(request.POST, now.version), options=options)
            page = goal_form_page(actor, again, now, conflict)
            return render(request, "policy/goal_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The goal is saved."))
            return redirect("policy:goal", actor.slug, public_id)
    return _form(request, actor, form, found)


@door("goals.measure")
@require_http_methods(["GET", "POST"])
def goal_indicator(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say how one will see that the goal is reached."""
    found = _fetch(actor, public_id)
    form = IndicatorForm(request.POST) if request.method == "POST" else None
    if form is None:
        page = indicator_form_page(actor, IndicatorForm(initial=IndicatorForm.typed_from(found)), found)
        return render(request, "policy/indicator_form.html", {"page": page})
    if form.is_valid():
        try:
            actions.describe_indicator(
                actor=actor,
                at=timezone.now(),
                goal=found,
                expected_version=form.cleaned_data["version"] or 0,
                indicator=form.indicator_values(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = _fetch(actor, public_id)
            conflict = conflict_between(form, IndicatorForm.typed_from(now))
            page = indicator_form_page(actor, IndicatorForm(anew(request.POST, now.version)), now, conflict)
            return render(request, "policy/indicator_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The indicator is saved."))
            return redirect("policy:goal", actor.slug, public_id)
    page = indicator_form_page(actor, form, found)
    return render(request, "policy/indicator_form.html", {"page": page}, status=422)


@door("goals.write")
@require_POST
def goal_archive(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take the goal out of the lists; its page offers to put it back."""
    actions.archive_goal(actor=actor, at=timezone.now(), goal=_fetch(actor, public_id))
    messages.success(request, _("The goal is in the archive. You can put it back on this page."))
    return redirect("policy:goal", actor.slug, public_id)


@door("goals.write")
@require_POST
def goal_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put the goal back."""
    actions.restore_goal(actor=actor, at=timezone.now(), goal=_fetch(actor, public_id))
    messages.success(request, _("The goal counts again."))
    return redirect("policy:goal", actor.slug, public_id)


@door("goals.write")
@require_POST
def similar(request: HttpRequest, actor: Actor) -> HttpResponse:
    """While one types: goals that say nearly the same."""
    found = queries.alike(
        actor, request.POST.get("wording", "")[:4000], besides=key(request.POST.get("besides", ""))
    )
    shown = [(one.wording, reverse("policy:goal", args=[actor.slug, one.public_id])) for one in found]
    warning = similar_found(found) if found else ""
    return render(request, "policy/similar.html", {"found": shown, "warning": warning})


def _fetch(actor: Actor, public_id: str) -> Goal:
    found = queries.goal(actor, public_id)
    if found is None:
        raise Http404
    return found


def _form(
    request: HttpRequest,
    actor: Actor,
    form: GoalForm,
    goal: Goal | None = None,
    passage: Passage | None = None,
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    page = goal_form_page(actor, form, goal, passage=passage)
    return render(request, "policy/goal_form.html", {"page": page}, status=status)
