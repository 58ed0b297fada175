"""Which addresses we may speak to: https, a public name, and behind it public addresses only."""

from __future__ import annotations

import ipaddress
import os
import re
import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal
from urllib.parse import urlsplit

import msgspec

from meerwaarde.gates.outbound import refusals

ALLOW: Final = "OUTBOUND_ALLOW"
"""Variable of the environment: `127.0.0.1:8080, localhost:8081` are let through as well, http too."""

LONGEST_URL: Final = 2_000
HTTPS: Final = 443
_LABEL: Final = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_NAME: Final = re.compile(rf"(?:{_LABEL}\.)+[a-z]{_LABEL}", re.ASCII)
"""At least two labels, of which the last is a word: 127.1 and 0x7f.1 are addresses in disguise."""
_PLAIN: Final = re.compile(r"[!-\[\]-~]+", re.ASCII)
"""Every sign of ASCII that is seen, but no backslash."""
_TRANSLATED: Final = (
    ipaddress.ip_network("64:ff9b::/96"),
    ipaddress.ip_network("64:ff9b:1::/48"),
)

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
"""Name and port to addresses; raises OSError for a name without one."""


class Target(msgspec.Struct, frozen=True):
    """Where a question goes: a checked address, with what the request line and the certificate need."""

    scheme: Literal["https", "http"]
    host: str
    port: int
    path: str
    loopback: bool
    """Explicitly allowed although it is this machine itself."""

    @property
    def place(self) -> str:
        """Host and port as people and lists write them, without what may be secret."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return shown if self.port == HTTPS else f"{shown}:{self.port}"


def allowances(given: Iterable[str] = ()) -> frozenset[str]:
    """The places on this machine that are let through: those given and those of the environment.

    Only a loopback address or `localhost`, always with its port; anything else raises ValueError, so that
    a slip never opens a network.
    """
    said = [*given, *os.environ.get(ALLOW, "").split(",")]
    return frozenset(_loopback(one.strip().lower()) for one in said if one.strip())


def loopback_place(url: str) -> str | None:
    """`127.0.0.1:8080` of an address on this machine; None for any other.

    For a command whose argument is itself the permission.
    """
    try:
        parts = urlsplit(url)
        return _loopback(parts.netloc.lower())
    except ValueError:
        return None


def target(url: str, *, hosts: frozenset[str] | None, allowed: frozenset[str]) -> Target:
    """The address taken apart and found fit, before any name is looked up.

    `hosts` is the list of places that may be asked (`name` or `name:port`; None is every public one),
    `allowed` are the places on this machine. Raises `NotLetOut`.
    """
    if len(url) > LONGEST_URL or not _PLAIN.fullmatch(url):
        raise refusals.no_address()
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError as error:
        raise refusals.no_address() from error
    if parts.scheme not in {"https", "http"}:
        raise refusals.not_https(parts.scheme[:20])
    if "@" in parts.netloc:
        raise refusals.with_user(host)
    found = Target(
        scheme="https" if parts.scheme == "https" else "http",
        host=host,
        port=port if port is not None else HTTPS if parts.scheme == "https" else 80,
        path=(parts.path or "/") + (f"?{parts.query}" if parts.query else ""),
        loopback=False,
    )
    written = f"[{host}]" if ":" in host else host
    if f"{written}:{found.port}" in allowed:
        return msgspec.structs.replace(found, loopback=True)
    if not _NAME.fullmatch(host) or len(host) > 253:
        raise refusals.not_public(host) if _is_address(host) else refusals.no_address(host[:100])
    if found.scheme != "https":
        raise refusals.not_https(host)
    if hosts is not None and found.place not in hosts:
        raise refusals.not_listed(found.place)
    if hosts is None and found.port != HTTPS:
        raise refusals.odd_port(host)
    return found


def addresses_of(found: Target, *, resolve: Resolver, seconds: float) -> tuple[str, ...]:
    """The addresses behind a target, looked up once, every one of them public (or, allowed, loopback).

    One that is not public refuses them all: who mixes them means no good. Raises `NotLetOut` or `NoAnswer`.
    """
    told = _within(seconds, lambda: list(resolve(found.host, found.port)))
    if not told:
        raise refusals.unknown_name(found.host)
    for one in told:
        fit = _is_loopback(one) if found.loopback else is_public(one)
        if not fit:
            raise refusals.not_public(found.host)
    return tuple(dict.fromkeys(told))


def system_addresses(host: str, port: int) -> Sequence[str]:
    """What this machine's own resolver says."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(text: str) -> bool:
    """Whether an address belongs to the public internet, also when it carries another one within it."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    return all(_is_public(one) for one in (address, *_within_it(address)))


def _is_public(address: Address) -> bool:
    return address.is_global and not (
        address.is_multicast
        or address.is_reserved
        or address.is_private
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
        or getattr(address, "is_site_local", False)
    )


def _within_it(address: Address) -> list[Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return []
    found: list[Address] = [one for one in (address.ipv4_mapped, address.sixtofour) if one is not None]
    found += address.teredo or ()
    if any(address in network for network in _TRANSLATED) or int(address) < 2**32:
        found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found


def _within(seconds: float, look_up: Callable[[], list[str]]) -> list[str]:
    """What a look-up gives in time; the system's resolver knows no limit of its own."""
    told: list[str] = []

    def ask() -> None:
        try:
            told.extend(look_up())
        except OSError:
            told.clear()

    asking = threading.Thread(target=ask, daemon=True, name="look up a name")
    asking.start()
    asking.join(seconds)
    return [] if asking.is_alive() else told


def _is_address(host: str) -> bool:
    """Whether it is an address in any way that some program would read as one."""
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return bool(re.fullmatch(r"(0x[0-9a-f]*|\d+)(\.(0x[0-9a-f]*|\d+))*\.?", host)) or host in {
            "localhost",
            "localhost.",
        }
    return True


def _is_loopback(text: str) -> bool:
    try:
        return ipaddress.ip_address(text).is_loopback
    except ValueError:
        return False


def _loopback(place: str) -> str:
    host, colon, port = place.rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    if not colon or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65_536:
        raise ValueError(f"{ALLOW} names a place with its port, such as 127.0.0.1:8080; not {place!r}.")
    if bare != "localhost" and not _is_loopback(bare):
        raise ValueError(f"{ALLOW} opens places on this machine only, not {place!r}.")
    return place
