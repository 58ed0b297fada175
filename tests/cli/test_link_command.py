"""`meerwaarde link` as other programs call it."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn", reason="needs the extra analysis")
pl = pytest.importorskip("polars", reason="needs the extra analysis")

LEFT = """id;name;place;kvk
1;A&S System Integrators;Veenmeer;
2;Oude Naam BV;;1234567
3;Qwxz;;
4;SYSTEM INTEG;;
"""
RIGHT = (
    "id,name,place,kvk\nx,AS System Integrators B.V.,Veenmeer,\ny,Nieuwe Naam B.V.,Ede,01234567\n"
    "z,Drukkerij Ster,Ede,76543210\n"
)


def run(left: Path, right: Path, out: Path, *more: str) -> tuple[int, Any, str]:
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "meerwaarde.cli",
            "link",
            "--left",
            left,
            "--right",
            right,
            "--out",
            out,
            *more,
        ],
        capture_output=True,
        check=False,
        timeout=300,
        text=True,
    )
    return done.returncode, json.loads(done.stdout), done.stderr


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    left, right = tmp_path / "left.csv", tmp_path / "right.csv"
    left.write_text(LEFT, encoding="utf-8")
    right.write_text(RIGHT, encoding="utf-8-sig")
    return left, right, tmp_path / "out.csv"


def test_every_left_row_gets_one_answer_in_its_order(files: tuple[Path, Path, Path]) -> None:
    code, said, progress = run(*files)
    assert code == 0
    with files[2].open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["left_id"] for row in rows] == ["1", "2", "3", "4"]
    assert set(rows[0]) == {"left_id", "right_id", "score", "decision"}
    assert (rows[0]["right_id"], rows[0]["decision"]) == ("x", "linked")
    assert (rows[1]["right_id"], rows[1]["decision"], float(rows[1]["score"])) == ("y", "linked", 1)
    assert (rows[2]["right_id"], rows[2]["decision"], float(rows[2]["score"])) == ("", "none", 0)
    assert said["linked"] + said["review"] + said["none"] == said["left"] == 4
    assert said["basis"]["kvk"] == 1
    assert "…" in progress


def test_parquet_in_and_out_and_what_people_decided(files: tuple[Path, Path, Path], tmp_path: Path) -> None:
    left, right, out = tmp_path / "l.parquet", files[1], tmp_path / "o.parquet"
    pl.DataFrame({"id": [7, 8], "name": ["Qwxz", None], "kvk": [None, 1234567]}).write_parquet(left)
    said = tmp_path / "said.csv"
    said.write_text("left_id,right_id,same\n7,z,true\n", encoding="utf-8")
    code, answer, _ = run(left, right, out, "--decisions", str(said))
    assert (code, answer["linked"]) == (0, 2)
    written = pl.read_parquet(out)
    assert written.columns == ["left_id", "right_id", "score", "decision"]
    assert written.rows() == [("7", "z", 1.0, "linked"), ("8", "y", 1.0, "linked")]


def test_bad_input_is_told_and_nothing_is_written(files: tuple[Path, Path, Path]) -> None:
    files[0].write_bytes(b"id;naam2\n1;a\n")
    code, said, _ = run(*files)
    assert (code, said["error"]["code"]) == (2, "column_missing")
    assert said["error"]["what_now"]["nl"]
    assert not files[2].exists()
