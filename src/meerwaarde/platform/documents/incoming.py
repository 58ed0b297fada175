"""Files too large for one request: they come in parts, each in its place, and lie on disk until whole.

A part that comes twice, or whose answer was lost on the way, does no harm: the server tells how much it holds
and the sender goes on from there.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

from meerwaarde.platform.access.actor import Actor

MOST_IN_A_PART: Final = 8 * 1024 * 1024
_KEY: Final = re.compile(r"[0-9a-f]{32}")
_STALE_AFTER: Final = 2 * 24 * 60 * 60
"""Seconds after which a file that never became whole is removed."""


class OutOfStep(Exception):
    """A part that does not follow on what is held; `held` says how many bytes are."""

    def __init__(self, held: int) -> None:
        super().__init__(f"{held} bytes are held")
        self.held = held


class TooMuch(Exception):
    """More bytes than are taken in."""


def incoming(actor: Actor, key: str) -> Path:
    """Where the parts under this key lie, of this person alone. Raises `ValueError` for what is no key."""
    if not _KEY.fullmatch(key):
        raise ValueError("A key is 32 hexadecimal digits.")
    return _folder() / f"{actor.membership_id}-{key}"


def take_part(actor: Actor, key: str, offset: int, part: bytes, *, most_bytes: int) -> int:
    """Write a part behind what is held; gives how many bytes are held then.

    Raises `OutOfStep`, `TooMuch`, and `ValueError` for what is no key.
    """
    path = incoming(actor, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    if offset + len(part) > most_bytes:
        path.unlink(missing_ok=True)
        raise TooMuch
    with path.open("ab") as target:
        fcntl.flock(target, fcntl.LOCK_EX)
        held = os.fstat(target.fileno()).st_size
        if held != offset:
            raise OutOfStep(held)
        target.write(part)
    return offset + len(part)


def take_whole(actor: Actor, key: str, parts: Iterable[bytes]) -> Path:
    """Write a file that came in one request; gives where it lies."""
    path = incoming(actor, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        for part in parts:
            target.write(part)
    return path


def digest_of(path: Path) -> str:
    """SHA-256 of a file of any size, in hexadecimal."""
    with path.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def sweep(now: float | None = None) -> int:
    """Remove what never became whole; gives how many files."""
    before = (time.time() if now is None else now) - _STALE_AFTER
    stale = [path for path in _folder().glob("*") if path.stat().st_mtime < before]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _folder() -> Path:
    return Path(settings.DATA) / "files" / "incoming"
