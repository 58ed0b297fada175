"""Texts that were damaged on their way: lost line breaks and twice-encoded signs.

Contracts Finder (United Kingdom) publishes line breaks as the letters "rn", and signs such as a bullet as
the three signs that its bytes look like in Windows-1252.
"""

from __future__ import annotations

import re
from typing import Final

# "rnrn" stands in no word; a single "rn" is a line break only where no letter of a word can be meant:
# after a mark or blank, before a capital, mark, blank or the end.
_LOST_BREAKS: Final = re.compile(r"(?:rn){2,}|(?<=[.,:;!?)\]\s])rn(?=[\sA-Z0-9\W]|$)")
_TWICE_ENCODED: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]{1,3}")


def mended(text: str) -> str:
    """The text with its line breaks and signs restored; a text that is not damaged comes back as it is."""
    if not text.isascii():
        text = _TWICE_ENCODED.sub(_decoded, text)
    if "rn" in text:
        text = _LOST_BREAKS.sub("\n", text)
    return text


def _decoded(found: re.Match[str]) -> str:
    given = found[0]
    # Windows-1252 leaves five bytes undefined; they came through as control signs of the same number.
    raw = b"".join(
        sign.encode("latin-1") if "\x80" <= sign <= "\xff" else sign.encode("cp1252", errors="replace")
        for sign in given
    )
    for length in range(len(raw), 1, -1):
        try:
            return raw[:length].decode("utf-8") + given[length:]
        except UnicodeDecodeError:
            continue
    return given
