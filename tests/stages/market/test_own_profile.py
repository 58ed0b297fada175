"""A firm keeps its own profile: what it tells, who reads it, and what nobody else can do to it."""

from __future__ import annotations

import json
import re
import struct
import zlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.test import Client
from django.urls import reverse

from meerwaarde.platform.documents.models import StoredFile
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.actions import (
    OfferingValues,
    Refused,
    SupplierValues,
    add_offering,
    add_supplier,
    change_supplier,
    firm_parts,
)
from meerwaarde.stages.market.models import ContactPerson, Credential, Offering, OfferingPicture, Supplier
from meerwaarde.stages.market.queries import firm_parts as queries

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def own(market_cast: Any) -> Supplier:
    """The profile of Groenwerk, that Vera and Sam keep."""
    kept = add_supplier(
        actor=market_cast.pia, at=NOW, values=SupplierValues(name="Groenwerk", kvk="90005555")
    )
    firm = Organisation.objects.get(slug="groenwerk")
    kept.change(organisation=firm, firm=firm)
    return kept


@pytest.fixture
def elsewhere(market_cast: Any) -> Supplier:
    """A profile that the authority keeps."""
    return add_supplier(
        actor=market_cast.pia, at=NOW, values=SupplierValues(name="Een ander", kvk="90006666")
    )


def png(width: int = 60, height: int = 60) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + crc

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x30\x80\x60" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


CONTACT = {
    "name": "Noor Veldman",
    "email": "noor@groenwerk.example",
    "purpose": "offers",
    "keep_until": date(2027, 11, 22),
    "agreed": True,
}


def contact(actor: Any, supplier: Supplier, **other: Any) -> ContactPerson:
    values = firm_parts.ContactValues(**(CONTACT | other))
    return firm_parts.save_contact(actor=actor, at=NOW, supplier=supplier, values=values)


@pytest.mark.django_db
def test_the_whole_profile_is_filled_in_by_its_own_people(own: Supplier, browse: Any) -> None:
    sam = browse("sam")
    home = sam.get("/groenwerk/").content.decode()
    assert reverse("profile:offering_new", args=["groenwerk"]) not in home
    assert reverse("profile:profile", args=["groenwerk"]) in home
    posts = {
        "offering_new": {"kind": "service", "title": "Plantsoen onderhouden", "cpv_1": "77310000"},
        "reference_new": {"client": "Gemeente Voorbeeld", "what": "Perken aangelegd", "year": 2025},
        "figure_new": {"what": "Mensen aan het werk", "amount": "12", "unit": "mensen", "year": 2025},
        "contact_new": {
            "name": "Noor Veldman",
            "email": "noor@groenwerk.example",
            "purpose": "offers",
            "keep_until": "22-11-2027",
            "agreed": "on",
        },
    }
    claim = reverse("market:own_credential_new", args=["groenwerk"])
    assert sam.post(claim, {"which": "b_corp"}).status_code == 302
    for route, given in posts.items():
        answer = sam.post(reverse(f"profile:{route}", args=["groenwerk"]), given)
        back = reverse("profile:profile", args=["groenwerk"])
        assert (answer.status_code, answer.headers.get("Location")) == (302, back), route
    page = sam.get(reverse("profile:profile", args=["groenwerk"])).content.decode()
    for said in ("Plantsoen onderhouden", "Gemeente Voorbeeld", "12 mensen", "Noor Veldman", "B Corp"):
        assert said in page
    offered = Offering.objects.get(supplier=own)
    assert reverse("profile:offering_new", args=["groenwerk"]) in page
    assert reverse("profile:offering_edit", args=["groenwerk", offered.public_id]) in page
    assert queries.filled_parts(Supplier.objects.get(pk=own.pk), TODAY) == {
        *("offering", "cpv", "references", "figures", "contact", "recognition"),
    }


@pytest.mark.django_db
def test_a_firm_does_not_become_another_firm(own: Supplier, market_cast: Any) -> None:
    values = SupplierValues(name="Groenwerk", kvk="90009999", place="Emmen")
    change_supplier(actor=market_cast.vera, at=NOW, supplier=own, expected_version=own.version, values=values)
    own.refresh_from_db()
    assert (own.kvk, own.place) == ("90005555", "Emmen")


@pytest.mark.django_db
def test_a_firm_changes_nothing_of_others_and_no_authority_anything_of_it(
    own: Supplier, elsewhere: Supplier, market_cast: Any, browse: Any
) -> None:
    offered = add_offering(
        actor=market_cast.pia,
        at=NOW,
        supplier=elsewhere,
        values=OfferingValues(kind="service", title="Iets anders"),
    )
    vera = browse("vera")
    assert (
        vera.get(reverse("profile:offering_edit", args=["groenwerk", offered.public_id])).status_code == 404
    )
    values = SupplierValues(name="Gekaapt")
    for actor, supplier in ((market_cast.vera, elsewhere), (market_cast.pia, own)):
        with pytest.raises(Http404):
            change_supplier(actor=actor, at=NOW, supplier=supplier, expected_version=1, values=values)
        with pytest.raises(Http404):
            contact(actor, supplier)
    edit = reverse("market:supplier_edit", args=["veenmeer", own.public_id])
    assert browse("pia").get(edit).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"agreed": False}, "agreed"),
        ({"name": "  "}, "name"),
        ({"purpose": "iets"}, "purpose"),
        ({"email": "", "phone": ""}, "email"),
        ({"email": "geen adres"}, "email"),
        ({"keep_until": date(2026, 11, 21)}, "keep_until"),
        ({"keep_until": date(2029, 1, 1)}, "keep_until"),
    ],
)
def test_a_contact_person_agrees_for_a_purpose_and_a_time(
    own: Supplier, market_cast: Any, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        contact(market_cast.sam, own, **wrong)
    assert list(refused.value.problems) == [field]
    assert not ContactPerson.objects.exists()


@pytest.mark.django_db
def test_a_contact_person_goes_after_the_term_and_is_read_by_authorities_alone(
    own: Supplier, market_cast: Any, browse: Any
) -> None:
    contact(market_cast.sam, own)
    firm_parts.publish_profile(actor=market_cast.vera, at=NOW, supplier=own, public=True)
    public = reverse("public_suppliers:supplier", args=[own.public_id])
    assert "Noor" not in Client().get(public).content.decode()
    page = reverse("market:supplier", args=["veenmeer", own.public_id])
    assert "Noor Veldman" in browse("bob").get(page).content.decode()
    assert queries.contacts_for(market_cast.cees, own, TODAY) == []
    assert firm_parts.forget_contacts(at=NOW + timedelta(days=365)) == 0
    assert firm_parts.forget_contacts(at=NOW + timedelta(days=366)) == 1
    assert not ContactPerson.objects.exists()


@pytest.mark.django_db
def test_two_colleagues_in_one_form_both_keep_what_they_typed(
    own: Supplier, market_cast: Any, browse: Any
) -> None:
    values = firm_parts.FigureValues(what="Mensen", amount=Decimal(12), unit="mensen", year=2025)
    figure = firm_parts.save_figure(actor=market_cast.vera, at=NOW, supplier=own, values=values)
    edit = reverse("profile:figure_edit", args=["groenwerk", figure.public_id])
    given = {"what": "Mensen", "unit": "mensen", "year": 2025, "version": figure.version}
    assert browse("vera").post(edit, {**given, "amount": "14"}).status_code == 302
    late = browse("sam").post(edit, {**given, "amount": "13"})
    assert late.status_code == 409
    assert 'value="13"' in late.content.decode()
    figure.refresh_from_db()
    assert figure.amount == 14


@pytest.mark.django_db
def test_pictures_are_drawn_anew_few_and_gone_with_their_file(
    own: Supplier, market_cast: Any, browse: Any
) -> None:
    values = OfferingValues(kind="product", title="Bank van sloophout")
    offering = add_offering(actor=market_cast.sam, at=NOW, supplier=own, values=values)
    sam = browse("sam")
    add = reverse("profile:picture_new", args=["groenwerk", offering.public_id])
    upload = SimpleUploadedFile("foto.png", png() + b"verborgen", "image/png")
    assert sam.post(add, {"file": upload, "alt": "Een bank"}).status_code == 302
    kept = OfferingPicture.objects.get()
    shown = sam.get(reverse("profile:picture", args=["groenwerk", kept.public_id]))
    assert shown.headers["Content-Type"] == "image/png"
    assert b"verborgen" not in shown.content
    wrong = SimpleUploadedFile("foto.svg", b"<svg onload='alert(1)'/>", "image/png")
    assert sam.post(add, {"file": wrong, "alt": "Een bank"}).status_code == 422
    public = reverse("public_suppliers:picture", args=[own.public_id, kept.public_id])
    assert Client().get(public).status_code == 404
    firm_parts.publish_profile(actor=market_cast.vera, at=NOW, supplier=own, public=True)
    assert Client().get(public).status_code == 200
    away = reverse("profile:picture_strike", args=["groenwerk", offering.public_id, kept.public_id])
    assert sam.post(away).status_code == 302
    assert sam.post(away).status_code == 302, "tapped twice"
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_public_page_says_what_was_checked_and_no_names(own: Supplier, market_cast: Any) -> None:
    own.change(description="Groen & <eerlijk> werk.", public_since=NOW)
    hidden = firm_parts.ReferenceValues(client="Geheime klant", what="Perken", year=2025)
    named = firm_parts.ReferenceValues(client="Open klant", what="Parken", year=2025, client_agrees=True)
    for values in (hidden, named):
        firm_parts.save_reference(actor=market_cast.sam, at=NOW, supplier=own, values=values)
    checked = {"verified_on": TODAY, "verified_for_id": market_cast.pia.organisation_id}
    Credential.enter(supplier=own, code="b_corp", state="verified", **checked)
    Credential.enter(supplier=own, code="pso", level="30plus")
    page = Client().get(reverse("public_suppliers:supplier", args=[own.public_id])).content.decode()
    assert "B Corp" in page
    assert "Gemeente Veenmeer" in page
    assert "PSO" not in page, "a claim is no mark"
    assert "Open klant" in page
    assert "Geheime klant" not in page
    assert '<meta property="og:title" content="Groenwerk">' in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found is not None
    told = json.loads(found[1])
    assert (told["name"], told["description"]) == ("Groenwerk", "Groen & <eerlijk> werk.")
    assert "<eerlijk>" not in found[1]


@pytest.mark.django_db
def test_only_an_admitted_firm_that_said_yes_stands_in_public(
    own: Supplier, elsewhere: Supplier, market_cast: Any, browse: Any
) -> None:
    def status(supplier: Supplier) -> int:
        return Client().get(reverse("public_suppliers:supplier", args=[supplier.public_id])).status_code

    elsewhere.change(public_since=NOW)
    assert (status(own), status(elsewhere)) == (404, 404)
    publish = reverse("profile:publish", args=["groenwerk"])
    assert browse("sam").post(publish, {"public": "yes"}).status_code == 403, "only the owner decides"
    assert browse("vera").post(publish, {"public": "yes"}).status_code == 302
    assert status(own) == 200
    Organisation.objects.filter(slug="groenwerk").update(active=False)
    assert status(own) == 404


@pytest.mark.django_db
def test_looks_are_counted_by_kind_and_never_by_whom(own: Supplier, browse: Any) -> None:
    own.change(public_since=NOW)
    bob = browse("bob")
    for _time in range(2):
        bob.get(reverse("market:supplier", args=["veenmeer", own.public_id]))
    Client().get(reverse("public_suppliers:supplier", args=[own.public_id]))
    looks = queries.looks_at(own, datetime.now(UTC).date())
    assert (looks.authority, looks.everybody, looks.all) == (2, 1, 3)


@pytest.mark.django_db
def test_a_firm_without_a_profile_reads_why(market_cast: Any, browse: Any) -> None:
    answer = browse("vera").get(reverse("profile:profile", args=["groenwerk"]))
    assert answer.status_code == 200
    assert browse("vera").get(reverse("profile:offering_new", args=["groenwerk"])).status_code == 404


@pytest.mark.django_db
def test_the_profile_asks_as_much_for_many_as_for_few(
    own: Supplier, market_cast: Any, browse: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        Offering.enter(supplier=own, kind="service", title=f"Dienst {number}")
    vera = browse("vera")
    with django_assert_max_num_queries(28):
        assert vera.get(reverse("profile:profile", args=["groenwerk"])).status_code == 200


def test_a_firm_that_comes_by_the_directory_is_led_to_its_own_profile(browse: Any, own: Supplier) -> None:
    page = browse("vera").get(reverse("market:supplier", args=["groenwerk", own.public_id])).content.decode()
    assert reverse("profile:profile", args=["groenwerk"]) in page
    assert reverse("market:supplier_edit", args=["groenwerk", own.public_id]) not in page
    assert reverse("market:supplier_archive", args=["groenwerk", own.public_id]) not in page


def test_a_shared_page_has_a_picture_a_summary_and_an_address_of_its_own(own: Any, market_cast: Any) -> None:
    own.change(public_since=NOW, description="Wij onderhouden <groen>.", place="Assen")
    address = reverse("public_suppliers:supplier", args=[own.public_id])
    page = Client().get(address).content.decode()
    told = dict(re.findall(r'<meta property="(og:[a-z:]+)" content="([^"]*)">', page))
    assert told["og:title"] == own.name
    assert told["og:description"] == "Wij onderhouden &lt;groen&gt;."
    assert told["og:url"].endswith(address)
    assert f'<link rel="canonical" href="{told["og:url"]}">' in page
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    picture = Client().get(urlsplit(told["og:image"]).path)
    assert picture["Content-Type"] == "image/png"
    assert struct.unpack(">II", picture.content[16:24]) == (1200, 630)
    (written,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    data = json.loads(written)
    assert (data["@type"], data["name"], data["url"]) == ("Organization", own.name, told["og:url"])
    assert data["image"] == told["og:image"]


def test_a_page_that_is_closed_has_no_picture_either(own: Any) -> None:
    assert Client().get(reverse("public_suppliers:card", args=[own.public_id])).status_code == 404
