"""Each sample gives exactly the record beside it; the records were compared with the samples by hand."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from meerwaarde.exchange.notice import Notice
from meerwaarde.exchange.notices import is_refused, lines, read_file, read_paths
from meerwaarde.gates.refusal import Refused

SAMPLES = Path(__file__).parent / "samples"
EXPECTED = Path(__file__).parent / "expected"
NOTICE_SAMPLES = sorted(
    path for path in SAMPLES.iterdir() if path.name.startswith(("eforms_", "ted_", "ocds_", "tenderned_"))
)


@pytest.mark.parametrize("sample", NOTICE_SAMPLES, ids=lambda path: path.name)
def test_a_sample_gives_its_record(sample: Path) -> None:
    expected = json.loads((EXPECTED / f"{sample.stem}.json").read_text(encoding="utf-8"))
    assert json.loads(msgspec.json.encode(read_file(sample))) == expected


def test_the_lots_of_an_eforms_notice_keep_what_they_say() -> None:
    (notice,) = read_file(SAMPLES / "eforms_reserved_contract_notice.xml").records
    first, second = notice.lots
    assert (first.reserved, second.reserved) == ("res-ws", "none")
    assert (first.reserved_execution, second.reserved_execution) == ("yes", "unknown")
    assert [(criterion.type, criterion.weight) for criterion in first.award_criteria] == [
        ("quality", "60"),
        ("price", "40"),
    ]
    # Lots alone carry an estimate: the whole is their sum; the earlier of two deadlines holds.
    assert notice.estimate is not None
    assert notice.estimate.amount == "250000.50"
    assert notice.deadline == "2026-04-20T11:00:00+02:00"
    # The title is Dutch, as the notice is, although English comes first; a contact point is its organisation.
    assert notice.title == "Onderhoud openbaar groen"
    assert notice.buyers[0].name == "Gemeente Veenmeer"


def test_an_exclusion_ground_is_no_social_signal() -> None:
    (notice,) = read_file(SAMPLES / "eforms_reserved_contract_notice.xml").records
    assert "Schending" not in str(notice.social)


def test_a_placeholder_amount_is_unknown_and_said() -> None:
    (notice,) = read_file(SAMPLES / "eforms_award_notice.xml").records
    assert notice.estimate is None
    assert [complaint.code for complaint in notice.complaints] == ["placeholder_amount"]


def test_only_the_tender_with_a_contract_wins_and_its_leader_carries_the_amount() -> None:
    (notice,) = read_file(SAMPLES / "eforms_award_notice.xml").records
    assert [(winner.name, winner.amount) for winner in notice.winners] == [
        ("Stichting Groene Handen", "310000"),
        ("Zorgatelier Verzonnen B.V.", None),
    ]


def test_an_unreadable_release_keeps_its_numbers_and_spoils_no_other() -> None:
    notices = read_file(SAMPLES / "ocds_release_package.json").records
    assert [notice.procedure_id for notice in notices] == [f"ocds-vrznn0-000{n}" for n in (1, 2, 3)]
    assert [is_refused(notice) for notice in notices] == [False, False, True]


def test_lines_name_their_file_and_keep_the_order_of_the_paths() -> None:
    paths = [SAMPLES / name for name in ("ocds_releases.jsonl", "ted_r209_award_notice.xml")]
    read = [(notice, is_refused(notice)) for notice in read_paths(paths)]
    assert [(notice.id, refused) for notice, refused in read] == [
        ("r4", False),
        ("r5", True),
        ("r6", False),
        ("000002-2018", False),
    ]
    assert {notice.file for notice, _ in read} == {str(path) for path in paths}
    assert read[1][0].complaints[0].where.startswith("2: ")


def test_a_file_that_cannot_be_read_still_gives_its_line(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_bytes(b"<!DOCTYPE a><a/>")
    (tmp_path / "a.xml").write_bytes(b"<rekening/>")
    (tmp_path / "c.json").write_bytes(b'{"naam": "geen aankondiging"}')
    (tmp_path / "d.json").write_bytes(b'{"ocid": ')
    (tmp_path / "leesmij.md").write_text("# geen aankondiging")
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "e.XML").write_bytes((SAMPLES / "eforms_award_notice.xml").read_bytes())
    missing = tmp_path / "weg.xml"
    read = [(notice, is_refused(notice)) for notice in read_paths([tmp_path, missing])]
    assert [(Path(notice.file or "").name, refused) for notice, refused in read] == [
        ("a.xml", True),
        ("b.xml", True),
        ("c.json", True),
        ("d.json", True),
        ("e.XML", False),
        ("weg.xml", True),
    ]
    codes = [notice.complaints[0].code for notice, refused in read if refused]
    assert codes == ["no_notice", "xml_doctype", "no_notice", "json_unreadable", "file_missing"]
    assert all(notice.source == "unknown" for notice, refused in read if refused)


def test_no_such_path_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        list(lines([tmp_path / "weg.xml", tmp_path / "ook weg"]))
    assert refused.value.code == "file_missing"


def test_the_command_prints_a_line_per_notice_and_tells_of_refusals(tmp_path: Path) -> None:
    hostile = tmp_path / "dtd.xml"
    hostile.write_bytes(b"<!DOCTYPE a><a/>")
    good = SAMPLES / "ted_r209_award_notice.xml"
    for paths, code, read in [
        ([good], 0, ["000002-2018"]),
        ([hostile, good], 1, [None, "000002-2018"]),
        ([tmp_path / "weg.xml"], 2, []),
    ]:
        done = subprocess.run(
            [sys.executable, "-m", "meerwaarde.cli", "notices", "read", *map(str, paths)],
            capture_output=True,
            check=False,
        )
        assert done.returncode == code, done.stderr
        printed = [json.loads(line) for line in done.stdout.splitlines()]
        assert [notice["id"] for notice in printed if "error" not in notice] == read
        assert code != 2 or set(printed[0]["error"]) == {"code", "message", "where", "what_now"}


def test_a_lone_pdf_is_no_notice() -> None:
    with pytest.raises(Refused) as refused:
        read_file(b"%PDF-1.7 ...", where="leidraad.pdf")
    assert (refused.value.code, refused.value.where) == ("no_notice", "leidraad.pdf")


def test_a_notice_survives_its_json() -> None:
    for sample in NOTICE_SAMPLES:
        for notice in read_file(sample).records:
            assert msgspec.json.decode(msgspec.json.encode(notice), type=Notice) == notice
