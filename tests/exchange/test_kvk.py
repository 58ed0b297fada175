"""The trade register: answers with every oddity, from bytes and from a server that speaks like it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from meerwaarde.exchange.kvk import KvkClient, read_profile, read_search
from meerwaarde.gates.refusal import Refused

FULL: dict[str, Any] = {
    "kvkNummer": "90000017",
    "indNonMailing": "Ja",
    "naam": "Stichting Groenwerk",
    "formeleRegistratiedatum": "20150417",
    "materieleRegistratie": {"datumAanvang": "20150400", "datumEinde": "20260930"},
    "totaalWerkzamePersonen": 24,
    "statutaireNaam": "Stichting Groenwerk Veenland",
    "handelsnamen": [{"naam": "Groenwerk Plus", "volgorde": 1}, {"naam": "Groenwerk", "volgorde": 0}],
    "sbiActiviteiten": [
        {"sbiCode": "8130", "sbiOmschrijving": "Landschapsverzorging", "indHoofdactiviteit": "Ja"}
    ],
    "_embedded": {
        "hoofdvestiging": {
            "vestigingsnummer": "000012345678",
            "adressen": [
                {"type": "correspondentieadres", "indAfgeschermd": "Nee", "plaats": "Postdorp"},
                {"type": "bezoekadres", "indAfgeschermd": "Nee", "straatnaam": "Laan", "plaats": "Veenmeer"},
            ],
            "websites": ["www.groenwerk.example"],
        },
        "eigenaar": {"rsin": "123456789", "rechtsvorm": "Stichting", "uitgebreideRechtsvorm": "Stichting"},
        "vestigingen": {"totaalAantalVestigingen": 3},
    },
}


def as_bytes(**changes: Any) -> bytes:
    return json.dumps({**FULL, **changes}).encode()


def test_a_full_profile_is_read_without_persons_and_streets() -> None:
    found = read_profile(as_bytes())
    one = found.profile
    assert found.complaints == ()
    assert (one.name, one.legal_form, one.place) == ("Stichting Groenwerk", "foundation", "Veenmeer")
    assert (one.trade_names, one.branches, one.people) == (("Groenwerk", "Groenwerk Plus"), 3, 24)
    assert (one.began_on, one.ended_on, one.no_mail) == (date(2015, 4, 1), date(2026, 9, 30), True)
    assert one.website == "https://www.groenwerk.example"
    assert one.activities[0].main
    assert "Laan" not in repr(one)
    assert "123456789" not in repr(one)


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"_embedded": None}, "place", ""),
        ({"materieleRegistratie": {"datumAanvang": "2015"}}, "began_on", None),
        ({"handelsnamen": "niets"}, "trade_names", ()),
        ({"totaalWerkzamePersonen": "veel"}, "people", None),
        ({"indNonMailing": None}, "no_mail", False),
        ({"sbiActiviteiten": [None, 3]}, "activities", ()),
    ],
)
def test_what_is_missing_or_odd_is_passed_over(changes: dict[str, Any], field: str, value: Any) -> None:
    assert getattr(read_profile(as_bytes(**changes)).profile, field) == value


def test_a_shielded_address_names_no_place() -> None:
    shielded = [{"type": "bezoekadres", "indAfgeschermd": "Ja", "plaats": "Veenmeer"}]
    inside = {"hoofdvestiging": {"adressen": shielded}}
    assert read_profile(as_bytes(_embedded=inside)).profile.place == ""


@pytest.mark.parametrize("document", [b"", b"<html>", b"[]", b"{}", b"[" * 100_000, b'{"kvkNummer": "12"}'])
def test_what_is_no_profile_is_refused(document: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_profile(document)
    assert refused.value.code == "kvk_unreadable"


def test_a_search_gives_firms_and_branches_and_passes_over_what_has_no_number() -> None:
    found = read_search(
        json.dumps(
            {
                "totaal": 12,
                "resultaten": [
                    {
                        "kvkNummer": "90000017", "naam": "Groenwerk", "type": "hoofdvestiging",
                        "actief": "Ja", "adres": {"binnenlandsAdres": {"plaats": "Veenmeer"}},
                    },
                    {"kvkNummer": "90000017", "naam": "Groenwerk Zuid", "type": "nevenvestiging"},
                    {"naam": "Zonder nummer"},
                ],
            }
        ).encode()
    )  # fmt: skip
    assert [(one.kind, one.place, one.active) for one in found.hits] == [
        ("hoofdvestiging", "Veenmeer", True),
        ("nevenvestiging", "", None),
    ]
    assert found.total == 12


class Register(BaseHTTPRequestHandler):
    """Speaks as the trade register does: a key in a header, faults as JSON with a code."""

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        if self.headers.get("apikey") != "een-sleutel":
            return self.say(401, {"fout": [{"code": "IPD0001", "omschrijving": "Geen toegang"}]})
        if asked.path == "/api/v2/zoeken":
            name = parse_qs(asked.query)["naam"][0]
            if name == "niemand":
                return self.say(404, {"fout": [{"code": "IPD5200", "omschrijving": "Geen gegevens"}]})
            return self.say(200, {"totaal": 1, "resultaten": [{"kvkNummer": "90000017", "naam": name}]})
        number = asked.path.removeprefix("/api/v1/basisprofielen/")
        return self.say(*ANSWERS.get(number, (404, {"fout": [{"code": "IPD0005"}]})))

    def say(self, status: int, body: Any) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a key must stand in no log."""


ANSWERS: dict[str, tuple[int, Any]] = {
    "90000017": (200, FULL),
    "90000025": (429, {"fout": []}),
    "90000033": (500, {"fout": [{"code": "IPD9999", "omschrijving": "x"}]}),
    "90000041": (302, b""),
    "90000059": (200, b"half een antw"),
}


@pytest.fixture
def place() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def client(place: str, key: str = "een-sleutel") -> KvkClient:
    return KvkClient(key, base=f"http://{place}/api", allow=(place,))


def test_the_client_asks_with_its_key_and_reads_the_answer(place: str) -> None:
    asked = client(place)
    found = asked.profile("90000017")
    assert found is not None
    assert found.profile.statutory_name == "Stichting Groenwerk Veenland"
    assert asked.profile("12345678") is None
    assert asked.search(name="Groenwerk").hits[0].kvk == "90000017"
    assert asked.search(name="niemand").hits == ()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("90000025", "kvk_busy"), ("90000033", "kvk_trouble"), ("90000041", "kvk_trouble"),
        ("90000059", "kvk_unreadable"), ("../geheim", "kvk_number"), ("123", "kvk_number"),
    ],
)  # fmt: skip
def test_every_trouble_has_its_own_word(place: str, number: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        client(place).profile(number)
    assert refused.value.code == code


def test_a_wrong_key_is_said_and_never_shown(place: str) -> None:
    with pytest.raises(Refused) as refused:
        client(place, "fout-geheim").profile("90000017")
    assert refused.value.code == "kvk_key"
    assert "fout-geheim" not in str(refused.value)


def test_a_place_on_this_machine_needs_an_allowance(place: str) -> None:
    with pytest.raises(Refused):
        KvkClient("een-sleutel", base=f"http://{place}/api").profile("90000017")
