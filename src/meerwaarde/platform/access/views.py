"""Where a person lands after logging in, and where one chooses in which role to work."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meerwaarde.platform.access.doors import CHOSEN_MEMBERSHIP, person_door
from meerwaarde.platform.access.pages import start_page
from meerwaarde.platform.organisations.queries import Membership, Person, memberships_of


@person_door
def start(request: HttpRequest) -> HttpResponse:
    """With one role straight to its home; with more a choice; with none an explanation."""
    held = _held(request)
    if len({membership.organisation_id for membership in held}) == 1 and len(held) == 1:
        return _home(held[0])
    return render(request, "access/start.html", {"page": start_page(held)})


@person_door
@require_POST
def choose_role(request: HttpRequest) -> HttpResponse:
    """Work in this role at this authority from now on, until another choice."""
    wanted = request.POST.get("membership", "")
    chosen = next((membership for membership in _held(request) if membership.public_id == wanted), None)
    if chosen is None:
        raise Http404
    request.session[CHOSEN_MEMBERSHIP.format(slug=chosen.organisation.slug)] = chosen.public_id
    messages.success(
        request, _("You now work at %(organisation)s.") % {"organisation": chosen.organisation.name}
    )
    return _home(chosen)


def _held(request: HttpRequest) -> list[Membership]:
    assert isinstance(request.user, Person)
    return list(memberships_of(request.user, timezone.localdate()))


def _home(membership: Membership) -> HttpResponseRedirect:
    return redirect(reverse("authority:home", args=[membership.organisation.slug]))
