"""Files that are there whole or not at all, whenever power or process ends."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from meerwaarde.analysis.lake.records import NoRoom

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A place to write a file that takes the place of `path` at once and whole when the block ends well.

    Readers see the old file or the new one, never half of one; after an error the old one stands.
    """
    new = made(path.parent) / f".{path.name}.{secrets.token_hex(6)}.new"
    try:
        yield new
        settle(new, path)
    finally:
        new.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all, whenever power or process ends."""
    with replacing(path) as new:
        new.write_bytes(content)


@contextmanager
def naming_no_room() -> Iterator[None]:
    """Turn an OSError about a full disk, quota or file size into `NoRoom`."""
    try:
        yield
    except OSError as trouble:
        if trouble.errno not in _NO_ROOM:
            raise
        raise NoRoom("The disk is full. Nothing was added; make room and import the file again.") from trouble


def settle(written: Path, place: Path) -> None:
    """Bring a file to the disk and then to its place: after a power cut no name stands for half a file."""
    descriptor = os.open(written, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    made(place.parent)
    written.replace(place)
    sync_folder(place.parent)


def made(folder: Path) -> Path:
    """The folder, made where absent, with the names on the way to it brought to the disk."""
    if not folder.is_dir():
        parent = made(folder.parent)
        with suppress(FileExistsError):
            folder.mkdir()
            sync_folder(parent)
    return folder


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def open_lock(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
