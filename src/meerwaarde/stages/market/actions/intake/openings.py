"""Opening a source: which address, with what courtesy, under which name and password."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings

from meerwaarde.exchange.notice.lists import AMSTERDAM
from meerwaarde.exchange.ted import fetch as ted
from meerwaarde.exchange.tenderned import fetch as tenderned
from meerwaarde.gates.outbound import Limits, NoAnswer, Outbound, loopback_place
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text
from meerwaarde.stages.market.actions.intake.sources import FromTed, FromTenderNed, Source

LIMITS: Final = Limits(most_bytes=5_000_000, seconds=30.0)
"""A list of a hundred publications is some 250 kB, and may take its time on a busy day."""
SOURCES: Final = ("tenderned", "ted")


def base_of(name: str, base_url: str = "") -> str:
    """The address of a source: the one given, else that of the installation, else its own."""
    own = (settings.TED_URL or ted.SEARCH) if name == "ted" else (settings.TENDERNED_URL or tenderned.BASE)
    return (base_url or own).rstrip("/")


@contextmanager
def opened(name: str, base_url: str = "", *, thorough: bool = False) -> Iterator[Source]:
    """A source that can be asked, for as long as the block lasts.

    An address on this machine that was given by hand is its own permission, and needs no courtesy; any
    other goes through all that the one client asks (promise T05). Raises `NotLetOut` for one that may not
    be asked at all.
    """
    base = base_of(name, base_url)
    here = loopback_place(base)
    allowed = [here] if here else []
    hosts = None if here else [urlsplit(base).netloc, urlsplit(ted.NOTICES).netloc]
    with Outbound(hosts=hosts, allow=allowed, limits=LIMITS, pace=tenderned.PACE) as outbound:
        with suppress(NoAnswer):  # a name that cannot be found now may be found later
            outbound.check(base)
        if name == "ted":
            # A server of one's own gives both: the search, and at the same place the notices.
            notices = (
                f"{urlsplit(base).scheme}://{urlsplit(base).netloc}" if base != ted.SEARCH else ted.NOTICES
            )
            yield FromTed(ted.Ted(outbound, search=base, notices=notices), thorough=thorough)
            return
        credentials = _credentials()
        client = tenderned.TenderNed(outbound, base=base, credentials=credentials)
        yield FromTenderNed(client, thorough=thorough, with_xml=credentials is not None)


def newest_of_tenderned() -> str | None:
    """What TenderNed published last, by its feed. Raises `Refused` where that cannot be had."""
    with opened("tenderned") as source:
        assert isinstance(source, FromTenderNed)
        return source.newest()


def today(at: datetime) -> date:
    """The day in Amsterdam, by which all sources count."""
    return at.astimezone(AMSTERDAM).date()


def odd_setting(error: ValueError) -> Refused:
    """For a setting of the installation that cannot be used."""
    return Refused(
        "setting_unusable",
        Text(nl=f"Een instelling klopt niet: {error}", en=f"A setting is not right: {error}"),
        "",
        Text(nl="Pas de instelling aan.", en="Change the setting."),
    )


def _credentials() -> tuple[str, str] | None:
    name, colon, password = settings.TENDERNED_CREDENTIALS.partition(":")
    return (name, password) if colon and name else None
