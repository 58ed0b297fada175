"""Thirty people at one table: scoring at once, polling each second, and seeing the reveal.

A real server with two processes on SQLite, and a client per person with a connection of its own. Round one
lets everybody tap in the same instant, the hardest case for one writer at a time; round two is a session as
it goes: a tap each 400 ms and a poll each second. Then the facilitator reveals, and each screen loads it.
CPU is that of the server's processes. Neighbours on the machine make waiting times wander: the load is told.

Run: python tests/benchmarks/session_bench.py [number of people]
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

Row = dict[str, str | float | bool | None]

PEOPLE = 30
ROUNDS = 12
"""Taps in the same instant: two for each of six areas."""
SECONDS = 10.0
BETWEEN_TAPS = 0.4
POLLS = 400
MOST_MS = 200.0
MOST_SEEN_S = 2.0
TOKEN = "b" * 32

FILL = """
import django; django.setup()
from django.conf import settings
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from datetime import date
import json
from meerwaarde.config.server import prepare
prepare()
from meerwaarde.platform.access.actor import actor_of
from meerwaarde.platform.organisations.models import Membership, Organisation, Person
from meerwaarde.stages.policy.actions import web_sessions as actions
from meerwaarde.stages.policy.models import AmbitionWeb, WebArea
town = Organisation.objects.create(slug="veenmeer", name="Gemeente Veenmeer", authority_type="municipality")
pia = Person.objects.create_user("pia@veenmeer.example", "een lang wachtwoord", name="Pia")
held = Membership.objects.create(person=pia, organisation=town, role="policy_adviser", since=date(2026, 1, 1))
actor, now = actor_of(held), timezone.now()
web = AmbitionWeb.enter(organisation_id=town.pk, kind="organisation", title="Ons web")
areas = [
    WebArea.enter(web=web, code=f"gebied-{n}", name=f"Gebied {n}", position=n, policy_level=2,
                  anchors=["Niets", "Iets", "Veel", "Voorop"])
    for n in range(6)
]
session = actions.prepare_session(actor=actor, at=now, web=web, values=actions.SessionValues(title="Proef"))
session = actions.open_session(actor=actor, at=now, session=session)
store = SessionStore()
store[SESSION_KEY] = str(pia.pk)
store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
store[HASH_SESSION_KEY] = pia.get_session_auth_hash()
store.create()
print(json.dumps({"code": session.join_code, "session": session.public_id, "login": store.session_key,
                  "areas": [area.public_id for area in areas]}))
"""


def rows() -> list[Row]:
    """About half a minute."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else PEOPLE
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as table:
        return measured(table, people)


def measured(table: Table, people: int) -> list[Row]:
    """Everything of one table."""
    seats = [Seat(table, number) for number in range(people)]
    with ThreadPoolExecutor(people) as room:
        list(room.map(Seat.join, seats))
        load = os.getloadavg()[0]
        together = tap_together(seats, room)
        before, began = table.cpu(), time.monotonic()
        taps, polls = as_it_goes(seats, room)
        busy = (table.cpu() - before) / (time.monotonic() - began)
        per_poll = cpu_per_poll(table, seats[0])
        shown = reveal(table, seats, room)
    note = f"load {load:.1f} to {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores"
    return [
        _row(f"{people} people tap in the same instant: p95 ms", percentile(together), MOST_MS, note),
        _row(
            f"{people} people tap each {BETWEEN_TAPS} s and poll: p95 ms of a tap", percentile(taps), MOST_MS
        ),
        _row("the same: p95 ms of a poll", percentile(polls), MOST_MS),
        _row("CPU of the server meanwhile, share of one core", busy, None),
        _row("CPU ms of one poll without news", per_poll, None),
        _row("seconds from the reveal until the last screen shows it", max(shown), MOST_SEEN_S),
    ]


class Table:
    """The session on its server."""

    def __init__(self, port: int, pid: int, about: dict[str, Any]) -> None:
        self.port, self.pid = port, pid
        self.code, self.session = about["code"], about["session"]
        self.areas: list[str] = about["areas"]
        self.login: str = about["login"]

    def cpu(self) -> float:
        """Seconds that the server and its processes worked."""
        ticks = 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parts = stat.read_text(encoding="ascii", errors="replace").rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(parts[1]) == self.pid or int(stat.parent.name) == self.pid:
                ticks += int(parts[11]) + int(parts[12])
        return ticks / os.sysconf("SC_CLK_TCK")


class Seat:
    """One person with one browser: a connection and cookies."""

    def __init__(self, table: Table, number: int, *, login: str = "") -> None:
        self.table, self.number = table, number
        self.connection = http.client.HTTPConnection("127.0.0.1", table.port, timeout=30)
        self.cookies = {"csrftoken": TOKEN, **({"session": login} if login else {})}
        self.revision = ""

    def ask(self, method: str, path: str, given: dict[str, Any] | None = None) -> tuple[int, bytes]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": TOKEN,
            "X-Session": "tap",
        }
        body = None
        if given is not None:
            body = urlencode(given)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        found = answer.read()
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.split(";")[0]
        return answer.status, found

    def join(self) -> None:
        side = ("authority", "market", "other")[self.number % 3]
        given = {"as": "guest", "name": f"Deelnemer {self.number}", "side": side, "party": "Terp"}
        status, _body = self.ask("POST", f"/meedoen/{self.table.code}/", given)
        assert status == 302, status

    def tap(self, number: int) -> float:
        """Milliseconds until one tap is kept."""
        area = self.table.areas[number % len(self.table.areas)]
        given = {f"present-{area}": random.randint(0, 3), f"desired-{area}": random.randint(0, 3)}
        began = time.perf_counter()
        status, _body = self.ask("POST", f"/meedoen/s/{self.table.session}/scores/", given)
        assert status == 200, status
        return (time.perf_counter() - began) * 1000

    def poll(self) -> tuple[float, str]:
        """Milliseconds of one poll, and the state that it told ("" for nothing new)."""
        began = time.perf_counter()
        status, body = self.ask("GET", f"/meedoen/s/{self.table.session}/stand/?na={self.revision}")
        took = (time.perf_counter() - began) * 1000
        if status == 204:
            return took, ""
        told = json.loads(body)
        self.revision = str(told["revision"])
        return took, told["state"]


def tap_together(seats: list[Seat], room: ThreadPoolExecutor) -> list[float]:
    """Everybody taps in the same instant, round after round."""
    start = threading.Barrier(len(seats))

    def rounds(seat: Seat) -> list[float]:
        took = []
        for number in range(ROUNDS):
            start.wait()
            took.append(seat.tap(number))
        return took

    return [one for part in room.map(rounds, seats) for one in part]


def as_it_goes(seats: list[Seat], room: ThreadPoolExecutor) -> tuple[list[float], list[float]]:
    """Each taps every 400 ms and polls every second, out of step with the others."""

    def busy(seat: Seat) -> tuple[list[float], list[float]]:
        taps, polls = [], []
        began = time.monotonic() + random.random()
        next_tap, next_poll = began, began
        while (now := time.monotonic()) < began + SECONDS:
            if now >= next_tap:
                taps.append(seat.tap(len(taps)))
                next_tap += BETWEEN_TAPS
            elif now >= next_poll:
                polls.append(seat.poll()[0])
                next_poll += 1.0
            else:
                time.sleep(max(0.0, min(next_tap, next_poll) - now))
        return taps, polls

    found = list(room.map(busy, seats))
    return [one for taps, _ in found for one in taps], [one for _, polls in found for one in polls]


def cpu_per_poll(table: Table, seat: Seat) -> float:
    """Milliseconds of work that one poll costs when there is nothing new."""
    seat.poll()
    before = table.cpu()
    for _ in range(POLLS):
        assert seat.poll()[1] == ""
    return (table.cpu() - before) / POLLS * 1000


def reveal(table: Table, seats: list[Seat], room: ThreadPoolExecutor) -> list[float]:
    """Seconds from the facilitator's click until each screen that polls each second holds the picture."""
    for seat in seats:
        seat.poll()
    desk = Seat(table, -1, login=table.login)
    clicked: list[float] = []
    ready = threading.Barrier(len(seats) + 1)

    def looks(seat: Seat) -> float:
        ready.wait()
        time.sleep(random.random())
        while True:
            if seat.poll()[1] == "revealed":
                status, body = seat.ask("GET", f"/meedoen/s/{table.session}/")
                assert status == 200
                assert re.search(rb'id="live-board"', body)
                return time.monotonic() - clicked[0]
            time.sleep(1.0)

    waiting = [room.submit(looks, seat) for seat in seats[:-1]]
    waiting.append(room.submit(looks, seats[-1]))
    ready.wait()
    time.sleep(0.5)
    clicked.append(time.monotonic())
    status, _body = desk.ask(
        "POST", f"/veenmeer/beleid/sessies/{table.session}/stap/reveal/", {"anyway": "1"}
    )
    assert status == 302, status
    return [one.result() for one in waiting]


@contextmanager
def served(folder: Path) -> Iterator[Table]:
    """The product on a port of its own, over a database of its own; ended by its own id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    env = {
        **os.environ,
        "MEERWAARDE_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
    }
    filled = subprocess.run(
        [sys.executable, "-c", FILL], env=env, capture_output=True, text=True, check=False
    )
    assert filled.returncode == 0, filled.stderr[-3000:]
    about = json.loads(filled.stdout.splitlines()[-1])
    process = subprocess.Popen(
        [sys.executable, "-m", "meerwaarde.cli", "serve", "--port", str(port)],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield Table(port, process.pid, about)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.2)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/meedoen/")
    assert connection.getresponse().status == 200


def percentile(found: list[float], share: int = 95) -> float:
    """The 95th percentile; of few values the largest."""
    return statistics.quantiles(found, n=100)[share - 1] if len(found) > 1 else found[0]


def _row(job: str, ours: float, target: float | None, note: str = "") -> Row:
    return {
        "job": job,
        "ours": round(ours, 3),
        "peer": note or "–",
        "ratio": "–" if target is None else round(ours / target, 2),
        "target": "–" if target is None else f"≤ {target:g}",
        "met": None if target is None else ours <= target,
    }


if __name__ == "__main__":
    for row in rows():
        print(f"{row['job']:70} {row['ours']!s:>9}  {row['target']!s:>8}  {row['met']!s:>5}  {row['peer']}")
