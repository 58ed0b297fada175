"""`meerwaarde demo`: one command from nothing to a running product."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ADDRESS = "127.0.0.1"
PATIENCE = 120.0
"""Seconds that the web server gets to answer before we say that something is wrong."""


def start(port: int, data: Path) -> int:
    """Prepare the data folder, start web server and worker, print where to look; stops both on Ctrl-C."""
    if _taken(port):
        print(
            f"Poort {port} is in gebruik. Kies een andere: meerwaarde demo --port {port + 1}", file=sys.stderr
        )
        print(f"Port {port} is taken. Choose another: meerwaarde demo --port {port + 1}", file=sys.stderr)
        return 2
    data.mkdir(parents=True, exist_ok=True)
    os.environ["MEERWAARDE_DATA"] = str(data.resolve())
    os.environ["MEERWAARDE_DEMO"] = "1"
    os.environ.setdefault("PUBLIC_URL", f"http://{ADDRESS}:{port}")
    os.environ.pop("DATABASE_URL", None)  # the demonstration never touches another database
    _load()
    running = [_run("serve", "--port", str(port), "--workers", "1"), _run("worker")]
    try:
        if not _answers(port, running[0]):
            print("De webserver start niet; hierboven staat waarom.", file=sys.stderr)
            return 1
        _tell(port)
        return _wait(running)
    finally:
        _stop(running)


def _load() -> None:
    import django

    django.setup()
    from meerwaarde.config.server import prepare
    from meerwaarde.demo.load import load

    prepare()
    load()


def _run(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "meerwaarde.cli", *arguments])  # noqa: S603 (ourselves)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError:
            return True
    return False


def _answers(port: int, server: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex((ADDRESS, port)) == 0:
                return True
        time.sleep(0.05)
    return False


def _tell(port: int) -> None:
    from django.conf import settings

    from meerwaarde.demo.people import CIVIC_PEOPLE, MARKET_PEOPLE, PASSWORD, PEOPLE

    everybody = (*PEOPLE, *MARKET_PEOPLE, *CIVIC_PEOPLE)
    width = max(len(person.email) for person in everybody)
    print(f"\n  Meerwaarde staat klaar op http://{ADDRESS}:{port}/\n")
    print(f"  Log in met een van deze adressen, wachtwoord: {PASSWORD}\n")
    for person in everybody:
        print(f"    {person.email:<{width}}  {person.role_name}")
    letters = getattr(settings, "EMAIL_FILE_PATH", None)  # none where EMAIL_URL names a real way out
    if letters:
        print(f"\n  E-mail gaat nergens heen; de brieven staan in {letters}")
    print("\n  Alles is verzonnen. Stoppen: Ctrl-C.\n", flush=True)


def _wait(running: list[subprocess.Popen[bytes]]) -> int:
    """Until a person stops it or one of the two falls over."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.2)
    except KeyboardInterrupt:
        return 0
    print("Een onderdeel is onverwacht gestopt; start de demonstratie opnieuw.", file=sys.stderr)
    return 1


def _stop(running: list[subprocess.Popen[bytes]]) -> None:
    for process in running:
        if process.poll() is None:
            process.terminate()
    for process in running:
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
