"""The doors to the rules of a framework."""

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
from meerwaarde.rules.compliance import demand_code
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Frozen, Refused
from meerwaarde.stages.policy.forms.rules import DEMANDS, RuleForm
from meerwaarde.stages.policy.pages.bites import beside_rule, bites_of_draft
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.pages.rules import (
    kinds_page,
    rule_form_page,
    rule_options,
    rule_page,
    typed_sentence,
)
from meerwaarde.stages.policy.queries import Framework, FrameworkRule
from meerwaarde.stages.policy.views.frameworks import fetch, frozen
from meerwaarde.stages.policy.views.typed import anew


@door("frameworks.read")
@require_GET
def rule(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One rule with what it serves and what hangs on it."""
    return render(request, "policy/rule.html", {"page": rule_page(actor, _fetch(actor, public_id))})


@door("frameworks.draft")
@require_GET
def rule_kinds(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose what the new rule asks."""
    found = fetch(actor, public_id)
    if not found.draft:
        return frozen(request, actor, found)
    return render(request, "policy/rule_kinds.html", {"page": kinds_page(actor, found)})


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def rule_new(request: HttpRequest, actor: Actor, public_id: str, kind: str) -> HttpResponse:
    """Add a rule of a kind to a draft."""
    if kind not in DEMANDS:
        raise Http404
    found = fetch(actor, public_id)
    if not found.draft:
        return frozen(request, actor, found)
    options = rule_options(actor)
    if request.method == "GET":
        return _form(request, actor, RuleForm(kind=kind, options=options), found)
    form = RuleForm(request.POST, kind=kind, options=options)
    if form.is_valid():
        try:
            added = actions.add_rule(
                actor=actor,
                at=timezone.now(),
                framework=found,
                code=form.cleaned_data["code"],
                strength=form.cleaned_data["strength"],
                scope=form.scope(),
                demand=form.demand(),
                explanation=form.cleaned_data["explanation"],
                goals=form.chosen_goals(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            return frozen(request, actor, found)
        else:
            messages.success(request, _("Rule %(code)s is added.") % {"code": added.code})
            return _to_rule(actor, found, added)
    return _form(request, actor, form, found)


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def rule_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a rule of a draft; who comes second sees both."""
    stored = _fetch(actor, public_id)
    if not stored.framework.draft:
        return frozen(request, actor, stored.framework)
    kind, options = demand_code(stored.as_policy_rule().demand), rule_options(actor, stored)
    if request.method == "GET":
        form = RuleForm(initial=RuleForm.typed_from(stored), kind=kind, options=options)
        return _form(request, actor, form, stored.framework, stored)
    form = RuleForm(request.POST, kind=kind, options=options)
    if form.is_valid():
        try:
            actions.change_rule(
                actor=actor,
                at=timezone.now(),
                rule=stored,
                expected_version=form.cleaned_data["version"] or 0,
                code=form.cleaned_data["code"] or stored.code,
                strength=form.cleaned_data["strength"],
                scope=form.scope(),
                demand=form.demand(),
                explanation=form.cleaned_data["explanation"],
                goals=form.chosen_goals(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            return frozen(request, actor, stored.framework)
        except Changed:
            now = _fetch(actor, public_id)
            conflict = conflict_between(form, RuleForm.typed_from(now))
            again = RuleForm(anew(request.POST, now.version), kind=kind, options=options)
            page = rule_form_page(actor, again, now.framework, now, conflict)
            return render(request, "policy/rule_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("Rule %(code)s is saved.") % {"code": stored.code})
            return _to_rule(actor, stored.framework, stored)
    return _form(request, actor, form, stored.framework, stored)


@door("frameworks.draft")
@require_POST
def rule_strike(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a rule out of a draft; the page of the draft offers to put it back."""
    stored = _fetch(actor, public_id)
    try:
        actions.strike_rule(actor=actor, at=timezone.now(), rule=stored)
    except Frozen:
        return frozen(request, actor, stored.framework)
    messages.success(
        request,
        _("Rule %(code)s is struck. You find it at the bottom of this page, to put it back.")
        % {"code": stored.code},
    )
    return redirect("policy:framework", actor.slug, stored.framework.public_id)


@door("frameworks.draft")
@require_POST
def rule_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put a struck rule back."""
    stored = _fetch(actor, public_id)
    try:
        actions.restore_rule(actor=actor, at=timezone.now(), rule=stored)
    except Frozen:
        return frozen(request, actor, stored.framework)
    messages.success(request, _("The rule is back."))
    return _to_rule(actor, stored.framework, stored)


@door("frameworks.draft")
@require_POST
def rule_sentence(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """While one types: the rule as it reads now."""
    if kind not in DEMANDS:
        raise Http404
    form = RuleForm(request.POST, kind=kind, options=rule_options(actor))
    return render(request, "policy/sentence.html", {"sentence": typed_sentence(actor, form)})


@door("frameworks.draft")
@require_POST
def rule_bites(request: HttpRequest, actor: Actor, public_id: str, kind: str) -> HttpResponse:
    """While one types: for which running procurements the rule would hold, or why for none ever."""
    if kind not in DEMANDS:
        raise Http404
    form = RuleForm(request.POST, kind=kind, options=rule_options(actor))
    beside = beside_rule(actor, fetch(actor, public_id), form.policy_rule(), timezone.localdate())
    return render(request, "policy/beside_rule.html", {"beside": beside})


@door("frameworks.draft")
@require_GET
def framework_bites(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """For which running procurements each rule of a draft would hold; a part of its page."""
    draft = bites_of_draft(actor, fetch(actor, public_id), timezone.localdate())
    return render(request, "policy/bites_of_draft.html", {"draft": draft})


def _fetch(actor: Actor, public_id: str) -> FrameworkRule:
    found = queries.rule(actor, public_id)
    if found is None:
        raise Http404
    return found


def _to_rule(actor: Actor, framework: Framework, rule: FrameworkRule) -> HttpResponse:
    address = reverse("policy:framework", args=[actor.slug, framework.public_id])
    return redirect(f"{address}#regel-{rule.public_id}")


def _form(
    request: HttpRequest,
    actor: Actor,
    form: RuleForm,
    framework: Framework,
    stored: FrameworkRule | None = None,
) -> HttpResponse:
    page = rule_form_page(actor, form, framework, stored)
    return render(request, "policy/rule_form.html", {"page": page}, status=422 if form.is_bound else 200)
