"""The doors to conclusions and what follows from them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.action_plan import STEP_EVALUATION
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.forms.plans import ConclusionForm, PlanOptions, SettleForm
from meerwaarde.stages.policy.pages.plans import form_page, words
from meerwaarde.stages.policy.pages.words import shortened
from meerwaarde.stages.policy.views.plans.editing import Editing, edit, fetch, fetch_plan, options_for


@door("plans.write")
@require_http_methods(["GET", "POST"])
def conclusion_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Record a conclusion."""
    found = fetch_plan(actor, public_id)
    options = options_for(actor, found)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: ConclusionForm(*a, options=options, **k),
            now=dict,
            save=lambda form, _version: actions.add_conclusion(
                actor=actor, at=timezone.now(), plan=found, values=form.values()
            ),
            page=lambda form, conflict: form_page(
                actor,
                found,
                form,
                STEP_EVALUATION,
                title=_("Record a conclusion"),
                intro=_("What did you learn, and what changes because of it?"),
                submit=_("Save the conclusion"),
                draft_key=f"conclusion:{public_id}",
                conflict=conflict,
            ),
            done=_("The conclusion is recorded. It waits until the change is made."),
            after=lambda: words.step_url(actor, found, STEP_EVALUATION),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def conclusion_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a conclusion that is not settled yet."""
    found = fetch(queries.conclusion(actor, public_id))
    plan = fetch_plan(actor, found.plan.public_id)
    options = options_for(actor, plan, besides=found)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: ConclusionForm(*a, options=options, **k),
            now=lambda: ConclusionForm.typed_from(fetch(queries.conclusion(actor, public_id))),
            save=lambda form, version: actions.change_conclusion(
                actor=actor,
                at=timezone.now(),
                conclusion=found,
                expected_version=version,
                values=form.values(),
            ),
            page=lambda form, conflict: form_page(
                actor,
                plan,
                form,
                STEP_EVALUATION,
                title=_("Change the conclusion"),
                submit=_("Save the conclusion"),
                draft_key=f"conclusion:{public_id}",
                conflict=conflict,
            ),
            done=_("The conclusion is saved."),
            after=lambda: words.step_url(actor, plan, STEP_EVALUATION),
        ),
    )


@door("plans.progress")
@require_http_methods(["GET", "POST"])
def conclusion_settle(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say that the change was made, and where one sees it: its owner, or who keeps the plan."""
    found = fetch(queries.conclusion(actor, public_id))
    plan = fetch_plan(actor, found.plan.public_id)
    if not (actor.may("plans.write") or found.owner_id == actor.membership_id):
        raise PermissionDenied
    if found.settled_on is not None:
        messages.info(request, _("This conclusion is settled already."))
        return redirect(words.step_url(actor, plan, STEP_EVALUATION))
    current = queries.current_plan(actor, timezone.localdate())
    offered = PlanOptions(
        actions=tuple(queries.actions_of(current)) if current else (),
        frameworks=tuple(queries.frameworks_visible_to(actor).order_by("-pk")),
        categories=tuple(queries.categories(actor)),
        board_goals=tuple(queries.goals_to_serve(actor)),
    )
    return edit(
        request,
        Editing(
            form=lambda *a, **k: SettleForm(*a, options=offered, **k),
            now=lambda: {"version": fetch(queries.conclusion(actor, public_id)).version},
            save=lambda form, version: actions.settle_conclusion(
                actor=actor,
                at=timezone.now(),
                conclusion=found,
                expected_version=version,
                how=form.cleaned_data["settled_how"],
                seen_in=form.chosen_place(),
            ),
            page=lambda form, conflict: form_page(
                actor,
                plan,
                form,
                STEP_EVALUATION,
                title=_("Settle the conclusion"),
                intro=shortened(found.text, 200),
                submit=_("It is settled"),
                draft_key=f"settle:{public_id}",
                conflict=conflict,
            ),
            done=_("The conclusion is settled."),
            after=lambda: words.step_url(actor, plan, STEP_EVALUATION),
        ),
    )
