"""Open profiles: what everybody may read, and a directory that goes out and comes in again as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from json_schema import validate

from meerwaarde.exchange.interfaces import schema
from meerwaarde.exchange.suppliers import open_list, propose
from meerwaarde.exchange.suppliers.profile import SupplierProfiles, profile_json, read_profiles
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import impact_areas
from meerwaarde.stages.market import actions as market
from meerwaarde.stages.market.actions import supplier_imports as actions
from meerwaarde.stages.market.actions.sources import share_openly
from meerwaarde.stages.market.models import AttributeSource, Supplier
from meerwaarde.stages.market.pages.supplier_profile import profile_records
from meerwaarde.stages.market.queries import proof

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
RICH: dict[str, Any] = {
    "kvk": "90000017",
    "legal_form": "foundation",
    "size_class": "small",
    "description": "Groen door mensen die elders moeilijk aan werk komen.",
    "website": "https://groenwerk.example",
    "email": "info@groenwerk.example",
    "phone": "0592 123456",
    "place": "Veenmeer",
    "postcode": "9711 AB",
    "regions": ("NL11",),
    "themes": ("social_return",),
    "impact_areas": ("labour_participation",),
    "sdgs": (8,),
    "impact": "Twaalf mensen aan het werk.",
    "target_group_share": Decimal("0.62"),
    "main_purpose_integration": True,
    "capacity_min": Decimal(5000),
    "capacity_max": Decimal("250000.50"),
    "combines": True,
    "trade_names": ("Groenwerk",),
}


@pytest.fixture
def rich(new_supplier: Any, cast: Any) -> Any:
    areas = {one.code for one in impact_areas(Law.on(TODAY))}
    values = {**RICH, "impact_areas": tuple(sorted(areas))[:1]}
    supplier = new_supplier(name="Groenwerk", cpv=("77310000",), pso=date(2027, 3, 1), **values)
    more = market.OfferingValues(kind="work", title="Paden", price_from=Decimal("12.50"), lead_days=3)
    market.add_offering(actor=cast.bob, at=NOW, supplier=supplier, values=more)
    return supplier


def out() -> Any:
    return profile_records(proof.with_parts(Supplier.objects.order_by("pk")), TODAY, str)


@pytest.mark.django_db
def test_a_directory_goes_out_and_comes_in_again_as_it_was(cast: Any, rich: Any) -> None:
    (before,) = out()
    document = profile_json(SupplierProfiles(items=(before,)))
    AttributeSource.objects.all().delete()
    Supplier.objects.all().delete()
    batch = actions.upload_list(
        cast.bob, document=document, file_name="profielen.json", source="Platform Noord", at=NOW
    )
    mapping = propose(open_list(document, "profielen.json")).mapping
    actions.check_list(cast.bob, batch=batch, mapping=mapping, at=NOW)
    assert batch.counts["new"] == 1
    list(actions.take_over_here(cast.bob, batch=batch, at=NOW))
    (after,) = out()
    same = [name for name in before.__struct_fields__ if name not in _OF_THE_PLACE]
    assert {name: getattr(after, name) for name in same} == {name: getattr(before, name) for name in same}
    (held,) = after.credentials
    assert (held.code, held.level, held.state, held.valid_until) == (
        "pso",
        "30_plus",
        "claimed",  # what another installation verified is a claim here
        date(2027, 3, 1),
    )
    again = actions.upload_list(
        cast.bob, document=document, file_name="profielen.json", source="Platform Noord", at=NOW
    )
    actions.check_list(cast.bob, batch=again, mapping=mapping, at=NOW)
    assert again.counts["same"] == 1


_OF_THE_PLACE = {"id", "changed_at", "credentials", "sources", "url", "license"}


@pytest.mark.django_db
def test_only_firms_that_agreed_are_public_and_no_person_stands_in_it(
    market_cast: Any, rich: Any, client: Client
) -> None:
    cast = market_cast
    assert client.get(reverse("api:suppliers")).json()["items"] == []
    assert client.get(reverse("api:supplier", args=[rich.public_id])).status_code == 404
    with pytest.raises(Http404):
        share_openly(actor=cast.vera, at=NOW, supplier=rich, agree=True)
    rich.change(firm_id=cast.vera.organisation_id)
    share_openly(actor=cast.vera, at=NOW, supplier=rich, agree=True)
    listed = client.get(reverse("api:suppliers")).json()
    validate(listed, schema("supplier-profiles"))
    (one,) = listed["items"]
    assert (one["name"], one["license"]) == ("Groenwerk", "CC0-1.0")
    assert "groenwerk.example" in one["website"]
    for told in ("info@", "0592", "9711 AB"):
        assert told not in json.dumps(listed)
    answer = client.get(reverse("api:supplier", args=[rich.public_id]))
    assert read_profiles(answer.content)[0].name == "Groenwerk"
    assert (
        client.get(
            reverse("api:supplier", args=[rich.public_id]), headers={"if-none-match": answer["ETag"]}
        ).status_code
        == 304
    )
    share_openly(actor=cast.vera, at=NOW, supplier=rich, agree=False)
    assert client.get(reverse("api:supplier", args=[rich.public_id])).status_code == 404


@pytest.mark.django_db
def test_who_says_what_follows_every_change(cast: Any, rich: Any) -> None:
    AttributeSource.objects.all().delete()
    given = {**RICH, "impact_areas": tuple(rich.impact_areas), "size_class": "micro"}
    values = market.SupplierValues(name="Groenwerk", **given)
    market.change_supplier(
        actor=cast.bob, at=NOW, supplier=rich, expected_version=rich.version, values=values
    )
    row = AttributeSource.objects.get(supplier=rich)
    assert (row.attribute, row.sayer, row.said_on) == ("size_class", "authority", TODAY)
    assert row.organisation.slug == "veenmeer"


@pytest.mark.django_db
def test_the_public_list_asks_the_same_number_of_questions_for_one_and_for_ten(
    cast: Any, new_supplier: Any, client: Client
) -> None:
    for number in range(10):
        one = new_supplier(name=f"Firma {number}", cpv=("77310000",))
        one.change(open_since=NOW)
    client.get(reverse("api:suppliers"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("api:suppliers"), {"limit": 1})
    with CaptureQueriesContext(connection) as many:
        first = client.get(reverse("api:suppliers"), {"limit": 4}).json()
    assert len(few) == len(many)
    assert len(first["items"]) == 4
    second = client.get(first["next"]).json()
    assert {one["name"] for one in first["items"]}.isdisjoint(one["name"] for one in second["items"])
