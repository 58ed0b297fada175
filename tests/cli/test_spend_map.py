"""`meerwaarde spend map` as other programs call it: JSON alone, exit codes, and words about bad input."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SAMPLES = Path(__file__).parents[1] / "exchange" / "samples" / "payments"


def spend_map(*arguments: str | Path, given: bytes = b"") -> tuple[int, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "meerwaarde.cli", "spend", "map", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=120,
        input=given,
    )
    assert b"Traceback" not in done.stderr
    return done.returncode, json.loads(done.stdout)


def test_a_mapping_is_printed_as_one_document() -> None:
    code, answer = spend_map(SAMPLES / "unit4.txt", "--json")
    assert code == 0
    assert {key: answer[key] for key in ("header_row", "delimiter", "encoding", "decimal", "is_spend")} == {
        "header_row": 4,
        "delimiter": "|",
        "encoding": "utf-8",
        "decimal": ",",
        "is_spend": True,
    }
    column = answer["columns"][3]
    assert (column["index"], column["header"], column["role"]) == (3, "crediteurnaam", "supplier")
    assert column["confidence"] > 0.9
    assert column["why"].startswith("De kop")
    assert column["why_en"].startswith("The heading")


def test_standard_input_is_read_too() -> None:
    code, answer = spend_map("-", given=(SAMPLES / "sap.txt").read_bytes())
    assert (code, answer["encoding"]) == (0, "utf-16-le")


def test_what_holds_no_payments_is_an_answer_and_no_error() -> None:
    code, answer = spend_map(SAMPLES / "contracts.csv")
    assert (code, answer["is_spend"]) == (0, False)
    assert "contracten" in answer["why"]


@pytest.mark.parametrize(("content", "code"), [(b"", "file_empty"), (None, "file_missing")])
def test_what_cannot_be_read_ends_in_words_and_two(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "betalingen.csv"
    if content is not None:
        file.write_bytes(content)
    ended, answer = spend_map(file)
    assert (ended, answer["error"]["code"]) == (2, code)
    assert answer["error"]["what_now"]["nl"]
