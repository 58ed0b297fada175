"""Asking the trade register, through the one way out. The key goes in a header and is written nowhere."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode, urlsplit

from meerwaarde.exchange.kvk.read import fault_code, read_profile, read_search
from meerwaarde.exchange.kvk.records import KvkReading, KvkSearch
from meerwaarde.gates.outbound import Answer, Limits, Outbound
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

BASE: Final = "https://api.kvk.nl/api"
_LIMITS: Final = Limits(most_bytes=1_000_000, seconds=8.0)
_NUMBER: Final = re.compile(r"\d{8}")


class KvkClient:
    """Base profiles and searches. `allow`: places on this machine, for a server in a test."""

    def __init__(self, key: str, *, base: str = BASE, allow: tuple[str, ...] = ()) -> None:
        self._key, self._base = key, base.rstrip("/")
        self._out = Outbound(hosts=(urlsplit(self._base).netloc,), allow=allow, limits=_LIMITS)

    def profile(self, kvk: str) -> KvkReading | None:
        """The base profile; None where the register does not know the number.

        Raises `Refused`: kvk_number, kvk_key (401, 403), kvk_busy (429), kvk_trouble, kvk_unreadable, and
        what `gates.outbound` raises where nothing answers.
        """
        if not _NUMBER.fullmatch(kvk):
            raise _refusal(
                "kvk_number", "Een KvK-nummer heeft acht cijfers.", "A KvK number has eight digits."
            )
        answer = self._ask(f"{self._base}/v1/basisprofielen/{kvk}")
        return None if answer is None else read_profile(answer.body)

    def search(self, *, name: str, place: str = "", most: int = 10) -> KvkSearch:
        """Firms by name; nothing found is no error, though the register calls it one."""
        asked = {"naam": name, "plaats": place, "resultatenPerPagina": str(min(max(most, 1), 100))}
        query = urlencode({member: value for member, value in asked.items() if value})
        answer = self._ask(f"{self._base}/v2/zoeken?{query}")
        return KvkSearch((), 0) if answer is None else read_search(answer.body)

    def close(self) -> None:
        """Let go of the connection."""
        self._out.close()

    def _ask(self, url: str) -> Answer | None:
        answer = self._out.get(url, headers={"apikey": self._key, "Accept": "application/json"})
        if answer.fine:
            return answer
        if answer.status == 404:
            return None
        if answer.status in (401, 403):
            raise _refusal(
                "kvk_key",
                "KvK aanvaardt onze sleutel niet.",
                "KvK does not accept our key.",
                "Vraag de beheerder om de sleutel na te zien.",
                "Ask the administrator to check the key.",
            )
        if answer.status == 429:
            raise _refusal("kvk_busy", "KvK krijgt nu te veel vragen.", "KvK gets too many questions now.")
        code = fault_code(answer.body)
        shown = f" ({code})" if re.fullmatch(r"[A-Z0-9]{1,12}", code) else ""
        raise _refusal(
            "kvk_trouble", f"KvK kon de vraag niet beantwoorden{shown}.", f"KvK could not answer{shown}."
        )


def _refusal(
    code: str,
    nl: str,
    en: str,
    nl_now: str = "Probeer het later opnieuw.",
    en_now: str = "Try again later.",
) -> Refused:
    return Refused(code, Text(nl=nl, en=en), "", Text(nl=nl_now, en=en_now))
