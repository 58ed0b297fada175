"""`meerwaarde spend import` as other programs call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., tuple[int, Any]]
HEAD = "Crediteur;Boekdatum;Bedrag;Omschrijving\n"


def payments(count: int, *, since: int = 0) -> bytes:
    """Payments of 10.50, 11.50, …: no two alike."""
    rows = (
        f"Leverancier {n % 7};{n % 28 + 1:02}-{n % 12 + 1:02}-2025;{n + 10},50;Factuur {n}\n"
        for n in range(since, since + count)
    )
    return (HEAD + "".join(rows)).encode()


def total(count: int, *, since: int = 0) -> str:
    return f"{sum(n + 10 for n in range(since, since + count)) + count // 2}.{50 * (count % 2):02}"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    folder = tmp_path_factory.mktemp("installation")
    settings = {"MEERWAARDE_DATA": str(folder), "SECRET_KEY": "only-for-tests"}
    return folder, {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | settings


@pytest.fixture(scope="module")
def run(installation: tuple[Path, dict[str, str]]) -> Run:
    folder, environment = installation

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
    who = ("--administrator", "a@veenmeer.example", "--administrator-name", "A")
    assert command("authority", "add", "veenmeer", "Gemeente Veenmeer", *who)[0] == 0
    return command


def test_a_dry_run_keeps_nothing_and_a_folder_counts_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(payments(30))
    (tmp_path / "b.csv").write_bytes(payments(20, since=30) + b"Leverancier 1;31-02-2025;5,00;Bestaat niet\n")
    (tmp_path / "leeg.csv").write_bytes(b"")
    order = ("spend", "import", tmp_path, "--authority", "veenmeer", "--json")
    code, answer = run(*order, "--dry-run")
    assert (code, answer["lines"], answer["refused"], answer["total"]) == (1, 50, 1, total(50))
    assert [one.get("state", "error") for one in answer["files"]] == ["tried", "tried", "error"]
    code, answer = run(*order)
    assert (code, answer["lines"], answer["refused"], answer["total"]) == (1, 50, 1, total(50))
    first, second, empty = answer["files"]
    assert (first["state"], first["before"], second["reasons"]) == (
        "confirmed",
        False,
        {"date_impossible": 1},
    )
    assert second["refused_lines"][0]["line"] == 22
    assert empty["error"]["code"] == "file_empty"
    again = run(*order)[1]
    assert again["total"] == total(50)
    assert [one["before"] for one in again["files"][:2]] == [True, True]
    assert [one["batch"] for one in again["files"][:2]] == [first["batch"], second["batch"]]


def test_a_killed_import_run_again_gives_exact_totals(
    run: Run, installation: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, environment = installation
    file = tmp_path / "groot.csv"
    file.write_bytes(payments(60_000, since=1_000))
    order = ["spend", "import", str(file), "--authority", "veenmeer"]
    with subprocess.Popen(
        [sys.executable, "-m", "meerwaarde.cli", *order],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=environment,
        cwd=folder,
    ) as half:
        assert half.stderr is not None
        for line in half.stderr:
            if line.strip().endswith(b"%"):
                break
        half.kill()
    code, answer = run(*order)
    assert (code, answer["lines"], answer["total"]) == (0, 60_000, total(60_000, since=1_000))
    assert run(*order)[1]["total"] == answer["total"]
    manifests = [json.loads(one.read_bytes()) for one in (folder / "lake").glob("batches/veenmeer/*.json")]
    assert sum(one["lines"] for one in manifests if one["source"]["name"] == "groot.csv") == 60_000


def test_what_cannot_be_used_says_why(run: Run, tmp_path: Path) -> None:
    bomb = tmp_path / "bom.zip"
    bomb.write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    code, answer = run("spend", "import", bomb, "--authority", "veenmeer")
    assert (code, answer["error"]["code"]) == (2, "container_broken")
    code, answer = run("spend", "import", tmp_path / "nergens.csv", "--authority", "veenmeer")
    assert (code, answer["error"]["code"]) == (2, "not_read")
    code, answer = run("spend", "import", bomb, "--authority", "elders")
    assert (code, answer["error"]["code"]) == (2, "unknown_authority")
    people = tmp_path / "mensen.csv"
    people.write_bytes(b"Naam;Kleur;Dier\nJan;rood;kat\nPiet;blauw;hond\nAnna;groen;paard\n")
    code, answer = run("spend", "import", people, "--authority", "veenmeer")
    assert (code, answer["error"]["code"]) == (2, "no_payments")


def test_a_mapping_says_what_the_columns_mean(run: Run, tmp_path: Path) -> None:
    file, mapping = tmp_path / "x.csv", tmp_path / "x.json"
    file.write_bytes(payments(12, since=900_000))
    columns = [(0, "supplier"), (1, "date"), (2, "amount"), (3, "department")]
    mapping.write_text(
        json.dumps({"columns": [{"index": index, "role": role} for index, role in columns]}), encoding="utf-8"
    )
    order = ("spend", "import", file, "--authority", "veenmeer", "--mapping", mapping)
    code, answer = run(*order)
    assert (code, answer["lines"], answer["total"]) == (0, 12, total(12, since=900_000))
    mapping.write_text('{"columns": [{"index": 0, "role": "supplier"}]}', encoding="utf-8")
    code, answer = run(*order)
    assert (code, answer["error"]["code"]) == (2, "mapping_incomplete")
