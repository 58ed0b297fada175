"""A civic organisation registers, is admitted, and asks; it gets no profile in the directory."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Membership, Organisation
from meerwaarde.stages.market.actions import admissions
from meerwaarde.stages.market.models import FirmApplication, Supplier

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 11, 0, tzinfo=UTC)
TYPED = {
    "kvk": "12345678",
    "firm_name": "Stichting Warme Kamer",
    "place": "Emmen",
    "website": "",
    "offers": "Wij houden een huiskamer open voor ouderen.",
    "person_name": "Doortje Veldkamp",
    "email": "doortje@warmekamer.example",
}


@pytest.fixture
def registered(cast: Any, client: Client) -> FirmApplication:
    """Registered and confirmed, all through pages."""
    assert client.post("/aanmelden/organisatie/", TYPED).status_code == 302
    letter = Letter.objects.get(purpose="civic.application")
    assert "waar bedrijven de buurt helpen" in " ".join(letter.text.split())
    link = re.search(r"/aanmelden/bedrijf/bevestigen/\S+", letter.text)
    assert link is not None
    assert client.post(link.group()).status_code == 302
    return FirmApplication.objects.get()


def test_the_form_speaks_of_an_organisation(client: Client, db: None) -> None:
    page = client.get("/aanmelden/organisatie/").content.decode()
    assert "Naam van uw organisatie" in page
    refused = client.post("/aanmelden/organisatie/", {**TYPED, "kvk": "12"})
    assert refused.status_code == 422
    assert "Naam van uw organisatie" in refused.content.decode()
    assert "Stichting Warme Kamer" in refused.content.decode()


def test_a_civic_organisation_is_admitted_without_a_profile(
    cast: Any, registered: FirmApplication, browse: Callable[[str], Client]
) -> None:
    assert registered.kind == "civic"
    page = browse("pia").get(f"/veenmeer/markt/aanmeldingen/{registered.public_id}/").content.decode()
    assert "De organisatie toelaten" in page
    place = admissions.admit_firm(
        actor=cast.pia, application=registered, expected_version=registered.version, at=NOW
    )
    assert place.kind == Organisation.Kind.CIVIC
    assert Supplier.objects.count() == 0
    owner = Membership.objects.get(organisation=place)
    assert owner.role == "civic_coordinator"
    client = Client()
    client.force_login(owner.person)
    assert client.get(f"/{place.slug}/markt/vragen/nieuw/").status_code == 200
    assert client.get(f"/{place.slug}/markt/leveranciers/nieuw/").status_code == 403
    welcome = Letter.objects.get(key__startswith="firm.admitted")
    assert "kan Stichting Warme Kamer bedrijven om hulp vragen" in " ".join(welcome.text.split())


def test_an_admission_is_undone_while_nobody_entered(cast: Any, registered: FirmApplication) -> None:
    place = admissions.admit_firm(
        actor=cast.pia, application=registered, expected_version=registered.version, at=NOW
    )
    admissions.take_back_admission(actor=cast.pia, application=registered, at=NOW)
    place.refresh_from_db()
    assert not place.active
    assert registered.state == "confirmed"


def test_a_firm_with_the_same_number_keeps_its_profile(
    cast: Any, registered: FirmApplication, new_supplier: Callable[..., Supplier]
) -> None:
    kept = new_supplier(name="Warme Kamer BV", kvk="12345678")
    admissions.admit_firm(actor=cast.pia, application=registered, expected_version=registered.version, at=NOW)
    kept.refresh_from_db()
    assert kept.firm_id is None


def test_nothing_calls_a_civic_organisation_a_firm(
    cast: Any, registered: FirmApplication, browse: Callable[[str], Client], client: Client
) -> None:
    """Not in its letters, on its pages, or where a coordinator reads about it."""
    admissions.ask_firm(
        actor=cast.pia,
        application=registered,
        expected_version=registered.version,
        text="Wie is uw voorzitter?",
        at=NOW,
    )
    helps = ("bedrijven de buurt helpen", "aanmelden/bedrijf/")
    told = [letter.text for letter in Letter.objects.filter(address=TYPED["email"])]
    told += [client.get(admissions.follow_path(registered)).content.decode().partition("<main")[2]]
    page = browse("pia").get(f"/veenmeer/markt/aanmeldingen/{registered.public_id}/").content.decode()
    told += [page.partition("<main")[2].partition('id="kvk"')[0]]
    told += [client.post("/aanmelden/organisatie/", {**TYPED, "offers": " "}).content.decode()]
    for text in told:
        plain = " ".join(text.partition("<footer")[0].split())
        for said in helps:
            plain = plain.replace(said, "")
        found = plain.lower().find("bedrijf")
        assert found < 0, plain[max(0, found - 80) : found + 40]
