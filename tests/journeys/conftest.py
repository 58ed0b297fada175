"""The product as a new user starts it: one command, a real browser, real pages."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser import WIDE, give_password, launched, page_at
from playwright.sync_api import Browser, Page

PATIENCE = 300.0
"""Seconds. A machine that is busy with other tests starts slowly; how fast is measured elsewhere."""


@dataclass(frozen=True)
class Running:
    """A demonstration that runs: where, and what it said when it started."""

    address: str
    said: str

    @property
    def password(self) -> str:
        found = re.search(r"wachtwoord: (\S+)", self.said)
        assert found is not None, self.said
        return found[1]

    def url(self, path: str) -> str:
        return f"{self.address}{path}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """`meerwaarde demo` on a port and a folder of its own, stopped by its own id."""
    data: Path = tmp_path_factory.mktemp("demo")
    port = free_port()
    with (data / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "meerwaarde.cli", "demo", "--port", str(port), "--data", str(data)],
            stdout=said,
            stderr=subprocess.STDOUT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            yield Running(f"http://127.0.0.1:{port}", _until_ready(process, data / "said.txt"))
        finally:
            process.terminate()
            process.wait(timeout=20)


def _until_ready(process: subprocess.Popen[bytes], said: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        text = said.read_text(encoding="utf-8")
        if "Stoppen: Ctrl-C" in text:
            return text
        assert process.poll() is None, f"the demonstration stopped:\n{text}"
        time.sleep(0.1)
    raise AssertionError(f"the demonstration did not start in {PATIENCE:.0f} s:\n{said.read_text()}")


@pytest.fixture
def letters(running: Running) -> Path:
    """The folder with the letters that the demonstration wrote."""
    found = re.search(r"brieven staan in (\S+)", running.said)
    assert found is not None
    return Path(found[1])


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Closed after each module: while its loop runs, Django's own test client cannot run beside it."""
    with launched() as browser:
        yield browser


LogIn = Callable[..., AbstractContextManager[Page]]


@pytest.fixture
def log_in(running: Running, chromium: Browser) -> LogIn:
    """`with log_in("bas", width=390) as page:` logs in through the form, as a person does."""

    @contextmanager
    def as_person(
        name: str,
        *,
        authority: str = "veenmeer",
        width: int = WIDE,
        language: str = "nl",
        **options: Any,
    ) -> Iterator[Page]:
        with page_at(chromium, width, language=language, **options) as page:
            page.goto(running.url("/"))
            give_password(page, f"{name}@{authority}.example", running.password)
            page.wait_for_url(re.compile(f"/{authority}/"))
            yield page

    return as_person
