"""A synonym brings its own meaning, and not a part that half of all contracts share."""

from __future__ import annotations

from meerwaarde.language.analyser import Analyser


def test_a_synonym_is_not_taken_apart_into_what_tells_nothing() -> None:
    terms = {one.term for one in Analyser(with_grams=False).question("catering")}
    assert "cateringdienst" in terms
    assert "dienst" not in terms


def test_who_types_the_common_word_still_searches_it() -> None:
    assert "dienst" in {one.term for one in Analyser(with_grams=False).question("diensten")}
