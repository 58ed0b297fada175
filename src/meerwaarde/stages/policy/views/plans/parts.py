"""The doors to goals and promising tenders of a plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.rules.action_plan import STEP_EVALUATION, STEP_GOALS, STEP_TENDERS
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Refused
from meerwaarde.stages.policy.forms.plans import JudgeForm, PlanGoalForm, TenderForm
from meerwaarde.stages.policy.pages.plans import form_page, plan_goal_form_page, smart_check, words
from meerwaarde.stages.policy.pages.words import shortened
from meerwaarde.stages.policy.views.plans.editing import (
    Editing,
    edit,
    fetch,
    fetch_plan,
    options_for,
)
from meerwaarde.stages.policy.views.telling import tell_refusal

STRUCK = "undo:plan"
"""Session key: what this browser struck last, as the form would show it; only that can be put back."""


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_goal_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Set a goal of the plan."""
    found = fetch_plan(actor, public_id)
    options = options_for(actor, found)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: PlanGoalForm(*a, options=options, **k),
            now=lambda: {"goal": request.GET.get("goal", "")},
            save=lambda form, _version: actions.add_plan_goal(
                actor=actor, at=timezone.now(), plan=found, values=form.values()
            ),
            page=lambda form, conflict: plan_goal_form_page(actor, found, form, None, conflict),
            template="policy/plans/plan_goal_form.html",
            done=_("The goal is set."),
            after=lambda: words.step_url(actor, found, STEP_GOALS),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_goal_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a goal of a draft."""
    goal = fetch(queries.plan_goal(actor, public_id))
    plan = fetch_plan(actor, goal.plan.public_id)
    options = options_for(actor, plan, besides=goal)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: PlanGoalForm(*a, options=options, **k),
            now=lambda: PlanGoalForm.typed_from(fetch(queries.plan_goal(actor, public_id))),
            save=lambda form, version: actions.change_plan_goal(
                actor=actor, at=timezone.now(), plan_goal=goal, expected_version=version, values=form.values()
            ),
            page=lambda form, conflict: plan_goal_form_page(actor, plan, form, goal, conflict),
            template="policy/plans/plan_goal_form.html",
            done=_("The goal is saved."),
            after=lambda: f"{words.step_url(actor, plan, STEP_GOALS)}#doel-{public_id}",
        ),
    )


@door("plans.write")
@require_POST
def plan_goal_check(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """While one types: what the goal still misses to be SMART."""
    plan = fetch_plan(actor, public_id)
    form = PlanGoalForm(request.POST, options=options_for(actor, plan))
    form.is_valid()
    check = smart_check(plan, form.cleaned_data)
    return render(request, "policy/plans/smart.html", {"check": check})


@door("plans.write")
@require_POST
def plan_goal_strike(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Strike a goal of a draft; the message above the list offers to put it back."""
    goal = fetch(queries.plan_goal(actor, public_id))
    plan = goal.plan
    kept = PlanGoalForm.typed_from(goal)
    try:
        actions.strike_plan_goal(actor=actor, at=timezone.now(), plan_goal=goal)
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        tag = _keep(request, actor, plan.public_id, "goal", kept)
        said = _("“%(goal)s” is struck. Its actions stay in the plan.") % {
            "goal": shortened(goal.wording, 60)
        }
        messages.success(request, said, extra_tags=tag)
    return redirect(words.step_url(actor, plan, STEP_GOALS))


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_goal_judge(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say how far a goal came."""
    goal = fetch(queries.plan_goal(actor, public_id))
    plan = fetch_plan(actor, goal.plan.public_id)
    return edit(
        request,
        Editing(
            form=JudgeForm,
            now=lambda: JudgeForm.typed_from(fetch(queries.plan_goal(actor, public_id))),
            save=lambda form, version: actions.judge_plan_goal(
                actor=actor,
                at=timezone.now(),
                plan_goal=goal,
                expected_version=version,
                reached=form.cleaned_data["reached"],
                verdict=form.cleaned_data["verdict"],
                note=form.cleaned_data["verdict_note"],
            ),
            page=lambda form, conflict: form_page(
                actor,
                plan,
                form,
                STEP_EVALUATION,
                title=_("How far did this goal come?"),
                intro=shortened(goal.wording, 200),
                submit=_("Save the verdict"),
                draft_key=f"planjudge:{public_id}",
                conflict=conflict,
            ),
            done=_("The verdict is saved."),
            after=lambda: f"{words.step_url(actor, plan, STEP_EVALUATION)}#doel-{public_id}",
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def tender_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Name a promising tender."""
    found = fetch_plan(actor, public_id)
    options = options_for(actor, found)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: TenderForm(*a, options=options, **k),
            now=dict,
            save=lambda form, _version: actions.add_tender(
                actor=actor, at=timezone.now(), plan=found, tender=form.values()
            ),
            page=lambda form, conflict: form_page(
                actor,
                found,
                form,
                STEP_TENDERS,
                title=_("Name a promising tender"),
                intro=_("The list points. All other procurement stays open for impact."),
                submit=_("Put it on the list"),
                draft_key=f"tender:{public_id}",
                conflict=conflict,
            ),
            done=_("The tender stands on the list. All others stay open."),
            after=lambda: words.step_url(actor, found, STEP_TENDERS),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def tender_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a promising tender."""
    tender = fetch(queries.tender(actor, public_id))
    plan = fetch_plan(actor, tender.plan.public_id)
    options = options_for(actor, plan)
    strike = reverse("policy:tender_strike", args=[actor.slug, public_id])
    return edit(
        request,
        Editing(
            form=lambda *a, **k: TenderForm(*a, options=options, **k),
            now=lambda: TenderForm.typed_from(fetch(queries.tender(actor, public_id))),
            save=lambda form, version: actions.change_tender(
                actor=actor, at=timezone.now(), tender=tender, expected_version=version, values=form.values()
            ),
            page=lambda form, conflict: form_page(
                actor,
                plan,
                form,
                STEP_TENDERS,
                title=tender.title,
                submit=_("Save"),
                draft_key=f"tender:{public_id}",
                conflict=conflict,
                strike_url=strike,
            ),
            done=_("The tender is saved."),
            after=lambda: words.step_url(actor, plan, STEP_TENDERS),
        ),
    )


@door("plans.write")
@require_POST
def tender_strike(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a tender off the list; the message offers to put it back."""
    tender = fetch(queries.tender(actor, public_id))
    kept = TenderForm.typed_from(tender)
    try:
        actions.strike_tender(actor=actor, at=timezone.now(), tender=tender)
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        tag = _keep(request, actor, tender.plan.public_id, "tender", kept)
        messages.success(
            request, _("“%(tender)s” is off the list.") % {"tender": tender.title}, extra_tags=tag
        )
    return redirect(words.step_url(actor, tender.plan, STEP_TENDERS))


@door("plans.write")
@require_POST
def plan_undo(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put back what this browser struck last."""
    plan = fetch_plan(actor, public_id)
    kept = request.session.get(STRUCK) or {}
    if (kept.get("plan"), kept.get("mark")) != (public_id, request.POST.get("version", "")):
        messages.info(request, _("There is nothing to undo here any more."))
        return redirect(words.plan_url(actor, plan))
    goal = kept["kind"] == "goal"
    form_class: Any = PlanGoalForm if goal else TenderForm
    form = form_class(kept["typed"], options=options_for(actor, plan))
    try:
        if not form.is_valid():
            raise Refused({"": _("This cannot be put back any more. Enter it again here.")})
        if goal:
            actions.add_plan_goal(actor=actor, at=timezone.now(), plan=plan, values=form.values())
        else:
            actions.add_tender(actor=actor, at=timezone.now(), plan=plan, tender=form.values())
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        messages.success(request, _("Undone. It stands there again."))
    del request.session[STRUCK]
    return redirect(words.step_url(actor, plan, STEP_GOALS if goal else STEP_TENDERS))


def _keep(request: HttpRequest, actor: Actor, plan: str, kind: str, typed: dict[str, Any]) -> str:
    """Keep what was struck as the form would send it; gives the tag of the message that offers to undo."""
    mark = str(typed.pop("version", ""))
    sent = {name: "" if value is None else _as_sent(value) for name, value in typed.items()}
    request.session[STRUCK] = {"plan": plan, "kind": kind, "mark": mark, "typed": sent}
    return undoable(reverse("policy:plan_undo", args=[actor.slug, plan]), int(mark or 0))


def _as_sent(value: Any) -> str:
    """A figure as people write it and a day as ISO: both are read back exactly."""
    if isinstance(value, Decimal):
        return notation.format_number(value, "nl").replace(notation.NARROW_MINUS, "-")
    return value.isoformat() if isinstance(value, date) else str(value)
