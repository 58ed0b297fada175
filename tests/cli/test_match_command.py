"""`meerwaarde match` as other programs call it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples"
LIST = "id;naam;omschrijving;cpv;regio\n" + "".join(
    f"S{n};Firma {n};diensten;{n:02}000000;NL\n" for n in range(3, 99)
)


def run(*arguments: str | Path) -> tuple[int, list[Any], str]:
    done = subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", "match", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=120,
        text=True,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()], done.stderr


@pytest.fixture
def suppliers(tmp_path: Path) -> Path:
    file = tmp_path / "lijst.csv"
    file.write_text(LIST, encoding="utf-8")
    return file


def one_notice(folder: Path, name: str = "a.json", cpv: str = "90910000") -> Path:
    release = {
        "ocid": f"ocds-{name}",
        "id": name,
        "date": "2026-01-05T00:00:00Z",
        "tag": ["tender"],
        "tender": {
            "id": "1",
            "title": "Schoonmaak",
            "items": [{"id": "1", "classification": {"scheme": "CPV", "id": cpv}}],
        },
    }
    file = folder / name
    file.write_text(json.dumps(release), encoding="utf-8")
    return file


def test_each_notice_gives_a_line_in_the_order_of_the_paths(suppliers: Path, tmp_path: Path) -> None:
    first, second = one_notice(tmp_path, "b.json", "45000000"), one_notice(tmp_path, "a.json")
    code, lines, _ = run("--suppliers", suppliers, "--notices", first, second, "--top", "3")
    assert code == 0
    assert [[one["id"] for one in line["suppliers"]] for line in lines] == [["S45"], ["S90"]]
    hit = lines[1]["suppliers"][0]
    assert set(hit) == {"id", "score", "met", "not_met", "unknown"}
    assert hit["met"][0].startswith("Biedt dit werk aan")
    assert all(isinstance(reason, str) for reason in hit["met"])


def test_how_sure_it_is_is_said_when_asked(suppliers: Path, tmp_path: Path) -> None:
    code, lines, _ = run("--suppliers", suppliers, "--notices", one_notice(tmp_path), "--sure")
    assert code == 0
    (hit,) = lines[0]["suppliers"]
    assert (hit["sure"], hit["sure_why"]) == ("possible", "Klopt: het aanbod.")


def test_a_folder_and_an_unreadable_notice_keep_their_lines(suppliers: Path, tmp_path: Path) -> None:
    folder = tmp_path / "notices"
    folder.mkdir()
    one_notice(folder)
    (folder / "bad.xml").write_text("<no", encoding="utf-8")
    code, lines, said = run("--suppliers", suppliers, "--notices", folder)
    assert code == 1
    assert len(lines) == 2
    assert lines[1]["suppliers"] == []
    assert "1" in said


def test_what_is_not_there_is_said(suppliers: Path, tmp_path: Path) -> None:
    for arguments in (
        ("--suppliers", tmp_path / "none.csv", "--notices", one_notice(tmp_path)),
        ("--suppliers", suppliers, "--notices", tmp_path / "none.xml"),
    ):
        code, lines, _ = run(*arguments)
        assert code == 2
        assert lines[0]["error"]["what_now"]
