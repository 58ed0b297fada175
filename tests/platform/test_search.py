"""The search table: what is found, by whom, in which order; the same sums on every database."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.search import actions, queries
from meerwaarde.platform.search.models import Document, Posting
from meerwaarde.platform.search.terms import analyser, weights

pytestmark = pytest.mark.django_db

TEXTS = {
    "goal1": (
        "Meer werk voor mensen met een afstand tot de arbeidsmarkt",
        "Beleidsdoel",
        "Sociale ondernemingen",
    ),
    "buy1": ("Schoonmaak van scholen", "Europese procedure", "Reiniging van twintig gebouwen"),
    "buy2": ("Leerlingenvervoer 2027", "", "Vervoer van leerlingen met een taxi"),
    "buy3": ("Groenonderhoud", "", "Onderhoud van plantsoenen en bomen rond scholen"),
}


@pytest.fixture
def veenmeer() -> Organisation:
    return Organisation.enter(slug="veenmeer", name="Gemeente Veenmeer")


@pytest.fixture
def duinrade() -> Organisation:
    return Organisation.enter(slug="duinrade", name="Gemeente Duinrade")


def put(organisation: Organisation | None, name: str, title: str, summary: str = "", text: str = "") -> None:
    actions.index(
        organisation_id=organisation.pk if organisation else None,
        kind="goal" if name.startswith("goal") else "procurement",
        object_id=name,
        url=f"/x/{name}/",
        title=title,
        summary=summary,
        text=text,
    )


@pytest.fixture
def filled(veenmeer: Organisation) -> Organisation:
    for name, (title, summary, text) in TEXTS.items():
        put(veenmeer, name, title, summary, text)
    return veenmeer


def found(organisation: Organisation | None, text: str, **more: object) -> list[str]:
    number = organisation.pk if organisation else None
    return [hit.object_id for hit in queries.search(number, text, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("schoonmaak", "buy1"),
        ("schoonmaken school", "buy1"),
        ("reinigen", "buy1"),
        ("leerlingen", "buy2"),
        ("vervoer", "buy2"),
        ("taxi's", "buy2"),
        ("onderhoud groen", "buy3"),
        ("boompje", "buy3"),
        ("sociale onderneming", "goal1"),
    ],
)
def test_dutch_words_find_in_any_form(filled: Organisation, question: str, first: str) -> None:
    assert found(filled, question)[0] == first


def test_a_word_in_the_title_counts_for_more(filled: Organisation) -> None:
    assert found(filled, "scholen") == ["buy1", "buy3"]


def test_a_hit_carries_what_a_list_shows_and_says_why(filled: Organisation) -> None:
    hit = queries.search(filled.pk, "schoonmaken")[0]
    assert (hit.kind, hit.title, hit.url) == ("procurement", "Schoonmaak van scholen", "/x/buy1/")
    assert hit.excerpt == "Europese procedure"
    assert hit.why.startswith("woord: schoonmaken")
    assert queries.search(filled.pk, "schoonmaken", language="en")[0].why.startswith("word: schoonmaken")


def test_another_organisation_finds_nothing_of_it(filled: Organisation, duinrade: Organisation) -> None:
    put(None, "notice", "Schoonmaak in heel Nederland")
    assert found(duinrade, "schoonmaak") == ["notice"]
    assert found(None, "schoonmaak") == ["notice"]
    assert set(found(filled, "schoonmaak")) == {"buy1", "notice"}


def test_what_another_organisation_has_does_not_even_change_a_score(
    filled: Organisation, duinrade: Organisation
) -> None:
    before = queries.search(filled.pk, "schoonmaak scholen")
    for number in range(20):
        put(duinrade, f"theirs{number}", "Schoonmaak van scholen")
    assert queries.search(filled.pk, "schoonmaak scholen") == before


def test_kinds_and_limit_narrow_the_answer(filled: Organisation) -> None:
    assert found(filled, "sociale scholen", kinds=("goal",)) == ["goal1"]
    assert len(found(filled, "scholen vervoer groen", limit=2)) == 2
    assert found(filled, "scholen", limit=0) == []


def test_indexed_again_it_is_found_by_what_it_says_now(filled: Organisation) -> None:
    put(filled, "buy1", "Catering voor het gemeentehuis")
    assert found(filled, "schoonmaak") == []
    assert found(filled, "catering") == ["buy1"]
    assert Document.objects.filter(object_id="buy1").count() == 1


def test_removed_it_is_found_no_more(filled: Organisation) -> None:
    assert actions.remove(kind="procurement", object_id="buy1")
    assert not actions.remove(kind="procurement", object_id="buy1")
    assert found(filled, "schoonmaak") == []
    gone = analyser().terms("schoonmaak reiniging twintig gebouwen")
    assert not Posting.objects.filter(term__in=gone).exists()


def test_it_stands_and_falls_with_the_transaction_of_the_caller(filled: Organisation) -> None:
    with transaction.atomic():
        put(filled, "buy9", "Zonnepanelen")
        actions.remove(kind="procurement", object_id="buy1")
        assert found(filled, "zonnepanelen") == ["buy9"]
        transaction.set_rollback(True)
    assert found(filled, "zonnepanelen") == []
    assert found(filled, "schoonmaak") == ["buy1"]


def test_equal_scores_stand_in_the_order_of_entry(veenmeer: Organisation) -> None:
    for name in ("c", "a", "b"):
        put(veenmeer, name, "Asfalt")
    assert found(veenmeer, "asfalt") == ["c", "a", "b"]


def test_the_number_of_queries_does_not_grow(filled: Organisation, django_assert_num_queries: object) -> None:
    for limit in (1, 30):
        with django_assert_num_queries(3):  # type: ignore[operator]
            queries.search(filled.pk, "scholen vervoer groen schoonmaak", limit=limit)


@pytest.mark.parametrize(
    "text", ["", " ", "💐", "%", "'; drop table", "\x00", "\ud800", "_", "xyzzy", "s" * 10_000]
)
def test_odd_questions_are_answered_calmly(filled: Organisation, text: str) -> None:
    assert found(filled, text) == []


def test_odd_texts_can_be_indexed(veenmeer: Organisation) -> None:
    put(veenmeer, "odd", "Sch\x00oon\ud800 " * 200, "x" * 2_000, "woord " * 5_000)
    put(veenmeer, "empty", "")
    assert found(veenmeer, "woord") == ["odd"]
    document = Document.objects.get(object_id="odd")
    assert document.title.endswith("…")
    assert len(document.title) <= 300


def test_common_words_give_way_when_a_question_would_read_too_much(
    filled: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        put(filled, f"more{number}", "Onderhoud")
    monkeypatch.setattr(queries, "MOST_POSTINGS", 10)
    assert found(filled, "onderhoud leerlingen") == ["buy2"]
    assert len(found(filled, "onderhoud", limit=50)) == 31


WORDS = ["schoonmaak", "school", "scholen", "bus", "bussen", "groen", "advies", "wmo", "huishouden", "hulp"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=7)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join))
def test_the_database_adds_up_what_the_formula_says(
    veenmeer: Organisation, documents: list[str], question: str
) -> None:
    """Worked out here in whole numbers: any database that gives this order and these sums agrees with all."""
    Posting.take_out(list(Document.objects.all()))
    Document.objects.all().delete()
    assert not Posting.objects.exists()
    held = []
    for number, text in enumerate(documents):
        put(veenmeer, f"d{number}", "", "", text)
        held.append(weights("", f"\n{text}"))
    asked: Counter[str] = Counter()
    for one in analyser().question(question):
        asked[one.term] += one.weight
    expected = []
    for number, terms in enumerate(held):
        score = 0
        for term, weight in asked.items():
            spread = sum(term in other for other in held)
            if term in terms:
                rarity = math.log1p((len(held) - spread + 0.5) / (spread + 0.5))
                score += max(round(100 * rarity * weight), 1) * terms[term]
        if score:
            expected.append((f"d{number}", score / 10_000))
    expected.sort(key=lambda pair: -pair[1])
    assert [(hit.object_id, hit.score) for hit in queries.search(veenmeer.pk, question)] == expected
