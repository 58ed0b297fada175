"""The bookings of an audit file: their lines, their balance, and the spend in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Final

from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.xaf import complaints as say
from meerwaarde.exchange.xaf.complaints import Complaints
from meerwaarde.exchange.xaf.records import Company, Control, Header, Totals
from meerwaarde.exchange.xaf.spend import Booking, Ledger, Line, Sort, spend_of
from meerwaarde.exchange.xaf.values import cents_of, day_of

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_DAYS: Final = 5_000
LINES_AT_ONCE: Final = 1_000
"""A memorial booking can have every line of a year; so many wait as texts, the rest is counted already."""
EndHandler = Callable[[str], None]
Fields = dict[str, str]
_LINE: Final[Fields] = dict.fromkeys(
    [
        *("nr", "accID", "docRef", "effDate", "desc", "amnt", "amntTp", "custSupID", "invRef", "costID"),
        *("vatID", "vatPerc", "vatAmnt", "vatAmntTp"),
    ],
    "",
)
"""The texts of a line before it is read; a copy that has its keys costs half of a dictionary that grows."""


class Found:
    """What was found so far; fills while the file is read."""

    def __init__(self) -> None:
        self.header = Header()
        self.company = Company()
        self.ledger = Ledger()
        self.controls: list[Control] = []
        self.lines = 0
        self.transactions = 0
        self.refused = 0
        self.whole = False


class Bookings:
    """The booking that is being read, and what all bookings so far come to."""

    def __init__(self, file: Found, complaints: Complaints) -> None:
        self.file, self.complaints = file, complaints
        self.head: Fields = {}
        self.settled = 0
        self._waiting: list[tuple[Fields, int | None]] = []
        self._booked: list[Line] = []
        self._ready: list[PaymentLine] = []
        self._days: dict[str, datetime.date] = {}
        self._sort: Sort = "none"
        self._journal: Fields = {}
        self._offset: str | None = None
        self._debit = self._credit = self._all_debit = self._all_credit = 0

    def taken(self) -> list[PaymentLine]:
        """The spend that was completed since the last time this was asked."""
        taken, self._ready = self._ready, []
        return taken

    def totals(self) -> Totals:
        """What all bookings so far come to."""
        return Totals(self.file.lines, self._all_debit, self._all_credit)

    def end_of_line(self, texts: list[str], leave: Callable[[], None]) -> EndHandler:
        """The handler of end tags among the lines of a booking; `leave` is called where the booking ends.

        This is called for every element of most of the file, so it looks up as little as it can.
        """
        waiting, settle, fresh = self._waiting, self._settle, _LINE.copy
        fields: Fields = _LINE.copy()
        vat: int | None = None

        def end(name: str) -> None:
            nonlocal fields, vat
            if name == "trLine":
                waiting.append((fields, vat))
                fields, vat = fresh(), None
                texts.clear()
                if len(waiting) == LINES_AT_ONCE:
                    settle()
            elif name == "vat":
                cents = cents_of(fields["vatAmnt"])
                if cents is not None:
                    vat = (vat or 0) + (-cents if fields["vatAmntTp"] == "C" else cents)
                texts.clear()
            elif name == "transaction":
                fields, vat = fresh(), None
                leave()
            elif texts:
                text = texts.pop()
                if texts:  # the parser gives a text of over 64 kB in pieces
                    text = "".join(texts) + text
                    texts.clear()
                fields[name] = text.strip()

        return end

    def open(self, journal: Fields) -> None:
        """A booking starts in the journal with these texts."""
        self.head = {}
        self._waiting.clear()
        self._booked.clear()
        self._debit = self._credit = 0
        if journal != self._journal:
            self._journal = journal
            offset = journal.get("offsetAccID")
            self._sort = self.file.ledger.sort(journal.get("jrnTp"), journal.get("desc", ""), offset)
            self._offset = offset if self._sort == "purchase" else None

    def close(self, fields: Fields) -> None:
        """The booking ends; `fields` are its own texts."""
        self.head = fields.copy()
        self._settle()
        self.file.transactions += 1
        self.settled = self.file.lines
        self._all_debit += self._debit
        self._all_credit += self._credit
        if self._debit != self._credit:
            say.unbalanced(self.complaints, self._name(), Totals(0, self._debit, self._credit))
        if self._booked:
            self._spend()

    def _settle(self) -> None:
        """Count the lines that wait, and keep those that may be spend."""
        sort, number, keep = self._sort, self.file.lines, self._booked.append
        debit = credit = 0
        for fields, vat in self._waiting:
            number += 1
            cents, side = cents_of(fields["amnt"]), fields["amntTp"]
            if cents is not None and side == "D":
                debit += cents
            elif cents is not None and side == "C":
                credit += cents
                cents = -cents
            else:
                self._unreadable_amount(fields)
                continue
            party = fields["custSupID"]
            if sort == "none" or (sort == "money" and not party):
                continue
            keep(
                Line(
                    number,
                    fields["accID"],
                    cents,
                    party,
                    vat,
                    fields["desc"],
                    fields["invRef"] or fields["docRef"],
                    fields["costID"],
                )
            )
        self._waiting.clear()
        self.file.lines = number
        self._debit += debit
        self._credit += credit

    def _unreadable_amount(self, fields: Fields) -> None:
        said = f"{fields['amnt']} {fields['amntTp']}".strip()[:40]
        where = f"{self._name()}, regel {fields['nr'][:40] or '?'}"
        if self._sort != "none":
            self.file.refused += 1
        self.complaints.add(
            "amount_unreadable" if said else "amount_missing",
            where,
            f"Het bedrag van boeking {where} is niet leesbaar: “{said}”. De regel telt niet mee.",
            f"The amount of transaction {where} cannot be read: “{said}”. The line is left out.",
        )

    def _spend(self) -> None:
        said = self.head.get("trDt", "")
        day = self._days.get(said)
        if day is None:
            day = self._day(said)
        if day is None:
            self._undated(said)
            return
        booking = Booking(day, self.head.get("desc") or None, self._booked)
        found, nobodys = spend_of(booking, self._sort, self.file.ledger, self._offset)
        self._ready.extend(found)
        if nobodys:
            self._of_nobody(nobodys)

    def _undated(self, said: str) -> None:
        where = self._name()
        self.file.refused += len(self._booked)
        self.complaints.add(
            "date_unreadable" if said else "date_missing",
            where,
            f"De datum van boeking {where} is niet leesbaar: “{said[:40]}”. De boeking telt niet mee.",
            f"The date of transaction {where} cannot be read: “{said[:40]}”. It is left out.",
        )

    def _day(self, said: str) -> datetime.date | None:
        day = day_of(said)
        header = self.file.header
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            return None
        if day is not None and not ((header.start or day) <= day <= (header.end or day)):
            where = self._name()
            self.complaints.add(
                "date_outside_period",
                where,
                f"Boeking {where} is van {day:%d-%m-%Y}; het bestand gaat over een andere periode.",
                f"Transaction {where} is of {day:%Y-%m-%d}; the file is about another period.",
            )
        elif day is not None and len(self._days) < MOST_DAYS:
            self._days[said] = day
        return day

    def _of_nobody(self, lines: list[Line]) -> None:
        self.file.refused += len(lines)
        where = self._name()
        for line in lines:
            self.complaints.add(
                "supplier_missing",
                f"{where}, regel {line.number}",
                f"Boeking {where} noemt bij {say.euros(line.cents)} op rekening {line.account[:40]} geen "
                "leverancier, of meer dan een. De regel telt niet mee.",
                f"Transaction {where} names no supplier, or more than one, for {say.euros(line.cents, 'en')} "
                f"on account {line.account[:40]}. The line is left out.",
            )

    def _name(self) -> str:
        number = self.head.get("nr") or "?"
        journal = self._journal.get("jrnID")
        return f"{journal[:40]}/{number[:40]}" if journal else number[:40]
