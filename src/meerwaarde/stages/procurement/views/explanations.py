"""Explaining a rule, reading and judging an explanation, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_list_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.sheets import csv_file, excel_file
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.compliance import Assessment, latest_review, tenzij_reasons
from meerwaarde.rules.law import Law
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms.explanations import (
    ExplanationForm,
    ExplanationListForm,
    VerdictForm,
    stored_explanation,
)
from meerwaarde.stages.procurement.pages.evidence import named
from meerwaarde.stages.procurement.pages.explained import explanation_rows, explanations_page, theme_names
from meerwaarde.stages.procurement.pages.explanations import (
    clashes_of,
    explain_page,
    explanation_page,
    hints_of,
    reason_names,
)
from meerwaarde.stages.procurement.pages.journey import Clash
from meerwaarde.stages.procurement.queries.evidence import evidence_of
from meerwaarde.stages.procurement.views.fetching import fetch

MOST_ROWS: Final = 10_000
"""An export is for a person with a spreadsheet."""
LONGEST_VERSION: Final = 10


@door("explanations.propose")
@require_http_methods(["GET", "POST"])
def explain(request: HttpRequest, actor: Actor, public_id: str, rule: str) -> HttpResponse:
    """Say why a rule is not followed here, or change what was said."""
    opened = _Opened(actor, public_id, rule)
    if opened.one is None:
        messages.info(request, _("This rule does not hold here any more; you need not explain anything."))
        return redirect("procurement:rules", actor.slug, public_id)
    if request.method == "GET":
        return opened.show(request, opened.form())
    form = opened.form(request.POST)
    if not form.is_valid():
        return opened.show(request, form, status=422)
    try:
        told = actions.explain(
            actor,
            opened.procurement,
            rule=rule,
            reason=form.cleaned_data["reason"],
            text=form.cleaned_data["text"],
            evidence=form.evidence_given(),
            from_file=form.from_file(),
            review_on=form.cleaned_data["review_on"],
            expected_version=form.cleaned_data["version"],
            at=timezone.now(),
        )
    except actions.NotExplainable as refused:
        form.add_error(None, refused.text.in_language(get_language() or "nl"))
        return opened.show(request, form, status=409)
    except Changed as changed:
        now = changed.current
        assert isinstance(now, queries.Explanation)
        again = opened.form(_with_version(request.POST, now.version))
        again.is_valid()
        return opened.show(request, again, clashes=clashes_of(now, again), status=409)
    messages.success(
        request, _("Your explanation of rule %(code)s waits for approval.") % {"code": told.rule_code}
    )
    return redirect("explanations:explanation", actor.slug, told.public_id)


@door("explanations.propose")
@require_POST
def explain_hints(request: HttpRequest, actor: Actor, public_id: str, rule: str) -> HttpResponse:
    """While one types: what would make the explanation stronger."""
    form = _Opened(actor, public_id, rule).form(request.POST)
    return render(request, "procurement/parts/hints.html", {"hints": hints_of(form)})


@door("procurements.read")
@require_GET
def explanation(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One explanation; with the form to judge it for who has the mandate."""
    return _show(request, actor, _fetch(actor, public_id))


@door("explanations.approve")
@require_POST
def approve(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Agree to a departure from a rule."""
    return _judge(
        request, actor, public_id, actions.approve_explanation, _("You agreed to this explanation.")
    )


@door("explanations.approve")
@require_POST
def refuse(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Do not agree, and say what is missing."""
    done = _("Your colleague sees what is missing and can go on.")
    return _judge(request, actor, public_id, actions.refuse_explanation, done)


@door("explanations.propose")
@require_POST
def withdraw(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take an explanation back; the rule is open again."""
    told = _fetch(actor, public_id)
    version = _version(request.POST.get("version", ""), told.version)
    try:
        actions.withdraw_explanation(actor, told, expected_version=version, at=timezone.now())
    except (actions.NotExplainable, StepRefused) as refused:
        reason = refused.text.in_language(get_language() or "nl")
        return _show(request, actor, _fetch(actor, public_id), refused=reason, status=409)
    except Changed:
        return _show(request, actor, _fetch(actor, public_id), refused=_changed(), status=409)
    messages.success(request, _("The explanation is withdrawn. The rule is open again."))
    return redirect("procurement:rules", actor.slug, told.procurement.public_id)


@door("procurements.read")
@require_GET
def explanations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every explanation of the authority, with filters."""
    form = _list_form(request, actor)
    page = explanations_page(actor, form, request.GET.get("na", ""), timezone.localdate())
    return render(request, "procurement/explanations.html", {"page": page})


@door("procurements.read")
@require_GET
def explanations_export(request: HttpRequest, actor: Actor, kind: str) -> HttpResponse:
    """What the filters show, as CSV or Excel."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    wanted = _list_form(request, actor).wanted()
    found = queries.filtered_explanations(actor, wanted, timezone.localdate())[:MOST_ROWS]
    rows = explanation_rows(found)
    content = csv_file(rows) if kind == "csv" else excel_file(rows, _("Explanations"))
    record_list_export(actor, "explanations", kind, at=timezone.now())
    return download(content, f"{_('explanations')}.{kind}")


class _Opened:
    """A rule of a file opened to be explained."""

    def __init__(self, actor: Actor, public_id: str, rule: str) -> None:
        self.actor, self.today = actor, timezone.localdate()
        self.procurement = fetch(actor, public_id)
        lots = queries.lots_of(self.procurement)
        self.advised = queries.advised(actor, self.procurement, lots, self.today)
        self.one: Assessment | None = queries.assessment_of(self.advised, rule)
        self.told = queries.explanation_for(self.procurement, self.one) if self.one else None
        self.evidence = evidence_of(actor, self.procurement, self.today)

    def form(self, posted: QueryDict | None = None) -> ExplanationForm:
        law = Law.on(self.today)
        begun: Any = {"data": posted} if posted is not None else {"initial": stored_explanation(self.told)}
        return ExplanationForm(
            **begun,
            reasons=tenzij_reasons(law),
            today=self.today,
            latest=latest_review(law, self.today),
            in_file=[(one.public_id, named(one)) for one in self.evidence if one.counts],
        )

    def show(
        self,
        request: HttpRequest,
        form: ExplanationForm,
        *,
        clashes: tuple[Clash, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        assert self.one is not None
        page = explain_page(
            self.actor, self.procurement, self.advised, self.one, form, told=self.told, clashes=clashes
        )
        return render(request, "procurement/explain.html", {"page": page}, status=status)


def _judge(
    request: HttpRequest, actor: Actor, public_id: str, action: Callable[..., None], done: str
) -> HttpResponse:
    told = _fetch(actor, public_id)
    form = VerdictForm(request.POST)
    form.is_valid()
    version, verdict = form.cleaned_data.get("version"), form.cleaned_data.get("verdict", "")
    try:
        action(
            actor,
            told,
            expected_version=told.version if version is None else version,
            verdict=verdict,
            at=timezone.now(),
        )
    except (actions.NotExplainable, StepRefused) as refused:
        reason = refused.text.in_language(get_language() or "nl")
        return _show(request, actor, _fetch(actor, public_id), form=form, refused=reason, status=409)
    except Changed:
        now = _fetch(actor, public_id)
        again = VerdictForm(initial={"version": now.version, "verdict": verdict})
        return _show(request, actor, now, form=again, refused=_changed(), status=409)
    messages.success(request, done)
    return redirect("explanations:explanation", actor.slug, public_id)


def _show(
    request: HttpRequest,
    actor: Actor,
    told: queries.Explanation,
    *,
    form: VerdictForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    answer = queries.may_approve(actor, told, timezone.localdate())
    page = explanation_page(actor, told, answer, form=form, refused=refused)
    return render(request, "procurement/explanation.html", {"page": page}, status=status)


def _fetch(actor: Actor, public_id: str) -> queries.Explanation:
    found = queries.explanation(actor, public_id)
    if found is None:
        raise Http404
    return found


def _list_form(request: HttpRequest, actor: Actor) -> ExplanationListForm:
    return ExplanationListForm(
        request.GET,
        reasons=reason_names(timezone.localdate()),
        themes=theme_names(THEMES),
        departments=departments_of(actor.organisation_id),
    )


def _with_version(posted: QueryDict, version: int) -> QueryDict:
    again = posted.copy()
    again["version"] = str(version)
    return again


def _version(given: str, now: int) -> int:
    return int(given) if given.isdecimal() and len(given) < LONGEST_VERSION else now


def _changed() -> str:
    return _("Somebody changed this explanation since you opened it. Read it again and choose.")
