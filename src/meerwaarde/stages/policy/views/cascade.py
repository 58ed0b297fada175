"""The doors to the level above a framework, and to making a framework public."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.base_frameworks import base_frameworks
from meerwaarde.rules.compliance import PolicyRule
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Frozen, Refused
from meerwaarde.stages.policy.forms.cascade import LeaveOutForm, LevelForm, RelateForm
from meerwaarde.stages.policy.pages.frameworks import level_page, reason_page
from meerwaarde.stages.policy.queries import Framework, FrameworkRule
from meerwaarde.stages.policy.views.frameworks import fetch, frozen
from meerwaarde.stages.policy.views.telling import tell_refusal
from meerwaarde.stages.policy.views.typed import anew


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def framework_above(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose what a draft follows."""
    found = fetch(actor, public_id)
    if not found.draft:
        return frozen(request, actor, found)
    options = {
        "bases": base_frameworks(timezone.localdate()),
        "frameworks": queries.possible_above(actor, found.department_id),
        "own": actor.organisation_id,
    }
    if request.method == "GET":
        form = LevelForm(initial=LevelForm.typed_from(found), **options)  # type: ignore[arg-type] # three kinds
        return render(request, "layout/form.html", {"page": level_page(actor, found, form)})
    form = LevelForm(request.POST, **options)  # type: ignore[arg-type]
    if form.is_valid():
        try:
            actions.choose_above(
                actor=actor,
                at=timezone.now(),
                framework=found,
                expected_version=form.cleaned_data["version"] or 0,
                level=form.chosen(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            return frozen(request, actor, found)
        except Changed:
            now = fetch(actor, public_id)
            form = LevelForm(anew(request.POST, now.version), **options)  # type: ignore[arg-type]
            form.add_error(None, _("Somebody changed the draft meanwhile. Look at it again, then choose."))
            return render(request, "layout/form.html", {"page": level_page(actor, now, form)}, status=409)
        else:
            messages.success(request, _("The level above is chosen. Below you see what is still open."))
            return _back(actor, found)
    return render(request, "layout/form.html", {"page": level_page(actor, found, form)}, status=422)


@door("frameworks.draft")
@require_POST
def framework_take_over(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take over one rule of the level above, or all that are still open."""
    found = fetch(actor, public_id)
    wanted = [key for key in request.POST.getlist("rule") if key]
    try:
        taken = actions.take_over(actor=actor, at=timezone.now(), framework=found, above_rules=wanted)
    except Frozen:
        return frozen(request, actor, found)
    except Refused as refused:
        tell_refusal(request, refused)
        return _back(actor, found)
    codes = ", ".join(rule.code for rule in taken)
    if taken:
        messages.success(request, _("Taken over: %(codes)s.") % {"codes": codes})
    else:
        messages.info(request, _("Everything was taken over already."))
    return _back(actor, found)


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def framework_leave_out(request: HttpRequest, actor: Actor, public_id: str, above_rule: str) -> HttpResponse:
    """Leave out a rule of the level above, and say why."""
    found = fetch(actor, public_id)
    if not found.draft:
        return frozen(request, actor, found)
    rule = next((one for one in _rules_above(found) if one.id == above_rule), None)
    if rule is None:
        raise Http404
    if request.method == "GET":
        left = queries.left_out_rule(found, above_rule)
        form = LeaveOutForm(initial={"reason": left.reason if left else ""})
        return render(
            request, "policy/reason.html", {"page": reason_page(actor, found, form, above=rule, own=None)}
        )
    form = LeaveOutForm(request.POST)
    if form.is_valid():
        try:
            actions.leave_out(
                actor=actor,
                at=timezone.now(),
                framework=found,
                above_rule=above_rule,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            return frozen(request, actor, found)
        else:
            messages.success(request, _("Rule %(code)s is left out.") % {"code": rule.code})
            return _back(actor, found)
    page = reason_page(actor, found, form, above=rule, own=None)
    return render(request, "policy/reason.html", {"page": page}, status=422)


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def rule_relate(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Say which rule above a rule stands for, and why it differs."""
    stored = _rule(actor, public_id)
    found = fetch(actor, stored.framework.public_id)
    if not found.draft:
        return frozen(request, actor, found)
    rules = _rules_above(found)
    above = next((one for one in rules if one.id == stored.above_rule), None)
    if request.method == "GET":
        initial = {
            "above_rule": stored.above_rule,
            "reason": stored.relation_reason,
            "version": stored.version,
        }
        form = RelateForm(initial=initial, above=rules)
        page = reason_page(actor, found, form, above=above, own=stored.as_policy_rule())
        return render(request, "policy/reason.html", {"page": page})
    form, status = RelateForm(request.POST, above=rules), 422
    if form.is_valid():
        try:
            actions.relate_rule(
                actor=actor,
                at=timezone.now(),
                rule=stored,
                expected_version=form.cleaned_data["version"] or 0,
                above_rule=form.cleaned_data["above_rule"],
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            return frozen(request, actor, found)
        except Changed:
            now = _rule(actor, public_id)
            form, status = RelateForm(anew(request.POST, now.version), above=rules), 409
            form.add_error(
                None, _("Somebody changed this rule meanwhile. Save again to keep what you typed.")
            )
        else:
            messages.success(request, _("The reason of rule %(code)s is saved.") % {"code": stored.code})
            return _back(actor, found)
    page = reason_page(actor, found, form, above=above, own=stored.as_policy_rule())
    return render(request, "policy/reason.html", {"page": page}, status=status)


@door("frameworks.draft")
@require_POST
def framework_follow(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take over what changed above, in a draft."""
    found = fetch(actor, public_id)
    try:
        draft = actions.follow_newer(actor=actor, at=timezone.now(), framework=found)
    except Refused as refused:
        tell_refusal(request, refused)
        return _back(actor, found)
    messages.success(
        request, _("This draft takes over what changed above. Look at what differs before it is adopted.")
    )
    return redirect("policy:framework", actor.slug, draft.public_id)


@door("frameworks.adopt")
@require_POST
def framework_publish(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let everybody read an adopted version."""
    found = fetch(actor, public_id)
    try:
        actions.publish_framework(actor=actor, at=timezone.now(), framework=found)
    except Refused as refused:
        tell_refusal(request, refused)
    else:
        messages.success(
            request, _("This version is public now: on the open pages, as data and in the feed.")
        )
    return _back(actor, found)


@door("frameworks.adopt")
@require_POST
def framework_withdraw(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take a version from the public pages."""
    found = fetch(actor, public_id)
    actions.withdraw_publication(actor=actor, at=timezone.now(), framework=found)
    messages.success(request, _("This version is not public any more. Copies elsewhere may remain."))
    return _back(actor, found)


def _rules_above(framework: Framework) -> tuple[PolicyRule, ...]:
    above = queries.above_of(framework, timezone.localdate())
    return () if above is None else above.rules


def _rule(actor: Actor, public_id: str) -> FrameworkRule:
    found = queries.rule(actor, public_id)
    if found is None or found.struck_at is not None:
        raise Http404
    return found


def _back(actor: Actor, framework: Framework) -> HttpResponse:
    return redirect("policy:framework", actor.slug, framework.public_id)
