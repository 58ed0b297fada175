"""What people of the market read in places where a word was wrong: each sentence is true for who reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.platform.layout import slots
from meerwaarde.platform.notify.composing import Body, compose
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.rules.profile_completeness import ENOUGH_TO_BE_FOUND, completeness
from meerwaarde.stages.market.actions import (
    OfferingValues,
    SupplierValues,
    add_offering,
    add_supplier,
    admissions,
    change_supplier,
    columns_of,
)
from meerwaarde.stages.market.models import FirmApplication, Notice, Supplier
from meerwaarde.stages.market.queries import firm_parts

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def own(market_cast: Any) -> Supplier:
    """The profile of Groenwerk as it is on its first day."""
    made = add_supplier(
        actor=market_cast.pia, at=NOW, values=SupplierValues(name="Groenwerk", kvk="90005555")
    )
    firm = Organisation.objects.get(slug="groenwerk")
    made.change(organisation=firm, firm=firm)
    return made


@pytest.mark.parametrize(
    ("changed", "offered"),
    [
        ({}, True),
        ({"withdrawn": True}, False),
        ({"awarded": True}, False),
        ({"latest": False}, False),
        ({"closes_on": date(2020, 1, 1)}, False),
    ],
)
def test_partners_are_looked_for_as_long_as_a_contract_can_be_won(
    own: Supplier, browse: Callable[[str], Client], changed: dict[str, Any], offered: bool
) -> None:
    said = NoticeRecord(source="tenderned", id="1", kind="contract_notice", title="Groen")
    columns = {**columns_of(said), "closes_on": timezone.localdate() + timedelta(days=30), **changed}
    known = {"external_id": "1", "source": "tenderned", "imported_at": NOW, "changed_at": NOW}
    made = Notice.enter(**{**columns, **known})
    page = browse("vera").get(reverse("market:notice", args=["groenwerk", made.public_id])).context["page"]
    assert any(one.url.endswith("/impactpartner/") for one in page.actions) is offered


def test_a_new_firm_reads_what_to_do_first(own: Supplier, market_cast: Any) -> None:
    def waiting(actor: Any) -> list[Any]:
        return [one for one in slots.waits.collect(actor) if one.url == "/groenwerk/profiel/"]

    (wait,) = waiting(market_cast.vera)
    assert wait.label == "Maak uw profiel compleet"
    assert "Begin met: uw aanbod" in wait.note
    assert waiting(market_cast.pia) == []
    change_supplier(
        actor=market_cast.vera,
        at=NOW,
        supplier=own,
        expected_version=own.version,
        values=SupplierValues(
            name="Groenwerk",
            kvk="90005555",
            regions=("NL11",),
            impact="Groen dichtbij.",
            website="https://g.example",
        ),
    )
    add_offering(
        actor=market_cast.vera,
        at=NOW,
        supplier=own,
        values=OfferingValues(
            kind="service", title="Tuinen", description="Wij onderhouden tuinen.", cpv=("77310000",)
        ),
    )
    told = completeness(firm_parts.filled_parts(Supplier.objects.get(pk=own.pk), NOW.date()))
    assert told.share >= ENOUGH_TO_BE_FOUND
    assert waiting(market_cast.vera) == []


def test_a_firm_changes_its_own_profile_and_an_authority_a_supplier(
    own: Supplier, market_cast: Any, browse: Callable[[str], Client]
) -> None:
    page = browse("vera").get(reverse("profile:edit", args=["groenwerk"])).context["page"]
    assert (page.title, page.submit) == ("Ons profiel wijzigen", "Ons profiel opslaan")
    other = add_supplier(actor=market_cast.pia, at=NOW, values=SupplierValues(name="Ander"))
    url = reverse("market:supplier_edit", args=["veenmeer", other.public_id])
    assert browse("pia").get(url).context["page"].title == "Leverancier wijzigen"


def test_a_letter_of_the_product_is_not_sent_with_itself() -> None:
    def ending(sender: str) -> str:
        return compose(
            Body(greeting="Dag", paragraphs=("Tekst.",)),
            subject="Brief",
            sender=sender,
            why="",
            language="nl",
        ).text

    assert "Verstuurd door Meerwaarde." in ending("Meerwaarde")
    assert "Verstuurd door Veenmeer met Meerwaarde." in ending("Veenmeer")


def test_after_its_admission_a_registration_speaks_of_the_past(
    market_cast: Any, browse: Callable[[str], Client]
) -> None:
    add_supplier(actor=market_cast.pia, at=NOW, values=SupplierValues(name="De Houtwerf", kvk="90001238"))
    values = admissions.ApplicationValues(
        firm_name="De Houtwerf",
        kvk="90001238",
        website="https://houtwerf.example",
        place="Assen",
        offers="Meubels van sloophout.",
        person_name="Otto",
        email="otto@houtwerf.example",
    )
    admissions.start_application(values=values, language="nl", at=NOW)
    found = FirmApplication.objects.get()
    admissions.confirm_address(application=found, at=NOW)
    url = reverse("market:application", args=["veenmeer", found.public_id])
    assert "Na toelating houdt" in browse("pia").get(url).context["page"].claims
    admissions.admit_firm(actor=market_cast.pia, application=found, expected_version=found.version, at=NOW)
    told = browse("pia").get(url).context["page"].claims
    assert told == "Dit bedrijf is toegelaten en houdt zijn profiel zelf bij."
