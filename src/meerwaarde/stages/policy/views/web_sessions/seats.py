"""The doors without a log-in: joining a session with its code, and the seat that one then has.

A wrong code, an old one and one that is not open yet answer with the very same bytes. A seat is found by the
secret in the own cookie, of which only a digest is kept, or by the own log-in.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.attempts import Attempts
from meerwaarde.platform.access.doors import colleague_at, public_door
from meerwaarde.platform.organisations.queries import Person
from meerwaarde.rules.ambition_web.joining import as_typed
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import web_sessions as actions
from meerwaarde.stages.policy.forms.web_sessions import CodeForm, GuestForm, NoteForm
from meerwaarde.stages.policy.pages.web_sessions import (
    closed_page,
    code_page,
    continue_page,
    device_page,
    join_page,
    own_web,
    seat_page,
)
from meerwaarde.stages.policy.queries import web_sessions as queries
from meerwaarde.stages.policy.queries.web_sessions import Participant, WebArea, WebSession
from meerwaarde.stages.policy.views.web_sessions.desk import pulse_answer, qr_code

WRONG_CODES = Attempts("join", most=20, minutes=15)
"""Wrong codes from one address. Fifty bits are not to be guessed at this pace."""
COOKIE_LASTS = 30 * 24 * 60 * 60
LINK_LASTS = 10 * 60
SALT = "ambition-web.device"
SIGN = re.compile(r"^(present|desired|remark)-([23456789a-hjkmnp-z]{12})$")
STATE_PAGES = {"scoring": "scoring", "revealed": "talk", "settled": "result", "cancelled": "off"}

SeatView = Callable[Concatenate[HttpRequest, Participant, ...], HttpResponseBase]


def cookie_name(session_id: str) -> str:
    """One cookie per session; with HTTPS a name that browsers guard."""
    return f"{'__Host-' if settings.SESSION_COOKIE_SECURE else ''}seat-{session_id}"


def seat_of(request: HttpRequest, session_id: str) -> Participant | None:
    """The seat of this browser or this log-in, while it shows something."""
    now = timezone.now()
    secret = request.COOKIES.get(cookie_name(session_id))
    if secret:
        found = queries.seat_with_key(session_id, queries.digest_of(secret), now)
        if found is not None:
            return found
    if isinstance(request.user, Person):
        return queries.seat_of_person(session_id, request.user.pk, now)
    return None


def seated(view: SeatView) -> Callable[..., HttpResponseBase]:
    """Open to whoever has a seat; anybody else gets the page of a code that opens nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, session: str, *args: str, **kwargs: str) -> HttpResponseBase:
        seat = seat_of(request, session)
        if seat is None:
            return _closed(request)
        try:
            return view(request, seat, *args, **kwargs)
        except Changed:
            return HttpResponse(render_to_string("409.html"), status=HTTPStatus.CONFLICT)

    return public_door(guarded)


@public_door
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Where one types the code."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("joining:join", form.cleaned_data["code"])
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "policy/web_sessions/code.html", {"page": code_page(form)}, status=status)


@public_door
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Take a seat with the code."""
    if WRONG_CODES.stopped(request):
        return HttpResponse(render_to_string("429.html"), status=HTTPStatus.TOO_MANY_REQUESTS)
    session = queries.session_by_code(as_typed(code), timezone.now())
    if session is None:
        WRONG_CODES.failed(request)
        return _closed(request)
    if seat_of(request, session.public_id) is not None:
        return redirect("joining:seat", session.public_id)
    member = colleague_at(request, session.web.organisation_id)
    form = GuestForm(request.POST if request.POST.get("as") == "guest" else None)
    if request.method == "POST":
        try:
            if request.POST.get("as") == "colleague" and member is not None:
                actions.join_as_colleague(membership=member, session=session, at=timezone.now())
                return redirect("joining:seat", session.public_id)
            if form.is_valid():
                return _seat_guest(request, session, form)
        except Refused as refused:
            if form.is_bound:
                form.refuse(refused)
            else:
                messages.error(request, " ".join(refused.problems.values()))
    page = join_page(
        session,
        form,
        colleague=member.person.name if member else "",
        days=actions.guest_days(timezone.now()),
        path=request.path,
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "policy/web_sessions/join.html", {"page": page}, status=status)


@require_GET
@seated
def seat(request: HttpRequest, participant: Participant) -> HttpResponse:
    """The page of a participant, as the session stands now."""
    template = f"policy/web_sessions/seat_{STATE_PAGES[participant.session.state]}.html"
    answer = render(request, template, {"page": seat_page(participant)})
    answer.headers["Cache-Control"] = "no-store"
    return answer


@public_door
@require_GET
def pulse(request: HttpRequest, session: str) -> HttpResponse:
    """Whether there is something new: asked each second by everybody, so it costs one query and no write."""
    now = timezone.now()
    found = None
    secret = request.COOKIES.get(cookie_name(session))
    if secret:
        found = queries.pulse_with_key(session, queries.digest_of(secret), now)
    if found is None and isinstance(request.user, Person):
        found = queries.pulse_of_person(session, request.user.pk, now)
    return pulse_answer(request, found)


@require_POST
@public_door
def score(request: HttpRequest, session: str) -> HttpResponse:
    """Keep what was given: of one area after a tap, or of all with the button."""
    seat = _seat_key(request, session)
    if seat is None:
        return _closed(request)
    by_script = request.headers.get("X-Session") == "tap"
    given = _given(request)
    try:
        axes = actions.score(seat=seat, at=timezone.now(), given=given)
    except actions.TooLate as late:
        if by_script:
            return JsonResponse({"late": " ".join(late.problems.values())}, status=HTTPStatus.CONFLICT)
        messages.warning(request, " ".join(late.problems.values()))
    except Refused as refused:
        if by_script:
            said = " ".join(refused.problems.values())
            return JsonResponse({"problem": said}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        messages.error(request, " ".join(refused.problems.values()))
    else:
        if by_script:
            web = own_web([(key, name) for _id, key, name in axes], queries.own_levels(seat.participant_pk))
            return JsonResponse({"kept": sorted(given), "web": web.svg if web else ""})
        messages.success(request, _("Your scores are kept."))
    return redirect("joining:seat", session)


@require_POST
@seated
def ready(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Say to be ready, or busy again."""
    actions.say_ready(participant=participant, at=timezone.now(), ready=request.POST.get("ready") == "1")
    return redirect("joining:seat", participant.session.public_id)


@require_POST
@seated
def note(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Say something in the talk, or keep that one sees it differently."""
    form = NoteForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    about: WebArea | None = None
    if given.get("area"):
        about = queries.area_in(participant.session, given["area"])
        if about is None:
            return _closed(request)
    try:
        actions.note_by_participant(
            participant=participant,
            at=timezone.now(),
            area=about,
            text=given.get("text", ""),
            dissent=given.get("dissent", False),
            named=given.get("named", False),
        )
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    return redirect("joining:seat", participant.session.public_id)


@require_POST
@seated
def strike(request: HttpRequest, participant: Participant, note: str) -> HttpResponse:
    """Take back what one wrote."""
    found = queries.note_in(participant.session, note)
    if found is None:
        return _closed(request)
    try:
        actions.strike_own_note(participant=participant, at=timezone.now(), note=found)
    except Refused as refused:
        messages.error(request, " ".join(refused.problems.values()))
    return redirect("joining:seat", participant.session.public_id)


@require_POST
@seated
def leave(request: HttpRequest, participant: Participant) -> HttpResponse:
    """Stand up from the table."""
    actions.leave(participant=participant, at=timezone.now())
    messages.success(request, _("You left the session. With the code you can come back."))
    return redirect("joining:code")


@require_GET
@seated
def device(request: HttpRequest, participant: Participant) -> HttpResponse:
    """A link with which a guest goes on elsewhere. It holds the own secret, locked, for ten minutes."""
    session = participant.session
    secret = request.COOKIES.get(cookie_name(session.public_id), "")
    if participant.membership_id is not None or not secret:
        return redirect("joining:seat", session.public_id)
    token = _lock(session.public_id).encrypt(secret.encode()).decode()
    address = request.build_absolute_uri(reverse("joining:elsewhere", args=[session.public_id, token]))
    answer = render(
        request,
        "policy/web_sessions/device.html",
        {"page": device_page(session, address, qr_code(address))},
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@public_door
@require_http_methods(["GET", "POST"])
def elsewhere(request: HttpRequest, session: str, token: str) -> HttpResponse:
    """Go on with a seat on this device; asked first, because a link may be looked at by a machine."""
    try:
        secret = _lock(session).decrypt(token, ttl=LINK_LASTS).decode()
    except (InvalidToken, ValueError):
        return _closed(request)
    if queries.seat_with_key(session, queries.digest_of(secret), timezone.now()) is None:
        return _closed(request)
    if request.method == "GET":
        return render(request, "policy/web_sessions/elsewhere.html", {"page": continue_page()})
    return _with_cookie(redirect("joining:seat", session), session, secret)


def _lock(session_id: str) -> Fernet:
    """Locks the secret in an address: who finds that in a log or a history later can do nothing with it."""
    key = salted_hmac(SALT, session_id, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _seat_key(request: HttpRequest, session_id: str) -> queries.SeatKey | None:
    """The keys of the seat: as `seat_of`, without fetching the seat itself."""
    now = timezone.now()
    found = None
    secret = request.COOKIES.get(cookie_name(session_id))
    if secret:
        found = queries.seat_key_with_key(session_id, queries.digest_of(secret), now)
    if found is None and isinstance(request.user, Person):
        found = queries.seat_key_of_person(session_id, request.user.pk, now)
    return found


def _seat_guest(request: HttpRequest, session: WebSession, form: GuestForm) -> HttpResponse:
    # Only a secret that opened a seat here before is used again: one that another planted opens nothing.
    secret = request.COOKIES.get(cookie_name(session.public_id), "")
    if not secret or queries.guest_with_key(session, queries.digest_of(secret)) is None:
        secret = actions.new_secret()
    actions.join_as_guest(session=session, at=timezone.now(), secret=secret, **form.cleaned_data)
    return _with_cookie(redirect("joining:seat", session.public_id), session.public_id, secret)


def _with_cookie(answer: HttpResponse, session_id: str, secret: str) -> HttpResponse:
    answer.set_cookie(
        cookie_name(session_id),
        secret,
        max_age=COOKIE_LASTS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _given(request: HttpRequest) -> dict[str, actions.Given]:
    """What was given per area; of an area that is named every part that is missing is no opinion."""
    parts: dict[str, dict[str, str]] = {}
    for name, value in request.POST.items():
        found = SIGN.match(name)
        if found:
            parts.setdefault(found[2], {})[found[1]] = str(value)
    return {
        area: actions.Given(
            _level(said.get("present", "")), _level(said.get("desired", "")), said.get("remark", "")
        )
        for area, said in parts.items()
    }


def _level(text: str) -> int | None:
    """A level; what is none of the four becomes one that the action refuses."""
    if not text:
        return None
    return int(text) if text in {"0", "1", "2", "3"} else -1


def _closed(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "policy/web_sessions/closed.html",
        {"page": closed_page()},
        status=HTTPStatus.NOT_FOUND,
    )
