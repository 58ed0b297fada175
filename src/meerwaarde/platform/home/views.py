"""Doors of the home and of the search in everything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.home.pages import home_page, search_page


@door("search.use")
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this person, what is due, and how the authority is doing."""
    return render(request, "home/home.html", {"page": home_page(actor, timezone.localtime())})


@door("search.use")
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that this person may see and that answers the words."""
    return render(request, "home/search.html", {"page": search_page(actor, request.GET.get("q", ""))})
