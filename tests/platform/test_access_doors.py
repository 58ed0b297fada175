"""Two people in the same instant: the second is told, and never sees an error of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door, person_door, public_door
from meerwaarde.platform.organisations.models import Organisation, Person


@door("goals.read")
def late(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Saves what a colleague saved after it was fetched."""
    return _late(actor.organisation_id)


@person_door
def late_person(request: HttpRequest) -> HttpResponse:
    """The same at a door for everybody who is logged in."""
    return _late(Organisation.objects.get(slug="veenmeer").pk)


@public_door
def late_visitor(request: HttpRequest) -> HttpResponse:
    """The same at a door for everybody."""
    return _late(Organisation.objects.get(slug="veenmeer").pk)


def _late(key: int) -> HttpResponse:
    mine = Organisation.objects.get(pk=key)
    Organisation.objects.get(pk=key).change(name="Van een collega")
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


@pytest.mark.parametrize("view", [late_person, late_visitor])
def test_a_door_without_an_organisation_tells_it_too(cast: Any, view: Any) -> None:
    request = RequestFactory().post("/uitnodiging/")
    request.user = Person.objects.get(email__startswith="bob@")
    answer = view(request)
    assert answer.status_code == 409
    assert "Iemand was u net voor" in answer.content.decode()
