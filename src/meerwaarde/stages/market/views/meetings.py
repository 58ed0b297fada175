"""The doors of meetings, for organisers and for who comes with an account."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.rules.lifecycle import StepRefused
from meerwaarde.stages.market.actions import meetings as actions
from meerwaarde.stages.market.forms.meetings import (
    AttendanceForm,
    CancelForm,
    ChooseForm,
    DeclineForm,
    IntroduceForm,
    JoinForm,
    MeetingForm,
    PartForm,
    PitchForm,
    TalkForm,
)
from meerwaarde.stages.market.pages import meetings as pages
from meerwaarde.stages.market.pages.around import CURSOR
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Meeting, ProgrammeItem
from meerwaarde.stages.market.views.fetching import typed_again
from meerwaarde.stages.market.views.meeting_acts import perform

BAD = HTTPStatus.UNPROCESSABLE_ENTITY


@door("events.read")
@require_GET
def meetings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What everybody may read, and own drafts."""
    return render(
        request, "layout/list.html", {"page": pages.meetings_page(actor, cursor=request.GET.get(CURSOR, ""))}
    )


@door("events.read")
@require_GET
def meeting(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One meeting."""
    page = pages.meeting_page(actor, _found(actor, public_id))
    return render(request, "market/meetings/one.html", {"page": page})


@door("events.write")
@require_http_methods(["GET", "POST"])
def meeting_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Write one."""
    form = MeetingForm(request.POST or None, initial={"capacity": 40, "pitches_wanted": True})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_meeting(actor=actor, values=form.values(), at=timezone.now())
        except Refused as refused:
            form.add_error(None, _said(refused))
        else:
            messages.success(request, _("The meeting is saved. Make the programme, and announce it."))
            return redirect("market:meeting", actor.slug, made.public_id)
    page = pages.meeting_form_page(actor, form)
    return render(request, "layout/form.html", {"page": page}, status=BAD if form.is_bound else 200)


@door("events.write")
@require_http_methods(["GET", "POST"])
def meeting_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change it; who has a place hears when time or place moves."""
    found = _own(actor, public_id)
    form = MeetingForm(request.POST or None, initial=MeetingForm.initial_of(found))
    status = BAD if form.is_bound else HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(
                actor=actor,
                found=found,
                values=form.values(),
                expected_version=form.cleaned_data["version"] or found.version,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, _said(refused))
        except Changed:
            now = _own(actor, public_id)
            form = MeetingForm(typed_again(request, now.version))
            form.is_valid()
            form.tell_changed(MeetingForm.initial_of(now))
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Saved."))
            return redirect("market:meeting", actor.slug, public_id)
    page = pages.meeting_form_page(actor, form, found)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("events.write")
@require_POST
def meeting_step(request: HttpRequest, actor: Actor, public_id: str, verb: str) -> HttpResponse:
    """Announce, call off, close."""
    found, now = _own(actor, public_id), timezone.now()
    done = {
        "publish": _("Announced. Everybody can read it and register."),
        "cancel": _("Called off. Everybody who would come gets a letter."),
        "close": _("Closed. After three months both sides are asked what came of it."),
    }
    if verb not in done:
        raise Http404
    try:
        if verb == "publish":
            actions.publish_meeting(actor=actor, found=found, at=now)
        elif verb == "close":
            actions.close_meeting(actor=actor, found=found, at=now)
        else:
            form = CancelForm(request.POST)
            why = form.cleaned_data["why"] if form.is_valid() else ""
            actions.cancel_meeting(actor=actor, found=found, why=why, at=now)
    except (Refused, StepRefused) as refused:
        messages.error(request, _said(refused))
    else:
        messages.success(request, done[verb])
    return redirect("market:meeting", actor.slug, public_id)


@door("events.write")
@require_http_methods(["GET", "POST"])
def meeting_part_new(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A part of the programme."""
    found = _own(actor, public_id)
    form = PartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_part(actor=actor, found=found, values=form.values(found), at=timezone.now())
        except Refused as refused:
            form.add_error(None, _said(refused))
        else:
            messages.success(request, _("It stands in the programme."))
            return redirect("market:meeting", actor.slug, public_id)
    page = pages.part_form_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=BAD if form.is_bound else 200)


@door("events.write")
@require_http_methods(["GET", "POST"])
def meeting_part(request: HttpRequest, actor: Actor, public_id: str, part_id: str) -> HttpResponse:
    """Change a part of the programme, or take it out."""
    found = _own(actor, public_id)
    part = _part(found, part_id)
    if request.POST.get("do") == "strike":
        try:
            actions.strike_part(actor=actor, found=found, part=part, at=timezone.now())
        except Refused as refused:
            messages.error(request, _said(refused))
        else:
            messages.success(request, _("It is out of the programme."))
        return redirect("market:meeting", actor.slug, public_id)
    form = PartForm(request.POST or None, initial=PartForm.initial_of(part))
    status = BAD if form.is_bound else HTTPStatus.OK
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_part(
                actor=actor,
                found=found,
                part=part,
                values=form.values(found),
                expected_version=form.cleaned_data["version"] or part.version,
                at=timezone.now(),
            )
        except Refused as refused:
            form.add_error(None, _said(refused))
        except Changed:
            now = _part(found, part_id)
            form = PartForm(typed_again(request, now.version))
            form.is_valid()
            form.tell_changed(PartForm.initial_of(now))
            status = HTTPStatus.CONFLICT
        else:
            messages.success(request, _("Saved."))
            return redirect("market:meeting", actor.slug, public_id)
    page = pages.part_form_page(actor, found, form, part)
    return render(request, "layout/form.html", {"page": page}, status=status)


@door("events.write")
@require_POST
def meeting_pitch(request: HttpRequest, actor: Actor, public_id: str, pitch_id: str) -> HttpResponse:
    """Choose a pitch or not, or give a chosen one another place in the programme."""
    found = _own(actor, public_id)
    pitch = queries.pitch(found, pitch_id)
    if pitch is None:
        raise Http404
    do, now = request.POST.get("do", ""), timezone.now()
    choose = ChooseForm(request.POST, parts=queries.programme_of(found))
    part = (
        _part(found, choose.cleaned_data["part"])
        if choose.is_valid() and choose.cleaned_data["part"]
        else None
    )
    try:
        if do in ("choose", "decline"):
            form = DeclineForm(request.POST)
            why = form.cleaned_data["why"] if form.is_valid() else ""
            actions.decide_pitch(actor=actor, found=found, pitch=pitch, verb=do, why=why, part=part, at=now)
        elif do in ("place", "earlier"):
            kept = pitch.part if do == "earlier" else part
            actions.arrange_pitch(
                actor=actor, found=found, pitch=pitch, part=kept, earlier=do == "earlier", at=now
            )
        else:
            messages.info(request, _("Choose what you want to do with this pitch."))
            return redirect("market:meeting", actor.slug, public_id)
    except (Refused, StepRefused) as refused:
        messages.error(request, _said(refused))
    else:
        told = do in ("choose", "decline")
        messages.success(
            request, _("Decided. Who offered it gets a letter.") if told else _("The programme is changed.")
        )
    return redirect("market:meeting", actor.slug, public_id)


@door("events.write")
@require_http_methods(["GET", "POST"])
def meeting_people(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Who comes or came, introductions, and what came of it."""
    found = _own(actor, public_id)
    if found.state in ("draft", "cancelled"):
        return redirect("market:meeting", actor.slug, public_id)
    certain = queries.places_of(found, "certain")
    do, now = request.POST.get("do", ""), timezone.now()
    attendance = AttendanceForm(request.POST if do == "attend" else None, places=certain)
    introduce = IntroduceForm(request.POST if do == "introduce" else None, places=certain)
    try:
        if attendance.is_bound and attendance.is_valid():
            present = attendance.cleaned_data["present"]
            actions.note_attendance(actor=actor, found=found, present=present, at=now)
            messages.success(request, _("Recorded who was there."))
            return redirect("market:meeting_people", actor.slug, public_id)
        if introduce.is_bound and introduce.is_valid():
            _introduce(actor, found, introduce)
            messages.success(request, _("Both get a letter, and say whether they want to meet."))
            return redirect("market:meeting_people", actor.slug, public_id)
        if do == "note":
            _note(actor, found, request)
            messages.success(request, _("Saved."))
            return redirect("market:meeting_people", actor.slug, public_id)
    except Refused as refused:
        messages.error(request, _said(refused))
        return redirect("market:meeting_people", actor.slug, public_id)
    page = pages.people_page(
        actor,
        found,
        attendance=attendance if attendance.is_bound else None,
        introduce=introduce if introduce.is_bound else None,
    )
    status = BAD if request.method == "POST" else HTTPStatus.OK
    return render(request, "market/meetings/people.html", {"page": page}, status=status)


@door("events.join")
@require_http_methods(["GET", "POST"])
def meeting_own(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One's own page: register, cancel, whom to meet, what came of it."""
    found, now = _found(actor, public_id), timezone.now()
    if found.state == "draft":
        raise Http404
    if request.method == "POST":
        try:
            messages.success(request, _do(request, actor, found))
        except Refused as refused:
            messages.error(request, _said(refused))
        if queries.own_place(actor, found) is None:
            return redirect("market:meeting", actor.slug, public_id)
        return redirect("market:meeting_own", actor.slug, public_id)
    place = queries.own_place(actor, found)
    if place is None and found.ends_at <= now:
        return redirect("market:meeting", actor.slug, public_id)
    page = pages.own_page(found, place, crumbs=pages.crumbs(actor, found))
    return render(request, "market/meetings/own.html", {"page": page})


def _do(request: HttpRequest, actor: Actor, found: Meeting) -> str:
    now = timezone.now()
    if request.POST.get("do", "join") in ("join", "again"):
        form = JoinForm(request.POST)
        seeks = form.cleaned_data["seeks"] if form.is_valid() else request.POST.get("seeks", "")
        taken = actions.take_place(actor=actor, found=found, seeks=seeks, at=now)
        if taken.state == "waiting":
            return _("It is full. You are on the waiting list; a letter tells when there is a seat.")
        return _("You have a place. A letter with the details is on its way.")
    place = queries.own_place(actor, found)
    if place is None:
        raise Http404
    return perform(request.POST, place, actor, now)


@door("events.join")
@require_http_methods(["GET", "POST"])
def meeting_pitch_offer(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """A firm or civic organisation offers a pitch, or withdraws it."""
    found, now = _found(actor, public_id), timezone.now()
    if actor.kind == "authority":
        raise Http404
    if request.POST.get("do") == "withdraw":
        pitch = queries.own_pitch(actor, found)
        if pitch is None:
            raise Http404
        try:
            actions.withdraw_pitch(actor=actor, pitch=pitch, at=now)
        except (Refused, StepRefused) as refused:
            messages.error(request, _said(refused))
        else:
            messages.success(request, _("Your pitch is withdrawn."))
        return redirect("market:meeting", actor.slug, public_id)
    form = PitchForm(request.POST or None, first=found.themes)
    if request.method == "POST" and form.is_valid():
        try:
            actions.offer_pitch(actor=actor, found=found, at=now, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, _said(refused))
        else:
            messages.success(request, _("Your pitch is offered. The organiser writes you what is chosen."))
            return redirect("market:meeting", actor.slug, public_id)
    page = pages.pitch_form_page(actor, found, form)
    return render(request, "layout/form.html", {"page": page}, status=BAD if form.is_bound else 200)


def _introduce(actor: Actor, found: Meeting, form: IntroduceForm) -> None:
    one, other = (queries.place(found, form.cleaned_data[name]) for name in ("one", "other"))
    if one is None or other is None:
        raise Http404
    actions.introduce(
        actor=actor, found=found, one=one, other=other, why=form.cleaned_data["why"], at=timezone.now()
    )


def _note(actor: Actor, found: Meeting, request: HttpRequest) -> None:
    met = queries.met_acquaintance(found, request.POST.get("acquaintance", ""))
    form = TalkForm(request.POST)
    if met is None or not form.is_valid():
        raise Http404
    actions.note_talk(
        acquaintance=met,
        talked=form.talk(),
        next_step=form.cleaned_data["next_step"],
        actor=actor,
        at=timezone.now(),
    )


def _found(actor: Actor, public_id: str) -> Meeting:
    found = queries.meeting(actor, public_id)
    if found is None:
        raise Http404
    return found


def _own(actor: Actor, public_id: str) -> Meeting:
    """A meeting of the actor's own organisation; of another one there is nothing to write."""
    found = _found(actor, public_id)
    if found.organisation_id != actor.organisation_id:
        raise Http404
    return found


def _part(found: Meeting, part_id: str) -> ProgrammeItem:
    part = queries.part(found, part_id)
    if part is None:
        raise Http404
    return part


def _said(refused: Refused | StepRefused) -> str:
    return refused.text.in_language(get_language() or "nl")
