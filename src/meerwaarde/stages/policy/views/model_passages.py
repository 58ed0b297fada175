"""The doors to model passages."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.model_passages import ModelPassage
from meerwaarde.stages.policy import actions
from meerwaarde.stages.policy import queries as policy
from meerwaarde.stages.policy.actions import Frozen, Refused
from meerwaarde.stages.policy.forms.model_passages import AdoptRuleForm, ModelPassageFilterForm
from meerwaarde.stages.policy.pages.model_passages import (
    model_passage_on,
    model_passage_page,
    model_passages_page,
)
from meerwaarde.stages.policy.queries import model_passages as queries


@door("goals.read")
@require_GET
def model_passages(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All passages, with what was taken over of each."""
    page = model_passages_page(actor, ModelPassageFilterForm(request.GET), timezone.localdate())
    return render(request, "layout/list.html", {"page": page})


@door("goals.read")
@require_GET
def model_passage(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """One passage, to read and to take over."""
    passage = _fetch(code)
    page = model_passage_page(actor, passage, _rule_form(actor, passage))
    return render(request, "policy/model_passage.html", {"page": page})


@door("frameworks.draft")
@require_POST
def adopt_rule(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Add the rule of a passage to a draft framework."""
    passage = _fetch(code)
    form = _rule_form(actor, passage, request)
    if passage.rule is None or form is None:
        raise Http404
    if form.is_valid():
        draft, goals = form.chosen()
        try:
            added = actions.add_rule(
                actor=actor,
                at=timezone.now(),
                framework=draft,
                strength=passage.rule.strength,
                scope=passage.rule.scope,
                demand=passage.rule.demand,
                explanation=passage.why.nl,
                goals=goals,
                model_passage=passage.code,
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            form.add_error("framework", _("This version was adopted meanwhile. Choose another draft."))
        else:
            told = _("Rule %(code)s is added to the draft. Check whether its amounts suit you.")
            messages.success(request, told % {"code": added.code})
            return redirect("policy:rule", actor.slug, added.public_id)
    page = model_passage_page(actor, passage, form)
    return render(request, "policy/model_passage.html", {"page": page}, status=422)


def _fetch(code: str) -> ModelPassage:
    found = model_passage_on(code, timezone.localdate())
    if found is None:
        raise Http404
    return found


def _rule_form(
    actor: Actor, passage: ModelPassage, request: HttpRequest | None = None
) -> AdoptRuleForm | None:
    drafts = queries.drafts_to_fill(actor)
    if not drafts or passage.rule is None:
        return None
    adopted = queries.adopted_goals(actor).get(passage.code, [])
    goals = [*adopted, *(goal for goal in policy.current_goals(actor) if goal not in adopted)]
    initial = {"goal": adopted[0].public_id} if adopted else {}
    typed = request.POST if request is not None else None
    return AdoptRuleForm(typed, drafts=drafts, goals=goals, initial=initial)
