"""The public API of the market: notices that belong to nobody, and how profiles are narrowed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from json_schema import validate

from meerwaarde.config.api import document
from meerwaarde.exchange.interfaces import schema
from meerwaarde.exchange.notice import Buyer, Cpv, Lot
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.platform.search.actions import index
from meerwaarde.stages.market import actions
from meerwaarde.stages.market.actions.sources import share_openly
from meerwaarde.stages.market.models import Notice, Supplier

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


def said(number: int, **changed: Any) -> NoticeRecord:
    known: dict[str, Any] = {
        "source": "tenderned",
        "id": f"9{number:05}",
        "procedure_id": f"5{number:05}",
        "kind": "contract_notice",
        "published": f"2026-10-{number % 28 + 1:02}",
        "buyers": (Buyer("Gemeente Veenmeer"),),
        "title": f"Schoonmaak van gebouw {number}",
        "cpv": Cpv("90911200"),
        "contract": "services",
        "deadline": "2099-11-19T17:00:00",
        "lots": (Lot(id="1", nuts=("NL111",)),),
    }
    return NoticeRecord(**{**known, **changed})


def kept(number: int, organisation_id: int | None = None, **changed: Any) -> Notice:
    columns = {name: changed.pop(name) for name in ("latest", "withdrawn", "awarded") if name in changed}
    record = said(number, **changed)
    known = {"source": record.source, "external_id": record.id, "imported_at": NOW, "changed_at": NOW}
    return Notice.enter(organisation_id=organisation_id, **known, **actions.columns_of(record), **columns)


def asked(**query: Any) -> Any:
    answer = Client().get(reverse("api:notices"), query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def numbers(**query: Any) -> list[str]:
    return [one["notice"]["id"] for one in asked(**query)["items"]]


def test_pages_follow_each_other_newest_first_each_once_and_fit_the_schema() -> None:
    for number in range(30):
        kept(number)
    page = asked(limit=12)
    validate(page, schema("published-notices"))
    seen, days = [], []
    while page is not None:
        seen += [one["id"] for one in page["items"]]
        days += [one["notice"]["published"] for one in page["items"]]
        page = Client().get(page["next"]).json() if page["next"] else None
    assert len(seen) == len(set(seen)) == 30
    assert days == sorted(days, reverse=True)


def test_what_an_authority_took_in_itself_is_nobody_elses(cast: Any) -> None:
    own = kept(1, organisation_id=cast.bob.organisation_id)
    assert numbers() == []
    assert Client().get(reverse("api:notice", args=[own.public_id])).status_code == 404


def test_one_notice_says_what_came_after_it() -> None:
    first = kept(1, latest=False, withdrawn=True)
    told = Client().get(reverse("api:notice", args=[first.public_id])).json()
    validate(told, schema("published-notice"))
    assert (told["latest"], told["withdrawn"]) == (False, True)
    assert numbers() == []
    assert numbers(procedure="500001") == ["900001"]


def test_each_filter_narrows() -> None:
    kept(1)
    kept(2, cpv=Cpv("45000000"), lots=(Lot(id="1", nuts=("NL226",)),), source="ted")
    kept(3, kind="contract_award_notice")
    kept(4, deadline="2020-01-01T12:00:00")
    assert numbers(cpv="4500") == ["900002"]
    assert numbers(region="NL22") == ["900002"]
    assert numbers(source="ted") == ["900002"]
    assert numbers(group="result") == ["900003"]
    assert "900004" not in numbers(openOnly="true")
    later = (NOW + timedelta(minutes=1)).isoformat()
    assert numbers(changedSince=later) == []
    assert len(numbers(changedSince=NOW.isoformat())) == 4


def test_words_are_looked_up_as_everywhere() -> None:
    found = kept(1)
    kept(2, title="Onderhoud van wegen")
    index(organisation_id=None, kind="notice", object_id=found.public_id, url="/", title=found.title)
    assert numbers(q="schoonmaken gebouwen") == ["900001"]


@pytest.mark.parametrize(
    "query",
    [{"cpv": "x"}, {"region": "BE1"}, {"group": "x"}, {"limit": 0}, {"changedSince": "gisteren"}],
)
def test_a_question_that_cannot_be_read_says_which_part(query: dict[str, Any]) -> None:
    answer = Client().get(reverse("api:notices"), query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert next(iter(query)) in answer.json()["detail"]


def test_an_unknown_place_to_go_on_from_gives_an_empty_page() -> None:
    kept(1)
    assert asked(after="zzzzzzzzzzzz") == {"items": [], "next": None}
    assert asked(q="\x00") is not None


def test_a_page_costs_the_same_queries_for_one_notice_and_for_thirty() -> None:
    kept(0)

    def counted() -> int:
        with CaptureQueriesContext(connection) as captured:
            asked(limit=50)
        return len(captured)

    few = counted()
    for number in range(1, 30):
        kept(number)
    assert counted() == few <= 7  # four of them count how often somebody asks


def test_an_answer_is_known_by_its_content() -> None:
    kept(1)
    answer = Client().get(reverse("api:notices"))
    again = Client().get(reverse("api:notices"), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_open_profiles_are_narrowed_by_what_they_offer_and_where(market_cast: Any, new_supplier: Any) -> None:
    cast = market_cast
    found = new_supplier(
        name="Groenwerk", kvk="90000017", cpv=("77310000",), regions=("NL11",), themes=("climate",)
    )
    found.change(firm_id=cast.vera.organisation_id)
    share_openly(actor=cast.vera, at=NOW, supplier=Supplier.objects.get(), agree=True)

    def names(**query: Any) -> list[str]:
        answer = Client().get(reverse("api:suppliers"), query)
        assert answer.status_code == 200, answer.content
        return [one["name"] for one in answer.json()["items"]]

    for fits in (
        {"cpv": "77000000"},
        {"region": "NL11"},
        {"theme": "climate"},
        {"q": "groenw"},
        {"kvk": "90000017"},
        {"changedSince": "2020-01-01T00:00:00Z"},
    ):
        assert names(**fits) == ["Groenwerk"], fits
    for does_not in (
        {"cpv": "45000000"},
        {"region": "NL42"},
        {"theme": "circular"},
        {"q": "bakkerij"},
        {"kvk": "90000025"},
        {"changedSince": "2099-01-01T00:00:00Z"},
    ):
        assert names(**does_not) == [], does_not


def test_the_description_tells_of_each_list_and_its_schema() -> None:
    told = document()
    for path, form in (
        ("/notices", "PublishedNotices"),
        ("/suppliers", "SupplierProfiles"),
        ("/needs", "PublishedNeeds"),
    ):
        operation = told["paths"][path]["get"]
        reference = operation["responses"][200]["content"]["application/json"]["schema"]["$ref"]
        assert reference == f"#/components/schemas/{form}"
        assert form in told["components"]["schemas"]
        assert {"after", "q"} <= {one["name"] for one in operation["parameters"]}
