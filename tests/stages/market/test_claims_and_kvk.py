"""A registration beside the trade register, and who said what once a firm keeps its profile itself."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import reverse

from meerwaarde.stages.market.actions import (
    OfferingValues,
    Refused,
    SupplierValues,
    add_supplier,
    admissions,
    change_supplier,
)
from meerwaarde.stages.market.actions.kvk import ask_kvk_about
from meerwaarde.stages.market.actions.sources import confirm_facts, keep_who_said
from meerwaarde.stages.market.models import AttributeSource, FirmApplication, KvkExtract, Supplier

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
BEFORE = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
GIVEN = {
    "kvkNummer": "90002468",
    "naam": "Houtwerf Coöperatie",
    "_embedded": {
        "eigenaar": {"rechtsvorm": "Coöperatie"},
        "hoofdvestiging": {
            "adressen": [{"type": "bezoekadres", "plaats": "Emmen"}],
            "websites": ["www.houtwerf.example"],
        },
    },
}


class Register(BaseHTTPRequestHandler):
    """The trade register with one firm."""

    def do_GET(self) -> None:
        known = self.path.rpartition("/")[2] == "90002468"
        content = json.dumps(GIVEN if known else {"fout": [{"code": "IPD0005"}]}).encode()
        self.send_response(200 if known else 404)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@pytest.fixture(autouse=True)
def no_tallies() -> None:
    cache.clear()


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


def registered(**other: str) -> FirmApplication:
    """A registration whose address was confirmed."""
    given = {
        "kvk": "90002468",
        "firm_name": "Houtwerf Coöperatie",
        "place": "Emmen",
        "website": "https://houtwerf.example/over-ons",
        "offers": "Wij maken meubels van sloophout.",
        "person_name": "Otto Houtman",
        "email": "otto@houtwerf.example",
        **other,
    }
    admissions.start_application(values=admissions.ApplicationValues(**given), language="nl", at=NOW)
    found = FirmApplication.objects.get(kvk=given["kvk"])
    admissions.confirm_address(application=found, at=NOW)
    return found


def typed_by_authority(cast: Any) -> Supplier:
    return add_supplier(
        actor=cast.pia,
        at=BEFORE,
        values=SupplierValues(
            name="Houtwerf", kvk="90002468", place="Emmen", impact="Geeft oud hout een tweede leven."
        ),
        offerings=[OfferingValues(kind="product", title="Tafels")],
    )


def admitted(cast: Any, found: FirmApplication) -> Supplier:
    found.refresh_from_db()
    admissions.admit_firm(actor=cast.pia, application=found, expected_version=found.version, at=NOW)
    return Supplier.objects.get(kvk=found.kvk)


def said(supplier: Supplier) -> dict[str, str]:
    return dict(AttributeSource.objects.filter(supplier=supplier).values_list("attribute", "sayer"))


# --- the trade register within a registration ---------------------------------------------------------------


def test_without_a_key_the_registration_says_how_to_switch_it_on(
    cast: Any, browse: Callable[[str], Client]
) -> None:
    found = registered()
    pia = browse("pia")
    here = reverse("market:application", args=["veenmeer", found.public_id])
    page = pia.get(here).content.decode()
    assert "Vraag de beheerder" in page
    assert "KVK_API_KEY" not in page, "a coordinator cannot do anything with the name of a setting"
    assert "kvk.nl" in page
    ask = reverse("market:application_kvk", args=["veenmeer", found.public_id])
    assert ask not in page
    assert "staat uit" in pia.post(ask, follow=True).content.decode()
    assert not KvkExtract.objects.exists()


@pytest.mark.usefixtures("register")
def test_what_was_typed_stands_beside_what_the_register_says(
    cast: Any, browse: Callable[[str], Client]
) -> None:
    found = registered()
    ask = reverse("market:application_kvk", args=["veenmeer", found.public_id])
    page = browse("pia").post(ask, follow=True).content.decode()
    section = page[page.index('id="kvk"') :].partition("</section>")[0]
    assert len(re.findall(r">\s*Klopt\s*<", section)) == 3, "name, place, and the website by its host"
    assert "Verschilt" not in section
    supplier = admitted(cast, found)
    extract = KvkExtract.objects.get()
    assert (extract.supplier, extract.application) == (supplier, found)
    assert said(supplier) == {"kvk": "kvk", "name": "kvk", "place": "kvk"}


@pytest.mark.usefixtures("register")
def test_a_claim_on_the_number_of_another_firm_stands_out_and_loses_nothing(
    cast: Any, browse: Callable[[str], Client]
) -> None:
    kept = typed_by_authority(cast)
    found = registered(firm_name="Slimme Jongens BV", place="Amsterdam", website="")
    ask = reverse("market:application_kvk", args=["veenmeer", found.public_id])
    page = browse("pia").post(ask, follow=True).content.decode()
    assert "Onder dit nummer staat bij KvK “Houtwerf Coöperatie”, niet “Slimme Jongens BV”." in page
    kept.refresh_from_db()
    assert (kept.name, kept.firm, kept.organisation.slug) == ("Houtwerf", None, "veenmeer")
    found.refresh_from_db()
    admissions.refuse_firm(
        actor=cast.pia,
        application=found,
        expected_version=found.version,
        reason="Dit nummer is van een ander bedrijf.",
        what_now="Kijk uw nummer na en meld u opnieuw aan.",
        at=NOW,
    )
    assert said(kept)["kvk"] == "kvk", "what the register said of the profile stays with the profile"


@pytest.mark.usefixtures("register")
def test_a_number_that_the_register_does_not_know_is_told(cast: Any, browse: Callable[[str], Client]) -> None:
    found = registered(kvk="90001357")
    ask = reverse("market:application_kvk", args=["veenmeer", found.public_id])
    assert "KvK kent dit nummer niet." in browse("pia").post(ask, follow=True).content.decode()


@pytest.mark.usefixtures("register")
def test_what_the_register_said_goes_with_the_persons_data(cast: Any) -> None:
    found = registered()
    ask_kvk_about(actor=cast.pia, at=NOW, application=found)
    admissions.withdraw_application(application=found, at=NOW)
    admissions.forget_applications(at=datetime(2027, 6, 1, tzinfo=UTC))
    assert not KvkExtract.objects.exists(), "of who trades alone the name is a person's"


def test_only_who_decides_asks(cast: Any) -> None:
    found = registered()
    with pytest.raises(PermissionDenied):
        ask_kvk_about(actor=cast.bob, at=NOW, application=found)


# --- who says what after a claim ----------------------------------------------------------------------------


def test_what_an_authority_typed_stays_said_by_the_authority_after_a_claim(cast: Any) -> None:
    typed_by_authority(cast)
    supplier = admitted(cast, registered())
    assert said(supplier) == dict.fromkeys(("name", "kvk", "place", "impact", "offerings"), "authority")
    source = AttributeSource.objects.get(supplier=supplier, attribute="impact")
    assert source.organisation is not None
    assert (source.organisation.slug, source.said_on) == ("veenmeer", date(2026, 3, 2))


def test_what_the_applicant_told_is_said_by_the_firm(cast: Any) -> None:
    supplier = admitted(cast, registered())
    assert said(supplier) == {}, "the record itself tells that the firm keeps it"


def test_the_firm_confirms_what_is_right_and_changes_what_is_not(cast: Any, client: Client) -> None:
    typed_by_authority(cast)
    supplier = admitted(cast, registered())
    owner = FirmApplication.objects.get().admitted_as
    assert owner is not None
    client.force_login(owner.memberships.get().person)
    profile = reverse("profile:profile", args=[owner.slug])
    page = client.get(profile).content.decode()
    assert "Klopt dit?" in page
    assert "Vastgelegd door Gemeente Veenmeer op 2 maart 2026" in page
    confirm = reverse("profile:confirm", args=[owner.slug])
    refused = client.post(confirm, follow=True).content.decode()
    assert "Vink eerst aan wat klopt." in refused
    told = client.post(confirm, {"fact": ["impact", "offerings", "kvk_of_somebody"]}, follow=True)
    assert "2 gegevens gelden nu als uw eigen opgave." in told.content.decode()
    after = said(supplier)
    assert (after["impact"], after["offerings"], after["name"]) == ("firm", "firm", "authority")


def test_the_firm_says_in_one_click_that_all_still_holds(cast: Any, client: Client) -> None:
    typed_by_authority(cast)
    supplier = admitted(cast, registered())
    owner = FirmApplication.objects.get().admitted_as
    assert owner is not None
    client.force_login(owner.memberships.get().person)
    profile = reverse("profile:profile", args=[owner.slug])
    shown = client.get(profile)
    assert 'name="everything"' in shown.content.decode()
    waiting = {fact.attribute for group in shown.context["page"].confirming.groups for fact in group.facts}
    assert {"impact", "offerings", "name"} <= waiting
    client.post(reverse("profile:confirm", args=[owner.slug]), {"everything": "yes"})
    after = said(supplier)
    assert {after[name] for name in waiting} == {"firm"}
    assert client.get(profile).context["page"].confirming.groups == ()


def test_nobody_confirms_for_another_firm(market_cast: Any) -> None:
    kept = typed_by_authority(market_cast)
    with pytest.raises(Http404):
        confirm_facts(actor=market_cast.vera, at=NOW, supplier=kept, attributes=["impact"])
    assert said(kept) == {}


def test_a_change_by_the_firm_makes_only_that_its_own(market_cast: Any) -> None:
    kept = typed_by_authority(market_cast)
    firm = market_cast.vera
    keep_who_said(kept)
    kept.change(organisation_id=firm.organisation_id, firm_id=firm.organisation_id)
    change_supplier(
        actor=firm,
        at=NOW,
        supplier=kept,
        expected_version=kept.version,
        values=SupplierValues(
            name="Houtwerf", kvk="90002468", place="Assen", impact="Geeft oud hout een tweede leven."
        ),
    )
    assert (said(kept)["place"], said(kept)["impact"]) == ("firm", "authority")
    with pytest.raises(Refused):
        confirm_facts(actor=firm, at=NOW, supplier=kept, attributes=["place"])


def test_a_claim_on_a_firm_that_keeps_its_profile_can_only_be_asked_or_refused(
    cast: Any, browse: Callable[[str], Client]
) -> None:
    admitted(cast, registered())
    other = {"firm_name": "Slimme Jongens BV", "person_name": "Jan Slim", "email": "jan@slim.example"}
    given = {"kvk": "90002468", "place": "Emmen", "website": "", "offers": "Alles.", **other}
    admissions.start_application(values=admissions.ApplicationValues(**given), language="nl", at=NOW)
    claim = FirmApplication.objects.get(email="jan@slim.example")
    admissions.confirm_address(application=claim, at=NOW)
    pia = browse("pia")
    page = pia.get(reverse("market:application", args=["veenmeer", claim.public_id])).content.decode()
    assert "U kunt daarom alleen iets vragen of afwijzen." in page
    assert reverse("market:application_admit", args=["veenmeer", claim.public_id]) not in page
    assert "Vraag een collega bij het bedrijf om toegang" in page, "the usual answer stands there already"
    claim.refresh_from_db()
    admit = reverse("market:application_admit", args=["veenmeer", claim.public_id])
    told = pia.post(admit, {"version": claim.version}, follow=True).content.decode()
    assert "is al toegelaten" in told
    claim.refresh_from_db()
    assert claim.state == "confirmed"
