"""Looking a supplier up at KvK: off without a key, differences side by side, taken over per field."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.urls import reverse

from meerwaarde.gates.refusal import Refused as NotAnswered
from meerwaarde.platform.layout.components import Definition
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.actions import kvk as actions
from meerwaarde.stages.market.models import AttributeSource, KvkExtract
from meerwaarde.stages.market.pages.supplier_facts import told_once
from meerwaarde.stages.market.pages.trust_marks import Marks
from meerwaarde.stages.market.queries.suppliers import supplier as fetch

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
GIVEN = {
    "kvkNummer": "90000017",
    "naam": "Stichting Groenwerk",
    "indNonMailing": "Ja",
    "materieleRegistratie": {"datumEinde": "20260930"},
    "_embedded": {
        "eigenaar": {"rechtsvorm": "Stichting"},
        "hoofdvestiging": {"adressen": [{"type": "bezoekadres", "plaats": "Duinrade"}]},
    },
}


class Register(BaseHTTPRequestHandler):
    """The trade register with one firm, and one number that it has no time for."""

    def do_GET(self) -> None:
        number = self.path.rpartition("/")[2]
        status = {"90000017": 200, "90000025": 429}.get(number, 404)
        content = json.dumps(GIVEN if status == 200 else {"fout": [{"code": "IPD0005"}]}).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture
def register(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Register)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place = f"127.0.0.1:{server.server_port}"
    monkeypatch.setenv("OUTBOUND_ALLOW", place)
    settings.KVK_API_KEY, settings.KVK_URL = "een-sleutel", f"http://{place}/api"
    yield
    server.shutdown()
    server.server_close()


@pytest.fixture
def firm(cast: Any, new_supplier: Callable[..., Any]) -> Any:
    return new_supplier(name="Groenwerk", kvk="90000017", place="Veenmeer", legal_form="foundation")


@pytest.mark.django_db
def test_without_a_key_the_page_says_how_to_switch_it_on(
    browse: Callable[[str], Client], cast: Any, firm: Any
) -> None:
    page = (
        browse("bob").get(reverse("market:supplier_kvk", args=["veenmeer", firm.public_id])).content.decode()
    )
    assert "Vraag de beheerder" in page
    assert "KVK_API_KEY" not in page, "a coordinator cannot do anything with the name of a setting"
    assert "Vraag het nu aan KvK" not in page
    with pytest.raises(market.Refused):
        actions.ask_kvk(actor=cast.bob, at=NOW, supplier=firm)


@pytest.mark.django_db
def test_what_agrees_is_marked_what_differs_is_chosen(cast: Any, firm: Any, register: None) -> None:
    extract = actions.ask_kvk(actor=cast.bob, at=NOW, supplier=firm)
    assert (extract.found, extract.ended_on) == (True, date(2026, 9, 30))
    checked = set(AttributeSource.objects.filter(sayer="kvk").values_list("attribute", flat=True))
    assert checked == {"kvk", "legal_form"}
    version = firm.version
    with pytest.raises(Http404):
        actions.take_from_kvk(
            actor=cast.eve, at=NOW, supplier=firm, extract=extract, expected_version=version, fields=["place"]
        )
    changed = actions.take_from_kvk(
        actor=cast.bob, at=NOW, supplier=firm, extract=extract, expected_version=version,
        fields=["place", "email", "organisation_id"],
    )  # fmt: skip
    assert (changed, firm.place, firm.name) == (("place",), "Duinrade", "Groenwerk")
    with pytest.raises(market.Changed):
        actions.take_from_kvk(
            actor=cast.bob, at=NOW, supplier=firm, extract=extract, expected_version=version, fields=["name"]
        )


@pytest.mark.django_db
def test_an_unknown_number_and_a_busy_register_are_told_apart(
    cast: Any, new_supplier: Any, register: None
) -> None:
    unknown = new_supplier(name="Onbekend", kvk="90000033")
    assert not actions.ask_kvk(actor=cast.bob, at=NOW, supplier=unknown).found
    busy = new_supplier(name="Druk", kvk="90000025")
    with pytest.raises(NotAnswered) as refused:
        actions.ask_kvk(actor=cast.bob, at=NOW, supplier=busy)
    assert refused.value.code == "kvk_busy"
    assert KvkExtract.objects.count() == 1


@pytest.mark.django_db
def test_in_the_browser_the_ended_firm_stands_out(
    browse: Callable[[str], Client], cast: Any, firm: Any, register: None
) -> None:
    bob = browse("bob")
    here = reverse("market:supplier_kvk", args=["veenmeer", firm.public_id])
    assert bob.post(here).status_code == 302
    page = bob.get(here).content.decode()
    assert "Volgens KvK is dit bedrijf opgehouden op" in page
    assert "Dit bedrijf wil geen ongevraagde post" in page
    take = reverse("market:supplier_kvk_take", args=["veenmeer", firm.public_id])
    assert bob.post(take, {"version": firm.version, "field": ["place"]}).status_code == 302
    shown = bob.get(reverse("market:supplier", args=["veenmeer", firm.public_id])).content.decode()
    assert "Gecontroleerd bij KvK op" in shown
    assert "astgelegd door Gemeente Veenmeer op 22 november 2026" in shown


@pytest.mark.django_db
def test_a_fact_without_a_source_came_in_with_the_record(cast: Any, new_supplier: Any) -> None:
    by_hand = fetch(cast.bob, new_supplier(name="Met de hand").public_id)
    listed = fetch(cast.bob, new_supplier(name="Uit lijst", source="Impact Noord").public_id)
    assert by_hand is not None
    assert listed is not None
    assert Marks(by_hand, TODAY).of("place").sentence.nl.startswith("Vastgelegd door Gemeente Veenmeer")
    assert Marks(listed, TODAY).of("place").sentence.nl.startswith("Uit Impact Noord")
    assert Marks(listed, date(2029, 1, 1)).of("place").strength == "old"


def test_a_mark_that_most_facts_share_is_told_once_and_others_stand_out() -> None:
    often = [Definition(term=f"Feit {number}", text="ja", note="Zegt A, op 1 mei") for number in range(3)]
    other = Definition(term="Anders", text="ja", note="Gecontroleerd bij KvK op 2 mei")
    facts, shared = told_once((*often, other))
    assert [one.note for one in facts] == ["", "", "", "Gecontroleerd bij KvK op 2 mei"]
    assert shared == "Tenzij er iets anders bij staat: zegt A, op 1 mei."
    assert told_once((*often[:2], other)) == ((*often[:2], other), "")
