"""A file in segments of whole lines, in UTF-8, with its hash; memory does not grow with the file."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from meerwaarde.analysis.ingest.layout import TEXT_ENCODINGS
from meerwaarde.analysis.ingest.mending import line_count

SEGMENT: Final = 16 << 20
"""Bytes read at a time."""

_Decode = Callable[[bytes, bool], bytes]


@dataclass(frozen=True)
class Segment:
    """Whole lines of the file behind `head`, in UTF-8; each line but the last ends in a line feed."""

    text: bytes
    head: int
    """Bytes at the start that are not of the file."""
    line: int
    """Number of the first line, from 1."""
    read: int
    """Bytes of the file read so far."""
    last: bool


class SourceFile:
    """Reads a file once: its segments, and afterwards `sha256` and `size` of the bytes as they came.

    What is no text in the encoding comes out as bytes that are no UTF-8, so that the line can be refused.
    Old line ends (carriage returns alone) become line feeds. `keep` gives the end of a segment back, where it
    holds the beginning of a record of several lines.
    """

    def __init__(self, path: Path, encoding: str, size: int = SEGMENT) -> None:
        self._path, self._segment = path, size
        self._decode = _decoder(encoding)
        self._digest = hashlib.sha256()
        self._kept = b""
        self.size = 0

    @property
    def sha256(self) -> str:
        """Of what was read so far; of the file, once all segments came."""
        return self._digest.hexdigest()

    def keep(self, rest: bytes) -> None:
        """Let the next segment begin with these whole lines, which were the end of this one."""
        self._kept = rest

    def segments(self, head: bytes = b"") -> Iterator[Segment]:
        """The file from its first line on, each segment with `head` before it."""
        line, rest = 1, b""
        with self._path.open("rb") as file:
            chunk = file.read(self._segment)
            ends = _line_ends(self._decode, chunk)
            while chunk:
                self._digest.update(chunk)
                self.size += len(chunk)
                following = file.read(self._segment)
                text = ends(chunk, not following)
                cut = text.rfind(b"\n") + 1 if following else len(text)
                if cut or not following:
                    whole = b"".join((head, self._kept, rest, memoryview(text)[:cut]))
                    self._kept, rest = b"", text[cut:]
                    if len(whole) > len(head):
                        yield Segment(whole, len(head), line, self.size, not following)
                    line += line_count(whole, len(head)) - line_count(self._kept, 0)
                else:  # a line without an end: only its beginning is of use to whoever looks at it later
                    rest = (rest + text)[:SEGMENT]
                chunk = following


def beginning(path: Path, encoding: str, most: int = 1 << 20) -> list[bytes]:
    """The first lines of a file, in UTF-8 and without their line ends."""
    for segment in SourceFile(path, encoding, most).segments():
        return segment.text.splitlines()
    return []


def _line_ends(decode: _Decode, chunk: bytes) -> _Decode:
    """The decoder, with carriage returns alone made line feeds where the file has no other line ends."""
    start = chunk[: 1 << 20]
    if b"\n" in start or b"\r" not in start:
        return decode
    return lambda part, final: decode(part, final).replace(b"\r", b"\n")


def _decoder(encoding: str) -> _Decode:
    """From bytes of the file to UTF-8, chunk after chunk, the byte order mark left out."""
    name = codecs.lookup(encoding).name
    if name in TEXT_ENCODINGS:
        return _Plain()
    incremental = codecs.getincrementaldecoder(name)(_KEEP)
    started = False

    def decode(chunk: bytes, final: bool) -> bytes:
        nonlocal started
        text = incremental.decode(chunk, final)
        if not started and text:
            started = True
            text = text.removeprefix("\ufeff")
        return text.encode("utf-8", "surrogatepass")

    return decode


class _Plain:
    """UTF-8 stays as it is."""

    def __init__(self) -> None:
        self._started = False

    def __call__(self, chunk: bytes, _final: bool) -> bytes:
        if self._started:
            return chunk
        self._started = True
        return chunk.removeprefix(codecs.BOM_UTF8)


_KEEP: Final = "meerwaarde.keep"


def _keep(trouble: UnicodeError) -> tuple[str, int]:
    """Each byte that is no text as a lone surrogate, which is no text in UTF-8 either."""
    if not isinstance(trouble, UnicodeDecodeError):
        raise trouble
    found = trouble.object[trouble.start : trouble.end]
    return "".join(chr(0xDC00 + byte) for byte in found), trouble.end


codecs.register_error(_KEEP, _keep)
