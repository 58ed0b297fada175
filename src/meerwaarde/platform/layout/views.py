"""Doors of the layout: the pages for what goes wrong, and the style guide."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from meerwaarde.platform.layout.context import shell_of
from meerwaarde.platform.layout.styleguide import example_shell, example_suggestions, styleguide_page


def styleguide(request: HttpRequest) -> HttpResponse:
    """Everything a page can hold; the examples are made up."""
    sent = request.POST if request.method == "POST" else None
    page = styleguide_page(sent)
    shown = {"page": page, "shell": example_shell(shell_of(request))}
    return render(request, "layout/styleguide.html", shown, status=422 if page.form.errors else 200)


def styleguide_suggestions(request: HttpRequest) -> HttpResponse:
    """Suggestions for the example of a code field."""
    found = example_suggestions(request.GET.get("q", ""))
    return render(request, "layout/widgets/suggestions.html", {"suggestions": found})


# Open to everybody. The layout stands below `access`, so it marks its doors itself.
for view in (styleguide, styleguide_suggestions):
    view.door = "public"  # type: ignore[attr-defined]


# The pages for what goes wrong know nothing of the request but its language. Above all the 404 page: what a
# stranger may not see and what does not exist must answer with the very same bytes.


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return HttpResponse(render_to_string("413.html"), status=413)
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    roles = getattr(exception, "roles", ())  # the door names the roles that may
    names = [role.name.in_language(getattr(request, "LANGUAGE_CODE", "nl")) for role in roles]
    return HttpResponse(render_to_string("403.html", {"roles": names}), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(render_to_string("404.html"), status=404)


def too_often(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse(render_to_string("429.html"), status=429)


def server_error(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("500.html"), status=500)
