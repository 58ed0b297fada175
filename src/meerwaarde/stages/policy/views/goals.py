"""The doors to goals."""

from __future__ import annotations

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
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.views.typed import anew

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
    """Record a goal."""
    options = goal_options(actor, timezone.localdate())
    if request.method == "GET":
        year = timezone.localdate().year
        form = GoalForm(options=options, initial={"since_year": year, "until_year": year + 4})
        return _form(request, actor, form)
    form = GoalForm(request.POST, options=options)
    if form.is_valid():
        try:
            entered = actions.record_goal(actor=actor, at=timezone.now(), goal=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The goal is recorded."))
            return redirect("policy:goal", actor.slug, entered.public_id)
    return _form(request, actor, form)


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
        actor, request.POST.get("wording", "")[:4000], besides=request.POST.get("besides", "")
    )
    shown = [(one.wording, reverse("policy:goal", args=[actor.slug, one.public_id])) for one in found]
    warning = similar_found(found) if found else ""
    return render(request, "policy/similar.html", {"found": shown, "warning": warning})


def _fetch(actor: Actor, public_id: str) -> Goal:
    found = queries.goal(actor, public_id)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, actor: Actor, form: GoalForm, goal: Goal | None = None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(
        request, "policy/goal_form.html", {"page": goal_form_page(actor, form, goal)}, status=status
    )
