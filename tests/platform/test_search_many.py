"""Many documents at once say the same as one by one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.platform.search import actions, queries
from meerwaarde.platform.search.models import Document, Posting

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
        "organisation_id", "kind", "object_id", "url", "title", "summary", "length"
    )
    postings = Posting.objects.order_by("document__object_id", "term").values_list(
        "document__object_id", "scope", "term", "weight"
    )
    return list(documents), list(postings)


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
    Document.objects.all().delete()
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
