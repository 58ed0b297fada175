"""The pages that belong to no stage: home, search, and what one sees when something is not right."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import NotYourRole, door, public_door
from meerwaarde.platform.layout.pages import forbidden_page, home_page, search_page


@door("search.use")
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits, what is due, and the key figures for this role."""
    return render(request, "layout/home.html", {"page": home_page(actor, timezone.localtime())})


@door("search.use")
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything of this authority that this person may see, best match first."""
    return render(request, "layout/search.html", {"page": search_page(actor, request.GET.get("q", ""))})


@public_door
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for who builds pages here."""
    from meerwaarde.platform.layout.styleguide import styleguide_page  # noqa: PLC0415 (builders only)

    return render(request, "layout/styleguide.html", {"page": styleguide_page()})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A colleague without the right role learns which roles have it."""
    roles = exception.roles if isinstance(exception, NotYourRole) else ()
    return render(request, "403.html", {"page": forbidden_page(roles)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same bytes for whatever is not there or not yours: no token, no path, no name."""
    return HttpResponse(get_template("404.html").render(), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_template("500.html").render(), status=500)
