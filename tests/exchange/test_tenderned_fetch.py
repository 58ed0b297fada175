"""TenderNed is asked over real sockets, with every oddity that was seen of its interface."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from tenderned_server import FIRST, Habits, TenderNedServer

from meerwaarde.exchange import eforms
from meerwaarde.exchange.notice.privacy import mask_addresses, masked
from meerwaarde.exchange.tenderned import meaning, read_publication
from meerwaarde.exchange.tenderned.feed import read_feed
from meerwaarde.exchange.tenderned.fetch import MOST_FOUND, TenderNed, Window
from meerwaarde.exchange.tenderned.refusals import NotAsAgreed
from meerwaarde.gates.outbound import NoAnswer, Outbound, Patience
from meerwaarde.rules.text import Text

TODAY = date(2026, 11, 22)
DAY = Window(date(2026, 11, 20), date(2026, 11, 20))
ALL = Window(date(2026, 11, 1), TODAY)
QUICK = Patience(first=0.01, most=0.02, longest=1.0)


@contextmanager
def asking(**habits: Any) -> Iterator[tuple[TenderNed, TenderNedServer]]:
    with TenderNedServer(Habits(**habits)) as server, Outbound(allow=[server.place]) as outbound:
        yield TenderNed(outbound, base=server.url, patience=QUICK, credentials=("naam", "geheim")), server


def numbers(client: TenderNed, window: Window) -> list[str]:
    return [one.number for _page, fresh in client.entries(window) for one in fresh]


def test_all_publications_of_all_days_come_each_once() -> None:
    with asking(records=730) as (client, server):
        found = numbers(client, ALL)
        assert len(found) == len(set(found)) == 730
        assert set(found) == server.numbers()
        assert server.seen.lists == 8


def test_a_day_holds_what_was_published_on_it() -> None:
    with asking(records=730) as (client, server):
        of_days = [numbers(client, Window(day, day)) for day in (date(2026, 11, n) for n in range(17, 24))]
        assert [len(one) for one in of_days] == [0, 146, 146, 146, 146, 146, 0]
        assert set().union(*of_days) == server.numbers()


def test_pages_that_shift_are_read_again_until_nothing_is_missing() -> None:
    with asking(records=500, days=1, shifts=frozenset({2, 4})) as (client, server):
        found = numbers(client, ALL)
        assert len(found) == len(set(found)) == 500
        assert server.seen.lists > 5


def test_half_a_page_of_garbage_is_asked_again() -> None:
    with asking(records=300, garbage_pages=frozenset({1, 3})) as (client, server):
        assert set(numbers(client, ALL)) == server.numbers()
        assert server.seen.lists == 5


def test_odd_things_among_the_entries_are_counted_and_their_places_read_again() -> None:
    with asking(records=300, garbage_entries=frozenset({2})) as (client, server):
        pages = [page for page, _fresh in client.entries(ALL)]
        assert sum(page.unreadable for page in pages) > 0
        assert set(numbers(client, ALL)) == server.numbers()


def test_what_never_adds_up_stays_short_of_its_total() -> None:
    with asking(records=100, lies_by=3) as (client, _server):
        pages = list(client.entries(DAY))
        assert pages[-1][0].total == 23
        assert sum(len(fresh) for _page, fresh in pages) == 20


def test_busy_broken_slow_and_dropped_are_waited_out() -> None:
    habits = {"busy_every": 3, "broken_every": 4, "slow_every": 5, "drops_every": 7}
    with asking(records=400, **habits) as (client, server):
        assert set(numbers(client, ALL)) == server.numbers()
        assert client.asked > server.seen.lists


def test_a_source_that_stays_away_says_so() -> None:
    with asking(busy_every=1, retry_after="3600") as (client, server):
        with pytest.raises(NotAsAgreed) as failure:
            client.page(DAY)
        assert failure.value.code == "status_429"
        assert server.seen.questions == 1  # it asked for an hour: asking on is no use
    with asking(drops_every=1) as (client, _server), pytest.raises(NoAnswer):
        client.page(DAY)


def test_days_that_are_ignored_are_noticed() -> None:
    ignored = frozenset({"publicatieDatumVanaf", "publicatieDatumTot"})
    with asking(ignores=ignored) as (client, _server), pytest.raises(NotAsAgreed) as failure:
        client.page(DAY)
    assert failure.value.code == "filter_ignored"


def test_a_day_that_is_too_full_is_divided_into_parts_that_hold_all_of_it() -> None:
    full = Window(TODAY, TODAY)
    with asking(records=MOST_FOUND + 2_000, days=1) as (client, _server):
        parts = client.split(full, client.total(full))
        totals = [client.total(one) for one in parts]
        assert sum(totals) == MOST_FOUND + 2_000
        assert max(totals) <= MOST_FOUND
        assert [one.split for one in parts] == ["typeOpdracht=L", "typeOpdracht=D", "typeOpdracht=W"]
    with asking(records=4 * MOST_FOUND, days=1, ignores=frozenset({"nationaalOfEuropees"})) as (
        client,
        _server,
    ):
        parts = client.split(full, client.total(full))
        assert {one.split for one in parts} >= {
            "typeOpdracht=L&procedure=OPE",
            "typeOpdracht=D&procedure=NOP",
        }
        assert sum(map(client.total, parts)) == 4 * MOST_FOUND


def test_a_full_day_that_no_filter_divides_is_an_error() -> None:
    nothing = frozenset({"typeOpdracht", "nationaalOfEuropees", "procedure", "publicatieType"})
    with asking(records=MOST_FOUND + 1, days=1, ignores=nothing) as (client, _server):
        with pytest.raises(NotAsAgreed) as failure:
            client.split(Window(TODAY, TODAY), MOST_FOUND + 1)
        assert failure.value.code == "day_too_full"


def test_a_list_and_a_detail_make_one_notice_with_its_addresses_masked() -> None:
    with asking() as (client, _server):
        entry = client.page(DAY).entries[0]
        notice = read_publication(entry.content, client.detail(entry.number))
        assert notice.id == entry.number
        assert notice.cpv.main
        assert notice.lots[0].nuts
        assert notice.published == "2026-11-20"
        assert not any(one.code == "detail_missing" for one in notice.complaints)
        assert "@voorbeeld.nl" in (notice.description or "")
        assert "@" not in repr(masked(notice))
        assert "[e-mailadres]" in (masked(notice).description or "")


@pytest.mark.parametrize("number", [FIRST + 100, FIRST + 101])
def test_a_detail_that_cannot_be_read_keeps_the_notice_and_says_why(number: int) -> None:
    with asking(unreadable_details=frozenset({number})) as (client, server):
        with pytest.raises(NotAsAgreed) as failure:
            client.detail(str(number))
        entry = json.dumps(server.entry(number)).encode()
    notice = read_publication(entry, None, why_no_detail=failure.value.message)
    assert notice.title
    (complaint,) = [one for one in notice.complaints if one.code == "detail_missing"]
    assert "127.0.0.1" in complaint.why


def test_days_that_count_down_change_nothing_and_a_new_text_does() -> None:
    number = FIRST + 5
    before = TenderNedServer(Habits())
    later = TenderNedServer(Habits(counters_run=3))
    changed = TenderNedServer(Habits(corrected=frozenset({number})))
    digests = []
    for server in (before, later, changed):
        server.close()
        digests.append(meaning(json.dumps(server.entry(number)).encode()))
    assert digests[0] == digests[1] != digests[2]
    assert meaning(None) == ""


def test_xml_needs_a_name_and_password_and_reads_as_eforms() -> None:
    with asking() as (client, server):
        (notice,) = eforms.read(client.xml(str(FIRST))).records
        assert notice.cpv.main == "77310000"
        with Outbound(allow=[server.place]) as outbound:
            for credentials in (None, ("naam", "fout")):
                with pytest.raises(NotAsAgreed) as failure:
                    TenderNed(outbound, base=server.url, credentials=credentials).xml(str(FIRST))
                assert failure.value.code == "status_401"
                assert "geheim" not in str(failure.value)


def test_the_feed_gives_the_newest_first() -> None:
    with asking(records=40) as (client, _server):
        newest = read_feed(client.feed())
        assert [one.number for one in newest] == [str(FIRST + place) for place in range(39, 14, -1)]
        assert newest[0].address.startswith("https://www.tenderned.nl/")


@pytest.mark.parametrize("number", ["../../x", "1/documenten", "", "9" * 13, "1?x=2"])
def test_a_number_is_a_number(number: str) -> None:
    with asking() as (client, server):
        with pytest.raises(ValueError, match="no number"):
            client.detail(number)
        assert server.seen.questions == 0


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Mail j.jansen@voorbeeld.nl.", "Mail [e-mailadres]."),
        ("Mail J.Jansen (at) voorbeeld.nl", "Mail [e-mailadres]"),
        ("piet[at]sub.voorbeeld.nl, ook goed", "[e-mailadres], ook goed"),
        ("Prijs @ 5 euro", "Prijs @ 5 euro"),
        ("a@b", "a@b"),
        ("x" * 100_000 + "@", "x" * 100_000 + "@"),
    ],
)
def test_addresses_are_masked_and_the_rest_stays(text: str, shown: str) -> None:
    assert mask_addresses(text) == shown


def test_a_notice_without_a_detail_needs_no_reason() -> None:
    notice = read_publication(b'{"publicatieId": "1"}', None, why_no_detail=Text(nl="", en=""))
    assert notice.id == "1"
    assert read_publication(b"\xff", None).complaints
