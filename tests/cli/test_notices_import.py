"""`meerwaarde notices import`: twenty thousand publications, killed twice, and none lost or doubled."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tenderned_server import FIRST

SERVER = Path(__file__).parents[1] / "servers" / "tenderned_server.py"
SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
RECORDS = 20_000


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of this version, made once by the product's own command."""
    folder = tmp_path_factory.mktemp("migrated")
    done = run(folder, "migrate")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def folder(migrated: Path, tmp_path: Path) -> Path:
    shutil.copytree(migrated, tmp_path / "data")
    return tmp_path / "data"


def environment(folder: Path) -> dict[str, str]:
    known = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "DEBUG"}}
    return {**known, "MEERWAARDE_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "meerwaarde.config.settings"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "meerwaarde.cli", *arguments]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), env=environment(folder), capture_output=True, check=False)


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The local server in a process of its own; gives its address."""
    server = subprocess.Popen(
        [sys.executable, str(SERVER), *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert server.stdout is not None
        yield server.stdout.readline().decode().strip()
    finally:
        server.kill()
        server.communicate()


def asked(folder: Path, question: str) -> Any:
    with sqlite3.connect(f"file:{folder}/meerwaarde.sqlite3?mode=ro", uri=True) as database:
        return database.execute(question).fetchall()


def number_there(folder: Path) -> int:
    return int(asked(folder, "SELECT count(*) FROM market_notice")[0][0])


def killed_at(folder: Path, address: str, number: int) -> int:
    """Run the command and kill it, without any warning, when so many publications are there."""
    going = subprocess.Popen(
        command("notices", "import", "--tenderned", "--since", "2026-11-18", "--until", "2026-11-22",
                "--base-url", address),
        env=environment(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while going.poll() is None and number_there(folder) < number:
        time.sleep(0.05)
    going.send_signal(signal.SIGKILL)
    assert going.wait() == -signal.SIGKILL, "it was done before it could be killed"
    return number_there(folder)


def test_twenty_thousand_publications_survive_two_kills_and_come_in_once_each(folder: Path) -> None:
    with served("--records", str(RECORDS), "--days", "5", "--odd") as address:
        first = killed_at(folder, address, 5_000)
        second = killed_at(folder, address, 12_000)
        assert 0 < first < second < RECORDS
        done = run(
            folder, "notices", "import", "--tenderned", "--since", "2026-11-18", "--until", "2026-11-22",
            "--base-url", address,
        )  # fmt: skip
    told = json.loads(done.stdout)
    assert done.returncode == 0, done.stdout
    assert (told["state"], told["failed"], told["days"]) == ("done", [], {"all": 5, "done": 5, "failed": 0})
    assert told["received"] == told["new"] == RECORDS
    numbers = [row[0] for row in asked(folder, "SELECT external_id FROM market_notice")]
    assert len(numbers) == RECORDS
    assert set(numbers) == {str(FIRST + place) for place in range(RECORDS)}
    without = asked(folder, "SELECT external_id FROM market_notice WHERE awaits_detail OR cpv = ''")
    assert {row[0] for row in without} == {str(FIRST + 17), str(FIRST + 404)}
    raws = asked(folder, "SELECT notice_id, part, count(*) FROM market_noticeraw GROUP BY notice_id, part")
    assert len(raws) == 2 * RECORDS - 2
    assert {row[2] for row in raws} == {1}
    latest = asked(
        folder,
        "SELECT procedure_id, sum(latest) FROM market_notice GROUP BY procedure_id HAVING sum(latest) != 1",
    )
    assert latest == []
    found = asked(
        folder, "SELECT count(*), count(DISTINCT object_id) FROM search_document WHERE kind = 'notice'"
    )
    assert found == [(RECORDS, RECORDS)]


def test_what_cannot_be_asked_is_told_and_nothing_is_sent(folder: Path) -> None:
    for address in ("http://10.0.0.1/papi", "file:///etc/passwd"):
        done = run(
            folder, "notices", "import", "--tenderned", "--since", "2026-11-22", "--base-url", address,
        )  # fmt: skip
        told = json.loads(done.stdout)
        assert done.returncode == 2
        assert told["error"]["what_now"]["nl"]
    assert asked(folder, "SELECT count(*) FROM market_intakerun") == [(0,)]


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (("--tenderned",), "--since"),
        (("--tenderned", "--since", "gisteren"), "--since"),
        (("--tenderned", "x.xml", "--since", "2026-11-22"), "--tenderned"),
        ((), "--tenderned"),
    ],
)
def test_a_command_that_cannot_be_meant_says_what_is_wrong(
    folder: Path, arguments: tuple[str, ...], where: str
) -> None:
    done = run(folder, "notices", "import", *arguments)
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["where"] == where


def test_days_before_there_was_anything_are_refused(folder: Path) -> None:
    done = run(folder, "notices", "import", "--tenderned", "--since", "2001-01-01")
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "days_wrong")


def test_files_become_public_notices_once(folder: Path) -> None:
    paths = [str(path) for path in sorted(SAMPLES.glob("*.xml"))]
    first = run(folder, "notices", "import", "--public", *paths)
    lines = [json.loads(line) for line in first.stdout.splitlines()]
    assert [line["file"] for line in lines] == paths
    assert all(notice["new"] for line in lines for notice in line["notices"])
    there = number_there(folder)
    again = run(folder, "notices", "import", "--public", *paths)
    assert not any(
        notice["new"] for line in again.stdout.splitlines() for notice in json.loads(line)["notices"]
    )
    assert number_there(folder) == there == len(paths)
    assert asked(folder, "SELECT count(*) FROM market_notice WHERE organisation_id IS NOT NULL") == [(0,)]
