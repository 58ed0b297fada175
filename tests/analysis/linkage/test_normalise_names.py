"""Names as administrations write them, and the firm that they mean."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.analysis.linkage.normalise import known_places, normalise, place_words, without_place

SAME_CORE = [
    ("A&S System Integrators B.V.", "AS System Integrators B.V."),
    ("WAKEFIELD & DISTRICT HOUSING LIMITED RENT A/C", "WAKEFIELD DISTRICT HOUSING LTD INVOICE PAYMENTS"),
    ("JANSEN EN ZN SCHILDERS BV", "Jansen & Zonen Schilders B.V."),
    ("De Vries Bouw v.o.f.", "VRIES BOUW VOF"),
    ("Coöperatie Energiek Duinstede U.A.", "ENERGIEK DUINSTEDE COOPERATIE UA"),
    ("Stichting Jeugdhulp De Brug", "Jeugdhulp de Brug, stichting"),
    ("N.V. Waterbedrijf Veenmeer", "Waterbedrijf Veenmeer NV"),
    ("Groen B V (G-rekening)", "Groen BV"),
    ("Drukkerij Ster afd. crediteuren", "Drukkerij Ster"),
    ("Drukkerij Ster B.V. 004711", "drukkerij ster"),
    ("G B Hoses", "GB Hoses Ltd"),
    ("Bakker Bros. plc", "Bakker Brothers PLC"),
    ("Kuipers **NIET GEBRUIKEN**", "Kuipers"),
]
FORMS = [
    ("Jansen B.V.", "bv"),
    ("Jansen BV", "bv"),
    ("Jansen b v", "bv"),
    ("B.V. Jansen", "bv"),
    ("Jansen besloten vennootschap", "bv"),
    ("Stichting Jansen", "st"),
    ("Stg. Jansen", "st"),
    ("Jansen V.O.F.", "vof"),
    ("Maatschap Jansen", "mts"),
    ("Coöperatie Jansen U.A.", "coop"),
    ("Jansen Limited", "ltd"),
    ("Jansen P.L.C.", "plc"),
    ("Jansen GmbH & Co. KG", "gmbh"),
    ("Jansen", ""),
]


@pytest.mark.parametrize(("one", "other"), SAME_CORE)
def test_spellings_of_one_firm_have_one_core(one: str, other: str) -> None:
    assert normalise(one).core == normalise(other).core != ""


@pytest.mark.parametrize(("name", "form"), FORMS)
def test_the_legal_form_is_read(name: str, form: str) -> None:
    taken = normalise(name)
    assert (taken.core, taken.form) == ("jansen", form)


@pytest.mark.parametrize("marker", ["T/A", "t/a", "trading as", "h.o.d.n.", "handelend onder de naam"])
def test_another_name_is_kept_beside_the_first(marker: str) -> None:
    taken = normalise(f"Cycle Waggle LTD {marker} Mcr Bike Hire")
    assert (taken.core, taken.others, taken.form) == ("cycle waggle", ("mcr bike hire",), "ltd")


def test_initials_are_no_marker_of_another_name() -> None:
    assert normalise("P T A Vermeulen").others == ()


@pytest.mark.parametrize(("name", "core"), [("B.V.", "bv"), ("Stichting", "stichting"), ("de", "de")])
def test_what_would_leave_nothing_stays(name: str, core: str) -> None:
    assert normalise(name).core == core


@pytest.mark.parametrize("name", ["", "   ", "---", "&"])
def test_a_name_without_letters_has_no_core(name: str) -> None:
    assert normalise(name).core == ""


_WORDS = st.sampled_from(
    [*"bvnofate", "B.V.", "BV", "stichting", "ltd", "&", "en", "and", "T/A", "A/C", "rent", "hodn", "trading",
     "as", "zn", "int", "00123", "123456", "jansen", "aka", "co", "de", "u.a.", "afd", "crediteuren", "'s"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=40), st.lists(_WORDS, max_size=7).map(" ".join)))
def test_taking_the_core_apart_again_changes_nothing(name: str) -> None:
    core = normalise(name).core
    assert normalise(core).core == core


@given(st.lists(_WORDS, max_size=7).map(" ".join))
def test_capitals_and_spaces_do_not_matter(name: str) -> None:
    assert normalise(name.upper()).core == normalise(f"  {name.lower()} ").core


def test_a_place_at_the_end_is_taken_off_where_enough_remains() -> None:
    places = known_places(["Den Haag", "Ede"])
    assert without_place("jansen bouw den haag", places) == ("jansen bouw", "den haag")
    assert without_place("jansen bouw sgravenhage", places) == ("jansen bouw", "den haag")
    assert without_place("ede", places) == ("", "")
    assert without_place("fc ede", places) == ("", "")
    assert without_place("jansen bouw", places) == ("", "")


def test_the_hague_has_two_names() -> None:
    assert place_words("'s-Gravenhage") == place_words("Den Haag") == place_words("DEN HAAG ") == "den haag"


REAL = os.environ.get("MEERWAARDE_REAL_DATA")


@pytest.mark.real_data
@pytest.mark.skipif(not REAL, reason="MEERWAARDE_REAL_DATA is not set")
def test_a_whole_register_keeps_its_firms_apart() -> None:
    file = Path(REAL or "") / "company_register" / "nl_recognised_sponsors_2024-08.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        names = [row["name"] for row in csv.DictReader(opened, delimiter=";")]
    cores = [normalise(name).core for name in names]
    assert all(cores)
    assert all(normalise(core).core == core for core in set(cores))
    assert len(set(cores)) >= 0.98 * len(set(names))
