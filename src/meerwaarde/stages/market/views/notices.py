"""The doors to notices."""

from __future__ import annotations

from datetime import UTC

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods
from icalendar import Calendar, Event

from meerwaarde.gates.refusal import Refused
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.actions import record_notice_export
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.forms import NoticeFileForm, NoticeFilterForm
from meerwaarde.stages.market.pages import import_page, notice_page, notices_page
from meerwaarde.stages.market.pages.words import complaint_in_words


@door("notices.read")
@require_GET
def notices(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The list with its filters. For a firm it begins with what it can still tender for."""
    form = NoticeFilterForm(request.GET, at=timezone.localtime(), open_first=actor.may("leads.answer"))
    return render(
        request, "market/notices.html", {"page": notices_page(actor, form, request.GET.get("na", ""))}
    )


@door("notices.read")
@require_GET
def notice(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One notice."""
    return render(request, "market/notice.html", {"page": notice_page(actor, _fetch(actor, public_id))})


@door("notices.read")
@require_GET
def original(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The file as it came in, as a download and never as a page of ours."""
    file = queries.original(actor, public_id)
    if file is None:
        raise Http404
    record_notice_export(actor, _fetch(actor, public_id), at=timezone.now())
    return download(bytes(file.content), file.name)


@door("notices.read")
@require_GET
def notice_dates(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """When it closes, for somebody's own agenda (RFC 5545)."""
    found = _fetch(actor, public_id)
    if found.closes_at is None:
        raise Http404
    book = Calendar()
    book.add("prodid", "-//Meerwaarde//Notice//NL")
    book.add("version", "2.0")
    event = Event()
    event.add("uid", f"{found.public_id}@meerwaarde.example")
    event.add("dtstamp", found.changed_at)
    event.add("dtstart", found.closes_at.astimezone(UTC))
    event.add("dtend", found.closes_at.astimezone(UTC))
    event.add("summary", _("Closes: %(title)s") % {"title": found.title or found.external_id})
    said = (found.buyer_name, found.address)
    event.add("description", "\n".join(part for part in said if part))
    event.add("url", request.build_absolute_uri(reverse("market:notice", args=[actor.slug, public_id])))
    book.add_component(event)
    answer = HttpResponse(bytes(book.to_ical()), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.public_id}.ics"'
    return answer


@door("notices.import")
@require_http_methods(["GET", "POST"])
def import_notice(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take in a file; a notice that is here already is shown instead of doubled."""
    if request.method == "GET":
        return render(request, "market/import.html", {"page": import_page(actor, NoticeFileForm())})
    form = NoticeFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "market/import.html", {"page": import_page(actor, form)}, status=422)
    upload = form.cleaned_data["file"]
    try:
        done = actions.import_notice(
            actor, document=upload.read(), file_name=upload.name or "", at=timezone.now()
        )
    except Refused as refused:
        form.add_error("file", refusal_in_words(refused))
        return render(request, "market/import.html", {"page": import_page(actor, form)}, status=422)
    if not done.notices:
        form.add_error("file", _("This file was read, but it holds no notice. Choose another file."))
        complaints = tuple((complaint_in_words(one), one.where) for one in done.complaints)
        return render(
            request, "market/import.html", {"page": import_page(actor, form, complaints)}, status=422
        )
    _tell(request, done)
    if len(done.notices) > 1:
        return redirect("market:notices", actor.slug)
    return redirect("market:notice", actor.slug, done.notices[0][0].public_id)


def _tell(request: HttpRequest, done: actions.Imported) -> None:
    fresh = sum(new for _notice, new in done.notices)
    known = len(done.notices) - fresh
    if fresh:
        messages.success(
            request,
            ngettext("The notice was taken in.", "%(number)s notices were taken in.", fresh)
            % {"number": fresh},
        )
    if known:
        messages.info(
            request,
            ngettext(
                "This notice was here already: nothing was doubled.",
                "%(number)s notices were here already: nothing was doubled.",
                known,
            )
            % {"number": known},
        )


def _fetch(actor: Actor, public_id: str) -> queries.Notice:
    found = queries.notice(actor, public_id)
    if found is None:
        raise Http404
    return found
