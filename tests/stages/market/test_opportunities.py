"""Opportunities: what everybody sees of the calendars of authorities, on pages, in data and in a feed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
from django.test import Client
from icalendar import Calendar

from meerwaarde.exchange.interfaces import schema
from meerwaarde.exchange.interfaces.opportunities import PublishedOpportunities
from meerwaarde.platform.layout import slots
from meerwaarde.platform.search.queries import search
from meerwaarde.rules.procurement_calendar import Band
from meerwaarde.stages.market import actions, queries
from meerwaarde.stages.market.models import Opportunity
from meerwaarde.stages.market.queries import OpportunityFilter

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
HOME = "/openbaar/veenmeer/kalender/"


@pytest.fixture
def opened(cast: Any) -> Callable[..., Opportunity]:
    """`opened("a", title=…)` makes something of Veenmeer public under that reference."""

    def one(reference: str, actor: Any = None, **more: Any) -> Opportunity:
        known: dict[str, Any] = {
            "title": "Onderhoud wijkparken",
            "year": 2027,
            "quarter": 2,
            "value_low_cents": 100_000_00,
            "value_high_cents": 250_000_00,
            "contract": "services",
            "cpv": ("77310000",),
            "themes": ("social_return",),
            "contact": "inkoop@veenmeer.example",
        }
        values = actions.OpportunityValues(**{**known, **more})
        return actions.open_opportunity(actor or cast.bob, reference=reference, values=values, at=AT)

    return one


def test_the_public_page_needs_no_log_in_and_speaks_two_languages(opened: Any, client: Client) -> None:
    one = opened("a")
    page = client.get(HOME)
    assert page.status_code == 200
    assert "Onderhoud wijkparken" in page.content.decode()
    english = client.get(HOME, headers={"accept-language": "en"}).content.decode()
    assert "Quarter 2 of 2027" in english
    assert client.get(f"{HOME}{one.public_id}/").status_code == 200


def test_the_way_to_a_calendar_stands_where_an_authority_shows_one(opened: Any, client: Client) -> None:
    assert slots.public_places.collect("veenmeer") == ()
    opened("a")
    (calendar,) = slots.public_places.collect("veenmeer")
    assert (str(calendar.label), calendar.url) in {("Inkoopkalender", HOME), ("Procurement calendar", HOME)}
    assert slots.public_places.collect("duinrade") == ()
    assert 'href="/openbaar/"' in client.get("/account/inloggen/").content.decode().split("<footer")[0]


def test_what_was_taken_back_is_gone_everywhere(cast: Any, opened: Any, client: Client) -> None:
    one = opened("a")
    assert search(cast.eve.organisation_id, "wijkparken", kinds=("opportunity",))
    actions.withdraw_opportunity(cast.bob, reference="a", at=AT)
    assert not search(cast.eve.organisation_id, "wijkparken", kinds=("opportunity",))
    assert client.get(f"{HOME}{one.public_id}/").status_code == 404
    for part in ("", "feed/", "agenda/", "gegevens/"):
        assert "wijkparken" not in client.get(HOME + part).content.decode()


def test_an_address_of_another_authority_does_not_show_it(opened: Any, client: Client) -> None:
    one = opened("a")
    assert client.get(f"/openbaar/duinrade/kalender/{one.public_id}/").status_code == 404
    assert client.get("/openbaar/nergens/kalender/").status_code == 404


def test_feed_data_and_agenda_hold_the_same_lines(cast: Any, opened: Any, client: Client) -> None:
    one = opened("a")
    opened("b", title="Schoolvervoer & meer", quarter=3)
    actions.begin_opportunity(cast.bob, reference="b", at=AT)
    feed = ElementTree.fromstring(client.get(f"{HOME}feed/").content)
    names = {entry.findtext("{*}title") for entry in feed.findall("{*}entry")}
    assert names == {"Onderhoud wijkparken", "Schoolvervoer & meer"}
    data = json.loads(client.get(f"{HOME}gegevens/").content)
    first, second = data["items"]
    assert (first["id"], first["begun"]) == (one.public_id, False)
    assert first["value"] == {"low": "100000.00", "high": "250000.00", "currency": "EUR"}
    assert second["begun"] is True
    book = Calendar.from_ical(client.get(f"{HOME}agenda/").content)
    assert {str(event["summary"]).partition(": ")[2] for event in book.walk("VEVENT")} == names


def test_opening_again_changes_only_what_differs(opened: Any) -> None:
    before = opened("a")
    again = opened("a")
    assert again.version == before.version
    assert opened("a", title="Groen").public_id == before.public_id
    assert Opportunity.objects.count() == 1


def test_filters_narrow_the_list_of_all_authorities(cast: Any, opened: Any) -> None:
    opened("a")
    opened(
        "b",
        cast.eve,
        title="Duinpaden",
        year=2028,
        contract="works",
        cpv=("45233160",),
        themes=("climate",),
        value_low_cents=None,
        value_high_cents=2_000_000_00,
    )
    actions.begin_opportunity(cast.eve, reference="b", at=AT)

    def titles(**wanted: Any) -> list[str]:
        return [one.title for one in queries.listed_opportunities(OpportunityFilter(**wanted))]

    assert titles() == ["Onderhoud wijkparken", "Duinpaden"]
    for wanted in (
        {"text": "duin"},
        {"authority": "duinrade"},
        {"theme": "climate"},
        {"contract": "works"},
        {"year": 2028},
        {"cpv": "45233000"},
        {"band": Band(Decimal(1_000_000), None)},
    ):
        assert titles(**wanted) == ["Duinpaden"], wanted
    assert titles(begun=False) == ["Onderhoud wijkparken"]


def test_pages_follow_each_other_without_a_gap(
    cast: Any, opened: Any, browse: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    for place in range(60):
        opened(f"r{place}", title=f"Kans {place}", quarter=1 + place % 4, year=2027 + place % 3)
    seen: list[str] = []
    after = ""
    while True:
        rows = queries.listed_opportunities(OpportunityFilter(), after=after)
        shown = rows[: queries.OPPORTUNITIES_ON_A_PAGE]
        seen += [one.public_id for one in shown]
        if len(rows) <= queries.OPPORTUNITIES_ON_A_PAGE:
            break
        after = shown[-1].public_id
    assert len(seen) == len(set(seen)) == 60
    bob = browse("bob")
    bob.get("/veenmeer/markt/kansen/")
    with django_assert_max_num_queries(14):
        assert bob.get("/veenmeer/markt/kansen/").status_code == 200
    with django_assert_max_num_queries(8):
        assert Client().get(HOME).status_code == 200


def test_the_api_pages_filters_and_fits_its_schema(cast: Any, opened: Any, client: Client) -> None:
    for place in range(30):
        opened(f"r{place}", title=f"Kans {place}")
    opened("duin", cast.eve, title="Duinpaden", themes=("climate",), cpv=("45233160",))
    first = client.get("/api/v1/opportunities")
    assert first.status_code == 200
    msgspec.json.decode(first.content, type=PublishedOpportunities)
    page = json.loads(first.content)
    rest = json.loads(client.get(page["next"]).content)
    assert rest["next"] is None
    ids = [one["id"] for one in (*page["items"], *rest["items"])]
    assert len(ids) == len(set(ids)) == 31
    for asked in ("authority=duinrade", "theme=climate", "cpv=45233000", "q=duin"):
        found = json.loads(client.get(f"/api/v1/opportunities?{asked}").content)["items"]
        assert [one["title"] for one in found] == ["Duinpaden"], asked
    assert client.get("/api/v1/opportunities?cpv=12").status_code == 400
    one = client.get(f"/api/v1/opportunities/{ids[0]}")
    assert set(json.loads(one.content)) == set(
        schema("opportunity")["$defs"]["PublishedOpportunity"]["required"]
    )
    again = client.get(f"/api/v1/opportunities/{ids[0]}", headers={"if-none-match": one["ETag"]})
    assert again.status_code == 304
    assert client.get("/api/v1/opportunities/zzzzzzzzzzzz").status_code == 404
