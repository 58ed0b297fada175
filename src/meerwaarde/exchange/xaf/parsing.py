"""The parser of an audit file, its handlers, and where in the file they are.

The head and the master data call a function for each tag. The journals, which are nearly the whole file, are
gathered as a list of texts and end tags that `bookings` goes through block by block: no function is called
per element, which saves a third of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final
from xml.parsers import expat

from meerwaarde.exchange.payment import PaymentLine
from meerwaarde.exchange.xaf import complaints as say
from meerwaarde.exchange.xaf.bookings import Bookings, Found, counted_with
from meerwaarde.exchange.xaf.complaints import Complaints
from meerwaarde.exchange.xaf.master import account_of, company_of, header_of, party_of, vat_code_of
from meerwaarde.exchange.xaf.records import NAMESPACE, Address, Block, Totals
from meerwaarde.gates.refusal import Refused

MOST_NAMES: Final = 5_000
MOST_DEPTH: Final = 50
MOST_BLOCKS_IN_ONE: Final = 8
"""Blocks within which at least one line, party or other whole element must end; honest ones take one."""
MOST_PARTIES: Final = 2_000_000

_CONTAINERS: Final = frozenset(
    {
        *("auditfile", "header", "company", "customersSuppliers", "customerSupplier"),
        *("customerSupplierHistory", "streetAddress", "postalAddress", "bankAccount", "changeInfo"),
        *("generalLedger", "ledgerAccount", "taxonomy", "entryPoint", "domainMember", "glAccountHistory"),
        *("glAccount", "basics", "basic", "vatCodes", "vatCode", "periods", "period"),
        *("openingBalance", "obLine", "obSubledgers", "obSubledger", "obSbLine"),
        "transactions",
    }
)
_CONTROLLED: Final[dict[str, Block]] = {
    "openingBalance": "opening_balance",
    "obSubledger": "opening_subledger",
    "transactions": "transactions",
}
_FIRST_IN_COMPANY: Final = frozenset(
    {"customersSuppliers", "generalLedger", "openingBalance", "transactions"}
)
"""The company holds everything; its own texts stand before the first of these."""
_COUNTED_IN: Final = {"obLine": "openingBalance", "obSbLine": "obSubledger"}


class _Stop(Exception):
    """Reading further is not safe; carries the refusal for a file of which nothing was read yet."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.code)
        self.refused = refused


class Parsing:
    """One pass over a file: `begin` until the root element, then `payments`."""

    def __init__(self, file: Found, complaints: Complaints, where: str) -> None:
        self.file, self.complaints, self.where = file, complaints, where
        self.rooted = self.broken = False
        self.closed = self.seen = self.idle = 0
        self.texts: list[str] = []
        self.fields: dict[str, str] = {}
        self.outer: list[tuple[str, dict[str, str]]] = []
        self.addresses: list[Address] = []
        self.rgs: list[str] = []
        self.counts: dict[str, Totals] = {}
        self.events: list[str] = []
        self.prefix = ""
        self.bookings = Bookings(file, complaints)
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.buffer_size = 1 << 16
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._root

    # Feeding

    def begin(self, blocks: Iterator[bytes]) -> None:
        """Read until the root element; refuses what is no audit file of this version."""
        for block in blocks:
            try:
                self.parser.Parse(block, False)
                self._guard()
            except _Stop as stop:
                if not self.rooted:
                    raise stop.refused from None
                self._broke(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
            except expat.ExpatError as error:
                if not self.rooted:
                    raise say.no_xml(f"{error.lineno}:{error.offset}", self.where) from error
                self._broke(error.lineno, error.offset)
            except (LookupError, ValueError) as error:  # an encoding that is unknown, or of several bytes
                raise say.no_xml("1", self.where) from error
            if self.rooted:
                return
        if self.parser.CurrentByteIndex <= 0:
            raise say.empty(self.where)
        raise say.no_xml("", self.where)

    def payments(self, blocks: Iterator[bytes]) -> Iterator[PaymentLine]:
        """The spend that each block completes."""
        yield from self.bookings.taken()
        while not self.broken:
            block = next(blocks, b"")
            try:
                self.parser.Parse(block, not block)
                self._guard()
            except _Stop:
                self._broke(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber)
            except expat.ExpatError as error:
                self._broke(error.lineno, error.offset)
            yield from self.bookings.taken()
            if not block:
                break
        if not self.broken:
            self.file.whole = True
            if not self.file.lines:
                say.no_bookings(self.complaints)
            elif not self.file.ledger.accounts:
                say.no_accounts(self.complaints)
        self.parser = None  # type: ignore[assignment]  # its handlers point back here

    def _broke(self, line: int, column: int) -> None:
        self.broken = True
        self.bookings.take(self.events)  # what came before stands
        say.broke_off(self.complaints, line, column, self.bookings.settled, self.file.transactions)

    def _guard(self) -> None:
        """Stop what is built to fill memory: ever new names, endless depth, one endless text."""
        self.bookings.take(self.events)
        ended = self.closed + self.file.lines
        self.idle = 0 if ended != self.seen else self.idle + 1
        self.seen = ended
        if len(self.parser.intern) > MOST_NAMES or self.idle > MOST_BLOCKS_IN_ONE:
            raise _Stop(say.too_dense(self.where))

    # Structure

    def _doctype(self, *_declaration: object) -> None:
        raise _Stop(say.doctype(self.where))

    def _root(self, name: str, attributes: dict[str, str]) -> None:
        prefix, _, local = name.rpartition(":")
        if local != "auditfile":
            raise _Stop(say.wrong_root(name, self.where))
        namespace = attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")
        if namespace != NAMESPACE:
            raise _Stop(say.wrong_version(namespace, self.where))
        self.rooted = True
        self.prefix = f"{prefix}:" if prefix else ""
        start, end = self._start, self._end()
        if prefix:  # rare: every name then carries the prefix of the namespace
            self.parser.StartElementHandler = lambda tag, has: start(tag.removeprefix(self.prefix), has)
            self.parser.EndElementHandler = lambda tag: end(tag.removeprefix(self.prefix))
        else:
            self.parser.StartElementHandler = start
            self.parser.EndElementHandler = end
        self.parser.CharacterDataHandler = self.texts.append
        self._start(local, attributes)

    def _start(self, name: str, _attributes: dict[str, str]) -> None:
        self.texts.clear()
        if name == "journal" and self._parent() == "transactions":
            self._gather()
        elif name in _CONTAINERS:
            if len(self.outer) > MOST_DEPTH:
                raise _Stop(say.too_dense(self.where))
            self.outer.append((name, self.fields.copy()))
            self.fields.clear()
            if name in _FIRST_IN_COMPANY:
                self.file.company = company_of(self.outer[-1][1])
            if name in _CONTROLLED:
                self.counts[name] = Totals()

    def _gather(self) -> None:
        """The first journal begins: from here on, texts and end tags are only gathered."""
        self.bookings.begin(self.prefix, self.parser.intern, self.fields.copy())
        self.parser.StartElementHandler = None
        self.parser.EndElementHandler = self.events.append
        self.parser.CharacterDataHandler = self.events.append

    def _end(self) -> Callable[[str], None]:
        """The handler of end tags before the journals."""
        texts, fields = self.texts, self.fields
        closers = {name: self._closer(name) for name in _CONTAINERS}

        def end(name: str) -> None:
            close = closers.get(name)
            if close is not None:
                close()
                texts.clear()
            elif texts:
                fields[name] = "".join(texts).strip()
                texts.clear()

        return end

    def _closer(self, name: str) -> Callable[[], None]:
        own: Callable[[str, dict[str, str]], None] | None = {
            "header": self._close_header,
            "streetAddress": self._close_address,
            "postalAddress": self._close_address,
            "customerSupplier": self._close_party,
            "entryPoint": self._close_taxonomy,
            "ledgerAccount": self._close_account,
            "vatCode": self._close_vat_code,
            **dict.fromkeys(_COUNTED_IN, self._close_counted),
            **dict.fromkeys(_CONTROLLED, self._close_controlled),
        }.get(name)

        def close() -> None:
            self.closed += 1
            opened, outer = self.outer.pop() if self.outer else ("", {})
            if opened == name and own is not None:
                own(name, self.fields)
            self.fields.clear()
            self.fields.update(outer)

        return close

    def _parent(self) -> str:
        return self.outer[-1][0] if self.outer else ""

    # Head and master data

    def _close_header(self, _: str, fields: dict[str, str]) -> None:
        self.file.header = header_of(fields)
        self.file.ledger.currency = self.file.header.currency

    def _close_address(self, _: str, fields: dict[str, str]) -> None:
        # The company has addresses too, and so have parties of the past: those are not kept.
        within = [name for name, _ in self.outer[-2:]]
        if within == ["customersSuppliers", "customerSupplier"] and len(self.addresses) < MOST_DEPTH:
            self.addresses.append(
                Address(
                    street=fields.get("streetname"),
                    number=fields.get("number"),
                    addition=fields.get("numberExtension"),
                    postal_code=fields.get("postalCode"),
                    city=fields.get("city"),
                    country=fields.get("country"),
                )
            )

    def _close_party(self, _: str, fields: dict[str, str]) -> None:
        if self._parent() != "customersSuppliers":  # one of the past, inside a party of now
            return
        if len(self.file.ledger.parties) >= MOST_PARTIES:
            raise _Stop(say.too_dense(self.where))
        party = party_of(fields, tuple(self.addresses))
        self.addresses.clear()
        if party is not None:
            self.file.ledger.parties[party.id] = party

    def _close_taxonomy(self, _: str, fields: dict[str, str]) -> None:
        if "conceptRef" in fields and len(self.rgs) < MOST_DEPTH:
            self.rgs.append(fields["conceptRef"])

    def _close_account(self, _: str, fields: dict[str, str]) -> None:
        account = account_of(fields, self.rgs)
        self.rgs.clear()
        if account is not None:
            self.file.ledger.accounts[account.id] = account

    def _close_vat_code(self, _: str, fields: dict[str, str]) -> None:
        code = vat_code_of(fields)
        if code is not None:
            self.file.ledger.know_vat(code)

    # Control totals

    def _close_counted(self, name: str, fields: dict[str, str]) -> None:
        block = _COUNTED_IN[name]
        self.counts[block] = counted_with(self.counts.get(block, Totals()), fields)

    def _close_controlled(self, name: str, fields: dict[str, str]) -> None:
        counted = self.counts.get(name, Totals())
        self.file.check(_CONTROLLED[name], fields, counted, self.complaints)
