"""Messages to other systems: signed, tried again, stopped when nobody answers, never to ourselves."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec
import pytest

from meerwaarde.exchange.notice import Cpv
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.gates.outbound import Limits, Outbound
from meerwaarde.rules.alerts import Wanted

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


class Receiver(ThreadingHTTPServer):
    """Another system that takes messages, or misbehaves as told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answer = 200
        self.slow = 0.0
        self.elsewhere = ""
        self.retry_after = ""

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.server_address[1]}"


class Conversation(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append((dict(self.headers), body))
        time.sleep(self.server.slow)
        self.send_response(self.server.answer)
        if self.server.elsewhere:
            self.send_header("Location", self.server.elsewhere)
        if self.server.retry_after:
            self.send_header("Retry-After", self.server.retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Nothing on the screen."""


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    server = Receiver()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    monkeypatch.setenv("OUTBOUND_ALLOW", server.place)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def profile(cast: Any, receiver: Receiver) -> Any:
    from meerwaarde.stages.market.actions.alerts import AlertValues, make_alert

    values = AlertValues(
        name="Schoonmaak",
        wanted=Wanted(cpv=("9091",)),
        email="never",
        webhook_url=f"http://{receiver.place}/hook?key=geheim",
    )
    return make_alert(actor=cast.bob, values=values, at=NOW - timedelta(days=1))


def publish(number: int = 1, at: datetime = NOW, *, version: int = 0, **said_more: Any) -> None:
    """A fresh notice that fits, or a later `version` of it, matched at once."""
    from meerwaarde.stages.market import actions
    from meerwaarde.stages.market.actions.alerts import match_changes
    from meerwaarde.stages.market.models import Notice

    said = NoticeRecord(
        source="tenderned",
        id=f"90{number:04}{version or ''}",
        procedure_id=f"50{number:04}",
        kind="correction_notice" if version else "contract_notice",
        published="2026-11-22",
        title="Schoonmaak van scholen",
        cpv=Cpv("90911200"),
    )
    said = msgspec.structs.replace(said, **said_more)
    Notice.objects.filter(procedure_id=said.procedure_id).update(latest=False)
    Notice.enter(
        source="tenderned",
        external_id=said.id or "",
        imported_at=at,
        changed_at=at,
        **actions.columns_of(said),
    )
    match_changes(at=at)


def deliver(after: timedelta = timedelta(), **outbound: Any) -> Any:
    from meerwaarde.stages.market.actions.alerts import deliver_due

    way_out = Outbound(limits=Limits(most_bytes=20_000, seconds=0.5), **outbound)
    return deliver_due(now=lambda: NOW + after, outbound=way_out)


def delivery() -> Any:
    from meerwaarde.stages.market.models import AlertDelivery

    return AlertDelivery.objects.get()


def test_a_message_is_signed_and_says_why(profile: Any, receiver: Receiver, settings: Any) -> None:
    settings.PUBLIC_URL = "https://impact.example"
    publish()
    assert deliver().sent == 1
    assert deliver(timedelta(days=1)).sent == 0
    ((headers, body),) = receiver.taken
    moment = headers["Meerwaarde-Timestamp"]
    signed = hmac.new(profile.webhook_secret.encode(), f"{moment}.".encode() + body, hashlib.sha256)
    assert headers["Meerwaarde-Signature"] == f"t={moment},v1={signed.hexdigest()}"
    assert int(moment) == int(NOW.timestamp())
    said = json.loads(body)
    assert said["event"] == "alert.new"
    assert said["title"] == "Schoonmaak van scholen"
    assert said["reasons"][0]["nl"].startswith("CPV 9091")
    assert said["url"].startswith("https://impact.example/veenmeer/markt/aankondigingen/")
    assert headers["Meerwaarde-Id"] == delivery().public_id
    assert "bob" not in body.decode().lower()


def test_a_message_that_fails_is_tried_again_with_the_same_id(profile: Any, receiver: Receiver) -> None:
    publish()
    receiver.answer = 503
    assert deliver().later == 1
    assert delivery().problem == "answer 503"
    assert deliver(timedelta(seconds=30)).sent == 0
    receiver.answer = 204
    assert deliver(timedelta(minutes=2)).sent == 1
    first, second = receiver.taken
    assert first[0]["Meerwaarde-Id"] == second[0]["Meerwaarde-Id"]
    assert first[1] == second[1]
    assert first[0]["Meerwaarde-Timestamp"] != second[0]["Meerwaarde-Timestamp"]


@pytest.mark.parametrize("email", ["never", "daily", "at_once"])
def test_corrected_three_times_and_withdrawn_is_told_as_it_happens(
    profile: Any, receiver: Receiver, email: str
) -> None:
    """Whatever is gathered for letters; each message holds what its own publication says."""
    profile.change(email=email)
    publish(deadline="2026-12-10T12:00:00")
    for version in (1, 2, 3):
        at = NOW + timedelta(minutes=version)
        publish(at=at, version=version, deadline=f"2026-12-1{version}T12:00:00")
    for minute in (4, 5):
        at = NOW + timedelta(minutes=minute)
        publish(at=at, version=minute, kind="early_termination_notice", deadline=None)
    assert deliver(timedelta(minutes=10)).sent == 5
    said = [json.loads(body) for _headers, body in receiver.taken]
    assert [one["event"] for one in said] == ["alert.new", *["alert.changed"] * 3, "alert.withdrawn"]
    assert [one["sourceId"][-1] for one in said] == ["1", "1", "2", "3", "4"]
    assert [(one["closes"] or "")[:10] for one in said] == [*(f"2026-12-1{day}" for day in range(4)), ""]


def test_nothing_goes_to_the_system_of_who_left(profile: Any, receiver: Receiver, cast: Any) -> None:
    from meerwaarde.platform.organisations.models import Membership
    from meerwaarde.stages.market.models import AlertDelivery

    Membership.objects.filter(pk=cast.bob.membership_id).update(until=date(2026, 11, 1))
    publish()
    assert not AlertDelivery.objects.exists()


def test_who_hangs_holds_nobody_up(profile: Any, receiver: Receiver) -> None:
    """Its other messages do not make the others wait once more, and count as tried."""
    from meerwaarde.stages.market.models import AlertDelivery

    for number in (1, 2, 3):
        publish(number)
    receiver.slow = 3.0
    assert deliver().later == 3
    assert len(receiver.taken) == 1
    told = AlertDelivery.objects.values_list("problem", "attempts")
    assert list(told) == [("too_slow", 1)] * 3
    receiver.slow = 0.0
    assert deliver(timedelta(minutes=2)).sent == 3


def test_a_round_ends_in_time_for_other_work(profile: Any, receiver: Receiver) -> None:
    from meerwaarde.stages.market.actions.alerts import deliver_due

    for number in (1, 2, 3):
        publish(number)
    moments = iter(NOW + timedelta(seconds=20 * turn) for turn in range(100))
    with Outbound(limits=Limits(seconds=0.5)) as way_out:
        assert deliver_due(now=lambda: next(moments), outbound=way_out).sent < 3
    assert deliver(timedelta(hours=1)).sent >= 1
    assert len(receiver.taken) == 3


def test_an_owner_who_saves_while_a_message_goes_out_is_in_nobodys_way(
    profile: Any, receiver: Receiver
) -> None:
    from meerwaarde.stages.market.actions.alerts import deliver_due
    from meerwaarde.stages.market.models import AlertDelivery, AlertProfile

    def saving_once_it_is_held() -> datetime:
        if AlertDelivery.objects.exclude(hold="").exists():
            AlertProfile.objects.get().change(name="Anders")
        return NOW

    AlertProfile.objects.update(webhook_failures=2)
    publish()
    assert deliver_due(now=saving_once_it_is_held).sent == 1
    assert delivery().state == "sent"
    saved = AlertProfile.objects.get()
    assert (saved.name, saved.webhook_failures) == ("Anders", 0)
    assert saved.version == profile.version + 1


@pytest.mark.parametrize(
    ("asked", "hours"), [("7200", 2), ("Mon, 23 Nov 2026 13:00:00 GMT", 3), ("9" * 9, 24)]
)
def test_who_asks_to_come_back_later_is_asked_later(
    profile: Any, receiver: Receiver, asked: str, hours: int
) -> None:
    publish()
    receiver.answer, receiver.retry_after = 429, asked
    assert deliver().later == 1
    assert delivery().next_at == NOW + timedelta(hours=hours)


def test_messages_go_a_month_after_they_went_and_what_waits_stays(profile: Any, receiver: Receiver) -> None:
    from meerwaarde.stages.market.actions.alerts import forget_deliveries

    publish(1)
    assert deliver().sent == 1
    publish(2)
    assert forget_deliveries(at=NOW + timedelta(days=29)) == 0
    assert forget_deliveries(at=NOW + timedelta(days=31)) == 1
    assert delivery().state == "queued"


def test_a_redirect_is_not_followed(profile: Any, receiver: Receiver) -> None:
    publish()
    receiver.answer, receiver.elsewhere = 302, f"http://{receiver.place}/other"
    assert deliver().later == 1
    assert len(receiver.taken) == 1
    assert delivery().problem == "answer 302"


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "http://localhost/x",
        "https://[::ffff:127.0.0.1]/x",
        "https://169.254.169.254/latest/meta-data",
        "https://2130706433/x",
        "https://user:pass@example.org/x",
        "file:///etc/passwd",
        "https://example.org:8443/x",
        "https://example.org/\r\nX-Evil: 1",
    ],
)
def test_a_place_of_our_own_is_refused_in_the_form_and_on_the_way(
    profile: Any, receiver: Receiver, browse: Any, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    monkeypatch.delenv("OUTBOUND_ALLOW")
    answer = browse("bob").post(
        "/veenmeer/markt/meldingen/nieuw/", {"name": "x", "email": "daily", "webhook_url": url}
    )
    assert answer.status_code == 422
    assert AlertProfile.objects.count() == 1
    publish()
    AlertProfile.objects.update(webhook_url=url)
    assert deliver().sent == 0
    assert receiver.taken == []


def test_a_name_that_leads_to_this_machine_is_refused_as_well(profile: Any, receiver: Receiver) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    publish()
    AlertProfile.objects.update(webhook_url="https://hooks.firma.example/x")
    assert deliver(resolve=lambda _name, _port: ["93.184.216.34", "127.0.0.1"]).sent == 0
    assert receiver.taken == []


def test_after_three_messages_that_nobody_took_it_stops_and_says_so(
    profile: Any, receiver: Receiver, browse: Any
) -> None:
    from meerwaarde.platform.journal.models import Event
    from meerwaarde.stages.market.actions.alerts.webhooks import BACK_OFF
    from meerwaarde.stages.market.models import AlertProfile

    receiver.answer = 500
    for number in (1, 2, 3):
        publish(number)
    passed = timedelta()
    for wait in (*BACK_OFF, timedelta()):
        deliver(passed)
        passed += wait
    stopped = AlertProfile.objects.get()
    assert stopped.webhook_stopped == "answer 500"
    tried = len(receiver.taken)
    publish(4, NOW + timedelta(days=1))
    deliver(timedelta(days=1))
    assert len(receiver.taken) == tried
    bob = browse("bob")
    assert "naar een ander systeem zijn gestopt" in bob.get("/veenmeer/").content.decode()
    page = bob.get(f"/veenmeer/markt/meldingen/{stopped.public_id}/").content.decode()
    assert "Gestopt: het bleef mislukken" in page
    fact = Event.objects.get(action="alertprofile.stop_webhook")
    assert "geheim" not in fact.body
    bob.post(
        f"/veenmeer/markt/meldingen/{stopped.public_id}/wijzigen/",
        {
            "name": "Schoonmaak",
            "cpv": "9091",
            "email": "never",
            "webhook_url": stopped.webhook_url,
            "version": stopped.version,
        },
    )
    assert AlertProfile.objects.get().webhook_stopped == ""


def test_a_receiver_that_says_gone_is_asked_no_more(profile: Any, receiver: Receiver) -> None:
    from meerwaarde.stages.market.models import AlertProfile

    publish()
    receiver.answer = 410
    assert deliver().given_up == 1
    assert AlertProfile.objects.get().webhook_stopped == "answer 410"
