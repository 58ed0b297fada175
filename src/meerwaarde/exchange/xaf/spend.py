"""Which lines of a booking are spend, with whom, and with how much VAT.

In a purchase book a booking has the supplier's account on one side; on the other side stand the costs (or an
asset, or a stock) and the VAT. Spend is that other side without the VAT: debit counts, credit takes off.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.xaf.records import LedgerAccount, Party, VatCode

Role = Literal["creditors", "debtors", "vat", "money", "cost", "balance"]
Sort = Literal["purchase", "general", "money", "none"]

# Groups of the reference classification of ledger accounts (RGS), and the words of those who do not use it.
_RGS: Final[tuple[tuple[str, Role], ...]] = (
    ("BSchCre", "creditors"),
    ("BSchBepBtw", "vat"),
    ("BVorVbkTvo", "vat"),
    ("BVorDeb", "debtors"),
    ("BLim", "money"),
    ("W", "cost"),
)
_WORDS: Final[tuple[tuple[re.Pattern[str], Role], ...]] = (
    (re.compile(r"\b(btw|b\.t\.w|omzetbelasting|voorbelasting|bcf|vat)\b|btw-compensatie", re.I), "vat"),
    (re.compile(r"crediteur|leveranciers|accounts payable|creditors", re.I), "creditors"),
    (re.compile(r"debiteur|accounts receivable|debtors", re.I), "debtors"),
    (re.compile(r"\b(bank|kas|girorekening|betaalrekening|kruisposten|cash)\b", re.I), "money"),
)
_SORTS: Final[Mapping[str, Sort]] = {"P": "purchase", "S": "none", "Y": "none", "B": "money", "C": "money"}
_PURCHASE: Final = re.compile(r"inkoop|crediteur|purchase", re.I)


class Line(msgspec.Struct, gc=False):
    """One line of a booking on its way to become spend; `number` counts the lines of the file from 1.

    What the file does not say is "".
    """

    number: int
    account: str
    cents: int
    party: str
    vat_cents: int | None
    description: str
    reference: str
    cost_centre: str


class Booking(msgspec.Struct, gc=False):
    """A booking with the lines that matter; `date` is its day of booking."""

    date: datetime.date
    description: str | None
    lines: list[Line]


class Ledger:
    """Accounts and parties of one file, and the roles that the accounts play."""

    def __init__(self, currency: str = "EUR") -> None:
        self.currency = currency
        self.parties: dict[str, Party] = {}
        self.accounts: dict[str, LedgerAccount] = {}
        self._vat_accounts: set[str] = set()
        self.roles: dict[str, Role] = {}

    def know_vat(self, code: VatCode) -> None:
        """The accounts of a VAT code hold VAT and no spend."""
        self._vat_accounts.update(filter(None, (code.to_pay, code.to_claim)))

    def role(self, account: str) -> Role:
        """What the account is for; an account that the file does not describe is taken for a cost."""
        known = self.roles.get(account)
        if known is None:
            known = self.roles[account] = self._found_role(account)
        return known

    def _found_role(self, account: str) -> Role:
        if account in self._vat_accounts:
            return "vat"
        described = self.accounts.get(account)
        if described is None:
            return "cost"
        for start, role in _RGS:
            if (described.rgs or "").startswith(start):
                return role
        if described.kind == "profit_and_loss":
            return "cost"
        for words, role in _WORDS:
            if words.search(described.description or ""):
                return role
        return "balance"

    def sort(self, kind: str | None, description: str, offset_account: str | None) -> Sort:
        """What a journal gives: purchases, general bookings, money that moves, or nothing (sales, wages)."""
        if kind:
            return _SORTS.get(kind, "general")
        if offset_account and (role := self.role(offset_account)) in {"creditors", "debtors", "money"}:
            return {"creditors": "purchase", "debtors": "none", "money": "money"}[role]  # type: ignore[return-value]
        return "purchase" if _PURCHASE.search(description) else "general"

    def may_supply(self, party: str) -> bool:
        """Whether the party is a supplier as far as the file tells."""
        known = self.parties.get(party)
        return known is None or known.kind in {"supplier", "both", "unknown"}


def spend_of(
    booking: Booking, sort: Sort, ledger: Ledger, offset_account: str | None
) -> tuple[Iterable[PaymentLine], list[Line]]:
    """The spend of one booking, and the lines that are spend but of nobody known.

    purchase: every line but those of creditors, VAT and money. general (memorial and the like): lines on cost
    accounts, with their own supplier or with that of the booking's creditor line. money (bank, cash): only
    cost lines that name a supplier themselves, for the rest pays what was booked before. VAT is told only
    where costs and VAT together are what the creditor is owed, so that a gross amount is never a guess.
    """
    creditors: set[str] = set()
    owed = vat_booked = 0
    spend: list[Line] = []
    roles = ledger.roles
    for line in booking.lines:
        account = line.account
        role: Role = "creditors" if account == offset_account else roles.get(account) or ledger.role(account)
        if role == "creditors":
            owed -= line.cents
            if line.party:
                creditors.add(line.party)
        elif role == "vat":
            vat_booked += line.cents
        elif role == "cost" or (role == "balance" and sort == "purchase"):
            spend.append(line)
    if sort != "purchase":
        spend = [line for line in spend if _is_named_spend(line, sort, ledger, creditors)]
    if not spend:
        return (), []
    only = _only_supplier(booking.lines, creditors) if sort != "money" else None
    vat = _vat_of(spend, vat_booked, owed) if creditors else None
    found, nobodys = [], []
    for position, line in enumerate(spend):
        supplier = line.party or only
        if not supplier:
            nobodys.append(line)
        else:
            found.append(_payment(booking, line, supplier, vat[position] if vat else None, ledger))
    return found, nobodys


def _is_named_spend(line: Line, sort: Sort, ledger: Ledger, creditors: set[str]) -> bool:
    if line.party:
        return ledger.may_supply(line.party)
    return sort == "general" and bool(creditors)


def _only_supplier(lines: list[Line], creditors: set[str]) -> str | None:
    """The one supplier of the booking, on the creditor's line or else on any; None where there are more."""
    named = creditors or {line.party for line in lines if line.party}
    return next(iter(named)) if len(named) == 1 else None


def _vat_of(spend: list[Line], booked: int, owed: int) -> list[int] | None:
    costs = sum(line.cents for line in spend)
    if any(line.vat_cents is not None for line in spend):
        vat = [line.vat_cents or 0 for line in spend]
    elif booked == 0:
        vat = [0] * len(spend)
    else:
        vat = [booked] if len(spend) == 1 else []
    return vat if vat and costs + sum(vat) == owed else None


def _payment(booking: Booking, line: Line, supplier: str, vat: int | None, ledger: Ledger) -> PaymentLine:
    party = ledger.parties.get(supplier)
    account = ledger.accounts.get(line.account)
    return PaymentLine(
        line=line.number,
        supplier=(party.name if party else None) or supplier,
        supplier_id=supplier,
        kvk=party.kvk if party else None,
        vat_number=party.vat_number if party else None,
        date=booking.date,
        cents=line.cents,
        vat_cents=vat,
        gross_cents=None if vat is None else line.cents + vat,
        currency=ledger.currency,
        description=line.description or booking.description or None,
        department=line.cost_centre or None,
        category=account.description if account else None,
        account=line.account,
        reference=line.reference or None,
    )
