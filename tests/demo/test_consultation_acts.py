"""The consultations of the demonstration: one told to everybody, one that nobody reads yet."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from meerwaarde.demo.consultation_acts import consultation_happenings
from meerwaarde.demo.together_acts import colleague
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.stages.market.queries import consultations as queries


@pytest.mark.django_db
def test_one_is_reported_and_one_is_open() -> None:
    town = Organisation.objects.create(
        slug="veenmeer", name="Gemeente Veenmeer", authority_type="municipality"
    )
    bas = Person.objects.create_user("bas@veenmeer.example", None, name="Bas Oldeman")
    Membership.objects.create(person=bas, organisation=town, role="buyer", since=date(2023, 1, 1))
    for happening in consultation_happenings():
        happening.act()
    open_one, past = queries.published_consultations()
    assert (past.state, open_one.state) == ("reported", "published")
    page = Client().get(f"/openbaar/consultaties/{past.public_id}/").content.decode()
    assert "in drie delen" in page
    assert "twaalf uur begeleiding" not in page
    actor = colleague("bas", "veenmeer")
    assert queries.answers_for_authority(actor, open_one, date(2026, 11, 22)) is None
    assert len(queries.inquiries_of(open_one, answered=False)) == 1
