"""How well a heading and the values under it fit each role: two numbers and the words for them.

Each role has its own rules: what a heading must speak of and must not, and what its values must be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from meerwaarde.exchange.payments.records import Role
from meerwaarde.exchange.payments.shapes import Shape

Subjects = frozenset[str]


class Claim(msgspec.Struct, frozen=True):
    """What a heading that speaks of all of `of`, and of none of `without`, is worth for a role (0 to 1)."""

    of: frozenset[str]
    without: frozenset[str]
    worth: float


def _claim(of: str, worth: float, without: str = "") -> Claim:
    return Claim(frozenset(of.split()), frozenset(without.split()), worth)


_NO_DAY: Final = "due order span contract time contact received"
_NO_MONEY: Final = (
    "number date other_money foreign contract order kind_of_money contact state bank span year name"
)
_NO_WHO: Final = (
    "place contact state bank registration kvk vat date amount category kind_of_money person debtor"
)
_NO_TEXT: Final = "supplier date kind_of_money contract contact state bank place kvk"

_CLAIMS: Final[Mapping[Role, tuple[Claim, ...]]] = {
    "date": (
        _claim("date pay", 1.0, _NO_DAY),
        _claim("date book", 0.93, _NO_DAY),
        _claim("date", 0.9, f"{_NO_DAY} invoice year person"),
        _claim("date invoice", 0.75, _NO_DAY),
        _claim("period", 0.6, "amount number span contract"),
        _claim("date received", 0.4, "due order span contract"),
        _claim("pay", 0.45, "amount number name"),
    ),
    "invoice_date": (_claim("date invoice", 0.97, f"{_NO_DAY} pay"),),
    "supplier": (
        _claim("supplier name", 1.0, _NO_WHO),
        _claim("supplier", 0.92, f"{_NO_WHO} number department"),
        _claim("supplier description", 0.8, _NO_WHO),
        _claim("supplier number", 0.6, _NO_WHO),
        _claim("name", 0.5, f"{_NO_WHO} authority department cost_centre account category contract order"),
    ),
    "supplier_id": (
        _claim("supplier number", 1.0, "place contact registration kvk vat bank date"),
        _claim(
            "supplier", 0.75, "place contact registration kvk vat bank date amount category state description"
        ),
    ),
    "amount": (
        _claim("amount net", 1.0, _NO_MONEY),
        _claim("net", 0.95, f"{_NO_MONEY} gross"),
        _claim("amount net vat", 1.0, _NO_MONEY),
        _claim("amount line", 0.95, f"{_NO_MONEY} gross vat"),
        _claim("amount local", 0.93, f"{_NO_MONEY} gross vat department category account cost_centre"),
        _claim("amount", 0.9, f"{_NO_MONEY} gross vat department category account cost_centre description"),
        _claim("amount gross", 0.6, _NO_MONEY),
        _claim("gross", 0.55, _NO_MONEY),
        _claim("amount account", 0.5, f"{_NO_MONEY} gross vat"),
        _claim("debit", 0.7, f"{_NO_MONEY} account supplier"),
        _claim("amount contract", 0.5, "number date other_money"),
        _claim("amount other_money", 0.35, "number date contract"),
        _claim("amount foreign", 0.4, "number date contract"),
        _claim("pay", 0.5, "date number name department transaction"),
    ),
    "gross": (
        _claim("gross", 1.0, "net date number contract"),
        _claim("amount gross", 1.0, "net date number contract"),
    ),
    "vat": (_claim("vat", 1.0, "net gross number registration date category description supplier"),),
    "description": (
        _claim("description", 1.0, f"{_NO_TEXT} account department category cost_centre amount number"),
        _claim("description amount", 0.9, f"{_NO_TEXT} account department category cost_centre number"),
        _claim("description number", 0.7, f"{_NO_TEXT} account department category cost_centre"),
        _claim("description account", 0.78, f"{_NO_TEXT} department cost_centre"),
        _claim("description department", 0.6, f"{_NO_TEXT} account"),
        _claim("description category", 0.6, f"{_NO_TEXT} account department"),
    ),
    "department": (
        _claim(
            "department", 0.95, "supplier number date description category kind_of_money amount authority"
        ),
        _claim("department amount", 0.9, "supplier number date description category kind_of_money"),
        _claim("department name", 0.95, "supplier number date kind_of_money"),
        _claim("department description", 0.75, "supplier number date kind_of_money category"),
        _claim("department number", 0.7, "supplier date kind_of_money"),
        _claim("department category", 0.6, "supplier number date description contact"),
        _claim("cost_centre", 0.65, "supplier date"),
        _claim("cost_centre name", 0.75, "supplier date"),
        _claim("cost_centre description", 0.75, "supplier date"),
    ),
    "category": (
        _claim("goods_class", 0.97, f"{_NO_TEXT} number"),
        _claim("category", 0.92, f"{_NO_TEXT} department number authority account"),
        _claim("category department", 0.75, f"{_NO_TEXT} number"),
        _claim("category number", 0.6, _NO_TEXT),
        _claim("category account", 0.7, _NO_TEXT),
        _claim("category supplier", 0.5, "name number"),
    ),
    "account": (
        _claim("account", 0.92, "date supplier bank description"),
        _claim("account number", 0.97, "date supplier bank description"),
        _claim("account amount", 0.9, "date supplier bank description"),
        _claim("account name", 0.85, "date supplier bank"),
        _claim("account description", 0.72, "date supplier bank"),
    ),
    "reference": (
        _claim("transaction number", 1.0, "supplier date account contract order name"),
        _claim("transaction number invoice", 0.98, "supplier date account contract order name"),
        _claim("invoice number", 0.9, "supplier date account contract order name"),
        _claim("transaction", 0.8, "supplier date amount account department description pay"),
        _claim(
            "number",
            0.6,
            "supplier date account department category cost_centre contract order vat place kvk",
        ),
        _claim("number pay", 0.8, "supplier date account"),
        _claim("invoice", 0.6, "supplier date amount account department description pay"),
    ),
    "currency": (_claim("currency", 1.0, "amount date foreign"), _claim("currency", 0.9, "amount date")),
    "authority": (
        _claim("authority", 0.95, "number supplier amount date"),
        _claim("authority number", 0.7, "supplier amount date"),
        _claim("authority supplier", 0.6, "number name amount date"),
    ),
    "kvk": (_claim("kvk", 1.0, "date"), _claim("registration", 0.5, "date vat name")),
    "vat_number": (
        _claim("vat number", 1.0, "amount date"),
        _claim("vat registration", 1.0, "amount date"),
    ),
}


def worth_of_heading(role: Role, subjects: Subjects) -> float:
    """How much the words of a heading speak for a role, 0 to 1."""
    return max(
        (claim.worth for claim in _CLAIMS[role] if claim.of <= subjects and not claim.without & subjects),
        default=0.0,
    )


def worth_of_values(role: Role, shape: Shape) -> float:
    """How much the values speak for a role: 1 fits wholly, 0 says nothing, below 0 it cannot be."""
    return _VALUES[role](shape) if shape.filled else 0.0


def _amount(shape: Shape) -> float:
    if shape.money < 0.7:
        return -1.0
    looks_like_number = shape.decimals < 0.05 and shape.negative == 0.0
    if looks_like_number and shape.length > 5 and shape.variety > 0.5:
        return -0.2  # codes: long, whole and nearly all different
    return (0.4 if looks_like_number else 1.0) * (shape.money - 0.5) * 2


def _vat(shape: Shape) -> float:
    return -1.0 if shape.money < 0.7 else 0.7


def _date(shape: Shape) -> float:
    if shape.day >= 0.6:
        return shape.day
    if shape.compact_day >= 0.8:
        return 0.6
    if shape.month >= 0.8:
        return 0.8
    # Days of a workbook, or months as 202204: only a heading can tell those from numbers.
    return 0.1 if shape.whole > 0.9 and 5 <= shape.length <= 6.5 else -1.0


def _supplier(shape: Shape) -> float:
    if shape.words < 0.5 or shape.day > 0.3 or shape.money > 0.5 or shape.address > 0.3:
        return -1.0
    names = min(1.0, shape.firm / 0.3)
    # Many are paid; a handful of names over many lines are departments.
    spread = (
        0.0
        if shape.distinct < 3 and shape.rows > 10
        else min(1.0, shape.distinct / (4 + 0.05 * shape.filled))
    )
    return (0.3 + 0.5 * names + 0.2 * (shape.length < 45)) * spread


def _number(shape: Shape) -> float:
    """Numbers of creditors: codes that come back."""
    if shape.code < 0.6 or shape.day > 0.3 or shape.decimals > 0.2 or shape.iban > 0.3:
        return -1.0
    return 0.5 if shape.distinct > 2 or shape.rows < 10 else 0.1


def _text(shape: Shape) -> float:
    if shape.day > 0.3 or shape.decimals > 0.3 or shape.address > 0.3 or shape.currency > 0.5:
        return -1.0
    if shape.rows >= 40 and shape.distinct < 8 and shape.fill > 0.6:
        return -1.0  # a handful of texts is a kind, not what was bought
    return 0.2 + 0.5 * shape.words + 0.3 * min(1.0, shape.variety / 0.2)


def _few(shape: Shape) -> float:
    """Texts or codes that come back often."""
    if shape.day > 0.3 or shape.decimals > 0.2 or shape.address > 0.3 or shape.iban > 0.3:
        return -1.0
    if shape.variety > 0.6 and shape.rows > 20:
        return -0.5
    alone = shape.distinct <= 1 and shape.rows > 10
    return (0.3 if alone else 0.6) + 0.4 * (shape.words - 0.5)


def _account(shape: Shape) -> float:
    if shape.day > 0.3 or shape.decimals > 0.2 or shape.address > 0.3 or shape.iban > 0.3:
        return -1.0
    # Of two ledgers codes the finer one tells more.
    return (
        0.5 + 0.3 * shape.code + min(0.2, shape.distinct / 250)
        if shape.variety < 0.6 or shape.rows <= 20
        else 0.0
    )


def _reference(shape: Shape) -> float:
    if shape.code < 0.5 or shape.day > 0.3 or shape.decimals > 0.2 or shape.address > 0.3:
        return -1.0
    return min(1.0, 0.1 + shape.variety) if shape.distinct > 1 else -0.3


def _authority(shape: Shape) -> float:
    if shape.day > 0.3 or shape.decimals > 0.2 or shape.distinct > 20 or shape.address > 0.3:
        return -1.0
    return 0.85 if shape.distinct <= 1 else 0.9 if shape.distinct <= 5 else 0.3


_VALUES: Final[Mapping[Role, Callable[[Shape], float]]] = {
    "date": _date,
    "invoice_date": _date,
    "supplier": _supplier,
    "supplier_id": _number,
    "amount": _amount,
    "gross": _amount,
    "vat": _vat,
    "description": _text,
    "department": _few,
    "category": _few,
    "account": _account,
    "reference": _reference,
    "currency": lambda shape: shape.currency if shape.currency > 0.8 else -1.0,
    "authority": _authority,
    "kvk": lambda shape: shape.kvk if shape.kvk > 0.7 else -1.0,
    "vat_number": lambda shape: shape.vat_number if shape.vat_number > 0.6 else -1.0,
}

WITHOUT_HEADING: Final[Mapping[Role, float]] = {
    "description": 0.5,
    "date": 0.75,
    "supplier": 0.6,
    "amount": 0.7,
    "currency": 0.7,
    "vat_number": 0.8,
}
"""Roles that values alone can tell, and how far they are believed."""


def score_of(role: Role, subjects: Subjects, shape: Shape) -> float:
    """How well a column fits a role, 0 to 1; 0 where its heading or its values rule it out."""
    values = worth_of_values(role, shape)
    heading = worth_of_heading(role, subjects)
    if values <= -1.0:
        return 0.0
    if heading == 0.0:
        alone = WITHOUT_HEADING.get(role, 0.0) if not subjects else 0.0
        if role == "description" and (shape.variety < 0.4 or shape.words < 0.7 or shape.firm > 0.2):
            return 0.0
        return max(0.0, values) * alone
    if not shape.filled:
        return heading * 0.5 if role == "description" else 0.0
    score = max(0.0, min(1.0, heading * 0.75 + values * 0.25))
    # A text that stands in a few lines only says less than one that stands in all.
    return score * (0.65 + 0.35 * min(1.0, shape.fill * 2)) if role in {"description", "category"} else score
