"""What is opened of a lake for a question: totals, roll-ups by supplier, creditors, ledger, each when it is
needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, reduce
from pathlib import Path

from meerwaarde.analysis.dimensions import CREDITOR_COLUMNS, read_size_class, read_themes
from meerwaarde.analysis.engine import Engine
from meerwaarde.analysis.lake import Lake
from meerwaarde.analysis.marts.benchmark import SIZE_SCHEMA
from meerwaarde.analysis.marts.catalogue import Question, Row, named
from meerwaarde.analysis.marts.grouping import THEME_SCHEMA, with_themes
from meerwaarde.analysis.rollups import (
    OVERVIEW_COLUMNS,
    SUPPLIER_COLUMNS,
    TOTAL_COLUMNS,
    Receipt,
    creditors_path,
    open_ledger,
    overview_path,
    receipts,
    suppliers_paths,
    totals_paths,
)
from meerwaarde.analysis.tables import Table, ibis


class Opened:
    """The tables under some receipts of roll-ups, on one engine. Themes are beside their categories
    already."""

    def __init__(self, engine: Engine, root: Path, some: Sequence[Receipt]) -> None:
        self.engine = engine
        self.root = root
        self.receipts = tuple(some)
        self._compiled: dict[Question, str] = {}
        self.authorities = tuple(dict.fromkeys(one.authority for one in some))

    def ask(self, question: Question) -> list[Row]:
        """The rows of a question as the mart gives them. Raises `UnknownMart`, `UnknownGroup`."""
        query = self._compiled.get(question)
        if query is None:
            query = self._compiled[question] = self.engine.compiled(named(question.mart).ask(self, question))
        return self.engine.run(query)

    def totals_for(self, question: Question) -> Table:
        """The totals, with themes where the question asks for them."""
        return self.totals if "theme" in question.by else self.plain_totals

    def amounts_for(self, question: Question) -> Table:
        """The overview where it has every word of the question, else the totals: the sums are the same."""
        if self.overview is not None and set(question.by) <= set(OVERVIEW_COLUMNS):
            return self.overview
        return self.totals_for(question)

    @cached_property
    def overview(self) -> Table | None:
        """`OVERVIEW_COLUMNS` of just these receipts; None where there is no overview that holds them."""
        path = overview_path(self.root)
        years = sorted({one.year for one in self.receipts})
        there = {(one.authority, one.year) for one in receipts(self.root)}
        block = {(code, year) for code in self.authorities for year in years} & there
        if path is None or block != {(one.authority, one.year) for one in self.receipts}:
            return None
        table = self.engine.open([path], OVERVIEW_COLUMNS)
        if block == there:
            return table
        return table.filter(table.authority.isin(self.authorities) & table.year.isin(years))

    def suppliers_for(self, question: Question) -> Table:
        """The roll-up by supplier, with themes where the question asks for them."""
        return self.suppliers if "theme" in question.by else self.plain_suppliers

    @cached_property
    def plain_totals(self) -> Table:
        """`TOTAL_COLUMNS`."""
        return self.engine.open(totals_paths(self.root, self.receipts), TOTAL_COLUMNS)

    @cached_property
    def plain_suppliers(self) -> Table:
        """`SUPPLIER_COLUMNS`."""
        return self.engine.open(suppliers_paths(self.root, self.receipts), SUPPLIER_COLUMNS)

    @cached_property
    def totals(self) -> Table:
        """`TOTAL_COLUMNS` and theme."""
        return with_themes(self.plain_totals, self._themes)

    @cached_property
    def suppliers(self) -> Table:
        """`SUPPLIER_COLUMNS` and theme."""
        return with_themes(self.plain_suppliers, self._themes)

    @cached_property
    def creditors(self) -> Table:
        """`CREDITOR_COLUMNS` and authority: every creditor that occurs, and whoever the dimensions list."""
        if not self.authorities:
            return self.engine.small((), {**CREDITOR_COLUMNS, "authority": "string"})
        some = (
            self.engine.open([str(creditors_path(self.root, code))], CREDITOR_COLUMNS).mutate(
                authority=ibis.literal(code)
            )
            for code in self.authorities
        )
        return reduce(ibis.union, some)

    @cached_property
    def entries(self) -> Table:
        """The ledger of all lines under the receipts, line by line; for one authority, or a few."""
        lake = Lake(self.root)
        some = []
        for code in self.authorities:
            mine = [one for one in self.receipts if one.authority == code]
            years = [one.year for one in mine]
            some.append(open_ledger(self.engine, lake, code, term_days=mine[0].term_days, years=years))
        return reduce(ibis.union, some)

    @cached_property
    def sizes(self) -> Table:
        """`benchmark.SIZE_SCHEMA`."""
        rows = [(code, read_size_class(self.root, code)) for code in self.authorities]
        return self.engine.small(rows, SIZE_SCHEMA)

    @cached_property
    def _themes(self) -> Table:
        rows = [
            (code, category, theme)
            for code in self.authorities
            for category, theme in sorted(read_themes(self.root, code).items())
        ]
        return self.engine.small(rows, THEME_SCHEMA)
