"""Needs and agreements of another platform: read, refused per row, out and in again without loss."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from json_schema import validate

from meerwaarde.exchange.community_exchanges import (
    ExchangeDocument,
    NeedAgreement,
    PublishedNeed,
    exchange_csv,
    exchange_json,
    read_exchange,
)
from meerwaarde.exchange.community_exchanges.fetch import fetch_exchange, place_of, push_exchange
from meerwaarde.exchange.interfaces import schema
from meerwaarde.gates.outbound import NotLetOut, Outbound
from meerwaarde.gates.refusal import Refused

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "community-exchanges.md"


def test_an_address_is_a_place_as_the_client_lists_it() -> None:
    assert place_of("https://platform.example/vragen") == "platform.example"
    assert place_of("https://platform.example:443/vragen") == "platform.example"
    assert place_of("https://platform.example:8443/vragen") == "platform.example:8443"
    for odd in ("https://platform.example:99999/", "https://[::1/", "vragen"):
        assert place_of(odd) == ""
        with Outbound(hosts=[place_of(odd)]) as outside, pytest.raises(NotLetOut):
            fetch_exchange(outside, odd, platform="Doe tegoed")


words = st.text("aZ09 é€;:\"'=<>&\\/", min_size=1, max_size=30)
ids = st.text("abcdefghij0123456789-", min_size=1, max_size=20)
numbers = st.decimals(min_value=0, max_value=10**6, places=2)
needs = st.builds(
    PublishedNeed,
    id=ids,
    title=words,
    kind=st.sampled_from(["hands", "money", "mentoring"]),
    what=words,
    quantity=numbers,
    unit=st.sampled_from(["hours", "euros", "talks"]),
    asker=words,
    place=words,
    until=st.dates(date(2000, 1, 1), date(2100, 1, 1)),
    for_whom=words,
)
agreements = st.builds(
    NeedAgreement, id=ids, need=ids, firm=words, quantity=numbers, given=st.none() | numbers
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.builds(
        ExchangeDocument,
        platform=st.just("Doe tegoed"),
        needs=st.lists(needs, max_size=4, unique_by=lambda one: one.id).map(tuple),
        agreements=st.lists(agreements, max_size=4, unique_by=lambda one: one.id).map(tuple),
    )
)
def test_a_document_comes_back_as_it_went(document: ExchangeDocument) -> None:
    reading = read_exchange(exchange_json(document))
    assert reading.document == document
    assert reading.complaints == ()


def test_the_guide_s_example_fits_its_schema_and_is_read() -> None:
    example = GUIDE.read_text().split("```json\n")[1].split("```")[0]
    validate(json.loads(example), schema("need-exchange"))
    reading = read_exchange(example.encode())
    assert [one.id for one in reading.document.needs] == ["DT-1042"]
    assert reading.document.agreements[0].given == Decimal(16)


def test_a_csv_goes_out_and_comes_in_and_is_no_formula() -> None:
    (need,) = read_exchange(GUIDE.read_text().split("```json\n")[1].split("```")[0].encode()).document.needs
    sheet = exchange_csv((need,))
    assert read_exchange(sheet, "vragen.csv", platform="Doe tegoed").document.needs == (need,)
    hostile = PublishedNeed(**{**{f: getattr(need, f) for f in need.__struct_fields__}, "title": "=1+1"})
    assert b"'=1+1" in exchange_csv((hostile,))


def test_a_row_that_does_not_fit_holds_up_no_other() -> None:
    rows = [
        {
            "id": "1",
            "title": "Verf",
            "kind": "materials",
            "what": "Blikken",
            "quantity": "5",
            "unit": "pieces",
        }
        | {"unit": "pieces", "asker": "Buurt", "place": "Emmen", "until": "2099-01-01"},
        {"id": "2", "kind": "gold"},
        "garbage",
        {"id": "", "title": "x"},
    ]
    reading = read_exchange(json.dumps({"platform": "P", "needs": rows}).encode())
    assert [one.id for one in reading.document.needs] == ["1"]
    assert [(one.row, one.id) for one in reading.complaints] == [(2, "2"), (3, ""), (4, "")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{", "exchange_unreadable"),
        (b'{"platform": "P", "needs": 5}', "exchange_unreadable"),
        (b'{"needs": []}', "exchange_platform_missing"),
        (b'{"platform": "P", "needs": [' + b"0," * 10_000 + b"0]}", "exchange_too_large"),
        (b"[" * 100_000, "exchange_unreadable"),
    ],
)
def test_what_is_no_exchange_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_exchange(content)
    assert refused.value.code == code


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_garbage_is_refused_or_read_and_never_breaks(content: bytes) -> None:
    with contextlib.suppress(Refused):
        read_exchange(content, "x.csv", platform="P")


class Platform(BaseHTTPRequestHandler):
    """Another platform: gives what it has, keeps what it gets, and asks for its key."""

    def do_GET(self) -> None:
        if self.headers.get("Authorization") != "Bearer sleutel":
            self._say(401, b"{}")
        else:
            self._say(200, self.server.gives)  # type: ignore[attr-defined]

    def do_POST(self) -> None:
        self.server.got = self.rfile.read(int(self.headers["Content-Length"]))  # type: ignore[attr-defined]
        self._say(201, b"{}")

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        return


@pytest.fixture
def platform() -> Iterator[HTTPServer]:
    server = HTTPServer(("127.0.0.1", 0), Platform)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_another_platform_is_asked_and_told_with_its_key(platform: Any) -> None:
    url = f"http://127.0.0.1:{platform.server_port}/uitwisseling"
    document = read_exchange(GUIDE.read_text().split("```json\n")[1].split("```")[0].encode()).document
    platform.gives = exchange_json(document)
    with Outbound(hosts=[place_of(url)], allow=[place_of(url)]) as outside:
        with pytest.raises(Refused) as refused:
            fetch_exchange(outside, url, platform="Doe tegoed")
        assert refused.value.code == "exchange_no_answer"
        reading = fetch_exchange(outside, url, platform="Doe tegoed", token="sleutel")
        assert reading.document == document
        assert push_exchange(outside, url, document, token="sleutel") == 201
    assert read_exchange(platform.got).document == document
    with Outbound(hosts=[place_of(url)]) as closed, pytest.raises(NotLetOut):
        fetch_exchange(closed, url, platform="Doe tegoed")
