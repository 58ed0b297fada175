"""Everyday Dutch words find CPV codes, over the real list."""

from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.exchange.cpv.read import ARTEFACT, load
from meerwaarde.exchange.cpv.search import search_cpv

if not ARTEFACT.exists():
    pytest.skip("the CPV list is not built: run `make assets`", allow_module_level=True)

JUDGED: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("cpv_judged.yaml").read_text(encoding="utf-8")
)
QUESTIONS = JUDGED["known"] | JUDGED["later"]


def place_of_first_good(question: str, good: list[str]) -> int | None:
    hits = search_cpv(question)["hits"]
    return next(
        (place for place, hit in enumerate(hits) if any(fnmatch(hit["id"], one) for one in good)), None
    )


def codes(question: str, limit: int = 10) -> list[str]:
    return [hit["id"] for hit in search_cpv(question, limit)["hits"]]


def test_every_judgement_names_codes_of_the_list() -> None:
    catalogue = load()
    for question, good in QUESTIONS.items():
        for one in good:
            assert catalogue.under(one.removesuffix("*")), f"{question}: {one}"


def test_everyday_questions_find_their_codes() -> None:
    places = {question: place_of_first_good(question, good) for question, good in QUESTIONS.items()}
    missed = sorted(question for question, place in places.items() if place is None)
    first = sum(place == 0 for place in places.values()) / len(places)
    in_three = sum(place is not None and place < 3 for place in places.values()) / len(places)
    assert len(places) >= 150
    assert len(missed) <= 0.02 * len(places), missed
    assert in_three >= 0.95
    assert first >= 0.88


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("schoonmaak", "shoonmaak"),
        ("schoonmaak", "schoonmaek"),
        ("catering", "kattering"),
        ("dakbedekking", "dakbedeking"),
        ("verzekering", "verzekring"),
        ("straatverlichting", "straatverligting"),
    ],
)
def test_a_misspelt_word_finds_what_the_right_one_finds(right: str, wrong: str) -> None:
    assert set(codes(wrong)) & set(codes(right))


def test_a_typed_code_stands_first_and_its_children_follow() -> None:
    for typed in ("72000000", "72000000-5", "72"):
        found = codes(typed)
        assert found[0] == "72000000"
        assert len(found) == 10
        assert all(code.startswith("72") for code in found)
    assert codes("909112")[0] == "90911200"


def test_a_code_among_words_stands_first_and_the_words_follow() -> None:
    found = codes("CPV 90911200-8 taxi's, 123456789")
    assert found[0] == "90911200"
    assert "60120000" in found
    assert len(set(found)) == len(found)
    assert codes("72000000-5") == codes(" 72000000 ")


def test_a_code_that_does_not_exist_leads_to_the_nearest_above() -> None:
    answer = search_cpv("45214299")["hits"]
    assert [hit["id"] for hit in answer][:2] == ["45214200", "45214000"]
    assert "bestaat niet" in answer[0]["why"]
    assert codes("11111111") == []


def test_english_words_find_and_speak_english() -> None:
    hits = search_cpv("cleaning services", lang="en")["hits"]
    assert any(hit["id"] == "90910000" and hit["label"] == "Cleaning services" for hit in hits)
    assert "word: cleaning" in hits[0]["why"]
    assert "48000000" in codes("software packages")


def test_a_hit_tells_why() -> None:
    hits = {hit["id"]: hit for hit in search_cpv("hulp bij het huishouden")["hits"]}
    assert hits["79622000"]["why"].count("hulp") >= 1
    assert "ook wel" in hits["98513310"]["why"]
    assert all(hit["why"] for hit in search_cpv("shoonmaak")["hits"])


def test_the_best_comes_first_and_the_limit_holds() -> None:
    hits = search_cpv("onderhoud", 25)["hits"]
    assert len(hits) == 25
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert codes("onderhoud", 5) == [hit["id"] for hit in hits][:5]
    assert codes("onderhoud", 0) == codes("onderhoud", -3) == []


@pytest.mark.parametrize("text", ["", " ", "💐", "?", "\ud800", "-"])
def test_nothing_asked_finds_nothing(text: str) -> None:
    assert search_cpv(text) == {"hits": []}


def test_a_very_long_question_is_answered() -> None:
    assert len(codes("schoonmaak van kantoren en scholen, " * 300)) == 10


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=120), st.integers(min_value=-1, max_value=30))
def test_any_text_gets_an_answer_of_known_codes(text: str, limit: int) -> None:
    hits = search_cpv(text, limit)["hits"]
    assert len(hits) <= max(limit, 0)
    assert len({hit["id"] for hit in hits}) == len(hits)
    assert all(load().is_valid(hit["id"]) and hit["label"] for hit in hits)
