"""Suppliers that need each other: the smallest sets, why each is in them, and what stays open."""

from __future__ import annotations

import random
from decimal import Decimal

from meerwaarde.rules.combinations import MOST_LOOKED_AT, coverage, replacements, together
from meerwaarde.rules.matching import Need, SupplierProfile


def firm(
    name: str, *cpv: str, regions: tuple[str, ...] = ("NL",), most: int | None = None
) -> SupplierProfile:
    return SupplierProfile(
        id=name, name=name, cpv=cpv, regions=regions, capacity_max=None if most is None else Decimal(most)
    )


GREEN, CLEANING, CATERING = "77310000", "90911200", "55520000"


def sets(need: Need, *firms: SupplierProfile, **more: object) -> list[tuple[str, ...]]:
    found = together(need, firms, **more)  # type: ignore[arg-type]
    return [tuple(partner.supplier for partner in one.partners) for one in found]


def test_two_trades_need_two_firms_and_no_third() -> None:
    need = Need(id="n", cpv=(GREEN, CLEANING))
    assert sets(need, firm("a", GREEN), firm("b", CLEANING), firm("c", CATERING)) == [("a", "b")]


def test_nobody_is_needed_beside_a_firm_that_does_everything() -> None:
    need = Need(id="n", cpv=(GREEN, CLEANING))
    assert sets(need, firm("a", GREEN), firm("b", CLEANING), firm("all", GREEN, CLEANING)) == []


def test_places_and_size_are_covered_together_and_said() -> None:
    need = Need(id="n", cpv=(GREEN,), regions=("NL11", "NL34"), estimate=Decimal(100_000))
    (found,) = together(
        need,
        [
            firm("north", GREEN, regions=("NL11",), most=60_000),
            firm("sea", GREEN, regions=("NL34",), most=50_000),
        ],
    )
    assert [one.brings.nl.replace("\u00a0", " ") for one in found.partners] == [
        "Nodig voor Groningen en omvang tot € 60.000.",
        "Nodig voor Zeeland en omvang tot € 50.000.",
    ]
    assert found.open == ()


def test_what_nobody_covers_stays_open() -> None:
    need = Need(id="n", cpv=(GREEN, CLEANING, CATERING), estimate=Decimal(500_000))
    (found,) = together(need, [firm("a", GREEN, most=10_000), firm("b", CLEANING, most=10_000)])
    assert [one.en for one in found.open] == [
        "Nobody says it can do this: CPV 5552.",
        "Together they do not say that they can do €500,000.",
    ]


def test_what_covers_more_comes_first_and_one_firm_can_be_demanded() -> None:
    need = Need(id="n", cpv=(GREEN, CLEANING, CATERING))
    firms = (firm("a", GREEN), firm("b", CLEANING), firm("c", CATERING))
    assert sets(need, *firms) == [("a", "b", "c"), ("a", "b"), ("a", "c"), ("b", "c")]
    assert sets(need, *firms, having="c") == [("a", "b", "c"), ("a", "c"), ("b", "c")]
    assert sets(need, *firms, top=1) == [("a", "b", "c")]


def test_everybody_in_a_set_brings_something_and_the_work_is_bounded() -> None:
    draw = random.Random(4)
    codes = (GREEN, CLEANING, CATERING, "45233120", "79530000")
    market = [
        firm(f"f{n}", *draw.sample(codes, 1), regions=(draw.choice(("NL11", "NL34", "NL22")),))
        for n in range(10 * MOST_LOOKED_AT)
    ]
    need = Need(id="n", cpv=codes[:3], regions=("NL11", "NL34"))
    found = together(need, market, top=50)
    assert found == together(need, market, top=50)
    assert found
    first = {one.id for one in market[:MOST_LOOKED_AT]}
    for one in found:
        assert 2 <= len(one.partners) <= 3
        assert all(partner.supplier in first and partner.brings.nl for partner in one.partners)


def test_who_is_left_covers_the_need_or_what_is_open_is_said() -> None:
    need = Need(id="n", cpv=(GREEN, CLEANING), regions=("NL11",), estimate=Decimal(50_000))
    green, clean = firm("a", GREEN, most=30_000), firm("b", CLEANING, most=30_000)
    whole = coverage(need, [green, clean])
    assert (whole.whole, whole.open) == (True, ())
    assert whole.said.nl.startswith("Wie overblijft, dekt samen nog")
    short = coverage(need, [green])
    assert short.whole is False
    assert [one.nl.replace("\u00a0", " ") for one in short.open] == [
        "Niemand zegt dit te kunnen: CPV 909112.",
        "Samen zeggen zij niet tot € 50.000 te kunnen.",
    ]
    unknown = coverage(Need(id="n"), [green])
    assert (unknown.whole, unknown.open) == (False, ())
    assert "weten wij niet" in unknown.said.nl


def test_who_steps_in_adds_what_is_open_and_the_most_goes_first() -> None:
    need = Need(id="n", cpv=(GREEN, CLEANING), estimate=Decimal(50_000))
    rest = [firm("a", GREEN, most=30_000)]
    others = [
        firm("catering", CATERING),
        firm("small", CLEANING),
        firm("large", CLEANING, most=25_000),
    ]
    found = replacements(need, rest, others)
    assert [one.supplier for one in found] == ["large", "small"]
    assert "omvang" in found[0].brings.nl
    assert replacements(need, [*rest, firm("b", CLEANING, most=30_000)], others) == ()


def test_who_does_none_of_the_work_adds_no_size_and_no_place() -> None:
    need = Need(id="n", cpv=(GREEN,), regions=("NL11", "NL34"), estimate=Decimal(100_000))
    gardener = firm("gardener", GREEN, regions=("NL11",), most=60_000)
    builder = firm("builder", "45000000", regions=("NL34",), most=90_000)
    assert sets(need, gardener, builder) == []
    assert not coverage(need, [gardener, builder]).whole
    other = firm("other", GREEN, regions=("NL34",), most=50_000)
    assert sets(need, gardener, builder, other) == [("gardener", "other")]
