"""A figure carries its receipt: worked out again it is the same, or it is told what changed."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from meerwaarde.analysis.answers import Change, FigureReceipt, answer, compared, refresh
from meerwaarde.analysis.engine import Engine
from meerwaarde.analysis.lake import Lake
from meerwaarde.analysis.marts.catalogue import MARTS, Question, UnknownMart
from meerwaarde.analysis.rollups import Choices

BY_YEAR = Question(by=("authority", "year"))


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_answers_with_words_and_a_receipt(
    ten: Lake, choices: Choices, duckdb: Engine, mart: str
) -> None:
    refresh(ten, choices)
    found = answer(duckdb, ten.root, Question(mart=mart))
    assert found.explanation.code == mart
    assert all((text.nl, text.en) for text in (found.explanation.shows, found.explanation.does_not_prove))
    assert [one.cents for one in found.receipt.basis] == [186_000_01, 57_000_99, 12_503_50]
    again = msgspec.json.decode(msgspec.json.encode(found.receipt), type=FigureReceipt)
    assert compared(again, answer(duckdb, ten.root, again.question).receipt) == ()


def test_a_part_of_the_lake_can_be_asked(ten: Lake, choices: Choices, duckdb: Engine) -> None:
    refresh(ten, choices)
    question = Question(by=("authority", "year"), authorities=("0010",), years=(2025,))
    found = answer(duckdb, ten.root, question)
    assert [(row["authority"], row["year"], row["cents"]) for row in found.rows] == [
        ("0010", 2025, 50_000_99)
    ]
    assert len(found.receipt.basis) == 1
    assert answer(duckdb, ten.root, Question(authorities=("nowhere",))).rows[0]["cents"] == 0


def test_a_new_batch_changes_a_figure_and_is_named(
    ten: Lake, choices: Choices, duckdb: Engine, fill_lake: Any, make_line: Any
) -> None:
    refresh(ten, choices)
    before = answer(duckdb, ten.root, BY_YEAR).receipt
    more = ("veen", "2025-07-01", None, 99, "Nieuw", None, None, "4100", None, None)
    fill_lake(ten.root, [make_line(more, batch="b2")])
    refresh(ten, choices)
    assert compared(before, answer(duckdb, ten.root, BY_YEAR).receipt) == (
        Change(what="lines", authority="veen", year=2025, cents=99),
        Change(what="answer"),
    )


def test_a_rule_that_moves_no_cent_is_told_and_the_figure_is_the_same(
    ten: Lake, choices: Choices, duckdb: Engine, tell: Any
) -> None:
    refresh(ten, choices)
    before = answer(duckdb, ten.root, BY_YEAR).receipt
    rule = {"id": "benefits", "by": "account", "equals": "7100", "why": "Beter verwoord."}
    tell(ten, "0010", exclusions=[rule])
    refresh(ten, choices)
    changes = compared(before, answer(duckdb, ten.root, BY_YEAR).receipt)
    assert {(one.what, one.authority, one.cents) for one in changes} == {("dimensions", "0010", 0)}


def test_a_withdrawn_year_is_told(ten: Lake, choices: Choices, duckdb: Engine) -> None:
    refresh(ten, choices)
    before = answer(duckdb, ten.root, BY_YEAR).receipt
    ten.withdraw("veen", "b1")
    refresh(ten, choices)
    after = answer(duckdb, ten.root, BY_YEAR).receipt
    assert Change(what="year_gone", authority="veen", year=2025, cents=-12_503_50) in compared(before, after)


def test_another_theme_is_told(ten: Lake, choices: Choices, duckdb: Engine, tell: Any) -> None:
    question = Question(by=("theme",))
    refresh(ten, choices)
    before = answer(duckdb, ten.root, question).receipt
    tell(ten, "0010", themes={"Groen": "circular"})
    changes = compared(before, answer(duckdb, ten.root, question).receipt)
    assert changes == (Change(what="context"), Change(what="answer"))


def test_a_name_that_is_no_figure_is_refused(ten: Lake, choices: Choices, duckdb: Engine) -> None:
    refresh(ten, choices)
    with pytest.raises(UnknownMart, match="figures, excluded, shares"):
        answer(duckdb, ten.root, Question(mart="profit"))
