"""Matching: cases that a buyer can read, and promises that hold for every market."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.rules.intake import SupplierKind, Theme
from meerwaarde.rules.matching import (
    HeldCredential,
    Match,
    Need,
    Pool,
    SupplierProfile,
    eligible,
    keep_places,
    match,
    reasons,
)
from meerwaarde.rules.matching.codes import depth, significant
from meerwaarde.rules.text import Text

TODAY = date(2026, 11, 22)
MARKETS = [
    yaml.safe_load(path.read_bytes())
    for path in sorted((Path(__file__).parent / "matching_cases").glob("*.yaml"))
]
CASES = [(market["suppliers"], case) for market in MARKETS for case in market["cases"]]


@pytest.mark.parametrize(
    ("suppliers", "case"), CASES, ids=lambda given: given.get("name") if isinstance(given, dict) else ""
)
def test_a_written_case_comes_out_as_written(suppliers: list[Any], case: dict[str, Any]) -> None:
    profiles = msgspec.convert(suppliers, list[SupplierProfile], strict=False)
    need = msgspec.convert({"id": "need", **case["need"]}, Need, strict=False)
    found = match([need], profiles, top=50)[0]
    order = [one.supplier for one in found]
    assert order == case.get("order", order)
    assert not set(order) & set(case.get("never", ()))
    for earlier, later in case.get("before", ()):
        assert order.index(earlier) < order.index(later), order
    by_id = {one.supplier: one for one in found}
    for name in ("met", "not_met", "unknown"):
        for supplier, wanted in case.get(name, {}).items():
            said = getattr(by_id[supplier], name)
            for code, words in wanted.items():
                texts = [reason.text.nl for reason in said if reason.code == code]
                assert any(words in text for text in texts), (supplier, name, code, texts)


# Few codes and words, so that they meet often.
CODES = ["90910000", "90911200", "90919200", "90000000", "77310000", "79810000", "not a code"]
WORDS = ["schoonmaak", "scholen", "schoonmaakbedrijf", "bomen", "plantsoen", "drukwerk", "glas", "opdracht"]
REGIONS = ["NL", "NL1", "NL11", "NL113", "NL31", "NL35", "NL41", "GM0014", "GM0344", "GM9999"]
BANDS = [None, "under_100k", "2m_10m"]
texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)
themes = st.lists(st.sampled_from(get_args(Theme)), max_size=3, unique=True).map(tuple)
kinds = st.lists(st.sampled_from(get_args(SupplierKind)), max_size=3, unique=True).map(tuple)
amounts = st.integers(1, 500_000).map(Decimal)
credentials = st.builds(
    HeldCredential,
    st.sampled_from(["pso", "sw", "b_corp"]),
    st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 25)),
    st.booleans(),
    st.sampled_from(["", "30_plus", "2"]),
)


@st.composite
def suppliers(draw: st.DrawFn, name: str = "x") -> SupplierProfile:
    bounds = sorted(draw(st.tuples(amounts, amounts)))
    return SupplierProfile(
        id=name,
        name=name,
        text=draw(texts),
        cpv=draw(st.none() | st.lists(st.sampled_from(CODES), max_size=3).map(tuple)),
        regions=draw(st.none() | st.lists(st.sampled_from(REGIONS), max_size=3).map(tuple)),
        themes=draw(st.none() | themes),
        kinds=draw(st.none() | kinds),
        credentials=tuple(draw(st.lists(credentials, max_size=2))),
        target_group_share=draw(
            st.none() | st.sampled_from([Decimal("0.1"), Decimal("0.3"), Decimal("0.6")])
        ),
        main_purpose_integration=draw(st.none() | st.booleans()),
        capacity_min=draw(st.sampled_from([None, bounds[0]])),
        capacity_max=draw(st.sampled_from([None, bounds[1]])),
        times_asked=draw(st.none() | st.integers(0, 6)),
    )


markets = st.integers(1, 7).flatmap(lambda count: st.tuples(*(suppliers(f"s{n:02}") for n in range(count))))
needs = st.builds(
    Need,
    id=st.just("need"),
    text=texts,
    cpv=st.none() | st.lists(st.sampled_from(CODES), max_size=3).map(tuple),
    regions=st.none() | st.lists(st.sampled_from(REGIONS), max_size=2).map(tuple),
    estimate=st.none() | amounts,
    themes=themes,
    first=kinds,
    reserved=st.sampled_from([None, "integration_enterprise"]),
    day=st.sampled_from([None, TODAY]),
)


def codes(found: Match, name: str) -> set[str]:
    return {reason.code for reason in getattr(found, name)}


def cannot_deliver(found: Match) -> bool:
    """Read from the reasons alone: something that is asked is surely not there."""
    missing = codes(found, "not_met") - codes(found, "met") - codes(found, "unknown")
    return bool(missing & {"offer", "region", "capacity", "reserved"})


@settings(max_examples=100, deadline=None)
@given(needs, markets)
def test_the_order_says_the_same_as_the_reasons(need: Need, market: tuple[SupplierProfile, ...]) -> None:
    """The product and the sentences are worked out apart; neither may say what the other denies."""
    found = match([need], market, top=50)[0]
    for one in found:
        assert "offer" in codes(one, "met") | codes(one, "unknown")
        assert one.score // 1000 == tier(one), one
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    missing = {profile.id for profile in market} - {one.supplier for one in found}
    for profile in market:
        said = reasons(need, profile)
        offers = {reason.code for reason in (*said.met, *said.unknown)} & {"offer"}
        assert (profile.id in missing) == (not offers)


def some_of(codes: list[str]) -> list[tuple[str, ...]]:
    return [chosen for size in (0, 1, 2) for chosen in combinations(codes, size)]


def all_against_all(field: str, known: list[str]) -> Iterator[tuple[Need, Match]]:
    """Needs and suppliers that differ in one field alone, with every choice of at most two of its codes."""
    base = SupplierProfile(id="", name="", text="bomen", cpv=("90910000",), regions=("NL",))
    market = [msgspec.structs.replace(base, id=str(some), **{field: some}) for some in some_of(known)]
    need = Need(id="n", text="bomen", cpv=("90910000",), day=TODAY)
    asked = [msgspec.structs.replace(need, **{field: some}) for some in some_of(known) if some]
    for one, found in zip(asked, match(asked, market, top=1_000), strict=True):
        yield from ((one, each) for each in found)


def tier(found: Match) -> int:
    return 0 if cannot_deliver(found) else 2 if "offer" in codes(found, "met") else 1


def test_every_pair_of_cpv_codes_stands_where_its_reasons_say() -> None:
    seen: Counter[int] = Counter()
    for need, found in all_against_all("cpv", CODES):
        assert found.score // 1000 == tier(found), (need, found)
        seen[tier(found)] += 1
    assert seen[2] > 100


def test_every_pair_of_regions_stands_where_its_reasons_say() -> None:
    """Equal but for their regions, so what the reasons say alike must be worth the same."""
    worth: dict[str, set[float]] = {}
    for need, found in all_against_all("regions", REGIONS):
        assert found.score // 1000 == tier(found), (need, found)
        held = [name for name in ("met", "unknown", "not_met") if "region" in codes(found, name)]
        worth.setdefault("part" if held[0] == "met" and len(held) > 1 else held[0], set()).add(found.score)
    assert set(worth) == {"met", "part", "unknown", "not_met"}
    assert all(len(scores) == 1 for scores in worth.values()), worth
    assert max(worth["met"]) > max(worth["part"]) > max(worth["unknown"]) > max(worth["not_met"])


@settings(max_examples=100, deadline=None)
@given(needs, markets, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    need: Need, market: tuple[SupplierProfile, ...], shuffle: random.Random
) -> None:
    other = list(market)
    shuffle.shuffle(other)
    assert match([need], market, top=5) == match([need], other, top=5)
    assert match([need, need], market, top=5) == match([need], market, top=5) * 2


@settings(max_examples=100, deadline=None)
@given(needs, markets, suppliers("zz"))
def test_one_more_supplier_changes_no_reason_of_another(
    need: Need, market: tuple[SupplierProfile, ...], one_more: SupplierProfile
) -> None:
    def said(found: tuple[Match, ...]) -> dict[str, tuple[object, ...]]:
        return {one.supplier: (one.met, one.not_met, one.unknown) for one in found}

    before = said(match([need], market, top=50)[0])
    after = said(match([need], (*market, one_more), top=50)[0])
    after.pop("zz", None)
    assert before == after


BETTER: dict[str, tuple[str, dict[str, object], dict[str, object]]] = {
    "region": ("region", {"regions": ("NL41",)}, {"regions": ("NL",)}),
    "region that was unknown": ("region", {"regions": None}, {"regions": ("NL",)}),
    "capacity": (
        "capacity",
        {"capacity_max": Decimal(1), "capacity_min": None},
        {"capacity_max": Decimal(10**9), "capacity_min": None},
    ),
    "code": ("offer", {"cpv": ()}, {"cpv": ("90911200",)}),
    "theme": ("theme", {"themes": ()}, {"themes": get_args(Theme)}),
    "kind": ("kind", {"kinds": ()}, {"kinds": get_args(SupplierKind)}),
    "kind that was unknown": ("kind", {"kinds": None}, {"kinds": get_args(SupplierKind)}),
    "turn": ("turn", {"times_asked": 9}, {"times_asked": 0}),
}


@pytest.mark.parametrize("name", sorted(BETTER))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_who_meets_strictly_more_never_stands_below_its_equal(name: str, data: st.DataObject) -> None:
    code, worse, better = BETTER[name]
    need = msgspec.structs.replace(
        data.draw(needs), cpv=("90911200",), regions=("NL11",), estimate=Decimal(1_000)
    )
    base = data.draw(suppliers())
    # The worse of the two has the id that would win a tie.
    one = msgspec.structs.replace(base, id="a", **worse)
    other = msgspec.structs.replace(base, id="b", **better)
    order = [found.supplier for found in match([need], (one, other), top=2)[0]]
    if order == ["a", "b"]:
        assert code not in {r.code for r in reasons(need, other).met} - {
            r.code for r in reasons(need, one).met
        }


@given(st.sampled_from(CODES), st.sampled_from(CODES))
def test_two_codes_are_as_near_as_each_other(one: str, other: str) -> None:
    first, second = significant(one), significant(other)
    if first and second:
        assert depth(first, second) == depth(second, first)
        assert (depth(first, first) or 0) >= depth(first, second)


@pytest.mark.parametrize(
    ("code", "digits"),
    [
        ("90911200-8", "909112"),
        ("45000000", "45"),
        ("30000000", "30"),
        ("909", "909"),
        ("x", None),
        ("", None),
    ],
)
def test_significant_digits(code: str, digits: str | None) -> None:
    assert significant(code) == digits


def test_equal_suppliers_stand_by_how_often_they_were_asked_then_by_id() -> None:
    need = Need(id="n", cpv=("90911200",), day=TODAY)
    market = [
        SupplierProfile(id=name, name=name, cpv=("90911200",), times_asked=asked)
        for name, asked in (("a", 3), ("b", 1), ("c", 2), ("d", 1))
    ]
    assert [one.supplier for one in match([need], market)[0]] == ["b", "d", "c", "a"]


def test_places_are_kept_for_newcomers_but_never_at_the_cost_of_who_goes_first() -> None:
    need = Need(id="n", cpv=("90911200",), themes=("circular",), first=("social",), day=TODAY)
    regulars = [
        SupplierProfile(id=f"r{n}", name="", cpv=("90911200",), times_asked=1, kinds=(), themes=("circular",))
        for n in range(10)
    ]
    newcomers = [
        SupplierProfile(id=f"n{n}", name="", cpv=("90911200",), times_asked=0, kinds=(), themes=())
        for n in range(3)
    ]
    order = [one.supplier for one in match([need], [*regulars, *newcomers])[0]]
    assert order == [*(f"r{n}" for n in range(8)), "n0", "n1"]
    social = [msgspec.structs.replace(one, kinds=("social",)) for one in regulars]
    assert [one.supplier for one in match([need], [*social, *newcomers])[0]] == [f"r{n}" for n in range(10)]


@given(
    st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=20), st.integers(0, 8), st.integers(0, 4)
)
def test_kept_places_keep_the_order_and_the_classes(
    made: list[tuple[int, bool]], top: int, places: int
) -> None:
    ranked = sorted(
        ((rank, new, number) for number, (rank, new) in enumerate(made)), key=lambda one: (-one[0], one[2])
    )
    kept = keep_places(
        ranked, top=top, places=places, is_newcomer=lambda one: one[1], class_of=lambda one: one[0]
    )
    assert len(kept) == min(top, len(ranked))
    assert [one for one in ranked if one in kept] == kept
    assert sorted(one[0] for one in kept) == sorted(one[0] for one in ranked[:top])


def test_two_suppliers_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="'a'"):
        Pool.of([SupplierProfile(id="a", name=""), SupplierProfile(id="a", name="")])


def test_an_empty_pool_answers() -> None:
    assert match([Need(id="n", text="schoonmaak", cpv=("90911200",))], []) == [()]
    assert Pool.of([]).match([]) == []


def test_names_are_said_where_they_are_known() -> None:
    need = Need(id="n", cpv=("90911200",))
    firm = SupplierProfile(id="a", name="", cpv=("90910000",))
    names = {"90910000": Text(nl="Reinigingsdiensten", en="Cleaning services")}
    said = reasons(need, firm, names=names.get).met[0].text
    assert said.nl == "Biedt dit werk aan: Reinigingsdiensten (CPV 90910000)."
    assert said.en == "Offers this work: Cleaning services (CPV 90910000)."


@pytest.mark.parametrize("day", [None, date(2010, 1, 1)])
def test_without_a_known_minimum_nobody_qualifies_or_is_refused(day: date | None) -> None:
    firm = SupplierProfile(id="a", name="", target_group_share=Decimal("0.1"))
    need = Need(id="n", reserved="sheltered_workshop", day=day)
    assert [reason.code for reason in reasons(need, firm).unknown] == ["reserved"]
    assert eligible(firm, None).status == "unknown"


@settings(max_examples=60, deadline=None)
@given(needs, suppliers())
def test_every_reason_reads_as_whole_short_sentences(need: Need, profile: SupplierProfile) -> None:
    for reason in (one for group in reasons(need, profile) for one in group):
        for text in (reason.text.nl, reason.text.en):
            assert text[0].isupper()
            assert text.endswith(".")
            assert all(len(sentence.split()) <= 25 for sentence in re.split(r"(?<=[.?]) (?=[A-Z])", text))


def test_that_a_kind_goes_first_is_not_put_on_a_framework_that_may_not_exist() -> None:
    """Below the threshold impact enterprises go first also where an authority adopted nothing yet."""
    need = Need(id="n", cpv=("90911200",), first=("social",), day=TODAY)
    firm = SupplierProfile(id="a", name="A", cpv=("90911200",), kinds=("social",))
    met, _not_met, _unknown = reasons(need, firm)
    said = next(reason.text for reason in met if reason.code == "kind")
    assert "kader" not in said.nl
    assert "framework" not in said.en
