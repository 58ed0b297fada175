"""Taking compounds apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.language.compounds import Lexicon, lexicon, own_words


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("schoonmaakdiensten", ("schoonmaak", "diensten")),
        ("personeelsadvies", ("personeel", "advies")),
        ("jeugdgezondheidszorg", ("jeugd", "gezondheid", "zorg")),
        ("asfaltweg", ("asfalt", "weg")),
        ("schoonmaak", ()),
        ("schoonmaakqqqq", ()),
        ("weg", ()),
        ("", ()),
        ("schoonmaak2024", ()),
    ],
)
def test_our_own_words_take_compounds_apart(word: str, parts: tuple[str, ...]) -> None:
    assert lexicon().parts(word) == parts


def test_words_of_the_documents_are_known_too() -> None:
    assert lexicon().parts("lijkenzakken") == ()
    assert lexicon(["Zakken voor lijken"]).parts("lijkenzakken") == ("lijken", "zakken")


def test_a_stem_in_the_documents_is_enough() -> None:
    assert lexicon(["ketels", "kranten"], listed=()).parts("krantenketel") == ("kranten", "ketel")


def test_own_words_are_folded_and_stand_once() -> None:
    own = own_words()
    assert len(own) == len(set(own)) > 300
    assert all(word.isalpha() and word == word.lower() and len(word) > 2 for word in own)


known = st.lists(st.text(alphabet="abc", min_size=3, max_size=5), min_size=1, max_size=8)


@given(known, st.text(alphabet="abcsen", max_size=20))
def test_parts_are_known_words_and_spell_the_compound(words: list[str], word: str) -> None:
    found = Lexicon(words)
    parts = found.parts(word)
    assert parts == () or len(parts) > 1
    rest = word
    for part in parts:
        assert part in found.words
        while not rest.startswith(part):
            # Only linking letters may stand between two parts.
            link = next(link for link in ("en", "s", "e", "n") if rest.startswith(link))
            rest = rest[len(link) :]
        rest = rest[len(part) :]
    assert not parts or rest == ""


@given(st.text(max_size=200))
def test_any_text_may_be_asked(text: str) -> None:
    lexicon().parts(text)
