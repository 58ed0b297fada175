"""What a list asks of a notice: one code, one amount, one buyer, one moment, where its source shows it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final
from zoneinfo import ZoneInfo

from meerwaarde.exchange.notice.records import Amount, Notice
from meerwaarde.language.fold import fold

AMSTERDAM: Final = ZoneInfo("Europe/Amsterdam")
LONGEST_KEY: Final = 80
MOST_CENTS: Final = 2**63 - 1
_SCHEMES: Final = ("kvk", "oin")
_NUTS: Final = re.compile(r"[A-Z]{2}[A-Z0-9]{0,3}")
_TED: Final = re.compile(r"(\d{1,8}-\d{4})")
_TENDERNED: Final = re.compile(r"\d{1,12}")


def buyer_key(notice: Notice) -> str:
    """By what one recognises the first buyer: `kvk:…` or `oin:…`, else `name:…` folded; "" where unknown.

    A name is recognised only as it is written: "Gemeente Veenmeer" and "gemeente  veenmeer" are one,
    "Veenmeer" is another.
    """
    if not notice.buyers:
        return ""
    buyer = notice.buyers[0]
    for scheme in _SCHEMES:
        for one in buyer.ids:
            if one.scheme == scheme and one.value:
                return f"{scheme}:{one.value}"[:LONGEST_KEY]
    return buyer_key_of_name(buyer.name or "")


def buyer_key_of_name(name: str) -> str:
    """The key of a buyer of whom only the name is known; "" for an empty name."""
    folded = " ".join(fold(name.replace("\x00", "")).split())
    return f"name:{folded}"[:LONGEST_KEY] if folded else ""


def cents_of(amount: Amount | None) -> int | None:
    """Whole cents of an amount in euros; None for another currency and for what is no amount."""
    if amount is None or amount.currency not in {"EUR", None}:
        return None
    try:
        cents = (Decimal(amount.amount) * 100).to_integral_value(ROUND_HALF_UP)
    except InvalidOperation:
        return None
    return int(cents) if 0 <= cents <= MOST_CENTS else None


def main_nuts(notice: Notice) -> str:
    """Where it is carried out: the first place of the first lot that has one, else the seat of the buyer."""
    places = [place for lot in notice.lots for place in lot.nuts]
    places += [buyer.nuts for buyer in notice.buyers if buyer.nuts]
    return next((place for place in places if _NUTS.fullmatch(place)), "")


def moment_of(text: str | None) -> datetime | None:
    """A day or moment with its zone, else in Amsterdam; a day alone lasts until midnight."""
    if not text:
        return None
    try:
        if "T" not in text:
            return datetime.combine(date.fromisoformat(text[:10]), time(23, 59), AMSTERDAM)
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=AMSTERDAM)


def public_address(notice: Notice) -> str:
    """Where the source shows this notice to people; "" where that is not known."""
    number = notice.id or ""
    if notice.source == "tenderned" and _TENDERNED.fullmatch(number):
        return f"https://www.tenderned.nl/aankondigingen/overzicht/{number}"
    if notice.source == "ted" and (found := _TED.fullmatch(number)):
        return f"https://ted.europa.eu/nl/notice/-/detail/{found[1]}"
    return ""
