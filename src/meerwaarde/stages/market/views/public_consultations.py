"""Market consultations for everybody: read, follow, and answer without an account by a link in a letter."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from icalendar import Calendar, Event

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.attempts import Attempts
from meerwaarde.platform.access.doors import public_door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.documents.word import write_word
from meerwaarde.platform.layout.components import Crumb
from meerwaarde.rules.consultation import phase
from meerwaarde.stages.market.actions import consultations as actions
from meerwaarde.stages.market.forms.consultations import AnswersForm, GuestForm, InquiryForm, SeatForm
from meerwaarde.stages.market.pages import consultations as pages
from meerwaarde.stages.market.pages.around import CURSOR
from meerwaarde.stages.market.pages.consultations.document import consultation_report
from meerwaarde.stages.market.queries import consultations as queries
from meerwaarde.stages.market.queries.consultations import Consultation, ConsultationResponse
from meerwaarde.stages.market.views.consultations import saved_words, seat_words, sent_words

BAD = HTTPStatus.UNPROCESSABLE_ENTITY
WRITERS = {"pdf": write_pdf, "docx": write_word}
IN_THE_FEED = 50
LETTERS = Attempts("consultation-letter", most=10, minutes=60)
"""Links asked for from one address of a visitor: each may send a letter."""
LINKS = Attempts("consultation-link", most=40, minutes=15)
"""Links that are none."""


@public_door
@require_GET
def consultations(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return render(
        request,
        "market/consultations/list.html",
        {"page": pages.public_list_page(cursor=request.GET.get(CURSOR, ""))},
    )


@public_door
@require_GET
def consultation(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of them."""
    page = pages.public_consultation_page(_found(public_id))
    return render(request, "market/consultations/one.html", {"page": page})


@public_door
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """What was published last, as Atom (RFC 4287)."""
    atom = Atom1Feed(
        title=_("Market consultations"),
        link=request.build_absolute_uri(reverse("public_consultations:list")),
        description=_("What authorities ask the market before they buy."),
        feed_url=request.build_absolute_uri(),
    )
    found = queries.newest_published()[:IN_THE_FEED]
    for one in found:
        url = request.build_absolute_uri(reverse("public_consultations:detail", args=[one.public_id]))
        atom.add_item(
            title=one.title,
            link=url,
            unique_id=url,
            description=f"{one.organisation.name} · {one.introduction}",
            author_name=one.organisation.name,
            pubdate=one.published_at,
            updateddate=max(moment for moment in (one.published_at, one.reported_at, one.told_at) if moment),
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(answer, "utf-8")
    return answer


@public_door
@require_GET
def ical(request: HttpRequest, public_id: str) -> HttpResponse:
    """The closing day and the session for somebody's own agenda (RFC 5545)."""
    found = _found(public_id)
    url = request.build_absolute_uri(reverse("public_consultations:detail", args=[public_id]))
    book = Calendar()
    book.add("prodid", "-//Meerwaarde//Market consultations//NL")
    book.add("version", "2.0")
    last = Event()
    last.add("uid", f"{found.public_id}-closes@meerwaarde.example")
    last.add("dtstamp", found.changed_at)
    last.add("sequence", found.version)
    last.add("dtstart", found.closes_on)
    last.add("dtend", found.closes_on + timedelta(days=1))
    last.add("summary", _("Last day to answer: %(title)s") % {"title": found.title})
    last.add("url", url)
    last.add("transp", "TRANSPARENT")
    book.add_component(last)
    if found.session_at:
        session = Event()
        session.add("uid", f"{found.public_id}-session@meerwaarde.example")
        session.add("dtstamp", found.changed_at)
        session.add("sequence", found.version)
        session.add("dtstart", found.session_at)
        session.add("dtend", found.session_until or found.session_at + timedelta(hours=1))
        session.add("summary", _("Session: %(title)s") % {"title": found.title})
        session.add("location", found.session_where)
        session.add("url", url)
        book.add_component(session)
    return HttpResponse(bytes(book.to_ical()), content_type="text/calendar; charset=utf-8")


@public_door
@require_GET
def document(request: HttpRequest, public_id: str, file_id: str) -> HttpResponse:
    """A document of the consultation, as a file to keep."""
    kept = queries.file_of(_found(public_id), file_id)
    if kept is None:
        raise Http404
    return download(bytes(kept.file.content), kept.title)


@public_door
@require_GET
def report(request: HttpRequest, public_id: str, kind: str) -> HttpResponse:
    """The report to all."""
    found = _found(public_id)
    if kind not in WRITERS or found.state != "reported":
        raise Http404
    return download(WRITERS[kind](consultation_report(found)), f"{_('report')}-{public_id}.{kind}")


@public_door
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a link to answer without an account."""
    found = _found(public_id)
    form = GuestForm(request.POST or None)
    if request.method == "POST":
        if LETTERS.stopped(request):
            return HttpResponse(render_to_string("429.html"), status=HTTPStatus.TOO_MANY_REQUESTS)
        if form.is_valid():
            language = "en" if (get_language() or "nl").startswith("en") else "nl"
            try:
                actions.begin_as_guest(
                    found=found, values=form.values(), language=language, at=timezone.now()
                )
            except Refused as refused:
                form.add_error(None, _said(refused))
            else:
                LETTERS.failed(request)
                messages.success(request, _("We sent you a letter. Open the link in it to answer."))
                return redirect("public_consultations:detail", public_id)
    page = pages.guest_page(found, form)
    return render(request, "layout/form.html", {"page": page}, status=BAD if form.is_bound else 200)


@public_door
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address, then answer. Opening the link changes nothing."""
    mine = _by_link(request, token)
    found, now = mine.consultation, timezone.now()
    if mine.state == "unconfirmed":
        return _confirm(request, mine, token)
    if request.method == "GET" and not is_open(found, timezone.localdate()):
        return render(request, "market/consultations/one.html", {"page": pages.answered_page(mine)})
    do = request.POST.get("do", "send")
    form = AnswersForm(
        request.POST if request.method == "POST" and do in ("send", "save") else None,
        questions=queries.questions_of(found),
        answers=queries.answers_of(mine),
    )
    asked = InquiryForm(request.POST if do == "ask" else None, auto_id="ask_%s")
    seat = SeatForm(request.POST) if do == "seat" else None
    try:
        if form.is_bound and form.is_valid():
            actions.save_answers(response=mine, said=form.said(), send=do == "send", at=now)
            messages.success(request, sent_words() if do == "send" else saved_words())
            return redirect("public_consultations:answer", token)
        if do == "take_back":
            actions.take_back(response=mine, at=now)
            messages.success(request, _("Your answer is taken back. Until closing you can begin again."))
            return redirect("public_consultations:answer", token)
        if do == "leave" or (seat is not None and seat.is_valid()):
            people = 0 if seat is None else seat.cleaned_data["people"]
            actions.take_seat_by_link(response=mine, coming=do == "seat", people=people, at=now)
            messages.success(request, seat_words(coming=do == "seat"))
            return redirect("public_consultations:answer", token)
        if asked.is_bound and asked.is_valid():
            actions.ask_about(found=found, text=asked.cleaned_data["text"], response=mine, at=now)
            messages.success(request, _("Your question has come in. The answer goes to all."))
            return redirect("public_consultations:answer", token)
    except Refused as refused:
        if form.is_bound:
            form.add_error(None, _said(refused))
        else:
            messages.error(request, _said(refused))
    page = pages.respond_page(
        found,
        mine,
        form,
        crumbs=(Crumb(found.title, reverse("public_consultations:detail", args=[found.public_id])),),
        ask=pages.Ask(asked, ""),
        seat=pages.seat_panel(found, mine.firm_name, "", seat),
    )
    status = BAD if request.method == "POST" else 200
    return render(request, "market/consultations/respond.html", {"page": page}, status=status)


def _confirm(request: HttpRequest, mine: ConsultationResponse, token: str) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.confirm_guest(response=mine, at=timezone.now())
        except Refused as refused:
            messages.error(request, _said(refused))
            return redirect("public_consultations:detail", mine.consultation.public_id)
        return redirect("public_consultations:answer", token)
    page = pages.public_consultation_page(mine.consultation)
    return render(request, "market/consultations/confirm.html", {"page": page})


def _by_link(request: HttpRequest, token: str) -> ConsultationResponse:
    if not LINKS.stopped(request):
        public_id = actions.read_token(token)
        found = queries.response_by_link(public_id) if public_id else None
        if found is not None:
            return found
        LINKS.failed(request)
    raise Http404


def is_open(found: Consultation, day: date) -> bool:
    """Whether the market can answer."""
    return phase(found.state, found.opens_on, found.closes_on, day) == "open"


def _found(public_id: str) -> Consultation:
    found = queries.public_consultation(public_id)
    if found is None:
        raise Http404
    return found


def _said(refused: Refused) -> str:
    return refused.text.in_language(get_language() or "nl")
