"""The letters that a running demonstration wrote: it sends nothing and keeps them in a folder."""

from __future__ import annotations

import email
import email.policy
import re
import time
from pathlib import Path

PATIENCE = 120.0
"""Seconds for a letter: the worker looks at its work now and then, and the machine may be busy."""


def letter(folder: Path, to: str, holds: str) -> str:
    """The text of the newest letter to somebody that holds these words; waits until it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for path in sorted(folder.glob("*"), key=lambda one: one.stat().st_mtime, reverse=True):
            for part in re.split(rb"^-{79}\n", path.read_bytes(), flags=re.MULTILINE):
                found = email.message_from_bytes(part, policy=email.policy.default)
                body = found.get_body(("plain",))
                text = "" if body is None else str(body.get_content())
                if to in str(found["To"]) and holds in f"{found['Subject']}\n{text}":
                    return text
        time.sleep(0.5)
    raise AssertionError(f"no letter to {to} with “{holds}”")


def link_in(text: str, part: str) -> str:
    found = re.search(rf"https?://[^/\s]+(\S*{part}\S*)", text)
    assert found is not None, text
    return found[1]
