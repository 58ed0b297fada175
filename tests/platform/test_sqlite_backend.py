"""The SQLite backend with its queue for writers: real processes on a real file."""

# ruff: noqa: PT012 (what happens between the write and the exception is what is tested here)

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.utils import ProgrammingError
from pytest_django import DjangoDbBlocker

from meerwaarde.config.sqlite.base import DatabaseWrapper
from meerwaarde.config.sqlite.mutex import WriteMutex

SET_UP = """
import json, os, random, sys, time
import django
from django.conf import settings
settings.configure(DATABASES={"default": {
    "ENGINE": "meerwaarde.config.sqlite", "NAME": sys.argv[1],
    "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"}}}, USE_TZ=True)
django.setup()
from django.db import OperationalError, connection, transaction
def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()
"""


def start(script: str, path: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SET_UP + textwrap.dedent(script), str(path), *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "DATABASE_URL": ""},
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of 50 rows that hold zero."""
    file = tmp_path / "rows.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE counter (id INTEGER PRIMARY KEY, value INTEGER NOT NULL)")
        connection.executemany("INSERT INTO counter VALUES (?, 0)", [(row,) for row in range(50)])
    connection.close()
    return file


@pytest.fixture
def database(path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A connection of this process, short of patience."""
    with django_db_blocker.unblock():
        yield from _connection(path, "queue")


@pytest.fixture
def other(path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A second connection to the same file."""
    with django_db_blocker.unblock():
        yield from _connection(path, "other")


@pytest.fixture
def patient(path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[DatabaseWrapper]:
    """A connection that waits as long as the product does, however slow the disk is."""
    with django_db_blocker.unblock():
        yield from _connection(path, "queue", timeout=20)


def _connection(path: Path, alias: str, timeout: float = 0.3) -> Iterator[DatabaseWrapper]:
    options = {"transaction_mode": "IMMEDIATE", "timeout": timeout}
    connections.databases[alias] = connections.databases["default"] | {
        "ENGINE": "meerwaarde.config.sqlite",
        "NAME": str(path),
        "OPTIONS": options,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": False,
    }
    try:
        yield connections[alias]
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def total(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT SUM(value) FROM counter").fetchone()[0])
    finally:
        connection.close()


def write(database: DatabaseWrapper, row: int = 0) -> None:
    with database.cursor() as cursor:
        cursor.execute("UPDATE counter SET value = value + 1 WHERE id = %s", [row])


def free(database: DatabaseWrapper) -> bool:
    """Whether somebody else could write now."""
    probe = WriteMutex(database.mutex.path, timeout=0)
    try:
        probe.acquire()
    except OperationalError:
        return False
    probe.release()
    return True


READ_MODIFY_WRITE = """
done, refused, worst, until = 0, 0, 0.0, time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    row, before = random.randrange(50), time.monotonic()
    try:
        with transaction.atomic():
            value = run("SELECT value FROM counter WHERE id = %s", row)[0][0]
            run("UPDATE counter SET value = %s WHERE id = %s", value + 1, row)
        done += 1
    except OperationalError:
        refused += 1
    worst = max(worst, time.monotonic() - before)
print(json.dumps([done, refused, worst]))
"""


def test_eight_processes_lose_nothing_and_are_never_refused(path: Path) -> None:
    writers = [start(READ_MODIFY_WRITE, path, "3") for _ in range(8)]
    answers = [json.loads(writer.communicate(timeout=60)[0]) for writer in writers]
    done = [answer[0] for answer in answers]
    print(f"\n8 writers: {sum(done)} in 3 s, shares {min(done)}-{max(done)}, worst wait", end=" ")
    print(f"{max(answer[2] for answer in answers) * 1000:.0f} ms")
    assert sum(answer[1] for answer in answers) == 0
    assert total(path) == sum(done) > 0


def test_eight_processes_without_transactions_queue_as_well(path: Path) -> None:
    script = """
    refused = 0
    for _ in range(60):
        try:
            run("UPDATE counter SET value = value + 1 WHERE id = %s", random.randrange(50))
            run("INSERT INTO counter (value) VALUES (1) RETURNING id")
        except OperationalError:
            refused += 1
    print(refused)
    """
    writers = [start(script, path) for _ in range(8)]
    assert [int(writer.communicate(timeout=60)[0]) for writer in writers] == [0] * 8
    assert total(path) == 8 * 60 * 2


def test_eight_processes_open_a_new_database_at_once(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite3"
    script = """
    with transaction.atomic():
        run("CREATE TABLE IF NOT EXISTS counter (value INTEGER)")
        run("INSERT INTO counter VALUES (1)")
    print("done")
    """
    openers = [start(script, path) for _ in range(8)]
    assert [opener.communicate(timeout=60)[0].strip() for opener in openers] == ["done"] * 8
    assert total(path) == 8


def test_a_killed_writer_leaves_neither_lock_nor_half_a_change(path: Path, database: DatabaseWrapper) -> None:
    script = """
    with transaction.atomic():
        run("UPDATE counter SET value = 1")
        print("inside", flush=True)
        time.sleep(60)
    """
    victim = start(script, path)
    assert victim.stdout.readline() == "inside\n"
    assert not free(database)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    victim.stdout.close()
    write(database)
    assert total(path) == 1


def test_waiting_too_long_says_what_happened_and_what_to_do(
    database: DatabaseWrapper, other: DatabaseWrapper
) -> None:
    with transaction.atomic(using="queue"):
        write(database)
        began = time.monotonic()
        with pytest.raises(OperationalError, match=r"database is locked.*0\.3 seconds.*Try again"):
            write(other)
        assert 0.3 <= time.monotonic() - began < 3
        assert not other.mutex.held
    write(other)


def test_after_an_exception_the_next_writer_goes_first_time(
    path: Path, database: DatabaseWrapper, other: DatabaseWrapper
) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic(using="queue"):
        write(database)
        raise ZeroDivisionError
    assert free(database)
    with pytest.raises(IntegrityError), transaction.atomic(using="queue"), database.cursor() as cursor:
        cursor.execute("INSERT INTO counter VALUES (0, 0)")
    assert free(database)
    with pytest.raises(IntegrityError), database.cursor() as cursor:
        cursor.execute("INSERT INTO counter VALUES (0, 0)")
    assert free(database)
    with pytest.raises(OperationalError), transaction.atomic(using="queue"), database.cursor() as cursor:
        cursor.execute("UPDATE nowhere SET value = 1")
    assert free(database)
    write(other)
    assert total(path) == 1


def test_a_failing_commit_gives_the_lock_back(database: DatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(
            "CREATE TABLE child (parent INTEGER REFERENCES counter(id) DEFERRABLE INITIALLY DEFERRED)"
        )
    with pytest.raises(IntegrityError), transaction.atomic(using="queue"), database.cursor() as cursor:
        cursor.execute("INSERT INTO child VALUES (999)")
    assert free(database)


def test_nested_blocks_hold_the_lock_until_the_outermost_ends(path: Path, database: DatabaseWrapper) -> None:
    with transaction.atomic(using="queue"):
        write(database)
        with pytest.raises(ZeroDivisionError), transaction.atomic(using="queue"):
            write(database, 1)
            raise ZeroDivisionError
        assert not free(database)
        with transaction.atomic(using="queue", savepoint=False):
            write(database, 2)
        assert not free(database)
    assert free(database)
    assert total(path) == 2


def test_durable_blocks_and_hooks_after_commit_behave_as_in_django(database: DatabaseWrapper) -> None:
    seen: list[bool] = []
    with transaction.atomic(using="queue", durable=True):
        write(database)
        transaction.on_commit(lambda: seen.append(free(database)), using="queue")
        with pytest.raises(RuntimeError, match="durable"), transaction.atomic(using="queue", durable=True):
            pass
    assert seen == [True]


def test_a_connection_closed_inside_a_transaction_gives_the_lock_back(
    path: Path, database: DatabaseWrapper, other: DatabaseWrapper
) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(using="queue"):
        write(database)
        database.close()
        assert free(other)
        write(database)
    write(other)
    write(database)
    assert total(path) == 2


def test_old_connections_are_closed_without_leaving_a_lock(database: DatabaseWrapper) -> None:
    write(database)
    database.close_at = time.monotonic() - 1
    database.close_if_unusable_or_obsolete()
    assert database.connection is None
    write(database)
    assert free(database)


def test_a_write_that_returns_rows_is_covered_until_they_are_read(database: DatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute("INSERT INTO counter (value) VALUES (1) RETURNING id")
        assert not free(database)
        cursor.fetchall()
    assert free(database)


def test_a_cursor_left_open_never_opens_a_later_turn(database: DatabaseWrapper) -> None:
    forgotten = database.cursor()
    forgotten.execute("INSERT INTO counter (value) VALUES (1) RETURNING id")
    forgotten.fetchall()
    with transaction.atomic(using="queue"):
        write(database)
    with transaction.atomic(using="queue"):
        write(database)
        forgotten.close()
        assert not free(database)


def test_with_autocommit_off_the_lock_stays_until_commit(database: DatabaseWrapper) -> None:
    transaction.set_autocommit(False, using="queue")
    try:
        write(database)
        assert not free(database)
        transaction.commit(using="queue")
        assert free(database)
    finally:
        transaction.set_autocommit(True, using="queue")


def test_reading_waits_for_nobody(database: DatabaseWrapper, other: DatabaseWrapper) -> None:
    with transaction.atomic(using="queue"):
        write(database)
        with other.cursor() as cursor:
            cursor.execute("WITH counted AS (SELECT value FROM counter) SELECT SUM(value) FROM counted")
            assert cursor.fetchone() == (0,)


def test_threads_of_one_process_queue_too(path: Path, patient: DatabaseWrapper) -> None:
    failures: list[BaseException] = []

    def count() -> None:
        try:
            for row in range(20):
                with transaction.atomic(using="queue"):
                    mine = connections["queue"]
                    with mine.cursor() as cursor:
                        cursor.execute("SELECT value FROM counter WHERE id = %s", [row])
                        value = cursor.fetchone()[0]
                        cursor.execute("UPDATE counter SET value = %s WHERE id = %s", [value + 1, row])
        except BaseException as failure:
            failures.append(failure)
        finally:
            connections["queue"].close()

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert total(path) == 80


def test_a_database_in_memory_needs_no_queue() -> None:
    for name in (":memory:", "file:one?mode=memory&cache=shared"):
        wrapper = DatabaseWrapper({**connections["default"].settings_dict, "NAME": name}, "memory")
        assert wrapper.mutex is None


def test_a_lock_file_that_cannot_be_made_is_not_taken_for_a_held_lock(tmp_path: Path) -> None:
    mutex = WriteMutex(str(tmp_path / "nowhere" / "rows.lock"), timeout=0.1)
    for _ in range(2):
        with pytest.raises(FileNotFoundError):
            mutex.acquire()
        assert not mutex.held


def test_unsafe_settings_are_read_back_and_told(database: DatabaseWrapper) -> None:
    assert database.validation.check() == []
    with database.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA foreign_keys = OFF")
    database.transaction_mode = None
    assert {problem.id for problem in database.validation.check()} == {
        "meerwaarde.sqlite.synchronous",
        "meerwaarde.sqlite.foreign_keys",
        "meerwaarde.sqlite.transaction_mode",
    }
