"""The public interface of TenderNed: lists of publications by day, details, XML with a password, the feed.

What is known of it was seen from outside, and it can change without notice. So nothing that it says is
taken for granted: a filter that it does not know it ignores, so totals are compared; publications repeat
from page to page, so they are counted by number; of a day that is over, as many must come as it promised.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

import msgspec

from meerwaarde.exchange.tenderned.refusals import (
    NotAsAgreed,
    filter_ignored,
    not_a_page,
    not_a_publication,
    refused_by_source,
    too_full,
)
from meerwaarde.gates.outbound import Answer, Outbound, Patience

BASE: Final = "https://www.tenderned.nl/papi/tenderned-rs-tns/v2"
PACE: Final = 0.5
"""Seconds between two questions: nobody set a limit, and two a second is what others keep to."""
SIZE: Final = 100
MOST_PAGES: Final = 100
MOST_FOUND: Final = SIZE * MOST_PAGES
"""No more than so many publications of one query can be fetched."""
_NUMBER: Final = re.compile(r"[0-9]{1,12}")

SPLITS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("typeOpdracht", ("L", "D", "W")),
    ("nationaalOfEuropees", ("NL", "EU")),
    ("procedure", ("OPE", "NOP", "MVO", "OZV", "MEO", "CGD", "INP", "ONH", "MEE", "ENK", "SAS", "DAS")),
    ("publicatieType", ("AAO", "VAK", "AGO", "VBE", "REC", "MAC")),
)
"""By what a day that is too full is divided, one after the other; each is tried before it is trusted."""


class Window(msgspec.Struct, frozen=True):
    """The publications of the days `since` up to and including `until`, narrowed by filters."""

    since: date
    until: date
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def split(self) -> str:
        """The filters as text, "" for none."""
        return urlencode(self.filters)

    def narrowed(self, name: str, value: str) -> Window:
        return msgspec.structs.replace(self, filters=(*self.filters, (name, value)))


class Entry(msgspec.Struct, frozen=True):
    """One publication of a list, byte for byte as it came; `number` is its publicatieId."""

    number: str
    content: bytes
    published: date | None


class ListPage(msgspec.Struct, frozen=True):
    """A page of a list. `unreadable` counts what stands among the entries and is none."""

    entries: tuple[Entry, ...]
    total: int
    pages: int
    last: bool
    unreadable: int


class FeedEntry(msgspec.Struct, frozen=True):
    """One entry of the feed of newest publications."""

    number: str
    title: str
    address: str


class _Page(msgspec.Struct, rename="camel"):
    content: list[msgspec.Raw]
    total_elements: int
    total_pages: int = 0
    last: bool = False


class _Known(msgspec.Struct, rename="camel"):
    publicatie_id: str | int
    publicatie_datum: str | None = None


_PAGE: Final = msgspec.json.Decoder(_Page)
_KNOWN: Final = msgspec.json.Decoder(_Known)


class TenderNed:
    """Asks TenderNed, politely and with patience. `credentials` (name, password) are for the XML alone."""

    def __init__(
        self,
        outbound: Outbound,
        *,
        base: str = BASE,
        patience: Patience | None = None,
        credentials: tuple[str, str] | None = None,
        wait: Callable[[float], None] | None = None,
    ) -> None:
        self._outbound = outbound
        self._base = base.rstrip("/")
        self._patience = patience or Patience()
        # One detail that stays away must not hold up a thousand others: its notice is kept without it.
        self._briefly = msgspec.structs.replace(self._patience, attempts=min(3, self._patience.attempts))
        self._credentials = credentials
        self._waiting = {} if wait is None else {"wait": wait}
        self.asked = 0
        """Questions so far, repeated ones included."""

    @property
    def place(self) -> str:
        """The address without scheme, for messages."""
        return self._base.partition("://")[2].partition("/")[0]

    def page(self, window: Window, number: int = 0, *, size: int = SIZE) -> ListPage:
        """Page `number` (from 0) of what was published in a window, newest first.

        Raises `NoAnswer` when no page that can be read comes, and `NotAsAgreed` for one that shows that the
        days were not looked at.
        """
        named = [
            ("page", str(number)),
            ("size", str(size)),
            ("publicatieDatumVanaf", window.since.isoformat()),
            ("publicatieDatumTot", window.until.isoformat()),
            *window.filters,
        ]
        found = self._list(named)
        for one in found.entries:
            if one.published is not None and not window.since <= one.published <= window.until:
                raise filter_ignored(self.place, "publicatieDatumVanaf")
        return found

    def total(self, window: Window) -> int:
        """How many publications a window holds by what TenderNed says."""
        return self.page(window, size=1).total

    def entries(self, window: Window, *, passes: int = 3) -> Iterator[tuple[ListPage, tuple[Entry, ...]]]:
        """Each page with the entries on it that were not met before, until the window adds up.

        Pages shift while one reads them. What was missed is looked for again, `passes` times at most; the
        caller compares the number of entries with the total of the last page.
        """
        met: set[str] = set()
        for _turn in range(passes):
            total = 0
            for number in range(MOST_PAGES):
                found = self.page(window, number)
                total = found.total
                fresh = tuple({one.number: one for one in found.entries if one.number not in met}.values())
                met.update(one.number for one in fresh)
                yield found, fresh
                empty = not found.entries and not found.unreadable
                if found.last or empty or (number + 1 >= found.pages and len(met) >= total):
                    break
            if len(met) >= total:
                return

    def split(self, window: Window, total: int) -> tuple[Window, ...]:
        """A day that is too full in parts that are not, which together hold all of it.

        Each filter is tried first: a part that is as large as the whole was not filtered, and parts that
        do not add up leave something out. Raises `NotAsAgreed` when no filter divides it.
        """
        used = {name for name, _value in window.filters}
        for name, values in SPLITS:
            if name in used:
                continue
            parts = [window.narrowed(name, value) for value in values]
            totals = [self._total_or_none(part) for part in parts]
            known = [one or 0 for one in totals]
            if sum(known) != total or max(known) == total:
                continue
            divided: list[Window] = []
            for part, size in zip(parts, known, strict=True):
                if size > MOST_FOUND:
                    divided += self.split(part, size)
                elif size:
                    divided.append(part)
            return tuple(divided)
        raise too_full(self.place, window.since, total)

    def detail(self, number: str) -> bytes:
        """The detail of one publication, byte for byte. Raises `NotAsAgreed` where it cannot be had."""
        answer = self._briefly.ask(
            lambda: self._count(f"{self._base}/publicaties/{_number(number)}", {}), **self._waiting
        )
        if not answer.fine:
            raise refused_by_source(self.place, answer.status)
        try:
            said = _KNOWN.decode(answer.body)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise not_a_publication(self.place) from error
        if str(said.publicatie_id).strip() != number:
            raise not_a_publication(self.place)
        return answer.body

    def xml(self, number: str) -> bytes:
        """The eForms XML of a publication; needs credentials, which TenderNed gives on request."""
        if self._credentials is None:
            raise refused_by_source(self.place, 401)
        name_and_password = base64.b64encode(":".join(self._credentials).encode()).decode("ascii")
        answer = self._ask(
            f"{self._base}/publicaties/{_number(number)}/public-xml",
            {"Authorization": f"Basic {name_and_password}", "Accept": "application/xml"},
        )
        if not answer.fine:
            raise refused_by_source(self.place, answer.status)
        return answer.body

    def feed(self) -> bytes:
        """The Atom feed of the newest publications, as it came."""
        address = self._base.removesuffix("/v2") + "/rss/laatste-publicatie.rss"
        answer = self._ask(address, {"Accept": "application/atom+xml, application/xml"})
        if not answer.fine:
            raise refused_by_source(self.place, answer.status)
        return answer.body

    def _list(self, named: list[tuple[str, str]]) -> ListPage:
        answer = self._ask_page(f"{self._base}/publicaties?{urlencode(named)}")
        if not answer.fine:
            raise refused_by_source(self.place, answer.status)
        said = _PAGE.decode(answer.body)
        entries, unreadable = [], 0
        for content in said.content:
            one = _entry(bytes(content))
            if one is None:
                unreadable += 1
            else:
                entries.append(one)
        return ListPage(tuple(entries), max(0, said.total_elements), said.total_pages, said.last, unreadable)

    def _total_or_none(self, window: Window) -> int | None:
        try:
            return self.total(window)
        except NotAsAgreed:
            return None

    def _ask_page(self, address: str) -> Answer:
        """A list that cannot be read, half a page for one, is asked again as one that did not come."""

        def question() -> Answer:
            answer = self._count(address, {})
            if answer.fine and _read_page(answer.body) is None:
                raise not_a_page(self.place)
            return answer

        return self._patience.ask(question, **self._waiting)

    def _ask(self, address: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self._patience.ask(lambda: self._count(address, headers or {}), **self._waiting)

    def _count(self, address: str, headers: Mapping[str, str]) -> Answer:
        self.asked += 1
        return self._outbound.get(address, headers={"Accept": "application/json", **headers})


def _read_page(body: bytes) -> _Page | None:
    try:
        return _PAGE.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


def _entry(content: bytes) -> Entry | None:
    try:
        said = _KNOWN.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    number = str(said.publicatie_id).strip()
    if not _NUMBER.fullmatch(number):
        return None
    try:
        published = date.fromisoformat((said.publicatie_datum or "")[:10])
    except ValueError:
        published = None
    return Entry(number, content, published)


def _number(number: str) -> str:
    if not _NUMBER.fullmatch(number):
        raise ValueError(f"{number[:40]!r} is no number of a publication.")
    return number
