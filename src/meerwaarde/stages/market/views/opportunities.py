"""The doors to opportunities: for authorities, and the public calendar for everybody and for programs."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from meerwaarde.exchange.interfaces.opportunities import PublishedOpportunities, as_json
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door, public_door
from meerwaarde.platform.layout.open_data import JSON, cacheable
from meerwaarde.platform.organisations.queries import Organisation, authority
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.forms.opportunities import OpportunityFilterForm
from meerwaarde.stages.market.pages.opportunities import (
    LICENCE,
    opportunities_page,
    opportunity_page,
    opportunity_record,
    public_calendar_page,
    public_opportunity_page,
    quarter_name,
    worth,
)

MOST_LINES = 2_000
"""Of one authority in one answer; more than this pages."""


@door("calendar.read")
@require_GET
def opportunities(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What all authorities together expect to buy."""
    form = OpportunityFilterForm(
        request.GET,
        day=timezone.localdate(),
        years=queries.years_of_opportunities(),
        authorities=queries.authorities_with_opportunities(),
    )
    page = opportunities_page(actor, form, request.GET.get("na", ""))
    return render(request, "layout/list.html", {"page": page})


@door("calendar.read")
@require_GET
def opportunity(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One opportunity."""
    return render(request, "market/opportunity.html", {"page": opportunity_page(actor, _found(public_id))})


@public_door
@require_GET
def public_calendar(request: HttpRequest, authority: str) -> HttpResponse:
    """The public calendar of one authority, by quarter."""
    here = _authority(authority)
    form = OpportunityFilterForm(
        request.GET, day=timezone.localdate(), years=queries.years_of_opportunities()
    )
    page = public_calendar_page(here.slug, here.name, form, request.GET.get("na", ""))
    return render(request, "market/public_calendar.html", {"page": page})


@public_door
@require_GET
def public_opportunity(request: HttpRequest, authority: str, public_id: str) -> HttpResponse:
    """One public line."""
    one = _found(public_id)
    if one.organisation.slug != authority:
        raise Http404
    return render(request, "market/opportunity.html", {"page": public_opportunity_page(one)})


@public_door
@require_GET
def public_feed(request: HttpRequest, authority: str) -> HttpResponse:
    """What changed last, as Atom (RFC 4287)."""
    here = _authority(authority)
    home = request.build_absolute_uri(reverse("public_calendar:list", args=[here.slug]))
    feed = Atom1Feed(
        title=_("Procurement calendar of %(authority)s") % {"authority": here.name},
        link=home,
        description=_("What this authority expects to buy."),
        feed_url=request.build_absolute_uri(),
        author_name=here.name,
        feed_copyright=LICENCE,
    )
    for one in queries.newest_opportunities(here.pk):
        url = request.build_absolute_uri(
            reverse("public_calendar:opportunity", args=[here.slug, one.public_id])
        )
        parts = [quarter_name(one), worth(one), one.description]
        if one.begun_at:
            parts.insert(0, _("The procurement has begun"))
        feed.add_item(
            title=one.title,
            link=url,
            unique_id=url,
            description=" · ".join(part for part in parts if part),
            pubdate=one.published_at,
            updateddate=one.changed_at,
            categories=tuple(one.themes),
        )
    answer = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    feed.write(answer, "utf-8")
    return answer


@public_door
@require_GET
def public_ical(request: HttpRequest, authority: str) -> HttpResponse:
    """The first day of each expected quarter, for somebody's own agenda (RFC 5545)."""
    here = _authority(authority)
    book = Calendar()
    book.add("prodid", "-//Meerwaarde//Public procurement calendar//NL")
    book.add("version", "2.0")
    book.add("x-wr-calname", _("Procurement calendar of %(authority)s") % {"authority": here.name})
    for one in queries.opportunities_of(here.pk)[:MOST_LINES]:
        day = queries.quarter_of(one).first_day
        event = Event()
        event.add("uid", f"{one.public_id}@meerwaarde.example")
        event.add("dtstamp", one.changed_at)
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", f"{quarter_name(one)}: {one.title}")
        event.add("description", " · ".join(part for part in (worth(one), one.description) if part))
        event.add(
            "url",
            request.build_absolute_uri(
                reverse("public_calendar:opportunity", args=[here.slug, one.public_id])
            ),
        )
        event.add("transp", "TRANSPARENT")
        book.add_component(event)
    return HttpResponse(bytes(book.to_ical()), content_type="text/calendar; charset=utf-8")


@public_door
@require_GET
def public_data(request: HttpRequest, authority: str) -> HttpResponse:
    """The whole public calendar of an authority for programs, in the form of the API."""
    here = _authority(authority)
    found = queries.opportunities_of(here.pk)[:MOST_LINES]
    items = tuple(opportunity_record(one, request.build_absolute_uri) for one in found)
    return cacheable(request, as_json(PublishedOpportunities(items=items)), JSON)


def _authority(slug: str) -> Organisation:
    found = authority(slug)
    if found is None:
        raise Http404
    return found


def _found(public_id: str) -> queries.Opportunity:
    found = queries.opportunity(public_id)
    if found is None:
        raise Http404
    return found
