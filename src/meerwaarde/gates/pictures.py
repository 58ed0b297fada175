"""The gate for pictures (promise T04): bounded, a picture by its content, and drawn anew in another process.

What comes out is never what came in: the picture is decoded and drawn again as PNG, so place, camera, owner's
name, and anything hidden behind the picture stay out.
"""

from __future__ import annotations

import struct
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from meerwaarde.gates.children import answer_of
from meerwaarde.gates.files import too_large
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

MOST_PICTURE_BYTES: Final = 8_000_000
MOST_PIXELS: Final = 30_000_000
"""A telephone of today makes 12 to 24 million; a bomb declares billions."""
WIDEST: Final = 960
"""Pixels of what comes out; smaller pictures keep their width."""
_NARROWEST: Final = 40
_PATIENCE: Final = 30
_PAGE: Final = (
    '#set page(width: {width}pt, height: auto, margin: 0pt)\n#image("/picture.{kind}", width: 100%)\n'
)
"""Drawn at 72 dots per inch, where a point is a pixel."""
PNG: Final = b"\x89PNG\r\n\x1a\n"
_JPEG: Final = b"\xff\xd8\xff"
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG markers that carry the size (ITU-T T.81, table B.1)."""


class Picture(msgspec.Struct, frozen=True):
    """A PNG that we drew ourselves, with its size in pixels."""

    content: bytes
    width: int
    height: int


def redrawn(document: bytes, *, where: str = "") -> Picture:
    """The picture as a PNG of at most `WIDEST` pixels wide, without anything that travelled along.

    Raises `Refused` with file_too_large, picture_unknown (no PNG or JPEG), picture_too_many_pixels,
    picture_too_small or picture_broken.
    """
    if len(document) > MOST_PICTURE_BYTES:
        raise too_large(where, len(document), MOST_PICTURE_BYTES)
    kind, (width, height) = _kind(document), _size(document)
    if not kind or width <= 0 or height <= 0:
        raise _refusal(
            "picture_unknown",
            ("Dit is geen PNG of JPEG die wij kennen.", "This is no PNG or JPEG that we know."),
            ("Bewaar de foto als JPEG of PNG.", "Save the picture as JPEG or PNG."),
            where,
        )
    if width * height > MOST_PIXELS:
        raise _refusal(
            "picture_too_many_pixels",
            ("Deze foto is te groot om veilig te openen.", "This picture is too large to open safely."),
            ("Maak hem kleiner, bijvoorbeeld 2.000 pixels breed.", "Make it smaller, say 2,000 pixels wide."),
            where,
        )
    if min(width, height) < _NARROWEST:
        raise _refusal(
            "picture_too_small",
            ("Op deze foto is niets te zien: hij is te klein.", "This picture is too small to see."),
            ("Kies een foto van minstens 40 bij 40 pixels.", "Choose one of at least 40 by 40 pixels."),
            where,
        )
    return _drawn(document, kind, min(width, WIDEST), where)


def _drawn(document: bytes, kind: str, width: int, where: str) -> Picture:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"picture.{kind}").write_bytes(document)
        (Path(folder) / "page.typ").write_text(_PAGE.format(width=width, kind=kind), encoding="utf-8")
        content = answer_of(
            "meerwaarde.gates.picture_child",
            folder,
            document=b"",
            patience_seconds=_PATIENCE,
        )
    if not content or not content.startswith(PNG):
        raise _refusal(
            "picture_broken",
            ("Deze foto is beschadigd of onvolledig.", "This picture is damaged or incomplete."),
            ("Open hem, bewaar hem opnieuw en probeer het nog eens.", "Open it, save it anew and try again."),
            where,
        )
    return Picture(content, *_size(content))


def _kind(document: bytes) -> str:
    if document.startswith(PNG):
        return "png"
    return "jpg" if document.startswith(_JPEG) else ""


def _size(document: bytes) -> tuple[int, int]:
    """Width and height as the head declares them; (0, 0) where it does not."""
    if document.startswith(PNG):
        declared = document[16:24] if document[12:16] == b"IHDR" else b""
        return struct.unpack(">II", declared) if len(declared) == 8 else (0, 0)
    return _jpeg_size(document)


def _jpeg_size(document: bytes) -> tuple[int, int]:
    place = 2
    while place + 9 <= len(document):
        if document[place] != 0xFF:
            return 0, 0
        marker = document[place + 1]
        if marker == 0xFF:  # padding
            place += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack(">HH", document[place + 5 : place + 9])
            return width, height
        if marker in {0xD9, 0xDA}:
            return 0, 0
        (length,) = struct.unpack(">H", document[place + 2 : place + 4])
        place += 2 + length
    return 0, 0


def _refusal(code: str, message: tuple[str, str], now: tuple[str, str], where: str) -> Refused:
    return Refused(code, Text(nl=message[0], en=message[1]), where, Text(nl=now[0], en=now[1]))
