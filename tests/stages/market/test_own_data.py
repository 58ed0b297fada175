"""A person of a firm fetches what is kept about that person, and has it erased."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from meerwaarde.platform.journal.models import Salt
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.stages.market.models import ContactPerson, FirmApplication, Supplier

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SURE = {"sure": "on"}


@pytest.fixture
def kept_of_vera(market_cast: Any) -> None:
    firm = Organisation.objects.get(slug="groenwerk")
    own = Supplier.enter(organisation=firm, firm=firm, name="Groenwerk", added_at=NOW, changed_at=NOW)
    email = Person.objects.get(email__startswith="vera@").email
    term = {"agreed_on": NOW.date(), "keep_until": date(2028, 1, 1)}
    ContactPerson.enter(supplier=own, name="Vera", email=email, purpose="offers", **term)
    FirmApplication.enter(
        kvk="90001212",
        firm_name="Groenwerk",
        person_name="Vera",
        email=email,
        state="admitted",
        started_at=NOW,
        keep_until=date(2028, 1, 1),
    )


@pytest.mark.django_db
def test_a_person_fetches_and_erases_and_the_firm_stays(kept_of_vera: None, browse: Any) -> None:
    vera = browse("vera")
    page, file = reverse("access:own_data"), reverse("access:own_data_file")
    kinds = [one["kind"] for one in json.loads(vera.get(file).content)["data"]]
    assert kinds == ["account", "role", "contact", "application"]
    person = Person.objects.get(email__startswith="vera@")
    Salt.of("person", person.public_id)
    assert vera.post(page, {}).status_code == 422, "one says to be sure"
    assert vera.post(page, SURE).status_code == 422, "the last owner is warned first"
    assert Person.objects.get(pk=person.pk).is_active
    assert vera.post(page, {**SURE, "although_last": "on"}).status_code == 302
    person.refresh_from_db()
    assert (person.name, person.is_active, "vera" in person.email) == ("–", False, False)
    assert not Salt.objects.filter(object_kind="person", object_id=person.public_id).exists()
    assert not ContactPerson.objects.exists()
    assert FirmApplication.objects.get().email == ""
    assert not Membership.objects.filter(person=person, ended_on__isnull=True).exists()
    assert Supplier.objects.get().name == "Groenwerk"
    assert vera.get(page).status_code == 302, "nobody is logged in any more"


@pytest.mark.django_db
def test_who_works_at_an_authority_asks_the_administrator(cast: Any, browse: Any) -> None:
    assert browse("bob").post(reverse("access:own_data"), SURE).status_code == 422
    assert Person.objects.get(email__startswith="bob@").is_active
