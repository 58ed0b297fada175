"""The sources of public notices, each as the intake knows one: pages of publications, made complete."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import msgspec

from meerwaarde.exchange import eforms
from meerwaarde.exchange.enriching import enriched
from meerwaarde.exchange.notice import Complaint
from meerwaarde.exchange.notice import Notice as NoticeRecord
from meerwaarde.exchange.notices import read_file
from meerwaarde.exchange.ted.fetch import Ted, read_entry
from meerwaarde.exchange.tenderned import meaning, read_publication
from meerwaarde.exchange.tenderned.feed import read_feed
from meerwaarde.exchange.tenderned.fetch import MOST_FOUND, Entry, TenderNed, Window
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.intake.taking import Publication
from meerwaarde.stages.market.models import Notice
from meerwaarde.stages.market.queries.intake import IntakeWindow, last_raw, no_longer_given


@dataclass(frozen=True)
class Page:
    """A page of publications that were not met before, and the total that the source promised with it."""

    total: int
    entries: tuple[Entry, ...]


class TooFull(Exception):
    """The window holds more than can be fetched; `splits` are the parts that hold all of it."""

    def __init__(self, splits: tuple[str, ...]) -> None:
        super().__init__()
        self.splits = splits


class Source(Protocol):
    """What the intake asks of a source. Everything may raise `Refused`."""

    @property
    def name(self) -> str: ...
    def pages(self, window: IntakeWindow) -> Iterator[Page]: ...
    def is_known(self, entry: Entry, known: Notice) -> bool: ...
    def complete(self, entry: Entry, known: Notice | None) -> Publication: ...
    def total(self, since: date, until: date) -> int: ...


class FromTenderNed:
    """TenderNed: the list gives the entries, each detail is asked by itself, the XML where one may.

    `thorough`: details are asked again of what is known, for they may change without the list showing it.
    """

    name = "tenderned"

    def __init__(self, client: TenderNed, *, thorough: bool = False, with_xml: bool = False) -> None:
        self._client, self._thorough, self._with_xml = client, thorough, with_xml

    def pages(self, window: IntakeWindow) -> Iterator[Page]:
        """Raises `TooFull` before the first page of a window that cannot be fetched as one."""
        asked = _asked(window)
        first = True
        for found, fresh in self._client.entries(asked):
            if first and found.total > MOST_FOUND:
                raise TooFull(tuple(one.split for one in self._client.split(asked, found.total)))
            first = False
            yield Page(found.total, fresh)

    def newest(self) -> str | None:
        """The number of what was published last, by the feed: one small question. None for an empty feed."""
        return next((one.number for one in read_feed(self._client.feed())), None)

    def is_known(self, entry: Entry, known: Notice) -> bool:
        """Whether nothing has to be asked: its entry says what it said, and its detail is there."""
        return (
            not self._thorough and not known.awaits_detail and known.digest.startswith(meaning(entry.content))
        )

    def complete(self, entry: Entry, known: Notice | None) -> Publication:
        """The entry with its detail; where that cannot be had, with the one of before, or without."""
        why: Text | None = None
        detail: bytes | None
        try:
            detail = self._client.detail(entry.number)
        except Refused as refused:
            why, detail = refused.message, None
        fetched = detail is not None
        if detail is None and known is not None:
            detail = last_raw(known, "detail")
        record = read_publication(entry.content, detail, why_no_detail=why)
        raws = [("entry", entry.content)]
        if detail is not None:
            raws.append(("detail", detail))
        if self._with_xml:
            record, xml = self._with_the_xml(entry.number, record)
            raws += [("xml", xml)] if xml else []
        return Publication(
            entry.number, record, meaning(entry.content) + meaning(detail), tuple(raws), not fetched
        )

    def total(self, since: date, until: date) -> int:
        return self._client.total(Window(since, until))

    def _with_the_xml(self, number: str, record: NoticeRecord) -> tuple[NoticeRecord, bytes]:
        try:
            document = self._client.xml(number)
            told = eforms.read(document).records[0]
        except (Refused, IndexError) as failure:
            said = failure.message if isinstance(failure, Refused) else Text(nl="leeg", en="empty")
            why = Complaint(
                "xml",
                f"Het XML-bestand kon niet worden gelezen: {said.nl}",
                f"The XML file could not be read: {said.en}",
                "xml_missing",
            )
            return msgspec.structs.replace(record, complaints=(*record.complaints, why)), b""
        return enriched(record, told), document


class FromTed:
    """TED: the search gives the entries, the XML of each says all the rest."""

    name = "ted"

    def __init__(self, client: Ted, *, thorough: bool = False) -> None:
        self._client, self._thorough = client, thorough

    def pages(self, window: IntakeWindow) -> Iterator[Page]:
        """By token: there is no most, so a day is never too full."""
        met: set[str] = set()
        for page in self._client.pages(window.since, window.until):
            fresh = [one for one in page.found if one.number not in met]
            met.update(one.number for one in fresh)
            yield Page(page.total, tuple(Entry(one.number, one.content, one.published) for one in fresh))

    def is_known(self, entry: Entry, known: Notice) -> bool:
        return (
            not self._thorough and not known.awaits_detail and known.digest.startswith(meaning(entry.content))
        )

    def complete(self, entry: Entry, known: Notice | None) -> Publication:
        """The notice of the XML under its number of publication; without it, what the search says."""
        listed = read_entry(entry.content)
        why: Text | None = None
        document: bytes | None
        try:
            document = self._client.xml(entry.number)
        except Refused as refused:
            why, document = refused.message, None
        fetched = document is not None
        if document is None and known is not None:
            document = last_raw(known, "xml")
        raws = [("entry", entry.content)]
        record = listed
        if document is not None:
            try:
                told = read_file(document, where=entry.number).records[0]
                record = msgspec.structs.replace(
                    told, source="ted", id=entry.number, published=listed.published or told.published
                )
                raws.append(("xml", document))
            except (Refused, IndexError) as failure:
                fetched = False
                why = failure.message if isinstance(failure, Refused) else NOTHING_IN_IT
        if why is not None:
            missing = Complaint(
                "detail",
                f"De gegevens van deze aankondiging ontbreken nog: {why.nl.rstrip('.')}.",
                f"The particulars of this notice are still missing: {why.en.rstrip('.')}.",
                "detail_missing",
            )
            record = msgspec.structs.replace(record, complaints=(missing, *record.complaints))
        digest = meaning(entry.content) + hashlib.sha256(document or b"").hexdigest()[:32]
        return Publication(entry.number, record, digest, tuple(raws), not fetched)

    def total(self, since: date, until: date) -> int:
        return self._client.total(since, until)


NOTHING_IN_IT = Text(nl="het bestand is leeg", en="the file is empty")


def _asked(window: IntakeWindow) -> Window:
    filters = tuple(
        (name, value) for name, _, value in (one.partition("=") for one in window.split.split("&")) if name
    )
    return Window(window.since, window.until, filters)


def of_entries(entries: tuple[Entry, ...], known: Mapping[str, Notice], source: Source) -> list[Entry]:
    """The entries of which something must be asked; one that came back is among them."""
    back = no_longer_given(source.name, known.values())
    return [
        one
        for one in entries
        if one.number not in known or one.number in back or not source.is_known(one, known[one.number])
    ]
