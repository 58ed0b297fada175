"""Servers of a few lines, each with one habit: real sockets on this machine, ended with their test."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Habit = Callable[[socket.socket, bytes], None]


@dataclass
class Server:
    """Where it listens, what it was asked, and by how many connections."""

    port: int
    asked: list[bytes] = field(default_factory=list)
    connections: int = 0
    moments: list[float] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.place}"


def plain(body: bytes = b"goed", status: str = "200 OK", headers: str = "") -> Habit:
    """Answers politely, and keeps the connection."""

    def answer(line: socket.socket, _asked: bytes) -> None:
        line.sendall(f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n".encode() + body)

    return answer


def raw(content: bytes, *, then_close: bool = True) -> Habit:
    """Answers these bytes and no other."""

    def answer(line: socket.socket, _asked: bytes) -> None:
        line.sendall(content)
        if then_close:
            line.shutdown(socket.SHUT_RDWR)

    return answer


def dripping(head: bytes, drop: bytes, every: float) -> Habit:
    """Answers a head and then a drop at a time, for ever."""

    def answer(line: socket.socket, _asked: bytes) -> None:
        line.sendall(head)
        while True:
            line.sendall(drop)
            time.sleep(every)

    return answer


def in_turn(*habits: Habit) -> Habit:
    """One habit after the other; the last one stays."""
    left = list(habits)

    def answer(line: socket.socket, asked: bytes) -> None:
        (left.pop(0) if len(left) > 1 else left[0])(line, asked)

    return answer


@contextmanager
def listening(
    habit: Habit, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Server]:
    """A server with this habit, for as long as the block lasts."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.bind((host, 0))
    door.listen(50)
    server = Server(door.getsockname()[1])
    open_lines: list[socket.socket] = []

    def serve(line: socket.socket) -> None:
        with suppress(OSError):
            if tls is not None:
                line = tls.wrap_socket(line, server_side=True)
                open_lines.append(line)
            while asked := _one_request(line):
                server.asked.append(asked)
                server.moments.append(time.monotonic())
                habit(line, asked)

    def welcome() -> None:
        with suppress(OSError):
            while True:
                line, _from = door.accept()
                server.connections += 1
                open_lines.append(line)
                threading.Thread(target=serve, args=(line,), daemon=True).start()

    threading.Thread(target=welcome, daemon=True).start()
    try:
        yield server
    finally:
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        for line in open_lines:
            line.close()


def _one_request(line: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got:
        part = line.recv(65_536)
        if not part:
            return b""
        got += part
    head, _, body = got.partition(b"\r\n\r\n")
    length = next(
        (
            int(one.split(b":")[1])
            for one in head.split(b"\r\n")
            if one.lower().startswith(b"content-length:")
        ),
        0,
    )
    while len(body) < length:
        body += line.recv(65_536)
    return head + b"\r\n\r\n" + body


def certified(folder: Path, *names: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's context for these names, and a client's context that trusts its maker and nobody else."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test")])
    now = datetime.now(UTC)
    kinds = [x509.IPAddress(ip_address(one)) if one[0].isdigit() else x509.DNSName(one) for one in names]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(kinds), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    shown, secret = folder / "certificate.pem", folder / "key.pem"
    shown.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(shown, secret)
    return server, ssl.create_default_context(cafile=str(shown))
