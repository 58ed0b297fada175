"""Whether a file holds payments at all, and in words why (not)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from meerwaarde.exchange.payments.propose import Column
from meerwaarde.exchange.payments.records import Role
from meerwaarde.rules.text import Text

_MANY: Final = 8


def verdict_of(columns: Sequence[Column], roles: Mapping[Role, int], rows: int) -> tuple[bool, Text]:
    """Whether the table holds payments: who was paid what, line by line, and no contracts, orders or sums."""
    if rows == 0:
        return False, Text(
            nl="Onder de kop staan geen regels.",
            en="There are no lines below the header.",
        )
    for speaks_against in (_orders, _no_amount, _contracts, _income, _nobody_paid, _sums_per_supplier):
        if (why := speaks_against(columns, roles)) is not None:
            return False, why
    if "date" not in roles:
        return True, Text(
            nl="Het bestand noemt per regel wie hoeveel kreeg, maar geen datum. "
            "Voeg eerst een kolom met de dag of de maand toe.",
            en="The file tells per line who got how much, but no day. Add a column with it first.",
        )
    return True, Text(
        nl="Het bestand noemt per regel wie, wanneer en hoeveel.",
        en="The file tells per line who, when and how much.",
    )


def _no_amount(columns: Sequence[Column], roles: Mapping[Role, int]) -> Text | None:
    if "amount" in roles or "gross" in roles:
        return None
    return Text(
        nl="Geen kolom heeft bedragen; zonder bedrag zijn er geen betalingen.",
        en="No column holds amounts; without an amount there are no payments.",
    )


def _contracts(columns: Sequence[Column], roles: Mapping[Role, int]) -> Text | None:
    about = sum("contract" in column.subjects for column in columns)
    span = sum("span" in column.subjects for column in columns)
    paid = any({"pay", "invoice", "book"} & column.subjects - {"contract"} for column in columns)
    dated = "date" in roles
    if (about >= 2 and span >= 2 and not (paid and dated)) or (span >= 2 and about and not dated):
        return Text(
            nl="Dit lijkt een register van contracten: begin, einde en waarde, maar geen betalingen.",
            en="This looks like a register of contracts: start, end and value, but no payments.",
        )
    amount = columns[roles["amount"] if "amount" in roles else roles["gross"]]
    if "contract" in amount.subjects or ("other_money" in amount.subjects and not paid):
        return Text(
            nl="De bedragen zijn waarden van contracten of begrotingen, geen betalingen.",
            en="The amounts are values of contracts or budgets, no payments.",
        )
    return None


def _orders(columns: Sequence[Column], _roles: Mapping[Role, int]) -> Text | None:
    about = [column for column in columns if "order" in column.subjects]
    paid = any({"pay", "invoice", "book", "transaction"} & column.subjects for column in columns)
    if len(about) >= 2 and not paid and any({"date", "amount"} & column.subjects for column in about):
        return Text(
            nl="Dit lijkt een lijst van bestellingen; wat betaald is, staat er niet in.",
            en="This looks like a list of orders; what was paid is not in it.",
        )
    return None


def _income(columns: Sequence[Column], roles: Mapping[Role, int]) -> Text | None:
    if any("debtor" in column.subjects for column in columns) and "supplier" not in roles:
        return Text(
            nl="Dit lijkt een lijst van debiteuren: geld dat binnenkomt, geen betalingen.",
            en="This looks like a list of debtors: money that comes in, no payments.",
        )
    return None


def _nobody_paid(columns: Sequence[Column], roles: Mapping[Role, int]) -> Text | None:
    if "supplier" in roles or "supplier_id" in roles:
        return None
    return Text(
        nl="Geen kolom noemt aan wie is betaald.",
        en="No column tells who was paid.",
    )


def _sums_per_supplier(columns: Sequence[Column], roles: Mapping[Role, int]) -> Text | None:
    if "date" in roles or "reference" in roles or "supplier" not in roles:
        return None
    names = columns[roles["supplier"]].shape
    if names.filled >= _MANY and names.distinct == names.filled:
        return Text(
            nl="Elke crediteur staat er één keer in, zonder datum. Dit zijn totalen, geen betalingen.",
            en="Each creditor stands in it once, without a day. These are totals, no payments.",
        )
    return None
