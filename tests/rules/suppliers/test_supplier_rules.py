"""What suppliers can show, what that makes of them on a day, where they deliver, and their numbers."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.rules import suppliers
from meerwaarde.rules.law import Law
from meerwaarde.rules.suppliers import LAST_DAY, CredentialFacts

DAY = date(2026, 11, 22)
KINDS = suppliers.credential_kinds(Law.on(DAY))
CODES = st.text("0123456789", min_size=8, max_size=8).filter(lambda code: code[:2] != "00")
AREAS = st.sampled_from(["NL", "NL1", "NL11", "NL112", "NL13", "NL31", "NL35", "GM0014", "GM0363", "GM0106"])


def pso(**values: object) -> CredentialFacts:
    facts: dict[str, object] = {
        "code": "pso",
        "level": "30_plus",
        "state": "verified",
        "verified_on": date(2025, 3, 1),
    }
    return CredentialFacts(**(facts | values))  # type: ignore[arg-type]


# --- the catalogue ---------------------------------------------------------------------------------------


def test_every_list_reads_and_has_names_in_both_languages() -> None:
    law = Law.on(DAY)
    for choices in (
        suppliers.size_classes(law),
        suppliers.turnover_bands(law),
        suppliers.legal_forms(law),
        suppliers.impact_areas(law),
        suppliers.provinces(law),
        tuple(KINDS.values()),
    ):
        assert choices
        codes = [choice.code for choice in choices]
        assert len(set(codes)) == len(codes)
        assert all(choice.name.nl and choice.name.en for choice in choices)
        assert all(len(code) <= 40 for code in codes)
    assert {"pso", "code_sociale_ondernemingen", "social_enterprise_nl", "buy_social", "b_corp", "sw"} <= set(
        KINDS
    )
    assert len(suppliers.provinces(law)) == 12


def test_turnover_bands_join_without_a_gap() -> None:
    bands = suppliers.turnover_bands(Law.on(DAY))
    assert bands[0].since_eur == 0
    assert bands[-1].until_eur is None
    for lower, higher in pairwise(bands):
        assert lower.until_eur == higher.since_eur


def test_what_a_credential_makes_depends_on_its_level() -> None:
    assert KINDS["pso"].makes_of("30_plus") == "social"
    assert KINDS["pso"].makes_of("3") == "none"
    assert KINDS["pso"].makes_of("") == "none"
    assert KINDS["code_sociale_ondernemingen"].makes_of("") == "social"
    assert KINDS["code_sociale_ondernemingen"].makes_of("aspirant") == "none"


# --- what a credential is worth on a day -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"valid_until": DAY}, "counts"),
        ({"valid_until": DAY - timedelta(days=1)}, "expired"),
        ({"valid_from": DAY + timedelta(days=1)}, "not_yet"),
        ({"valid_from": DAY}, "counts"),
        ({"state": "claimed", "verified_on": None}, "claimed"),
        ({"state": "claimed", "verified_on": None, "valid_until": date(2020, 1, 1)}, "expired"),
        ({"state": "withdrawn", "valid_until": DAY}, "withdrawn"),
        ({"verified_on": date(2024, 11, 22)}, "counts"),
        ({"verified_on": date(2024, 11, 21)}, "expired"),
    ],
)
def test_a_credential_counts_to_its_last_day_and_no_longer(values: dict[str, object], state: str) -> None:
    (one,) = suppliers.standing([pso(**values)], DAY, KINDS)
    assert one.state == state


def test_social_until_is_the_last_day_of_what_was_verified() -> None:
    short, long = pso(valid_until=date(2026, 12, 1)), pso(valid_until=date(2027, 5, 1))
    claimed = pso(state="claimed", verified_on=None, valid_until=date(2030, 1, 1))
    assert suppliers.social_until([short, long, claimed], KINDS) == date(2027, 5, 1)
    assert suppliers.social_until([claimed], KINDS) is None
    assert suppliers.social_until([pso(level="2")], KINDS) is None
    assert (
        suppliers.social_until([CredentialFacts(code="sw", state="verified", verified_on=DAY)], KINDS)
        == LAST_DAY
    )
    assert (
        suppliers.social_until([CredentialFacts(code="unheard_of", state="verified", verified_on=DAY)], KINDS)
        is None
    )
    assert suppliers.innovator_until([short], KINDS) is None
    assert suppliers.innovator_until(
        [CredentialFacts(code="b_corp", state="verified", verified_on=DAY)], KINDS
    ) == date(2029, 11, 22)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_later_never_fails_and_never_runs_over(day: date, months: int) -> None:
    later = suppliers.months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


# --- kinds -----------------------------------------------------------------------------------------------


def kinds(**values: object) -> suppliers.Kinds:
    asked: dict[str, object] = {
        "social_until": None,
        "innovator_until": None,
        "small": None,
        "regions": None,
        "own_regions": ("NL11",),
    }
    return suppliers.kinds_on(DAY, **(asked | values))  # type: ignore[arg-type]


def test_kinds_are_known_unknown_or_neither() -> None:
    assert kinds().unknown == ("social", "sustainable_innovator", "local", "small")
    full = kinds(social_until=DAY, innovator_until=LAST_DAY, small=True, regions=["GM0014"])
    assert full.known == ("social", "sustainable_innovator", "local", "small")
    yesterday = kinds(social_until=DAY - timedelta(days=1), small=False, regions=["NL41"])
    assert yesterday.known == ()
    assert yesterday.unknown == ("social", "sustainable_innovator")


@pytest.mark.parametrize(
    ("regions", "own", "local"),
    [
        (["NL11"], ["NL11"], True),
        (["NL112"], ["NL11"], True),
        (["NL"], ["NL11"], None),
        (["NL41"], ["NL11"], False),
        (["NL41"], [], None),
        (["NL31"], ["NL35"], True),
        (["NL11"], ["GM0014"], None),
        ([], ["NL11"], False),
        (None, ["NL11"], None),
    ],
)
def test_local_is_who_names_the_own_area(
    regions: list[str] | None, own: list[str], local: bool | None
) -> None:
    assert suppliers.is_local(regions, own) is local


def test_small_follows_the_size_class() -> None:
    classes = {one.code: one for one in suppliers.size_classes(Law.on(DAY))}
    assert [suppliers.is_small(code, classes) for code in ("micro", "small", "medium", "large", "", "x")] == [
        True,
        True,
        False,
        False,
        None,
        None,
    ]


# --- where -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("regions", "wanted", "answer"),
    [
        (["NL"], ["NL112"], True),
        (["NL11"], ["GM0014"], True),
        (["NL112"], ["GM0014"], None),
        (["NL12"], ["GM0014"], False),
        (["GM0363"], ["NL11"], None),
        (["NL11"], ["NL11", "NL12"], None),
        (["NL11", "NL12"], ["NL11", "NL12"], True),
        (["NL112"], ["NL11"], None),
        (["NL33"], ["NL36"], True),
        (["GM0014"], ["GM0106"], False),
        (None, ["NL11"], None),
        (["NL11"], [], None),
        ([], ["NL11"], False),
    ],
)
def test_who_serves_what(regions: list[str] | None, wanted: list[str], answer: bool | None) -> None:
    assert suppliers.serves(regions, wanted) is answer


@given(st.lists(AREAS, min_size=1), AREAS)
def test_the_facets_of_regions_agree_with_serves(regions: list[str], wanted: str) -> None:
    found = not set(suppliers.region_facets(regions)).isdisjoint(suppliers.wanted_region_facets(wanted))
    answer = suppliers.serves(regions, [wanted])
    if answer is True:
        assert found
    if answer is False:
        assert not found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("nl11", "NL11"),
        ("NL31", "NL35"),
        ("NL310", "NL350"),
        ("GM0014", "GM0014"),
        ("Drenthe", "NL13"),
        (" Heel  Nederland ", "NL"),
        ("Groningen", "NL11"),
        ("gemeente groningen", "GM0014"),
        ("Assen", "GM0106"),
        ("DE1", None),
        ("", None),
        ("<script>", None),
    ],
)
def test_a_region_is_read_by_code_or_name(typed: str, code: str | None) -> None:
    assert suppliers.read_region(typed) == code


# --- facets ----------------------------------------------------------------------------------------------


@given(st.lists(CODES, max_size=4), CODES)
def test_a_group_of_cpv_is_found_by_equality(codes: list[str], wanted: str) -> None:
    facets = set(suppliers.cpv_facets(codes))
    group = suppliers.cpv_group(wanted)
    holds = any(code.startswith(group) for code in codes)
    assert (group in facets) == holds


def test_facets_stand_once_each() -> None:
    facets = suppliers.facets_of(
        cpv=["90911200", "90919200"],
        regions=["NL11"],
        themes=["circular"],
        credentials=["pso"],
        offerings=["service"],
    )
    assert len(set(facets)) == len(facets)
    assert {("cpv", "9091"), ("cpv", "90911200"), ("region", "NL11"), ("region", "in:NL")} <= set(facets)
    assert suppliers.facets_of() == ()
    assert all(len(facet) <= 10 and len(code) <= 40 for facet, code in facets)


# --- numbers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kvk", "fault"),
    [
        ("12345678", "12345678", None),
        ("KvK 1234 5678", "12345678", None),
        ("kvk-nummer: 01234567", "01234567", None),
        ("1234567", "01234567", None),
        ("00000000", "00000000", "all_equal"),
        ("123", "123", "not_eight_digits"),
        ("123456789", "123456789", "not_eight_digits"),
        ("", "", "not_eight_digits"),
        ("١٢٣٤٥٦٧٨", "١٢٣٤٥٦٧٨", "not_eight_digits"),
    ],
)
def test_a_kvk_number_is_eight_digits(typed: str, kvk: str, fault: str | None) -> None:
    assert suppliers.read_kvk(typed) == kvk
    assert suppliers.kvk_fault(kvk) == fault


@pytest.mark.parametrize(
    ("typed", "postcode"),
    [("9712ab", "9712 AB"), ("9712  AB", "9712 AB"), ("0712 AB", None), ("9712 SS", None), ("97123", None)],
)
def test_a_postcode_is_four_digits_and_two_letters(typed: str, postcode: str | None) -> None:
    assert suppliers.read_postcode(typed) == postcode


# --- why -------------------------------------------------------------------------------------------------


def why(*credentials: CredentialFacts, **values: object) -> suppliers.Impact:
    return suppliers.why_impact(suppliers.standing(credentials, DAY, KINDS), DAY, **values)  # type: ignore[arg-type]


def test_the_page_says_why_who_and_when() -> None:
    impact = why(pso(valid_until=date(2027, 3, 1), verified_by="Leo", verified_for="Gemeente Veenmeer"))
    assert impact.verdict == "social"
    assert impact.text.nl == "Dit is een sociale onderneming, aangetoond tot en met 1 maart 2027."
    assert impact.counts[0].nl == (
        "PSO-certificaat (30+), geldig tot en met 1 maart 2027. "
        "Gecontroleerd op 1 maart 2025 door Leo (Gemeente Veenmeer)."
    )
    assert [ground.name for ground in impact.grounds] == ["suppliers/credentials/pso"]


def test_what_expired_yesterday_says_so_and_does_not_count() -> None:
    impact = why(pso(valid_until=DAY - timedelta(days=1)))
    assert impact.verdict == "not_shown"
    assert impact.counts == ()
    assert impact.not_counted[0].nl == "PSO-certificaat (30+) is gisteren verlopen en telt niet meer."
    assert impact.not_counted[0].en == "PSO certificate (30+) expired yesterday and does not count any more."


def test_nothing_shown_is_never_a_no() -> None:
    impact = why(says_impact=True)
    assert impact.verdict == "not_shown"
    assert "betekent niet dat het er geen is" in impact.text.nl
    assert any("geen bewijs" in text.nl for text in impact.unknown)


def test_an_unknown_code_and_a_claim_are_told_not_counted() -> None:
    impact = why(
        pso(state="claimed", verified_on=None),
        CredentialFacts(code="own_label", state="verified", verified_on=DAY),
        pso(level="2", valid_until=DAY),
        pso(valid_from=DAY + timedelta(days=3)),
        pso(state="withdrawn"),
        target_group_share=Decimal("0.425"),
        main_purpose_integration=True,
    )
    assert impact.verdict == "not_shown"
    assert len(impact.not_counted) == 5
    assert "42,5%" in impact.unknown[-1].nl


@given(
    st.lists(
        st.builds(
            CredentialFacts,
            code=st.sampled_from([*KINDS, "unheard_of"]),
            level=st.sampled_from(["", "30_plus", "aspirant", "x"]),
            state=st.sampled_from(["claimed", "verified", "withdrawn"]),
            valid_until=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
            verified_on=st.none() | st.dates(date(2020, 1, 1), DAY),
        ),
        max_size=5,
    )
)
def test_the_verdict_agrees_with_the_derived_days(credentials: list[CredentialFacts]) -> None:
    until = suppliers.social_until(credentials, KINDS)
    impact = why(*credentials)
    assert (impact.verdict == "social") == (until is not None and until >= DAY)
    assert len(impact.counts) + len(impact.not_counted) == len(credentials)


@pytest.mark.parametrize(
    ("typed", "codes", "unknown"),
    [
        ("Groningen en Drenthe", ("NL11", "NL13"), None),
        ("Drenthe, Aa en Hunze; nl131", ("NL13", "GM1680", "NL131"), None),
        ("Noord-Drenthe en Aa en Hunze en Fryslân", ("NL131", "GM1680", "NL12"), None),
        ("Groningen en Dronte", ("NL11",), "Dronte"),
        ("drenthe, Drenthe", ("NL13",), None),
        (" , ", (), None),
    ],
)
def test_areas_are_read_as_people_name_them(typed: str, codes: tuple[str, ...], unknown: str | None) -> None:
    assert suppliers.read_regions(typed) == (codes, unknown)


def test_a_district_is_called_by_its_name() -> None:
    assert suppliers.region_name("NL131") == "Noord-Drenthe"
    assert suppliers.region_name("NL1") == "Noord-Nederland"
    assert suppliers.region_name("NL999") == "NL999"
