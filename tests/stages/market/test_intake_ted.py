"""TED is searched by day and by token, and each notice comes in with its XML or with why not."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from ted_server import TedServer

from meerwaarde.exchange.ted.fetch import Ted, read_entry
from meerwaarde.gates.outbound import Outbound, Patience
from meerwaarde.platform.journal.actions import System
from meerwaarde.stages.market.actions import intake
from meerwaarde.stages.market.models import Notice, NoticeRaw

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
QUICK = Patience(attempts=4, first=0.01, most=0.02)


def test_the_search_leads_on_by_token_until_all_are_there() -> None:
    with TedServer(records=25, days=1) as server, Outbound(allow=[server.place]) as outbound:
        client = Ted(outbound, search=server.search, patience=QUICK)
        pages = list(client.pages(date(2026, 11, 22), date(2026, 11, 22), limit=10))
        assert [len(page.found) for page in pages] == [10, 10, 5]
        assert {one.number for page in pages for one in page.found} == server.numbers()
        assert client.total(date(2026, 11, 22), date(2026, 11, 22)) == 25
        assert client.total(date(2026, 11, 21), date(2026, 11, 21)) == 0
        with pytest.raises(ValueError, match="no publication number"):
            client.xml("../../1")


def test_an_entry_is_read_in_dutch_and_odd_ones_give_nothing() -> None:
    notice = read_entry(b'{"publication-number": "1-2026", "notice-title": {"eng": "Green", "nld": "Groen"}}')
    assert (notice.id, notice.title, notice.cpv.main) == ("1-2026", "Groen", None)
    for odd in (b"", b"[]", b'{"notice-title": {"nld": 7}}', b"\xff"):
        assert read_entry(odd).title is None


@pytest.mark.django_db
def test_notices_of_ted_come_in_once_with_their_xml() -> None:
    with TedServer(unreadable=frozenset({4})) as server, Outbound(allow=[server.place]) as outbound:
        source = intake.FromTed(
            Ted(outbound, search=server.search, notices=f"http://{server.place}", patience=QUICK)
        )
        for _round in range(2):
            days = {"since": date(2026, 11, 20), "until": date(2026, 11, 22)}
            run = intake.plan_run(System(), source="ted", base_url="local", at=NOW, **days)
            run = intake.work_off(run, source, now=lambda: NOW)
            assert run.state == "done"
    there = Notice.objects.filter(organisation=None, source="ted")
    assert set(there.values_list("external_id", flat=True)) == server.numbers()
    full = there.get(external_id=server.number(3))
    assert full.verdict == "social"
    assert full.address == "https://ted.europa.eu/nl/notice/-/detail/700003-2026"
    assert NoticeRaw.objects.filter(notice=full).count() == 2
    bare = there.get(external_id=server.number(4))
    assert (bare.awaits_detail, bare.title, bare.cpv) == (True, "Groenonderhoud 4", "77310000")
    assert any(one["code"] == "detail_missing" for one in bare.record["complaints"])
