"""Two people in the same instant: the second is told, and never sees an error of ours."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.organisations.models import Organisation, Person


@door("goals.read")
def late(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Saves what a colleague saved after it was fetched."""
    mine = Organisation.objects.get(pk=actor.organisation_id)
    Organisation.objects.get(pk=actor.organisation_id).change(name="Van een collega")
    mine.change(name="Van mij")
    return HttpResponse("bewaard")


def test_who_is_late_is_told_and_nothing_is_overwritten(cast: Any) -> None:
    request = RequestFactory().post("/veenmeer/")
    request.user = Person.objects.get(email__startswith="bob@")
    request.session = {}  # type: ignore[assignment]
    answer = late(request, authority="veenmeer")
    assert answer.status_code == 409
    assert "Iemand was u net voor" in answer.content.decode()  # type: ignore[attr-defined]
    assert Organisation.objects.get(slug="veenmeer").name == "Van een collega"
