"""Pictures from outside: redrawn, bounded, and free of what travelled along."""

from __future__ import annotations

import struct
import zlib

import pytest

from meerwaarde.gates.pictures import MOST_PICTURE_BYTES, PNG, WIDEST, redrawn
from meerwaarde.gates.refusal import Refused


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *, extra: bytes = b"") -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x30\x80\x60" * width) * height)
    return PNG + chunk(b"IHDR", head) + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def bomb(side: int) -> bytes:
    """A head that declares billions of pixels."""
    return PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))


def test_a_picture_comes_out_anew_and_nothing_travels_along() -> None:
    secret = b"Comment\x00genomen bij Otto thuis"
    given = png(1600, 800, extra=chunk(b"tEXt", secret)) + b"<script>en dit erachter</script>"
    found = redrawn(given)
    assert (found.width, found.height) == (WIDEST, WIDEST // 2)
    assert found.content.startswith(PNG)
    assert b"Otto" not in found.content
    assert b"script" not in found.content


def test_a_small_picture_keeps_its_width() -> None:
    found = redrawn(png(120, 60))
    assert (found.width, found.height) == (120, 60)


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (b"", "picture_unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_unknown"),
        (b"GIF89a" + b"\x00" * 40, "picture_unknown"),
        (PNG, "picture_unknown"),
        (b"\xff\xd8\xff\xe0", "picture_unknown"),
        (b"\xff\xd8\xff\xe0\x00\x00" * 9, "picture_unknown"),
        (png(10, 400), "picture_too_small"),
        (png(120, 60)[:60], "picture_broken"),
        (png(120, 60).replace(b"IDAT", b"IDOT"), "picture_broken"),
        (bomb(60_000), "picture_too_many_pixels"),
        (PNG + b"\x00" * MOST_PICTURE_BYTES, "file_too_large"),
    ],
)
def test_what_is_no_honest_picture_is_refused(document: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        redrawn(document, where="foto.png")
    assert refused.value.refusal.code == code
