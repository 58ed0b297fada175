"""What marts share: the words to group by, what counts as procurement, and which lines are one firm's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from meerwaarde.analysis.dimensions import PROCUREMENT
from meerwaarde.analysis.tables import Column, Table, ibis

GROUPS = (
    "authority",
    "year",
    "quarter",
    "department",
    "category",
    "theme",
    "band",
    "link",
    "social",
    "innovator",
    "local",
    "regional",
    "small",
    "legal_form",
)
"""What figures can be taken apart by. `theme` needs `with_themes` first."""

MARKS = ("social", "innovator", "local", "regional", "small")
"""What a supplier is, is not, or is not known to be."""

THEME_SCHEMA: Mapping[str, str] = {"authority": "string", "category": "string", "theme": "string"}
"""Which theme is the foremost of a category at an authority."""


class UnknownGroup(ValueError):
    """A word to group by that is none of `GROUPS`, or that the table does not have."""

    def __init__(self, word: str, known: Sequence[str]) -> None:
        super().__init__(f"Cannot group by {word!r}. There are: {', '.join(known)}.")
        self.word = word
        self.known = tuple(known)


def checked(table: Table, by: Sequence[str]) -> list[str]:
    """The words once each, in their order. Raises `UnknownGroup`."""
    known = [word for word in GROUPS if word in table.columns]
    for word in by:
        if word not in known:
            raise UnknownGroup(word, known)
    return list(dict.fromkeys(by))


def procurement(table: Table) -> Table:
    """Without what an exclusion rule took out."""
    return table.filter(table.kind == PROCUREMENT)


def with_themes(table: Table, themes: Table) -> Table:
    """`table` with the column `theme`: the foremost theme of the category, null where none is named.

    One theme a category, so that the parts add up to the whole. `themes` has `THEME_SCHEMA`.
    """
    named = themes.select(themes.theme, at=themes.authority, of=themes.category)
    return table.left_join(named, [table.authority == named.at, table.category == named.of]).drop("at", "of")


def with_party(suppliers: Table) -> Table:
    """`suppliers` with the column `party`: the firm where a link is certain, else the creditor by itself.

    Creditor numbers mean something within one authority alone; firms are the same everywhere.
    """
    alone = suppliers.authority.concat("#", suppliers.creditor.cast("string"))
    certain = (suppliers.link == "linked") & suppliers.firm.notnull()
    return suppliers.mutate(party=ibis.cases((certain, suppliers.firm), else_=alone))


def per_party(suppliers: Table, by: Sequence[str]) -> Table:
    """Lines and cents of each party within each group."""
    table = with_party(procurement(suppliers))
    keys = [*checked(table, by), "party"]
    return table.group_by(keys).agg(lines=table.lines.sum(), cents=table.cents.sum())


def together(table: Table, by: Sequence[str], **sums: Column) -> Table:
    """The sums per group in the order of the groups; without words to group by one row, of the whole."""
    if not by:
        return table.aggregate(**sums)
    return table.group_by(list(by)).agg(**sums).order_by(list(by))


def sum_of(column: Column, where: Column | None = None) -> Column:
    """A sum that is 0 where nothing is added."""
    return column.sum(where=where).fill_null(0)
