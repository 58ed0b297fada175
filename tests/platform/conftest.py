"""Databases for tests that commit, and for tests in which several processes meet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).parents[2]


@pytest.fixture
def _guard_returns(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Torn down after the tables are emptied: the triggers stand again for the next test."""
    from django.db import connection

    from meerwaarde.platform.journal.guard import set_guard

    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        set_guard(None, editor)


@pytest.fixture
def committed_db(_guard_returns: None, transactional_db: None) -> Iterator[None]:
    """A database in which transactions really commit; the journal's triggers step aside for the clean-up."""
    from django.db import connection

    from meerwaarde.platform.journal.guard import lift_guard

    yield
    with connection.schema_editor() as editor:
        lift_guard(None, editor)


@dataclass(frozen=True)
class OwnDatabase:
    """A migrated database that processes of a test share; `url` is its DATABASE_URL."""

    url: str

    def start(self, script: str, *arguments: str) -> subprocess.Popen[str]:
        """Run a script as a process of its own, with Django set up on this database."""
        return _python(self.url, SET_UP + script, *arguments)

    def run(self, script: str, *arguments: str) -> str:
        """Run a script to its end and give what it printed."""
        process = self.start(script, *arguments)
        answer, trouble = process.communicate(timeout=120)
        assert process.returncode == 0, trouble
        return answer


SET_UP = """
import json, os, random, sys, time
from datetime import UTC, date, datetime
import django
django.setup()
from django.db import connection, transaction
AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""


def _python(url: str, script: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "SECRET_KEY": "only-for-tests",
            "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings",
        },
    )


MIGRATE = SET_UP + "from django.core.management import call_command; call_command('migrate', verbosity=0)"


@pytest.fixture(scope="session")
def _migrated(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Callable[[Path], str]]:
    """Migrate once; each test gets a copy. On the kind of database that this run of the tests is on."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield from _postgresql(given, worker_id)
    else:
        yield from _sqlite(tmp_path_factory.mktemp("template") / "template.sqlite3")


def _sqlite(template: Path) -> Iterator[Callable[[Path], str]]:
    migrated = _python(f"sqlite:///{template}", MIGRATE)
    assert migrated.wait() == 0, migrated.stderr.read() if migrated.stderr else ""

    def copy(folder: Path) -> str:
        shutil.copy(template, folder / "own.sqlite3")
        return f"sqlite:///{folder / 'own.sqlite3'}"

    yield copy


def _postgresql(given: str, worker_id: str) -> Iterator[Callable[[Path], str]]:
    import psycopg
    from django.conf import settings

    address = settings.DATABASES["default"]
    server, options = given.partition("?")[0].rpartition("/")[0], given.partition("?")[2]
    made: list[str] = []

    def do(statement: str) -> None:
        wanted = {
            "host": address["HOST"] or None,
            "port": address["PORT"] or None,
            "user": address["USER"] or None,
            "password": address["PASSWORD"] or None,
            **{key: value for key, value in address.get("OPTIONS", {}).items() if isinstance(value, str)},
        }
        with psycopg.connect(dbname="postgres", autocommit=True, **wanted) as admin:
            admin.execute(statement)

    def create(template: str) -> str:
        database = f"own_{worker_id}_{os.getpid()}_{len(made)}"
        do(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
        made.append(database)
        return f"{server}/{database}" + (f"?{options}" if options else "")

    migrated = _python(create("template0"), MIGRATE)
    assert migrated.wait() == 0, migrated.stderr.read() if migrated.stderr else ""
    yield lambda _folder: create(made[0])
    for database in made:
        do(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')


@pytest.fixture
def own_database(_migrated: Callable[[Path], str], tmp_path: Path) -> OwnDatabase:
    """A fresh copy, for this test alone."""
    return OwnDatabase(_migrated(tmp_path))
