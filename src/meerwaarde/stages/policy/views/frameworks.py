"""The doors to frameworks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Frozen, Refused, bodies_of
from meerwaarde.stages.policy.forms.frameworks import AdoptForm, FrameworkForm
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.pages.frameworks import (
    adopt_page,
    framework_form_page,
    framework_page,
    frameworks_page,
)
from meerwaarde.stages.policy.pages.words import in_words
from meerwaarde.stages.policy.queries import Framework
from meerwaarde.stages.policy.views.telling import tell_refusal
from meerwaarde.stages.policy.views.typed import anew


@door("frameworks.read")
@require_GET
def frameworks(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All versions."""
    return render(request, "layout/list.html", {"page": frameworks_page(actor)})


@door("frameworks.read")
@require_GET
def framework(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One version with its rules as sentences."""
    page = framework_page(actor, fetch(actor, public_id))
    return render(request, "policy/framework.html", {"page": page})


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def framework_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Begin a draft."""
    parts = queries.departments(actor)
    if request.method == "GET":
        return _form(request, actor, FrameworkForm(departments=parts, new=True))
    form = FrameworkForm(request.POST, departments=parts, new=True)
    if form.is_valid():
        try:
            drafted = actions.draft_framework(
                actor=actor,
                at=timezone.now(),
                title=form.cleaned_data["title"],
                explanation=form.cleaned_data["explanation"],
                department=form.chosen_department(),
                bounds=form.bounds(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The draft is there. Now add its rules, one by one."))
            return redirect("policy:framework", actor.slug, drafted.public_id)
    return _form(request, actor, form)


@door("frameworks.draft")
@require_http_methods(["GET", "POST"])
def framework_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change the words and amounts of a draft."""
    found = fetch(actor, public_id)
    if not found.draft:
        return frozen(request, actor, found)
    kept = found.policy_bounds
    if request.method == "GET":
        form = FrameworkForm(initial=FrameworkForm.typed_from(found), kept=kept)
        return _form(request, actor, form, found)
    form = FrameworkForm(request.POST, kept=kept)
    if form.is_valid():
        try:
            actions.change_framework(
                actor=actor,
                at=timezone.now(),
                framework=found,
                expected_version=form.cleaned_data["version"] or 0,
                title=form.cleaned_data["title"],
                explanation=form.cleaned_data["explanation"],
                bounds=form.bounds(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Frozen:
            return frozen(request, actor, found)
        except Changed:
            now = fetch(actor, public_id)
            conflict = conflict_between(form, FrameworkForm.typed_from(now))
            again = FrameworkForm(anew(request.POST, now.version), kept=now.policy_bounds)
            page = framework_form_page(actor, again, now, conflict)
            return render(request, "policy/framework_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect("policy:framework", actor.slug, public_id)
    return _form(request, actor, form, found)


@door("frameworks.adopt")
@require_http_methods(["GET", "POST"])
def framework_adopt(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Record the decision of a body."""
    found, today = fetch(actor, public_id), timezone.localdate()
    if not found.draft:
        return frozen(request, actor, found)
    bodies = bodies_of(found.organisation.authority_type)
    if request.method == "GET":
        form = AdoptForm(bodies=bodies, today=today, initial={"version": found.version})
        page = adopt_page(actor, found, form, today)
        return render(request, "policy/adopt.html", {"page": page})
    form = AdoptForm(request.POST, bodies=bodies, today=today)
    if form.is_valid():
        try:
            actions.adopt_framework(
                actor=actor,
                at=timezone.now(),
                framework=found,
                expected_version=form.cleaned_data["version"] or 0,
                body=form.cleaned_data["body"],
                adopted_on=form.cleaned_data["adopted_on"],
                valid_from=form.cleaned_data["valid_from"],
            )
        except Refused as refused:
            form.refuse(refused)
        except StepRefused as refused:
            form.add_error(None, in_words(refused.text))
        except Changed:
            now = fetch(actor, public_id)
            form = AdoptForm(anew(request.POST, now.version), bodies=bodies, today=today)
            form.add_error(
                None, _("Somebody changed the draft while you read it. Read the rules again, then record.")
            )
        else:
            messages.success(request, _("The adoption is recorded. From now on this version stays as it is."))
            return redirect("policy:framework", actor.slug, public_id)
    page = adopt_page(actor, found, form, today)
    return render(request, "policy/adopt.html", {"page": page}, status=422)


@door("frameworks.draft")
@require_POST
def framework_next(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Copy an adopted version to a new draft."""
    found = fetch(actor, public_id)
    try:
        copied = actions.draft_next_version(actor=actor, at=timezone.now(), framework=found)
    except Refused as refused:
        tell_refusal(request, refused)
        return redirect("policy:framework", actor.slug, public_id)
    messages.success(request, _("The new version is a draft with the same rules. Change what must change."))
    return redirect("policy:framework", actor.slug, copied.public_id)


def fetch(actor: Actor, public_id: str) -> Framework:
    """The version, or the 404 of what does not exist."""
    found = queries.framework(actor, public_id)
    if found is None:
        raise Http404
    return found


def frozen(request: HttpRequest, actor: Actor, framework: Framework) -> HttpResponse:
    """An adopted version stays as it is: say so, on the page that offers a new version."""
    messages.warning(
        request,
        _("This version has been adopted and stays as it is. Make a new version to change something."),
    )
    return redirect("policy:framework", actor.slug, framework.public_id)


def _form(
    request: HttpRequest, actor: Actor, form: FrameworkForm, framework: Framework | None = None
) -> HttpResponse:
    page = framework_form_page(actor, form, framework)
    return render(request, "policy/framework_form.html", {"page": page}, status=422 if form.is_bound else 200)
