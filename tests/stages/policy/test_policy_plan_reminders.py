"""Reminders go over a real connection to a mail server, one letter per person per week at most."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 22)


class Sink(socketserver.ThreadingTCPServer):
    """A mail server on this machine that keeps what it gets, or refuses everybody."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters: list[tuple[str, Any]] = []
        self.refuses = False


class Conversation(socketserver.StreamRequestHandler):
    """As much of SMTP (RFC 5321) as one letter needs."""

    server: Sink

    def handle(self) -> None:
        self._say("220 sink")
        receiver = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].upper()
            if verb == "RCPT TO":
                receiver = line.split("<")[1].split(">")[0]
                self._say("550 nobody here" if self.server.refuses else "250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                self.server.letters.append((receiver, self._letter()))
                self._say("250 kept")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _letter(self) -> Any:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        return email.message_from_bytes(b"".join(lines), policy=email.policy.default)

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    server = Sink()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.shutdown()
    server.server_close()


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
    from meerwaarde.stages.policy.actions import remind_owners

    return remind_owners(at=at)


def moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, 0, tzinfo=UTC)


def test_each_owner_gets_one_letter_with_everything_that_asks_for_attention(plan: Any, sink: Sink) -> None:
    assert remind(moment(DAY)) == 2
    letters = dict(sink.letters)
    assert set(letters) == {"ann@veenmeer.example", "bob@veenmeer.example"}
    text = letters["ann@veenmeer.example"].get_content()
    assert text.index("Te laat ding") < text.index("Bijna klaar")
    assert "21 november 2026" in text
    assert "Nog lang niet" not in text
    assert "Begint op 29 november 2026" in letters["bob@veenmeer.example"].get_content()
    assert letters["ann@veenmeer.example"]["Auto-Submitted"] == "auto-generated"
    assert letters["ann@veenmeer.example"]["Bcc"] is None


def test_within_a_week_nobody_is_written_again(plan: Any, sink: Sink) -> None:
    remind(moment(DAY))
    assert remind(moment(DAY)) == 0
    assert remind(moment(DAY + timedelta(days=6))) == 0
    assert remind(moment(DAY + timedelta(days=7))) == 2


def test_what_the_mail_server_refuses_is_tried_again_the_next_night(plan: Any, sink: Sink) -> None:
    sink.refuses = True
    assert remind(moment(DAY)) == 0
    sink.refuses = False
    assert remind(moment(DAY + timedelta(days=1))) == 2


def test_without_a_mail_server_nothing_breaks(plan: Any, sink: Sink, settings: Any) -> None:
    settings.EMAIL_PORT = 1
    assert remind(moment(DAY)) == 0


def test_who_left_is_not_written_to(cast: Any, plan: Any, sink: Sink) -> None:
    from meerwaarde.platform.organisations.models import Membership

    Membership.objects.filter(pk=cast.ann.membership_id).update(until=DAY - timedelta(days=1))
    assert remind(moment(DAY)) == 1


def test_the_letter_speaks_the_language_of_its_reader(cast: Any, plan: Any, sink: Sink) -> None:
    from meerwaarde.platform.organisations.models import Person

    Person.objects.filter(public_id=cast.bob.person).update(language="en")
    remind(moment(DAY))
    letters = dict(sink.letters)
    assert "Begins on 29 November 2026" in letters["bob@veenmeer.example"].get_content()
    assert "Beste Ann" in letters["ann@veenmeer.example"].get_content()


def test_the_journal_knows_that_and_of_what_but_no_name_or_title(plan: Any, sink: Sink) -> None:
    from meerwaarde.platform.journal.models import Event

    remind(moment(DAY))
    events = [json.loads(one.body) for one in Event.objects.filter(action="planaction.remind")]
    assert len(events) == 2
    assert {event["object"]["kind"] for event in events} == {"membership"}
    assert sum(len(event["values"]["actions"]) for event in events) == 3
    assert "Te laat ding" not in str(events)
    assert "@" not in str(events)


def test_nobody_is_reminded_of_a_draft(cast: Any, at: datetime, sink: Sink) -> None:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.policy import actions

    values = actions.PlanValues(title="Concept", since=date(2026, 1, 1), until=date(2026, 12, 31))
    plan = actions.start_plan(actor=cast.pia, at=at, plan=values)
    owner = Membership.objects.get(pk=cast.ann.membership_id)
    late = actions.ActionValues(title="Te laat", starts_on=DAY, ends_on=DAY, owner=owner)
    actions.add_action(actor=cast.pia, at=at, plan=plan, action=late)
    assert remind(moment(DAY + timedelta(days=3))) == 0
    assert sink.letters == []


def test_an_action_that_somebody_changes_while_the_letter_goes_is_marked_as_well(
    plan: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.mail.backends.locmem import EmailBackend
    from django.db.models import F

    from meerwaarde.stages.policy.models import PlanAction

    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    deliver = EmailBackend.send_messages

    def slowly(self: EmailBackend, messages: Any) -> int:
        PlanAction.objects.update(version=F("version") + 1, progress=40)
        return int(deliver(self, messages))

    monkeypatch.setattr(EmailBackend, "send_messages", slowly)
    assert remind(moment(DAY)) == 2
    assert PlanAction.objects.filter(reminded_on=DAY, progress=40).count() == 3
    assert remind(moment(DAY + timedelta(days=1))) == 0
