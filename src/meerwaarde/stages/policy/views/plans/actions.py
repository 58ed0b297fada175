"""The doors to actions: planning, reporting, stepping, and the calendar."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door, public_door
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.rules.action_plan import STEP_YEAR
from meerwaarde.rules.lifecycle import PLAN_ACTION, StepRefused
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Refused, may_report
from meerwaarde.stages.policy.forms.plans import ActionForm, ProgressForm
from meerwaarde.stages.policy.pages.plans import action_page, form_page, words
from meerwaarde.stages.policy.pages.plans.calendar import as_calendar, link_page
from meerwaarde.stages.policy.views.plans.editing import (
    Editing,
    edit,
    fetch,
    fetch_plan,
    options_for,
)
from meerwaarde.stages.policy.views.telling import tell_changed, tell_refusal
from meerwaarde.stages.policy.views.typed import whole

CALENDAR = "text/calendar; charset=utf-8"


@door("plans.read")
@require_GET
def plan_action(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One action."""
    found = fetch(queries.action(actor, public_id))
    page = action_page(actor, found, timezone.localdate())
    return render(request, "policy/plans/action.html", {"page": page})


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_action_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Plan an action."""
    found = fetch_plan(actor, public_id)
    options, day = options_for(actor, found), timezone.localdate()
    return edit(
        request,
        Editing(
            form=lambda *a, **k: ActionForm(*a, options=options, **k),
            now=lambda: {
                "starts_on": min(max(day, found.since), found.until),
                "plan_goal": request.GET.get("goal", ""),
            },
            save=lambda form, _version: actions.add_action(
                actor=actor, at=timezone.now(), plan=found, action=form.values()
            ),
            page=lambda form, conflict: form_page(
                actor,
                found,
                form,
                STEP_YEAR,
                title=_("Add an action"),
                intro=_("The plan runs from %(period)s.") % {"period": words.period_of(found)},
                submit=_("Add the action"),
                draft_key=f"planaction:{public_id}",
                conflict=conflict,
            ),
            done=_("The action stands in the planning."),
            after=lambda: words.step_url(actor, found, STEP_YEAR),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_action_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change what was planned."""
    found = fetch(queries.action(actor, public_id))
    plan = fetch_plan(actor, found.plan.public_id)
    options = options_for(actor, plan, besides=found)
    here = reverse("policy:plan_action", args=[actor.slug, public_id])
    return edit(
        request,
        Editing(
            form=lambda *a, **k: ActionForm(*a, options=options, **k),
            now=lambda: ActionForm.typed_from(fetch(queries.action(actor, public_id))),
            save=lambda form, version: actions.change_action(
                actor=actor, at=timezone.now(), action=found, expected_version=version, values=form.values()
            ),
            page=lambda form, conflict: form_page(
                actor,
                plan,
                form,
                STEP_YEAR,
                title=_("Change the action"),
                intro=found.title,
                submit=_("Save the action"),
                draft_key=f"planaction:{public_id}",
                cancel_url=here,
                conflict=conflict,
            ),
            done=_("The action is saved."),
            after=lambda: here,
        ),
    )


@door("plans.progress")
@require_http_methods(["GET", "POST"])
def plan_action_progress(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say how far an action is: its owner, or who keeps the plan."""
    found = fetch(queries.action(actor, public_id))
    plan = fetch_plan(actor, found.plan.public_id)
    here = reverse("policy:plan_action", args=[actor.slug, public_id])
    if not may_report(actor, found):
        messages.info(
            request,
            _("%(owner)s keeps this action up to date. Ask for it there.")
            % {"owner": words.owner_name(found)},
        )
        return redirect(here)
    return edit(
        request,
        Editing(
            form=ProgressForm,
            now=lambda: ProgressForm.typed_from(fetch(queries.action(actor, public_id))),
            save=lambda form, version: actions.report_progress(
                actor=actor, at=timezone.now(), action=found, expected_version=version, values=form.values()
            ),
            page=lambda form, conflict: form_page(
                actor,
                plan,
                form,
                STEP_YEAR,
                title=_("Report progress"),
                intro=found.title,
                submit=_("Save the progress"),
                draft_key=f"planprogress:{public_id}",
                cancel_url=here,
                conflict=conflict,
            ),
            done=_("The progress is saved."),
            after=lambda: here,
        ),
    )


@door("plans.progress")
@require_POST
def plan_action_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Begin, finish, drop and back; where the table has a way back, the message offers it."""
    found = fetch(queries.action(actor, public_id))
    if verb not in {step.verb for step in PLAN_ACTION.steps}:
        raise Http404
    sent = request.POST.get("version", "")
    try:
        step = PLAN_ACTION.step(verb, found.state, actor.role)
        moved = actions.move_action(
            actor=actor,
            at=timezone.now(),
            action=found,
            verb=verb,
            expected_version=whole(sent) or 0,
        )
    except (Refused, StepRefused) as refused:
        tell_refusal(request, refused)
    except Changed:
        tell_changed(request)
    else:
        said = _("“%(action)s” now stands on “%(state)s”.") % {
            "action": found.title,
            "state": words.state_in_words(moved).lower(),
        }
        back = PLAN_ACTION.way_back(step)
        tag = ""
        if back is not None:
            url = reverse("policy:plan_action_step", args=[actor.slug, public_id, back.verb])
            tag = undoable(url, moved.version)
        messages.success(request, said, extra_tags=tag)
    return redirect("policy:plan_action", actor.slug, public_id)


@door("plans.progress")
@require_GET
def plan_calendar(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """All actions of a plan as a file for a calendar."""
    found = fetch_plan(actor, public_id)
    content = as_calendar(
        found.title,
        queries.filtered_actions(found, queries.ActionFilter(), timezone.localdate()),
        host=request.get_host(),
        at=timezone.now(),
    )
    actions.record_plan_export(actor=actor, at=timezone.now(), plan=found, form="ics")
    return _calendar(content, f"actieplan-{actor.slug}-{found.since.year}.ics")


@door("plans.progress")
@require_http_methods(["GET", "POST"])
@never_cache
def calendar_link(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make or end one's own calendar link; the address is shown once, in the answer that made it."""
    address = ""
    if request.method == "POST":
        if request.POST.get("act") == "make":
            secret = actions.make_calendar_link(actor=actor, at=timezone.now())
            address = request.build_absolute_uri(reverse("plan_calendar:feed", args=[secret]))
        elif request.POST.get("act") == "end":
            actions.end_calendar_link(actor=actor, at=timezone.now())
            messages.success(request, _("The link no longer works."))
            return redirect("policy:calendar_link", actor.slug)
    page = link_page(actor, address)
    return render(request, "policy/plans/link.html", {"page": page})


@public_door
@require_GET
@never_cache
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """What a person's own calendar fetches: who knows the secret is let in, everybody else finds nothing."""
    actor = queries.reader_of_calendar(secret, timezone.localdate())
    if actor is None:
        raise Http404
    with override(actor.language):
        content = as_calendar(
            f"Meerwaarde {actor.organisation_name}",
            queries.actions_for_calendar(actor),
            host=request.get_host(),
            at=timezone.now(),
        )
    return _calendar(content, "meerwaarde.ics")


def _calendar(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CALENDAR)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
