"""The proposal: each role to the column that fits it best, with the reasons in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from meerwaarde.exchange.payments.evidence import score_of, worth_of_heading
from meerwaarde.exchange.payments.records import ROLE_NAMES, Note, ProposedColumn, Role
from meerwaarde.exchange.payments.shapes import Shape, shape_of
from meerwaarde.exchange.payments.values import Decimal, cents_of
from meerwaarde.exchange.payments.words import subjects_of
from meerwaarde.rules.text import Text

_LEAST: Final = 0.42
_LEAST_ROWS: Final = 3
_CAPITAL_OR_REVENUE: Final = re.compile(
    r"(capital|revenue|investering(en)?|exploitatie)( (expenditure|income|uitgaven|inkomsten))?"
)


class Column(msgspec.Struct, frozen=True):
    """A column as it was found: its heading, what that speaks of, its sampled values and their shape."""

    index: int
    heading: str
    subjects: frozenset[str]
    values: tuple[str, ...]
    shape: Shape


def columns_of(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """The columns of a table from its headings and sampled rows; rows may be shorter or longer."""
    found = []
    for index, heading in enumerate(headings):
        values = tuple(row[index] if index < len(row) else "" for row in rows)
        subjects = subjects_of(heading) | ({"kind_of_money"} if _tells_capital_or_revenue(values) else set())
        found.append(Column(index, heading, subjects, values, shape_of(values)))
    return tuple(found)


def _tells_capital_or_revenue(values: Sequence[str]) -> bool:
    """Whether the column only says from which kind of money was paid; no category of what was bought."""
    told = {value.lower() for value in values if value}
    return 0 < len(told) <= 6 and all(_CAPITAL_OR_REVENUE.fullmatch(value) for value in told)


def propose(
    columns: Sequence[Column], decimal: Decimal
) -> tuple[tuple[ProposedColumn, ...], tuple[Note, ...]]:
    """Each role to at most one column and each column to at most one role, best fit first.

    Net goes before gross for `amount`. Where amount and VAT add up to another column, that decides between
    the columns of money. What is left without a role says why.
    """
    scores = {(column.index, role): _score(column, role) for column in columns for role in ROLE_NAMES}
    sums = _sums(columns, decimal)
    if sums is not None:
        for role, index in zip(("gross", "vat", "amount"), sums, strict=True):
            scores[index, role] = max(scores[index, role], 0.97)  # type: ignore[index]
    taken = _assigned(scores)
    _fill_what_matters(taken, scores)
    notes = _notes(columns, taken)
    return tuple(_proposed(column, taken.get(column.index), scores, sums) for column in columns), notes


def _score(column: Column, role: Role) -> float:
    score = score_of(role, column.subjects, column.shape)
    if "kind_of_money" in column.subjects and role in {"category", "department", "description", "account"}:
        return 0.0
    return score


def _assigned(scores: Mapping[tuple[int, Role], float]) -> dict[int, Role]:
    taken: dict[int, Role] = {}
    order = sorted(scores.items(), key=lambda one: (-one[1], -_RISING.index(one[0][1]), one[0][0]))
    for (index, role), score in order:
        if score >= _LEAST and index not in taken and role not in taken.values():
            taken[index] = role
    return taken


_RISING: Final[tuple[Role, ...]] = (
    "authority",
    "currency",
    "account",
    "category",
    "department",
    "reference",
    "vat_number",
    "kvk",
    "vat",
    "supplier_id",
    "invoice_date",
    "gross",
    "description",
    "supplier",
    "date",
    "amount",
)
"""Of two equal fits the role that matters more goes first."""


def _fill_what_matters(taken: dict[int, Role], scores: Mapping[tuple[int, Role], float]) -> None:
    """A payment needs an amount and a day: those come before gross and the day of the invoice.

    So does a column that fits them better than the one that was left for them. Where gross and VAT are both
    told and net is not, gross stays gross: net is the difference.
    """
    swaps: tuple[tuple[Role, Role], ...] = (("amount", "gross"), ("date", "invoice_date"))
    for needed, instead in swaps:
        place = next((index for index, role in taken.items() if role == instead), None)
        now = next((index for index, role in taken.items() if role == needed), None)
        if now is None and instead == "gross" and "vat" in taken.values():
            continue
        if place is None or scores[place, needed] <= (scores[now, needed] if now is not None else 0.0):
            continue
        if now is not None:
            del taken[now]
        taken[place] = needed


def _sums(columns: Sequence[Column], decimal: Decimal) -> tuple[int, int, int] | None:
    """Columns of which the first less the second is the third in (nearly) all rows: gross, VAT and net."""
    money = [column for column in columns if column.shape.money > 0.9 and column.shape.distinct > 1][:12]
    cents = {column.index: [cents_of(value, decimal) for value in column.values[:400]] for column in money}
    best: tuple[float, tuple[int, int, int]] | None = None
    for gross in money:
        for vat in money:
            for net in money:
                if len({gross.index, vat.index, net.index}) < 3:
                    continue
                share = _share_that_adds_up(cents[gross.index], cents[vat.index], cents[net.index])
                if share > 0.9 and (best is None or share > best[0]):
                    best = (share, (gross.index, vat.index, net.index))
    return best[1] if best else None


def _share_that_adds_up(
    gross: Sequence[int | str], vat: Sequence[int | str], net: Sequence[int | str]
) -> float:
    """The share of rows that add up to a cent; 0 where VAT is nearly always nothing or more than the net."""
    rows = [
        (one, two, three)
        for one, two, three in zip(gross, vat, net, strict=True)
        if isinstance(one, int) and isinstance(two, int) and isinstance(three, int)
    ]
    telling = [row for row in rows if row[1] and abs(row[1]) < abs(row[2])]
    if len(telling) < max(_LEAST_ROWS, 0.1 * len(rows)) or len(rows) < _LEAST_ROWS:
        return 0.0
    if sum(abs(row[1]) > abs(row[2]) for row in rows) > 0.1 * len(rows):
        return 0.0
    return sum(abs(one - two - three) <= 1 for one, two, three in rows) / len(rows)


def _proposed(
    column: Column,
    role: Role | None,
    scores: Mapping[tuple[int, Role], float],
    sums: tuple[int, int, int] | None,
) -> ProposedColumn:
    if role is None:
        return ProposedColumn(column.index, column.heading, None, 0.0, _why_not(column), column.shape.samples)
    confidence = round(min(0.99, scores[column.index, role]), 2)
    why = _why(column, role, adds_up=sums is not None and column.index in sums)
    return ProposedColumn(column.index, column.heading, role, confidence, why, column.shape.samples)


def _why(column: Column, role: Role, *, adds_up: bool) -> Text:
    name = ROLE_NAMES[role]
    told = worth_of_heading(role, column.subjects)
    shown = column.heading[:60]
    if told >= 0.7:
        nl, en = f"De kop “{shown}” wijst op: {name.nl}.", f"The heading “{shown}” points to: {name.en}."
    elif told > 0:
        nl = f"De kop “{shown}” kan betekenen: {name.nl}."
        en = f"The heading “{shown}” may mean: {name.en}."
    elif column.heading:
        nl = f"De kop “{shown}” zegt weinig; de waarden wijzen op: {name.nl}."
        en = f"The heading “{shown}” says little; the values point to: {name.en}."
    else:
        nl = f"Er staat geen kop; de waarden wijzen op: {name.nl}."
        en = f"There is no heading; the values point to: {name.en}."
    values = _words_for(column.shape, role)
    if adds_up:
        values = Text(
            nl=f"{values.nl} Bedrag met btw min btw is bedrag zonder btw, regel voor regel.",
            en=f"{values.en} Gross less VAT is net, line by line.",
        )
    return Text(nl=f"{nl} {values.nl}", en=f"{en} {values.en}")


def _words_for(shape: Shape, role: Role) -> Text:
    """What the values say for a role, in a sentence."""
    if not shape.filled:
        return Text(nl="In dit bestand is de kolom leeg.", en="The column is empty in this file.")
    share, what = _SAID.get(role, _different)(shape)
    if what is None:
        return Text(
            nl=f"Er staan {shape.distinct} verschillende waarden in {shape.filled} bekeken regels.",
            en=f"There are {shape.distinct} different values in {shape.filled} lines looked at.",
        )
    whole = round(share * 100)
    return Text(
        nl=f"Van de bekeken waarden is {whole}% {what.nl}.", en=f"{whole}% of the values looked at {what.en}."
    )


Said = Callable[[Shape], tuple[float, Text | None]]


def _different(shape: Shape) -> tuple[float, Text | None]:
    return shape.variety, None


_A_DAY: Final = Text(nl="een datum", en="are days")
_AN_AMOUNT: Final = Text(nl="een bedrag", en="are amounts")
_SAID: Final[Mapping[Role, Said]] = {
    "date": lambda shape: (max(shape.day, shape.month, shape.compact_day), _A_DAY),
    "invoice_date": lambda shape: (max(shape.day, shape.month, shape.compact_day), _A_DAY),
    "amount": lambda shape: (shape.money, _AN_AMOUNT),
    "gross": lambda shape: (shape.money, _AN_AMOUNT),
    "vat": lambda shape: (shape.money, _AN_AMOUNT),
    "supplier": lambda shape: (shape.words, Text(nl="een naam", en="are names")),
    "supplier_id": lambda shape: (shape.code, Text(nl="een nummer of code", en="are numbers or codes")),
    "currency": lambda shape: (shape.currency, Text(nl="een muntcode", en="are currency codes")),
    "kvk": lambda shape: (
        shape.kvk,
        Text(nl="een nummer van acht cijfers", en="are numbers of eight digits"),
    ),
    "vat_number": lambda shape: (shape.vat_number, Text(nl="een btw-nummer", en="are VAT numbers")),
}


def _why_not(column: Column) -> Text:
    if not column.shape.filled:
        return Text(
            nl="In dit bestand is de kolom leeg; zij wordt niet gelezen.",
            en="The column is empty in this file; it is not read.",
        )
    if column.shape.iban > 0.5 or "bank" in column.subjects:
        return Text(
            nl="Dit zijn rekeningnummers van een bank; die worden niet gelezen of bewaard.",
            en="These are bank account numbers; they are neither read nor kept.",
        )
    if column.shape.distinct == 1:
        return Text(
            nl="Er staat overal hetzelfde; voor de cijfers is deze kolom niet nodig.",
            en="It says the same everywhere; the figures do not need this column.",
        )
    return Text(
        nl="Geen rol past, of een andere kolom past beter. Deze kolom wordt niet gelezen.",
        en="No role fits, or another column fits better. This column is not read.",
    )


def _notes(columns: Sequence[Column], taken: Mapping[int, Role]) -> tuple[Note, ...]:
    notes = []
    credit = next(
        (
            one
            for one in columns
            if "credit" in one.subjects and one.shape.money > 0.7 and one.index not in taken
        ),
        None,
    )
    debit = next(
        (one for one in columns if taken.get(one.index) == "amount" and "debit" in one.subjects), None
    )
    if credit is not None and debit is not None:
        notes.append(
            Note(
                "credit_apart",
                0,
                Text(
                    nl=f"Credit staat in een eigen kolom (“{credit.heading}”). Die bedragen tellen nu niet "
                    "mee. Voer het bestand uit met één kolom voor het bedrag.",
                    en=f"Credit stands in a column of its own (“{credit.heading}”). Those amounts do not "
                    "count now. Export the file with one column for the amount.",
                ),
            )
        )
    if "gross" in taken.values() and "amount" not in taken.values():
        notes.append(
            Note(
                "net_from_gross",
                0,
                Text(
                    nl="Geen kolom heeft het bedrag zonder btw. Wij rekenen het uit: bedrag met btw min btw.",
                    en="No column holds the net amount. We work it out: gross less VAT.",
                ),
            )
        )
    gross = next(
        (one for one in columns if taken.get(one.index) == "amount" and "gross" in one.subjects), None
    )
    if gross is not None and "net" not in gross.subjects:
        notes.append(
            Note(
                "amount_with_vat",
                0,
                Text(
                    nl=f"Het bedrag (“{gross.heading}”) is met btw. Een bedrag zonder btw staat er niet in.",
                    en=f"The amount (“{gross.heading}”) is with VAT; the file tells no net amount.",
                ),
            )
        )
    return tuple(notes)
