"""The outbox against a real mail server: taken, refused, put off, broken off, and away."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def queue(key: str = "test:1", to: Any = "lezer@firma.example", **values: Any) -> Any:
    from meerwaarde.platform.notify.actions import queue_letter
    from meerwaarde.platform.notify.purposes import purpose
    from meerwaarde.rules.text import Text

    kind = purpose(
        "test.letter",
        name=Text(nl="Proefbrief", en="Trial letter"),
        why=Text(nl="U krijgt deze brief als proef.", en="You get this letter as a trial."),
    )
    given = {"subject": "Een brief", "body": "Goed nieuws.", "purpose": kind, "at": NOW, **values}
    with transaction.atomic():
        return queue_letter(key=key, to=to, **given)


def send(after: timedelta = timedelta()) -> Any:
    from meerwaarde.platform.notify.sending import send_waiting

    return send_waiting(now=lambda: NOW + after)


def state_of(letter: Any) -> tuple[str, str]:
    letter.refresh_from_db()
    return letter.state, letter.problem


def test_a_letter_goes_once_with_text_html_and_headers(mail_server: Any, settings: Any) -> None:
    settings.PUBLIC_URL = "https://impact.example"
    queue(unsubscribe="/berichten/stoppen/abc/", language="en")
    assert send().sent == 1
    assert send(timedelta(days=9)).sent == 0
    (message,) = mail_server.to("lezer@firma.example")
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Unsubscribe"] == "<https://impact.example/berichten/stoppen/abc/>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Content-Language"] == "en"
    text = message.get_body("plain").get_content()
    assert "Goed nieuws." in text
    assert "You get this letter as a trial." in text
    assert "https://impact.example/berichten/stoppen/abc/" in text
    html = message.get_body("html").get_content()
    assert '<html lang="en">' in html
    assert "<table" not in html
    assert "style=" not in html
    assert len(html.encode()) < 8192


def test_without_https_no_one_click_is_promised(mail_server: Any, settings: Any) -> None:
    settings.PUBLIC_URL = "http://intern"
    queue(unsubscribe="/berichten/stoppen/abc/")
    send()
    (message,) = mail_server.to("lezer@firma.example")
    assert message["List-Unsubscribe"] == "<http://intern/berichten/stoppen/abc/>"
    assert message["List-Unsubscribe-Post"] is None


def test_the_same_key_gives_one_letter(mail_server: Any) -> None:
    first = queue(subject="Eerste")
    second = queue(subject="Tweede")
    assert first.pk == second.pk
    assert send().sent == 1
    assert mail_server.to("lezer@firma.example")[0]["Subject"] == "Eerste"


def test_a_letter_is_undone_with_what_it_is_about(mail_server: Any) -> None:
    class Undone(Exception):
        pass

    def queue_and_fail() -> None:
        with transaction.atomic():
            queue()
            raise Undone

    with pytest.raises(Undone):
        queue_and_fail()
    assert send().sent == 0


def test_no_line_break_reaches_a_header(mail_server: Any) -> None:
    queue(subject="Nieuws\r\nBcc: spion@elders.example\x85X-Evil: 1\x00")
    assert send().sent == 1
    (message,) = mail_server.to("lezer@firma.example")
    assert message["Subject"] == "Nieuws Bcc: spion@elders.example X-Evil: 1"
    assert message["Bcc"] is None
    assert len(mail_server.letters) == 1


@pytest.mark.parametrize(
    "address", ["a@b.example\nBcc: c@d.example", "geen adres", "", "a@b.example,c@d.example"]
)
def test_an_address_that_is_none_is_refused_at_once(address: str) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        queue(to=address)


def test_markup_in_a_letter_stays_text_and_a_hostile_address_is_no_link(mail_server: Any) -> None:
    from meerwaarde.platform.notify.composing import Body, Entry, LetterLink, Part

    hostile = '<img src=x onerror="alert(1)">'
    body = Body(
        greeting=hostile,
        paragraphs=(hostile,),
        parts=(
            Part(
                heading=hostile, entries=(Entry(title=hostile, url="javascript:alert(1)", lines=(hostile,)),)
            ),
        ),
        button=LetterLink("Kijk", "data:text/html,<script>"),
    )
    queue(subject=hostile, body=body)
    send()
    (message,) = mail_server.to("lezer@firma.example")
    html = message.get_body("html").get_content()
    assert "<img" not in html
    assert html.count("&lt;img") == 7
    assert "javascript:" not in html
    assert "data:text" not in html
    assert hostile in message.get_body("plain").get_content()


def test_to_somebody_with_an_account_it_goes_to_the_address_of_now(cast: Any, mail_server: Any) -> None:
    from meerwaarde.platform.organisations.models import Person

    bob = Person.objects.get(public_id=cast.bob.person)
    letter = queue(to=bob)
    assert letter.address == ""
    Person.objects.filter(pk=bob.pk).update(email="bob@nieuw.example")
    send()
    assert [receiver for receiver, _letter in mail_server.letters] == ["bob@nieuw.example"]


def test_who_was_closed_meanwhile_gets_nothing(cast: Any, mail_server: Any) -> None:
    from meerwaarde.platform.organisations.models import Person

    letter = queue(to=Person.objects.get(public_id=cast.bob.person))
    Person.objects.update(is_active=False)
    assert send().given_up == 1
    assert state_of(letter) == ("given_up", "nobody")
    assert mail_server.letters == []


@pytest.mark.parametrize(
    ("verb", "answer", "problem"),
    [("RCPT TO", "550 nobody here", "550"), (".", "554 looks like spam", "554"), ("DATA", "552 full", "552")],
)
def test_what_is_refused_for_ever_is_given_up_at_once(
    mail_server: Any, verb: str, answer: str, problem: str
) -> None:
    first, second = queue("test:1"), queue("test:2", "ander@firma.example")
    mail_server.answers, mail_server.times = {verb: answer}, 1
    assert send().given_up == 1
    assert state_of(first) == ("given_up", problem)
    assert state_of(second) == ("sent", "")  # the next one is not to blame


@pytest.mark.parametrize(
    ("verb", "answer", "problem"),
    [
        ("RCPT TO", "451 greylisted", "451"),
        (".", "452 later", "452"),
        ("RCPT TO", "421 closing", "421"),
        ("DATA", "drop", "broken off"),
        ("MAIL FROM", "drop", "broken off"),
    ],
)
def test_what_fails_for_now_is_tried_again_later(
    mail_server: Any, verb: str, answer: str, problem: str
) -> None:
    letter = queue()
    mail_server.answers, mail_server.times = {verb: answer}, 1
    assert send().later == 1
    assert state_of(letter) == ("queued", problem)
    assert send(timedelta(seconds=59)).sent == 0
    assert send(timedelta(seconds=61)).sent == 1
    assert len(mail_server.letters) == 1


def test_after_the_last_wait_a_letter_is_given_up_and_told(mail_server: Any) -> None:
    from meerwaarde.platform.journal.models import Event
    from meerwaarde.platform.notify.sending import BACK_OFF

    letter = queue()
    mail_server.answers = {"RCPT TO": "451 later"}
    passed = timedelta()
    assert send(passed).later == 1
    for wait in BACK_OFF[:-1]:
        passed += wait
        assert send(passed).later == 1
    assert send(passed + BACK_OFF[-1]).given_up == 1
    assert state_of(letter) == ("given_up", "451")
    fact = Event.objects.get(action="letter.give_up")
    assert "firma.example" not in fact.body


def test_taken_but_not_heard_gives_a_second_copy_with_the_same_message_id(mail_server: Any) -> None:
    queue()
    mail_server.answers, mail_server.times = {".": "drop"}, 1
    assert send().later == 1
    assert send(timedelta(minutes=2)).sent == 1
    first, second = mail_server.to("lezer@firma.example")
    assert first["Message-ID"] == second["Message-ID"]


def test_when_the_server_is_away_no_letter_loses_an_attempt(mail_server: Any, settings: Any) -> None:
    letters = [queue(f"test:{number}") for number in range(3)]
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    for minute in (0, 3, 6):
        assert send(timedelta(minutes=minute)).sent == 0
    for letter in letters:
        assert state_of(letter) == ("queued", "away")
        assert letter.attempts == 0
    settings.EMAIL_PORT = port
    assert send(timedelta(minutes=9)).sent == 3
    assert mail_server.connections == 1


def test_a_server_that_refuses_our_own_address_stops_the_round(mail_server: Any) -> None:
    letters = [queue(f"test:{number}") for number in range(3)]
    mail_server.answers = {"MAIL FROM": "550 not you"}
    assert send().given_up == 0
    assert sum(letter.attempts for letter in letters) == 0
    assert {state_of(letter)[0] for letter in letters} == {"queued"}
    mail_server.answers = {}
    assert send(timedelta(minutes=3)).sent == 3


def test_a_letter_that_is_too_large_does_not_hold_up_the_others(mail_server: Any) -> None:
    letter = queue()
    mail_server.answers = {"MAIL FROM": "552 message size exceeds the limit"}
    assert send().given_up == 1
    assert state_of(letter) == ("given_up", "552")
    mail_server.answers = {}
    queue("test:2")
    assert send().sent == 1


def test_what_waits_longer_than_five_days_is_given_up(mail_server: Any, settings: Any) -> None:
    letter = queue()
    settings.EMAIL_PORT = 1
    send(timedelta(days=4))
    assert state_of(letter)[0] == "queued"
    send(timedelta(days=6))
    assert state_of(letter) == ("given_up", "away")


def test_two_workers_never_hold_the_same_letter() -> None:
    from meerwaarde.platform.notify.models import Letter

    queue("test:1")
    queue("test:2")
    holding = timedelta(minutes=10)
    claimed = [Letter.claim(hold, at=NOW, holding=holding) for hold in ("a", "b", "c")]
    assert len({one.pk for one in claimed if one}) == 2
    assert claimed[2] is None
    late = Letter.claim("c", at=NOW + timedelta(minutes=11), holding=holding)
    assert late is not None
    first = next(one for one in claimed if one and one.pk == late.pk)
    assert not first.settle(state="sent")  # it was thought dead, and another worker has the letter now
    assert late.settle(state="sent")


def test_a_letter_at_which_workers_die_is_not_tried_for_ever(mail_server: Any) -> None:
    from meerwaarde.platform.notify.models import Letter

    letter = queue()
    Letter.objects.update(attempts=8)
    assert send().given_up == 1
    assert state_of(letter) == ("given_up", "kept dying")
    assert mail_server.letters == []


def test_after_the_retention_day_nothing_personal_stays(mail_server: Any) -> None:
    from meerwaarde.platform.notify.actions import blank_old

    letter = queue()
    waiting = queue("test:2", at=NOW + timedelta(days=400))
    send()
    assert blank_old(day=date(2026, 12, 22)) == 0
    assert blank_old(day=date(2026, 12, 23)) == 1
    letter.refresh_from_db()
    assert (letter.subject, letter.text, letter.html, letter.address, letter.person_id) == (
        "",
        "",
        "",
        "",
        None,
    )
    assert letter.state == "sent"
    assert queue().pk == letter.pk  # its key still says that it went
    waiting.refresh_from_db()
    assert waiting.text


def test_an_administrator_sees_a_letter_fail_and_sends_it_again(
    cast: Any, browse: Any, mail_server: Any
) -> None:
    from meerwaarde.platform.organisations.models import Organisation

    here = Organisation.objects.get(slug="veenmeer")
    letter = queue(organisation=here, to="jolanda@firma.example", subject="Uw aanmelding")
    elsewhere = queue("test:2", organisation=Organisation.objects.get(slug="duinrade"), subject="Van elders")
    mail_server.answers = {"RCPT TO": "550 nobody"}
    send()
    ada = browse("ada")
    assert "brief kon niet weg" in ada.get("/veenmeer/").content.decode()
    page = ada.get("/veenmeer/brieven/?state=given_up").content.decode()
    assert "Uw aanmelding" in page
    assert "jo…@firma.example" in page
    assert "jolanda@" not in page
    assert "Van elders" not in page
    assert ada.get(f"/veenmeer/brieven/{elsewhere.public_id}/").status_code == 404
    detail = f"/veenmeer/brieven/{letter.public_id}/"
    shown = ada.get(detail).content.decode()
    assert "Goed nieuws" not in shown
    assert "Opnieuw versturen" in shown
    mail_server.answers = {}
    ada.post(f"{detail}opnieuw/")
    from django.utils import timezone

    from meerwaarde.platform.notify.sending import send_waiting

    assert send_waiting(now=timezone.now).sent == 1
    assert state_of(letter) == ("sent", "")
    again = ada.post(f"{detail}opnieuw/", follow=True).content.decode()
    assert "wacht niet op u" in again


def test_the_worker_starts_a_round_only_when_something_waits(mail_server: Any) -> None:
    from meerwaarde.platform.work import planning
    from meerwaarde.platform.work.models import Job

    def rounds() -> int:
        return Job.objects.filter(name="notify.send").count()

    planning.tick(at=NOW)
    planning.tick(at=NOW + timedelta(minutes=1))
    assert rounds() == 0
    queue()
    planning.tick(at=NOW + timedelta(minutes=2))
    planning.tick(at=NOW + timedelta(minutes=2, seconds=3))
    assert rounds() == 1


def test_a_list_of_letters_asks_equally_often(cast: Any, browse: Any, django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from meerwaarde.platform.organisations.models import Organisation

    here, ada = Organisation.objects.get(slug="veenmeer"), browse("ada")
    ada.get("/veenmeer/brieven/")
    counts = []
    for many in (1, 30):
        for number in range(many):
            queue(f"test:{many}:{number}", organisation=here)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            ada.get("/veenmeer/brieven/")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_who_manages_a_firm_sees_its_failed_letters_and_a_person_hears_what_did_not_arrive(
    market_cast: Any, browse: Any
) -> None:
    from meerwaarde.platform.notify.models import Letter
    from meerwaarde.platform.organisations.models import Organisation, Person

    place = Organisation.objects.get(slug="groenwerk")
    sam = Person.objects.get(email__startswith="sam@")
    made = queue("trial:firm", to=sam, subject="Uw PSO-certificaat loopt af", organisation=place)
    made.change(state=Letter.State.GIVEN_UP, problem="away")
    vera = browse("vera")
    assert "1 brief kon niet weg" in vera.get("/groenwerk/").content.decode()
    page = vera.get("/groenwerk/brieven/").content.decode()
    assert "Dat ligt niet aan u" in page
    assert "EMAIL_URL" not in page
    assert vera.post(f"/groenwerk/brieven/{made.public_id}/opnieuw/").status_code == 302
    made.refresh_from_db()
    assert made.state == Letter.State.QUEUED
    made.change(state=Letter.State.GIVEN_UP, problem="550")
    home = browse("sam").get("/groenwerk/").content.decode()
    assert "Een brief aan u kwam niet aan" in home
    assert "Uw PSO-certificaat loopt af" in home
    assert browse("sam").get("/groenwerk/brieven/").status_code == 403
    assert "kwam niet aan" not in browse("bob").get("/veenmeer/").content.decode()
