"""Every page of the demonstration that a colleague can click to renders whole, and shows no neighbour."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import resolve

pytestmark = pytest.mark.django_db

MOST_PAGES = 500
OF_A_KIND = 4
"""Pages of one kind that are looked at; sixty suppliers are built alike."""
LINK = re.compile(r'href="(/[^"#]*)')
OWN = {
    "veenmeer": ("veenhoek", "oosterveld"),
    "duinrade": ("zilvermeeuw", "kwelder", "zeekraal"),
    "zuiderveen": ("muskusrat", "slibgisting", "boezemkade"),
}


def walk(email: str, slug: str, *, whole_kinds: tuple[str, ...] = ()) -> dict[str, str]:
    """Follow links from the home of a person; address to page, files left out.

    Of each kind of page a few are opened, of `whole_kinds` (names of routes) all.
    """
    from meerwaarde.platform.organisations.queries import person_by_email

    person = person_by_email(email)
    assert person is not None
    client = Client()
    client.force_login(person)
    pages: dict[str, str] = {}
    seen: Counter[str] = Counter()
    ahead = [f"/{slug}/"]
    while ahead and len(pages) < MOST_PAGES:
        address = ahead.pop(0)
        kind = resolve(urlsplit(address).path).view_name
        if address in pages or (seen[kind] >= OF_A_KIND and kind not in whole_kinds):
            continue
        seen[kind] += 1
        response = client.get(address, follow=True)
        assert response.status_code == 200, f"{address} gives {response.status_code} to {email}"
        if not response.get("Content-Type", "").startswith("text/html"):
            pages[address] = ""
            continue
        pages[address] = body = response.content.decode()
        found = (unescape(link) for link in LINK.findall(body))
        ahead += [link for link in found if link.startswith(f"/{slug}/") and "?" not in link]
    assert len(pages) < MOST_PAGES
    return pages


OF_ALL = ("market:opportunities", "policy:frameworks_compare", "policy:framework_above")
"""Pages that show what neighbours made public; what they keep to themselves stands there neither."""


def whole(pages: dict[str, str], slug: str) -> None:
    """No page lacks a name that its template asks for, and none shows words of a neighbour."""
    for address, body in pages.items():
        assert "⟦missing" not in body, address
        if resolve(urlsplit(address).path).view_name in OF_ALL:
            continue
        said = body.lower()
        assert not any(word in said for other in OWN if other != slug for word in OWN[other]), address


@pytest.mark.parametrize("name", ["marjan", "pieter", "rik"])
def test_every_page_that_can_be_reached_is_whole(loaded: None, name: str) -> None:
    """A client, a policy adviser, and a council member who only reads."""
    pages = walk(f"{name}@veenmeer.example", "veenmeer")
    assert len(pages) > 12
    whole(pages, "veenmeer")


def test_a_buyer_reaches_every_procurement_and_every_goal(loaded: None) -> None:
    from meerwaarde.stages.policy.queries import Goal
    from meerwaarde.stages.procurement.queries import Procurement

    pages = walk("bas@veenmeer.example", "veenmeer", whole_kinds=("policy:goal", "procurement:detail"))
    whole(pages, "veenmeer")
    ours = {"organisation__slug": "veenmeer"}
    goals = {
        f"/veenmeer/beleid/doelen/{goal.public_id}/" for goal in Goal.objects.filter(archived_at=None, **ours)
    }
    files = {f"/veenmeer/inkopen/{one.public_id}/" for one in Procurement.objects.filter(**ours)}
    assert len(goals) == 15
    assert len(files) == 27
    assert goals <= pages.keys()
    assert files <= pages.keys()


@pytest.mark.parametrize(
    ("email", "slug", "own"),
    [
        ("eva@duinrade.example", "duinrade", "kwelderbrug"),
        ("lotte@zuiderveen.example", "zuiderveen", "muskusrat"),
    ],
)
def test_a_neighbour_sees_nothing_of_another(loaded: None, email: str, slug: str, own: str) -> None:
    pages = walk(email, slug)
    assert any(own in body.lower() for body in pages.values())
    whole(pages, slug)
