"""The pages of action plans: what one sees, that lists ask equally often, and that files open."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast: Any, at: datetime) -> Any:
    from meerwaarde.stages.policy import actions

    values = actions.PlanValues(title="Actieplan", since=date(2026, 1, 1), until=date(2027, 12, 31))
    return actions.start_plan(actor=cast.pia, at=at, plan=values)


def add_actions(cast: Any, at: datetime, plan: Any, number: int) -> None:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.policy import actions

    owner = Membership.objects.get(pk=cast.ann.membership_id)
    goal = actions.add_plan_goal(
        actor=cast.pia, at=at, plan=plan, values=actions.PlanGoalValues(wording="Werk voor wie dat zoekt.")
    )
    for place in range(number):
        first = date(2026, 2, 1) + timedelta(days=place)
        values = actions.ActionValues(
            title=f"Actie {place}",
            starts_on=first,
            ends_on=first + timedelta(days=60),
            owner=owner,
            plan_goal=goal,
            budget_cents=10_050,
        )
        actions.add_action(actor=cast.pia, at=at, plan=plan, action=values)


def asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


@pytest.mark.parametrize("page", ["", "stap/3/", "stap/6/", "stap/6/?per=owner&volgorde=-owner"])
def test_a_large_plan_asks_no_more_than_a_small_one(
    browse: Callable[[str], Client], cast: Any, at: datetime, plan: Any, page: str
) -> None:
    client, url = browse("pia"), f"/veenmeer/beleid/actieplan/{plan.public_id}/{page}"
    add_actions(cast, at, plan, 2)
    asked(client, url)
    few = asked(client, url)
    add_actions(cast, at, plan, 40)
    assert asked(client, url) <= few
    assert few <= 40


def test_an_authority_without_a_plan_gets_a_hand(browse: Callable[[str], Client]) -> None:
    assert "Actieplan beginnen" in browse("pia").get("/veenmeer/beleid/actieplan/").content.decode()
    page = browse("bob").get("/veenmeer/beleid/actieplan/").content.decode()
    assert "Nog geen actieplan" in page
    assert "Actieplan beginnen" not in page


def test_days_that_run_backwards_are_said_and_nothing_typed_is_lost(
    browse: Callable[[str], Client], plan: Any
) -> None:
    url = f"/veenmeer/beleid/actieplan/{plan.public_id}/actie/"
    typed = {"title": "Trainen", "starts_on": "1-5-2026", "ends_on": "1-4-2026"}
    answer = browse("pia").post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "eindigt voordat zij begint" in page
    assert 'value="Trainen"' in page
    outside = browse("pia").post(url, {**typed, "ends_on": "1-5-2030"})
    assert "Kies een dag daarbinnen" in outside.content.decode()


def test_the_smart_check_answers_while_one_types(browse: Callable[[str], Client], plan: Any) -> None:
    url = f"/veenmeer/beleid/actieplan/{plan.public_id}/smart/"
    page = browse("pia").post(url, {"wording": "Waar mogelijk sociaal inkopen in 2027", "target": "x"})
    text = page.content.decode()
    assert "waar mogelijk" in text
    assert "Er is geen streefgetal" in text


def test_what_was_struck_can_be_put_back_with_everything_in_it(
    browse: Callable[[str], Client], cast: Any, at: datetime, plan: Any
) -> None:
    from decimal import Decimal

    from meerwaarde.stages.policy import actions, queries

    values = actions.PlanGoalValues(
        wording="Een op de twintig.", baseline=Decimal("1.5"), target=Decimal(5), due_on=date(2027, 5, 1)
    )
    goal = actions.add_plan_goal(actor=cast.pia, at=at, plan=plan, values=values)
    client = browse("pia")
    client.post(f"/veenmeer/beleid/actieplan/doel/{goal.public_id}/schrappen/")
    assert not queries.plan_goals_of(plan)
    undo = f"/veenmeer/beleid/actieplan/{plan.public_id}/ongedaan/"
    client.post(undo, {"version": "99"})
    assert not queries.plan_goals_of(plan)
    client.post(undo, {"version": str(goal.version)})
    (again,) = queries.plan_goals_of(plan)
    assert (again.wording, again.baseline, again.target, again.due_on) == (
        values.wording,
        values.baseline,
        values.target,
        values.due_on,
    )


def test_two_people_in_one_text_lose_nothing(browse: Callable[[str], Client], plan: Any) -> None:
    url = f"/veenmeer/beleid/actieplan/{plan.public_id}/stap/1/tekst/"
    client = browse("pia")
    assert client.post(url, {"text": "Van mij", "version": "0"}).status_code == 302
    answer = client.post(url, {"text": "Ook van mij", "version": "0"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van mij" in page
    assert "Ook van mij" in page


def test_the_plan_goes_out_as_word_and_pdf(
    browse: Callable[[str], Client], cast: Any, at: datetime, plan: Any
) -> None:
    import docx
    from pypdf import PdfReader

    add_actions(cast, at, plan, 4)
    client, base = browse("pia"), f"/veenmeer/beleid/actieplan/{plan.public_id}/uitvoer"
    word = docx.Document(BytesIO(client.get(f"{base}.docx").content))
    headings = [one.text for one in word.paragraphs if one.style.name.startswith("Heading 1")]
    assert headings[1] == "Besluitpunten"
    assert [text[:2] for text in headings[2:]] == [f"{number}." for number in range(1, 8)]
    assert len(word.inline_shapes) == 1
    text = "".join(
        page.extract_text() for page in PdfReader(BytesIO(client.get(f"{base}.pdf").content)).pages
    )
    assert "Besluitpunten" in text
    assert "Actie 3" in text
    assert "402" in text  # four times 100.50


def test_the_calendar_file_holds_whole_days(
    browse: Callable[[str], Client], cast: Any, at: datetime, plan: Any
) -> None:
    from icalendar import Calendar

    add_actions(cast, at, plan, 1)
    answer = browse("ann").get(f"/veenmeer/beleid/actieplan/{plan.public_id}/agenda.ics")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (date(2026, 2, 1), date(2026, 4, 3))
    assert str(event["summary"]) == "Actie 0"


def test_a_calendar_link_is_shown_once_and_a_wrong_secret_finds_nothing(
    browse: Callable[[str], Client],
) -> None:
    import re

    client = browse("ann")
    made = client.post("/veenmeer/beleid/actieplan/agenda/", {"act": "make"}).content.decode()
    address = re.search(r"/openbaar/agenda/[\w-]+\.ics", made)
    assert address is not None
    assert address.group() not in client.get("/veenmeer/beleid/actieplan/agenda/").content.decode()
    stranger = Client()
    answer = stranger.get(address.group())
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    wrong = address.group()[:-6] + "xx.ics"
    assert stranger.get(wrong).status_code == 404
