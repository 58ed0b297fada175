"""Only gates/outbound opens connections (promise T05); what else could is found by reading the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "meerwaarde"
THE_WAY_OUT = SOURCE / "gates" / "outbound"
OPENING = frozenset(
    {
        "socket", "http.client", "urllib.request", "requests", "httpx", "httpcore", "urllib3", "aiohttp",
        "ftplib", "poplib", "imaplib", "telnetlib", "xmlrpc.client", "asyncio.streams", "_socket",
    }
)  # fmt: skip

# Letters go out through Django's own mail, to the one server that the installation names.
MAY = frozenset({"demo/start.py: socket"})  # looks whether a port of this machine is free


def opened_by(source: str) -> Iterator[str]:
    """Every module that this source imports and that can open a connection."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif (
            isinstance(node, ast.Call)
            and getattr(node.func, "attr", getattr(node.func, "id", "")) in {"import_module", "__import__"}
            and node.args
            and isinstance(node.args[0], ast.Constant)
        ):
            names = [str(node.args[0].value)]
        for name in names:
            if any(name == one or name.startswith(f"{one}.") for one in OPENING):
                yield name


def test_nothing_but_the_one_client_opens_connections() -> None:
    found = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path in SOURCE.rglob("*.py")
        if THE_WAY_OUT not in path.parents
        for name in opened_by(path.read_text(encoding="utf-8"))
    }
    assert found - MAY == set()


@pytest.mark.parametrize(
    "planted",
    [
        "import socket",
        "from http import client",
        "import http.client as web",
        "from urllib.request import urlopen",
        "def f():\n    import httpx",
        "import importlib\nimportlib.import_module('requests')",
        "__import__('socket')",
    ],
)
def test_the_check_sees_what_is_planted(planted: str) -> None:
    assert list(opened_by(planted))


def test_what_opens_nothing_is_left_alone() -> None:
    assert not list(opened_by("from http import HTTPStatus\nfrom urllib.parse import urlsplit\nimport json"))
