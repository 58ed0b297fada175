"""The doors of somebody who registers a firm. There is no log-in here: links from letters open them.

Whoever registers hears the same, known here or not. Links change nothing by being opened: programs that scan
mail open them as well.
"""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.attempts import Attempts
from meerwaarde.platform.access.doors import public_door
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.stages.market.actions import Refused, admissions
from meerwaarde.stages.market.forms.registration import (
    AnswerForm,
    CivicRegistrationForm,
    CodeForm,
    ProofFileForm,
    RegistrationForm,
)
from meerwaarde.stages.market.pages import registration as pages
from meerwaarde.stages.market.queries import admissions as queries
from meerwaarde.stages.market.queries.admissions import FirmApplication

REGISTRATIONS = Attempts("register", most=10, minutes=60)
"""Registrations from one address of a visitor, whatever becomes of them: each may send a letter."""
LINKS = Attempts("register-link", most=40, minutes=15)
"""Links that are none. They are signed and not to be guessed; this keeps the trying short."""


@public_door
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Register a firm."""
    return _start(request, RegistrationForm)


@public_door
@require_http_methods(["GET", "POST"])
def start_civic(request: HttpRequest) -> HttpResponse:
    """Register a civic organisation; from the letter on it goes as with a firm."""
    return _start(request, CivicRegistrationForm)


def _start(request: HttpRequest, kind: type[RegistrationForm]) -> HttpResponse:
    if request.method == "GET":
        return _form(request, kind())
    if REGISTRATIONS.stopped(request):
        return _too_often()
    form = kind(request.POST)
    if not form.is_valid():
        return _form(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        admissions.start_application(values=form.values(), language=_language(), at=timezone.now())
    except Refused as refused:
        form.refuse(refused)
        return _form(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    REGISTRATIONS.failed(request)
    return redirect("registration:sent")


@public_door
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """That a letter is on its way."""
    return render(request, "market/registration/sent.html", {"page": pages.sent_page()})


@public_door
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address, on whatever device the letter was opened."""
    public_id, in_time = admissions.read_confirm(token)
    found = _found(request, public_id)
    if found is None:
        return _gone(request)
    if found.state != "draft":
        if not in_time:
            return _gone(request)  # an old letter is no key to what was said since
        return redirect("registration:follow", admissions.follow_token(found))
    if request.method == "GET":
        page = pages.confirm_page(found, in_time=in_time)
        return render(request, "market/registration/confirm.html", {"page": page})
    if not in_time:
        admissions.send_confirmation(application=found, at=timezone.now())
        return redirect("registration:sent")
    admissions.confirm_address(application=found, at=timezone.now())
    messages.success(request, _("Your address is confirmed. We look at your registration."))
    return redirect("registration:follow", admissions.follow_token(found))


@public_door
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """How it stands; answer, show proof, withdraw."""
    found = _found(request, admissions.read_follow(token))
    if found is None or found.state == "draft":
        return _gone(request)
    if request.method == "GET":
        return _follow(request, found)
    act = _ACTS.get(request.POST.get("do", ""))
    if act is None:
        return _follow(request, found, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return act(request, found) or redirect("registration:follow", token)


def _answer(request: HttpRequest, found: FirmApplication) -> HttpResponse | None:
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            admissions.answer_question(application=found, text=text, at=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Your words have come in."))
            return None
    return _follow(request, found, answer=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _prove(request: HttpRequest, found: FirmApplication) -> HttpResponse | None:
    form = ProofFileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            admissions.bring_proof(
                application=found, name=upload.name or "", content=upload.read(), at=timezone.now()
            )
        except Turned as turned:
            form.add_error("file", refusal_in_words(turned))
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The document has come in."))
            return None
    return _follow(request, found, proof=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _code(request: HttpRequest, found: FirmApplication) -> HttpResponse | None:
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            admissions.use_code(application=found, code=form.cleaned_data["code"], at=timezone.now())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The code is right. Now we know that you speak for the firm."))
            return None
    return _follow(request, found, code=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _withdraw(request: HttpRequest, found: FirmApplication) -> HttpResponse | None:
    try:
        admissions.withdraw_application(application=found, at=timezone.now())
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    else:
        messages.success(request, _("Your registration is withdrawn."))
    return None


_ACTS = {"answer": _answer, "proof": _prove, "code": _code, "withdraw": _withdraw}


def _found(request: HttpRequest, public_id: str) -> FirmApplication | None:
    if LINKS.stopped(request):
        return None
    found = queries.application_by_link(public_id, timezone.localdate()) if public_id else None
    if found is None:
        LINKS.failed(request)
    return found


def _form(request: HttpRequest, form: RegistrationForm, *, status: int = 200) -> HttpResponse:
    civic = isinstance(form, CivicRegistrationForm)
    page = pages.civic_registration_page(form) if civic else pages.registration_page(form)
    return render(request, "layout/form.html", {"page": page}, status=status)


def _follow(
    request: HttpRequest,
    found: FirmApplication,
    *,
    answer: AnswerForm | None = None,
    proof: ProofFileForm | None = None,
    code: CodeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = pages.follow_page(
        found,
        queries.messages_of(found),
        queries.proofs_of(found),
        {"answer": answer or AnswerForm(), "proof": proof or ProofFileForm(), "code": code or CodeForm()},
    )
    return render(request, "market/registration/follow.html", {"page": page}, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    page = pages.gone_page()
    return render(request, "market/registration/sent.html", {"page": page}, status=HTTPStatus.NOT_FOUND)


def _too_often() -> HttpResponse:
    return HttpResponse(render_to_string("429.html"), status=HTTPStatus.TOO_MANY_REQUESTS)


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
