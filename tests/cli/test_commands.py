"""The command as other programs call it: real processes, JSON alone on stdout, exit codes that hold."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from meerwaarde.exchange.interfaces.forms import SearchHits
from meerwaarde.rules.answer import Answer

INTAKE = {"buyer": "decentral", "contract": "services", "estimate": "60000", "day": "2026-11-22"}
SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"


def run(*arguments: str | Path, given: bytes = b"") -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", *map(str, arguments)],
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout, done.stderr


def error_of(out: bytes) -> dict[str, Any]:
    error = json.loads(out)["error"]
    assert set(error) >= {"code", "message", "where", "what_now"}
    assert error["message"]["nl"]
    assert error["message"]["en"]
    return error


@pytest.mark.parametrize("how", ["stdin", "dash", "file", "json"])
def test_one_intake_gives_one_advice(how: str, tmp_path: Path) -> None:
    file = tmp_path / "intake.json"
    file.write_bytes(json.dumps(INTAKE).encode())
    arguments = {"stdin": [], "dash": ["-"], "file": [file], "json": ["--json", file]}[how]
    given = json.dumps(INTAKE).encode() if how in {"stdin", "dash"} else b""
    code, out, err = run("advise", *arguments, given=given)
    assert (code, err) == (0, b"")
    assert out.count(b"\n") == 1
    answer = msgspec.json.decode(out, type=Answer, strict=False)
    assert answer.threshold is not None
    assert len(answer.instruments) == 25
    assert {question.field for question in answer.open_questions} >= {"policy"}


def test_an_intake_that_cannot_be_used_says_why() -> None:
    code, out, _err = run(
        "advise", given=b'{"buyer": "decentral", "contract": "services", "estimate": "216.000,00"}'
    )
    assert code == 2
    assert error_of(out)["where"] == "estimate"


def test_a_file_that_is_not_there() -> None:
    code, out, _err = run("advise", "/bestaat/niet.json")
    assert code == 2
    assert error_of(out)["code"] == "file_unreadable"


def test_cpv_is_found_without_a_database(tmp_path: Path) -> None:
    code, out, _err = run("search", "schoonmaak van kantoren", "--kind", "cpv", "--limit", "5")
    assert code == 0
    hits = msgspec.json.decode(out, type=SearchHits).hits
    assert [hit.id for hit in hits][:1] == ["90919200"]
    assert len(hits) <= 5


def test_notices_give_a_line_each_in_the_order_of_the_paths(tmp_path: Path) -> None:
    broken = tmp_path / "kapot.xml"
    broken.write_bytes(b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>")
    good = sorted(SAMPLES.glob("*.xml"))[:2]
    code, out, _err = run("notices", "read", good[0], broken, good[1])
    lines = [json.loads(line) for line in out.splitlines()]
    assert code == 1
    assert len(lines) == 3
    assert lines[0]["id"]
    assert lines[2]["id"]
    assert lines[1]["complaints"]


def test_no_path_at_all_is_unusable() -> None:
    code, out, _err = run("notices", "read", "/bestaat/niet")
    assert code == 2
    assert error_of(out)["code"] == "file_not_found"


@pytest.mark.parametrize("name", ["advice", "error", "intake", "notice", "search"])
def test_every_form_has_a_schema(name: str) -> None:
    code, out, _err = run("schema", name)
    schema = json.loads(out)
    assert code == 0
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["title"] == name


def test_an_unknown_schema_names_those_that_exist() -> None:
    code, out, _err = run("schema", "koekoek")
    assert code == 2
    assert "intake" in error_of(out)["what_now"]["nl"]


def test_advice_never_loads_django() -> None:
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "meerwaarde.cli", "advise"],
        input=json.dumps(INTAKE).encode(),
        capture_output=True,
        check=True,
    )
    for heavy in (b"django", b"typer", b"numpy"):
        assert heavy not in seen.stderr


def in_installation(tmp_path: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    """A command in an installation with these settings and an empty data folder."""
    own = {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", *arguments],
        env={**own, "MEERWAARDE_DATA": str(tmp_path), **settings},
        capture_output=True,
        check=False,
        timeout=60,
    )


def test_check_names_what_is_not_safe_and_is_silent_when_all_is(tmp_path: Path) -> None:
    open_ = in_installation(tmp_path, "check")
    assert open_.returncode == 1
    assert b"security.W012" in open_.stderr
    assert b"Traceback" not in open_.stderr
    sane = in_installation(
        tmp_path, "check", HTTPS="true", BEHIND_PROXY="true", ALLOWED_HOSTS="inkoop.example"
    )
    assert sane.returncode == 0, sane.stderr


@pytest.mark.parametrize(("name", "value"), [("DEBUG", "true"), ("ALLOWED_HOSTS", "*")])
def test_nothing_is_served_with_settings_that_are_too_open(tmp_path: Path, name: str, value: str) -> None:
    refused = in_installation(tmp_path, "serve", "--port", "1", **{name: value})
    assert refused.returncode == 2
    assert error_of(refused.stdout)["where"] == name


@pytest.mark.parametrize(
    "command",
    [
        ("search", "stoelen", "--kind", "notice"),
        ("export", "dossier", "--out", "dossier"),
        ("notices", "import", "aankondiging.xml"),
    ],
)
def test_what_needs_a_database_says_so_and_makes_none(command: tuple[str, ...], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", *command],
        cwd=tmp_path,
        env={
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "MEERWAARDE_DATA"}
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert error_of(done.stdout)["code"] == "no_database"
    assert list(tmp_path.iterdir()) == []


def test_a_code_that_does_not_exist_is_asked_again() -> None:
    _code, out, _err = run("advise", given=json.dumps({**INTAKE, "cpv": ["99999999"]}).encode())
    first = json.loads(out)["open_questions"][0]
    assert first["field"] == "cpv"
    assert "99999999" in first["why"]["nl"]
