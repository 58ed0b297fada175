"""From two lists of firms to links: numbers, names, conflicts, and what people said."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("sklearn", reason="needs the extra analysis")
pytest.importorskip("sparse_dot_topn", reason="needs the extra analysis")

from meerwaarde.analysis.linkage.exact import NOWHERE, registration_number, vat_number
from meerwaarde.analysis.linkage.lessons import Decision
from meerwaarde.analysis.linkage.link import Links, link
from meerwaarde.analysis.linkage.practice import fictional_firms, practice
from meerwaarde.analysis.linkage.spellings import Firms

REGISTER = [
    ("AS System Integrators B.V.", "Veenmeer", "11111112"),
    ("Wakefield District Housing Ltd", "", ""),
    ("Jansen & Zonen Schildersbedrijf B.V.", "Duinstede", "01234567"),
    ("Jansen Schoonmaak B.V.", "Duinstede", "22222223"),
    ("Stichting Jeugdhulp De Brug", "Rivierdam", "33333334"),
    ("Hoveniersbedrijf Groen 24 B.V.", "Rivierdam", "44444445"),
    ("Hoveniersbedrijf Groen 25 B.V.", "Rivierdam", "44444446"),
    ("Mcr Bike Hire", "", "55555556"),
]


def firms(*rows: tuple[str, str, str], prefix: str = "") -> Firms:
    return Firms(
        [f"{prefix}{row}" for row in range(len(rows))],
        [name for name, _, _ in rows],
        [place for _, place, _ in rows],
        [kvk for _, _, kvk in rows],
    )


def linked(*rows: tuple[str, str, str], decisions: tuple[Decision, ...] = ()) -> Links:
    return link(firms(*rows), firms(*REGISTER, prefix="r"), decisions=decisions)


GOLDEN = [
    (("A&S System Integrators B.V.", "Veenmeer", ""), 0),
    (("A & S SYSTEM INTEGRATORS BV", "", ""), 0),
    (("WAKEFIELD & DISTRICT HOUSING LIMITED RENT A/C", "", ""), 1),
    (("WAKEFIELD DISTRICT HOUSING LTD INVOICE PAYMENTS", "", ""), 1),
    (("JANSEN EN ZN SCHILDERSBEDR. BV", "DUINSTEDE", ""), 2),
    (("Jansen en Zonen Schilders", "Duinstede", ""), 2),
    (("Jeugdhulp de Brug (stichting)", "Rivierdam", ""), 4),
    (("HOVENIERSBEDRIJF GROEN 25", "Rivierdam", ""), 6),
    (("Cycle Waggle LTD T/A Mcr Bike Hire", "", ""), 7),
]


@pytest.fixture(scope="module")
def golden() -> Links:
    return linked(*(row for row, _ in GOLDEN))


@pytest.mark.parametrize("number", range(len(GOLDEN)))
def test_spellings_of_real_life_find_their_firm(golden: Links, number: int) -> None:
    assert golden.right[number] == GOLDEN[number][1]
    assert golden.decision[number] in {"linked", "review"}


def test_an_equal_name_in_the_same_place_is_linked(golden: Links) -> None:
    assert (golden.decision[0], golden.basis[0]) == ("linked", "name_place")


def test_another_number_in_the_name_is_never_linked_by_itself() -> None:
    assert linked(("Hoveniersbedrijf Groen 26 B.V.", "Rivierdam", "")).decision[0] != "linked"


def test_nothing_alike_is_no_link() -> None:
    found = linked(("Qwxz Zzyp", "", ""), ("", "", ""))
    assert found.decision == ["none", "none"]
    assert found.right.tolist() == [NOWHERE, NOWHERE]


@settings(max_examples=60)
@given(st.text(max_size=30), st.sampled_from(["44444445", "4444 4445", "KvK 44444445", "44.44.44.45"]))
def test_an_equal_number_links_whatever_the_name(name: str, number: str) -> None:
    found = linked((name, "", number))
    assert (found.right[0], found.score[0], found.decision[0]) == (5, 1.0, "linked")


@settings(max_examples=2, deadline=None)
@given(st.integers(60_000_000, 69_999_999))
def test_a_different_number_is_never_linked(number: int) -> None:
    found = linked(*((name, place, str(number)) for name, place, kvk in REGISTER if kvk))
    assert all(firm == NOWHERE or not REGISTER[firm][2] for firm in found.right.tolist())
    assert "linked" not in found.decision


def test_zeros_that_a_spreadsheet_ate_come_back() -> None:
    assert linked(("Iets anders", "", "1234567")).right[0] == 2
    assert registration_number("1234567.0") == "01234567"


@pytest.mark.parametrize("value", ["", None, "0", "00000000", "99999999", "123456789", "onbekend", "12345"])
def test_what_is_no_registration_number(value: str | None) -> None:
    assert registration_number(value) is None


def test_numbers_of_partnerships_abroad_count() -> None:
    assert registration_number("oc305934") == "OC305934"


def test_a_vat_number_links_unless_the_registration_numbers_differ() -> None:
    assert vat_number("nl 0012.34.567.b01") == "NL001234567B01"
    register = Firms(["a"], ["Zonneschijn BV"], [""], ["12345678"], ["NL001234567B01"])
    same = link(Firms(["1"], ["Iets"], [""], [None], ["001234567B01"]), register)
    other = link(Firms(["1"], ["Iets"], [""], ["87654321"], ["001234567B01"]), register)
    assert (same.right[0], same.basis[0], same.decision[0]) == (0, "vat", "linked")
    assert other.decision[0] == "none"


def test_of_establishments_with_one_number_the_one_in_the_same_place_is_taken() -> None:
    register = firms(("Zon", "Ede", "12345678"), ("Zon", "Assen", "12345678"))
    found = link(firms(("Zon", "ASSEN", "12345678"), ("Zon", "Best", "12345678")), register)
    assert found.right.tolist() == [1, 0]


def test_two_namesakes_in_one_place_are_for_a_person() -> None:
    register = firms(("Bakkerij Zonneschijn", "Ede", ""), ("Bakkerij Zonneschijn", "Ede", ""))
    assert link(firms(("Bakkerij Zonneschijn", "Ede", "")), register).decision == ["review"]


def test_what_a_person_decided_stands_even_against_numbers() -> None:
    told = (Decision("0", "r3", same=True), Decision("1", "r0", same=False))
    rows = (("Iets", "", "44444445"), ("AS System Integrators", "Veenmeer", "11111112"))
    found = linked(*rows, decisions=told)
    assert (found.right[0], found.basis[0], found.decision[0]) == (3, "person", "linked")
    assert found.right[1] != 0


def test_a_later_decision_takes_back_an_earlier_one() -> None:
    told = (Decision("0", "r3", same=True), Decision("0", "r3", same=False))
    assert linked(("Jansen Schoonmaak", "Duinstede", ""), decisions=told).right[0] != 3


def test_a_person_may_say_that_it_stands_in_no_register() -> None:
    found = linked(("Jansen Schoonmaak", "Duinstede", ""), decisions=(Decision("0", "", same=True),))
    assert (found.decision[0], found.basis[0], found.right[0]) == ("none", "person", NOWHERE)


def test_decisions_about_unknown_ids_are_passed_over() -> None:
    told = (Decision("x", "y", same=True),)
    assert linked(("AS System Integrators", "Veenmeer", ""), decisions=told).right[0] == 0


def test_alternatives_come_best_first() -> None:
    found = linked(("Hoveniersbedrijf Groen", "Rivierdam", ""))
    (first, high), (second, low), *_ = found.alternatives(0)
    assert {first, second} == {5, 6}
    assert high >= low


def test_the_same_seed_gives_the_same_links_on_any_number_of_threads() -> None:
    made = practice(fictional_firms(1_000, 3), 300, seed=4)
    one, two = (link(made.left, made.right, seed=7, threads=threads) for threads in (1, 2))
    assert one.right.tolist() == two.right.tolist()
    assert np.array_equal(one.score, two.score)


def test_without_any_label_most_of_what_is_linked_is_right() -> None:
    made = practice(fictional_firms(2_000, 11), 600, seed=12)  # other firms and spellings than it learns from
    found = link(made.left, made.right)
    sure = np.array(found.decision) == "linked"
    assert sure.sum() >= 60
    assert (found.right == made.truth)[sure].mean() >= 0.93


def test_empty_sides() -> None:
    assert link(firms(), firms(*REGISTER)).decision == []
    assert link(firms(("Zon", "", "")), firms()).decision == ["none"]


REAL = os.environ.get("MEERWAARDE_REAL_DATA")


@pytest.mark.real_data
@pytest.mark.skipif(not REAL, reason="MEERWAARDE_REAL_DATA is not set")
def test_a_real_register_finds_its_own_names_again() -> None:
    file = Path(REAL or "") / "company_register" / "nl_recognised_sponsors_2024-08.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        rows = [(row["name"], "", row["kvk"]) for row in csv.DictReader(opened, delimiter=";")]
    asked = rows[::40]
    found = link(firms(*((name.upper(), "", "") for name, _, _ in asked)), firms(*rows))
    same = np.array([one[2] == rows[firm][2] for one, firm in zip(asked, found.right.tolist(), strict=True)])
    sure = np.array(found.decision) == "linked"
    assert same.mean() >= 0.97
    assert same[sure].mean() >= 0.98
