"""Terms of documents and questions, and the synonyms between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.language.analyser import Analyser, analyser_for
from meerwaarde.language.stem import stem
from meerwaarde.language.synonyms import own_synonyms, read_synonyms

DUTCH = analyser_for(["Schoonmaak van kantoren en scholen", "Diensten"])
BARE = Analyser(with_grams=False)


def words_of(analyser: Analyser, text: str) -> set[str]:
    return {term for term in analyser.terms(text) if not term.startswith("#")}


def test_a_document_gives_stems_parts_and_letters() -> None:
    terms = DUTCH.terms("Schoonmaakdiensten")
    assert terms["schoonmak"] == terms["dienst"] == 1
    assert terms["#scho"] == 1
    assert DUTCH.terms("kantoor kantoren")["kantor"] == 1 + 1


def test_stopwords_are_left_out_unless_nothing_else_is_asked() -> None:
    assert words_of(DUTCH, "de bouw van een school") == words_of(DUTCH, "bouw school")
    assert words_of(DUTCH, "van de") == {"van", "de"}


def test_english_is_not_taken_apart() -> None:
    english = analyser_for(["house work"], "en")
    assert words_of(english, "housework") == {"housework"}


def test_question_and_document_meet_in_a_synonym() -> None:
    asked = {one.term: one for one in BARE.question("hulp bij het huishouden")}
    meant = [one for one in asked.values() if one.kind == "synonym"]
    assert {one.said for one in meant} == {"hulp huishouden"}
    assert words_of(BARE, "huishoudelijke hulp") <= set(asked)


def test_a_compound_is_read_in_its_parts_for_synonyms() -> None:
    said = [one for one in BARE.question("schoonmaakdienst") if one.kind == "synonym"]
    assert any("reinig" in one.term for one in said)


def test_a_meaning_never_weighs_on_what_was_asked_already() -> None:
    for text in ("schoonmaak en reiniging", "wmo jeugdzorg", "taxi taxivervoer"):
        asked = BARE.question(text)
        said = {one.term for one in asked if one.kind != "synonym"}
        meant = [one.term for one in asked if one.kind == "synonym"]
        assert len(meant) == len(set(meant))
        assert not said & set(meant)


@pytest.mark.parametrize("line", ["schoonmaak", "schoonmaak - reiniging"])
def test_a_line_without_a_sign_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        read_synonyms(f"# words\n{line}", "nl")


def test_equal_words_mean_each_other_and_everyday_words_only_point() -> None:
    synonyms = read_synonyms("poets = veeg\nding > zaak; spul  # remark", "nl")

    def meanings(word: str) -> list[tuple[str, ...]]:
        return [other for _, _, others in synonyms.found_in([stem(word)]) for other in others]

    assert meanings("poets") == [("veeg",)]
    assert meanings("veeg") == [("poets",)]
    assert meanings("ding") == [("zaak",), ("spul",)]
    assert meanings("zaak") == []


def test_our_own_synonyms_are_read_whole() -> None:
    assert list(own_synonyms().found_in(["schoonmak"]))
    assert not list(own_synonyms("en").found_in(["clean"]))


@given(st.text(max_size=300))
def test_every_text_can_be_indexed_and_asked(text: str) -> None:
    for analyser in (DUTCH, Analyser("en")):
        terms = analyser.terms(text)
        asked = {one.term for one in analyser.question(text)}
        assert set(terms) <= asked
        assert all(count > 0 for count in terms.values())
