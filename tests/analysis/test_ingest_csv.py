"""A delimited file into the lake: what is good is counted, what is not is kept with its reason."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.analysis.ingest import Ingested, Layout, RefusedLine, ingest_csv, ingest_records
from meerwaarde.analysis.lake import LINE_COLUMNS, Lake, Total

MADE = "2026-11-22T20:00:00+01:00"
HEADER = "Datum;Crediteur;Bedrag;Omschrijving"
LAYOUT = Layout(
    delimiter=";",
    columns=(("date", 0), ("supplier", 1), ("amount", 2), ("description", 3)),
    last_year=2027,
)


@dataclass(frozen=True)
class Outcome:
    told: Ingested
    lines: list[dict[str, Any]]
    refused: list[dict[str, Any]]

    @property
    def reasons(self) -> list[tuple[int, str]]:
        return [(one["line"], one["reason"]) for one in self.refused]

    @property
    def counted(self) -> list[tuple[int, str, int]]:
        return [(one["line"], one["supplier"], one["cents"]) for one in self.lines]


@dataclass(frozen=True)
class Rig:
    folder: Path

    def read(self, document: str | bytes, layout: Layout = LAYOUT, **more: Any) -> Outcome:
        """Ingest and commit, and read back what the lake holds."""
        path, lake = self.folder / "source.csv", Lake(self.folder / "lake")
        path.write_bytes(document.encode() if isinstance(document, str) else document)
        for old in lake.batches("veenmeer"):
            lake.withdraw("veenmeer", old.batch)
        with lake.draft("veenmeer", "b1") as draft:
            told = ingest_csv(path, layout, draft, **more)
            draft.commit(told.content, told.source("source.csv"), MADE)
        return self.kept(lake, told)

    def kept(self, lake: Lake, told: Ingested) -> Outcome:
        frames = [pl.read_parquet(path, hive_partitioning=False) for path in lake.lines("veenmeer")]
        lines = pl.concat(frames).sort("line").to_dicts() if frames else []
        refused = lake.refused("veenmeer", "b1")
        bad = pl.read_parquet(refused).sort("line").to_dicts() if refused else []
        assert told.lines == len(lines)
        assert told.refused == len(bad) == sum(told.reasons.values())
        assert told.cents == sum(one["cents"] for one in lines if one["currency"] == "EUR")
        assert sum(one.cents for one in told.by_month.values()) == told.cents
        return Outcome(told, lines, bad)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def good(count: int, start: int = 1) -> list[str]:
    return [f"01-03-2024;Bakker {at};{at},50;Brood" for at in range(start, start + count)]


def file_of(*lines: str, end: str = "\n") -> str:
    return end.join([HEADER, *lines]) + end


def test_good_lines_come_out_with_every_column_of_the_lake(rig: Rig) -> None:
    columns = (
        ("date", 1),
        ("supplier", 0),
        ("amount", 2),
        ("vat", 3),
        ("gross", 4),
        ("currency", 5),
        ("kvk", 6),
        ("invoice_date", 7),
        ("supplier_id", 8),
        ("account", 9),
        ("reference", 10),
        ("department", 11),
        ("category", 12),
    )
    layout = Layout(delimiter=",", columns=columns, last_year=2027, decimal=".", date_format="%Y-%m-%d")  # type: ignore[arg-type]
    outcome = rig.read(
        "h,h,h,h,h,h,h,h,h,h,h,h,h\n"
        "  Bakker BV ,2024-03-01,100.00,21.00,121.00,eur,KvK 1234567,2024-02-01,C1,4000,F1,Zorg,Brood\n"
        "Smid,2025-01-02,(5.00),,,£,n.v.t.,,,,,,\n",
        layout,
    )
    assert outcome.lines[0] == {
        "batch": "b1",
        "line": 2,
        "date": datetime.date(2024, 3, 1),
        "invoice_date": datetime.date(2024, 2, 1),
        "cents": 10000,
        "gross_cents": 12100,
        "vat_cents": 2100,
        "currency": "EUR",
        "supplier": "Bakker BV",
        "supplier_id": "C1",
        "kvk": "01234567",
        "department": "Zorg",
        "category": "Brood",
        "account": "4000",
        "description": None,
        "reference": "F1",
    }
    assert list(outcome.lines[0]) == list(LINE_COLUMNS)
    assert {name for name, value in outcome.lines[1].items() if value is not None} == (
        {"batch", "line", "date", "cents", "currency", "supplier"}
    )
    assert outcome.told.currencies == {"EUR": Total(lines=1, cents=10000), "GBP": Total(lines=1, cents=-500)}
    assert (outcome.told.lines, outcome.told.cents, outcome.told.credit_lines) == (2, 10000, 1)
    assert outcome.told.by_month == {"2024-03": Total(lines=1, cents=10000)}


def test_a_refused_line_is_kept_with_number_reason_column_value_and_as_it_stood(rig: Rig) -> None:
    outcome = rig.read(
        file_of(
            "01-03-2024;Bakker;1.234,56-;Retour",
            "01-03-2024;Bakker;1234.5.6;Brood",
            "01-03-2024;Bakker;;Brood",
            "31-02-2024;Bakker;5,00;Brood",
            "gisteren;Bakker;5,00;Brood",
            ";Bakker;5,00;Brood",
            "01-03-2024; ;5,00;Brood",
            "01-03-2024;Bakker",
            "01-03-2024;Bakker;5,00;Brood;vers;daily",
            f"01-03-2024;Bakker;5,00;{'x' * 20_000}",
            "01-03-2024;Smid;(1,234.56);IJzer",
        )
    )
    assert outcome.counted == [(2, "Bakker", -123456), (12, "Smid", -123456)]
    assert [(one["line"], one["reason"], one["column"], one["value"]) for one in outcome.refused[:-1]] == [
        (3, "amount_unreadable", "amount", "1234.5.6"),
        (4, "amount_missing", "amount", ""),
        (5, "date_impossible", "date", "31-02-2024"),
        (6, "date_unreadable", "date", "gisteren"),
        (7, "date_missing", "date", ""),
        (8, "supplier_missing", "supplier", " "),
        (9, "too_few_columns", None, None),
        (10, "too_many_columns", None, None),
    ]
    assert outcome.refused[0]["raw"] == "01-03-2024;Bakker;1234.5.6;Brood"
    assert outcome.reasons[-1] == (11, "too_long")
    assert len(outcome.refused[-1]["raw"]) == 10_000


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", ["", "end"])
def test_every_kind_of_line_end_and_blank_lines_keep_the_numbers_of_lines(
    rig: Rig, end: str, last: str
) -> None:
    text = file_of(*good(1), "", ";;;", "fout", "", *good(1, 6), end=end)
    outcome = rig.read(text if last else text.removesuffix(end))
    assert outcome.counted == [(2, "Bakker 1", 150), (7, "Bakker 6", 650)]
    assert outcome.reasons == [(5, "too_few_columns")]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-8-sig", b"\xef\xbb\xbf"),
        ("cp1252", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-16", b""),
    ],
)
def test_every_encoding_gives_the_same_lines(rig: Rig, encoding: str, mark: bytes) -> None:
    lines = [f"01-03-2024;Café {at};€ {at},50;“Brood”" for at in range(300)]
    document = mark + file_of(*lines, end="\r\n").encode(encoding)
    layout = Layout(
        delimiter=";", columns=LAYOUT.columns, last_year=2027, encoding=encoding.removesuffix("-sig")
    )
    outcome = rig.read(document, layout, segment=4_001)
    assert outcome.counted == [(at + 2, f"Café {at}", at * 100 + 50) for at in range(300)]
    assert {one["description"] for one in outcome.lines} == {"“Brood”"}
    assert outcome.told.sha256 == hashlib.sha256(document).hexdigest()
    assert outcome.told.bytes == len(document)


def test_bytes_that_are_no_text_refuse_their_line_alone(rig: Rig) -> None:
    document = (
        file_of(*good(3)).encode() + b"01-03-2024;Caf\xe9;5,00;Brood\n" + "\n".join(good(2, 5)).encode()
    )
    outcome = rig.read(document)
    assert outcome.reasons == [(5, "encoding")]
    assert outcome.refused[0]["raw"] == "01-03-2024;Café;5,00;Brood"
    assert [line for line, _, _ in outcome.counted] == [2, 3, 4, 6, 7]


def test_a_byte_that_windows_does_not_know_refuses_its_line_alone(rig: Rig) -> None:
    document = file_of(*good(1)).encode("cp1252") + b"01-03-2024;Caf\x81;5,00;x\n01-03-2024;Caf\xe9;5,00;x\n"
    layout = Layout(delimiter=";", columns=LAYOUT.columns, last_year=2027, encoding="cp1252")
    outcome = rig.read(document, layout)
    assert outcome.reasons == [(3, "encoding")]
    assert outcome.counted[-1] == (4, "Café", 500)


def test_a_nul_refuses_its_line_alone(rig: Rig) -> None:
    outcome = rig.read(file_of(*good(2), "01-03-2024;Bak\0ker;5,00;Brood", *good(1, 9)))
    assert outcome.reasons == [(4, "encoding")]
    assert [line for line, _, _ in outcome.counted] == [2, 3, 5]


def test_half_a_file_with_another_delimiter_leaves_the_good_half(rig: Rig) -> None:
    outcome = rig.read(file_of(*good(5), *(line.replace(";", "|") for line in good(4)), *good(2)))
    assert [line for line, _, _ in outcome.counted] == [2, 3, 4, 5, 6, 11, 12]
    assert outcome.reasons == [(line, "too_few_columns") for line in (7, 8, 9, 10)]


@pytest.mark.parametrize(
    ("quoted", "supplier"),
    [
        ('"Bakker; Smid"', "Bakker; Smid"),
        ('"Bakker ""De Korenaar"""', 'Bakker "De Korenaar"'),
        ('Bakker "De Korenaar"', 'Bakker "De Korenaar"'),
        ('"Bakker "De Korenaar" BV"', 'Bakker "De Korenaar" BV'),
        ('Buis 5" staal', 'Buis 5" staal'),
        ('"Bakker"', "Bakker"),
        ('"Bakker\nen Zoon"', "Bakker\nen Zoon"),
        ('"Bakker\r\nen\r\nZoon"', "Bakker\nen\nZoon"),
        ('"Bakker ""De\nKorenaar"""', 'Bakker "De\nKorenaar"'),
    ],
)
@pytest.mark.parametrize("segment", [16 << 20, 37])
def test_quotes_as_files_have_them(rig: Rig, quoted: str, supplier: str, segment: int) -> None:
    outcome = rig.read(file_of(*good(2), f"01-03-2024;{quoted};5,00;Brood", *good(2)), segment=segment)
    assert outcome.reasons == []
    assert outcome.lines[2]["supplier"] == supplier
    after = quoted.count("\n")
    assert [line for line, _, _ in outcome.counted] == [2, 3, 4, 5 + after, 6 + after]
    assert outcome.told.cents == 150 + 250 + 500 + 150 + 250


@pytest.mark.parametrize(
    "after", [good(400), [f'01-03-2024;"Bakker {at}";{at},50;"x"' for at in range(1, 401)]]
)
@pytest.mark.parametrize("segment", [16 << 20, 9_000])
@pytest.mark.parametrize("broken", ['01-03-2024;"Bakker;5,00;Brood', '"01-03-2024;Bakker;5,00;Brood'])
def test_a_quote_that_nothing_closes_costs_one_line(
    rig: Rig, after: list[str], segment: int, broken: str
) -> None:
    outcome = rig.read(file_of(*good(100), broken, *after), segment=segment)
    assert outcome.reasons == [(102, "quote_open")]
    assert outcome.refused[0]["raw"] == broken
    assert outcome.told.lines == 500
    assert outcome.told.cents == sum(at * 100 + 50 for at in [*range(1, 101), *range(1, 401)])


def test_lines_read_by_hand_have_their_columns_in_their_places(rig: Rig) -> None:
    """The layout's columns need not stand in the order of the file."""
    columns = (("description", 3), ("amount", 2), ("date", 0), ("supplier", 1))
    layout = Layout(delimiter=";", columns=columns, last_year=2027)  # type: ignore[arg-type]
    outcome = rig.read(file_of(*good(1), '01-03-2024;Buis 5" staal;5,00;"Twee\nregels"', *good(1)), layout)
    assert outcome.counted == [(2, "Bakker 1", 150), (3, 'Buis 5" staal', 500), (5, "Bakker 1", 150)]
    assert outcome.lines[1]["description"] == "Twee\nregels"


@pytest.mark.parametrize("segment", range(60, 200, 13))
def test_records_of_several_lines_go_on_over_any_border_of_segments(rig: Rig, segment: int) -> None:
    lines = ['01-03-2024;xx;1,00;"a\né"', '01-03-2024;"x;;;x";2,00;"""€"', '01-03-2024;"xa\n€x";3,00;']
    outcome = rig.read(file_of(*lines, *lines), segment=segment)
    assert [(one["line"], one["cents"]) for one in outcome.lines] == [
        (2, 100),
        (4, 200),
        (5, 300),
        (7, 100),
        (9, 200),
        (10, 300),
    ]


def test_a_large_file_with_quotes_everywhere_loses_nothing(rig: Rig) -> None:
    lines = [f'"01-03-2024";"Bakker ""{at}""";"{at},50";"Brood; wit"' for at in range(8_000)]
    whole = rig.read(file_of(*lines))
    lines[5_000] = '"01-03-2024";"Bakker;"1,00";"Brood"'
    lines[6_000] = '"01-03-2024";"Bakker\nen Zoon";"1,00";"Brood"'
    outcome = rig.read(file_of(*lines))
    assert (whole.told.lines, whole.told.refused) == (8_000, 0)
    assert {one["supplier"] for one in whole.lines[:2]} == {'Bakker "0"', 'Bakker "1"'}
    assert (outcome.told.lines, outcome.told.refused) == (7_999, 1)
    assert outcome.refused[0]["line"] == 5_002
    assert outcome.told.cents == whole.told.cents - 500_050 - 600_050 + 100


def test_a_file_without_quoting_keeps_its_quotes(rig: Rig) -> None:
    layout = Layout(delimiter=";", columns=LAYOUT.columns, last_year=2027, quote="")
    outcome = rig.read(file_of('01-03-2024;"Bakker;5,00;Brood', *good(1)), layout)
    assert outcome.counted == [(2, '"Bakker', 500), (3, "Bakker 1", 150)]


def test_titles_above_the_payments_are_left_out_and_lines_keep_their_numbers(rig: Rig) -> None:
    layout = Layout(delimiter=";", columns=LAYOUT.columns, last_year=2027, data_row=3)
    outcome = rig.read("Uitgaven 2024\n\n" + file_of(*good(2)), layout, segment=20)
    assert outcome.counted == [(4, "Bakker 1", 150), (5, "Bakker 2", 250)]
    headless = Layout(delimiter=";", columns=LAYOUT.columns, last_year=2027, data_row=0)
    assert rig.read("\n".join(good(2)), headless).counted == [(1, "Bakker 1", 150), (2, "Bakker 2", 250)]


@pytest.mark.parametrize("document", ["", HEADER, f"{HEADER}\n", "\n\n", "\ufeff"])
def test_a_file_without_payments_gives_none(rig: Rig, document: str) -> None:
    outcome = rig.read(document)
    assert (outcome.told.lines, outcome.told.refused, outcome.told.cents) == (0, 0, 0)


def test_a_file_of_something_else_is_refused_line_by_line(rig: Rig) -> None:
    outcome = rig.read("\n".join(f"dit is geen betaling {at}" for at in range(40)))
    assert (outcome.told.lines, outcome.told.refused) == (0, 39)


def test_months_alone_negated_amounts_and_amounts_with_vat_alone(rig: Rig) -> None:
    layout = Layout(
        delimiter=";",
        columns=(("date", 0), ("supplier", 1), ("gross", 2), ("vat", 3), ("authority", 4)),
        last_year=2027,
        date_format="%Y-%m",
        negated=True,
    )
    outcome = rig.read(
        "h;h;h;h;h\n2024-03;Bakker;-121,00;-21,00;A\n2024-04;Smid;-50,00;;B\n2024-04;X;;;B\n", layout
    )
    assert [(one["date"].isoformat(), one["cents"], one["gross_cents"]) for one in outcome.lines] == [
        ("2024-03-01", 10000, 12100),
        ("2024-04-01", 5000, 5000),
    ]
    assert outcome.reasons == [(4, "amount_missing")]
    assert outcome.told.authorities == {"A": 1, "B": 1}


def test_a_day_of_invoice_that_cannot_be_read_is_left_out_and_told(rig: Rig) -> None:
    layout = Layout(
        delimiter=";",
        columns=(("date", 0), ("supplier", 1), ("amount", 2), ("invoice_date", 3)),
        last_year=2027,
    )
    outcome = rig.read(
        file_of("01-03-2024;A;1;00-00-0000", "01-03-2024;B;1;", "01-03-2024;C;1;02-02-2024"), layout
    )
    assert [one["invoice_date"] for one in outcome.lines] == [None, None, datetime.date(2024, 2, 2)]
    assert outcome.told.unread_invoice_dates == 1


def test_progress_is_told_in_bytes_up_to_the_whole_file(rig: Rig) -> None:
    told: list[tuple[int, int]] = []
    document = file_of(*good(1_000)).encode()
    rig.read(document, segment=4_000, progress=lambda read, size: told.append((read, size)))
    assert len(told) > 5
    assert told == sorted(told)
    assert told[-1] == (len(document), len(document))


@pytest.mark.parametrize(
    "change",
    [
        {"delimiter": ";;"},
        {"delimiter": ""},
        {"quote": "''"},
        {"columns": (("date", 0), ("supplier", 1))},
        {"columns": (("supplier", 1), ("amount", 2))},
        {"columns": (("date", 0), ("supplier", 1), ("amount", 2), ("amount", 3))},
    ],
)
def test_a_layout_that_cannot_be_is_refused(change: dict[str, Any]) -> None:
    rest = {"delimiter": ";", "columns": LAYOUT.columns, "last_year": 2027}
    with pytest.raises(ValueError, match=r"delimiter|layout"):
        Layout(**(rest | change))


# against Python's own reader

FIELDS = st.text(alphabet='ab;"\n\r €é,', max_size=8).filter(lambda one: not ("\n" in one and ";" in one))
"""Without a delimiter in a text of several lines: a line that could be a record by itself is read as one."""


@given(
    rows=st.lists(st.tuples(FIELDS.map(lambda one: f"x{one}x"), FIELDS, st.integers(-999, 999)), max_size=12),
    segment=st.integers(60, 900),
    always=st.booleans(),
)
@settings(deadline=None, max_examples=12)
def test_whatever_is_properly_quoted_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, int]], segment: int, always: bool
) -> None:
    rig = Rig(tmp_path_factory.mktemp("quoted"))
    file = io.StringIO(newline="")
    written = csv.writer(
        file, delimiter=";", lineterminator="\n", quoting=csv.QUOTE_ALL if always else csv.QUOTE_MINIMAL
    )
    written.writerow(["Datum", "Crediteur", "Bedrag", "Omschrijving"])
    for supplier, description, euros in rows:
        written.writerow(["01-03-2024", supplier, f"{euros},00", description])
    outcome = rig.read(file.getvalue(), segment=segment)
    assert outcome.told.lines + outcome.told.refused == len(rows)
    assert outcome.told.refused == 0
    assert [one["cents"] for one in outcome.lines] == [euros * 100 for _, _, euros in rows]


PIECES = st.sampled_from(['"', ";", "\n", "a", "1,00", "01-03-2024", "x", "\r\n", "\0", '""', "é"])


@given(document=st.lists(PIECES, max_size=80).map("".join), segment=st.integers(60, 900))
@settings(deadline=None, max_examples=25)
def test_no_rubbish_stops_it_and_no_money_comes_twice(
    tmp_path_factory: pytest.TempPathFactory, document: str, segment: int
) -> None:
    rig = Rig(tmp_path_factory.mktemp("rubbish"))
    text = file_of(*good(3)) + document + "\n" + "\n".join(good(3, 10)) + "\n"
    outcome = rig.read(text, segment=segment)
    numbers = [one["line"] for one in [*outcome.lines, *outcome.refused]]
    assert len(numbers) == len(set(numbers))
    assert outcome.counted[:3] == [(2, "Bakker 1", 150), (3, "Bakker 2", 250), (4, "Bakker 3", 350)]


# records of other readers


def test_records_of_other_readers_come_into_the_same_lake(rig: Rig) -> None:
    def records() -> Sequence[dict[str, object] | RefusedLine]:
        day = datetime.date(2024, 3, 1)
        paid = {"date": day, "currency": "EUR", "supplier": "Bakker", "vat_number": "not of the lake"}
        return [
            paid | {"line": 1, "cents": 100, "kvk": "12345678"},
            RefusedLine(line=2, reason="amount_missing", raw="<x/>", column="amount"),
            paid | {"line": 3, "cents": -30, "date": datetime.date(2025, 1, 1)},
        ]

    lake = Lake(rig.folder / "lake")
    with lake.draft("veenmeer", "b1") as draft:
        told = ingest_records(iter(records()), draft, sha256="a" * 64, size=7)
        draft.commit(told.content, told.source("audit.xaf"), MADE)
    outcome = rig.kept(lake, told)
    assert outcome.counted == [(1, "Bakker", 100), (3, "Bakker", -30)]
    assert outcome.lines[0]["kvk"] == "12345678"
    assert outcome.reasons == [(2, "amount_missing")]
    assert [file.year for file in lake.batch("veenmeer", "b1").files] == [2024, 2025]


def test_a_record_that_lacks_what_every_line_has_stops_the_batch(rig: Rig) -> None:
    whole = {"line": 1, "date": datetime.date(2024, 1, 1), "cents": 1, "currency": "EUR", "supplier": "A"}
    lake = Lake(rig.folder / "lake")
    for name in whole:
        with lake.draft("veenmeer", "b1") as draft, pytest.raises(ValueError, match=name):
            ingest_records([whole | {name: None}], draft)


def test_trouble_of_the_other_reader_comes_out_as_it_is(rig: Rig) -> None:
    def failing() -> Any:
        yield {"line": 1, "date": datetime.date(2024, 1, 1), "cents": 1, "currency": "EUR", "supplier": "A"}
        raise KeyError("broken")

    lake = Lake(rig.folder / "lake")
    ingest: Callable[..., Ingested] = ingest_records
    with lake.draft("veenmeer", "b1") as draft, pytest.raises(KeyError, match="broken"):
        ingest(failing(), draft)
