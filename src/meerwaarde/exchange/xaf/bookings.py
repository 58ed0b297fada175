"""The bookings of an audit file: their lines, their balance, and the spend in them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Final, Literal

from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.xaf import complaints as say
from meerwaarde.exchange.xaf.complaints import Complaints
from meerwaarde.exchange.xaf.records import Block, Company, Control, Header, Totals
from meerwaarde.exchange.xaf.spend import Booking, Ledger, Line, Sort, spend_of
from meerwaarde.exchange.xaf.values import cents_of, day_of

FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_DAYS: Final = 5_000
LINES_AT_ONCE: Final = 1_000
"""A memorial booking can have every line of a year; so many wait as texts, the rest is counted already."""
Fields = dict[str, str]
MOST_CONTROLS: Final = 5_000
_OF_LINES: Final = ("accID", "docRef", "effDate", "custSupID", "invRef", "costID")
_LEAVES: Final = (
    *("jrnID", "jrnTp", "offsetAccID", "desc", "trDt", "amnt", "amntTp"),
    *_OF_LINES,
    *("vatAmnt", "vatAmntTp"),
)
_TEXTS: Final[Fields] = dict.fromkeys((*_LEAVES, "nr"), "")
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

    def check(
        self, block: Block, announced: Mapping[str, str], counted: Totals, complaints: Complaints
    ) -> None:
        """Keep what a block says it holds beside what was counted, and tell where they differ."""
        lines = announced.get("linesCount", "")
        debit, credit = (cents_of(announced.get(name, "")) for name in ("totalDebit", "totalCredit"))
        said = None
        if lines.isascii() and lines.isdecimal() and debit is not None and credit is not None:
            said = Totals(int(lines[:18]), debit, credit)
        control = Control(block=block, announced=said, counted=counted)
        if len(self.controls) < MOST_CONTROLS:
            self.controls.append(control)
        say.check_control(complaints, control)


def counted_with(counted: Totals, line: Mapping[str, str]) -> Totals:
    """The totals with one line more."""
    cents, side = cents_of(line.get("amnt", "")) or 0, line.get("amntTp")
    return Totals(
        counted.lines + 1,
        counted.debit_cents + (cents if side == "D" else 0),
        counted.credit_cents + (cents if side == "C" else 0),
    )


class Bookings:
    """The booking that is being read, and what all bookings so far come to."""

    def __init__(self, file: Found, complaints: Complaints) -> None:
        self.file, self.complaints = file, complaints
        self.settled = 0
        self._text = self._prefix = ""
        self._intern: Mapping[str, str] = {}
        self._leaves: dict[str, str] = {}
        self._ends: dict[str, Callable[[str], None]] = {}
        self._expected: Literal["booking", "line", "subledger", "nothing"] = "booking"
        self._fields: Fields = _TEXTS.copy()
        self._head: Fields = _TEXTS.copy()
        self._vat: int | None = None
        self._announced: Fields = {}
        self._said: Fields = {}
        self._counted = Totals()
        self._waiting: list[tuple[Fields, int | None]] = []
        self._booked: list[Line] = []
        self._ready: list[PaymentLine] = []
        self._days: dict[str, datetime.date] = {}
        self._sort: Sort = "general"
        self._journal: Fields = _TEXTS.copy()
        self._offset: str | None = None
        self._debit = self._credit = self._all_debit = self._all_credit = 0

    def taken(self) -> list[PaymentLine]:
        """The spend that was completed since the last time this was asked."""
        taken, self._ready = self._ready, []
        return taken

    def totals(self) -> Totals:
        """What all bookings so far come to."""
        return Totals(self.file.lines, self._all_debit, self._all_credit)

    def begin(self, prefix: str, intern: Mapping[str, str], announced: Fields) -> None:
        """The journals begin; from here on `take` is given what the parser meets.

        `announced` are the control totals of the block that the journals are in.
        `prefix` stands before each name ("" or "x:"). `intern` holds the names that the parser has met: it
        gives the same object for the same name, by which a name is told from a text that equals it.
        """
        self._intern, self._said = intern, announced
        self._leaves = {prefix + name: name for name in _LEAVES}
        self._ends = {
            prefix + name: end
            for name, end in {
                "trLine": self._end_line,
                "vat": self._end_vat,
                "transaction": self._end_transaction,
                "journal": self._end_journal,
                "nr": self._number,
                "linesCount": self._control,
                "totalDebit": self._control,
                "totalCredit": self._control,
                "sbLine": self._end_subledger_line,
                "subledger": self._end_subledger,
                "transactions": self._end_transactions,
            }.items()
        }
        self._prefix = prefix

    def take(self, events: list[str]) -> None:
        """Texts and names of end tags, in the order of the file; empties the list.

        No start tags are among them: they would double the time. Where a line or a booking begins is told by
        its number, which the schema puts first in both.
        """
        intern, leaves, ends, fields, text = self._intern, self._leaves, self._ends, self._fields, self._text
        for event in events:
            if intern.get(event) is not event:
                text = text + event if text else event
                continue
            leaf = leaves.get(event)
            if leaf is not None:
                if text:
                    fields[leaf] = text.strip()
            else:
                end = ends.get(event)
                if end is not None:
                    self._text = text.strip()
                    end(event)
                    fields = self._fields
            text = ""
        self._text = text
        events.clear()

    def _number(self, _: str) -> None:
        """The number of a booking or of a line: whatever came before it belongs to what is around it."""
        if self._expected == "booking":
            self._open()
        elif self._expected == "line":
            self._begin_line()
        self._fields["nr"] = self._text

    def _open(self) -> None:
        """A booking begins; what was read before its first sibling is the head of the journal."""
        if self._fields["jrnID"]:
            self._journal = self._fields
            offset = self._journal["offsetAccID"] or None
            self._sort = self.file.ledger.sort(self._journal["jrnTp"], self._journal["desc"], offset)
            self._offset = offset if self._sort == "purchase" else None
        self._fields = _TEXTS.copy()
        self._expected = "line"

    def _begin_line(self) -> None:
        """The first line begins; what was read before it is the head of the booking."""
        self._head = self._fields
        self._fields = _TEXTS.copy()
        for name in _OF_LINES:  # where a file puts the number of its line later than it should
            self._fields[name] = self._head[name]
        self._expected = "nothing"

    def _end_line(self, _: str) -> None:
        if self._expected == "booking":  # neither booking nor line has a number
            mixed = self._fields
            self._open()
            self._fields = mixed
        if self._expected == "line":  # the line has no number
            self._head, self._expected = self._fields, "nothing"
        self._waiting.append((self._fields, self._vat))
        self._fields, self._vat = _TEXTS.copy(), None
        if len(self._waiting) == LINES_AT_ONCE:
            self._settle()

    def _end_vat(self, _: str) -> None:
        fields = self._fields
        cents = cents_of(fields["vatAmnt"])
        if cents is not None:
            self._vat = (self._vat or 0) + (-cents if fields["vatAmntTp"] == "C" else cents)

    def _end_transaction(self, _: str) -> None:
        if self._expected == "line":  # a booking without lines
            self._head = self._fields
        self._settle()
        self.file.transactions += 1
        self.settled = self.file.lines
        self._all_debit += self._debit
        self._all_credit += self._credit
        if self._debit != self._credit:
            say.unbalanced(self.complaints, self._name(), Totals(0, self._debit, self._credit))
        if self._booked:
            self._spend()
        self._booked = []
        self._debit = self._credit = 0
        self._fields, self._vat, self._expected = _TEXTS.copy(), None, "booking"

    def _end_journal(self, _: str) -> None:
        self._journal, self._sort, self._offset = _TEXTS.copy(), "general", None
        self._fields, self._expected = _TEXTS.copy(), "booking"

    def _end_transactions(self, _: str) -> None:
        self.file.check("transactions", self._said, self.totals(), self.complaints)

    # Subledgers come after the journals; they repeat lines, and are only counted.

    def _control(self, event: str) -> None:
        if self._expected == "booking":
            self._announced, self._counted, self._expected = {}, Totals(), "subledger"
        self._announced[event.removeprefix(self._prefix)] = self._text

    def _end_subledger_line(self, _: str) -> None:
        self._counted = counted_with(self._counted, self._fields)
        self._fields, self._expected = _TEXTS.copy(), "subledger"

    def _end_subledger(self, _: str) -> None:
        self.file.check("subledger", self._announced, self._counted, self.complaints)
        self._fields, self._expected = _TEXTS.copy(), "booking"

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
        said = self._head["trDt"]
        day = self._days.get(said)
        if day is None:
            day = self._day(said)
        if day is None:
            self._undated(said)
            return
        booking = Booking(day, self._head["desc"] or None, self._booked)
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
        number = self._head["nr"] or "?"
        journal = self._journal["jrnID"]
        return f"{journal[:40]}/{number[:40]}" if journal else number[:40]
