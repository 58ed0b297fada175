"""How sure a match is: the grade and the sentence that says where it comes from."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

import pytest

from meerwaarde.rules.matching import (
    GRADES,
    Need,
    Pool,
    Reason,
    SupplierProfile,
    match,
    sureness,
    sureness_of,
)
from meerwaarde.rules.text import Text


def reasons(*codes: str) -> tuple[Reason, ...]:
    return tuple(Reason(code, Text(nl=f"over {code}", en=f"of {code}")) for code in codes)


@pytest.mark.parametrize(
    ("met", "not_met", "unknown", "grade"),
    [
        (("offer", "region", "capacity"), (), (), "strong"),
        (("offer", "region"), (), ("kind",), "strong"),
        (("offer", "region", "turn"), ("theme",), (), "strong"),
        (("offer", "region"), (), ("capacity",), "possible"),
        (("offer", "capacity"), ("region",), (), "possible"),
        (("offer",), (), (), "possible"),
        (("offer", "theme"), ("kind", "theme"), ("capacity",), "possible"),
        (("offer",), (), ("region", "capacity"), "too_little"),
        (("theme", "kind"), (), ("offer",), "too_little"),
        ((), (), (), "too_little"),
        (("turn",), (), ("offer",), "too_little"),
    ],
)
def test_the_grade_follows_from_what_is_met_and_what_is_open(
    met: tuple[str, ...], not_met: tuple[str, ...], unknown: tuple[str, ...], grade: str
) -> None:
    assert sureness_of(reasons(*met), reasons(*not_met), reasons(*unknown)).grade == grade


def test_the_sentence_names_what_counts_and_leaves_out_whose_turn_it_is() -> None:
    found = sureness_of(reasons("offer", "offer", "region", "turn"), reasons("capacity"), reasons("kind"))
    assert (
        found.why.nl
        == "Klopt: het aanbod en de regio; klopt niet: de omvang; onbekend: de soort onderneming."
    )
    assert (
        found.why.en
        == "Right: the offer and the region; not right: the size; not known: the kind of enterprise."
    )
    assert sureness_of((), (), ()).why.nl == "Er is niets bekend om te vergelijken."


def test_knowing_more_that_fits_never_makes_it_less_sure() -> None:
    order = list(reversed(GRADES))
    codes = ("offer", "region", "capacity", "theme", "kind")
    for open_now in range(len(codes)):
        before = sureness_of(reasons(*codes[open_now + 1 :]), (), reasons(*codes[: open_now + 1]))
        after = sureness_of(reasons(*codes[open_now:]), (), reasons(*codes[:open_now]))
        assert order.index(after.grade) >= order.index(before.grade)


def test_a_full_profile_is_surer_than_an_empty_one() -> None:
    need = Need(
        id="n",
        text="schoonmaak van kantoren",
        cpv=("90911200",),
        regions=("NL113",),
        estimate=Decimal(90_000),
        day=date(2026, 11, 22),
    )
    full = SupplierProfile(
        id="full",
        name="Glans",
        text="schoonmaak",
        cpv=("90911200",),
        regions=("NL11",),
        capacity_min=Decimal(10_000),
        capacity_max=Decimal(200_000),
    )
    bare = SupplierProfile(id="bare", name="Kaal", text="schoonmaak van kantoren")
    grades = {one.supplier: sureness(one).grade for one in match([need], [full, bare])[0]}
    assert grades == {"full": "strong", "bare": "too_little"}


def test_a_ranking_without_reasons_is_the_same_ranking() -> None:
    draw = random.Random(3)
    codes = ("90911200", "90910000", "77310000", "55520000")
    market = [
        SupplierProfile(id=f"s{n}", name=f"S{n}", text="schoonmaak groen", cpv=(draw.choice(codes),))
        for n in range(60)
    ]
    wanted = [Need(id=str(n), text="schoonmaak", cpv=(draw.choice(codes),)) for n in range(20)]
    pool = Pool.of(market)
    explained = [tuple((one.supplier, one.score) for one in each) for each in pool.match(wanted, 7)]
    assert pool.rank(wanted, 7) == explained
    assert any(explained)
