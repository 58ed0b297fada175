"""The proposed mapping held against real files: what is right was written down by looking at each file."""

from __future__ import annotations

import csv
import io
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest

from meerwaarde.exchange.payments import Proposal, Role, propose_mapping

pytestmark = pytest.mark.real_data

ROLES: tuple[Role, ...] = ("date", "amount", "supplier", "description")

# Columns counted from 0: date, amount, supplier, description; None where the file has no such column. An
# account or category in words is no description, unless its heading says so and there is nothing better.
SALFORD = (1, 5, 6, 8)
HARROGATE = (6, 9, 7, 10)
HARROGATE_WITH_CODES = (7, 11, 9, 12)
RIGHT: dict[str, tuple[int | None, int | None, int | None, int | None]] = {
    "header_variants/cabinetoffice__clean__2022-07.csv": (3, 8, 6, None),
    "header_variants/calderdale__clean__2017-07.csv": (2, 5, 6, 14),  # a description that is empty this month
    "header_variants/darlington__clean__2012-04.csv": (0, 4, 3, None),
    "header_variants/darlington__clean__2014-04.csv": (None, 5, 4, None),
    "header_variants/darlington__clean__2015-04.csv": (0, 5, 3, None),
    "header_variants/darlington__clean__2019-07.csv": (4, 5, 2, None),
    "header_variants/darlington__clean__2021-08.csv": (6, 7, 4, None),
    "header_variants/harrogate__clean__2015-07.csv": HARROGATE,
    "header_variants/harrogate__clean__2016-07.csv": HARROGATE,
    "header_variants/harrogate__clean__2017-01.csv": HARROGATE,
    "header_variants/harrogate__clean__2017-11.csv": HARROGATE,
    "header_variants/harrogate__clean__2019-12.csv": HARROGATE,
    "header_variants/harrogate__clean__2021-09-supplier-spend.csv": HARROGATE_WITH_CODES,
    "header_variants/harrogate__clean__2022-02-Brimhams-Active.csv": HARROGATE,
    "header_variants/harrogate__clean__2022-06-Brimhams-Active.csv": HARROGATE_WITH_CODES,
    "header_variants/london__clean__2015-P03.csv": (6, 5, 1, 3),
    "header_variants/manchester__clean__2020-06.csv": (3, 5, 6, None),
    "header_variants/networkrail__clean__2021-04.csv": (2, 3, 0, None),
    "header_variants/salford__clean__2011-09.csv": SALFORD,
    "header_variants/salford__clean__2014-05.csv": SALFORD,
    "header_variants/salford__clean__2015-02.csv": SALFORD,
    "header_variants/salford__clean__2016-09.csv": SALFORD,
    "header_variants/salford__clean__2018-06.csv": SALFORD,
    "header_variants/salford__clean__2018-09.csv": SALFORD,
    "header_variants/salford__clean__2020-07.csv": SALFORD,
    "header_variants/salford__clean__2021-05.csv": SALFORD,
    "oxford/expenditure-over-500-apr-jun-2016.csv": (4, 6, 9, None),
    "oxford/expenditure-over-500-apr-jun-2017.csv": (3, 5, 8, None),
    "oxford/expenditure-over-500-jan-mar-2017.csv": (3, 5, 8, None),
    "oxford/expenditure-over-500-jan-mar-2018.csv": (4, 6, 9, None),
    "oxford/expenditure-over-500-jul-sep-2017.csv": (3, 5, 8, None),
    "oxford/expenditure-over-500-oct-dec-2017.csv": (4, 6, 9, None),
    "raw/newcastle__clean__2022-01.csv": (3, 9, 4, None),
    "raw/northtyneside__clean__2022-03_p.csv.gz": (0, 2, 3, 10),
}
NO_PAYMENTS = "raw/salford__clean__2022-07.csv"
"""A register of contracts under the name of a file of payments."""


def test_date_amount_supplier_and_description_are_right_for_every_real_file(real_data: Path) -> None:
    wrong = []
    right = 0
    for name, wanted in RIGHT.items():
        proposal = propose_mapping(real_data / "spend" / name, name)
        found = _places(proposal)
        right += sum(one == other for one, other in zip(found, wanted, strict=True))
        if found != wanted or not proposal.is_spend:
            wrong.append((name, found, wanted))
    print(f"{right} of {4 * len(RIGHT)} roles in {len(RIGHT)} files are right")
    assert wrong == []


def test_every_file_of_the_collection_stands_in_the_table(real_data: Path) -> None:
    files = (real_data / "spend").glob("*/*.csv*")
    assert {f"{file.parent.name}/{file.name}" for file in files} == {*RIGHT, NO_PAYMENTS}


def test_a_register_of_contracts_is_told_from_payments(real_data: Path) -> None:
    proposal = propose_mapping(real_data / "spend" / NO_PAYMENTS, NO_PAYMENTS)
    assert not proposal.is_spend
    assert "contract" in proposal.why.en


def test_net_gross_and_vat_are_told_apart_by_their_sums(real_data: Path) -> None:
    file = real_data / "spend" / "header_variants" / "salford__clean__2018-06.csv"
    text = file.read_text("utf-8").replace(",Gross,VAT,Net,", ",A,B,C,", 1)
    proposal = propose_mapping(text.encode(), "zonder-koppen.csv")
    roles = {column.index: column.role for column in proposal.columns}
    assert (roles[3], roles[4], roles[5]) == ("gross", "vat", "amount")


def test_the_encoding_and_the_days_of_real_files(real_data: Path) -> None:
    oxford = propose_mapping(
        real_data / "spend" / "oxford" / "expenditure-over-500-oct-dec-2017.csv", "o.csv"
    )
    assert (oxford.encoding, oxford.date_format, oxford.decimal) == ("cp1252", "%d/%m/%Y", ".")
    months = propose_mapping(
        real_data / "spend" / "header_variants" / "darlington__clean__2012-04.csv", "d.csv"
    )
    assert months.date_format == "%Y-%m"
    # Its byte order mark was taken for text once, and written out again as three letters.
    marked = propose_mapping(real_data / "spend" / "header_variants" / "salford__clean__2020-07.csv", "s.csv")
    assert marked.columns[0].header == "Authority Name"
    assert marked.columns[0].role == "authority"


def test_the_same_payments_in_another_dress_give_the_same_roles(real_data: Path) -> None:
    """Columns in another order, Dutch days and amounts, a query above, a header of two lines, UTF-16."""
    wrong = []
    for name in (
        "london__clean__2015-P03.csv",
        "salford__clean__2018-06.csv",
        "darlington__clean__2021-08.csv",
    ):
        wanted = RIGHT[f"header_variants/{name}"]
        document = (real_data / "spend" / "header_variants" / name).read_text("utf-8-sig")
        rows = list(csv.reader(io.StringIO(document)))
        order = list(range(len(rows[0])))
        random.Random(name).shuffle(order)
        head = [heading.rpartition(" ") for heading in rows[0]]
        dressed: dict[str, tuple[bytes, list[int]]] = {
            "order": (_text([[row[place] for place in order] for row in rows]).encode(), order),
            "query": (b"SELECT a, b FROM c\nWHERE d = 1;\n\n" + _text(rows).encode(), sorted(order)),
            "dutch": (_text([rows[0], *map(_dutch, rows[1:])], ";").encode("utf-8-sig"), sorted(order)),
            "two_lines": (
                _text([[first for first, _, _ in head], [last for _, _, last in head], *rows[1:]]).encode(),
                sorted(order),
            ),
            "utf_16": (_text(rows, "\t").encode("utf-16"), sorted(order)),
        }
        for dress, (made, places) in dressed.items():
            found = _places(propose_mapping(made, "b.csv"))
            if found != tuple(None if place is None else places.index(place) for place in wanted):
                wrong.append((name, dress, found))
    assert wrong == []


def _text(rows: list[list[str]], delimiter: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return made.getvalue()


def _dutch(row: list[str]) -> list[str]:
    return [_dutch_value(value) for value in row]


def _dutch_value(value: str) -> str:
    if found := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        return f"{found[3]}-{found[2]}-{found[1]}"
    if re.fullmatch(r"-?\d+\.\d\d?", value):
        return f"{Decimal(value):,.2f}".translate(str.maketrans(",.", ".,"))
    return value


def _places(proposal: Proposal) -> tuple[int | None, ...]:
    return tuple(proposal.mapping.index_of(role) for role in ROLES)
