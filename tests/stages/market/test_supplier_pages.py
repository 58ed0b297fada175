"""The pages of suppliers: why a row is social, what expired, what is unknown, and who may change what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meerwaarde.platform.journal.models import Event
from meerwaarde.stages.market.models import Credential, Offering, Supplier

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
New = Callable[..., Any]
HOSTILE = "<script>alert(1)</script>{{ 7 }} & Zn"


def at(name: str, *parts: str, authority: str = "veenmeer") -> str:
    return reverse(f"market:{name}", args=[authority, *parts])


def text_of(client: Client, url: str, **asked: str) -> str:
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


# --- the list ----------------------------------------------------------------------------------------------


def test_an_empty_directory_says_how_to_begin(browse: Browse) -> None:
    page = text_of(browse("bob"), at("suppliers"))
    assert "Nog geen leveranciers" in page
    assert at("supplier_new") in page
    assert at("supplier_new") not in text_of(browse("wim"), at("suppliers"))


def test_a_row_says_why_it_is_social_by_whom_and_until_when(browse: Browse, new_supplier: New) -> None:
    new_supplier(pso=in_days(30), name="Groenwerk")
    new_supplier(pso=in_days(-1), name="Verlopen")
    page = text_of(browse("bob"), at("suppliers"))
    assert "Sociale onderneming" in page
    assert "gecontroleerd door Gemeente Veenmeer" in page
    assert "is verlopen op" in page
    only = text_of(browse("bob"), at("suppliers"), kind="social")
    assert "Groenwerk" in only
    assert "Verlopen" not in only
    assert "1 leverancier" in only


def test_filters_that_find_nothing_lead_back(browse: Browse, new_supplier: New) -> None:
    new_supplier()
    page = text_of(browse("bob"), at("suppliers"), region="NL42")
    assert "Geen leverancier past bij deze filters" in page
    for nonsense in ({"kind": "x"}, {"cpv": "geen idee zzzz"}, {"na": "zzzz"}, {"volgorde": "x"}):
        assert browse("bob").get(at("suppliers"), nonsense).status_code == 200


def test_the_list_asks_equally_often(browse: Browse, new_supplier: New) -> None:
    client = browse("bob")
    new_supplier(pso=in_days(30), cpv=("77310000",), name="Eerste")
    client.get(at("suppliers"))
    with CaptureQueriesContext(connection) as few:
        client.get(at("suppliers"))
    for number in range(8):
        new_supplier(
            pso=in_days(30), cpv=("77310000",), name=f"Bedrijf {number}", by="eve" if number % 2 else "bob"
        )
    with CaptureQueriesContext(connection) as many:
        client.get(at("suppliers"))
    assert len(many) == len(few)


@pytest.mark.parametrize("order", ["name", "newest"])
def test_every_page_of_the_list_asks_equally_often_and_none_is_left_out(
    browse: Browse, new_supplier: New, order: str
) -> None:
    client = browse("bob")
    # Names that are the same must not fall between two pages.
    names = [new_supplier(name=f"Bedrijf {number // 30}").public_id for number in range(60)]
    seen: list[str] = []
    asked: list[int] = []
    after = ""
    for _page in range(3):
        with CaptureQueriesContext(connection) as captured:
            page = text_of(client, at("suppliers"), volgorde=order, **({"na": after} if after else {}))
        asked.append(len(captured))
        shown = re.findall(r'href="/veenmeer/markt/leveranciers/([^/"]+)/">Bedrijf', page)
        seen += shown
        after = shown[-1]
    assert seen == (names if order == "name" else names[::-1])
    assert len(set(asked[1:])) == 1
    assert asked[0] == asked[1]


def test_what_is_taken_along_can_be_taken_in_and_is_a_fact(browse: Browse, new_supplier: New) -> None:
    new_supplier(pso=in_days(30), cpv=("77310000",), regions=("NL13",), kvk="12345678", name="=1+1 bv")
    answer = browse("bob").get(at("suppliers_export", "csv"))
    head, row = answer.content.decode("utf-8-sig").splitlines()
    cells = dict(zip(head.split(";"), row.replace('"77310000"', "77310000").split(";"), strict=False))
    assert cells["kvk"] == "12345678"
    assert cells["regions"] == "NL13"
    assert cells["credentials"] == f"pso:{in_days(30).isoformat()}"
    assert "'=1+1 bv" in row
    assert browse("bob").get(at("suppliers_export", "xlsx")).content[:2] == b"PK"
    assert browse("bob").get(at("suppliers_export", "pdf")).status_code == 404
    assert Event.objects.filter(action="list.export", object_id="suppliers").count() == 2


# --- one supplier ------------------------------------------------------------------------------------------


def test_the_page_tells_what_counts_what_does_not_and_what_is_unknown(
    browse: Browse, new_supplier: New
) -> None:
    page = text_of(
        browse("eve"), at("supplier", new_supplier(pso=in_days(30)).public_id, authority="duinrade")
    )
    assert "Dit is een sociale onderneming" in page
    assert "door beleidsadviseur (Gemeente Veenmeer)" in page, "another authority sees the role, not the name"
    assert "Gemeente Veenmeer houdt deze gegevens bij" in page
    assert "Werkgebied onbekend" in page
    assert "Wat een inkoper nog zou willen weten" in page
    expired = text_of(browse("bob"), at("supplier", new_supplier(pso=in_days(-1), name="Oud").public_id))
    assert "is gisteren verlopen en telt niet meer" in expired
    assert "Niet aangetoond" in expired


def test_a_colleague_sees_who_verified(browse: Browse, new_supplier: New) -> None:
    page = text_of(browse("ann"), at("supplier", new_supplier(pso=in_days(30)).public_id))
    assert "door Pia (Gemeente Veenmeer)" in page


def test_what_people_type_stays_text(browse: Browse, new_supplier: New) -> None:
    groen = new_supplier(
        name=HOSTILE,
        description=HOSTILE,
        impact=HOSTILE,
        place=HOSTILE,
        trade_names=(HOSTILE,),
        cpv=("77310000",),
    )
    Offering.objects.update(title=HOSTILE, description=HOSTILE, price_unit="<b>uur</b>", price_from_cents=100)
    for url in (at("suppliers"), at("supplier", groen.public_id), at("supplier_edit", groen.public_id)):
        page = text_of(browse("bob"), url)
        assert "<script>alert" not in page
        assert "{{ 7 }}" in page or "{{ 7 }" in page
    similar = browse("bob").get(at("supplier_similar"), {"name": HOSTILE}).content.decode()
    assert "<script>" not in similar


def test_only_the_keeper_finds_the_forms(browse: Browse, new_supplier: New) -> None:
    groen = new_supplier(pso=in_days(30), cpv=("77310000",))
    eve, bob = browse("eve"), browse("bob")
    for name in ("supplier_edit", "offering_new", "credential_new"):
        assert bob.get(at(name, groen.public_id)).status_code == 200
        assert eve.get(at(name, groen.public_id, authority="duinrade")).status_code == 404
    page = text_of(eve, at("supplier", groen.public_id, authority="duinrade"))
    assert "Archiveren" not in page
    assert eve.post(at("supplier_archive", groen.public_id, authority="duinrade")).status_code == 404
    groen.refresh_from_db()
    assert groen.archived_at is None


# --- entering ----------------------------------------------------------------------------------------------


def test_a_name_is_enough_and_the_steps_lead_on(browse: Browse) -> None:
    client = browse("bob")
    answer = client.post(at("supplier_new"), {"name": "Bakkerij Samen"})
    bakery = Supplier.objects.get()
    assert answer.headers["Location"] == at("offering_new", bakery.public_id)
    assert bakery.regions is None
    answer = client.post(
        answer.headers["Location"],
        {
            "kind": "product",
            "title": "Brood",
            "cpv_1": "15811100",
            "price_from": "2,50",
            "price_unit": "per stuk",
        },
    )
    assert answer.headers["Location"] == at("supplier", bakery.public_id)
    assert Offering.objects.get().price_from_cents == 250
    client.post(at("credential_new", bakery.public_id), {"which": "pso:30_plus"})
    held = Credential.objects.get()
    assert (held.code, held.level, held.state) == ("pso", "30_plus", "claimed")
    until = in_days(200)
    done = browse("pia").post(
        at("credential_verify", bakery.public_id, held.public_id),
        {
            "evidence": "Register",
            "seen_on": f"{timezone.localdate():%d-%m-%Y}",
            "valid_until": f"{until:%d-%m-%Y}",
            "version": held.version,
        },
    )
    assert done.status_code == 302
    bakery.refresh_from_db()
    assert bakery.social_until == until


def test_the_same_number_leads_to_who_is_there_and_nothing_is_lost(browse: Browse, new_supplier: New) -> None:
    groen = new_supplier(kvk="12345678")
    typed = {"name": "Groenwerk bv", "kvk": "12345678", "impact": "Wij helpen."}
    answer = browse("bob").post(at("supplier_new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert at("supplier", groen.public_id) in page
    assert "Wij helpen." in page
    assert Supplier.objects.count() == 1


def test_a_mistake_keeps_what_was_typed(browse: Browse) -> None:
    typed = {
        "name": "Bakkerij",
        "postcode": "97",
        "more_regions": "Atlantis",
        "description": "Brood en meer.",
    }
    answer = browse("bob").post(at("supplier_new"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Schrijf een postcode als vier cijfers" in page
    assert "Het gebied “Atlantis” kennen wij niet" in page
    assert "Brood en meer." in page


def test_the_form_gives_back_what_it_was_given(browse: Browse, new_supplier: New) -> None:
    from meerwaarde.stages.market.forms import SupplierForm

    groen = new_supplier(
        regions=("NL13", "GM0014"), themes=("circular",), sdgs=(8, 12), trade_names=("Groen",)
    )
    day = timezone.localdate()
    shown = SupplierForm.typed_from(groen, day)
    form = SupplierForm({name: value for name, value in shown.items() if value not in (None, "")}, day=day)
    assert form.is_valid(), form.errors
    values = form.values(groen)
    assert values.regions == ("NL13", "GM0014")
    assert (values.sdgs, values.trade_names, values.themes) == ((8, 12), ("Groen",), ("circular",))


def test_two_people_one_supplier(browse: Browse, new_supplier: New) -> None:
    groen = new_supplier()
    url = at("supplier_edit", groen.public_id)
    first = {"name": "Eerste naam", "version": groen.version}
    assert browse("ann").post(url, first).status_code == 302
    second = {"name": "Tweede naam", "place": "Assen", "version": groen.version}
    answer = browse("bob").post(url, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Er staat nu: Eerste naam" in page
    assert "Tweede naam" in page
    groen.refresh_from_db()
    assert groen.name == "Eerste naam"
    again = browse("bob").post(url, {**second, "version": groen.version})
    assert again.status_code == 302


def test_a_name_that_stands_there_is_shown_while_typing(browse: Browse, new_supplier: New) -> None:
    groen = new_supplier()
    found = text_of(browse("bob"), at("supplier_similar"), name="groenwerk")
    assert at("supplier", groen.public_id) in found
    assert text_of(browse("bob"), at("supplier_similar"), name="qq").strip() == ""


# --- the search --------------------------------------------------------------------------------------------


def test_every_authority_finds_it_at_its_own_address(browse: Browse, new_supplier: New) -> None:
    groen = new_supplier(description="Wij snoeien rozen.")
    for person, authority in (("bob", "veenmeer"), ("eve", "duinrade")):
        url = reverse("authority:search", args=[authority])
        page = text_of(browse(person), url, q="rozen snoeien")
        assert at("supplier", groen.public_id, authority=authority) in page
    council = browse("rik").get(reverse("authority:search", args=["veenmeer"]), {"q": "rozen"})
    assert "Stichting Groenwerk" not in council.content.decode()


def test_the_command_finds_suppliers_without_an_authority(
    new_supplier: New, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "the one of this test")  # the command only looks whether one is named
    from typer.testing import CliRunner

    from meerwaarde.cli.commands import app

    groen = new_supplier(description="Wij snoeien rozen.")
    answer = CliRunner().invoke(app, ["search", "rozen", "--kind", "supplier", "--limit", "3"])
    assert answer.exit_code == 0, answer.output
    (hit,) = json.loads(answer.stdout)["hits"]
    assert hit["id"] == groen.public_id
    assert hit["label"] == "Stichting Groenwerk"
