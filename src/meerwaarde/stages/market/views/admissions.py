"""The doors to the queue of firms that ask to be let in."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_proof_opened
from meerwaarde.platform.documents.downloads import download
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Changed, Refused, admissions
from meerwaarde.stages.market.forms.registration import QuestionForm, RefusalForm
from meerwaarde.stages.market.pages.admissions import application_page, applications_page
from meerwaarde.stages.market.queries import admissions as queries
from meerwaarde.stages.market.queries.admissions import FirmApplication
from meerwaarde.stages.market.views.fetching import fetch_supplier


@door("admissions.decide")
@require_GET
def applications(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits, or what was decided."""
    decided = request.GET.get("besloten") == "ja"
    found, after = queries.listed_applications(actor, decided=decided, after=request.GET.get("na", ""))
    page = applications_page(actor, found, after, decided=decided, now=timezone.now())
    return render(request, "market/admissions/list.html", {"page": page})


@door("admissions.decide")
@require_GET
def application(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One application with everything side by side."""
    return _page(request, actor, _fetch(actor, public_id))


@door("admissions.decide")
@require_POST
def application_ask(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask the firm something."""
    found = _fetch(actor, public_id)
    form = QuestionForm(request.POST)
    if form.is_valid():
        try:
            admissions.ask_firm(
                actor=actor,
                application=found,
                expected_version=form.cleaned_data["version"],
                text=form.cleaned_data["text"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.refuse(refused)
        except (StepRefused, Changed) as late:
            return _late(request, actor, public_id, late, question=form)
        else:
            messages.success(request, _("Your question is on its way. You get a letter with the answer."))
            return redirect("market:application", actor.slug, public_id)
    return _page(request, actor, found, question=form, status=422)


@door("admissions.decide")
@require_POST
def application_admit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Let the firm in."""
    found = _fetch(actor, public_id)
    version = request.POST.get("version", "")
    try:
        firm = admissions.admit_firm(
            actor=actor,
            application=found,
            expected_version=int(version) if version.isdecimal() else 0,
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    except (StepRefused, Changed) as late:
        return _late(request, actor, public_id, late)
    else:
        told = (
            _("%(firm)s is admitted and can ask firms for help. An invitation is on its way.")
            if found.kind == "civic"
            else _("%(firm)s is admitted and keeps its own profile. An invitation is on its way.")
        )
        messages.success(request, told % {"firm": firm.name})
    return redirect("market:application", actor.slug, public_id)


@door("admissions.decide")
@require_POST
def application_refuse(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Do not let it in, and say why."""
    found = _fetch(actor, public_id)
    form = RefusalForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            admissions.refuse_firm(
                actor=actor,
                application=found,
                expected_version=given["version"],
                reason=given["reason"],
                what_now=given["what_now"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.refuse(refused)
        except (StepRefused, Changed) as late:
            return _late(request, actor, public_id, late, refusal=form)
        else:
            messages.success(request, _("The applicant hears why it was not admitted, and what it can do."))
            return redirect("market:application", actor.slug, public_id)
    return _page(request, actor, found, refusal=form, status=422)


@door("admissions.decide")
@require_POST
def application_reopen(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Look at it again, after a refusal or an admission that is undone."""
    found = _fetch(actor, public_id)
    undo = admissions.take_back_admission if found.state == "admitted" else admissions.reopen_application
    try:
        undo(actor=actor, application=found, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    except (StepRefused, Changed) as late:
        return _late(request, actor, public_id, late)
    else:
        messages.success(request, _("The registration is open again. The applicant gets a letter."))
    return redirect("market:application", actor.slug, public_id)


@door("admissions.decide")
@require_GET
def application_proof(request: HttpRequest, actor: Actor, public_id: str, proof_id: str) -> HttpResponse:
    """The document, as a download and never as a page of ours."""
    found = queries.proof(actor, public_id, proof_id)
    if found is None:
        raise Http404
    record_proof_opened(actor, found.application, at=timezone.now())
    return download(bytes(found.content), found.name)


@door("admissions.decide")
@require_POST
def claim_code(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A code for the firm itself, told once."""
    supplier = fetch_supplier(actor, public_id)
    code = admissions.make_code(actor=actor, supplier=supplier, at=timezone.now())
    messages.success(
        request,
        _(
            "The code for %(firm)s is %(code)s. Write it down now: it is told once and works thirty days. "
            "Give it to the firm by letter or telephone, at an address that you know yourself."
        )
        % {"firm": supplier.name, "code": code},
    )
    return redirect("market:supplier", actor.slug, public_id)


def _fetch(actor: Actor, public_id: str) -> FirmApplication:
    found = queries.application(actor, public_id)
    if found is None:
        raise Http404
    return found


def _usual_refusal(found: FirmApplication) -> dict[str, str]:
    """What is nearly always right to say where a firm was admitted before; it can be changed freely."""
    if not queries.kept_by_its_firm(found):
        return {}
    with override(found.language):
        return {
            "reason": _("This firm was admitted before and keeps its own profile."),
            "what_now": _(
                "Ask a colleague at the firm for access, or check the KvK number and register again."
            ),
        }


def _page(
    request: HttpRequest,
    actor: Actor,
    found: FirmApplication,
    *,
    question: QuestionForm | None = None,
    refusal: RefusalForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = application_page(
        actor,
        found,
        messages=queries.messages_of(found),
        proofs=queries.proofs_of(found),
        others=queries.others_for_the_same(found),
        question=question or QuestionForm(initial={"version": found.version}),
        refusal=refusal or RefusalForm(initial={"version": found.version, **_usual_refusal(found)}),
        may_take_back=admissions.untouched(found, timezone.now()),
    )
    return render(request, "market/admissions/one.html", {"page": page}, status=status)


def _late(
    request: HttpRequest,
    actor: Actor,
    public_id: str,
    late: Exception,
    *,
    question: QuestionForm | None = None,
    refusal: RefusalForm | None = None,
) -> HttpResponse:
    """A colleague or the firm was first: what was typed stays, beside what stands there now."""
    if isinstance(late, StepRefused):
        messages.error(request, late.text.in_language(get_language() or "nl"))
    else:
        messages.error(
            request, _("Something changed since you opened this page. Look at it again before you decide.")
        )
    found = _fetch(actor, public_id)
    for form in (question, refusal):
        if form is not None:
            form.data = {**form.data, "version": str(found.version)}
    return _page(request, actor, found, question=question, refusal=refusal, status=409)
