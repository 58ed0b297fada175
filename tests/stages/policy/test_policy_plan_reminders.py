"""Reminders go over a real connection to a mail server, one letter per person per week at most."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)


@pytest.fixture
def plan(cast: Any, at: datetime) -> Any:
    """An adopted plan: Ann is late with one, ends another soon; Bob begins one; Leo has time enough."""
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.policy import actions, queries

    period = {"since": date(2026, 1, 1), "until": date(2027, 12, 31)}
    plan = actions.start_plan(
        actor=cast.pia, at=at, plan=actions.PlanValues(title="Actieplan\r\nBcc: x@y.example", **period)
    )
    actions.add_plan_goal(
        actor=cast.pia,
        at=at,
        plan=plan,
        values=actions.PlanGoalValues(wording="Meer werk voor wie dat zoekt."),
    )

    def add(title: str, who: str, since: date, until: date) -> None:
        owner = Membership.objects.get(pk=getattr(cast, who).membership_id)
        values = actions.ActionValues(title=title, starts_on=since, ends_on=until, owner=owner)
        actions.add_action(actor=cast.pia, at=at, plan=plan, action=values)

    add("Te laat ding", "ann", date(2026, 9, 1), DAY - timedelta(days=1))
    add("Bijna klaar", "ann", date(2026, 9, 1), DAY + timedelta(days=14))
    add("Begint zo", "bob", DAY + timedelta(days=7), DAY + timedelta(days=90))
    add("Nog lang niet", "leo", date(2026, 9, 1), DAY + timedelta(days=25))
    actions.adopt_plan(
        actor=cast.pia,
        at=at,
        plan=plan,
        expected_version=plan.version,
        body="council",
        adopted_on=date(2026, 2, 1),
    )
    return queries.plan(cast.pia, plan.public_id)


def remind(at: datetime) -> int:
    """Queue what is due at that moment, and send it: gives how many letters the server took."""
    from meerwaarde.platform.notify.sending import send_waiting
    from meerwaarde.stages.policy.actions import remind_owners

    remind_owners(at=at)
    return send_waiting(now=lambda: at).sent


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


def test_each_owner_gets_one_letter_with_everything_that_asks_for_attention(
    plan: Any, mail_server: Any
) -> None:
    assert remind(moment(DAY)) == 2
    letters = dict(mail_server.letters)
    assert set(letters) == {"ann@veenmeer.example", "bob@veenmeer.example"}
    text = letters["ann@veenmeer.example"].get_body("plain").get_content()
    assert text.index("Te laat ding") < text.index("Bijna klaar")
    assert "21 november 2026" in text
    assert "Nog lang niet" not in text
    assert "Begint op 29 november 2026" in letters["bob@veenmeer.example"].get_body("plain").get_content()
    assert letters["ann@veenmeer.example"]["Auto-Submitted"] == "auto-generated"
    assert letters["ann@veenmeer.example"]["Bcc"] is None


def test_within_a_week_nobody_is_written_again(plan: Any, mail_server: Any) -> None:
    remind(moment(DAY))
    assert remind(moment(DAY)) == 0
    assert remind(moment(DAY + timedelta(days=6))) == 0
    assert remind(moment(DAY + timedelta(days=7))) == 2


def test_without_a_mail_server_letters_wait_until_there_is_one(
    plan: Any, mail_server: Any, settings: Any
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert remind(moment(DAY)) == 0
    settings.EMAIL_PORT = port
    assert remind(moment(DAY) + timedelta(minutes=3)) == 2
    assert remind(moment(DAY) + timedelta(days=1)) == 0


def test_who_left_is_not_written_to(cast: Any, plan: Any, mail_server: Any) -> None:
    from meerwaarde.platform.organisations.models import Membership

    Membership.objects.filter(pk=cast.ann.membership_id).update(until=DAY - timedelta(days=1))
    assert remind(moment(DAY)) == 1


def test_the_letter_speaks_the_language_of_its_reader(cast: Any, plan: Any, mail_server: Any) -> None:
    from meerwaarde.platform.organisations.models import Person

    Person.objects.filter(public_id=cast.bob.person).update(language="en")
    remind(moment(DAY))
    letters = dict(mail_server.letters)
    assert "Begins on 29 November 2026" in letters["bob@veenmeer.example"].get_body("plain").get_content()
    assert "Beste Ann" in letters["ann@veenmeer.example"].get_body("plain").get_content()


def test_the_journal_knows_that_and_of_what_but_no_name_or_title(plan: Any, mail_server: Any) -> None:
    from meerwaarde.platform.journal.models import Event

    remind(moment(DAY))
    events = [json.loads(one.body) for one in Event.objects.filter(action="planaction.remind")]
    assert len(events) == 2
    assert {event["object"]["kind"] for event in events} == {"membership"}
    assert sum(len(event["values"]["actions"]) for event in events) == 3
    assert "Te laat ding" not in str(events)
    assert "@" not in str(events)


def test_nobody_is_reminded_of_a_draft(cast: Any, at: datetime, mail_server: Any) -> None:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.policy import actions

    values = actions.PlanValues(title="Concept", since=date(2026, 1, 1), until=date(2026, 12, 31))
    plan = actions.start_plan(actor=cast.pia, at=at, plan=values)
    owner = Membership.objects.get(pk=cast.ann.membership_id)
    late = actions.ActionValues(title="Te laat", starts_on=DAY, ends_on=DAY, owner=owner)
    actions.add_action(actor=cast.pia, at=at, plan=plan, action=late)
    assert remind(moment(DAY + timedelta(days=3))) == 0
    assert mail_server.letters == []


def test_when_it_cannot_be_marked_no_letter_is_queued(
    plan: Any, mail_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meerwaarde.platform.notify.models import Letter
    from meerwaarde.platform.organisations.records import Changed
    from meerwaarde.stages.policy.models import PlanAction

    def taken(self: PlanAction, *_: Any, **__: Any) -> None:
        raise Changed(self)

    with monkeypatch.context() as context:
        context.setattr(PlanAction, "change", taken)
        with pytest.raises(Changed):
            remind(moment(DAY))
    assert Letter.objects.count() == 0
    assert remind(moment(DAY)) == 2
