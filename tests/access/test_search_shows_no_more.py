"""Whoever may not open a thing does not learn from the search that it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("person", "finds_procurement", "finds_goal"),
    [("bob", True, True), ("rik", False, True), ("ada", False, False)],
)
def test_the_search_follows_the_role(
    person: str,
    finds_procurement: bool,
    finds_goal: bool,
    world: Callable[[str], dict[str, Any]],
    browse: Callable[[str], Client],
) -> None:
    world("procurement")
    world("goal")
    client = browse(person)
    parks = client.get("/veenmeer/zoeken/", {"q": "wijkparken"}).content.decode()
    promise = client.get("/veenmeer/zoeken/", {"q": "goede voorbeeld"}).content.decode()
    assert ("Onderhoud wijkparken" in parks) is finds_procurement
    assert ("kopen sociaal in" in promise) is finds_goal


def test_another_authority_finds_nothing(
    world: Callable[[str], dict[str, Any]], browse: Callable[[str], Client]
) -> None:
    world("procurement")
    answer = browse("eve").get("/duinrade/zoeken/", {"q": "wijkparken"}).content.decode()
    assert "Onderhoud wijkparken" not in answer
