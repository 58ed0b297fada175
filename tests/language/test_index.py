"""The index in memory: right sums, one order, the same after saving."""

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.language.analyser import Analyser, analyser_for
from meerwaarde.language.index import LENGTH, SATURATION, SCALE, Index, best, build_index
from meerwaarde.language.pack import UnreadablePack

LABELS = [
    ("a", "Schoonmaak van kantoren"),
    ("b", "Reinigingsdiensten"),
    ("c", "Schoonmaken van scholen"),
    ("d", "Bouwen van school"),
    ("e", "Leerlingenvervoer per bus"),
    ("f", ""),
]
INDEX = build_index(LABELS, analyser_for([text for _, text in LABELS]))
WORDS = ["schoonmaak", "school", "scholen", "bouwen", "bus", "bussen", "dienst", "wmo", "huisvuil", "de", "3"]
corpora = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=12)
questions = st.lists(st.sampled_from([*WORDS, "schoonmaakdienst", "huisvuilbus"]), max_size=5).map(" ".join)


def scored_one_by_one(texts: list[str], analyser: Analyser, question: str) -> list[tuple[float, int]]:
    """BM25 as the book has it, document by document; letters that are too common do not occur here."""
    counted = [analyser.terms(text) for text in texts]
    usual = max(sum(map(Counter.total, counted)) / len(texts), 1.0) if texts else 1.0
    spread = Counter(term for terms in counted for term in terms)
    scores = []
    for place, terms in enumerate(counted):
        held_back = SATURATION * (1 - LENGTH + LENGTH * terms.total() / usual)
        score = 0
        for one in analyser.question(question):
            if terms[one.term]:
                rarity = math.log1p((len(texts) - spread[one.term] + 0.5) / (spread[one.term] + 0.5))
                worth = rarity * terms[one.term] * (SATURATION + 1) / (terms[one.term] + held_back)
                score += one.weight * max(round(worth * SCALE), 1)
        if score:
            scores.append((score / SCALE, place))
    return sorted(scores, key=lambda pair: (-pair[0], pair[1]))


@settings(deadline=None)
@given(corpora, questions)
def test_search_equals_scoring_one_by_one(texts: list[str], question: str) -> None:
    analyser = analyser_for(texts)
    index = build_index(((str(place), text) for place, text in enumerate(texts)), analyser)
    expected = scored_one_by_one(texts, analyser, question)
    found = index.search(question, 100)
    assert [int(hit.id) for hit in found] == [place for _, place in expected]
    assert [hit.score for hit in found] == pytest.approx([score for score, _ in expected], abs=0.1)
    assert index.search(question, 3) == found[:3]


@settings(deadline=None)
@given(corpora, st.lists(questions, max_size=6), st.integers(min_value=0, max_value=5))
def test_many_questions_at_once_give_what_each_alone_gives(
    texts: list[str], asked: list[str], limit: int
) -> None:
    index = build_index(((str(place), text) for place, text in enumerate(texts)), analyser_for(texts))
    assert index.search_many(asked, limit) == [index.search(question, limit) for question in asked]


def test_saved_and_opened_it_answers_the_same(tmp_path: Path) -> None:
    INDEX.save(tmp_path / "labels.bin")
    opened = Index.load(tmp_path / "labels.bin")
    assert len(opened) == len(INDEX) == len(LABELS)
    for question in ("schoonmaken", "school", "vervoer leerlingen", "poetsen", ""):
        assert opened.search(question) == INDEX.search(question)
    opened.save(tmp_path / "again.bin")
    assert (tmp_path / "again.bin").read_bytes() == (tmp_path / "labels.bin").read_bytes()
    assert not (tmp_path / "labels.bin.part").exists()


@pytest.mark.parametrize("damage", [b"", b"no index", b"MWPACK1\n" + b"\xff" * 8, None])
def test_a_damaged_file_is_refused_not_half_read(tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "labels.bin"
    INDEX.save(path)
    path.write_bytes(path.read_bytes()[:-40] if damage is None else damage)
    with pytest.raises(UnreadablePack):
        Index.load(path)


def test_a_hit_says_which_words_led_to_it() -> None:
    hits = {hit.id: hit for hit in INDEX.search("schoonmaak school")}
    kinds = {(match.said, match.kind, match.meant) for match in hits["c"].why}
    assert ("schoonmaak", "word", "schoonmaak") in kinds
    assert ("school", "word", "school") in kinds
    assert ("schoonmaak", "synonym", "reiniging") in {
        (match.said, match.kind, match.meant) for match in hits["b"].why
    }


@pytest.mark.parametrize("misspelt", ["schoonmaek", "shoonmaak", "schonmaak", "schoonmaakk"])
def test_a_slip_of_the_pen_still_finds(misspelt: str) -> None:
    assert INDEX.search(misspelt)[0].id in {"a", "c"}


@pytest.mark.parametrize("text", ["", "   ", "💐", "?!", "\x00", "\ud800"])
def test_nothing_asked_finds_nothing(text: str) -> None:
    assert INDEX.search(text) == []
    assert INDEX.search_many([text]) == [[]]


@pytest.mark.parametrize("text", ["s", "7", "schoonmaak " * 1_000, "x" * 10_000, "scholen" * 1_500])
def test_odd_lengths_are_answered(text: str) -> None:
    assert len(INDEX.search(text, 3)) <= 3


def test_no_place_asked_gives_no_hit() -> None:
    assert INDEX.search("school", 0) == INDEX.search("school", -1) == []


def test_letters_that_stand_everywhere_are_not_kept() -> None:
    many = [(str(place), f"school {place}") for place in range(1_000)]
    index = build_index(many, Analyser())
    assert len(index.search("school")) == 10
    assert [hit.id for hit in index.search("school 7")] == ["7"]
    letters = index.terms["#scho"]
    assert index.starts[letters] == index.starts[letters + 1]
    word = index.terms["schol"]
    assert index.starts[word + 1] - index.starts[word] == 1_000


def test_a_word_that_stands_everywhere_is_answered_when_it_is_asked_alone() -> None:
    many = [(str(place), "school" if place else "school bus") for place in range(200)]
    index = build_index(many, Analyser())
    assert len(index.search("school", 300)) == 200
    assert [hit.id for hit in index.search("school bus", 300)] == ["0"]
    assert {match.said for match in index.search("school bus")[0].why} == {"school", "bus"}
    assert index.search_many(["school", "school bus"], 300) == [
        index.search("school", 300),
        index.search("school bus", 300),
    ]


@given(st.lists(st.integers(min_value=0, max_value=5), max_size=40), st.integers(min_value=-1, max_value=45))
def test_the_best_are_the_first_of_all_in_order(scores: list[int], limit: int) -> None:
    places = sorted((place for place, score in enumerate(scores) if score), key=lambda place: -scores[place])
    assert best(np.array(scores, dtype=np.float64), limit).tolist() == places[: max(limit, 0)]


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    empty = build_index([], Analyser())
    empty.save(tmp_path / "empty.bin")
    assert Index.load(tmp_path / "empty.bin").search("school") == []
    assert empty.search_many(["school", ""]) == [[], []]
