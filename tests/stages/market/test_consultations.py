"""A market consultation: who reads what and when, and one report to all."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.http import Http404
from django.test import Client
from django.utils import timezone
from docx import Document as Word
from icalendar import Calendar

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.access.doors import NotYourRole
from meerwaarde.platform.journal.queries import events_of
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.models import Organisation
from meerwaarde.stages.market.actions import consultations as actions
from meerwaarde.stages.market.models import ConsultationQuestion, ConsultationResponse
from meerwaarde.stages.market.queries import consultations as queries

pytestmark = pytest.mark.django_db

OPEN = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SECRET = "Een uur snoeien kost bij ons achtendertig euro en vijftig cent."


@pytest.fixture
def people(market_cast: Any) -> Any:
    return market_cast


def make(people: Any, **values: Any) -> Any:
    said = {
        "title": "Groen zonder gif",
        "introduction": "Wij willen weten wat kan.",
        "buys": "Onderhoud van parken.",
        "questions": ("Wat kan er zonder gif?", "Welke grootte past u?"),
        "cpv": ("77310000",),
        "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 11, 22),
        "read_early": False,
        **values,
    }
    return actions.make_consultation(actor=people.bob, values=actions.ConsultationValues(**said), at=OPEN)


def published(people: Any, **values: Any) -> Any:
    found = make(people, **values)
    actions.publish_consultation(actor=people.bob, found=found, at=OPEN)
    return found


def answered(people: Any, found: Any, *, send: bool = True) -> ConsultationResponse:
    mine = actions.answer_as_firm(actor=people.vera, found=found, at=OPEN)
    first, second = queries.questions_of(found)
    said = {
        first.public_id: actions.Said(text="Met schapen.", confidential=SECRET, why="Onze prijs."),
        second.public_id: actions.Said(text="Een hectare per dag."),
    }
    actions.save_answers(response=mine, said=said, send=send, actor=people.vera, at=OPEN)
    return mine


def reported(people: Any, found: Any, heard: str = "Schapen kunnen veel.") -> None:
    said = {
        one.public_id: actions.QuestionReport(heard=heard, followed="no", why="Het park is te klein.")
        for one in queries.questions_of(found)
    }
    whole = actions.Conclusion(conclusion="Wij delen het park op.", next_step="")
    actions.save_report(actor=people.bob, found=found, said=said, whole=whole, at=AFTER)


def test_nobody_else_sees_a_draft(people: Any) -> None:
    found = make(people)
    assert queries.consultation(people.pia, found.public_id) == found
    assert queries.consultation(people.eve, found.public_id) is None
    assert queries.consultation(people.vera, found.public_id) is None
    assert Client().get(f"/openbaar/consultaties/{found.public_id}/").status_code == 404
    with pytest.raises(NotYourRole):
        actions.publish_consultation(actor=people.vera, found=found, at=OPEN)
    with pytest.raises(Http404):
        actions.publish_consultation(actor=people.eve, found=found, at=OPEN)


def test_what_firms_have_read_does_not_change(people: Any) -> None:
    found = published(people)
    actions.publish_consultation(actor=people.bob, found=found, at=OPEN)
    verbs = [one.action for one in events_of(people.bob.organisation_id)]
    assert verbs.count("consultation.publish") == 1
    values = actions.ConsultationValues(
        title="Anders", introduction="", buys="", questions=(), cpv=(),
        opens_on=date(2026, 11, 1), closes_on=date(2026, 11, 22), read_early=True,
    )  # fmt: skip
    with pytest.raises(Refused, match="published"):
        actions.change_consultation(
            actor=people.bob, found=found, values=values, expected_version=found.version, at=OPEN
        )


def test_without_a_question_or_after_its_day_nothing_is_published(people: Any) -> None:
    with pytest.raises(Refused, match="question"):
        published(people, questions=())
    late = make(people)
    with pytest.raises(Refused, match="passed"):
        actions.publish_consultation(actor=people.bob, found=late, at=AFTER)
    with pytest.raises(Refused, match="before the opening"):
        make(people, closes_on=date(2026, 10, 1))


def test_nobody_reads_answers_before_closing(people: Any) -> None:
    found = published(people)
    answered(people, found)
    assert queries.answers_for_authority(people.bob, found, date(2026, 11, 22)) is None
    heard = queries.answers_for_authority(people.bob, found, date(2026, 11, 23))
    assert heard is not None
    assert [one.answers[0].text for one in heard] == ["Met schapen.", "Een hectare per dag."]
    assert queries.answers_for_authority(people.dirk, found, date(2026, 11, 23)) is None
    assert queries.answers_for_authority(people.eve, found, date(2026, 11, 23)) is None
    assert queries.answers_for_authority(people.vera, found, date(2026, 11, 23)) is None


def test_who_said_so_at_publication_reads_early(people: Any) -> None:
    found = published(people, read_early=True)
    answered(people, found)
    assert queries.answers_for_authority(people.bob, found, date(2026, 11, 10)) is not None


def test_a_draft_answer_never_reaches_the_authority(people: Any) -> None:
    found = published(people)
    mine = answered(people, found, send=False)
    heard = queries.answers_for_authority(people.bob, found, date(2026, 11, 23))
    assert heard is not None
    assert [one.answers for one in heard] == [(), ()]
    with pytest.raises(Refused, match="not open"):
        actions.save_answers(response=mine, said={}, send=True, actor=people.vera, at=AFTER)


def test_a_firm_has_one_answer_and_changes_or_takes_it_back(people: Any) -> None:
    found = published(people)
    mine = answered(people, found)
    assert actions.answer_as_firm(actor=people.sam, found=found, at=OPEN) == mine
    first, _second = queries.questions_of(found)
    changed = {first.public_id: actions.Said(text="Met geiten.")}
    actions.save_answers(response=mine, said=changed, send=True, actor=people.sam, at=OPEN)
    assert queries.answers_of(mine)[first.pk].confidential == ""
    actions.take_back(response=mine, actor=people.vera, at=OPEN)
    assert queries.firms_that_answered(found) == []
    again = actions.answer_as_firm(actor=people.vera, found=found, at=OPEN)
    assert (again, again.state) == (mine, "draft")


def test_confidence_needs_a_reason_and_somebody_elses_answer_is_not_yours(people: Any) -> None:
    found = published(people)
    mine = actions.answer_as_firm(actor=people.vera, found=found, at=OPEN)
    first, _second = queries.questions_of(found)
    secret = {first.public_id: actions.Said(confidential=SECRET)}
    with pytest.raises(Refused, match="why"):
        actions.save_answers(response=mine, said=secret, send=True, actor=people.vera, at=OPEN)
    with pytest.raises(Http404):
        actions.save_answers(response=mine, said=secret, send=True, at=OPEN)
    mine.change(organisation_id=Organisation.objects.get(slug="duinrade").pk)
    with pytest.raises(Http404):
        actions.take_back(response=mine, actor=people.vera, at=OPEN)


def test_the_report_never_tells_what_is_confidential(people: Any) -> None:
    found = published(people)
    answered(people, found)
    with pytest.raises(Refused, match="in confidence"):
        reported(people, found, heard=f"Iemand zei: {SECRET.lower()}")
    reported(people, found)
    found.change(minutes=SECRET)
    with pytest.raises(Refused, match="in confidence"):
        actions.report_consultation(actor=people.bob, found=found, at=AFTER)


def test_one_report_to_all_who_answered_and_to_everybody(people: Any) -> None:
    found = published(people)
    answered(people, found)
    with pytest.raises(Refused, match="after the closing day"):
        actions.report_consultation(actor=people.bob, found=found, at=OPEN)
    with pytest.raises(Refused, match="not complete"):
        actions.report_consultation(actor=people.bob, found=found, at=AFTER)
    reported(people, found)
    for _twice in range(2):
        actions.report_consultation(actor=people.bob, found=found, at=AFTER)
    (letter,) = Letter.objects.filter(purpose="consultations.part")
    assert letter.person.name == "Vera"
    address = f"/openbaar/consultaties/{found.public_id}/"
    page = Client().get(address).content.decode()
    assert "Schapen kunnen veel." in page
    assert "Het park is te klein." in page
    word = Client().get(f"{address}verslag/docx/")
    text = "\n".join(one.text for one in Word(io.BytesIO(word.content)).paragraphs)
    assert "Wij delen het park op." in text
    for told in (page, text):
        assert "achtendertig" not in told
        assert "Groenwerk" not in told
    assert Client().get(f"{address}verslag/pdf/").content.startswith(b"%PDF")


def test_questions_are_answered_to_all_and_nobody_reads_who_asked(people: Any) -> None:
    found = published(people)
    answered(people, found, send=False)
    for _twice in range(2):
        actions.ask_about(found=found, text="Hoe groot is het park?", actor=people.vera, at=OPEN)
    (asked,) = queries.inquiries_of(found, answered=False)
    page = Client().get(f"/openbaar/consultaties/{found.public_id}/").content.decode()
    assert "Hoe groot" not in page
    for _twice in range(2):
        actions.answer_inquiry(actor=people.bob, found=found, inquiry=asked, answer="Twee hectare.", at=OPEN)
    page = Client().get(f"/openbaar/consultaties/{found.public_id}/").content.decode()
    assert "Twee hectare." in page
    assert "Groenwerk" not in page
    assert Letter.objects.count() == 1


def test_documents_are_pdfs_and_public_once_published(people: Any) -> None:
    found = make(people)
    with pytest.raises(Turned):
        actions.add_document(actor=people.bob, found=found, name="a.pdf", content=b"<html>", at=OPEN)
    for _twice in range(2):
        actions.add_document(actor=people.bob, found=found, name="plan.pdf", content=b"%PDF-1.7 x", at=OPEN)
    (kept,) = queries.files_of(found)
    assert kept.file.kept_until == date(2031, 11, 21)
    address = f"/openbaar/consultaties/{found.public_id}/documenten/{kept.public_id}/"
    assert Client().get(address).status_code == 404
    actions.publish_consultation(actor=people.bob, found=found, at=OPEN)
    answer = Client().get(address)
    assert answer.content == b"%PDF-1.7 x"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_session_has_attendance_and_minutes(people: Any) -> None:
    begins = datetime(2026, 11, 15, 13, 0, tzinfo=UTC)
    found = published(people, session_at=begins, session_where="Stadhuis")
    for _twice in range(2):
        actions.take_seat(actor=people.vera, found=found, coming=True, people=2, at=OPEN)
    (seat,) = queries.seats_of(found)
    with pytest.raises(Refused, match="not taken place"):
        actions.note_session(actor=people.bob, found=found, present={}, others=[], minutes="", at=OPEN)
    with pytest.raises(Refused):
        actions.take_seat(actor=people.sam, found=found, coming=False, people=1, at=AFTER)
    actions.note_session(
        actor=people.bob,
        found=found,
        present={seat.public_id: True},
        others=["Terp BV", "Terp BV", ""],
        minutes="Er is ruimte.",
        at=AFTER,
    )
    assert [(one.firm_name, one.present) for one in queries.seats_of(found)] == [
        ("Groenwerk", True),
        ("Terp BV", True),
    ]


def test_somebody_without_an_account_answers_by_a_link(people: Any, client: Client) -> None:
    today = timezone.localdate()
    found = make(people, opens_on=today, closes_on=today)
    actions.publish_consultation(actor=people.bob, found=found, at=timezone.now())
    address = f"/openbaar/consultaties/{found.public_id}/"
    form = {"firm_name": "Terp BV", "person_name": "Jo", "email": "Jo@terp.example"}
    assert client.post(f"{address}meedoen/", form).status_code == 422
    for _twice in range(2):
        assert client.post(f"{address}meedoen/", {**form, "agrees": "on"}).status_code == 302
    mine = ConsultationResponse.objects.get()
    assert (mine.state, mine.email, mine.letters) == ("unconfirmed", "jo@terp.example", 2)
    link = f"/openbaar/consultaties/antwoorden/{actions.token_of(mine)}/"
    assert link in Letter.objects.first().text.replace("\n", "")
    client.get(link)
    mine.refresh_from_db()
    assert mine.state == "unconfirmed"
    assert client.post(link).status_code == 302
    question = ConsultationQuestion.objects.filter(consultation=found).first()
    said = {"do": "send", f"text_{question.public_id}": "Met <b>schapen</b>"}
    assert client.post(link, said).status_code == 302
    mine.refresh_from_db()
    assert mine.state == "sent"
    assert "Met &lt;b&gt;schapen" in client.get(link).content.decode()
    secret = {"do": "send", f"secret_{question.public_id}": "Prijs"}
    assert client.post(link, secret).status_code == 422
    assert client.get(link.replace(link[-5:], "xxxx/")).status_code == 404


def test_names_go_and_answers_stay(people: Any) -> None:
    found = published(people)
    values = actions.GuestValues(firm_name="Terp", person_name="Jo", email="jo@terp.example", agrees=True)
    actions.begin_as_guest(found=found, values=values, language="nl", at=OPEN)
    mine = ConsultationResponse.objects.get()
    actions.confirm_guest(response=mine, at=OPEN)
    other = actions.GuestValues(firm_name="Wad", person_name="Al", email="al@wad.example", agrees=True)
    actions.begin_as_guest(found=found, values=other, language="nl", at=OPEN)
    later = datetime(2027, 6, 1, 9, 0, tzinfo=UTC)
    assert actions.forget_guests(at=later) == 2
    assert actions.forget_guests(at=later) == 0
    mine.refresh_from_db()
    assert (mine.email, mine.person_name, mine.firm_name) == ("", "", "Terp")
    assert ConsultationResponse.objects.count() == 1


def test_who_takes_part_hears_that_it_stops(people: Any) -> None:
    found = published(people)
    answered(people, found)
    with pytest.raises(Refused, match="why"):
        actions.withdraw_consultation(actor=people.bob, found=found, why=" ", at=OPEN)
    actions.withdraw_consultation(actor=people.bob, found=found, why="De raad koos anders.", at=OPEN)
    (letter,) = Letter.objects.all()
    assert "De raad koos anders." in letter.text
    assert Client().get(f"/openbaar/consultaties/{found.public_id}/").status_code == 404


def test_feed_and_agenda_can_be_read_by_programs(people: Any) -> None:
    found = published(people, session_at=datetime(2026, 11, 15, 13, 0, tzinfo=UTC))
    feed = Client().get("/openbaar/consultaties/feed/")
    assert b"Groen zonder gif" in feed.content
    book = Calendar.from_ical(Client().get(f"/openbaar/consultaties/{found.public_id}/agenda/").content)
    assert [event["dtstart"].dt for event in book.walk("VEVENT")] == [
        date(2026, 11, 22),
        datetime(2026, 11, 15, 13, 0, tzinfo=UTC),
    ]


def test_pages_lead_from_writing_to_the_report(people: Any, browse: Callable[[str], Client]) -> None:
    bob, vera, today = browse("bob"), browse("vera"), timezone.localdate()
    home = "/veenmeer/markt/consultaties/"
    assert "Nog geen marktconsultaties" in bob.get(home).content.decode()
    form = {
        "title": "Groen zonder gif",
        "introduction": "Waarom.",
        "questions": "Wat kan er?\nWat kost het?",
        "opens_on": f"{today:%d-%m-%Y}",
        "closes_on": f"{today:%d-%m-%Y}",
    }
    assert bob.post(f"{home}nieuw/", {**form, "session_day": "1-1-2030"}).status_code == 422
    made = bob.post(f"{home}nieuw/", form, follow=True).content.decode()
    assert "Publiceren" in made
    found = queries.listed_consultations(people.bob).rows[0]
    bob.post(f"{home}{found.public_id}/stap/publish/")
    firm = f"/groenwerk/markt/consultaties/{found.public_id}/"
    assert "Wat kan er?" in vera.get(firm).content.decode()
    assert vera.get(f"{firm}meedoen/").status_code == 200
    asked = vera.post(f"{firm}vragen/", {"text": "Hoe groot?"}, follow=True)
    assert "Uw vraag is binnen" in asked.content.decode()
    question = queries.questions_of(found)[0]
    said = {f"text_{question.public_id}": "Met schapen.", "do": "send"}
    assert "verstuurd" in vera.post(f"{firm}meedoen/", said, follow=True).content.decode()
    waiting = bob.get(f"{home}{found.public_id}/").content.decode()
    assert "Hoe groot?" in waiting
    assert "Met schapen." not in waiting
    early = bob.get(f"{home}{found.public_id}/antwoorden/", follow=True).content.decode()
    assert "Met schapen." not in early
    found.refresh_from_db()
    found.change(closes_on=date(2026, 1, 2), opens_on=date(2026, 1, 1))
    late = bob.get(f"{home}{found.public_id}/antwoorden/").content.decode()
    assert "Met schapen." in late


def test_the_list_asks_equally_often_for_many(
    people: Any, browse: Callable[[str], Client], django_assert_max_num_queries: Any
) -> None:
    for number in range(30):
        published(people, title=f"Vraag {number}")
    client = browse("bob")
    client.get("/veenmeer/markt/consultaties/")
    with django_assert_max_num_queries(24):
        assert "Vraag 29" in client.get("/veenmeer/markt/consultaties/").content.decode()
    with django_assert_max_num_queries(6):
        assert "Vraag 29" in Client().get("/openbaar/consultaties/").content.decode()
