"""Doors of the layout: home, search in everything, the pages for what goes wrong, and the style guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import NotYourRole, door, public_door
from meerwaarde.platform.layout.context import shell_of
from meerwaarde.platform.layout.pages import home_page, search_page
from meerwaarde.platform.layout.styleguide import example_shell, example_suggestions, styleguide_page


@door("goals.read")
def home(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What waits for this person, what is due, and how the authority is doing."""
    return render(request, "layout/home.html", {"page": home_page(actor, timezone.localtime())})


@door("search.use")
def search(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that this person may see and that answers the words."""
    return render(request, "layout/search.html", {"page": search_page(actor, request.GET.get("q", ""))})


@public_door
def styleguide(request: HttpRequest) -> HttpResponse:
    """Everything a page can hold; the examples are made up."""
    sent = request.POST if request.method == "POST" else None
    page = styleguide_page(sent)
    shown = {"page": page, "shell": example_shell(shell_of(request))}
    return render(request, "layout/styleguide.html", shown, status=422 if page.form.errors else 200)


@public_door
def styleguide_suggestions(request: HttpRequest) -> HttpResponse:
    """Suggestions for the example of a code field."""
    found = example_suggestions(request.GET.get("q", ""))
    return render(request, "layout/widgets/suggestions.html", {"suggestions": found})


# The pages for what goes wrong know nothing of the request but its language. Above all the 404 page: what a
# stranger may not see and what does not exist must answer with the very same bytes.


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    roles = exception.roles if isinstance(exception, NotYourRole) else ()
    names = [role.name.in_language(getattr(request, "LANGUAGE_CODE", "nl")) for role in roles]
    return HttpResponse(render_to_string("403.html", {"roles": names}), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(render_to_string("404.html"), status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=500)
