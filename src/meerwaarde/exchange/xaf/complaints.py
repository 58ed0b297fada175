"""What can be wrong with an audit file, in sentences for people at finance."""

from __future__ import annotations

from collections import Counter
from typing import Final

from meerwaarde.exchange.notice.records import Complaint
from meerwaarde.exchange.xaf.records import Block, Control, Totals
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

MOST_OF_ONE_KIND: Final = 200
"""A file can be wrong in every line; more complaints of one kind are counted, not kept."""

_BLOCKS: Final[dict[Block, Text]] = {
    "opening_balance": Text(nl="de beginbalans", en="the opening balance"),
    "transactions": Text(nl="de boekingen", en="the transactions"),
    "opening_subledger": Text(nl="een subadministratie van de beginbalans", en="an opening subledger"),
    "subledger": Text(nl="een subadministratie", en="a subledger"),
}
_OLDER: Final = {
    "http://www.auditfiles.nl/XAF/3.0": "3.0",
    "http://www.auditfiles.nl/XAF/3.1": "3.1",
    "http://www.auditfiles.nl/XAF/4.0": "4.0",
}
_ASK_FOR_3_2: Final = Text(
    nl="Kies in uw boekhoudprogramma de auditfile versie 3.2 (XAF 3.2) en maak het bestand opnieuw.",
    en="Choose audit file version 3.2 (XAF 3.2) in your accounting software, and make the file again.",
)


class Complaints:
    """Keeps complaints in order, and of one kind not more than a person reads."""

    def __init__(self) -> None:
        self.kept: list[Complaint] = []
        self._counts: Counter[str] = Counter()

    def add(self, code: str, where: str, nl: str, en: str) -> None:
        """One complaint; `code` is stable snake_case for programs, `where` the place in the file."""
        self._counts[code] += 1
        if self._counts[code] <= MOST_OF_ONE_KIND:
            self.kept.append(Complaint(where, nl, en, code))

    def counts(self) -> dict[str, int]:
        """How often each kind was met, those that were not kept among them."""
        return dict(self._counts)

    def all(self) -> tuple[Complaint, ...]:
        """What was kept, and for each kind with more a line that says how many."""
        more = tuple(
            Complaint(
                "",
                f"Dit komt nog {count - MOST_OF_ONE_KIND} keer voor.",
                f"This occurs {count - MOST_OF_ONE_KIND} more times.",
                code,
            )
            for code, count in self._counts.items()
            if count > MOST_OF_ONE_KIND
        )
        return (*self.kept, *more)


def wrong_root(name: str, where: str) -> Refused:
    """The file is XML, but no audit file."""
    return Refused(
        "xaf_not_an_auditfile",
        Text(
            nl=f"Dit is geen auditfile: het begint met <{name[:60]}> in plaats van <auditfile>.",
            en=f"This is no audit file: it starts with <{name[:60]}> instead of <auditfile>.",
        ),
        where,
        _ASK_FOR_3_2,
    )


def wrong_version(namespace: str | None, where: str) -> Refused:
    """An audit file of another version, or one that does not say its version."""
    version = _OLDER.get((namespace or "").rstrip("/"))
    if version:
        nl, en = f"Dit is een auditfile versie {version}", f"This is an audit file version {version}"
    elif namespace:
        nl = f"Deze auditfile noemt een onbekende versie ({namespace[:100]})"
        en = f"This audit file names an unknown version ({namespace[:100]})"
    else:
        nl, en = "Deze auditfile noemt geen versie", "This audit file names no version"
    return Refused(
        "xaf_version",
        Text(nl=f"{nl}; wij lezen versie 3.2.", en=f"{en}; we read version 3.2."),
        where,
        _ASK_FOR_3_2,
    )


def doctype(where: str) -> Refused:
    """Every DOCTYPE is refused, and with it every entity."""
    return Refused(
        "xml_doctype",
        Text(
            nl="Het bestand bevat een DOCTYPE. Daarmee kan een bestand andere bestanden laten lezen, "
            "daarom nemen wij het niet aan.",
            en="The file holds a DOCTYPE. With it a file can make a reader open other files, "
            "so we do not accept it.",
        ),
        where,
        _ASK_FOR_3_2,
    )


def no_xml(place: str, where: str) -> Refused:
    """Nothing of the file could be read."""
    at_nl, at_en = (f" (regel {place})", f" (line {place})") if place else ("", "")
    return Refused(
        "xml_not_well_formed",
        Text(nl=f"Dit bestand is geen leesbare XML{at_nl}.", en=f"This file is no readable XML{at_en}."),
        where,
        _ASK_FOR_3_2,
    )


def empty(where: str) -> Refused:
    """There is nothing in the file."""
    return Refused("xml_empty", Text(nl="Het bestand is leeg.", en="The file is empty."), where, _ASK_FOR_3_2)


def too_dense(where: str) -> Refused:
    """Built to cost memory: endless names, depth or text."""
    return Refused(
        "xml_too_dense",
        Text(
            nl="Dit bestand is te vreemd opgebouwd om veilig te lezen.",
            en="This file is built too oddly to be read safely.",
        ),
        where,
        _ASK_FOR_3_2,
    )


def broke_off(complaints: Complaints, line: int, column: int, read: int, transactions: int) -> None:
    """The file stops or breaks half-way; what was whole before that stands."""
    complaints.add(
        "xaf_broken",
        f"{line}:{column}",
        f"Het bestand breekt af of is beschadigd op regel {line}, kolom {column}. De {transactions} "
        f"volledige boekingen daarvoor ({read} regels) zijn gelezen. De totalen zijn niet te controleren.",
        f"The file breaks off or is damaged at line {line}, column {column}. The {transactions} whole "
        f"transactions before it ({read} lines) were read. The totals cannot be checked.",
    )


def no_bookings(complaints: Complaints) -> None:
    """The file is whole, and holds nothing to read."""
    complaints.add(
        "no_transactions",
        "transactions",
        "Er staan geen boekingen in het bestand.",
        "There are no transactions in the file.",
    )


def no_accounts(complaints: Complaints) -> None:
    """Without accounts, VAT can only be told from costs where VAT codes or the journal name its account."""
    complaints.add(
        "no_accounts",
        "generalLedger",
        "Het bestand beschrijft geen grootboekrekeningen. Btw en kosten zijn dan niet goed uit elkaar te "
        "houden. Controleer de bedragen.",
        "The file describes no ledger accounts. VAT and costs can then not be told apart well. Check the "
        "amounts.",
    )


def check_control(complaints: Complaints, control: Control) -> None:
    """Tell each control total that is not what was counted, with both figures."""
    block, said = _BLOCKS[control.block], control.announced
    if said is None:
        complaints.add(
            "control_missing",
            control.block,
            f"De controletotalen van {block.nl} ontbreken of zijn onleesbaar.",
            f"The control totals of {block.en} are missing or unreadable.",
        )
        return
    counted = control.counted
    if said.lines != counted.lines:
        complaints.add(
            "lines_count",
            f"{control.block}/linesCount",
            f"Volgens het bestand heeft {block.nl} {said.lines} regels, geteld zijn er {counted.lines}.",
            f"The file says {block.en} has {said.lines} lines; {counted.lines} were counted.",
        )
    for field, dutch, english in (
        ("debit_cents", "debet", "debit"),
        ("credit_cents", "credit", "credit"),
    ):
        announced, found = getattr(said, field), getattr(counted, field)
        if announced != found:
            complaints.add(
                f"total_{english}",
                f"{control.block}/total{english.capitalize()}",
                f"Volgens het bestand is {dutch} van {block.nl} {euros(announced)}; "
                f"opgeteld is het {euros(found)}.",
                f"The file says {english} of {block.en} is {euros(announced, 'en')}; "
                f"added up it is {euros(found, 'en')}.",
            )


def unbalanced(complaints: Complaints, where: str, counted: Totals) -> None:
    """Debit and credit of one booking differ."""
    complaints.add(
        "transaction_unbalanced",
        where,
        f"Boeking {where} is niet in evenwicht: debet {euros(counted.debit_cents)}, "
        f"credit {euros(counted.credit_cents)}.",
        f"Transaction {where} does not balance: debit {euros(counted.debit_cents, 'en')}, "
        f"credit {euros(counted.credit_cents, 'en')}.",
    )


def euros(cents: int, language: str = "nl") -> str:
    """The amount for people: 1.234,56 or 1,234.56."""
    text = f"{'-' if cents < 0 else ''}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))
