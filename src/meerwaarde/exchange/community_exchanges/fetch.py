"""Asking another platform for its needs, and giving it ours; through the one client for the outside."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from meerwaarde.exchange.community_exchanges.read import ExchangeReading, read_exchange
from meerwaarde.exchange.community_exchanges.records import ExchangeDocument
from meerwaarde.exchange.community_exchanges.write import exchange_json
from meerwaarde.gates.outbound import Answer, Limits, Outbound
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

LIMITS: Final = Limits(seconds=30.0)


def place_of(url: str) -> str:
    """The place in an address as the client lists it: the host, with its port unless that is 443.

    "" for what is no address; the client then refuses it in words.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return f"{host}:{port}" if port not in (None, 443) else host


def fetch_exchange(outside: Outbound, url: str, *, platform: str, token: str = "") -> ExchangeReading:
    """What another platform tells now, by GET. Raises `Refused` with exchange_no_answer for any other answer
    than 200, and what `read_exchange` raises; `NotLetOut` and `NoAnswer` as the client does."""
    answer = outside.get(url, headers={"Accept": "application/json", **_named(token)})
    _must_be_fine(answer, url)
    return read_exchange(answer.body, platform=platform)


def push_exchange(outside: Outbound, url: str, document: ExchangeDocument, *, token: str = "") -> int:
    """Gives a platform what is public here, by POST of `need-exchange`; gives the status of its answer.

    Sent once. The ids are ours and stay the same, so a platform that hears it twice can tell.
    """
    answer = outside.post(url, exchange_json(document), headers=_named(token))
    _must_be_fine(answer, url)
    return answer.status


def _named(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


def _must_be_fine(answer: Answer, url: str) -> None:
    if not answer.fine:
        raise Refused(
            "exchange_no_answer",
            Text(
                nl=f"Het andere platform antwoordt met {answer.status}.",
                en=f"The other platform answers with {answer.status}.",
            ),
            place_of(url),
            Text(
                nl="Vraag de beheerder van dat platform of het adres en de sleutel kloppen.",
                en="Ask who runs that platform whether address and key are right.",
            ),
        )
