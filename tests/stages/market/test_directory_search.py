"""Searching the directory: words, filters, distance, orders, numbers, the map, and comparing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meerwaarde.stages.market import queries
from meerwaarde.stages.market.models import Supplier
from meerwaarde.stages.market.pages.narrowing import narrowing_panel
from meerwaarde.stages.market.queries import SupplierFilter

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
New = Callable[..., Any]
DAY = date(2026, 11, 22)
HTMX = {"HTTP_HX_REQUEST": "true"}


def at(name: str, *parts: str, authority: str = "veenmeer") -> str:
    return reverse(f"market:{name}", args=[authority, *parts])


def text_of(client: Client, url: str, **asked: Any) -> str:
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def names(actor: Any, sort: str = "name", **asked: Any) -> list[str]:
    wanted = SupplierFilter(**asked)
    return [row.name for row in queries.listed_suppliers(actor, wanted, day=DAY, sort=sort).rows]


@pytest.fixture
def around(new_supplier: New) -> dict[str, Any]:
    """Four suppliers at growing distance of Assen, and one of which nobody knows where it is."""
    return {
        "assen": new_supplier(name="Groen Assen", postcode="9401 AB", themes=("climate",)),
        "groningen": new_supplier(name="Groen Groningen", place="Groningen", regions=("NL11",)),
        "zwolle": new_supplier(
            name="Hovenier Zwolle", postcode="8011 AA", regions=("NL",), cpv=("77310000",)
        ),
        "maastricht": new_supplier(name="Tuinen Maastricht", place="Maastricht", size_class="micro"),
        "nowhere": new_supplier(name="Groen Nergens", target_group_share=Decimal("0.35")),
    }


# --- distance -------------------------------------------------------------------------------------------


def test_the_area_follows_the_postcode_else_the_place(around: dict[str, Any], cast: Any) -> None:
    assert Supplier.objects.get(name="Groen Assen").area == "94"
    assert Supplier.objects.get(name="Groen Groningen").area == "97"
    assert Supplier.objects.get(name="Groen Nergens").area == ""


def test_distance_narrows_and_orders_from_near_to_far(around: dict[str, Any], cast: Any) -> None:
    assert names(cast.bob, "distance", near="94", km=50) == ["Groen Assen", "Groen Groningen"]
    assert names(cast.bob, "distance", near="94", km=0) == [
        "Groen Assen",
        "Groen Groningen",
        "Hovenier Zwolle",
        "Tuinen Maastricht",
        "Groen Nergens",
    ]
    assert names(cast.bob, near="97", km=25) == ["Groen Groningen"]


@pytest.mark.parametrize("sort", ["distance", "relevance"])
def test_no_supplier_falls_between_two_pages_of_an_order(new_supplier: New, cast: Any, sort: str) -> None:
    places = ("Assen", "Groningen", "Emmen", "")
    entered = {new_supplier(name=f"Groenwerk {n // 9}", place=places[n % 4]).public_id for n in range(57)}
    wanted = SupplierFilter(near="94") if sort == "distance" else SupplierFilter(text="groenwerk")
    seen: list[str] = []
    after = ""
    for _page in range(3):
        page = queries.listed_suppliers(cast.bob, wanted, day=DAY, sort=sort, after=after)
        seen += [row.public_id for row in page.rows]
        after = page.after
    assert after == ""
    assert len(seen) == len(set(seen))
    assert set(seen) == entered


def test_a_row_says_how_far_it_is_in_words_that_promise_no_more(
    browse: Browse, around: dict[str, Any]
) -> None:
    page = text_of(browse("bob"), at("suppliers"), near="Assen", km="0")
    assert "Groningen · ongeveer 30 km" in page
    assert "in de buurt" in page
    assert "afstand onbekend" in page


def test_a_place_that_we_do_not_know_is_said_and_harms_nothing(
    browse: Browse, around: dict[str, Any]
) -> None:
    page = text_of(browse("bob"), at("suppliers"), near="Atlantis")
    assert "Atlantis" in page
    assert "kennen wij niet" in page
    assert "5 leveranciers" in page


# --- orders and filters ---------------------------------------------------------------------------------


def test_words_put_names_that_begin_with_them_first(new_supplier: New, cast: Any) -> None:
    new_supplier(name="Aannemer De Brug", description="Schoonmaak van bruggen, schoonmaak van sluizen.")
    new_supplier(name="Schoonmaak Noord")
    assert names(cast.bob, "relevance", text="schoonmaak")[0] == "Schoonmaak Noord"
    assert len(names(cast.bob, "relevance", text="schoonmaak")) == 2


def test_filters_of_address_share_and_own_category(around: dict[str, Any], cast: Any) -> None:
    from meerwaarde.stages.policy.actions import CategoryValues, add_category

    assert names(cast.bob, seat="NL13") == ["Groen Assen"]
    assert names(cast.bob, share=30) == ["Groen Nergens"]
    assert names(cast.bob, share=50) == []
    green = add_category(
        actor=cast.pia, at=timezone.now(), values=CategoryValues(name="Groen", cpv="7731, 0345")
    )
    assert names(cast.bob, category=green.code) == ["Hovenier Zwolle"]
    assert names(cast.eve, category=green.code) == []
    assert names(cast.bob, category="bestaat-niet") == []


def test_every_number_is_what_the_list_counts(around: dict[str, Any], cast: Any, new_supplier: New) -> None:
    """Each value of each filter, added to the question, leaves exactly as many as was told."""
    new_supplier(name="Sociaal Groen", pso=DAY + timedelta(days=30), cpv=("77310000",), regions=("NL131",))
    new_supplier(name="Verlopen Groen", pso=DAY - timedelta(days=1), regions=("GM0106",))
    told = 0
    for question in ({}, {"text": "groen"}, {"near": "94", "km": 50}):
        for field, counts in queries.spread(cast.bob, SupplierFilter(**question), DAY).counts.items():
            for code, count in counts.items():
                value = int(code) if field == "share" else code
                wanted = SupplierFilter(**question, **{field: value})  # type: ignore[arg-type]
                assert queries.counted_suppliers(cast.bob, wanted, DAY) == count, (question, field, code)
                told += 1
    assert told > 30


def test_with_too_many_suppliers_nothing_is_counted(
    around: dict[str, Any], cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meerwaarde.stages.market.queries import directory

    monkeypatch.setattr(directory, "MOST_COUNTED", 3)
    panel = narrowing_panel(cast.bob, SupplierFilter(), DAY, lambda question: "")
    assert panel.groups == ()
    assert "1.000" in panel.too_many or "1,000" in panel.too_many


# --- as one types, and without a script -----------------------------------------------------------------


def test_while_typing_only_the_results_come_back_with_a_tidy_address(
    browse: Browse, around: dict[str, Any]
) -> None:
    answer = browse("bob").get(
        at("suppliers"), {"q": "groen", "kind": "", "km": "25"}, **HTMX, HTTP_HX_TARGET="directory-results"
    )
    part = answer.content.decode()
    assert "<html" not in part
    assert 'id="directory-results"' in part
    assert "4 leveranciers, beste eerst" in part
    assert answer["HX-Replace-Url"] == at("suppliers") + "?q=groen"


def test_the_numbers_come_on_their_own_and_lead_on(browse: Browse, around: dict[str, Any]) -> None:
    answer = browse("bob").get(at("suppliers"), {"q": "groen"}, **HTMX, HTTP_HX_TARGET="directory-numbers")
    part = answer.content.decode()
    assert "<html" not in part
    assert "q=groen&amp;theme=climate" in part
    whole = text_of(browse("bob"), at("suppliers"), q="groen", aantallen="1")
    assert "q=groen&amp;theme=climate" in whole
    assert "<html" in whole


def test_what_was_chosen_stands_there_and_can_be_left_out(browse: Browse, around: dict[str, Any]) -> None:
    page = text_of(browse("bob"), at("suppliers"), q="groen", near="Assen", km="50", region="NL11")
    assert "ongeveer 50 km rond Assen" in page
    chips = re.findall(r'class="mw-chosen__one" href="([^"]+)"', page)
    assert at("suppliers") + "?near=Assen&amp;km=50&amp;region=NL11" in {
        one.replace("region=NL11&amp;near=Assen&amp;km=50", "near=Assen&amp;km=50&amp;region=NL11")
        for one in chips
    }
    assert any("near" not in one and "km" not in one and "q=groen" in one for one in chips)


@pytest.mark.parametrize("asked", [{}, {"q": "groen"}, {"near": "Assen"}, {"weergave": "kaart"}])
def test_each_question_asks_equally_often_at_any_size(
    browse: Browse, new_supplier: New, asked: dict[str, str]
) -> None:
    client = browse("bob")
    for number in range(3):
        new_supplier(name=f"Groen {number}", postcode="9401 AB", pso=timezone.localdate() + timedelta(days=9))
    client.get(at("suppliers"), asked)
    with CaptureQueriesContext(connection) as few:
        client.get(at("suppliers"), asked)
    for number in range(12):
        new_supplier(name=f"Groen werk {number}", postcode="9712 AB", cpv=("77310000",))
    client.get(at("suppliers"), asked)
    with CaptureQueriesContext(connection) as many:
        client.get(at("suppliers"), asked)
    assert len(many) == len(few)


# --- the map --------------------------------------------------------------------------------------------


def test_the_map_counts_by_address_and_its_provinces_lead_to_the_list(
    browse: Browse, around: dict[str, Any]
) -> None:
    page = text_of(browse("bob"), at("suppliers"), weergave="kaart", q="groen")
    assert 'href="/veenmeer/markt/leveranciers/?q=groen&amp;seat=NL13"' in page
    assert 'aria-label="Drenthe: 1 leverancier"' in page
    assert "Van 1 leverancier weten we niet waar die zit" in page
    assert 'role="group"' in page
    whole = text_of(browse("bob"), at("suppliers"), weergave="kaart", near="Assen", km="50")
    assert "stroke-dasharray" in whole
    assert "Rond Groningen" in whole


# --- who sees what --------------------------------------------------------------------------------------


def test_a_firm_sees_who_is_public_and_itself_and_an_authority_everybody(
    browse: Browse, around: dict[str, Any], market_cast: Any
) -> None:
    cast = market_cast
    Supplier.objects.filter(name="Groen Assen").update(public_since=timezone.now())
    assert names(cast.vera) == ["Groen Assen"]
    assert len(names(cast.bob)) == 5
    page = browse("vera").get(at("suppliers", authority=cast.vera.slug)).content.decode()
    assert "Groen Assen" in page
    assert "Groen Groningen" not in page


# --- side by side ---------------------------------------------------------------------------------------


def test_four_suppliers_stand_side_by_side_and_a_fifth_waits(
    browse: Browse, around: dict[str, Any], new_supplier: New
) -> None:
    ids = [one.public_id for one in around.values()]
    page = text_of(browse("bob"), at("suppliers_compare"), kies=ids)
    assert "Groen Assen" in page
    assert "Tuinen Maastricht" in page
    assert "Groen Nergens" not in page
    assert "Vier leveranciers passen naast elkaar" in page
    assert text_of(browse("bob"), at("suppliers_compare"), kies=["bestaatniet12"]).count("<tbody") == 0


def test_comparing_says_what_was_checked_by_whom_and_finds_another(browse: Browse, new_supplier: New) -> None:
    held = new_supplier(name="Sociaal Groen", pso=timezone.localdate() + timedelta(days=30))
    other = new_supplier(name="Ander Groen")
    page = text_of(browse("bob"), at("suppliers_compare"), kies=[held.public_id])
    assert "gecontroleerd door Gemeente Veenmeer" in page
    found = text_of(browse("bob"), at("suppliers_compare"), kies=[held.public_id], naam="Ander")
    assert f"kies={held.public_id}&amp;kies={other.public_id}" in found


def test_comparing_asks_equally_often(browse: Browse, around: dict[str, Any]) -> None:
    client, ids = browse("bob"), [one.public_id for one in around.values()]
    client.get(at("suppliers_compare"), {"kies": ids[:1]})
    with CaptureQueriesContext(connection) as one:
        client.get(at("suppliers_compare"), {"kies": ids[:1]})
    with CaptureQueriesContext(connection) as four:
        client.get(at("suppliers_compare"), {"kies": ids[:4]})
    assert len(one) == len(four)
