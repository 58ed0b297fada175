"""Many documents at once say the same as one by one."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.search import actions, queries
from meerwaarde.platform.search.models import EVERY, Document, Posting, Segment
from meerwaarde.platform.search.packing import packed, unpacked
from meerwaarde.platform.search.terms import weights

pytestmark = pytest.mark.django_db

TEXTS = [
    ("s1", "De Groene Hand", "Groningen", "Onderhoud van plantsoenen en schoonmaak van scholen"),
    ("s2", "Wasserij Helder", "Assen", "Wassen en strijken van werkkleding"),
    ("s3", "Kringloop Noord", "", ""),
]


def described(number: str, title: str, summary: str, text: str) -> actions.Described:
    return actions.describe(
        kind="supplier", object_id=number, url=f"/x/{number}/", title=title, summary=summary, text=text
    )


def standing() -> tuple[list, list]:
    documents = Document.objects.order_by("object_id").values_list(
        "organisation_id", "kind", "object_id", "url", "title", "summary", "length", "found_by"
    )
    names = dict(Document.objects.values_list("pk", "object_id"))
    postings = [
        (names[number], row.scope, row.kind, row.term, weight)
        for row in Posting.objects.all()
        for number, weight in zip(*map(list, unpacked(row.first, row.documents, row.held)), strict=True)
    ]
    return list(documents), sorted(postings)


@pytest.mark.parametrize("everyone", [True, False])
def test_many_at_once_stand_as_one_by_one(everyone: bool) -> None:
    owner = None if everyone else Organisation.enter(slug="veenmeer", name="Gemeente Veenmeer").pk
    for number, title, summary, text in TEXTS:
        actions.index(
            organisation_id=owner,
            kind="supplier",
            object_id=number,
            url=f"/x/{number}/",
            title=title,
            summary=summary,
            text=text,
        )
    one_by_one = standing()
    for number, *_rest in TEXTS:
        assert actions.remove(kind="supplier", object_id=number)
    assert standing() == ([], [])
    actions.index_many([described(*one) for one in TEXTS], organisation_id=owner)
    assert standing() == one_by_one
    assert one_by_one[1]


def test_what_stood_there_is_replaced_and_the_rest_stays() -> None:
    actions.index_many([described(*one) for one in TEXTS], organisation_id=None)
    actions.index_many([described("s2", "Drukkerij Inkt", "", "Drukwerk")], organisation_id=None)
    assert queries.search(None, "strijken") == ()
    assert [hit.object_id for hit in queries.search(None, "drukwerk")] == ["s2"]
    assert [hit.object_id for hit in queries.search(None, "plantsoenen")] == ["s1"]
    assert Document.objects.count() == len(TEXTS)


def test_the_number_of_statements_does_not_grow_with_the_documents() -> None:
    def statements(count: int, prefix: str) -> int:
        many = [described(f"{prefix}{number}", "Bakker", "", "Brood") for number in range(count)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            actions.index_many(many, organisation_id=None)
        return len(asked)

    assert statements(50, "b") == statements(5, "a")


WORDS = ["schoonmaak", "school", "groen", "drukwerk", "taxi", "zorg"]
steps = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)),
    max_size=5,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), steps), max_size=6))
def test_whatever_was_put_in_and_taken_out_the_table_holds_what_stands(
    made: list[tuple[bool, list[tuple[str, str]]]],
) -> None:
    """Documents that share rows come and go; nothing of one may stay behind or go with another."""
    for name in "abcdefgh":
        actions.remove(kind="supplier", object_id=name)
    now: dict[str, str] = {}
    for removes, some in made:
        if removes:
            for name, _text in some:
                assert actions.remove(kind="supplier", object_id=name) == (now.pop(name, None) is not None)
        else:
            now |= dict(some)
            actions.index_many([described(name, "", "", text) for name, text in some], organisation_id=None)
    expected = sorted(
        (name, 0, "supplier", term, weight)
        for name, text in now.items()
        for term, weight in {**weights("", f"\n{text}"), EVERY: 1}.items()
    )
    assert standing()[1] == expected
    held = Segment.objects.filter(members__isnull=False).distinct().count()
    assert held == Segment.objects.count()


@pytest.mark.parametrize("numbers", [[7], [1, 2, 65_536], [3, 65_539], [5, 9_000_000_000 - 5_000_000_000]])
def test_numbers_near_and_far_come_back(numbers: list[int]) -> None:
    given = [1 + place for place in range(len(numbers))]
    first, held = packed(numbers, given)
    back, counted = unpacked(first, len(numbers), memoryview(held))
    assert (back.tolist(), counted.tolist()) == (numbers, given)


NAMES = [
    ("n1", "De Groene Hand"),
    ("n2", "Groenvoorziening Café Noord B.V."),
    ("n3", "Hand in Hand"),
    ("n4", "Noorderlicht"),
    ("n5", "AB"),
]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("groen", ["n1", "n2"]),
        ("GROEN", ["n1", "n2"]),
        ("roene ha", ["n1"]),
        ("hand", ["n1", "n3"]),
        ("hand in", ["n3"]),
        ("in hand", ["n3"]),
        ("cafe noord", ["n2"]),
        ("café", ["n2"]),
        ("noord bv", ["n2"]),
        ("oor", ["n2", "n4"]),
        ("hand groene", []),
        ("groenx", []),
        ("ab", []),
        ("", []),
        ("%", []),
        ("\x00", []),
        ("n" * 5_000, []),
    ],
)
def test_a_part_of_a_name_finds_it(text: str, names: list[str], django_assert_max_num_queries: Any) -> None:
    actions.index_many([described(*one, "Hand", "hand") for one in NAMES], organisation_id=None)
    with django_assert_max_num_queries(3):
        assert list(queries.named(None, text, kinds=("supplier",))) == names
    assert queries.named(None, text, kinds=("goal",)) == ()


def test_names_of_another_organisation_are_not_found_and_a_limit_holds() -> None:
    owner = Organisation.enter(slug="veenmeer", name="Gemeente Veenmeer").pk
    actions.index_many([described(*one, "", "") for one in NAMES], organisation_id=owner)
    assert queries.named(None, "hand") == ()
    assert queries.named(owner, "hand") == ("n1", "n3")
    assert queries.named(owner, "hand", limit=1) is None, "more than can be told: read them in order"
    actions.remove(kind="supplier", object_id="n1")
    assert queries.named(owner, "hand") == ("n3",)
