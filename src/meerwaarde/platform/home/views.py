"""Doors of the home and of the search in everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.vary import vary_on_headers

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.home.finding import finder, search_page
from meerwaarde.platform.home.pages import home_page

RESULTS = "search-results"
FINDER = "search-finder"


@door("search.use")
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this person, what is due, and how the authority is doing."""
    return render(request, "home/home.html", {"page": home_page(actor, timezone.localtime())})


@door("search.use")
@vary_on_headers("HX-Request", "HX-Target")
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that this person may see and that answers the words; while somebody types only a part."""
    asked, part = request.GET.get("q", ""), request.headers.get("HX-Target", "")
    if part == FINDER:
        return render(request, "home/finder.html", {"finder": finder(actor, asked)})
    page = search_page(actor, asked, kind=request.GET.get("soort", ""), after=request.GET.get("na", ""))
    if part == RESULTS:
        answer = render(request, "home/found.html", {"page": page, "live": True})
        answer["HX-Replace-Url"] = page.address
        return answer
    return render(request, "home/search.html", {"page": page, "live": False})
