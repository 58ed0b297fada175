"""Meetings for everybody: read, follow, put in an agenda, and come without an account by a link."""

from __future__ import annotations

from collections.abc import Callable
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

from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.attempts import Attempts
from meerwaarde.platform.access.doors import public_door
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.market.actions import meetings as actions
from meerwaarde.stages.market.forms.meetings import GuestForm
from meerwaarde.stages.market.pages import meetings as pages
from meerwaarde.stages.market.pages.around import CURSOR
from meerwaarde.stages.market.queries import meetings as queries
from meerwaarde.stages.market.queries.meetings import Meeting, MeetingPlace
from meerwaarde.stages.market.views.meeting_acts import perform

BAD = HTTPStatus.UNPROCESSABLE_ENTITY
IN_THE_FEED = 50
LETTERS = Attempts("meeting-letter", most=10, minutes=60)
"""Links asked for from one address of a visitor: each may send a letter."""
LINKS = Attempts("meeting-link", most=40, minutes=15)
"""Links that are none."""


@public_door
@require_GET
def meetings(request: HttpRequest) -> HttpResponse:
    """All of them."""
    return render(
        request,
        "market/meetings/list.html",
        {"page": pages.public_list_page(cursor=request.GET.get(CURSOR, ""))},
    )


@public_door
@require_GET
def meeting(request: HttpRequest, public_id: str) -> HttpResponse:
    """One of them."""
    page = pages.public_meeting_page(_found(public_id))
    return render(request, "market/meetings/one.html", {"page": page})


@public_door
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """What was announced last, as Atom (RFC 4287)."""
    atom = Atom1Feed(
        title=_("Meetings"),
        link=request.build_absolute_uri(reverse("public_meetings:list")),
        description=_("Authorities, firms and civic organisations meet around buying with impact."),
        feed_url=request.build_absolute_uri(),
    )
    for one in queries.public_meetings().order_by("-published_at", "-id")[:IN_THE_FEED]:
        url = request.build_absolute_uri(reverse("public_meetings:detail", args=[one.public_id]))
        title = _("Called off: %(title)s") % {"title": one.title} if one.state == "cancelled" else one.title
        atom.add_item(
            title=title,
            link=url,
            unique_id=url,
            description=f"{one.organisation.name} · {pages.when(one)} · {one.description}",
            author_name=one.organisation.name,
            pubdate=one.published_at,
            updateddate=one.changed_at,
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(answer, "utf-8")
    return answer


@public_door
@require_GET
def ical(request: HttpRequest, public_id: str) -> HttpResponse:
    """The meeting for somebody's own agenda."""
    found = _found(public_id)
    url = request.build_absolute_uri(reverse("public_meetings:detail", args=[public_id]))
    return _agenda(pages.meeting_calendar(found, url))


@public_door
@require_GET
def own_ical(request: HttpRequest, token: str) -> HttpResponse:
    """The meeting of who has a place, with the link to take part and the talks; from a letter."""
    place = _by(request, queries.place_of_calendar, actions.read_calendar_token(token))
    url = request.build_absolute_uri(reverse("public_meetings:detail", args=[place.meeting.public_id]))
    return _agenda(pages.own_calendar(place, url))


@public_door
@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for a link to come without an account."""
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
                messages.success(
                    request, _("We sent you a letter. Open the link in it: then you have a place.")
                )
                return redirect("public_meetings:detail", public_id)
    page = pages.guest_page(found, form)
    return render(request, "layout/form.html", {"page": page}, status=BAD if form.is_bound else 200)


@public_door
@require_http_methods(["GET", "POST"])
def place(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm the address, then one's own page. Opening the link changes nothing."""
    mine = _by(request, queries.place_by_link, actions.read_token(token))
    found, now = mine.meeting, timezone.now()
    if request.method == "POST":
        do = request.POST.get("do", "")
        try:
            if do == "confirm":
                actions.confirm_guest(place=mine, at=now)
                messages.success(request, _("Thank you: your address is confirmed."))
            elif do == "erase":
                actions.erase_guest(place=mine, at=now)
                messages.success(request, _("Your name and address are taken away."))
                return redirect("public_meetings:detail", found.public_id)
            elif do == "again":
                actions.come_again(place=mine, at=now)
                messages.success(request, _("You come after all. A letter tells whether there is a seat."))
            else:
                messages.success(request, perform(request.POST, mine, None, now))
        except Refused as refused:
            messages.error(request, _said(refused))
        except Changed:
            messages.error(request, _("Somebody else changed this in the same moment. Look, and try again."))
        return redirect("public_meetings:place", token)
    if mine.state == "unconfirmed":
        page = pages.public_meeting_page(found)
        return render(request, "market/meetings/confirm.html", {"page": page})
    own = pages.own_page(found, mine, crumbs=pages.public_crumbs(found))
    return render(request, "market/meetings/own.html", {"page": own})


def _by(request: HttpRequest, look_up: Callable[[str], MeetingPlace | None], public_id: str) -> MeetingPlace:
    if not LINKS.stopped(request):
        found = look_up(public_id) if public_id else None
        if found is not None:
            return found
        LINKS.failed(request)
    raise Http404


def _agenda(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _found(public_id: str) -> Meeting:
    found = queries.public_meeting(public_id)
    if found is None:
        raise Http404
    return found


def _said(refused: Refused) -> str:
    return refused.text.in_language(get_language() or "nl")
