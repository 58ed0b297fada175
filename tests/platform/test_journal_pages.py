"""The pages of the journal: sentences with the names of today, filters, paging, and a verdict."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.urls import reverse

from meerwaarde.platform.history.slots import history
from meerwaarde.platform.journal.actions import System, record, record_about
from meerwaarde.platform.journal.guard import lift_guard, set_guard
from meerwaarde.platform.journal.models import Event
from meerwaarde.platform.layout.slots import Subject
from meerwaarde.platform.organisations.models import Department, Person

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
JOURNAL = "/veenmeer/journaal/"


def facts(actor, number: int, action: str = "goal.record", kind: str = "goal", at: datetime = AT) -> None:
    with transaction.atomic():
        for place in range(number):
            record_about(actor, action, kind, f"g{place}", at=at + timedelta(minutes=place))


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    bare = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", bare)


def table_of(response) -> str:
    """The rows of the table; nothing where there is none."""
    return response.content.decode().partition("<tbody>")[2].partition("</tbody>")[0]


def test_the_journal_tells_what_happened_in_dutch(cast, browse) -> None:
    facts(cast.pia, 1)
    shown = text_of(browse("ada").get(JOURNAL))
    assert "Pia legde een doel vast" in shown
    assert "20 november 2026, 10:00" in shown
    assert "Beleidsadviseur" in shown
    assert "Doel" in shown


def test_the_journal_speaks_english_too(cast, browse) -> None:
    facts(cast.pia, 1)
    shown = text_of(browse("ada").get(JOURNAL, headers={"accept-language": "en"}))
    assert "Pia recorded a goal" in shown
    assert "Policy adviser" in shown


@pytest.mark.parametrize(("name", "led"), [("dirk", True), ("ada", False)])
def test_nobody_is_led_to_a_closed_door(cast, browse, name: str, led: bool) -> None:
    facts(cast.pia, 1)
    shown = browse(name).get(JOURNAL)
    assert ("/veenmeer/beleid/doelen/g0/" in shown.content.decode()) is led
    assert "Doel" in text_of(shown)


def test_who_was_erased_is_somebody_who_left(cast, browse) -> None:
    facts(cast.leo, 1, "department.add", "department")
    Person.objects.filter(public_id=cast.leo.person).delete()
    shown = text_of(browse("ada").get(JOURNAL))
    assert "Een vertrekker voegde een afdeling toe" in shown
    assert "Leo" not in shown


def test_the_system_is_called_by_its_name(cast, browse) -> None:
    with transaction.atomic():
        who = System(cast.ada.organisation, cast.ada.organisation_id)
        record_about(who, "job.end", "job", "een", at=AT)
    assert "Het systeem sloot een taak op de achtergrond af" in text_of(browse("ada").get(JOURNAL))


def test_another_authority_is_not_in_it(cast, browse) -> None:
    facts(cast.eve, 3, "notice.import", "notice")
    shown = text_of(browse("ada").get(JOURNAL))
    assert "aankondiging in" not in table_of(browse("ada").get(JOURNAL))
    assert "Hier is nog niets gebeurd" in shown


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("action=goal.record", 3),
        ("action=goal.archive", 2),
        ("kind=notice", 1),
        ("since=21-11-2026", 2),
        ("until=20-11-2026", 4),
        ("since=20-11-2026&until=20-11-2026&action=goal.record", 3),
        ("object=g1", 2),
        ("", 6),
    ],
)
def test_filters_narrow_the_list(cast, browse, query: str, expected: int) -> None:
    facts(cast.pia, 3)
    facts(cast.bob, 2, "goal.archive", at=AT + timedelta(days=1))
    facts(cast.bob, 1, "notice.import", "notice")
    response = browse("ada").get(f"{JOURNAL}?{query}")
    assert table_of(response).count("<tr>") == expected


def test_one_person_can_be_followed_an_erased_one_as_well(cast, browse) -> None:
    facts(cast.pia, 3)
    facts(cast.leo, 2)
    client = browse("ada")
    assert table_of(client.get(f"{JOURNAL}?person={cast.pia.person}")).count("<tr>") == 3
    Person.objects.filter(public_id=cast.leo.person).delete()
    assert table_of(client.get(f"{JOURNAL}?person={cast.leo.person}")).count("<tr>") == 2


def test_a_filter_that_cannot_be_read_says_so_and_does_not_break(cast, browse) -> None:
    facts(cast.pia, 1)
    client = browse("ada")
    for query in (
        "since=gisteren",
        "action=niets",
        "until=1-1-2020&since=1-1-2026",
        "person=%00",
        "before=x",
    ):
        assert client.get(f"{JOURNAL}?{query}").status_code == 200
    assert "datum" in text_of(client.get(f"{JOURNAL}?since=gisteren"))


def test_one_can_page_to_the_oldest_event_and_back(cast, browse) -> None:
    facts(cast.pia, 120)
    client = browse("ada")

    def numbers(response) -> list[int]:
        return [int(found) for found in re.findall(r'href="/veenmeer/journaal/(\d+)/"', table_of(response))]

    def follow(response, rel: str):
        found = re.search(rf'href="([^"]+)"\s+rel="{rel}"', response.content.decode())
        return client.get(found.group(1).replace("&amp;", "&")) if found else None

    first = client.get(JOURNAL)
    second = follow(first, "next")
    third = follow(second, "next")
    assert numbers(first) + numbers(second) + numbers(third) == list(range(120, 0, -1))
    assert follow(first, "prev") is None
    assert follow(third, "next") is None
    back = follow(third, "prev")
    assert numbers(back) == numbers(second)
    assert numbers(follow(back, "prev")) == numbers(first)


def test_a_longer_journal_asks_no_more_questions(cast, browse, django_assert_max_num_queries) -> None:
    client = browse("ada")
    facts(cast.pia, 2)
    client.get(JOURNAL)
    with django_assert_max_num_queries(10) as few:
        client.get(JOURNAL)
    for actor in (cast.pia, cast.bob, cast.ann, cast.carla):
        facts(actor, 20)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(JOURNAL)


def test_one_event_is_worked_out_again(cast, browse) -> None:
    department = Department.objects.filter(organisation_id=cast.ada.organisation_id).first()
    with transaction.atomic():
        for _ in range(3):
            event = record(cast.ada, "department.add", department, at=AT, fields=["name", "code"])
    client = browse("ada")
    shown = text_of(client.get(f"{JOURNAL}2/"))
    assert "Ada voegde een afdeling toe" in shown
    assert "Echt" in shown
    assert Event.objects.get(sequence=2).hash in shown
    assert Event.objects.get(sequence=1).hash in shown
    assert department.name not in shown
    assert f'href="{JOURNAL}1/"' in client.get(f"{JOURNAL}2/").content.decode()
    assert f'href="{JOURNAL}3/"' in client.get(f"{JOURNAL}2/").content.decode()
    assert event.sequence == 3
    assert client.get(f"{JOURNAL}4/").status_code == 404
    assert client.get(f"{JOURNAL}{10**30}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hash": "0" * 64}, "de inhoud past niet bij het controlegetal"),
        ({"previous": "0" * 64}, "verwijst niet naar de gebeurtenis ervoor"),
        ({"person": "iemandanders"}, "de lijst toont iets anders"),
        ({"body": "{"}, "de inhoud past niet bij het controlegetal"),
    ],
)
@pytest.mark.usefixtures("committed_db")
def test_a_rewritten_event_is_seen(cast, browse, change: dict[str, str], said: str) -> None:
    """Somebody with all rights on the database lifts the triggers, and changes a row."""
    facts(cast.pia, 3)
    with connection.schema_editor() as editor:
        lift_guard(None, editor)
    Event.objects.filter(sequence=2).update(**change)
    with connection.schema_editor() as editor:
        set_guard(None, editor)
    shown = text_of(browse("ada").get(f"{JOURNAL}2/"))
    assert "Beschadigd" in shown
    assert said in shown


def test_the_history_of_an_object_stands_beside_it(cast, rf) -> None:
    facts(cast.pia, 3)
    sections = history(cast.ada, Subject("goal", "g1"))
    assert [event.title for event in sections[0].content.events] == ["Pia legde een doel vast"]
    assert sections[0].content.all_url == f"{JOURNAL}?kind=goal&object=g1"
    assert history(cast.ada, Subject("goal", "nooit")) == []
    assert history(cast.bob, Subject("goal", "g1")) == []
    from django.template.loader import render_to_string

    drawn = render_to_string(sections[0].template, {"content": sections[0].content})
    assert "Pia legde een doel vast" in drawn


@pytest.mark.parametrize(
    ("name", "status"), [("ada", 200), ("dirk", 200), ("bob", 403), ("pia", 403), ("rik", 403), ("eve", 404)]
)
def test_who_may_read_it(cast, browse, name: str, status: int) -> None:
    facts(cast.pia, 1)
    client = browse(name)
    for address in (JOURNAL, f"{JOURNAL}1/"):
        assert client.get(address).status_code == status
    assert client.post(f"{JOURNAL}uitvoeren/", {"format": "csv"}).status_code == status


def test_routes_have_names() -> None:
    assert reverse("journal:list", args=["veenmeer"]) == JOURNAL
    assert reverse("journal:event", args=["veenmeer", 7]) == f"{JOURNAL}7/"
    assert reverse("journal:export", args=["veenmeer"]) == f"{JOURNAL}uitvoeren/"
