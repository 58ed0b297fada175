"""The search of TED (api.ted.europa.eu, version 3): which notices there are, and the XML of each.

No key is needed. Paging is by token: each answer gives the one that leads on, and the last gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

import msgspec

from meerwaarde.exchange.notice import Buyer, Cpv, Notice
from meerwaarde.exchange.notice.values import cpv_code, iso_day
from meerwaarde.gates.outbound import Answer, NoAnswer, Outbound, Patience
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

SEARCH: Final = "https://api.ted.europa.eu/v3/notices/search"
NOTICES: Final = "https://ted.europa.eu"
LIMIT: Final = 100
MOST_PAGES: Final = 1_000
FIELDS: Final = (
    "publication-number", "publication-date", "notice-title", "buyer-name", "notice-type",
    "classification-cpv",
)  # fmt: skip
_NUMBER: Final = re.compile(r"\d{1,8}-\d{4}")
_LANGUAGES: Final = ("nld", "eng")


class Found(msgspec.Struct, frozen=True):
    """One notice as the search gives it; `content` is that entry, byte for byte."""

    number: str
    content: bytes
    published: date | None


class SearchPage(msgspec.Struct, frozen=True):
    """A page of the search and how many notices there are in all."""

    found: tuple[Found, ...]
    total: int


class _Page(msgspec.Struct, rename="camel"):
    notices: list[msgspec.Raw]
    total_notice_count: int
    iteration_next_token: str | None = None


_PAGE: Final = msgspec.json.Decoder(_Page)
_ENTRY: Final = msgspec.json.Decoder(dict[str, Any])


class Ted:
    """Asks TED. `search` and `notices` are the addresses of its two services."""

    def __init__(
        self,
        outbound: Outbound,
        *,
        search: str = SEARCH,
        notices: str = NOTICES,
        patience: Patience | None = None,
    ) -> None:
        self._outbound, self._search, self._notices = outbound, search, notices.rstrip("/")
        self._patience = patience or Patience()
        self._briefly = msgspec.structs.replace(self._patience, attempts=min(3, self._patience.attempts))

    def pages(self, since: date, until: date, *, limit: int = LIMIT) -> Iterator[SearchPage]:
        """All notices of Dutch buyers of these days. Raises `NoAnswer`, and `Refused` for another status."""
        token: str | None = None
        for _number in range(MOST_PAGES):
            said = self._ask(since, until, limit, token)
            entries = tuple(one for one in map(_found, said.notices) if one is not None)
            yield SearchPage(entries, max(0, said.total_notice_count))
            if said.iteration_next_token is None or said.iteration_next_token == token or not said.notices:
                return
            token = said.iteration_next_token

    def total(self, since: date, until: date) -> int:
        """How many notices of Dutch buyers these days have."""
        return max(0, self._ask(since, until, 1, None).total_notice_count)

    def xml(self, number: str) -> bytes:
        """The notice itself: eForms, or TED XML for older ones. Raises `Refused` where it cannot be had."""
        if not _NUMBER.fullmatch(number):
            raise ValueError(f"{number[:40]!r} is no publication number of TED.")
        address = f"{self._notices}/en/notice/{number}/xml"
        answer = self._briefly.ask(lambda: self._outbound.get(address, headers={"Accept": "application/xml"}))
        if not answer.fine:
            raise _refused(answer.status)
        return answer.body

    def _ask(self, since: date, until: date, limit: int, token: str | None) -> _Page:
        question: dict[str, Any] = {
            "query": f"buyer-country=NLD AND publication-date>={since:%Y%m%d} "
            f"AND publication-date<={until:%Y%m%d} SORT BY publication-number",
            "fields": FIELDS,
            "limit": limit,
            "scope": "ALL",
            "paginationMode": "ITERATION",
        }
        if token is not None:
            question["iterationNextToken"] = token
        body = msgspec.json.encode(question)

        def ask() -> Answer:
            answer = self._outbound.post(self._search, body, headers={"Accept": "application/json"})
            if answer.fine and _read(answer.body) is None:
                raise _unreadable()
            return answer

        answer = self._patience.ask(ask)
        said = _read(answer.body) if answer.fine else None
        if said is None:
            raise _refused(answer.status)
        return said


def read_entry(content: bytes) -> Notice:
    """What the search itself says of a notice: little, but enough to keep it while its XML is away."""
    try:
        said = _ENTRY.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        said = {}
    codes = [code for code in map(cpv_code, _texts(said.get("classification-cpv"))) if code]
    buyers = _texts(said.get("buyer-name"))
    return Notice(
        source="ted",
        id=next(iter(_texts(said.get("publication-number"))), None),
        title=next(iter(_texts(said.get("notice-title"))), None),
        buyers=tuple(Buyer(name) for name in dict.fromkeys(buyers)),
        published=iso_day(next(iter(_texts(said.get("publication-date"))), None)),
        cpv=Cpv(codes[0], tuple(dict.fromkeys(codes[1:]))) if codes else Cpv(),
    )


def _texts(value: object) -> list[str]:
    """The texts of a field: a text, a list, or either by language, of which Dutch is taken first."""
    if isinstance(value, Mapping):
        chosen = next((value[one] for one in _LANGUAGES if one in value), next(iter(value.values()), None))
        return _texts(chosen)
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value.strip()] if isinstance(value, str) and value.strip() else []


def _found(content: msgspec.Raw) -> Found | None:
    notice = read_entry(bytes(content))
    if notice.id is None or not _NUMBER.fullmatch(notice.id):
        return None
    return Found(
        notice.id, bytes(content), date.fromisoformat(notice.published) if notice.published else None
    )


def _read(body: bytes) -> _Page | None:
    try:
        return _PAGE.decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None


_LATER: Final = Text(nl="Probeer het later opnieuw.", en="Try again later.")


def _unreadable() -> NoAnswer:
    said = Text(nl="TED gaf een lijst die niet te lezen is.", en="TED gave a list that cannot be read.")
    return NoAnswer("page_unreadable", said, "TED", _LATER, passing=True)


def _refused(status: int) -> Refused:
    said = Text(nl=f"TED antwoordde met code {status}.", en=f"TED answered with code {status}.")
    return Refused(f"status_{status}", said, "TED", _LATER)
