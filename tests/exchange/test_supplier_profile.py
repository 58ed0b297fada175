"""The open supplier profile: out and in again without loss, and every refusal with its place."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from json_schema import validate

from meerwaarde.exchange.interfaces import schema
from meerwaarde.exchange.interfaces.supplier_profile import (
    ProfileCredential,
    ProfileOffering,
    ProfileSource,
    SupplierProfile,
    SupplierProfiles,
    profile_json,
    read_profiles,
)
from meerwaarde.exchange.suppliers import read
from meerwaarde.gates.refusal import Refused

TODAY = date(2026, 11, 22)
GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "supplier-profile.md"
CPV = {"77310000", "90911200"}

words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
amounts = st.decimals(min_value=0, max_value=10**9, places=2)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
offerings = st.builds(
    ProfileOffering,
    kind=st.sampled_from(["product", "service", "work"]),
    title=words,
    cpv=st.lists(st.sampled_from(sorted(CPV)), unique=True).map(tuple),
    price_from=st.none() | amounts,
    lead_days=st.none() | st.integers(0, 400),
)
credentials = st.builds(
    ProfileCredential,
    code=st.sampled_from(["pso", "b_corp"]),
    state=st.sampled_from(["claimed", "verified", "expired"]),
    valid_until=st.none() | days,
    verified_for=words,
)
profiles = st.builds(
    SupplierProfile,
    name=words,
    kvk=st.sampled_from(["", "90000017"]),
    changed_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    themes=st.lists(st.sampled_from(["climate", "circular"]), unique=True).map(tuple),
    regions=st.none() | st.lists(st.sampled_from(["NL11", "NL13"]), unique=True).map(tuple),
    target_group_share=st.none() | st.decimals(0, 1, places=4),
    capacity_max=st.none() | amounts,
    combines=st.none() | st.booleans(),
    sdgs=st.lists(st.integers(1, 17), unique=True, max_size=4).map(tuple),
    offerings=st.lists(offerings, max_size=3).map(tuple),
    credentials=st.lists(credentials, max_size=3).map(tuple),
    sources=st.lists(
        st.builds(
            ProfileSource,
            attribute=st.just("kvk"),
            sayer=st.sampled_from(["firm", "authority", "register", "kvk"]),
            said_on=days,
        ),
        max_size=2,
    ).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(one=profiles)
def test_what_is_written_is_read_back_as_it_was_and_fits_the_schema(one: SupplierProfile) -> None:
    assert read_profiles(profile_json(one)) == (one,)
    validate(json.loads(profile_json(one)), schema("supplier-profile"))


@settings(max_examples=20, deadline=None)
@given(many=st.lists(profiles, max_size=4))
def test_a_list_is_read_back_with_and_without_its_cover(many: list[SupplierProfile]) -> None:
    cover = profile_json(SupplierProfiles(items=tuple(many)))
    assert read_profiles(cover) == tuple(many)
    validate(json.loads(cover), schema("supplier-profiles"))
    assert read_profiles(json.dumps(json.loads(cover)["items"]).encode()) == tuple(many)


def test_the_example_of_the_guide_fits_the_schema_and_is_read() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", GUIDE.read_text(), re.DOTALL)
    validate(json.loads(example), schema("supplier-profile"))
    (one,) = read_profiles(example.encode())
    assert (one.target_group_share, one.offerings[0].price_from) == (Decimal("0.62"), Decimal("42.50"))


@pytest.mark.parametrize(
    ("document", "code", "told"),
    [
        (b"", "file_empty", ""),
        (b"{", "profile_unreadable", "truncated"),
        (b"[" * 100_000, "profile_unreadable", ""),
        (b'{"kvk": "90000017"}', "profile_unreadable", "name"),
        (b'{"name": "A", "kvk": "12"}', "profile_unreadable", "“kvk”"),
        (b'{"name": "A", "sdgs": [18]}', "profile_unreadable", "sdgs"),
        (b'{"name": "A", "capacityMin": "NaN"}', "profile_unreadable", "capacityMin"),
        (b'{"name": "A", "capacityMin": "9", "capacityMax": "2"}', "profile_unreadable", "larger"),
        (b'{"name": "A", "targetGroupShare": "62"}', "profile_unreadable", "targetGroupShare"),
        (b'{"name": "A\\u0000"}', "profile_unreadable", "NUL"),
        (b'{"format": "meerwaarde-supplier-profile/9", "name": "A"}', "profile_unreadable", "format"),
        (b'[{"name": "A", "offerings": [{"kind": "thing", "title": "B"}]}]', "profile_unreadable", "kind"),
    ],
)  # fmt: skip
def test_a_refusal_says_what_and_where(document: bytes, code: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        read_profiles(document, "profielen.json")
    assert refused.value.code == code
    assert told in refused.value.message.nl


def test_members_that_nobody_knows_are_passed_over() -> None:
    (one,) = read_profiles(b'{"name": "A", "favouriteColour": "green"}')
    assert one == SupplierProfile(name="A")


def test_a_file_of_profiles_reads_as_a_list_of_suppliers() -> None:
    told = SupplierProfile(
        name="Groenwerk",
        kvk="90000017",
        legal_form="foundation",
        capacity_max=Decimal("1500.50"),
        target_group_share=Decimal("0.3475"),
        changed_at=datetime(2026, 11, 1, tzinfo=UTC),
        impact="Werk voor wie niet vanzelf werk vindt.",
        impact_areas=("koekoek",),
        offerings=(
            ProfileOffering(kind="service", title="Groen", cpv=("77310000",)),
            ProfileOffering(kind="work", title="Paden", cpv=("99999999",)),
        ),
        credentials=(
            ProfileCredential(code="pso", level="30_plus", state="verified", valid_until=date(2027, 5, 1)),
            ProfileCredential(code="b_corp", state="expired"),
        ),
    )
    found = read(profile_json(told), "p.json", day=TODAY, cpv_exists=CPV.__contains__)
    (row,) = found.rows
    assert not row.refused
    record = row.record
    assert record is not None
    assert (record.kvk, record.legal_form, record.capacity_max) == (
        "90000017",
        "foundation",
        Decimal("1500.50"),
    )
    assert record.target_group_share == Decimal("0.3475")
    assert [(one.code, one.level, one.valid_until) for one in record.credentials or ()] == [
        ("pso", "30_plus", date(2027, 5, 1))
    ]
    assert record.profile is not None
    assert record.profile.impact == told.impact
    assert [one.cpv for one in record.profile.offerings] == [("77310000",), ()]
    left_out = {one.code for one in row.complaints}
    assert left_out == {"profile_code_unknown", "region_missing"}
