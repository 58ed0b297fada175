"""The list of notices of a firm begins with what it can still tender for; it sees and lifts that filter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.stages.market.actions import columns_of
from meerwaarde.stages.market.models import Notice
from meerwaarde.stages.market.queries import PAGE

pytestmark = pytest.mark.django_db
URL = "/groenwerk/markt/aankondigingen/"


def notice(number: int, *, closes_in: int, published: str = "2026-11-10") -> Notice:
    said = NoticeRecord(
        source="tenderned",
        id=str(number),
        kind="contract_notice",
        published=published,
        title=f"Groen {number}",
        deadline=f"{timezone.localtime() + timedelta(days=closes_in):%Y-%m-%dT%H:%M:%S}",
    )
    at = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    known = {"external_id": str(number), "source": "tenderned", "imported_at": at, "changed_at": at}
    return Notice.enter(**{**columns_of(said), **known})


def titles(page: Any) -> list[str]:
    return [row.cells[0].text for row in page.table.rows]


def test_a_firm_begins_with_what_is_open_and_lifts_that_in_one_click(
    market_cast: Any, browse: Callable[[str], Client]
) -> None:
    notice(1, closes_in=20, published="2026-11-01")
    notice(2, closes_in=-5, published="2026-11-20")
    notice(3, closes_in=30, published="2026-11-15")
    vera = browse("vera")
    page = vera.get(URL).context["page"]
    assert titles(page) == ["Groen 3", "Groen 1"]
    assert page.filters["open"].value() == "1", "the form shows it"
    assert page.filters_used
    lifted = vera.get(page.clear_url).context["page"]
    assert titles(lifted) == ["Groen 2", "Groen 3", "Groen 1"]
    assert not lifted.filters_used
    assert titles(vera.get(URL, {"q": "Groen", "open": ""}).context["page"]) == [
        "Groen 2",
        "Groen 3",
        "Groen 1",
    ]
    assert titles(vera.get(URL, {"q": "Groen 1"}).context["page"]) == ["Groen 1"]
    assert titles(browse("bob").get("/veenmeer/markt/aankondigingen/").context["page"])[0] == "Groen 2"


def test_the_next_page_keeps_what_was_chosen(market_cast: Any, browse: Callable[[str], Client]) -> None:
    for number in range(PAGE + 5):
        notice(number, closes_in=20 if number % 2 else -5)
    vera, shown = browse("vera"), []
    here = f"{URL}?open="
    while here:
        page = vera.get(here).context["page"]
        shown += titles(page)
        here = page.table.next_url
    assert len(set(shown)) == len(shown) == PAGE + 5
