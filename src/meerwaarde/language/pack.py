"""One file of named parts that opens in a millisecond: the bytes stay on disk until they are read."""

from __future__ import annotations

import json
import mmap
from collections.abc import Mapping
from pathlib import Path

_MARK = b"MWPACK1\n"
_ALIGN = 8
_LENGTH_BYTES = 8


class UnreadablePack(ValueError):
    """The file is no pack of this version, or it was cut off."""


def write_pack(path: Path, parts: Mapping[str, bytes | memoryview]) -> None:
    """Writes the parts under their names; the same parts give the same bytes.

    The file appears whole or not at all: it is written beside its place and then moved there.
    """
    places: dict[str, tuple[int, int]] = {}
    offset = 0
    for name, part in parts.items():
        size = memoryview(part).nbytes
        places[name] = (offset, size)
        offset += size + -size % _ALIGN
    head = json.dumps(places, separators=(",", ":")).encode()
    head += b" " * (-(len(_MARK) + _LENGTH_BYTES + len(head)) % _ALIGN)
    beside = path.with_name(path.name + ".part")
    with beside.open("wb") as file:
        file.write(_MARK + len(head).to_bytes(_LENGTH_BYTES, "little") + head)
        for part in parts.values():
            file.write(part)
            file.write(b"\0" * (-memoryview(part).nbytes % _ALIGN))
    beside.replace(path)


def read_pack(path: Path) -> dict[str, memoryview]:
    """The parts by name, as views on the mapped file. Raises UnreadablePack or OSError."""
    with path.open("rb") as file:
        if path.stat().st_size < len(_MARK) + _LENGTH_BYTES:
            raise UnreadablePack(f"{path} is too short to be a pack")
        whole = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    start = len(_MARK) + _LENGTH_BYTES
    if whole[: len(_MARK)] != _MARK:
        raise UnreadablePack(f"{path} does not start as a pack of this version")
    length = int.from_bytes(whole[len(_MARK) : start], "little")
    try:
        places = json.loads(bytes(whole[start : start + length]))
    except ValueError as error:
        raise UnreadablePack(f"{path} has a damaged table of contents") from error
    start += length
    parts = {name: whole[start + offset : start + offset + size] for name, (offset, size) in places.items()}
    if any(part.nbytes != places[name][1] for name, part in parts.items()):
        raise UnreadablePack(f"{path} was cut off")
    return parts
