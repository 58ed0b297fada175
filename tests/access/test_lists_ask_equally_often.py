"""What grows with use asks the database as often for many rows as for few."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.access.actions import grant_role
from meerwaarde.platform.journal.actions import record_about
from meerwaarde.platform.search.actions import index
from meerwaarde.platform.work.actions import start

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)

PAGES = {
    "journal": ("dirk", "journal:list", ""),
    "jobs": ("dirk", "work:list", ""),
    "people": ("ada", "access:people", ""),
    "search": ("bob", "authority:search", "?q=wijkpark"),
}
MOST_QUERIES = 15


def more(cast: Any, numbers: range) -> None:
    for number in numbers:
        with transaction.atomic():
            record_about(cast.ann, "journal.export", "journal", cast.ann.organisation, at=NOW)
        start("journal.export", cast.dirk, {"format": "csv"}, at=NOW)
        grant_role(
            actor=cast.ada,
            email=f"collega{number}@veenmeer.example",
            name=f"Collega {number}",
            role="buyer",
            department=None,
            since=date(2026, 1, 1),
            at=NOW,
        )
        index(
            organisation_id=cast.bob.organisation_id,
            kind="procurement",
            object_id=f"nummer{number}",
            url="/",
            title=f"Onderhoud wijkpark {number}",
        )


@pytest.mark.parametrize("name", PAGES)
def test_fifty_rows_cost_as_many_queries_as_five(
    name: str, cast: Any, browse: Callable[[str], Client]
) -> None:
    person, route, query = PAGES[name]
    address, client = reverse(route, args=["veenmeer"]) + query, browse(person)

    def asked() -> tuple[int, int]:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        assert answer.status_code == 200
        return len(captured), len(answer.content)

    more(cast, range(5))
    few, small = asked()
    more(cast, range(5, 50))
    many, large = asked()
    assert many == few <= MOST_QUERIES
    assert large > small, "nothing more on the page: this would prove nothing"
