"""The doors of market consultations, for authorities and firms."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.layout.components import Crumb
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import consultations as actions
from meerwaarde.stages.market.forms.consultations import (
    AnswersForm,
    ChangePublishedForm,
    ConsultationForm,
    DocumentForm,
    InquiryForm,
    ReportForm,
    SeatForm,
    SessionForm,
    WithdrawForm,
)
from meerwaarde.stages.market.pages import consultations as pages
from meerwaarde.stages.market.pages.around import CURSOR
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import Consultation
from meerwaarde.stages.market.views.fetching import typed_again

BAD = HTTPStatus.UNPROCESSABLE_ENTITY


@door("consultations.read")
@require_GET
def consultations(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Own consultations; for a firm those it can answer."""
    return render(
        request,
        "layout/list.html",
        {"page": pages.consultations_page(actor, cursor=request.GET.get(CURSOR, ""))},
    )


@door("consultations.read")
@require_GET
def consultation(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One consultation."""
    return _one(request, pages.consultation_page(actor, _found(actor, public_id)))


@door("consultations.write")
@require_http_methods(["GET", "POST"])
def consultation_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write one."""
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_consultation(actor=actor, values=form.values(), at=timezone.now())
        except Refused as refused:
            form.add_error(None, _said(refused))
        else:
            messages.success(request, _("The consultation is saved. Publish it when it is ready."))
            return redirect("market:consultation", actor.slug, made.public_id)
    page = pages.consultation_form_page(actor, form)
    return render(request, "layout/form.html", {"page": page}, status=BAD if form.is_bound else 200)


@door("consultations.write")
@require_http_methods(["GET", "POST"])
def consultation_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a draft; or, in the open, what everybody can read already."""
    found = _found(actor, public_id)
    initial = ConsultationForm.initial_of(found, queries.questions_of(found))
    kind = ChangePublishedForm if found.state == "published" else ConsultationForm
    form, status = kind(request.POST or None, initial=initial), 200
    if request.method == "POST":
        status = BAD
        if form.is_valid():
            try:
                done = _change(actor, found, form)
            except Refused as refused:
                form.add_error(None, _said(refused))
            except Changed:
                form.add_error(
                    None,
                    _("A colleague changed this just before you. What you typed stands here; open the page."),
                )
                status = HTTPStatus.CONFLICT
            else:
                messages.success(request, done)
                return redirect("market:consultation", actor.slug, public_id)
    page = pages.consultation_form_page(actor, form, found)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _change(actor: Actor, found: Consultation, form: ConsultationForm) -> str:
    opened = form.cleaned_data["version"]
    version = found.version if opened is None else opened
    if not isinstance(form, ChangePublishedForm):
        actions.change_consultation(
            actor=actor, found=found, values=form.values(), expected_version=version, at=timezone.now()
        )
        return _("Saved.")
    told = actions.change_published(
        actor=actor,
        found=found,
        values=form.values(),
        why=form.cleaned_data["why"],
        expected_version=version,
        at=timezone.now(),
    )
    if told is None:
        return _("Nothing is different, so nobody gets a letter.")
    return _("Changed. Everybody sees what is different, and who takes part or follows gets a letter.")


@door("consultations.write")
@require_POST
def consultation_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Publish, share the report, or stop."""
    found, now = _found(actor, public_id), timezone.now()
    done = {
        "publish": _("Published. Everybody can read it, and answer from the opening day on."),
        "report": _("The report is shared with all who answered and with everybody."),
        "withdraw": _("The consultation is withdrawn. Who took part gets a letter."),
    }
    if verb not in done:
        raise Http404
    try:
        if verb == "publish":
            actions.publish_consultation(actor=actor, found=found, at=now)
        elif verb == "report":
            actions.report_consultation(actor=actor, found=found, at=now)
        else:
            form = WithdrawForm(request.POST)
            why = form.cleaned_data["why"] if form.is_valid() else ""
            actions.withdraw_consultation(actor=actor, found=found, why=why, at=now)
    except (Refused, StepRefused) as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
        back = "market:consultation_answers" if verb == "report" else "market:consultation"
        return redirect(back, actor.slug, public_id)
    messages.success(request, done[verb])
    return redirect("market:consultation", actor.slug, public_id)


@door("consultations.write")
@require_POST
def consultation_document(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A document that everybody can read."""
    found = _found(actor, public_id)
    form = DocumentForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            actions.add_document(
                actor=actor, found=found, name=upload.name or "", content=upload.read(), at=timezone.now()
            )
        except Turned as turned:
            form.add_error("file", refusal_in_words(turned))
        except Refused as refused:
            form.add_error("file", _said(refused))
        else:
            messages.success(request, _("The document stands with the consultation."))
            return redirect("market:consultation", actor.slug, public_id)
    return _one(request, pages.consultation_page(actor, found, document=form), BAD)


@door("consultations.write")
@require_POST
def consultation_inquiry(request: HttpRequest, actor: Actor, public_id: str, inquiry_id: str) -> HttpResponse:
    """Answer a question of the market, for all."""
    found = _found(actor, public_id)
    inquiry = queries.inquiry(found, inquiry_id)
    if inquiry is None:
        raise Http404
    try:
        actions.answer_inquiry(
            actor=actor,
            found=found,
            inquiry=inquiry,
            answer=request.POST.get("answer", ""),
            at=timezone.now(),
        )
    except Refused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, _("Everybody reads your answer now."))
    return redirect("market:consultation", actor.slug, public_id)


@door("consultations.write")
@require_http_methods(["GET", "POST"])
def consultation_answers(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """What the market said, and the report about it."""
    found = _found(actor, public_id)
    heard = queries.answers_for_authority(actor, found, timezone.localdate())
    if heard is None:
        messages.info(request, _("Answers are read after the closing day, and by nobody earlier."))
        return redirect("market:consultation", actor.slug, public_id)
    form = ReportForm(request.POST or None, found=found, questions=[one.question for one in heard])
    status = BAD if form.is_bound else HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_report(
                actor=actor,
                found=found,
                said=form.said(),
                whole=form.whole(),
                expected_version=form.cleaned_data["version"] or found.version,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, _said(refused))
        except Changed:
            found, status = _found(actor, public_id), HTTPStatus.CONFLICT
            now = queries.questions_of(found)
            form = ReportForm(typed_again(request, found.version), found=found, questions=now)
            form.is_valid()
            form.tell_changed(form.now())
        else:
            messages.success(request, _("The report is saved."))
            return redirect("market:consultation_answers", actor.slug, public_id)
    page = pages.answers_page(actor, found, heard, form)
    return render(request, "market/consultations/answers.html", {"page": page}, status=status)


@door("consultations.write")
@require_http_methods(["GET", "POST"])
def consultation_session(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Who was at the session, and what was said."""
    found = _found(actor, public_id)
    form = SessionForm(
        request.POST or None, seats=queries.seats_of(found), initial=SessionForm.initial_of(found)
    )
    status = BAD if form.is_bound else HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            actions.note_session(
                actor=actor,
                found=found,
                present=dict.fromkeys(form.cleaned_data.get("present", ()), True),
                others=form.cleaned_data["others"].splitlines(),
                minutes=form.cleaned_data["minutes"],
                expected_version=form.cleaned_data["version"] or found.version,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, _said(refused))
        except Changed:
            found, status = _found(actor, public_id), HTTPStatus.CONFLICT
            again = typed_again(request, found.version)
            form = SessionForm(again, seats=queries.seats_of(found))
            form.is_valid()
            form.tell_changed(SessionForm.initial_of(found))
        else:
            messages.success(request, _("Saved."))
            return redirect("market:consultation", actor.slug, public_id)
    page = pages.session_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("consultations.answer")
@require_http_methods(["GET", "POST"])
def consultation_respond(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Answer as a firm: keep for later, send, change, take back."""
    found, now = _found(actor, public_id), timezone.now()
    try:
        mine = actions.answer_as_firm(actor=actor, found=found, at=now)
    except Refused as refused:
        messages.info(request, _said(refused))
        return redirect("market:consultation", actor.slug, public_id)
    if request.POST.get("do") == "take_back":
        actions.take_back(response=mine, actor=actor, at=now)
        messages.success(request, _("Your answer is taken back. Until closing you can begin again."))
        return redirect("market:consultation", actor.slug, public_id)
    form = AnswersForm(
        request.POST or None, questions=queries.questions_of(found), answers=queries.answers_of(mine)
    )
    if request.method == "POST" and form.is_valid():
        send = request.POST.get("do") != "save"
        try:
            actions.save_answers(response=mine, said=form.said(), send=send, actor=actor, at=now)
        except Refused as refused:
            form.add_error(None, _said(refused))
        else:
            messages.success(request, sent_words() if send else saved_words())
            return redirect("market:consultation", actor.slug, public_id)
    home = reverse("market:consultation", args=[actor.slug, public_id])
    page = pages.respond_page(
        found, mine, form, crumbs=(Crumb(found.title, home),), ask=None, cancel_url=home
    )
    status = BAD if form.is_bound else 200
    return render(request, "market/consultations/respond.html", {"page": page}, status=status)


@door("consultations.answer")
@require_POST
def consultation_ask(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask something about the consultation."""
    found = _found(actor, public_id)
    form = InquiryForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_about(found=found, text=form.cleaned_data["text"], actor=actor, at=timezone.now())
        except Refused as refused:
            form.add_error("text", _said(refused))
        else:
            messages.success(request, _("Your question has come in. The answer goes to all."))
            return redirect("market:consultation", actor.slug, public_id)
    return _one(request, pages.consultation_page(actor, found, ask=form), BAD)


@door("consultations.answer")
@require_POST
def consultation_seat(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Come to the session, or not after all."""
    found, form = _found(actor, public_id), SeatForm(request.POST)
    coming = request.POST.get("coming") != "no"
    if coming and not form.is_valid():
        return _one(request, pages.consultation_page(actor, found, seat=form), BAD)
    people = form.cleaned_data["people"] if coming else 0
    try:
        actions.take_seat(actor=actor, found=found, coming=coming, people=people, at=timezone.now())
    except Refused as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, seat_words(coming=coming))
    return redirect("market:consultation", actor.slug, public_id)


@door("consultations.answer")
@require_POST
def consultation_follow(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Hear of changes, or no more."""
    found = _found(actor, public_id)
    wanted = request.POST.get("follow") != "no"
    try:
        actions.follow(actor=actor, found=found, wanted=wanted, at=timezone.now())
    except Refused as refused:
        messages.error(request, _said(refused))
    else:
        told = _("You get a letter when something changes.") if wanted else _("You get no letters any more.")
        messages.success(request, told)
    return redirect("market:consultation", actor.slug, public_id)


def seat_words(*, coming: bool) -> str:
    return _("You are expected at the session.") if coming else _("You are not expected any more.")


def sent_words() -> str:
    return _("Thank you: your answer is sent. You can change it until closing.")


def saved_words() -> str:
    return _("Saved. It is not sent yet: do that before the closing day.")


def _found(actor: Actor, public_id: str) -> Consultation:
    found = queries.consultation(actor, public_id)
    if found is None:
        raise Http404
    return found


def _one(request: HttpRequest, page: pages.ConsultationPage, status: int = 200) -> HttpResponse:
    return render(request, "market/consultations/one.html", {"page": page}, status=status)


def _said(refused: Refused) -> str:
    return refused.text.in_language(get_language() or "nl")
