"""Texts of the board: brought in, read, marked, and made goals of."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meerwaarde.exchange.texts import read_paste
from meerwaarde.language.sentences import Span
from meerwaarde.platform.journal.queries import events_about
from meerwaarde.stages.policy.actions import Refused, archive_goal
from meerwaarde.stages.policy.actions import texts as actions
from meerwaarde.stages.policy.actions.goals import promote_passage
from meerwaarde.stages.policy.actions.texts import Original, SameText, TextValues
from meerwaarde.stages.policy.queries import texts as queries

pytestmark = pytest.mark.django_db

PASTED = """Bladzijde 14
Werk en inkopen
Veenmeer groeit. Wij willen dat inkopen werk oplevert. In 2030 hebben 150 mensen werk via onze opdrachten.
Bladzijde 15
Wij kopen sociaal in, tenzij dat echt niet kan. Dat is o.a. bij spoed zo.
"""


def _files() -> Any:
    path = Path(__file__).parents[2] / "exchange" / "board_files.py"
    spec = importlib.util.spec_from_file_location("board_files", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


files = _files()


@pytest.fixture(autouse=True)
def in_dutch(settings: Any) -> None:
    settings.LANGUAGE_CODE = "nl"


def at_policy(name: str, *arguments: str) -> str:
    return reverse(f"policy:{name}", args=["veenmeer", *arguments])


VALUES = TextValues(title="Samen verder", source_type="coalition_agreement", since_year=2026, until_year=2030)


@pytest.fixture
def agreement(cast, at):
    return actions.take_in_text(actor=cast.pia, at=at, text=read_paste(PASTED), values=VALUES)


def span_of(document: Any, page: int, words: str) -> Span:
    text = queries.page_of(document, page).text
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def marked(cast, at, agreement):
    span = span_of(agreement, 1, "Wij willen dat inkopen werk oplevert.")
    (passage,) = actions.mark_passages(actor=cast.pia, at=at, document=agreement, page=1, spans=[span])
    return passage


# What is done


def test_a_text_is_kept_with_its_pages_and_its_file(cast, at) -> None:
    original = Original("../akkoord.txt", PASTED.encode())
    document = actions.take_in_text(
        actor=cast.pia, at=at, text=read_paste(PASTED), values=VALUES, original=original
    )
    assert queries.page_labels(document) == [(1, "14"), (2, "15")]
    assert (document.file.name, document.file.size) == ("akkoord.txt", len(PASTED.encode()))
    (fact,) = events_about(cast.pia.organisation_id, "boarddocument", document.public_id)
    assert fact.action == "boarddocument.take_in"
    assert "Samen verder" not in str(fact.body)


def test_the_same_words_are_recognised_also_from_another_file(cast, at, agreement) -> None:
    with pytest.raises(SameText) as known:
        actions.take_in_text(actor=cast.pia, at=at, text=read_paste(PASTED + "\n\n"), values=VALUES)
    assert known.value.document == agreement


def test_after_archiving_the_same_words_may_come_in_again_and_the_old_stays_away(cast, at, agreement) -> None:
    actions.archive_text(actor=cast.pia, at=at, document=agreement)
    again = actions.take_in_text(actor=cast.pia, at=at, text=read_paste(PASTED), values=VALUES)
    with pytest.raises(SameText) as known:
        actions.restore_text(actor=cast.pia, at=at, document=agreement)
    assert known.value.document == again


def test_marking_twice_marks_once_and_keeps_the_exact_words(cast, at, agreement, marked) -> None:
    span = Span(marked.start, marked.end)
    (again,) = actions.mark_passages(actor=cast.pia, at=at, document=agreement, page=1, spans=[span])
    assert again == marked
    assert marked.quote == "Wij willen dat inkopen werk oplevert."
    assert queries.progress_of(agreement) == queries.Progress(1, 0, 0)


@pytest.mark.parametrize("span", [Span(-1, 5), Span(5, 5), Span(0, 99_999)])
def test_a_place_that_does_not_stand_in_the_text_is_refused(cast, at, agreement, span) -> None:
    with pytest.raises(Refused):
        actions.mark_passages(actor=cast.pia, at=at, document=agreement, page=1, spans=[span])


def test_one_passage_may_become_several_goals_and_then_keeps_its_mark(
    cast, at, agreement, marked, goal_values
) -> None:
    first = promote_passage(actor=cast.pia, at=at, passage=marked, goal=goal_values())
    second = promote_passage(actor=cast.pia, at=at, passage=marked, goal=goal_values(wording="Nog een doel."))
    assert first.passage == second.passage == marked
    assert queries.progress_of(agreement) == queries.Progress(1, 1, 0)
    for refused in (
        lambda: actions.unmark_passages(actor=cast.pia, at=at, passages=[marked]),
        lambda: actions.set_aside(actor=cast.pia, at=at, passage=marked),
    ):
        with pytest.raises(Refused, match="doel gemaakt"):
            refused()
    assert [one.action for one in events_about(cast.pia.organisation_id, "goal", first.public_id)] == [
        "goal.promote"
    ]


def test_an_archived_goal_counts_no_more_but_its_passage_stays(
    cast, at, agreement, marked, goal_values
) -> None:
    goal = promote_passage(actor=cast.pia, at=at, passage=marked, goal=goal_values())
    archive_goal(actor=cast.pia, at=at, goal=goal)
    assert queries.progress_of(agreement) == queries.Progress(1, 0, 0)
    with pytest.raises(Refused):
        actions.unmark_passages(actor=cast.pia, at=at, passages=[marked])


def test_set_aside_and_taken_up_again(cast, at, agreement, marked, goal_values) -> None:
    actions.set_aside(actor=cast.pia, at=at, passage=marked)
    assert queries.progress_of(agreement) == queries.Progress(0, 0, 1)
    promote_passage(actor=cast.pia, at=at, passage=marked, goal=goal_values())
    assert queries.progress_of(agreement) == queries.Progress(1, 1, 0)


def test_chosen_neighbours_become_one_passage(agreement) -> None:
    text = queries.page_of(agreement, 1).text
    starts = [text.index(word) for word in ("Veenmeer groeit", "Wij willen", "In 2030")]
    assert [text[run.start : run.end] for run in queries.runs_of(text, [starts[0], starts[2]])] == [
        "Veenmeer groeit.",
        "In 2030 hebben 150 mensen werk via onze opdrachten.",
    ]
    (whole,) = queries.runs_of(text, starts)
    assert text[whole.start : whole.end].startswith("Veenmeer groeit. Wij willen")


# Who may


def test_only_who_keeps_goals_brings_in_and_marks(cast, at, agreement) -> None:
    from django.core.exceptions import PermissionDenied

    for who in (cast.bob, cast.rik, cast.wim):
        with pytest.raises(PermissionDenied):
            actions.take_in_text(actor=who, at=at, text=read_paste("Iets."), values=VALUES)
        with pytest.raises(PermissionDenied):
            actions.mark_passages(actor=who, at=at, document=agreement, page=1, spans=[Span(0, 4)])
    assert queries.text(cast.rik, agreement.public_id) == agreement
    assert queries.text(cast.eve, agreement.public_id) is None
    assert queries.text(cast.ada, agreement.public_id) is None


# Pages


def test_the_reading_page_shows_labels_hints_and_marks(browse, agreement, marked) -> None:
    page = browse("pia").get(at_policy("text", agreement.public_id)).content.decode()
    assert "Bladzijde 14" in page
    assert 'name="zin"' in page
    assert "misschien een belofte" in page
    assert f'id="{marked.public_id}"' in page
    council = browse("rik").get(at_policy("text", agreement.public_id)).content.decode()
    assert 'name="zin"' not in council
    assert "Wij willen dat inkopen werk oplevert." in council


def test_choosing_without_script_marks_and_leads_to_the_goal(browse, agreement) -> None:
    pia = browse("pia")
    text = queries.page_of(agreement, 1).text
    zin = text.index("In 2030")
    form = {"bladzijde": "1", "zin": [str(zin)], "doe": "doel"}
    answer = pia.post(at_policy("passages_mark", agreement.public_id), form)
    (passage,) = queries.passages_on(agreement, 1)
    assert answer.headers["Location"] == f"{at_policy('goal_new')}?passage={passage.public_id}"
    shown = pia.get(answer.headers["Location"]).content.decode()
    assert "In 2030 hebben 150 mensen werk via onze opdrachten." in shown
    assert 'value="Samen verder"' in shown
    assert 'value="14"' in shown
    given = {
        "wording": passage.quote,
        "theme": "social_return",
        "source_type": "coalition_agreement",
        "document": "Samen verder",
        "page": "14",
        "since_year": "2026",
        "until_year": "2030",
    }
    done = pia.post(answer.headers["Location"], given)
    goal = pia.get(done.headers["Location"]).content.decode()
    assert f"{at_policy('text', agreement.public_id)}?bladzijde=1#{passage.public_id}" in goal
    assert "Wij willen dat inkopen werk oplevert." in goal  # what stands around it


def test_nothing_chosen_is_told(browse, agreement) -> None:
    answer = browse("pia").post(
        at_policy("passages_mark", agreement.public_id), {"bladzijde": "1", "doe": "markeer"}, follow=True
    )
    assert "Kies eerst minstens één zin." in answer.content.decode()


def test_marking_can_be_undone_from_the_message(browse, agreement) -> None:
    pia = browse("pia")
    text = queries.page_of(agreement, 1).text
    chosen = [str(text.index("Veenmeer groeit")), str(text.index("In 2030"))]
    form = {"bladzijde": "1", "zin": chosen, "doe": "markeer"}
    shown = pia.post(at_policy("passages_mark", agreement.public_id), form, follow=True).content.decode()
    assert "2 passages zijn gemarkeerd" in shown
    ids = ",".join(one.public_id for one in queries.passages_on(agreement, 1))
    pia.post(f"{at_policy('passages_unmark', agreement.public_id)}?passages={ids}")
    assert queries.passages_on(agreement, 1) == []


def test_a_word_file_comes_in_and_goes_out_as_it_was(browse) -> None:
    pia = browse("pia")
    content = files.word_file(["Samen verder", "Wij kopen sociaal in."], ["Wij gaan door."])
    upload = SimpleUploadedFile("akkoord.docx", content)
    form = {"file": upload, "source_type": "coalition_agreement", "since_year": "2026", "until_year": "2030"}
    answer = pia.post(at_policy("text_new"), form)
    assert answer.status_code == 302, answer.content.decode()
    page = pia.get(answer.headers["Location"]).content.decode()
    assert "<h1" in page
    assert "Samen verder" in page
    public_id = answer.headers["Location"].rstrip("/").rpartition("/")[2]
    got = pia.get(at_policy("text_file", public_id))
    assert got.content == content
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    again = pia.post(at_policy("text_new"), {**form, "file": SimpleUploadedFile("kopie.docx", content)})
    assert again.status_code == 422
    assert at_policy("text", public_id) in again.content.decode()


def test_a_scan_is_refused_and_what_was_typed_stays(browse) -> None:
    form = {
        "file": SimpleUploadedFile("scan.pdf", files.scanned_pdf()),
        "title": "Akkoord van nu",
        "source_type": "motion",
    }
    answer = browse("pia").post(at_policy("text_new"), form)
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "OCR" in shown
    assert "Akkoord van nu" in shown


def test_a_file_and_a_paste_at_once_or_neither_is_told(browse) -> None:
    pia = browse("pia")
    both = {"file": SimpleUploadedFile("a.txt", b"Wij."), "words": "Wij.", "source_type": "motion"}
    assert pia.post(at_policy("text_new"), both).status_code == 422
    assert pia.post(at_policy("text_new"), {"source_type": "motion"}).status_code == 422


def test_searching_within_the_text_leads_to_the_page(browse, agreement) -> None:
    pia = browse("pia")
    shown = pia.get(at_policy("text", agreement.public_id), {"zoek": "TENZIJ dat"}).content.decode()
    assert "<mark>tenzij dat</mark>" in shown
    assert "bladzijde=2&amp;zoek=" in shown
    none = pia.get(at_policy("text", agreement.public_id), {"zoek": "<b>x"}).content.decode()
    assert "&lt;b&gt;x" in none


@pytest.mark.parametrize("page", ["0", "3", "99999999", "x", "-1"])
def test_a_page_that_is_not_there(browse, agreement, page) -> None:
    status = browse("pia").get(at_policy("text", agreement.public_id), {"bladzijde": page}).status_code
    assert status == (200 if not page.isdecimal() or len(page) > 5 else 404)


def test_the_list_asks_equally_often_however_many_texts(browse, cast, at, agreement) -> None:
    pia = browse("pia")
    pia.get(at_policy("texts"))
    with CaptureQueriesContext(connection) as few:
        pia.get(at_policy("texts"))
    for place in range(8):
        actions.take_in_text(actor=cast.pia, at=at, text=read_paste(f"Tekst {place}."), values=VALUES)
    with CaptureQueriesContext(connection) as many:
        pia.get(at_policy("texts"))
    assert len(many) == len(few)


def test_texts_and_passages_are_found(browse, agreement, marked) -> None:
    def found(name: str, authority: str) -> str:
        address = reverse("authority:search", args=[authority])
        page = browse(name).get(address, {"q": "werk oplevert"}).content.decode()
        return re.sub(r"</?mark[^>]*>", "", page)  # the words that were searched are marked

    assert marked.quote in found("rik", "veenmeer")
    assert marked.quote not in found("eve", "duinrade")
