"""With very many notices a page still reads what it shows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
from django.db import connection

from meerwaarde.platform.organisations.records import insert_objects
from meerwaarde.rules.alerts import Wanted
from meerwaarde.stages.market.models import AlertItem, AlertProfile, Notice
from meerwaarde.stages.market.queries import NoticeFilter
from meerwaarde.stages.market.queries.alerts.own import last_found
from meerwaarde.stages.market.queries.notices import filtered, listed

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def enter(number: int, **values: Any) -> Notice:
    return Notice.enter(
        source="tenderned",
        external_id=f"{number}",
        kind="contract_notice",
        published=(AT - timedelta(days=number % 90)).date(),
        record={"source": "tenderned"},
        imported_at=AT,
        changed_at=AT,
        **values,
    )


def test_the_list_is_read_in_its_order_and_never_sorted_whole(cast: Any) -> None:
    """A sample makes SQLite believe that few notices are public: it then gathered and sorted all."""
    insert_objects(
        [
            Notice(
                source="tenderned",
                external_id=f"{number}",
                published=(AT - timedelta(days=number % 90)).date(),
                record={},
                imported_at=AT,
                changed_at=AT,
            )
            for number in range(2_000)
        ]
    )
    rows = filtered(cast.bob, NoticeFilter()).order_by("-published", "-id")[:26]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit=100")
            cursor.execute("ANALYZE")
            cursor.execute("PRAGMA analysis_limit=0")
        assert "TEMP B-TREE" not in rows.explain()
    assert listed(cast.bob, NoticeFilter()) == list(rows)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("39150000", ["39150000"]),
        ("3915", ["39150000", "39151000"]),
        ("3999", ["39990000"]),
        ("9999", ["99990000"]),
        ("39", ["39150000", "39151000", "39990000"]),
    ],
)
def test_a_group_of_codes_is_what_begins_with_it(cast: Any, asked: str, found: list[str]) -> None:
    for number, code in enumerate(("39150000", "39151000", "39990000", "40000000", "99990000", "")):
        enter(number, cpv=code)
    rows = filtered(cast.bob, NoticeFilter(cpv=asked))
    assert sorted(rows.values_list("cpv", flat=True)) == found


def test_of_each_alert_only_what_was_found_last_is_read(cast: Any, django_assert_num_queries: Any) -> None:
    alerts = [
        AlertProfile.enter(
            organisation_id=cast.bob.organisation_id,
            person_id=cast.bob.person_id,
            name=f"Melding {number}",
            wanted=msgspec.to_builtins(Wanted(cpv=("9091",))),
            email="daily",
            created=AT,
        )
        for number in range(3)
    ]
    notices = [enter(number) for number in range(6)]
    newest = {}
    for alert in alerts[:2]:
        for place, notice in enumerate(notices):
            moment = AT + timedelta(minutes=min(place, 4))  # the last two at the same moment
            newest[alert.pk] = AlertItem.enter(
                profile=alert, subject=f"n{notice.pk}", notice=notice, found_at=AT, changed_at=moment
            )
    with django_assert_num_queries(1):
        assert last_found(alerts) == newest
    assert last_found([]) == {}
