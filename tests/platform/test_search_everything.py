"""The one search: all kinds at once, while somebody types, with numbers that are true."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.platform.home.marking import marked
from meerwaarde.platform.search import queries
from meerwaarde.platform.search.actions import describe, index_many
from meerwaarde.platform.search.terms import analyser

pytestmark = pytest.mark.django_db
Browse = Callable[[str], Client]
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FINDER = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "search-finder"}
RESULTS = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "search-results"}


def put(kind: str, *titles: str, organisation_id: int | None = None, text: str = "") -> None:
    index_many(
        [
            describe(kind=kind, object_id=f"{kind}{number}", url=f"/-/x/{number}/", title=title, text=text)
            for number, title in enumerate(titles)
        ],
        organisation_id=organisation_id,
    )


def titles(text: str, *kinds: str, **sees: Any) -> list[str]:
    asked = {kind: sees.get(kind) for kind in kinds}
    return [one.title for one in queries.candidates(None, text, asked).rows]


# --- what is found --------------------------------------------------------------------------------------


def test_a_half_typed_word_finds_in_every_kind_and_what_begins_so_stands_first() -> None:
    put("supplier", "Noordelijke schoonmaak", "Schoonmaak Noord", "Glazenwasser")
    put("notice", "Schoonmaken van scholen")
    assert titles("schoonm", "supplier", "notice") == [
        "Schoonmaak Noord",
        "Schoonmaken van scholen",
        "Noordelijke schoonmaak",
    ]
    assert titles("schoonm", "notice") == ["Schoonmaken van scholen"]


def test_a_common_word_of_one_kind_leaves_room_for_another_and_says_that_there_are_more() -> None:
    put("supplier", *(f"Groenwerk {number}" for number in range(queries.MOST_OF_A_KIND + 1)))
    put("notice", "Groenwerk in het park")
    found = queries.candidates(None, "groenwerk", {"supplier": None, "notice": None})
    kinds = [one.kind for one in found.rows]
    assert kinds.count("supplier") == queries.MOST_OF_A_KIND
    assert kinds.count("notice") == 1
    assert found.more == {"supplier"}


def test_who_sees_few_finds_them_behind_hundreds_that_it_may_not_see() -> None:
    put("supplier", *(f"Groenwerk {number}" for number in range(queries.MOST_OF_A_KIND * 2)))
    last = f"supplier{queries.MOST_OF_A_KIND * 2 - 1}"
    found = queries.candidates(None, "groenwerk", {"supplier": lambda ids: {last} & set(ids)})
    assert [one.object_id for one in found.rows] == [last]
    assert not found.more


def test_words_that_hold_no_term_find_nothing() -> None:
    put("supplier", "Groenwerk")
    for text in ("", "   ", "?!", "\x00"):
        assert queries.candidates(None, text, {"supplier": None}).rows == ()
    assert queries.candidates(None, "groenwerk", {}).rows == ()


# --- what is marked -------------------------------------------------------------------------------------


def pieces(text: str, question: str) -> list[str]:
    return [one.text for one in marked(text, question, analyser().question(question)) if one.answers]


@pytest.mark.parametrize(
    ("text", "question", "answers"),
    [
        ("Schoonmaak van scholen", "schoonm", ["Schoonm"]),
        ("Coördinatie", "coordi", ["Coördi"]),
        ("Onderhoud van bomen", "boom", ["bomen"]),
        ("Groen en grijs", "rood", []),
        ("<b>Groen</b>", "groen", ["Groen"]),
    ],
)
def test_what_answers_is_marked(text: str, question: str, answers: list[str]) -> None:
    assert pieces(text, question) == answers


@given(st.text(max_size=60), st.text(max_size=20))
def test_pieces_are_the_text_again(text: str, question: str) -> None:
    found = marked(text, question, analyser().question(question))
    assert "".join(one.text for one in found) == text


# --- the page and the panel -----------------------------------------------------------------------------


@pytest.fixture
def filled(cast: Any) -> Any:
    place = cast.bob.organisation_id
    put("goal", *(f"Wijkpark {number} wordt groener" for number in range(30)), organisation_id=place)
    put("procurement", "Onderhoud wijkpark", organisation_id=place)
    return cast


def body(client: Client, headers: dict[str, str] | None = None, **asked: str) -> str:
    answer = client.get("/veenmeer/zoeken/", asked, **(headers or {}))
    assert answer.status_code == 200
    return answer.content.decode()


def chips(page: str) -> dict[str, str]:
    found = re.findall(r'mw-chip[^>]*>.*?</svg>\s*(.*?)<span class="mw-chip__count">(.*?)<', page, re.S)
    return {name.strip(): number for name, number in found}


def test_chips_count_each_kind_and_narrow_to_it_without_script(filled: Any, browse: Browse) -> None:
    page = body(browse("bob"), q="wijkpark")
    assert chips(page) == {"Alles": "31", "Doelen": "30", "Inkopen": "1"}
    assert 'href="/veenmeer/zoeken/?q=wijkpark&amp;soort=goal"' in page
    narrowed = body(browse("bob"), q="wijkpark", soort="procurement")
    assert narrowed.count("data-search-hit") == 1
    assert chips(narrowed) == chips(page)
    assert "1 resultaat voor" in narrowed


def test_pages_follow_each_other_until_everything_was_there_once(filled: Any, browse: Browse) -> None:
    client, address, seen = browse("bob"), "/veenmeer/zoeken/?q=wijkpark&soort=goal", []
    while address:
        page = client.get(address).content.decode()
        seen += re.findall(r'href="(/veenmeer/x/\d+/)" data-search-hit', page)
        following = re.search(r'mw-paging__link--next" href="([^"]+)"', page)
        address = following.group(1).replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 30


def test_a_kind_that_does_not_answer_or_exist_narrows_nothing(filled: Any, browse: Browse) -> None:
    for kind in ("supplier", "onzin", "<b>"):
        assert body(browse("bob"), q="wijkpark", soort=kind).count("data-search-hit") == 20
    assert body(browse("bob"), q="wijkpark", na="weg").count("data-search-hit") == 20


def test_the_panel_gives_a_few_of_each_kind_and_the_way_to_all(filled: Any, browse: Browse) -> None:
    panel = body(browse("bob"), FINDER, q="wijkp")
    assert panel.count('role="option"') == 5
    assert '<mark class="mw-mark-found">Wijkp</mark>' in panel
    assert "<html" not in panel
    assert "Alle resultaten (31)" in panel
    assert "Niets gevonden" in body(browse("bob"), FINDER, q="xyzzy")


def test_while_typing_on_the_page_only_results_come_with_their_address(filled: Any, browse: Browse) -> None:
    answer = browse("bob").get("/veenmeer/zoeken/", {"q": "wijkpark", "soort": "goal"}, **RESULTS)
    assert answer["HX-Replace-Url"] == "/veenmeer/zoeken/?q=wijkpark&soort=goal"
    assert "<html" not in answer.content.decode()
    assert "HX-Target" in answer["Vary"]


def test_the_page_of_results_has_one_box(filled: Any, browse: Browse) -> None:
    assert body(browse("bob"), q="wijkpark").count('id="search-everything"') == 1
    assert browse("bob").get("/veenmeer/").content.decode().count('id="search-everything"') == 1


@pytest.mark.parametrize("headers", [RESULTS, FINDER], ids=["page", "while typing"])
@pytest.mark.parametrize("person", ["bob", "vera"])
def test_a_letter_costs_the_same_queries_however_much_answers(
    person: str, headers: dict[str, str], market_cast: Any, browse: Browse
) -> None:
    from meerwaarde.stages.market import actions
    from meerwaarde.stages.market.models import Supplier

    client, address = browse(person), f"/{getattr(market_cast, person).slug}/zoeken/?q=wijkpark"

    def asked(number: int) -> int:
        for one in range(number):
            values = actions.SupplierValues(name=f"Wijkpark {number} {one}")
            actions.add_supplier(actor=market_cast.bob, at=NOW, values=values)
        Supplier.objects.update(public_since=NOW)
        put("goal", *(f"Wijkpark {one}" for one in range(number)))
        assert "Wijkpark" in client.get(address, **headers).content.decode()
        with CaptureQueriesContext(connection) as captured:
            client.get(address, **headers)
        return len(captured)

    few = asked(2)
    assert asked(40) == few <= 11
