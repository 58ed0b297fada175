"""The doors to self-assessments and to who carries what."""

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
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.rules.self_assessment import Part, Statement
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import assessments as act
from meerwaarde.stages.policy.actions import responsibilities as duties
from meerwaarde.stages.policy.forms.standing import OpenAssessmentForm, PartForm, ResponsibilityForm
from meerwaarde.stages.policy.pages import assessments as pages
from meerwaarde.stages.policy.pages.responsibilities import responsibility_form_page, responsibility_page
from meerwaarde.stages.policy.queries import standing as reads
from meerwaarde.stages.policy.queries.standing import Assessment
from meerwaarde.stages.policy.views.telling import tell_refusal
from meerwaarde.stages.policy.views.typed import anew


@door("assessments.answer")
@require_GET
def assessments(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All rounds, and where the authority stands."""
    page = pages.assessments_page(actor, reads.listed_assessments(actor))
    return render(request, "policy/assessments.html", {"page": page})


@door("assessments.lead")
@require_http_methods(["GET", "POST"])
def assessment_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open a round."""
    today = timezone.localdate()
    choices = {
        "departments": departments_of(actor.organisation_id),
        "people": reads.people_to_choose(actor, today),
    }
    form = OpenAssessmentForm(request.POST or None, initial={"year": today.year}, **choices)
    if request.method == "POST" and form.is_valid():
        try:
            found = act.open_assessment(actor=actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(
                request, _("The self-assessment is open. Colleagues find it on their home page.")
            )
            return redirect("policy:assessment", actor.slug, found.public_id)
    status = 422 if form.is_bound else 200
    page = pages.open_form_page(actor, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("assessments.answer")
@require_GET
def assessment(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One round: who answered, how answers are spread, what was agreed, what would help."""
    found = _fetch(actor, public_id)
    plan, made = act.plan_and_made(actor, found, timezone.localdate())
    page = pages.assessment_page(actor, found, made, plan=plan is not None)
    return render(request, "policy/assessment.html", {"page": page})


@door("assessments.answer")
@require_http_methods(["GET", "POST"])
def assessment_answer(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """Answer the statements of one part."""
    found = _fetch(actor, public_id)
    where, statements = _part(found, part)
    content = act.content_of(found)
    own = {code: (one.level, one.evidence) for code, one in reads.own_answers(actor, found).items()}
    form = PartForm(
        request.POST or None, content=content, statements=statements, initial=PartForm.typed_from(own)
    )
    if request.method == "POST" and form.is_valid():
        try:
            act.answer(actor=actor, at=timezone.now(), found=found, said=form.given())
        except Refused as refused:
            form.refuse(refused)
        else:
            return _go_on(request, actor, found, part, "policy:assessment_answer")
    page = pages.part_form_page(actor, found, where, form, agreeing=False)
    status = 422 if form.is_bound else 200
    return render(request, "policy/assessment_form.html", {"page": page}, status=status)


@door("assessments.lead")
@require_http_methods(["GET", "POST"])
def assessment_agree(request: HttpRequest, actor: Actor, public_id: str, part: str) -> HttpResponse:
    """Agree on the levels of one part: each begins at the middle of the answers."""
    found = _fetch(actor, public_id)
    where, statements = _part(found, part)
    content = act.content_of(found)
    kept = reads.agreed_levels(found)
    scores = {one.statement: one for one in pages.scores_of(content, found)}
    seen = reads.evidence_of(found)
    begin = {
        one.code: (kept[one.code].level, kept[one.code].evidence)
        if one.code in kept
        else (scores[one.code].level, "; ".join(seen.get(one.code, ()))[: act.MOST_WORDS])
        for one in statements
    }
    form = PartForm(
        request.POST or None,
        content=content,
        statements=statements,
        notes={one.code: pages.answers_told(scores[one.code]) for one in statements},
        conclusion=True,
        initial={
            **PartForm.typed_from(begin),
            "conclusion": found.conclusion,
            "version": found.version,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            act.agree(
                actor=actor,
                at=timezone.now(),
                found=found,
                expected_version=form.cleaned_data["version"] or 0,
                agreed=form.given(),
                conclusion=form.cleaned_data["conclusion"],
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = _fetch(actor, public_id)
            form = PartForm(
                anew(request.POST, now.version),
                content=content,
                statements=statements,
                notes={
                    one.code: pages.agreed_told(content, reads.agreed_levels(now).get(one.code))
                    for one in statements
                },
                conclusion=True,
            )
            form.add_error(
                None,
                _("A colleague saved levels meanwhile. They stand below each statement; saving keeps yours."),
            )
            page = pages.part_form_page(actor, now, where, form, agreeing=True)
            return render(request, "policy/assessment_form.html", {"page": page}, status=409)
        else:
            return _go_on(request, actor, found, part, "policy:assessment_agree")
    page = pages.part_form_page(actor, found, where, form, agreeing=True)
    status = 422 if form.is_bound else 200
    return render(request, "policy/assessment_form.html", {"page": page}, status=status)


@door("assessments.lead")
@require_POST
def assessment_close(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Close the round."""
    found = _fetch(actor, public_id)
    try:
        act.close_assessment(actor=actor, at=timezone.now(), found=found)
    except (Refused, StepRefused) as refused:
        tell_refusal(request, refused)
    else:
        undo = undoable(reverse("policy:assessment_reopen", args=[actor.slug, public_id]), found.version)
        messages.success(request, _("The round is closed."), extra_tags=undo)
    return redirect("policy:assessment", actor.slug, public_id)


@door("assessments.lead")
@require_POST
def assessment_reopen(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Open a closed round again."""
    found = _fetch(actor, public_id)
    try:
        act.reopen_assessment(actor=actor, at=timezone.now(), found=found)
    except StepRefused as refused:
        tell_refusal(request, refused)
    else:
        messages.success(request, _("The round is open again."))
    return redirect("policy:assessment", actor.slug, public_id)


@door("plans.write")
@require_POST
def assessment_propose(request: HttpRequest, actor: Actor, public_id: str, statement: str) -> HttpResponse:
    """Make a proposal an action of the action plan."""
    found = _fetch(actor, public_id)
    try:
        made = act.make_action(actor=actor, at=timezone.now(), found=found, statement=statement)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(
            request,
            _("“%(title)s” now stands in the action plan. Choose an owner and dates there.")
            % {"title": made.title},
        )
    return redirect(reverse("policy:assessment", args=[actor.slug, public_id]) + "#voorstellen")


@door("assessments.answer")
@require_GET
def assessment_export(request: HttpRequest, actor: Actor, public_id: str, form: str) -> HttpResponse:
    """The round as a file for a spreadsheet; only for who may see the answers."""
    found = _fetch(actor, public_id)
    page = pages.assessment_page(actor, found, (), plan=False)
    if form not in ("csv", "xlsx") or not page.shown:
        raise Http404
    rows = pages.as_rows(found)
    content = csv_file(rows) if form == "csv" else excel_file(rows, pages.name_of(found)[:31])
    act.record_export(actor=actor, at=timezone.now(), found=found)
    return download(content, f"zelfevaluatie-{found.year}-{actor.slug}.{form}")


@door("responsibilities.read")
@require_GET
def responsibilities(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who carries what, what nobody carries, and who has what running."""
    today = timezone.localdate()
    page = responsibility_page(
        actor, reads.carried_on(actor, today), list(reads.people_to_choose(actor, today))
    )
    return render(request, "policy/responsibilities.html", {"page": page})


@door("responsibilities.write")
@require_http_methods(["GET", "POST"])
def responsibility_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Record who carries a duty."""
    today = timezone.localdate()
    form = ResponsibilityForm(
        request.POST or None,
        initial={"since": today},
        departments=departments_of(actor.organisation_id),
        people=reads.people_to_choose(actor, today),
    )
    if request.method == "POST" and form.is_valid():
        try:
            duties.give_responsibility(actor=actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Recorded who carries this."))
            return redirect("policy:responsibilities", actor.slug)
    status = 422 if form.is_bound else 200
    page = responsibility_form_page(actor, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("responsibilities.write")
@require_POST
def responsibility_end(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let a duty end yesterday, so that it no longer counts from today."""
    found = reads.responsibility(actor, public_id)
    if found is None:
        raise Http404
    duties.end_responsibility(actor=actor, at=timezone.now(), found=found, today=timezone.localdate())
    undo = undoable(reverse("policy:responsibility_resume", args=[actor.slug, public_id]), found.version)
    messages.success(
        request,
        _("%(name)s no longer carries this.") % {"name": found.membership.person.name},
        extra_tags=undo,
    )
    return redirect("policy:responsibilities", actor.slug)


@door("responsibilities.write")
@require_POST
def responsibility_resume(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take the end of a duty back."""
    found = reads.responsibility(actor, public_id)
    if found is None:
        raise Http404
    try:
        duties.resume_responsibility(actor=actor, at=timezone.now(), found=found)
    except Refused as refused:
        tell_refusal(request, refused)
    return redirect("policy:responsibilities", actor.slug)


def _fetch(actor: Actor, public_id: str) -> Assessment:
    found = reads.assessment(actor, public_id)
    if found is None:
        raise Http404
    return found


def _part(found: Assessment, code: str) -> tuple[Part, tuple[Statement, ...]]:
    content = act.content_of(found)
    for part in content.parts:
        if part.code == code:
            return part, content.of(code)
    raise Http404


def _go_on(request: HttpRequest, actor: Actor, found: Assessment, part: str, name: str) -> HttpResponse:
    """To the next part; after the last one back to the round."""
    codes = [one.code for one in act.content_of(found).parts]
    place = codes.index(part) + 1
    if place < len(codes):
        return redirect(name, actor.slug, found.public_id, codes[place])
    messages.success(request, _("Saved. Thank you."))
    return redirect("policy:assessment", actor.slug, found.public_id)
