"""The one way out (promise T05): https, a name looked up once, the address that was checked, no redirects.

Limits hold for the whole answer: who sends a byte a second is cut off as surely as who sends nothing.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Final, Self, cast

import msgspec

from meerwaarde.gates.outbound import refusals
from meerwaarde.gates.outbound.addresses import (
    Resolver,
    Target,
    addresses_of,
    allowances,
    system_addresses,
    target,
)

OLDEST_CONNECTION: Final = 60.0
"""Seconds after which a connection is made anew, and its name looked up again."""
_AT_ONCE: Final = 65_536
_BESIDE_THE_BODY: Final = 200_000
"""Bytes for headers and for the signs between pieces."""
NAME: Final = "Meerwaarde (+https://meerwaarde.example)"


class Limits(msgspec.Struct, frozen=True):
    """How much and how long one answer may be; `seconds` counts from the look-up to the last byte."""

    most_bytes: int = 5_000_000
    seconds: float = 10.0


class Answer(msgspec.Struct, frozen=True):
    """What came back, whole; names of `headers` in lower case. A redirect is an answer like another."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def fine(self) -> bool:
        """Whether it is what was asked for (2xx)."""
        return 200 <= self.status < 300


class _TooMuch(Exception):
    """More bytes than any answer within the limits can have."""


class _Limited(io.RawIOBase):
    """Reads from a socket until a moment and a number of bytes, whatever the rhythm in which they come."""

    def __init__(self, line: _Line) -> None:
        super().__init__()
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        line = self._line
        line.sock.settimeout(_left(line.until))
        size = line.sock.recv_into(into)
        line.left -= size
        if line.left < 0:
            raise _TooMuch
        return size


class _Line:
    """A socket as `http.client` knows one, with limits for everything that goes through it."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.until = 0.0
        self.left = 0

    def makefile(self, _mode: str, *_more: object) -> io.BufferedReader:
        return io.BufferedReader(_Limited(self), _AT_ONCE)

    def sendall(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            self.sock.settimeout(_left(self.until))
            rest = rest[self.sock.send(rest) :]

    def close(self) -> None:
        """`http.client` calls this before the last answer is read: what is open is closed by `_Kept`."""


class _Kept:
    """A connection that may be used again."""

    def __init__(self, connection: http.client.HTTPConnection, line: _Line) -> None:
        self.connection, self.line, self.made = connection, line, time.monotonic()

    def close(self) -> None:
        self.connection.close()
        self.line.sock.close()


class _Question(msgspec.Struct, frozen=True):
    """What is asked, where, and until when it may take."""

    method: str
    found: Target
    body: bytes | None
    headers: Mapping[str, str]
    until: float


class Outbound:
    """Asks questions of the outside. One object may be used by several threads; close it when done.

    `hosts` lists the places that may be asked (`api.example.nl`, or `api.example.nl:8443`); None is every
    public one on port 443. `allow` opens places on this machine, beside those of the environment
    (`OUTBOUND_ALLOW`). `pace` is the least number of seconds between two questions to one place; places on
    this machine need no such courtesy unless `pace_here` says so.
    """

    def __init__(
        self,
        *,
        hosts: Iterable[str] | None = None,
        allow: Iterable[str] = (),
        limits: Limits | None = None,
        pace: float = 0.0,
        pace_here: float = 0.0,
        resolve: Resolver = system_addresses,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._hosts = None if hosts is None else frozenset(hosts)
        self._allowed = allowances(allow)
        self._limits = limits or Limits()
        self._paces = {False: pace, True: pace_here}
        self._resolve = resolve
        self._tls = tls
        self._kept: dict[tuple[str, str, int], _Kept] = {}
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Answer:
        """What stands at an address. Raises `NotLetOut` before anything is sent, or `NoAnswer`."""
        return self._ask("GET", url, None, headers or {})

    def post(
        self,
        url: str,
        body: bytes,
        *,
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send a body once, over a connection of its own: never twice by itself. Raises as `get` does."""
        return self._ask("POST", url, body, {"Content-Type": content_type, **(headers or {})})

    def check(self, url: str) -> None:
        """Raises `NotLetOut` or `NoAnswer` where this address would not be asked; sends nothing to it."""
        addresses_of(self._target(url), resolve=self._resolve, seconds=self._limits.seconds)

    def close(self) -> None:
        """Let go of every connection."""
        with self._lock:
            kept, self._kept = list(self._kept.values()), {}
        for one in kept:
            one.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _target(self, url: str) -> Target:
        return target(url, hosts=self._hosts, allowed=self._allowed)

    def _ask(self, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        found = self._target(url)
        self._wait_our_turn(found)
        question = _Question(method, found, body, headers, time.monotonic() + self._limits.seconds)
        try:
            again = self._ask_again(question)
            return self._exchange(self._connect(question), question) if again is None else again
        except _TooMuch as error:
            raise refusals.too_much(found.place, self._limits.most_bytes) from error
        except TimeoutError as error:
            raise refusals.too_slow(found.place, self._limits.seconds) from error
        except ssl.SSLCertVerificationError as error:
            raise refusals.certificate(found.place) from error
        except http.client.HTTPException as error:
            raise refusals.not_http(found.place) from error
        except OSError as error:
            raise refusals.unreachable(found.place) from error

    def _ask_again(self, question: _Question) -> Answer | None:
        """Over the connection of before; None without one, and when the other side let go of it meanwhile."""
        kept = self._take(question.found) if question.method == "GET" else None
        if kept is None:
            return None
        try:
            return self._exchange(kept, question)
        except TimeoutError:
            raise
        except (http.client.HTTPException, OSError):
            return None

    def _exchange(self, kept: _Kept, question: _Question) -> Answer:
        kept.line.until = question.until
        kept.line.left = self._limits.most_bytes + _BESIDE_THE_BODY
        sent = {"Accept-Encoding": "identity", "User-Agent": NAME, **question.headers}
        try:
            kept.connection.request(question.method, question.found.path, body=question.body, headers=sent)
            response = kept.connection.getresponse()
            content = self._read(response)
        except BaseException:
            kept.close()
            raise
        if response.will_close or question.method != "GET":
            kept.close()
        else:
            self._keep(question.found, kept)
        told = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, told, content)

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        most = self._limits.most_bytes
        if (response.getheader("Content-Encoding") or "identity").strip().lower() != "identity":
            raise http.client.HTTPException("packed")
        if response.length is not None and response.length > most:
            raise _TooMuch
        parts, size = [], 0
        while part := response.read(_AT_ONCE):
            size += len(part)
            if size > most:
                raise _TooMuch
            parts.append(part)
        if response.length:  # more was promised
            raise http.client.IncompleteRead(b"")
        return b"".join(parts)

    def _connect(self, question: _Question) -> _Kept:
        found = question.found
        line = _Line(self._open(question))
        connection = http.client.HTTPConnection(found.host, found.port)
        # A default port is left out of the Host header, as browsers do.
        connection.default_port = http.client.HTTPS_PORT if found.scheme == "https" else http.client.HTTP_PORT
        connection.sock = cast(socket.socket, line)
        connection.auto_open = 0  # never a connection that was not checked
        return _Kept(connection, line)

    def _open(self, question: _Question) -> socket.socket:
        found, until = question.found, question.until
        failure: OSError | None = None
        addresses = addresses_of(found, resolve=self._resolve, seconds=_left(until))
        for tried, address in enumerate(addresses):
            # One that is silent (IPv6 that leads nowhere) leaves time for the others.
            share = _left(until) / (len(addresses) - tried)
            try:
                plain = socket.create_connection((address, found.port), timeout=share)
            except OSError as error:
                failure = error
                continue
            try:
                plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                plain.settimeout(_left(until))
                return self._secured(plain, found.host) if found.scheme == "https" else plain
            except BaseException:
                plain.close()
                raise
        raise failure or OSError("no address")

    def _secured(self, plain: socket.socket, host: str) -> socket.socket:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls.wrap_socket(plain, server_hostname=host)

    def _take(self, found: Target) -> _Kept | None:
        with self._lock:
            kept = self._kept.pop((found.scheme, found.host, found.port), None)
        if kept is not None and time.monotonic() - kept.made > OLDEST_CONNECTION:
            kept.close()
            return None
        return kept

    def _keep(self, found: Target, kept: _Kept) -> None:
        with self._lock:
            before = self._kept.get((found.scheme, found.host, found.port))
            self._kept[found.scheme, found.host, found.port] = kept
        if before is not None:
            before.close()

    def _wait_our_turn(self, found: Target) -> None:
        """Threads that ask the same place stand in line; each gets its own moment."""
        pace = self._paces[found.loopback]
        if pace <= 0:
            return
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(found.place, 0.0))
            self._next[found.place] = turn + pace
        time.sleep(turn - now)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
