"""Whoever may not open a thing does not learn from the search that it is there."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FINDER = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "search-finder"}


def told(client: Client, words: str, place: str = "veenmeer", **headers: str) -> str:
    """What the page says, without the marks around what was typed."""
    answer = client.get(f"/{place}/zoeken/", {"q": words}, **headers)
    assert answer.status_code == 200
    return re.sub(r"</?mark[^>]*>", "", answer.content.decode())


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
    for headers in ({}, FINDER):
        assert ("Onderhoud wijkparken" in told(client, "wijkparken", **headers)) is finds_procurement
        assert ("kopen sociaal in" in told(client, "goede voorbeeld", **headers)) is finds_goal


def test_another_authority_finds_nothing(
    world: Callable[[str], dict[str, Any]], browse: Callable[[str], Client]
) -> None:
    world("procurement")
    assert "Onderhoud wijkparken" not in told(browse("eve"), "wijkparken", "duinrade")


@pytest.mark.parametrize("headers", [{}, FINDER], ids=["page", "while typing"])
def test_a_firm_finds_whose_page_is_open_to_everybody_and_nothing_else_of_the_directory(
    headers: dict[str, str],
    market_cast: Any,
    world: Callable[[str], dict[str, Any]],
    browse: Callable[[str], Client],
) -> None:
    from meerwaarde.stages.market import actions
    from meerwaarde.stages.market.models import Supplier

    for name in ("Hoveniers Openbaar", "Hoveniers Besloten"):
        actions.add_supplier(actor=market_cast.bob, at=NOW, values=actions.SupplierValues(name=name))
    Supplier.objects.filter(name="Hoveniers Openbaar").update(public_since=NOW)
    world("procurement")
    for person, place in (("vera", "groenwerk"), ("cees", "buurtkracht")):
        client = browse(person)
        slug = getattr(market_cast, person).slug
        assert "Hoveniers Openbaar" in told(client, "hoveniers", slug, **headers), place
        assert "Hoveniers Besloten" not in told(client, "hoveniers", slug, **headers)
        assert "Onderhoud wijkparken" not in told(client, "wijkparken", slug, **headers)
    both = told(browse("bob"), "hoveniers", **headers)
    assert "Hoveniers Openbaar" in both
    assert "Hoveniers Besloten" in both


def test_a_need_is_found_by_everybody_while_it_is_open(
    market_cast: Any, browse: Callable[[str], Client]
) -> None:
    from decimal import Decimal

    from meerwaarde.platform.organisations.queries import organisation
    from meerwaarde.stages.market.actions.needs import NeedValues, enter_need, step_need

    values = NeedValues(
        title="Vrijwilligers voor de moestuin",
        kind="hands",
        what="Wij zoeken mensen die op zaterdag spitten.",
        quantity=Decimal(40),
        unit="hours",
        for_whom="Bewoners",
        place="Assen",
        until=date(2099, 3, 1),
    )
    handler = organisation(market_cast.pia.organisation_id)
    need = enter_need(actor=market_cast.cees, values=values, handler=handler, at=NOW)
    vera = browse("vera")

    def found() -> bool:
        return "Vrijwilligers voor de moestuin" in told(vera, "moestuinen", market_cast.vera.slug)

    step_need(actor=market_cast.cees, need=need, verb="submit", text="", at=NOW)
    assert not found()
    step_need(actor=market_cast.pia, need=need, verb="approve", text="", at=NOW)
    assert found()
    assert "Vrijwilligers voor de moestuin" in told(browse("bob"), "vrijwilliger")
    step_need(actor=market_cast.cees, need=need, verb="withdraw", text="", at=NOW)
    assert not found()
