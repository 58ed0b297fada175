"""`meerwaarde suppliers import` as other programs call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from suppliers_file import supplier_csv

Run = Callable[..., tuple[int, Any]]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("installation")
    settings = {"MEERWAARDE_DATA": str(folder), "SECRET_KEY": "only-for-tests"}
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | settings

    def command(*arguments: str | Path) -> tuple[int, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "meerwaarde.cli", *map(str, arguments)],
            capture_output=True,
            check=False,
            timeout=120,
            env=environment,
            cwd=folder,
        )
        assert done.returncode in (0, 1, 2), done.stderr.decode()[-2000:]
        return done.returncode, json.loads(done.stdout) if done.stdout.strip() else None

    assert command("migrate")[0] == 0
    for slug in ("veenmeer", "duinrade"):
        made = command(
            "authority",
            "add",
            slug,
            slug,
            "--administrator",
            f"a@{slug}.example",
            "--administrator-name",
            "A",
        )
        assert made[0] == 0
    return command


def test_a_dry_run_counts_and_changes_nothing_then_the_list_comes_in(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(supplier_csv(30, faults=3))
    order = ("suppliers", "import", file, "--source", "Impact Noord", "--authority", "veenmeer")
    for _time in range(2):
        code, answer = run(*order, "--dry-run", "--json")
        assert (code, answer["dry_run"]) == (1, True)
        assert (answer["counts"]["new"], answer["counts"]["refused"]) == (27, 3)
    assert {one["complaints"][0]["code"] for one in answer["refused"]} == {"kvk_unreadable", "name_missing"}
    assert all(one["line"] > 2 and one["complaints"][0]["what_now"]["nl"] for one in answer["refused"])
    code, answer = run(*order)
    assert (code, answer["counts"]["new"], answer["counts"]["refused"]) == (1, 27, 3)
    code, answer = run(*order, "--dry-run")
    assert (answer["counts"]["new"], answer["counts"]["same"]) == (0, 27)


def test_a_clean_list_with_a_mapping_ends_well(run: Run, tmp_path: Path) -> None:
    file, mapping = tmp_path / "lijst.csv", tmp_path / "kolommen.json"
    file.write_text("Wie;Wat;Nummer\nDe Kok;Lunches;00887766\n")
    mapping.write_text(json.dumps({"Wie": "name", "Wat": "offering", "Nummer": "kvk"}))
    code, answer = run(
        "suppliers", "import", file, "--source", "X", "--mapping", mapping, "--authority", "duinrade"
    )
    assert (code, answer["counts"]["new"], answer["refused"]) == (0, 1, [])


@pytest.mark.parametrize(
    ("content", "extra", "error"),
    [
        (b"", (), "file_empty"),
        (b"%PDF-1.7", (), "file_kind_not_accepted"),
        (b"Iets;Anders\n1;2\n", (), "no_name_column"),
        (b"Naam;KvK\n" + b"a;b@c.example\n" * 9, (), "columns_do_not_fit"),
        (b"Naam\nKok\n", ("--authority", "nergens"), "unknown_authority"),
        (b"Naam\nKok\n", (), "unknown_authority"),
    ],
)
def test_what_cannot_be_used_says_so(
    run: Run, tmp_path: Path, content: bytes, extra: tuple[str, ...], error: str
) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(content)
    wanted = extra or (() if error == "unknown_authority" else ("--authority", "veenmeer"))
    code, answer = run("suppliers", "import", file, "--source", "X", *wanted)
    assert (code, answer["error"]["code"]) == (2, error)
    assert answer["error"]["what_now"]["nl"]


def test_a_mapping_that_cannot_be_read_says_so(run: Run, tmp_path: Path) -> None:
    file, mapping = tmp_path / "lijst.csv", tmp_path / "kolommen.json"
    file.write_text("Naam\nKok\n")
    mapping.write_text('{"Naam": "naam"}')
    code, answer = run("suppliers", "import", file, "--source", "X", "--mapping", mapping)
    assert (code, answer["error"]["code"]) == (2, "mapping_unreadable")


def test_a_list_without_a_source_is_not_taken_in(run: Run, tmp_path: Path) -> None:
    """By that name a next list is recognised: all lists without one would be taken for the same."""
    file = tmp_path / "lijst.csv"
    file.write_bytes(supplier_csv(2))
    code, answer = run("suppliers", "import", file, "--source", "  ", "--authority", "veenmeer")
    assert (code, answer["error"]["code"], answer["error"]["where"]) == (2, "source_empty", "--source")
