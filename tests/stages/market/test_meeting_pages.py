"""The pages of meetings: what each reader sees, by log-in, by link, and without either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from meerwaarde.platform.layout import slots
from meerwaarde.platform.notify.models import Letter
from meerwaarde.stages.market.actions import meetings as actions
from meerwaarde.stages.market.models import Meeting, MeetingPlace
from meerwaarde.stages.market.queries import meetings as queries

pytestmark = pytest.mark.django_db

LIST = "/openbaar/bijeenkomsten/"


@pytest.fixture
def people(market_cast: Any) -> Any:
    return market_cast


@pytest.fixture
def now() -> datetime:
    return timezone.now().replace(microsecond=0)


@pytest.fixture
def announce(people: Any, now: datetime) -> Callable[..., Meeting]:
    """`announce(title=…)` makes a meeting in thirty days and tells everybody."""

    def made(**changed: Any) -> Meeting:
        begins = now + timedelta(days=30)
        said: dict[str, Any] = {
            "title": "Groen dichtbij",
            "description": "Wie groen onderhoudt en wie het vraagt.",
            "themes": ("circular",),
            "starts_at": begins,
            "ends_at": begins + timedelta(hours=3),
            "where": "Stadhuis",
            "link": "https://video.example/geheim",
            "capacity": 40,
            "pitches_wanted": True,
            "talks_from": begins,
            "talks_until": begins + timedelta(hours=1),
            **changed,
        }
        found = actions.make_meeting(actor=people.pia, values=actions.MeetingValues(**said), at=now)
        actions.publish_meeting(actor=people.pia, found=found, at=now)
        return found

    return made


@pytest.fixture
def typed(now: datetime) -> dict[str, str]:
    day = timezone.localdate(now) + timedelta(days=30)
    return {
        "title": "Groen dichtbij",
        "description": "Wie groen vraagt en wie het onderhoudt.",
        "day": f"{day:%d-%m-%Y}",
        "begins": "13:30",
        "ends": "17",
        "where": "Stadhuis",
        "capacity": "40",
    }


def put_in_the_past(found: Meeting, days: int) -> None:
    """As if it was days ago: time passes, no action does that."""
    back = timedelta(days=days) + (found.ends_at - timezone.now())
    Meeting.objects.filter(pk=found.pk).update(
        starts_at=found.starts_at - back, ends_at=found.ends_at - back, talks_from=None, talks_until=None
    )
    found.refresh_from_db()


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_meeting_is_written_announced_and_read_by_everybody(
    people: Any, browse: Any, typed: dict[str, str]
) -> None:
    pia = browse("pia")
    made = pia.post("/veenmeer/markt/bijeenkomsten/nieuw/", typed)
    assert made.status_code == 302
    found = Meeting.objects.get()
    local = timezone.localtime(found.ends_at)
    assert (local.hour, local.minute) == (17, 0)
    assert Client().get(f"{LIST}{found.public_id}/").status_code == 404
    pia.post(f"/veenmeer/markt/bijeenkomsten/{found.public_id}/stap/publish/")
    assert "Groen dichtbij" in text_of(Client(), LIST)
    assert "Groen dichtbij" in text_of(Client(), f"{LIST}{found.public_id}/")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"day": "1-1-2020"}, "ligt in het verleden"),
        ({"ends": "13:00"}, "Het einde ligt voor het begin"),
        ({"where": ""}, "Vul een plaats in"),
        ({"register_until": "1-1-2099"}, "Kies een eerdere dag"),
        ({"talks_begin": "14:00"}, "Vul beide tijden in"),
        ({"talks_begin": "12:00", "talks_end": "14:00"}, "binnen de bijeenkomst"),
        ({"capacity": "0"}, ""),
        ({"begins": "half drie"}, "14:30"),
    ],
)
def test_a_mistake_is_told_and_nothing_is_lost(
    people: Any, browse: Any, typed: dict[str, str], changed: dict[str, str], said: str
) -> None:
    answer = browse("pia").post("/veenmeer/markt/bijeenkomsten/nieuw/", {**typed, **changed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "Wie groen vraagt en wie het onderhoudt." in page
    assert Meeting.objects.count() == 0


def test_the_last_day_to_register_counts_whole(people: Any, browse: Any, typed: dict[str, str]) -> None:
    last = timezone.localdate() + timedelta(days=5)
    browse("pia").post(
        "/veenmeer/markt/bijeenkomsten/nieuw/", {**typed, "register_until": f"{last:%d-%m-%Y}"}
    )
    found = Meeting.objects.get()
    assert timezone.localtime(found.register_until).date() == last + timedelta(days=1)
    form = browse("pia").get(f"/veenmeer/markt/bijeenkomsten/{found.public_id}/wijzigen/").content.decode()
    assert f"{last:%d-%m-%Y}" in form


def test_two_who_change_at_once_are_told(
    people: Any, browse: Any, typed: dict[str, str], announce: Any
) -> None:
    found = announce()
    address = f"/veenmeer/markt/bijeenkomsten/{found.public_id}/wijzigen/"
    first = browse("pia").post(address, {**typed, "title": "Van mij", "version": found.version})
    assert first.status_code == 302
    second = browse("pia").post(address, {**typed, "title": "Van jou", "version": found.version})
    assert second.status_code == 409
    assert "Van jou" in second.content.decode()
    assert "Van mij" in second.content.decode()
    found.refresh_from_db()
    assert found.title == "Van mij"


def test_the_link_to_take_part_is_for_who_has_a_place(people: Any, browse: Any, announce: Any) -> None:
    found = announce(capacity=1)
    address = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/"
    for page in (text_of(Client(), f"{LIST}{found.public_id}/"), text_of(browse("vera"), address)):
        assert "video.example" not in page
    assert b"video.example" not in Client().get(f"{LIST}{found.public_id}/agenda/").content
    assert b"video.example" not in Client().get(f"{LIST}feed/").content
    browse("vera").post(f"{address}plaats/", {"do": "join", "seeks": "Schoffels"})
    assert "video.example" in text_of(browse("vera"), address)
    browse("sam").post(f"{address}plaats/", {"do": "join"})
    assert MeetingPlace.objects.get(membership__person__name="Sam").state == "waiting"
    assert "video.example" not in text_of(browse("sam"), address)
    assert "nummer 1 op de wachtlijst" in text_of(browse("sam"), f"{address}plaats/")


def test_names_of_who_comes_are_for_who_comes(people: Any, browse: Any, announce: Any, now: datetime) -> None:
    found = announce()
    actions.take_place(actor=people.cees, found=found, seeks="Een groene tuin", at=now)
    for page in (
        text_of(Client(), f"{LIST}{found.public_id}/"),
        text_of(browse("vera"), f"/groenwerk/markt/bijeenkomsten/{found.public_id}/"),
        text_of(browse("vera"), f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"),
    ):
        assert "Een groene tuin" not in page
    actions.take_place(actor=people.vera, found=found, at=now)
    page = text_of(browse("vera"), f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/")
    assert "Een groene tuin" in page
    assert "cees@" not in page


def test_two_people_meet_by_their_own_pages(people: Any, browse: Any, announce: Any, now: datetime) -> None:
    found = announce()
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    cees = actions.take_place(actor=people.cees, found=found, at=now)
    hers = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"
    his = f"/buurtkracht/markt/bijeenkomsten/{found.public_id}/plaats/"
    browse("vera").post(hers, {"do": "ask", "place": cees.public_id, "message": "Samen <b>planten</b>?"})
    page = text_of(browse("cees"), his)
    assert "Samen &lt;b&gt;planten" in page
    assert "vera@" not in page
    assert "cees@" not in text_of(browse("vera"), hers)
    asked = queries.acquaintance_between(vera, cees)
    assert asked is not None
    (wait,) = [one for one in slots.waits.collect(people.cees) if "kennismaken" in one.label]
    assert wait.url == his
    browse("cees").post(his, {"do": "agree", "acquaintance": asked.public_id})
    assert "vera@groenwerk.example" in text_of(browse("cees"), his)
    assert "cees@buurtkracht.example" in text_of(browse("vera"), hers)
    assert not [one for one in slots.waits.collect(people.cees) if "kennismaken" in one.label]
    people_page = text_of(browse("pia"), f"/veenmeer/markt/bijeenkomsten/{found.public_id}/mensen/")
    assert "Vera, Groenwerk" in people_page
    assert "vera@" not in people_page


def test_a_no_looks_like_no_answer_to_the_other(
    people: Any, browse: Any, announce: Any, now: datetime
) -> None:
    found = announce()
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    cees = actions.take_place(actor=people.cees, found=found, at=now)
    hers = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"
    his = f"/buurtkracht/markt/bijeenkomsten/{found.public_id}/plaats/"
    browse("vera").post(hers, {"do": "ask", "place": cees.public_id})
    waiting = text_of(browse("vera"), hers)
    asked = queries.acquaintance_between(vera, cees)
    assert asked is not None
    browse("cees").post(his, {"do": "decline", "acquaintance": asked.public_id})
    again = text_of(browse("vera"), hers)
    assert "Gevraagd, nog geen antwoord" in again
    assert [line for line in again.splitlines() if "Cees" in line] == [
        line for line in waiting.splitlines() if "Cees" in line
    ]
    assert "Toch kennismaken" in text_of(browse("cees"), his)
    pia = text_of(browse("pia"), f"/veenmeer/markt/bijeenkomsten/{found.public_id}/mensen/")
    assert "Cees, Buurtkracht<br>" not in pia


def test_somebody_without_an_account_comes_by_a_link(
    people: Any, client: Client, announce: Any, now: datetime
) -> None:
    found = announce()
    address = f"{LIST}{found.public_id}/aanmelden/"
    form = {"firm_name": "Terp BV", "person_name": "Jo", "email": "Jo@terp.example", "seeks": "Werk"}
    assert client.post(address, form).status_code == 422
    for _twice in range(2):
        assert client.post(address, {**form, "agrees": "on"}).status_code == 302
    mine = MeetingPlace.objects.get()
    assert (mine.state, mine.email, mine.letters) == ("unconfirmed", "jo@terp.example", 2)
    link = f"{LIST}plaats/{actions.token_of(mine)}/"
    assert link in Letter.objects.first().text.replace("\n", "")
    client.get(link)
    mine.refresh_from_db()
    assert mine.state == "unconfirmed"  # a program that looks at links confirms nothing
    assert client.post(link, {"do": "confirm"}).status_code == 302
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    client.post(link, {"do": "ask", "place": vera.public_id, "message": "Dag"})
    assert "Gevraagd, nog geen antwoord" in text_of(client, link)
    client.post(link, {"do": "leave"})
    mine.refresh_from_db()
    assert mine.state == "cancelled"
    client.post(link, {"do": "again"})
    mine.refresh_from_db()
    assert mine.state == "certain"
    assert client.get(f"{LIST}plaats/{actions.calendar_token_of(mine)}/").status_code == 404
    assert client.get(f"{LIST}plaats/{actions.token_of(vera)}/").status_code == 404


def test_after_closing_called_off_or_begun_nobody_registers_and_reads_why(
    people: Any, browse: Any, client: Client, announce: Any, now: datetime
) -> None:
    form = {"firm_name": "x", "person_name": "y", "email": "y@x.example", "agrees": "on"}
    off, past = announce(title="Af"), announce(title="Voorbij")
    actions.cancel_meeting(actor=people.pia, found=off, why="De zaal is nat.", at=now)
    put_in_the_past(past, 1)
    for found, said in ((off, "gaat niet door"), (past, "begonnen of geweest")):
        answer = client.post(f"{LIST}{found.public_id}/aanmelden/", form)
        assert answer.status_code == 422
        assert said in answer.content.decode()
        own = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"
        assert said in browse("vera").post(own, {"do": "join"}, follow=True).content.decode()
    assert MeetingPlace.objects.count() == 0
    assert "De zaal is nat." in text_of(client, f"{LIST}{off.public_id}/")


def test_a_pitch_goes_from_offer_to_programme(people: Any, browse: Any, announce: Any, now: datetime) -> None:
    found = announce()
    part = actions.add_part(
        actor=people.pia,
        found=found,
        values=actions.PartValues(starts_at=found.starts_at, title="Pitches"),
        at=now,
    )
    here = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/"
    answer = browse("vera").post(
        f"{here}pitch/", {"title": "Heggen", "text": "Wij knippen.", "theme": "circular"}
    )
    assert answer.status_code == 302
    assert "aangeboden" in text_of(browse("vera"), here)
    assert "Heggen" not in text_of(Client(), f"{LIST}{found.public_id}/")
    assert any("Heggen" in one.label for one in slots.waits.collect(people.pia))
    pitch = queries.own_pitch(people.vera, found)
    assert pitch is not None
    browse("pia").post(
        f"/veenmeer/markt/bijeenkomsten/{found.public_id}/pitches/{pitch.public_id}/",
        {"do": "choose", "part": part.public_id},
    )
    assert "Heggen" in text_of(Client(), f"{LIST}{found.public_id}/")
    again = browse("vera").post(f"{here}pitch/", {"title": "Nog een", "text": "x"})
    assert "bood al een pitch aan" in again.content.decode()
    browse("vera").post(f"{here}pitch/", {"do": "withdraw"})
    assert "Heggen" not in text_of(Client(), f"{LIST}{found.public_id}/")


def test_three_months_later_both_tell_and_the_organiser_reads_figures(
    people: Any, browse: Any, announce: Any, now: datetime
) -> None:
    found = announce()
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    cees = actions.take_place(actor=people.cees, found=found, at=now)
    actions.ask_to_meet(place=vera, other=cees, message="", actor=people.vera, at=now)
    actions.ask_to_meet(place=cees, other=vera, message="", actor=people.cees, at=now)
    put_in_the_past(found, 100)
    actions.ask_what_came(at=now)
    hers = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"
    assert any("kennismaking met" in one.label for one in slots.waits.collect(people.vera))
    (question,) = queries.follow_ups_of(vera)
    told = {"do": "tell", "question": question.public_id, "came": "order", "text": "Zes heggen."}
    browse("vera").post(hers, told)
    assert not any("kennismaking met" in one.label for one in slots.waits.collect(people.vera))
    organiser = f"/veenmeer/markt/bijeenkomsten/{found.public_id}/mensen/"
    page = text_of(browse("pia"), organiser)
    assert "Zes heggen." in page
    assert "1 van de 2 antwoorden" in page
    browse("pia").post(organiser, {"do": "attend", "present": [vera.public_id, cees.public_id]})
    assert any("afronden" in page.lower() for page in [text_of(browse("pia"), organiser)])
    browse("pia").post(f"/veenmeer/markt/bijeenkomsten/{found.public_id}/stap/close/")
    found.refresh_from_db()
    assert found.state == "closed"


def test_a_long_note_with_many_lines_is_kept_whole(
    people: Any, browse: Any, announce: Any, now: datetime
) -> None:
    found = announce()
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    cees = actions.take_place(actor=people.cees, found=found, at=now)
    for one, other, actor in ((vera, cees, people.vera), (cees, vera, people.cees)):
        actions.ask_to_meet(place=one, other=other, message="", actor=actor, at=now)
    put_in_the_past(found, 1)
    both = queries.acquaintance_between(vera, cees)
    assert both is not None
    typed = "\r\n".join(["ja"] * 330)  # 989 characters where somebody types, 1,318 on the way
    note = {"do": "note", "acquaintance": both.public_id, "talked": "yes", "next_step": typed}
    hers = f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"
    assert browse("vera").post(hers, note).status_code == 302
    both.refresh_from_db()
    assert (both.talked, both.next_step.count("ja")) == (True, 330)


def test_the_agenda_of_who_comes_holds_the_link_and_the_talks(
    people: Any, announce: Any, now: datetime
) -> None:
    found = announce()
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    cees = actions.take_place(actor=people.cees, found=found, at=now)
    for one, other, actor in ((vera, cees, people.vera), (cees, vera, people.cees)):
        actions.ask_to_meet(place=one, other=other, message="", actor=actor, at=now)
    answer = Client().get(f"{LIST}mijn-agenda/{actions.calendar_token_of(vera)}/agenda/")
    assert answer["Content-Type"].startswith("text/calendar")
    whole, talk = Calendar.from_ical(answer.content).walk("VEVENT")
    assert "video.example" in whole["description"]
    assert whole["dtstart"].dt == found.starts_at
    assert talk["dtend"].dt - talk["dtstart"].dt == timedelta(minutes=15)
    assert "Buurtkracht" in talk["summary"]
    assert Client().get(f"{LIST}mijn-agenda/{actions.token_of(vera)}/agenda/").status_code == 404


def test_a_meeting_of_another_organisation_is_not_ours_to_change(
    people: Any, browse: Any, announce: Any
) -> None:
    found = announce()
    assert browse("eve").get(f"/duinrade/markt/bijeenkomsten/{found.public_id}/").status_code == 200
    for part in ("wijzigen", "mensen", "programma"):
        answer = browse("eve").get(f"/duinrade/markt/bijeenkomsten/{found.public_id}/{part}/")
        assert answer.status_code in (403, 404)


@pytest.mark.parametrize("where", ["list", "public", "own", "people"])
def test_more_meetings_and_people_ask_no_more_of_the_database(
    people: Any, browse: Any, announce: Any, now: datetime, where: str
) -> None:
    found = announce()
    vera = actions.take_place(actor=people.vera, found=found, at=now)
    client, address = {
        "list": (browse("vera"), "/groenwerk/markt/bijeenkomsten/"),
        "public": (Client(), LIST),
        "own": (browse("vera"), f"/groenwerk/markt/bijeenkomsten/{found.public_id}/plaats/"),
        "people": (browse("pia"), f"/veenmeer/markt/bijeenkomsten/{found.public_id}/mensen/"),
    }[where]

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            text_of(client, address)
        return len(asked)

    others = [actions.take_place(actor=people.cees, found=found, at=now)]
    for one in others:
        actions.ask_to_meet(place=vera, other=one, message="", actor=people.vera, at=now)
        actions.ask_to_meet(place=one, other=vera, message="", actor=people.cees, at=now)
    questions()
    before = questions()
    announce(title="Nog een")
    for actor in (people.bob, people.sam, people.leo):
        other = actions.take_place(actor=actor, found=found, at=now)
        actions.ask_to_meet(place=vera, other=other, message="", actor=people.vera, at=now)
        actions.ask_to_meet(place=other, other=vera, message="", actor=actor, at=now)
    assert questions() == before
