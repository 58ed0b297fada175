"""The cast, and what every test may lean on.

Ann is a client who asks, Bob buys, Carla manages contracts, Dirk controls finance, Pia advises on policy,
Wim is alderman, Rik sits in the council, Ada administers; Eve is a buyer of another town, and nobody of
Veenmeer may ever see anything of hers, or she of theirs. In the market Vera runs a firm and Sam works there;
Cees coordinates a civic organisation.
"""

from __future__ import annotations

import email
import email.policy
import os
import socketserver
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

sys.path.insert(0, str(Path(__file__).parent / "servers"))  # local servers that several subjects speak to
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's own loop runs beside the tests

CAST = {
    "ann": ("veenmeer", "client", "sociaal-domein"),
    "bob": ("veenmeer", "buyer", "bedrijfsvoering"),
    "carla": ("veenmeer", "contract_manager", "bedrijfsvoering"),
    "dirk": ("veenmeer", "finance_controller", None),
    "leo": ("veenmeer", "project_leader", "sociaal-domein"),
    "pia": ("veenmeer", "policy_adviser", None),
    "wim": ("veenmeer", "alderman", None),
    "rik": ("veenmeer", "council", None),
    "ada": ("veenmeer", "administrator", None),
    "eve": ("duinrade", "buyer", None),
}

MARKET = {
    "vera": ("groenwerk", "supplier", "supplier_owner"),
    "sam": ("groenwerk", "supplier", "supplier_member"),
    "cees": ("buurtkracht", "civic", "civic_coordinator"),
}


@pytest.fixture(scope="session", autouse=True)
def quick_passwords() -> None:
    """Argon2 is meant to be slow; only the tests of log-in itself use the real hasher."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def today() -> date:
    return date(2026, 11, 22)


@dataclass(frozen=True)
class Cast:
    """Persons by name: as actors for queries and actions, as logged-in browsers for pages."""

    actors: dict[str, object]

    def __getattr__(self, name: str) -> object:
        return self.actors[name]


@pytest.fixture
def cast(db: None) -> Cast:
    """Two authorities and everyone in them."""
    from meerwaarde.platform.access.actor import actor_of
    from meerwaarde.platform.organisations.models import Department, Membership, Organisation, Person

    actors = {}
    for name, (slug, role, department) in CAST.items():
        organisation, _ = Organisation.objects.get_or_create(
            slug=slug, defaults={"name": f"Gemeente {slug.title()}", "authority_type": "municipality"}
        )
        part = None
        if department:
            part, _ = Department.objects.get_or_create(
                organisation=organisation,
                code=department,
                defaults={"name": department.replace("-", " ").title()},
            )
        person = Person.objects.create_user(
            f"{name}@{slug}.example", "een lang wachtwoord", name=name.title()
        )
        membership = Membership.objects.create(
            person=person, organisation=organisation, department=part, role=role, since=date(2026, 1, 1)
        )
        actors[name] = actor_of(membership)
    return Cast(actors)


@pytest.fixture
def market_cast(cast: Cast) -> Cast:
    """The cast with Vera and Sam of the firm Groenwerk, and Cees of the civic organisation Buurtkracht."""
    from meerwaarde.platform.access.actor import actor_of
    from meerwaarde.platform.organisations.models import Membership, Organisation, Person

    for name, (slug, kind, role) in MARKET.items():
        party, _ = Organisation.objects.get_or_create(
            slug=slug, defaults={"name": slug.title(), "kind": kind}
        )
        person = Person.objects.create_user(
            f"{name}@{slug}.example", "een lang wachtwoord", name=name.title()
        )
        cast.actors[name] = actor_of(
            Membership.objects.create(person=person, organisation=party, role=role, since=date(2026, 1, 1))
        )
    return cast


@pytest.fixture
def browse(cast: Cast) -> Callable[[str], Client]:
    """`browse("bob")` is a client in which Bob is logged in; CSRF is checked as in life."""
    from meerwaarde.platform.organisations.models import Person

    def log_in(name: str) -> Client:
        client = Client()
        client.force_login(Person.objects.get(email__startswith=f"{name}@"))
        return client

    return log_in


class MailServer(socketserver.ThreadingTCPServer):
    """As much of a mail server (RFC 5321) as letters need; keeps what it takes, and misbehaves on request.

    `answers` gives for a verb ("RCPT TO", "DATA", ".") what is said instead of yes: an answer, or "drop" to
    hang up without a word. After `times` such answers it is well-behaved again.
    """

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), MailConversation)
        self.letters: list[tuple[str, EmailMessage]] = []
        self.raw: list[bytes] = []
        self.answers: dict[str, str] = {}
        self.times = 1_000_000
        self.connections = 0

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def instead(self, verb: str) -> str:
        answer = self.answers.get(verb, "")
        if not answer or self.times <= 0:
            return ""
        self.times -= 1
        return answer

    def to(self, address: str) -> list[EmailMessage]:
        return [letter for receiver, letter in self.letters if receiver == address]


class MailConversation(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.server.connections += 1
        self._say("220 here")
        receiver = ""
        while line := self.rfile.readline().decode().strip():
            verb = line.split(":")[0].upper()
            instead = self.server.instead(verb)
            if instead == "drop":
                return
            if instead:
                self._say(instead)
            elif verb == "DATA":
                self._say("354 go on")
                if not self._take(receiver):
                    return
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                if verb == "RCPT TO":
                    receiver = line.split("<")[1].split(">")[0]
                self._say("250 ok")

    def _take(self, receiver: str) -> bool:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        whole = b"".join(lines)
        instead = self.server.instead(".")
        if not instead or instead == "drop":  # it is taken; the sender may just not hear so
            self.server.raw.append(whole)
            self.server.letters.append(
                (receiver, email.message_from_bytes(whole, policy=email.policy.default))
            )
        if instead == "drop":
            return False
        self._say(instead or "250 kept")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@pytest.fixture
def mail_server(settings: Any) -> Iterator[MailServer]:
    """A real mail server on this machine, to which all letters of the test go."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder with public data that the repository does not carry."""
    folder = os.environ.get("MEERWAARDE_REAL_DATA", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("MEERWAARDE_REAL_DATA names no folder: public data for this test is not here")
    return Path(folder)


TOUCHES_DATABASE = {
    "db",
    "transactional_db",
    "django_db_setup",
    "committed_db",
    "cast",
    "own_database",
    "market_cast",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches the database, so that it can be run once more on another one."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & TOUCHES_DATABASE:
            item.add_marker(pytest.mark.database)
