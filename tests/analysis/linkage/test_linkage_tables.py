"""Files of firms that cannot be used, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("polars", reason="needs the extra analysis")

from meerwaarde.analysis.linkage.lessons import Decision
from meerwaarde.analysis.linkage.link import link
from meerwaarde.analysis.linkage.tables import read_decisions, read_firms, write_links
from meerwaarde.gates.refusal import Refused

BAD = {
    "column_missing": b"id;naam2\n1;a\n",
    "id_twice": b"id;name\n1;a\n1;b\n",
    "id_missing": b"id;name\n;a\n",
    "columns_differ": b"id;name\n1;a;b\n",
    "encoding_wrong": "id;name\n1;Coöperatie\n".encode("cp1252"),
    "file_empty": b"",
    "csv_unreadable": b'id;name\n1;"a\n' + b"x" * 200_000,
    "encoding_utf_16": "id;name\n1;a\n".encode("utf-16"),
}


@pytest.mark.parametrize("wrong", sorted(BAD))
def test_what_is_wrong_with_a_file_is_told(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "left.csv"
    file.write_bytes(BAD[wrong])
    with pytest.raises(Refused) as told:
        read_firms(file)
    assert told.value.code == ("encoding_wrong" if wrong.startswith("encoding") else wrong)
    assert told.value.what_now.nl
    assert str(file) in told.value.message.nl or wrong.startswith("id_")


def test_the_line_of_a_wrong_sign_is_told(tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_bytes(b"id;name\n1;a\n2;Co\xf6peratie\n")
    with pytest.raises(Refused) as told:
        read_firms(file)
    assert told.value.where.endswith(":3")


def test_what_is_no_parquet_and_what_is_not_there(tmp_path: Path) -> None:
    bad = tmp_path / "bad.parquet"
    bad.write_bytes(b"no")
    for file, code in ((bad, "parquet_unreadable"), (tmp_path / "absent.csv", "file_unreadable")):
        with pytest.raises(Refused) as told:
            read_firms(file)
        assert told.value.code == code


def test_columns_in_dutch_any_separator_and_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_text(
        'id\tNaam\tPlaats\tKvK-nummer\textra\n1\t"Zon; B.V."\tEde\t123\tx\n', encoding="utf-8-sig"
    )
    firms = read_firms(file)
    assert (firms.ids, firms.names, firms.places, firms.kvk) == (["1"], ["Zon; B.V."], ["Ede"], ["123"])


def test_decisions_are_true_or_false(tmp_path: Path) -> None:
    file = tmp_path / "said.csv"
    file.write_text("left_id,right_id,same\n1,x,true\n2,y,no\n", encoding="utf-8")
    assert read_decisions(file) == [Decision("1", "x", same=True), Decision("2", "y", same=False)]
    file.write_text("left_id,right_id,same\n1,x,perhaps\n", encoding="utf-8")
    with pytest.raises(Refused, match="decision_unreadable"):
        read_decisions(file)


def test_a_folder_that_is_not_there_leaves_nothing_behind(tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_text("id;name\n", encoding="utf-8")
    firms = read_firms(file)
    with pytest.raises(Refused, match="file_unwritable"):
        write_links(tmp_path / "no" / "o.csv", firms, firms, link(firms, firms))
    assert [one.name for one in tmp_path.iterdir()] == ["left.csv"]
