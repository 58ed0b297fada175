"""A consultation after publication: changed in the open, documents, places at the session, secrets kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from docx import Document as Word
from icalendar import Calendar
from pypdf import PdfReader

from meerwaarde.gates.refusal import Refused as Turned
from meerwaarde.platform.access.actions import Refused
from meerwaarde.platform.documents.pdf import write_pdf
from meerwaarde.platform.documents.sheets import excel_file
from meerwaarde.platform.documents.word import write_word
from meerwaarde.platform.journal.exporters import objects_of
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.notify.models import Letter
from meerwaarde.platform.organisations.records import Changed
from meerwaarde.stages.market.actions import consultations as actions
from meerwaarde.stages.market.models import ConsultationFollower, ConsultationSeat
from meerwaarde.stages.market.pages.consultations.document import consultation_report
from meerwaarde.stages.market.queries import consultations as queries

pytestmark = pytest.mark.django_db

OPEN = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
AFTER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SESSION = datetime(2026, 11, 18, 13, 0, tzinfo=UTC)
SECRET = "Een uur snoeien kost bij ons achtendertig euro en vijftig cent."


@pytest.fixture
def people(market_cast: Any) -> Any:
    return market_cast


def values(**other: Any) -> actions.ConsultationValues:
    said = {
        "title": "Groen zonder gif",
        "introduction": "Wij willen weten wat kan.",
        "buys": "Onderhoud van parken.",
        "questions": ("Wat kan er zonder gif?",),
        "cpv": ("77310000",),
        "opens_on": date(2026, 11, 1),
        "closes_on": date(2026, 11, 22),
        "read_early": False,
        "session_at": SESSION,
        **other,
    }
    return actions.ConsultationValues(**said)


def published(people: Any, **other: Any) -> Any:
    found = actions.make_consultation(actor=people.bob, values=values(**other), at=OPEN)
    actions.publish_consultation(actor=people.bob, found=found, at=OPEN)
    return found


def change(people: Any, found: Any, why: str = "De raad vroeg erom.", **other: Any) -> Any:
    return actions.change_published(
        actor=people.bob,
        found=found,
        values=values(**other),
        why=why,
        expected_version=found.version,
        at=OPEN,
    )


def answered(people: Any, found: Any) -> Any:
    mine = actions.answer_as_firm(actor=people.vera, found=found, at=OPEN)
    said = {
        one.public_id: actions.Said(text="Met schapen.", confidential=SECRET, why="Onze prijs.")
        for one in queries.questions_of(found)
    }
    actions.save_answers(response=mine, said=said, send=True, actor=people.vera, at=OPEN)
    return mine


def guest(found: Any) -> Any:
    wanted = actions.GuestValues(firm_name="Terp", person_name="Jo", email="jo@terp.example", agrees=True)
    actions.begin_as_guest(found=found, values=wanted, language="nl", at=OPEN)
    mine = queries.response_of_address(found, "jo@terp.example")
    assert mine is not None
    actions.confirm_guest(response=mine, at=OPEN)
    return mine


def test_everybody_reads_what_changed_and_why(people: Any) -> None:
    found = published(people)
    change(people, found, closes_on=date(2026, 12, 4), buys="Ook de <b>bermen</b>.")
    page = Client().get(f"/openbaar/consultaties/{found.public_id}/").content.decode()
    assert "De raad vroeg erom." in page
    assert "22 november 2026" in page
    assert "4 december 2026" in page
    assert "Ook de &lt;b&gt;bermen&lt;/b&gt;." in page
    assert "Bob" not in page
    feed = Client().get("/openbaar/consultaties/feed/").content.decode()
    assert "<updated>2026-11-10T" in feed


def test_a_last_day_moves_later_freely_and_earlier_only_with_a_reason(people: Any) -> None:
    found = published(people)
    with pytest.raises(Refused, match="earlier than you promised"):
        change(people, found, why=" ", closes_on=date(2026, 11, 20))
    with pytest.raises(Refused, match="tomorrow"):
        change(people, found, closes_on=date(2026, 11, 10))
    with pytest.raises(Refused, match="open already"):
        change(people, found, opens_on=date(2026, 11, 12))
    change(people, found, closes_on=date(2026, 11, 20))
    found.refresh_from_db()
    assert found.closes_on == date(2026, 11, 20)


def test_promises_and_questions_stay(people: Any) -> None:
    found = published(people)
    answered(people, found)
    with pytest.raises(Refused, match="promised that nobody"):
        change(people, found, read_early=True)
    with pytest.raises(Refused, match="stay as they are"):
        change(people, found, questions=("Iets heel anders?",))
    change(people, found, questions=("Wat kan er zonder gif?", "En met machines?"))
    assert [one.text for one in queries.questions_of(found)] == ["Wat kan er zonder gif?", "En met machines?"]
    heard = queries.answers_for_authority(people.bob, found, date(2026, 11, 23))
    assert heard is not None
    assert heard[0].answers[0].text == "Met schapen."


def test_nothing_different_tells_nobody_anything(people: Any) -> None:
    found = published(people)
    answered(people, found)
    assert change(people, found) is None
    assert queries.changes_of(found) == []
    assert not Letter.objects.exists()


def test_who_takes_part_follows_or_comes_gets_one_letter(people: Any) -> None:
    found = published(people)
    answered(people, found)
    guest(found)
    actions.follow(actor=people.vera, found=found, wanted=True, at=OPEN)
    actions.take_seat(actor=people.sam, found=found, coming=True, people=1, at=OPEN)
    Letter.objects.all().delete()
    change(people, found, buys="Ook de bermen.")
    to = sorted(one.address or one.person.email for one in Letter.objects.all())
    assert len(to) == 3
    assert "jo@terp.example" in to
    assert all("De raad vroeg erom." in one.text for one in Letter.objects.all())
    actions.follow(actor=people.vera, found=found, wanted=False, at=OPEN)
    assert ConsultationFollower.objects.count() == 1


def test_two_who_change_at_once_do_not_overwrite_each_other(people: Any) -> None:
    found = published(people)
    stale = queries.consultation(people.bob, found.public_id)
    change(people, found, buys="Ook de bermen.")
    with pytest.raises(Changed):
        change(people, stale, title="Anders")
    assert len(queries.changes_of(found)) == 1


def test_after_closing_nothing_changes(people: Any) -> None:
    found = published(people)
    with pytest.raises(Refused, match="closed"):
        actions.change_published(
            actor=people.bob,
            found=found,
            values=values(closes_on=date(2027, 1, 1)),
            why="Toch langer.",
            expected_version=found.version,
            at=AFTER,
        )


def word_file() -> bytes:
    kept = io.BytesIO()
    made = Word()
    made.add_paragraph("Plattegrond")
    made.save(kept)
    return kept.getvalue()


def sheet() -> bytes:
    return excel_file([["Park", "Hectare"], ["Stadspark", 12]], "Parken")


def with_macro() -> bytes:
    kept = io.BytesIO(word_file())
    with zipfile.ZipFile(kept, "a") as container:
        container.writestr("word/vbaProject.bin", b"x")
    return kept.getvalue()


def test_word_files_and_sheets_come_along_and_are_told(people: Any) -> None:
    found = published(people)
    answered(people, found)
    for name, content in (("plattegrond.docx", word_file()), ("hoeveel.xlsx", sheet())):
        actions.add_document(actor=people.bob, found=found, name=name, content=content, at=OPEN)
        actions.add_document(actor=people.bob, found=found, name=name, content=content, at=OPEN)
    kept = queries.files_of(found)
    assert [one.title for one in kept] == ["plattegrond.docx", "hoeveel.xlsx"]
    assert len(queries.changes_of(found)) == 2
    got = Client().get(f"/openbaar/consultaties/{found.public_id}/documenten/{kept[0].public_id}/")
    assert got["Content-Type"].endswith("wordprocessingml.document")
    assert "attachment" in got["Content-Disposition"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("tekst.odt", b"PK\x03\x04", "attachment_kind"),
        ("film.mp4", b"\x00\x00", "attachment_kind"),
        ("zonder", b"%PDF-1.7", "attachment_kind"),
        ("eigenlijk.pdf", b"PK\x03\x04rest", "file_kind_not_accepted"),
        ("eigenlijk.docx", b"%PDF-1.7", "file_kind_not_accepted"),
        ("blad.docx", sheet(), "word_unknown"),
        ("macro.docx", with_macro(), "container_macros"),
        ("leeg.xlsx", b"", "file_empty"),
    ],
)
def test_what_is_something_else_stays_out(people: Any, name: str, content: bytes, code: str) -> None:
    found = published(people)
    with pytest.raises(Turned) as turned:
        actions.add_document(actor=people.bob, found=found, name=name, content=content, at=OPEN)
    assert turned.value.code == code
    assert queries.files_of(found) == []


def test_the_page_says_which_documents_fit(people: Any, browse: Callable[[str], Client]) -> None:
    today = timezone.localdate()
    found = published(people, opens_on=today, closes_on=today + timedelta(days=9))
    bob = browse("bob")
    sent = SimpleUploadedFile("tekst.odt", b"PK")
    answer = bob.post(f"/veenmeer/markt/consultaties/{found.public_id}/documenten/", {"file": sent})
    assert answer.status_code == 422
    assert (
        "Alleen PDF, Word (.docx) en rekenbladen (.xlsx of .ods) kunnen hierbij." in answer.content.decode()
    )


def test_a_session_has_so_many_places(people: Any) -> None:
    found = published(people, session_seats=3)
    actions.take_seat(actor=people.vera, found=found, coming=True, people=2, at=OPEN)
    mine = guest(found)
    with pytest.raises(Refused, match="one place left"):
        actions.take_seat_by_link(response=mine, coming=True, people=2, at=OPEN)
    actions.take_seat_by_link(response=mine, coming=True, people=1, at=OPEN)
    with pytest.raises(Refused, match="full"):
        actions.take_seat(actor=people.vera, found=found, coming=True, people=3, at=OPEN)
    page = Client().get(f"/openbaar/consultaties/{found.public_id}/")
    assert "Terp" not in page.content.decode()
    actions.take_seat(actor=people.vera, found=found, coming=False, people=0, at=OPEN)
    assert [(one.firm_name, one.people) for one in ConsultationSeat.objects.all()] == [("Terp", 1)]
    with pytest.raises(Refused, match="not possible any more"):
        actions.take_seat_by_link(response=mine, coming=False, people=0, at=SESSION)


def test_nobody_takes_the_place_of_another_party_with_its_name(people: Any) -> None:
    found = published(people)
    actions.take_seat(actor=people.vera, found=found, coming=True, people=2, at=OPEN)
    mine = guest(found)
    mine.change(firm_name=people.vera.organisation_name)
    with pytest.raises(Refused, match="under this name"):
        actions.take_seat_by_link(response=mine, coming=False, people=0, at=OPEN)
    assert ConsultationSeat.objects.get().people == 2


def test_the_agenda_follows_a_moved_session(people: Any) -> None:
    found = published(people)
    later = SESSION + timedelta(days=1)
    change(people, found, session_at=later, session_where="Raadzaal")
    book = Calendar.from_ical(Client().get(f"/openbaar/consultaties/{found.public_id}/agenda/").content)
    session = book.walk("VEVENT")[1]
    assert session["dtstart"].dt == later
    assert str(session["location"]) == "Raadzaal"
    assert int(session["sequence"]) == found.version


def told(people: Any, found: Any, **other: Any) -> None:
    said = {
        one.public_id: actions.QuestionReport(heard="Schapen kunnen veel.", followed="yes", why="")
        for one in queries.questions_of(found)
    }
    whole = {"conclusion": "Wij delen het park op.", "next_step": "", **other}
    actions.save_report(actor=people.bob, found=found, said=said, whole=actions.Conclusion(**whole), at=AFTER)


def test_minutes_and_answers_to_all_keep_what_was_told_in_confidence(people: Any) -> None:
    found = published(people)
    answered(people, found)
    actions.ask_about(found=found, text="Hoe groot?", actor=people.vera, at=OPEN)
    inquiry = queries.inquiries_of(found, answered=False)[0]
    with pytest.raises(Refused, match="in confidence"):
        actions.note_session(
            actor=people.bob, found=found, present={}, others=[], minutes=f"Iemand zei: {SECRET}", at=AFTER
        )
    with pytest.raises(Refused, match="in confidence"):
        actions.answer_inquiry(actor=people.bob, found=found, inquiry=inquiry, answer=SECRET, at=AFTER)
    with pytest.raises(Refused, match="in confidence"):
        told(people, found, next_step=SECRET)


def test_before_closing_no_refusal_tells_what_is_in_an_answer(people: Any) -> None:
    found = published(people)
    answered(people, found)
    actions.ask_about(found=found, text="Hoe groot?", actor=people.vera, at=OPEN)
    inquiry = queries.inquiries_of(found, answered=False)[0]
    actions.answer_inquiry(actor=people.bob, found=found, inquiry=inquiry, answer=SECRET, at=OPEN)
    told(people, found)
    with pytest.raises(Refused, match="in confidence"):
        actions.report_consultation(actor=people.bob, found=found, at=AFTER)


def test_after_the_report_minutes_stay_as_they_are(people: Any) -> None:
    found = published(people)
    answered(people, found)
    told(people, found)
    actions.report_consultation(actor=people.bob, found=found, at=AFTER)
    with pytest.raises(Refused, match="Nothing changes"):
        actions.note_session(actor=people.bob, found=found, present={}, others=[], minutes="Nieuw", at=AFTER)


def test_no_way_out_carries_what_was_told_in_confidence(people: Any, browse: Callable[[str], Client]) -> None:
    found = published(people)
    answered(people, found)
    mine = guest(found)
    said = {
        one.public_id: actions.Said(text="Met machines.", confidential=SECRET, why="Prijs")
        for one in queries.questions_of(found)
    }
    actions.save_answers(response=mine, said=said, send=True, at=OPEN)
    told(people, found, market="limited")
    actions.report_consultation(actor=people.bob, found=found, at=AFTER)
    document = consultation_report(found)
    home = f"/openbaar/consultaties/{found.public_id}/"
    everybody = Client()
    ways = [
        *(everybody.get(f"{home}{way}").content.decode() for way in ("", "agenda/")),
        everybody.get("/openbaar/consultaties/").content.decode(),
        everybody.get("/openbaar/consultaties/feed/").content.decode(),
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(write_pdf(document))).pages),
        "\n".join(one.text for one in Word(io.BytesIO(write_word(document))).paragraphs),
        *(one.text + one.html for one in Letter.objects.all()),
        *(one.body for one in Event.objects.all()),
        str(list(objects_of(people.bob.organisation_id))),
        browse("dirk").get(f"/veenmeer/markt/consultaties/{found.public_id}/").content.decode(),
        browse("sam").get("/groenwerk/markt/consultaties/").content.decode(),
    ]
    for way in ways:
        assert "achtendertig" not in way
        assert "vijftig cent" not in way
    assert "Er is een kleine markt" in ways[0]
    own = browse("vera").get(f"/groenwerk/markt/consultaties/{found.public_id}/").content.decode()
    assert "achtendertig" in own


def test_who_answered_reaches_the_report_and_the_own_answers(
    people: Any, browse: Callable[[str], Client]
) -> None:
    found = published(people)
    answered(people, found)
    mine = guest(found)
    said = {one.public_id: actions.Said(text="Met machines.") for one in queries.questions_of(found)}
    actions.save_answers(response=mine, said=said, send=True, at=OPEN)
    link = f"/openbaar/consultaties/antwoorden/{actions.token_of(mine)}/"
    found.change(opens_on=date(2026, 1, 1), closes_on=date(2026, 1, 2))
    closed = Client().get(link).content.decode()
    assert "Met machines." in closed
    assert "De markt kan niet meer antwoorden." in closed
    assert Client().post(link, {"do": "send"}).status_code == 422
    told(people, found)
    actions.report_consultation(actor=people.bob, found=found, at=AFTER)
    shown = Client().get(link).content.decode()
    assert "Wij delen het park op." in shown
    assert "Met machines." in shown
    assert "Met schapen." not in shown
    firm = browse("vera").get(f"/groenwerk/markt/consultaties/{found.public_id}/").content.decode()
    assert "Wij delen het park op." in firm
    assert "Met schapen." in firm
    letters = Letter.objects.filter(key__startswith="consultations.reported")
    assert sorted(one.person_id is None for one in letters) == [False, True]


def test_nobody_answered_can_be_reported_too(people: Any) -> None:
    found = published(people)
    whole = actions.Conclusion(conclusion="Niemand reageerde.", next_step="", market="none")
    actions.save_report(actor=people.bob, found=found, said={}, whole=whole, at=AFTER)
    actions.report_consultation(actor=people.bob, found=found, at=AFTER)
    page = Client().get(f"/openbaar/consultaties/{found.public_id}/").content.decode()
    assert "Er is geen geschikte markt" in page
    assert "Niemand beantwoordde deze vraag." in page


def test_pages_change_in_the_open_and_take_places(people: Any, browse: Callable[[str], Client]) -> None:
    today, soon = timezone.localdate(), timezone.now() + timedelta(days=4)
    found = published(
        people, opens_on=today, closes_on=today + timedelta(days=9), session_at=soon, session_seats=5
    )
    bob, vera = browse("bob"), browse("vera")
    way = f"/veenmeer/markt/consultaties/{found.public_id}/wijzigen/"
    form = {
        "title": "Groen zonder gif",
        "introduction": "Wij willen weten wat kan.",
        "buys": "Ook bermen.",
        "cpv": "77310000",
        "questions": "Wat kan er zonder gif?\nEn met machines?",
        "opens_on": f"{today:%d-%m-%Y}",
        "closes_on": f"{today + timedelta(days=9):%d-%m-%Y}",
        "version": str(found.version),
    }
    assert bob.post(way, form).status_code == 422
    done = bob.post(way, {**form, "why": "Er kwamen vragen."}, follow=True).content.decode()
    assert "Er kwamen vragen." in done
    assert bob.post(way, {**form, "buys": "Oud", "why": "Te laat."}).status_code == 409
    firm = f"/groenwerk/markt/consultaties/{found.public_id}/"
    assert "Er kwamen vragen." in vera.get(firm).content.decode()
    assert vera.post(f"{firm}aanwezig/", {"people": "99"}).status_code == 422
    vera.post(f"{firm}volgen/", {"follow": "yes"})
    assert ConsultationFollower.objects.count() == 1
