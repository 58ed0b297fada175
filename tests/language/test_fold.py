"""Folding and cutting into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.language.fold import LONGEST_WORD, fold, grams, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Coördinatie", "coordinatie"),
        ("ĲSBAAN", "ijsbaan"),
        ("IJSBAAN", "ijsbaan"),
        ("ﬁetspad", "fietspad"),
        ("Œuvre Æther Øre Straße", "oeuvre aether ore strasse"),
        ("café́", "cafe"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("", ""),
    ],
)
def test_what_reads_the_same_folds_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foto's", ["foto"]),
        ("foto’s", ["foto"]),
        ("'s-Gravenhage", ["sgravenhage"]),
        ("baby'tje", ["babytje"]),
        ("e-mail", ["email"]),
        ("W.M.O.", ["wmo"]),
        ("land- en tuinbouw", ["land", "en", "tuinbouw"]),
        ("72000000-5", ["72000000", "5"]),
        ("vóór 1 mei", ["voor", "1", "mei"]),
        ("💐 !?", []),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words_hold_together_as_a_reader_holds_them(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_of_words_are_the_same_words(text: str) -> None:
    found = words(text)
    assert words(" ".join(found)) == found
    assert all(0 < len(word) <= LONGEST_WORD for word in found)


def test_a_run_without_spaces_is_cut() -> None:
    assert words("a" * 10_000) == ["a" * LONGEST_WORD]


def test_letters_know_the_edges_of_the_word() -> None:
    assert grams("dak") == ("^dak", "dak$")
    assert grams("ei") == ("^ei$",)
    assert grams("x") == ("^x$",)
    assert grams("2024") == ()


@given(st.text(alphabet="abcdefgh", min_size=3, max_size=30))
def test_letters_cover_the_word(word: str) -> None:
    found = grams(word)
    assert found[0] + "".join(gram[-1] for gram in found[1:]) == f"^{word}$"
