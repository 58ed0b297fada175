"""The doors to plans as a whole, their steps and their files."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.documents.word import write_word
from meerwaarde.rules.action_plan import STEP_PROCESS, STEP_THEMES, STEP_YEAR, STEPS
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.policy import actions, queries
from meerwaarde.stages.policy.actions import Changed, Refused, bodies_of
from meerwaarde.stages.policy.forms.plans import (
    ActionFilterForm,
    AdoptPlanForm,
    MomentsForm,
    PlanForm,
    PlanOptions,
    StepForm,
    ThemesForm,
)
from meerwaarde.stages.policy.pages.plans import (
    adopt_plan_page,
    form_page,
    plan_form_page,
    plan_page,
    plans_page,
    step_page,
    words,
    year_page,
)
from meerwaarde.stages.policy.pages.plans.document import plan_document
from meerwaarde.stages.policy.queries import ActionPlan
from meerwaarde.stages.policy.views.plans.editing import (
    Editing,
    edit,
    fetch_plan,
    options_for,
)
from meerwaarde.stages.policy.views.telling import tell_changed, tell_refusal
from meerwaarde.stages.policy.views.typed import whole

WRITERS = {"docx": write_word, "pdf": write_pdf}


@door("plans.read")
@require_GET
def plans(request: HttpRequest, actor: Actor) -> HttpResponse:
    """All plans."""
    return render(request, "layout/list.html", {"page": plans_page(actor)})


@door("plans.read")
@require_GET
def plan(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One plan with its seven steps."""
    page = plan_page(actor, fetch_plan(actor, public_id), timezone.localdate())
    return render(request, "policy/plans/plan.html", {"page": page})


@door("plans.read")
@require_GET
def plan_step(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """One step; the sixth is the planning, with filters."""
    found, day = fetch_plan(actor, public_id), timezone.localdate()
    if not 1 <= number <= len(STEPS):
        raise Http404
    if number != STEP_YEAR:
        page = step_page(actor, found, number, day)
        return render(request, "policy/plans/step.html", {"page": page})
    form = ActionFilterForm(request.GET, options=_filter_options(actor, found))
    year = year_page(actor, found, form, sort=request.GET.get("volgorde", ""), day=day)
    return render(request, "policy/plans/year.html", {"page": year})


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Start a plan; what the last one left open can come along."""
    day = timezone.localdate()
    earlier = [one for one in queries.listed_plans(actor) if queries.open_actions_of(one)]
    options = PlanOptions(
        owners=tuple(queries.possible_action_owners(actor, day)),
        frameworks=tuple(queries.frameworks_to_work_from(actor, day)),
        earlier=tuple(earlier),
    )
    started: list[ActionPlan] = []

    def save(form: PlanForm, _version: int) -> None:
        started.append(
            actions.start_plan(
                actor=actor, at=timezone.now(), plan=form.values(), take_over_from=form.earlier()
            )
        )

    first = day.replace(month=1, day=1) if day.month < 7 else day.replace(year=day.year + 1, month=1, day=1)
    last = first.replace(year=first.year + 2) - timedelta(days=1)
    years = f"{first.year}–{last.year}"
    return edit(
        request,
        Editing(
            form=lambda *a, **k: PlanForm(*a, options=options, new=True, **k),
            now=lambda: {
                "title": _("Action plan %(years)s") % {"years": years},
                "since": first,
                "until": last,
                "owner": actor.membership,
                "take_over": earlier[0].public_id if earlier else "",
            },
            save=save,
            page=lambda form, conflict: plan_form_page(actor, form, None, conflict),
            done=_("The plan is there. Begin with step 1: the figures are ready."),
            after=lambda: words.plan_url(actor, started[0]),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change the cover of a draft."""
    found = fetch_plan(actor, public_id)
    options = options_for(actor, besides=found)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: PlanForm(*a, options=options, new=False, **k),
            now=lambda: PlanForm.typed_from(fetch_plan(actor, public_id)),
            save=lambda form, version: actions.change_plan(
                actor=actor, at=timezone.now(), plan=found, expected_version=version, values=form.values()
            ),
            page=lambda form, conflict: plan_form_page(actor, form, found, conflict),
            done=_("The plan is saved."),
            after=lambda: words.plan_url(actor, found),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_step_text(request: HttpRequest, actor: Actor, public_id: str, number: int) -> HttpResponse:
    """Write the text of a step."""
    found = fetch_plan(actor, public_id)
    if not 1 <= number <= len(STEPS):
        raise Http404

    def now() -> dict[str, object]:
        step = queries.steps_of(found).get(number)
        return {"text": step.text, "version": step.version} if step else {"text": "", "version": 0}

    return edit(
        request,
        Editing(
            form=StepForm,
            now=now,
            save=lambda form, version: actions.write_step(
                actor=actor,
                at=timezone.now(),
                plan=found,
                number=number,
                text=form.cleaned_data["text"],
                expected_version=version,
            ),
            page=lambda form, conflict: form_page(
                actor,
                found,
                form,
                number,
                title=words.step_name(number),
                submit=_("Save the text"),
                draft_key=f"planstep:{public_id}:{number}",
                conflict=conflict,
            ),
            done=_("The text is saved."),
            after=lambda: words.step_url(actor, found, number),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_themes(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Choose which themes get focus."""
    found = fetch_plan(actor, public_id)
    return edit(
        request,
        Editing(
            form=ThemesForm,
            now=lambda: ThemesForm.typed_from(found),
            save=lambda form, version: actions.choose_themes(
                actor=actor, at=timezone.now(), plan=found, choices=form.choices(), expected_version=version
            ),
            page=lambda form, conflict: form_page(
                actor,
                found,
                form,
                STEP_THEMES,
                title=_("Choose themes"),
                intro=_("Tick what gets extra attention, and say why. What you do not tick stays open."),
                submit=_("Save the themes"),
                draft_key=f"planthemes:{public_id}",
                conflict=conflict,
            ),
            template="policy/plans/themes_form.html",
            done=_("The themes are saved."),
            after=lambda: words.step_url(actor, found, STEP_THEMES),
        ),
    )


@door("plans.write")
@require_http_methods(["GET", "POST"])
def plan_moments(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Describe how value enters the process."""
    found = fetch_plan(actor, public_id)
    return edit(
        request,
        Editing(
            form=MomentsForm,
            now=lambda: MomentsForm.typed_from(found),
            save=lambda form, version: actions.write_moments(
                actor=actor, at=timezone.now(), plan=found, choices=form.choices(), expected_version=version
            ),
            page=lambda form, conflict: form_page(
                actor,
                found,
                form,
                STEP_PROCESS,
                title=_("Describe the moments"),
                intro=_("One sentence per moment is enough. Leave open what you do not know yet."),
                submit=_("Save the moments"),
                draft_key=f"planmoments:{public_id}",
                conflict=conflict,
            ),
            template="policy/plans/moments_form.html",
            done=_("The moments are saved."),
            after=lambda: words.step_url(actor, found, STEP_PROCESS),
        ),
    )


@door("plans.adopt")
@require_http_methods(["GET", "POST"])
def plan_adopt(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Record the decision of a body."""
    found, day = fetch_plan(actor, public_id), timezone.localdate()
    bodies = bodies_of(found.organisation.authority_type)
    return edit(
        request,
        Editing(
            form=lambda *a, **k: AdoptPlanForm(*a, bodies=bodies, today=day, **k),
            now=lambda: {"version": fetch_plan(actor, public_id).version},
            save=lambda form, version: actions.adopt_plan(
                actor=actor,
                at=timezone.now(),
                plan=found,
                expected_version=version,
                body=form.cleaned_data["body"],
                adopted_on=form.cleaned_data["adopted_on"],
            ),
            page=lambda form, _conflict: adopt_plan_page(actor, found, form, day),
            done=_("The adoption is recorded. From now on the text of this plan stands."),
            after=lambda: words.plan_url(actor, found),
        ),
    )


@door("plans.write")
@require_POST
def plan_evaluate(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Complete the evaluation; what is still open is told."""
    found = fetch_plan(actor, public_id)
    version = request.POST.get("version", "")
    try:
        actions.evaluate_plan(
            actor=actor,
            at=timezone.now(),
            plan=found,
            expected_version=whole(version) or 0,
        )
    except (Refused, StepRefused) as refused:
        tell_refusal(request, refused)
    except Changed:
        tell_changed(request)
    else:
        messages.success(request, _("The evaluation is complete. Conclusions wait until they are settled."))
    return redirect("policy:plan_step", actor.slug, public_id, len(STEPS))


@door("plans.read")
@require_GET
def plan_export(request: HttpRequest, actor: Actor, public_id: str, form: str) -> HttpResponse:
    """The plan as a document that a council can adopt."""
    found = fetch_plan(actor, public_id)
    if form not in WRITERS:
        raise Http404
    content = WRITERS[form](plan_document(actor, found, timezone.localdate()))
    actions.record_plan_export(actor=actor, at=timezone.now(), plan=found, form=form)
    return download(content, f"actieplan-{actor.slug}-{found.since.year}.{form}")


def _filter_options(actor: Actor, plan: ActionPlan) -> PlanOptions:
    """Owners and departments that occur in the plan: a choice that finds nothing helps nobody."""
    rows = list(queries.actions_of(plan))
    owners = {one.owner.public_id: one.owner for one in rows if one.owner}
    parts = {one.department.public_id: one.department for one in rows if one.department}
    return PlanOptions(
        owners=tuple(sorted(owners.values(), key=lambda one: one.person.name)),
        departments=tuple(sorted(parts.values(), key=lambda one: one.name)),
        plan_goals=tuple(queries.plan_goals_of(plan)),
    )
