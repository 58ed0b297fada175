"""A matrix out of a file: looked at first, reported line by line, and nothing lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

HOME = "/veenmeer/beleid/matrix/"
WIDE = b"Categorie;Klimaat;Circulair\nSchoonmaak;3;veel\nKunst;1;2\n;2;2\n"


@pytest.fixture
def cleaning(cast: Any, at: Any) -> Any:
    from meerwaarde.stages.policy.actions import CategoryValues, EntryValues, add_category, write_entries

    added = add_category(actor=cast.pia, at=at, values=CategoryValues(name="Schoonmaak", cpv="9091"))
    told = EntryValues(category=added, theme="climate", level=1, opportunity="Koud.", examples=("Eén",))
    write_entries(actor=cast.pia, at=at, entries=[told])
    return added


def chosen(client: Any, content: bytes, name: str = "matrix.csv") -> Any:
    return client.post(f"{HOME}inlezen/", {"file": SimpleUploadedFile(name, content)})


def levels(actor: Any) -> dict[str, dict[str, int]]:
    from meerwaarde.stages.policy.queries import read_matrix

    read = read_matrix(actor)
    names = {one.public_id: one.name for one in read.categories}
    return {names[public_id]: dict(row) for public_id, row in read.levels().items()}


def test_a_file_is_looked_at_before_anything_is_written(cast: Any, browse: Any, cleaning: Any) -> None:
    client = browse("pia")
    page = client.get(chosen(client, WIDE)["Location"]).content.decode()
    assert "Dit is geen niveau: “veel”" in page
    assert "Op deze regel staat geen categorie." in page
    assert "1 categorie staat niet in uw matrix" in page
    assert levels(cast.pia) == {"Schoonmaak": {"climate": 1}}


@pytest.mark.parametrize(
    ("sent", "after"),
    [
        ({}, {"Schoonmaak": {"climate": 3}}),
        ({"add_unknown": "yes"}, {"Schoonmaak": {"climate": 3}, "Kunst": {"climate": 1, "circular": 2}}),
    ],
)
def test_unknown_categories_are_added_only_on_request(
    cast: Any, browse: Any, cleaning: Any, sent: dict[str, str], after: dict[str, Any]
) -> None:
    client = browse("pia")
    address = chosen(client, WIDE)["Location"]
    columns = {"category": "0", "climate": "1", "circular": "2"}
    assert client.post(address, {**columns, **sent}).status_code == 302
    assert levels(cast.pia) == after


def test_words_that_the_file_does_not_have_stay(cast: Any, browse: Any, cleaning: Any) -> None:
    from meerwaarde.stages.policy.models import MatrixEntry

    client = browse("pia")
    client.post(chosen(client, WIDE)["Location"], {"category": "0", "climate": "1"})
    now = MatrixEntry.objects.get(category=cleaning, current=True)
    assert (now.level, now.opportunity, now.examples, now.origin) == (3, "Koud.", ["Eén"], "import")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_taken_along_changes_nothing_when_it_comes_back(
    browse: Any, cleaning: Any, form: str
) -> None:
    client = browse("pia")
    taken = client.get(f"{HOME}uitvoer.{form}").content
    page = client.get(chosen(client, taken, f"matrix.{form}")["Location"])
    assert "Dit bestand wijzigt niets" in page.content.decode()
    assert [one.value for one in page.context["page"].figures] == ["0", "0", "1", "0"]


def test_a_file_that_is_no_table_is_refused(browse: Any) -> None:
    answer = chosen(browse("pia"), b"%PDF-1.7 nothing", "matrix.pdf")
    assert answer.status_code == 422


def test_columns_that_are_not_recognised_are_asked(browse: Any, cleaning: Any) -> None:
    client = browse("pia")
    address = chosen(client, b"Naam;A;B\nSchoonmaak;2;1\n")["Location"]
    assert "Kies welke kolommen" in client.get(address).content.decode()
    page = client.get(f"{address}?category=0&climate=1&circular=2").content.decode()
    assert "Schoonmaak" in page
    assert client.get(f"{address}?category=99").status_code == 200


def test_a_file_of_another_authority_does_not_exist(cast: Any, browse: Any, at: Any) -> None:
    from meerwaarde.platform.documents.actions import keep_file

    kept = keep_file(actor=cast.eve, at=at, name="m.csv", media_type="text/csv", content=WIDE)
    assert browse("pia").get(f"{HOME}inlezen/{kept.digest}/").status_code == 404


def test_a_file_that_belongs_to_something_else_is_not_read_as_a_matrix(
    cast: Any, browse: Any, at: Any
) -> None:
    from meerwaarde.platform.documents.actions import keep_file

    kept = keep_file(actor=cast.pia, at=at, name="m.csv", media_type="text/csv", content=WIDE)
    assert browse("pia").get(f"{HOME}inlezen/{kept.digest}/").status_code == 404
