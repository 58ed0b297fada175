"""The pages of the matrix, as people open and send them."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pypdf
import pytest

HOME = "/veenmeer/beleid/matrix/"
HOUR = timedelta(hours=1)


@pytest.fixture
def filled(cast: Any, at: datetime) -> Any:
    """Pia took over the whole list."""
    from meerwaarde.rules.categories.shipped_list import shipped_categories
    from meerwaarde.stages.policy.actions import take_over_shipped

    codes = [one.code for one in shipped_categories()]
    return take_over_shipped(actor=cast.pia, at=at, codes=codes)


@pytest.fixture
def cell(cast: Any, filled: Any) -> Callable[..., str]:
    """The address of a cell of the cleaning category."""
    (cleaning,) = [one for one in filled.added if one.code == "cleaning"]
    return lambda theme="climate": f"{HOME}vak/{cleaning.public_id}/{theme}/"


def sent(**more: Any) -> dict[str, Any]:
    return {
        "level": "3",
        "opportunity": "Koud water.",
        "examples": "Eén\n- Twee\n",
        "reason": "Proef.",
        **more,
    }


def test_the_whole_list_is_taken_over_with_one_fact_about_the_levels(cast: Any, filled: Any) -> None:
    from meerwaarde.platform.journal.models import Event

    assert len(filled.added) == 45
    assert len(filled.written) == 270
    assert Event.objects.filter(action="matrix.default").count() == 1
    assert Event.objects.filter(action="category.take_over").count() == 1


def test_taking_over_again_writes_nothing_over(cast: Any, at: datetime, filled: Any) -> None:
    from meerwaarde.stages.policy.actions import take_over_shipped

    again = take_over_shipped(actor=cast.pia, at=at + HOUR, codes=["cleaning", "green"])
    assert (again.added, again.written) == ((), ())


def test_a_category_of_ones_own_keeps_its_cpv_codes(cast: Any, at: datetime) -> None:
    from meerwaarde.stages.policy import actions

    own = actions.CategoryValues(name="Facilitair", cpv="9091")
    actions.add_category(actor=cast.pia, at=at, values=own)
    taken = actions.take_over_shipped(actor=cast.pia, at=at + HOUR, codes=["cleaning"])
    assert taken.codes_left_out == ("9091",)
    assert taken.added[0].cpv == ["9092"]


@pytest.mark.parametrize(
    ("query", "sees", "misses"),
    [
        ("", "Schoonmaak en glasbewassing", "past geen categorie"),
        ("?q=koudemiddelen", "Installaties in gebouwen", "Catering en voedsel"),
        ("?cluster=ICT", "Software en IT-diensten", "Catering en voedsel"),
        ("?thema=supply_chain_responsibility&niveau=3", "Bedrijfskleding", "Groenonderhoud"),
        ("?niveau=onzin&thema=weer&op=gisteren", "Groenonderhoud", "past geen categorie"),
        ("?volgorde=total", "Groenonderhoud", "mw-wall__cluster"),
    ],
)
def test_the_filters_narrow_the_picture(browse: Any, filled: Any, query: str, sees: str, misses: str) -> None:
    page = browse("bob").get(f"{HOME}{query}").content.decode()
    assert sees in page
    assert misses not in page


def test_the_page_takes_a_fixed_number_of_queries(
    cast: Any, browse: Any, filled: Any, django_assert_max_num_queries: Any
) -> None:
    client = browse("bob")
    client.get(HOME)
    with django_assert_max_num_queries(16):
        client.get(HOME)


def test_each_level_is_said_in_words(browse: Any, filled: Any) -> None:
    page = browse("rik").get(HOME).content.decode()
    assert "Klimaat: Niveau 1, Basis" in page
    assert "Wijzig dit vak" not in page


def test_a_cell_is_changed_and_the_change_undone(browse: Any, cell: Any) -> None:
    client = browse("pia")
    seen = client.get(cell()).context["page"].form.initial["seen"]
    answer = client.post(cell(), sent(seen=seen, terug="q=koud&evil=1"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{HOME}?q=koud#v-")
    page = client.get(cell()).content.decode()
    assert "Koud water." in page
    assert "Proef." in page
    from meerwaarde.stages.policy.models import MatrixEntry

    written = MatrixEntry.objects.order_by("-pk").first()
    assert written.examples == ["Eén", "Twee"]
    client.post(
        f"{HOME}ongedaan/", QUERY_STRING=f"moment={written.written_at.isoformat().replace('+', '%2B')}"
    )
    assert MatrixEntry.objects.get(category=written.category, theme="climate", current=True).level == 1


def test_two_people_in_one_cell_both_see_what_was_written(browse: Any, cell: Any) -> None:
    client = browse("pia")
    seen = client.get(cell()).context["page"].form.initial["seen"]
    client.post(cell(), sent(seen=seen))
    answer = client.post(cell(), sent(seen=seen, opportunity="Lauw water."))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Koud water." in page
    assert "Lauw water." in page
    again = answer.context["page"].form.data
    assert client.post(cell(), again).status_code == 302


def test_a_mistake_keeps_what_was_typed(browse: Any, cell: Any) -> None:
    answer = browse("pia").post(cell(), sent(level="", opportunity="Blijft staan"))
    assert answer.status_code == 422
    assert "Blijft staan" in answer.content.decode()


def test_the_part_beside_the_matrix_is_no_whole_page(browse: Any, cell: Any) -> None:
    part = browse("ann").get(f"{cell()}?deel=1").content.decode()
    assert "<html" not in part
    assert "Koud water, zuinige machines en slimme routes." in part


def test_what_stood_there_before_is_put_back(cast: Any, browse: Any, cell: Any) -> None:
    from meerwaarde.stages.policy.models import MatrixEntry

    client = browse("pia")
    seen = client.get(cell()).context["page"].form.initial["seen"]
    client.post(cell(), sent(seen=seen))
    client.post(f"{HOME}terug/{seen}/")
    now = MatrixEntry.objects.get(category__code="cleaning", theme="climate", current=True)
    assert now.level == 1
    assert MatrixEntry.objects.filter(category__code="cleaning", theme="climate").count() == 3


def test_the_matrix_of_a_day_and_what_changed_since(browse: Any, cell: Any) -> None:
    client = browse("pia")
    seen = client.get(cell()).context["page"].form.initial["seen"]
    client.post(cell(), sent(seen=seen))
    then = client.get(f"{HOME}?op=21-11-2026").content.decode()
    assert "Zoals het was op 21 november 2026" in then
    changed = client.get(f"{HOME}gewijzigd/?sinds=21-11-2026").content.decode()
    assert "Schoonmaak en glasbewassing" in changed


@pytest.mark.parametrize("day", ["31-12-9999", "1-1-0001"])
def test_a_day_that_nobody_meant_breaks_no_page(browse: Any, filled: Any, day: str) -> None:
    client = browse("pia")
    for address in (f"{HOME}?op={day}", f"{HOME}?sinds={day}", f"{HOME}gewijzigd/?sinds={day}"):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("form", ["pdf", "png", "xlsx", "csv"])
def test_what_one_takes_along_begins_as_its_kind_does(browse: Any, filled: Any, form: str) -> None:
    answer = browse("rik").get(f"{HOME}uitvoer.{form}?cluster=ICT")
    start = {"pdf": b"%PDF-", "png": b"\x89PNG", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}[form]
    assert answer.content.startswith(start)
    assert f"matrix-veenmeer.{form}" in answer["Content-Disposition"]


def test_the_poster_is_one_accessible_page_for_the_whole_list(browse: Any, filled: Any) -> None:
    answer = browse("rik").get(f"{HOME}uitvoer.pdf")
    document = pypdf.PdfReader(io.BytesIO(answer.content))
    assert len(document.pages) == 1
    width, height = (float(side) for side in document.pages[0].mediabox[2:])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (420, 297)
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    said = document.pages[0].extract_text()
    assert "Wmo en jeugdhulp" in said
    assert "Ambitieus" in said


def test_ticking_nothing_says_so(browse: Any) -> None:
    answer = browse("pia").post(f"{HOME}voorbeeldlijst/", {})
    assert answer.status_code == 422
    assert "Kies minstens één categorie." in answer.content.decode()


def test_a_category_is_added_changed_and_archived(cast: Any, browse: Any) -> None:
    client = browse("pia")
    typed = {"name": "Kunst", "cluster": "Cultuur", "explanation": "", "cpv": "9231-x"}
    answer = client.post(f"{HOME}categorie/nieuw/", typed)
    assert answer.status_code == 422
    assert "9231-x" in answer.content.decode()
    answer = client.post(f"{HOME}categorie/nieuw/", {**typed, "cpv": "9231"})
    address = answer["Location"]
    page = client.get(address).content.decode()
    assert "9231" in page
    client.post(f"{address}wijzigen/", {**typed, "name": "Kunst en cultuur", "cpv": "9231", "version": "1"})
    clash = client.post(f"{address}wijzigen/", {**typed, "name": "Kunsten", "cpv": "9231", "version": "1"})
    assert clash.status_code == 409
    client.post(f"{address}archiveren/")
    assert "in het archief" in client.get(address).content.decode()
    client.post(f"{address}terugzetten/")
    assert "Kunst en cultuur" in client.get(HOME).content.decode()


def test_the_poster_stands_in_two_parts_of_about_equal_length() -> None:
    from meerwaarde.stages.policy.pages.matrix.files import in_parts

    def lines(*clusters: int) -> list[dict[str, Any]]:
        return [
            line
            for number, rows in enumerate(clusters)
            for line in (
                {"kind": "cluster", "name": str(number)},
                *({"kind": "row", "name": f"{number}.{row}"} for row in range(rows)),
            )
        ]

    assert len(in_parts(lines(5, 5))) == 1
    for shape in ((5, 9, 3, 12, 4, 4, 5, 4), (30, 2), (2, 30), (1,) * 20, (14, 14)):
        whole = lines(*shape)
        first, second = in_parts(whole)
        assert abs(len(first) - len(second)) <= max(3, len(whole) // 8)
        assert first[-1]["kind"] == "row"
        assert second[0]["kind"] == "cluster"
        rows = [line["name"] for line in (*first, *second) if line["kind"] == "row"]
        assert rows == [line["name"] for line in whole if line["kind"] == "row"]
