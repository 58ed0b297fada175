"""Doors of second readings and samples of explanations."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.organisations.queries import departments_of
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms.tenzij import (
    AskReaderForm,
    ConclusionForm,
    DrawForm,
    FollowForm,
    ReadingForm,
    ReviewListForm,
)
from meerwaarde.stages.procurement.pages.explained import theme_names
from meerwaarde.stages.procurement.pages.explanations import reason_names
from meerwaarde.stages.procurement.pages.tenzij.readings import reading_page, reviews_page
from meerwaarde.stages.procurement.pages.tenzij.samples import (
    draw_page,
    next_to_read,
    sample_page,
    samples_page,
    size_advice,
)


@door("explanations.approve")
@require_POST
def ask_reader(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask a colleague to read an explanation again."""
    told = queries.explanation(actor, public_id)
    if told is None:
        raise Http404
    form = AskReaderForm(request.POST, readers=queries.readers_for(actor, told, timezone.localdate()))
    try:
        if not form.is_valid():
            messages.error(request, " ".join(str(one) for one in form.errors["reader"]))
        else:
            asked = actions.ask_reader(actor, told, reader=form.cleaned_data["reader"], at=timezone.now())
            assert asked.reader is not None
            name = asked.reader.person.name
            messages.success(request, _("%(name)s is asked to read along.") % {"name": name})
    except actions.NotReadable as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    return redirect("explanations:explanation", actor.slug, public_id)


@door("procurements.read")
@require_GET
def reviews(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every second reading."""
    page = reviews_page(actor, ReviewListForm(request.GET), request.GET.get("na", ""))
    return render(request, "layout/list.html", {"page": page})


@door("procurements.read")
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Read an explanation again, and say whether it convinces."""
    one = _fetch(actor, public_id)
    if request.method == "GET":
        return _show(request, actor, one)
    form = ReadingForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, one, form, status=422)
    given = dict(form.cleaned_data)
    version = given.pop("version")
    try:
        actions.judge_reading(
            actor,
            one,
            expected_version=one.version if version is None else version,
            at=timezone.now(),
            **given,
        )
    except actions.NotReadable as refused:
        reason = refused.text.in_language(get_language() or "nl")
        return _show(request, actor, _fetch(actor, public_id), form, refused=reason, status=409)
    except Changed:
        return _show(request, actor, _fetch(actor, public_id), form, refused=_changed(), status=409)
    messages.success(request, _("Your verdict is recorded."))
    return redirect("explanations:review", actor.slug, public_id)


@door("explanations.review")
@require_POST
def follow(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Record that what followed from a verdict is done."""
    one = _fetch(actor, public_id)
    form = FollowForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, one, follow=form, status=422)
    version = form.cleaned_data["version"]
    try:
        actions.follow_up(
            actor,
            one,
            expected_version=one.version if version is None else version,
            text=form.cleaned_data["text"],
            at=timezone.now(),
        )
    except actions.NotReadable as refused:
        reason = refused.text.in_language(get_language() or "nl")
        return _show(request, actor, _fetch(actor, public_id), follow=form, refused=reason, status=409)
    except Changed:
        return _show(request, actor, _fetch(actor, public_id), follow=form, refused=_changed(), status=409)
    messages.success(request, _("What came of it is recorded."))
    return redirect("explanations:review", actor.slug, public_id)


@door("procurements.read")
@require_GET
def samples(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Every sample that was drawn."""
    return render(request, "layout/list.html", {"page": samples_page(actor)})


@door("explanations.review")
@require_http_methods(["GET", "POST"])
def draw(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Draw a sample."""
    if request.method == "GET":
        return _draw_form(request, actor, _drawing(actor))
    form = _drawing(actor, request.POST)
    if not form.is_valid():
        return _draw_form(request, actor, form, status=422)
    try:
        drawn = actions.draw_sample(
            actor,
            title=form.cleaned_data["title"],
            criteria=form.criteria(),
            size=form.cleaned_data["size"],
            seed=form.cleaned_data["seed"],
            at=timezone.now(),
        )
    except actions.NotReadable as refused:
        form.add_error(None, refused.text.in_language(get_language() or "nl"))
        return _draw_form(request, actor, form, status=409)
    messages.success(request, _("The sample is drawn. Read them one by one."))
    return redirect("explanations:sample", actor.slug, drawn.public_id)


@door("explanations.review")
@require_POST
def draw_size(request: HttpRequest, actor: Actor) -> HttpResponse:
    """While one fills in the form: what there is to draw from, and what a size can tell."""
    form = _drawing(actor, request.POST)
    form.is_valid()
    advice = size_advice(actor, form, timezone.localdate())
    return render(request, "procurement/tenzij/size.html", {"advice": advice})


@door("procurements.read")
@require_GET
def sample(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What came out of a sample."""
    return _show_sample(request, actor, _fetch_sample(actor, public_id))


@door("explanations.review")
@require_POST
def conclude(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Record what the authority takes from a sample."""
    one = _fetch_sample(actor, public_id)
    form = ConclusionForm(request.POST)
    if not form.is_valid():
        return _show_sample(request, actor, one, form, status=422)
    version = form.cleaned_data["version"]
    try:
        actions.conclude_sample(
            actor,
            one,
            expected_version=one.version if version is None else version,
            conclusion=form.cleaned_data["conclusion"],
            at=timezone.now(),
        )
    except actions.NotReadable as refused:
        form.add_error(None, refused.text.in_language(get_language() or "nl"))
        return _show_sample(request, actor, one, form, status=409)
    except Changed:
        form.add_error(None, _changed())
        return _show_sample(request, actor, _fetch_sample(actor, public_id), form, status=409)
    messages.success(request, _("The conclusion is recorded."))
    return redirect("explanations:sample", actor.slug, public_id)


def _show(
    request: HttpRequest,
    actor: Actor,
    one: queries.ExplanationReview,
    form: ReadingForm | None = None,
    *,
    follow: FollowForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    next_one = ""
    if one.sample is not None and one.read_at is not None and actor.may("explanations.review"):
        next_one = next_to_read(actor, queries.readings_of(one.sample))
    page = reading_page(actor, one, form, follow=follow, refused=refused, next_one=next_one)
    return render(request, "procurement/tenzij/reading.html", {"page": page}, status=status)


def _show_sample(
    request: HttpRequest,
    actor: Actor,
    one: queries.ReviewSample,
    form: ConclusionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    page = sample_page(actor, one, form)
    return render(request, "procurement/tenzij/sample.html", {"page": page}, status=status)


def _draw_form(request: HttpRequest, actor: Actor, form: DrawForm, *, status: int = 200) -> HttpResponse:
    page = draw_page(actor, form, timezone.localdate())
    return render(request, "procurement/tenzij/draw.html", {"page": page}, status=status)


def _drawing(actor: Actor, posted: Any = None) -> DrawForm:
    return DrawForm(
        posted,
        departments=departments_of(actor.organisation_id),
        themes=theme_names(THEMES),
        reasons=reason_names(timezone.localdate()),
    )


def _fetch(actor: Actor, public_id: str) -> queries.ExplanationReview:
    found = queries.review(actor, public_id)
    if found is None:
        raise Http404
    return found


def _fetch_sample(actor: Actor, public_id: str) -> queries.ReviewSample:
    found = queries.sample(actor, public_id)
    if found is None:
        raise Http404
    return found


def _changed() -> str:
    return _("Somebody changed this since you opened it. What you typed still stands here. Read it again.")
