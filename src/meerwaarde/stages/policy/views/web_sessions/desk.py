"""The doors of whoever leads a session."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.layout.components import Action
from meerwaarde.rules.law import Law
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import web_sessions as actions
from meerwaarde.stages.policy.forms.web_sessions import AgreeForm, NoteForm, SessionForm
from meerwaarde.stages.policy.pages.web_sessions import desk_page, screen_page, session_form_page
from meerwaarde.stages.policy.pages.web_sessions.desk import JoinCard, Question, address_of, join_card
from meerwaarde.stages.policy.pages.web_sessions.words import here_and_ready
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.web_sessions import WebArea, WebSession
from meerwaarde.stages.policy.views.typed import key

STEPS: dict[str, Callable[..., WebSession]] = {
    "open": actions.open_session,
    "reveal": actions.reveal_session,
    "settle": actions.settle_session,
    "cancel": actions.cancel_session,
}
ASKED_AGAIN = {"reveal", "settle"}


@door("webs.read")
@require_GET
def desk(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The session: to lead, or to look at."""
    return _desk(request, actor, _fetch(actor, public_id))


@door("webs.facilitate")
@require_GET
def screen(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The big screen for the room."""
    session = _fetch(actor, public_id)
    page = screen_page(actor, session, join=_join(request, session))
    return render(request, "policy/web_sessions/screen.html", {"page": page})


@door("webs.read")
@require_GET
def pulse(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Whether there is something new: what desk and screen ask each second."""
    return pulse_answer(request, queries.pulse(actor, public_id))


@door("webs.facilitate")
@require_http_methods(["GET", "POST"])
def session_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Prepare a session over a web."""
    webs = list(queries.webs_to_meet_over(actor))
    wanted = request.POST.get("web") or request.GET.get("web", "")
    chosen = next((web for web in webs if web.public_id == wanted), None)
    earlier = list(queries.sessions_of(actor, chosen).filter(settled_at__isnull=False)) if chosen else []
    law = Law.on(timezone.localdate())
    if request.method == "GET":
        first: dict[str, Any] = {"web": wanted, "title": chosen.title if chosen else ""}
        first |= {name: request.GET.get(name, "") for name in ("phase", "previous")}
        first |= {"phase": request.GET.get("fase", ""), "previous": request.GET.get("eerder", "")}
        form = SessionForm(law=law, webs=webs, earlier=earlier, initial=first)
        return _form(request, actor, form, None)
    form = SessionForm(request.POST, law=law, webs=webs, earlier=earlier)
    if form.is_valid() and chosen is not None:
        try:
            made = actions.prepare_session(actor=actor, at=timezone.now(), web=chosen, values=form.values())
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The session is ready to open."))
            return redirect("policy:web_session", actor.slug, made.public_id)
    return _form(request, actor, form, None)


@door("webs.facilitate")
@require_http_methods(["GET", "POST"])
def session_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change a session that nobody could join yet."""
    session = _fetch(actor, public_id)
    earlier = [
        one
        for one in queries.sessions_of(actor, session.web).filter(settled_at__isnull=False)
        if one.pk != session.pk
    ]
    options: dict[str, Any] = {
        "law": Law.on(timezone.localdate()),
        "webs": [session.web],
        "earlier": earlier,
    }
    if request.method == "GET":
        first = {
            "web": session.web.public_id,
            "title": session.title,
            "phase": session.phase,
            "planned_on": session.planned_on,
            "previous": session.previous.public_id if session.previous else "",
            "version": session.version,
        }
        return _form(request, actor, SessionForm(initial=first, **options), session)
    form = SessionForm(request.POST, **options)
    if form.is_valid():
        try:
            actions.change_session(
                actor=actor,
                at=timezone.now(),
                session=session,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The session is changed."))
            return redirect("policy:web_session", actor.slug, session.public_id)
    return _form(request, actor, form, session)


@door("webs.facilitate")
@require_POST
def step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Open, reveal, settle or cancel; asks once more where somebody would be left out or seen alone."""
    session = _fetch(actor, public_id)
    if verb not in STEPS:
        raise Http404
    anyway = {"anyway": True} if verb in ASKED_AGAIN and request.POST.get("anyway") == "1" else {}
    try:
        STEPS[verb](actor=actor, at=timezone.now(), session=session, **anyway)
    except (actions.NotAllReady, actions.OneVoice, actions.AreasOpen) as asked:
        labels = {"reveal": _("Show the scores anyway"), "settle": _("Settle, and leave it open")}
        again = Action(
            label=labels[verb],
            url=address_of(actor, session, "step", verb),
            post=True,
            kind="primary",
            hidden=(("anyway", "1"),),
        )
        question = Question(asked.problems[""], again)
        return _desk(request, actor, session, question=question, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    return redirect("policy:web_session", actor.slug, session.public_id)


@door("webs.facilitate")
@require_POST
def lead(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take over the lead."""
    return _done(request, actor, public_id, actions.take_over, _("You lead this session now."))


@door("webs.facilitate")
@require_POST
def code(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Make a new code."""
    return _done(request, actor, public_id, actions.renew_code, _("There is a new code. The old one ended."))


@door("webs.facilitate")
@require_POST
def area(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Bring every screen to an area."""
    session = _fetch(actor, public_id)
    if not (asked := key(request.POST.get("area", ""))):
        messages.error(request, _("Choose an area."))
        return redirect("policy:web_session", actor.slug, session.public_id)
    found = _area(session, asked)
    return _done(request, actor, public_id, actions.move_to_area, "", area=found)


@door("webs.facilitate")
@require_POST
def agree(request: HttpRequest, actor: Actor, public_id: str, area_id: str) -> HttpResponse:
    """Write down what is agreed for an area."""
    session = _fetch(actor, public_id)
    found = _area(session, area_id)
    form = _agree_form(actor, session, found, request.POST)
    if form.is_valid():
        try:
            actions.agree(
                actor=actor,
                at=timezone.now(),
                session=session,
                area=found,
                values=form.values(),
                expected_version=form.cleaned_data["version"],
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            form.add_error(None, _("Somebody changed this agreement meanwhile. Look at it, then save again."))
        else:
            messages.success(request, _("Agreed for %(area)s.") % {"area": found.name})
            return redirect("policy:web_session", actor.slug, session.public_id)
    session.current_area = found  # what was typed stays with its area, wherever the others look
    return _desk(request, actor, session, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@door("webs.facilitate")
@require_POST
def note(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Write down what is said."""
    session = _fetch(actor, public_id)
    form = NoteForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    about = _area(session, given["area"]) if given.get("area") else None
    return _done(
        request, actor, public_id, actions.note_by_facilitator, "", area=about, text=given.get("text", "")
    )


@door("webs.facilitate")
@require_POST
def strike(request: HttpRequest, actor: Actor, public_id: str, note_id: str) -> HttpResponse:
    """Take out a note."""
    found = queries.note_in(_fetch(actor, public_id), note_id)
    if found is None:
        raise Http404
    return _done(request, actor, public_id, actions.strike_note, "", note=found)


@door("webs.facilitate")
@require_POST
def remove(request: HttpRequest, actor: Actor, public_id: str, participant_id: str) -> HttpResponse:
    """Take somebody out of the session."""
    found = queries.participant_in(_fetch(actor, public_id), participant_id)
    if found is None:
        raise Http404
    said = _("%(name)s was taken out of the session.") % {"name": found.name}
    return _done(request, actor, public_id, actions.remove_participant, said, participant=found)


def pulse_answer(request: HttpRequest, found: queries.Pulse | None) -> HttpResponse:
    """Nothing new: no content. Else the revision, the state, and how many are here and ready."""
    if found is None:
        raise Http404
    if request.GET.get("na") == str(found.revision):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    counts = here_and_ready(*queries.heads_at(found.session_pk), found.state)
    told = {"revision": found.revision, "state": found.state, "counts": counts}
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def qr_code(address: str) -> str:
    """An address as a picture that a telephone reads: SVG, without a size of its own."""
    made = segno.make(address, error="m", micro=False)
    drawn: str = made.svg_inline(
        omitsize=True, border=2, dark="#152229", light="#ffffff", svgclass="mw-session__qr", lineclass=None
    )
    return drawn


def _join(request: HttpRequest, session: WebSession) -> JoinCard | None:
    address = request.build_absolute_uri(reverse("joining:join", args=[session.join_code]))
    return join_card(session, address, qr_code(address))


def _desk(
    request: HttpRequest,
    actor: Actor,
    session: WebSession,
    *,
    form: AgreeForm | None = None,
    question: Question | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    if form is None and session.state == queries.WEB_REVEALED and session.current_area is not None:
        form = _agree_form(actor, session, session.current_area)
    page = desk_page(actor, session, join=_join(request, session), form=form, question=question)
    return render(request, "policy/web_sessions/desk.html", {"page": page}, status=status)


def _agree_form(actor: Actor, session: WebSession, about: WebArea, typed: Any = None) -> AgreeForm:
    owners = list(queries.possible_owners_of_measures(actor, timezone.localdate()))
    known = queries.outcomes_of(session).get(about.pk)
    if typed is not None:
        return AgreeForm(typed, owners=owners)
    return AgreeForm(owners=owners, initial=AgreeForm.typed_from(about, known))


def _form(request: HttpRequest, actor: Actor, form: SessionForm, session: WebSession | None) -> HttpResponse:
    back = reverse("policy:web_session", args=[actor.slug, session.public_id]) if session else ""
    page = session_form_page(actor, form, session=session, back=back)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "layout/form.html", {"page": page}, status=status)


def _done(
    request: HttpRequest,
    actor: Actor,
    public_id: str,
    act: Callable[..., object],
    said: str,
    **values: object,
) -> HttpResponse:
    session = _fetch(actor, public_id)
    try:
        act(actor=actor, at=timezone.now(), session=session, **values)
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    else:
        if said:
            messages.success(request, said)
    return redirect("policy:web_session", actor.slug, session.public_id)


def _fetch(actor: Actor, public_id: str) -> WebSession:
    found = queries.web_session(actor, public_id)
    if found is None:
        raise Http404
    return found


def _area(session: WebSession, public_id: str) -> WebArea:
    found = queries.area_in(session, public_id)
    if found is None:
        raise Http404
    return found
