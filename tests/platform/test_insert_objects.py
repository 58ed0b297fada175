"""Rows inserted many at once stand there as Django's own bulk insert writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.organisations.records import (
    ALPHABET,
    insert_objects,
    insert_unless_there,
    new_public_id,
    renew_objects,
)
from meerwaarde.stages.market.models import Credential, Supplier, SupplierImport, SupplierImportRow

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def owner() -> Organisation:
    return Organisation.enter(slug="veenmeer", name="Gemeente Veenmeer")


def made(owner: Organisation, count: int, first: int = 0) -> list[Supplier]:
    """Every kind of value that a supplier may hold, nothing among them."""
    return [
        Supplier(
            organisation_id=owner.pk,
            name=f"Café {number} “%s” 'n ;",
            kvk=f"00{number:06d}",
            regions=None if number % 2 else ["NL11", "GM0014"],
            themes=["climate"],
            target_group_share=None if number % 3 else Decimal("0.4550"),
            main_purpose_integration=(None, True, False)[number % 3],
            capacity_max_cents=6_000_000_000,
            turnover_year=2025,
            available_from=date(2027, 1, 1) if number % 2 else None,
            added_at=AT,
            changed_at=AT,
        )
        for number in range(first, first + count)
    ]


def values(rows: Any) -> list[dict[str, Any]]:
    found = [dict(row) for row in rows.order_by("kvk").values()]
    for row in found:
        del row["id"], row["public_id"], row["kvk"], row["name"]
    return found


def test_every_value_stands_as_a_bulk_insert_writes_it(owner: Organisation) -> None:
    Supplier.objects.bulk_create(made(owner, 7))
    as_django = values(Supplier.objects)
    Supplier.objects.all().delete()
    insert_objects(made(owner, 7))
    assert values(Supplier.objects) == as_django


def test_each_object_gets_its_own_key(owner: Organisation) -> None:
    rows = made(owner, 120)
    insert_objects(rows)
    assert {row.pk: row.public_id for row in rows} == dict(Supplier.objects.values_list("pk", "public_id"))
    insert_objects([Credential(supplier=row, code="pso") for row in rows])
    assert Credential.objects.filter(supplier__kvk="00000119").exists()
    rows[0].change(name="Kok")
    assert Supplier.objects.get(pk=rows[0].pk).version == 2
    insert_objects([])


def test_what_is_promised_of_the_table_holds(owner: Organisation) -> None:
    insert_objects(made(owner, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_objects(made(owner, 3, first=1))
    assert Supplier.objects.count() == 2


def test_a_row_that_stands_there_is_renewed(owner: Organisation) -> None:
    batch = SupplierImport.enter(
        organisation_id=owner.pk, source="X", file_name="x.csv", sha256="", size=0, content=b"", started_at=AT
    )
    faults = [{"code": "kvk", "nl": "é"}]
    SupplierImportRow.keep_many(
        [
            SupplierImportRow(batch=batch, line=line, outcome="refused", faults=faults, settled_at=AT)
            for line in (2, 3)
        ]
    )
    (before,) = SupplierImportRow.objects.filter(line=3).values_list("pk", flat=True)
    SupplierImportRow.keep_many(
        [SupplierImportRow(batch=batch, line=3, outcome="new", values={"name": "Kok"})]
    )
    rows = SupplierImportRow.objects.order_by("line").values_list(
        "pk", "outcome", "values", "faults", "settled_at"
    )
    assert rows[1] == (before, "new", {"name": "Kok"}, [], None)
    assert rows[0][1:] == ("refused", {}, faults, AT)


def test_columns_are_renewed_as_a_bulk_update_does_it(owner: Organisation) -> None:
    insert_objects(made(owner, 7))
    other = {row.kvk: row for row in made(owner, 9, first=-2)}
    rows = list(Supplier.objects.order_by("kvk"))
    for place, row in enumerate(rows):
        other_one = list(other.values())[place]
        for name in _RENEWED:
            setattr(row, name, getattr(other_one, name))
    rows[0].name = "not asked for"
    Supplier.objects.bulk_update(rows, _RENEWED)
    as_django = values(Supplier.objects)
    Supplier.objects.update(regions=None, themes=[], target_group_share=None, available_from=None)
    renew_objects(rows, _RENEWED)
    assert values(Supplier.objects) == as_django
    assert not Supplier.objects.filter(name="not asked for").exists()
    renew_objects([], _RENEWED)
    rows[0].target_group_share = Decimal(7)
    with pytest.raises(IntegrityError), transaction.atomic():
        renew_objects(rows[:1], ("target_group_share",))


_RENEWED = ("regions", "themes", "target_group_share", "main_purpose_integration", "available_from")


def test_a_row_is_inserted_unless_one_like_it_stands_there() -> None:
    values = {"slug": "veenmeer", "name": "Gemeente", "public_id": new_public_id(), "version": 1}
    fields = [one for one in Organisation._meta.concrete_fields if not one.primary_key]
    whole = {one.column: one.get_db_prep_save(one.get_default(), connection) for one in fields} | values
    assert insert_unless_there(Organisation, whole)
    assert not insert_unless_there(Organisation, {**whole, "name": "Other", "public_id": new_public_id()})
    assert Organisation.objects.get().name == "Gemeente"


def test_a_public_id_is_twelve_signs_that_differ() -> None:
    drawn = {new_public_id() for _ in range(2_000)}
    assert len(drawn) == 2_000
    assert all(len(one) == 12 and set(one) <= set(ALPHABET) for one in drawn)
    assert {sign for one in drawn for sign in one} == set(ALPHABET)
