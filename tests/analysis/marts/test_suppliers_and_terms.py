"""Numbers of suppliers, concentration, change, tail, largest creditors and payment terms of the ten
payments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from meerwaarde.analysis.marts.benchmark import benchmark
from meerwaarde.analysis.marts.changes import changes
from meerwaarde.analysis.marts.concentration import concentration
from meerwaarde.analysis.marts.deprivation import deprivation
from meerwaarde.analysis.marts.parts import herfindahl, parts, tenths
from meerwaarde.analysis.marts.payment_term import payment_term
from meerwaarde.analysis.marts.supplier_counts import supplier_counts
from meerwaarde.analysis.marts.tail import tail
from meerwaarde.analysis.marts.top_creditors import top_creditors
from meerwaarde.analysis.opened import Opened


def test_linked_spellings_of_two_authorities_are_one_supplier(opened: Opened, ask: Any) -> None:
    assert ask(supplier_counts(opened.suppliers)) == [(4, 9, 248_504_50)]
    assert ask(supplier_counts(opened.suppliers, ("authority",))) == [
        ("0010", 3, 6, 236_001_00),
        ("veen", 2, 3, 12_503_50),
    ]


def test_concentration_by_hand(opened: Opened, ask: Any) -> None:
    [(suppliers, cents, top, largest, squares, left_out)] = ask(concentration(opened.suppliers))
    each = (133_000_01, 112_500_00, 3_000_99, 3_50)
    assert (suppliers, cents, top, largest, left_out) == (4, sum(each), sum(each), 133_000_01, 0)
    assert squares == Decimal(sum(one * one for one in each))
    assert herfindahl(squares, cents) == 4915


def test_squares_of_a_whole_country_stay_exact(opened: Opened, ask: Any) -> None:
    # a hundred billion euros with each of three suppliers: far past what 64 bits or a float can hold
    vast = 10_000_000_000_001
    rows = [("a", 2025, number, None, None, "procurement", 1, vast) for number in range(3)]
    schema = {
        "authority": "string",
        "year": "int32",
        "creditor": "int32",
        "firm": "string",
        "link": "string",
        "kind": "string",
        "lines": "int64",
        "cents": "int64",
    }
    [(_, cents, *_, squares, _left)] = ask(concentration(opened.engine.small(rows, schema)))
    assert (cents, squares) == (3 * vast, 3 * vast * vast)
    assert herfindahl(squares, cents) == 3333


def test_who_has_only_credit_counts_for_no_concentration(opened: Opened, ask: Any) -> None:
    credit = opened.suppliers.filter(opened.suppliers.credit_cents < 0)
    [(suppliers, cents, *_)] = ask(concentration(credit.mutate(cents=credit.credit_cents)))
    assert (suppliers, cents) == (0, 0)


def test_new_and_lost_are_unknown_without_a_year_before(opened: Opened, ask: Any) -> None:
    assert ask(changes(opened.suppliers)) == [
        ("0010", 2024, 2, 186_000_01, None, None, None, None),
        ("0010", 2025, 2, 50_000_99, 1, 3_000_99, 1, 100_000_00),
        ("veen", 2025, 2, 12_503_50, None, None, None, None),
    ]


def test_a_firm_that_moved_to_another_authority_is_lost_to_neither_country_nor_firm(
    opened: Opened, ask: Any
) -> None:
    assert ask(changes(opened.suppliers, ()))[1] == (2025, 4, 62_504_49, 2, 3_004_49, 0, 0)


def test_the_tail_is_who_is_not_needed_for_four_fifths(opened: Opened, ask: Any) -> None:
    assert ask(tail(opened.suppliers, ())) == [
        (4, 248_504_50, 9, 2, 245_500_01, 2, 3_004_49, 3),
    ]


def test_the_largest_are_named_once_with_the_spelling_of_most_money(opened: Opened, ask: Any) -> None:
    rows = ask(top_creditors(opened.suppliers, opened.creditors, (), limit=3))
    assert rows == [
        (1, "0010#2", "De Schilder", 4, 133_000_01),
        (2, "firm-7", "Groenwerk BV", 2, 112_500_00),
        (3, "0010#-1", "Kantoor & Co", 1, 3_000_99),
    ]


def test_in_public_nobody_is_named_who_may_be_a_natural_person(opened: Opened, ask: Any) -> None:
    rows = ask(top_creditors(opened.suppliers, opened.creditors, (), public=True))
    assert [name for _, _, name, *_ in rows] == [None, "Groenwerk BV", None, None]


def test_payment_terms_of_small_firms_beside_the_rest(opened: Opened, ask: Any) -> None:
    # small: 20, 46, 29, 0 and 4 days; the credit note without an invoice date does not count
    assert ask(payment_term(opened.totals)) == [(True, 6, 5, 99, 1), (None, 3, 3, 75, 1)]
    assert (tenths(99, 5), parts(1, 5)) == (198, 2000)


def test_money_to_neighbourhoods_adds_up(opened: Opened, ask: Any) -> None:
    [row] = ask(deprivation(opened.suppliers, opened.creditors, 0.3, ()))
    assert row == (112_500_00, 0, 136_004_50, 248_504_50)


def test_a_class_of_fewer_than_three_tells_nothing_of_the_others(opened: Opened, ask: Any) -> None:
    two = opened.engine.small(
        [("0010", "small"), ("veen", "small")], {"authority": "string", "size_class": "string"}
    )
    for row in ask(benchmark(opened.totals, two)):
        assert row[-4:] == (None, None, None, None)


def test_a_class_of_three_is_shown_beside_each_of_them(opened: Opened, ask: Any) -> None:
    columns = ("kind", "year", "social", "innovator", "lines", "cents")
    table = opened.totals.filter(opened.totals.authority == "veen").select("authority", *columns)
    three = table
    for code in ("b", "c"):
        three = three.union(
            table.mutate(authority=opened.engine.small([(code,)], {"x": "string"}).x.as_scalar())
        )
    sizes = opened.engine.small(
        [(code, "small") for code in ("veen", "b", "c")], {"authority": "string", "size_class": "string"}
    )
    rows = ask(benchmark(three, sizes))
    own = (12_500_00, 0, 3_50, 12_503_50)
    assert rows == [(2025, "small", code, *own, 3, *(3 * one for one in own)) for code in ("b", "c", "veen")]
