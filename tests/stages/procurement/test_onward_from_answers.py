"""A supplier that said yes to a question goes on: to the shortlist, a procurement or a quick purchase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.layout import slots
from meerwaarde.stages.market.actions import enquiries
from meerwaarde.stages.market.models import Enquiry, EnquiryAnswer, Lead
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.models import Invitee, Procurement

CLOSED = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)


@pytest.fixture
def answered(cast: Any, firm: Callable[..., Any], at: datetime) -> Callable[[str], Lead]:
    """`answered(reference)`: De Groene Hand said yes for 4.000 euros to a question that closed."""

    def make(reference: str) -> Lead:
        supplier = firm("De Groene Hand", email="info@groenehand.example")
        asked = enquiries.write_enquiry(
            actor=cast.bob,
            values=enquiries.EnquiryValues(
                kind="quotation",
                title="Onderhoud van de begraafplaats",
                text="Wie snoeit de hagen?",
                closes_at=at + timedelta(days=9),
                reference=reference,
            ),
            at=at,
        )
        enquiries.send_enquiry(actor=cast.bob, enquiry=asked, suppliers=[supplier], at=at)
        Enquiry.objects.update(state="closed", closes_at=CLOSED)
        lead: Lead = Lead.objects.get()
        lead.change(state="quoted", quoted_at=at, answered_at=at)
        EnquiryAnswer.enter(lead=lead, text="Wij doen dit.", amount_cents=4_000_00, answered_at=at)
        return lead

    return make


def ways(browse: Callable[[str], Client], who: str, lead: Lead) -> dict[str, Any]:
    assert lead.enquiry is not None
    url = reverse("market:enquiry", args=["veenmeer", lead.enquiry.public_id])
    page = browse(who).get(url).context["page"]
    return {action.label: action for one in page.go_on for action in one.actions}


def test_it_is_invited_on_the_shortlist_of_its_procurement(
    cast: Any, filled: Procurement, answered: Callable[[str], Lead], browse: Callable[[str], Client]
) -> None:
    lead = answered(filled.public_id)
    ((label, invite),) = ways(browse, "bob", lead).items()
    assert "shortlist" in label.lower()
    browse("bob").post(invite.url)
    listed = Invitee.objects.get(procurement=filled)
    assert (listed.supplier, listed.newcomer) == (lead.supplier, False), "an enquiry is a turn as well"
    assert list(ways(browse, "bob", lead)) != [label], "who stands on the list is not put there again"
    strange = reverse(
        "procurement:shortlist_from_answer", args=["duinrade", filled.public_id, lead.public_id]
    )
    assert browse("eve").post(strange).status_code in (403, 404)


def test_without_a_procurement_one_begins_once(
    cast: Any, answered: Callable[[str], Lead], browse: Callable[[str], Client], at: datetime
) -> None:
    lead = answered("")
    begin = next(one for one in ways(browse, "bob", lead).values() if one.post)
    for _twice in range(2):
        browse("bob").post(begin.url)
    begun = Procurement.objects.get(title="Onderhoud van de begraafplaats")
    assert Enquiry.objects.get().reference == begun.public_id
    assert Invitee.objects.get(procurement=begun).supplier == lead.supplier


def test_two_clicks_in_one_moment_begin_one_procurement_in_one_transaction(
    cast: Any, answered: Callable[[str], Lead], at: datetime
) -> None:
    """The second came in before the first was written: what it read of the enquiry is old."""
    answered("")
    first, second = (Lead.objects.select_related("enquiry", "supplier").get() for _each in range(2))
    with CaptureQueriesContext(connection) as asked:
        begun = actions.begin_from_answer(cast.bob, first, at=at)
    said = [one["sql"] for one in asked.captured_queries]
    outer = next(one for one in said if one.startswith("SAVEPOINT"))
    written = max(place for place, one in enumerate(said) if one.startswith(("INSERT", "UPDATE")))
    assert said.index(f"RELEASE {outer}") > written, "nothing is written outside the one transaction"
    again = actions.begin_from_answer(cast.bob, second, at=at)
    assert (begun.not_listed, again.not_listed) == (None, None)
    assert again.procurement.pk == begun.procurement.pk
    assert Invitee.objects.count() == 1
    assert Event.objects.filter(action="enquiry.tie").count() == 1


def test_an_enquiry_begins_with_what_the_procurement_needs(
    cast: Any, filled: Procurement, browse: Callable[[str], Client]
) -> None:
    bob = browse("bob")
    shortlist = bob.get(reverse("procurement:shortlist", args=["veenmeer", filled.public_id]))
    url = reverse("market:enquiry_new", args=["veenmeer"])
    assert f'href="{url}?inkoop={filled.public_id}"' in shortlist.content.decode()
    form = bob.get(url, {"inkoop": filled.public_id}).context["page"].form
    assert form.initial["title"] == filled.title
    typed = {
        "kind": "question",
        "title": "Groen",
        "text": "Wie?",
        "closes_on": "31-12-2098",
        "reference": filled.public_id,
    }
    bob.post(url, typed)
    assert Enquiry.objects.get().reference == filled.public_id
    about = slots.ask_for.collect(cast.eve, filled.public_id)
    assert about == (), "another authority learns nothing of it"


def test_all_ways_of_asking_count_alike(
    cast: Any, filled: Procurement, answered: Callable[[str], Lead], at: datetime
) -> None:
    lead = answered("")
    Invitee.enter(
        procurement=filled, supplier=lead.supplier, state="invited", invited_on=at.date(), added_at=at
    )
    turns = slots.turns.collect(cast.bob, date(2026, 1, 1))
    assert sorted(one.kind for one in turns) == ["enquiry", "shortlist"]
    assert queries.times_asked(cast.bob, at.date())[lead.supplier.public_id].times == len(turns)
    assert slots.turns.collect(cast.eve, date(2026, 1, 1)) == ()


def test_a_quick_purchase_is_filled_in_with_what_was_offered(
    browse: Callable[[str], Client], cast: Any
) -> None:
    url = reverse("quick:buy", args=["veenmeer"])
    page = browse("bob").get(url, {"wat": "Hagen", "leverancier": "De Groene Hand", "bedrag": "4000.00"})
    form = page.context["page"].form
    assert (form.initial["supplier_name"], form.initial["amount"]) == ("De Groene Hand", Decimal("4000.00"))
    assert browse("bob").get(url, {"bedrag": "veel"}).status_code == 200
