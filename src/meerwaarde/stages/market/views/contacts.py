"""The doors to contact points: for the authority, for firms and civic organisations, and for visitors."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.attempts import Attempts
from meerwaarde.platform.access.doors import door, public_door
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import Changed, Refused
from meerwaarde.stages.market.actions import contacts as actions
from meerwaarde.stages.market.forms.contacts import ContactForm, HandOverForm, PointForm, VisitorForm
from meerwaarde.stages.market.forms.needs import TextForm
from meerwaarde.stages.market.pages import contacts as pages
from meerwaarde.stages.market.queries import contacts as queries
from meerwaarde.stages.market.queries.contacts import ContactPoint, ContactQuestion

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
ASKED = Attempts("contact", most=10, minutes=60)
"""Questions from one address of a visitor: each may send a letter."""


@door("contact.read")
@require_GET
def contact(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The queue of an authority; for others the desks and their own questions."""
    page = pages.contact_page(actor, timezone.localdate())
    return render(request, "market/contact/list.html", {"page": page})


@door("contact.manage")
@require_http_methods(["GET", "POST"])
def point(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Set up the desk."""
    colleagues = queries.may_answer(actor.organisation_id, timezone.localdate())
    found = queries.own_point(actor)
    if request.method == "GET":
        initial = PointForm.initial_of(found) if found else {}
        return _form(request, actor, PointForm(colleagues=colleagues, initial=initial))
    form = PointForm(request.POST, colleagues=colleagues)
    if form.is_valid():
        try:
            actions.save_point(
                actor=actor,
                values=form.values(),
                owner=form.chosen(),
                expected_version=form.cleaned_data["version"],
                at=timezone.now(),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            form.add_error(
                None,
                _("Somebody else changed this while you were typing. Copy what you typed and open it again."),
            )
            return _form(request, actor, form, status=HTTPStatus.CONFLICT)
        else:
            messages.success(request, _("Saved. This is what others see now."))
            return redirect("market:contact", actor.slug)
    return _form(request, actor, form, status=UNPROCESSABLE)


@door("contact.ask")
@require_http_methods(["GET", "POST"])
def contact_ask(request: HttpRequest, actor: Actor, desk: str) -> HttpResponse:
    """Ask a desk something."""
    found = _desk(desk)
    form = ContactForm(request.POST or None, initial={"subject": request.GET.get("over", "")[:150]})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.ask(actor=actor, point=found, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("Your question has come in. You get a letter with the answer."))
            return redirect("market:contact_question", actor.slug, made.public_id)
    status = UNPROCESSABLE if request.method == "POST" else HTTPStatus.OK
    page = pages.ask_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("contact.read")
@require_GET
def contact_question(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One question."""
    return _show(request, actor, _question(actor, public_id))


@door("contact.answer")
@require_POST
def contact_answer(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Answer."""
    found, form = _question(actor, public_id), TextForm(request.POST)
    form.is_valid()
    try:
        actions.answer(actor=actor, question=found, text=form.cleaned_data.get("text", ""), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    except Refused as refused:
        form.refuse(refused)
        return _show(request, actor, found, text=form, status=UNPROCESSABLE)
    else:
        messages.success(request, _("Answered. The asker gets a letter with it."))
    return redirect("market:contact_question", actor.slug, public_id)


@door("contact.answer")
@require_POST
def contact_hand_over(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Give it to a colleague."""
    found = _question(actor, public_id)
    colleagues = queries.may_answer(actor.organisation_id, timezone.localdate())
    form = HandOverForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        return _show(request, actor, found, hand_over=form, status=UNPROCESSABLE)
    try:
        actions.hand_over(actor=actor, question=found, to=form.chosen(), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    else:
        messages.success(request, _("It lies with %(name)s now.") % {"name": form.chosen().person.name})
    return redirect("market:contact_question", actor.slug, public_id)


@door("contact.ask")
@require_POST
def contact_ask_on(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Ask on after an answer."""
    found, form = _question(actor, public_id), TextForm(request.POST)
    form.is_valid()
    try:
        actions.ask_on(actor=actor, question=found, text=form.cleaned_data.get("text", ""), at=timezone.now())
    except StepRefused as refused:
        messages.error(request, refused.text.in_language(get_language() or "nl"))
    except Refused as refused:
        form.refuse(refused)
        return _show(request, actor, found, text=form, status=UNPROCESSABLE)
    else:
        messages.success(request, _("Your question has come in. You get a letter with the answer."))
    return redirect("market:contact_question", actor.slug, public_id)


@public_door
@require_http_methods(["GET", "POST"])
def public_desk(request: HttpRequest, authority: str) -> HttpResponse:
    """The desk for everybody; ask without an account."""
    found = _desk(authority)
    if request.method == "GET":
        return _public(request, found, VisitorForm())
    if ASKED.stopped(request):
        return HttpResponse(render_to_string("429.html"), status=HTTPStatus.TOO_MANY_REQUESTS)
    form = VisitorForm(request.POST)
    if form.is_valid():
        read = {name: value for name, value in form.cleaned_data.items() if name != "agree"}
        language = "en" if (get_language() or "nl").startswith("en") else "nl"
        try:
            actions.ask_as_visitor(point=found, language=language, at=timezone.now(), **read)
        except Refused as refused:
            form.refuse(refused)
        else:
            ASKED.failed(request)
            page = pages.notice_page(
                _("Look at your e-mail"),
                _("We sent you a letter with a link. Open it within two days to confirm your address."),
            )
            return render(request, "layout/page.html", {"page": page})
    return _public(request, found, form, status=UNPROCESSABLE)


@public_door
@require_http_methods(["GET", "POST"])
def public_confirm(request: HttpRequest, authority: str, token: str) -> HttpResponse:
    """Confirm the address; opening the link alone changes nothing, for programs scan mail."""
    found = queries.question_by_link(actions.read_confirm(token))
    desk = queries.public_point(authority)
    if found is None or desk is None or found.organisation_id != desk.organisation_id:
        raise Http404
    if request.method == "POST":
        actions.confirm_question(question=found, point=desk, at=timezone.now())
        return redirect(actions.follow_path(found))
    page = pages.notice_page(_("Is this your address?"), _("Then your question goes to the desk."))
    return render(request, "market/contact/confirm.html", {"page": page})


@public_door
@require_http_methods(["GET", "POST"])
def public_follow(request: HttpRequest, authority: str, token: str) -> HttpResponse:
    """How a visitor's question stands; ask on after an answer."""
    found = queries.question_by_link(actions.read_follow(token))
    if found is None or found.organisation.slug != authority or found.state == "unconfirmed":
        raise Http404
    today, form = timezone.localdate(), None
    if request.method == "POST":
        form = TextForm(request.POST)
        form.is_valid()
        try:
            actions.ask_on(
                actor=None, question=found, text=form.cleaned_data.get("text", ""), at=timezone.now()
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            return redirect(request.path)
    page = pages.follow_page(found, today, request.path, text=form)
    status = UNPROCESSABLE if form is not None else HTTPStatus.OK
    return render(request, "market/contact/question.html", {"page": page}, status=status)


def _desk(slug: str) -> ContactPoint:
    found = queries.public_point(slug)
    if found is None:
        raise Http404
    return found


def _question(actor: Actor, public_id: str) -> ContactQuestion:
    found = queries.question(actor, public_id)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, actor: Actor, form: PointForm, *, status: int = 200) -> HttpResponse:
    return render(request, "layout/form.html", {"page": pages.point_page(actor, form)}, status=status)


def _public(
    request: HttpRequest, found: ContactPoint, form: VisitorForm, *, status: int = 200
) -> HttpResponse:
    page = pages.public_desk_page(found, form)
    return render(request, "market/contact/public.html", {"page": page}, status=status)


def _show(
    request: HttpRequest,
    actor: Actor,
    found: ContactQuestion,
    *,
    text: TextForm | None = None,
    hand_over: HandOverForm | None = None,
    status: int = 200,
) -> HttpResponse:
    page = pages.question_page(actor, found, timezone.localdate(), text=text, hand_over=hand_over)
    return render(request, "market/contact/question.html", {"page": page}, status=status)
