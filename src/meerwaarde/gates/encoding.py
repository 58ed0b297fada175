"""Text of which nobody told the encoding: the byte order mark, the zeros and the bytes themselves tell it."""

from __future__ import annotations

_HEAD = 4_096


def decoded(document: bytes) -> tuple[str, str]:
    """The text and its encoding. Latin-1 reads every byte, so nothing is ever refused here."""
    if document.startswith(b"\xef\xbb\xbf"):
        return document[3:].decode("utf-8", errors="replace"), "utf-8-bom"
    if encoding := _utf_16(document[:_HEAD]):
        text = document[: len(document) // 2 * 2].decode(encoding, errors="replace")
        return text.removeprefix("\ufeff"), "utf-16"
    for encoding in ("utf-8", "cp1252"):
        try:
            return document.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return document.decode("latin-1"), "latin-1"


def _utf_16(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    # Without a mark: every other byte of Western text is zero.
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = max(len(head) // 2, 1)
    if len(head) >= 8 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if len(head) >= 8 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""
