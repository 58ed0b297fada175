"""Stems: what must meet and what must stay apart."""

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.language.stem import stem, without_diminutive


@pytest.mark.parametrize(
    "family",
    [
        ("gebouw", "gebouwen"),
        ("brief", "brieven"),
        ("huis", "huizen", "huisje"),
        ("school", "scholen", "schooltje"),
        ("bus", "bussen", "busje"),
        ("bloem", "bloemen", "bloemetje", "bloemetjes"),
        ("boom", "bomen", "boompje"),
        ("man", "mannen", "mannetje"),
        ("koning", "koninkje"),
        ("toestel", "toestellen"),
        ("gemeente", "gemeenten"),
        ("schoonmaak", "schoonmaken"),
        ("dienst", "diensten"),
    ],
)
def test_one_family_has_one_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(("one", "other"), [("gemeente", "mening"), ("dak", "dag")])
def test_strangers_do_not_meet(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_gemeente_keeps_its_beginning() -> None:
    # The newer default stemmer for Dutch makes it "meen", which meets "menen".
    assert stem("gemeente").startswith("gemeent")


@pytest.mark.parametrize("word", ["oranje", "franje", "je", "jes", "", "je" * 20])
def test_what_only_looks_small_is_left_or_cut_but_never_lost(word: str) -> None:
    assert bool(without_diminutive(word)) == bool(word)
    assert bool(stem(word)) == bool(word)


def test_the_english_stemmer_is_the_one_of_the_library() -> None:
    library = snowballstemmer.stemmer("english")
    for word in ("cleaning", "services", "buildings", "waste"):
        assert stem(word, "en") == library.stemWord(word)


@given(st.text(max_size=80))
def test_stemming_never_raises(word: str) -> None:
    stem(word)
    stem(word, "en")
