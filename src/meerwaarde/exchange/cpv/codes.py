"""Whether a code exists: a question that is answered in a millisecond, without labels or search."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from meerwaarde.language.pack import UnreadablePack, read_pack

ARTEFACT = Path(__file__).with_name("cpv.bin")
DIGITS = 8


def exists(code: str, path: Path = ARTEFACT) -> bool:
    """Whether the eight digits of `code` are in the CPV. Where the list was not built nothing is denied."""
    try:
        codes = _codes(path, path.stat().st_mtime_ns)
    except (OSError, UnreadablePack):
        return True
    place = bisect_left(range(len(codes) // DIGITS), code, key=lambda at: _at(codes, at))
    return _at(codes, place) == code


@lru_cache(maxsize=4)
def _codes(path: Path, _written: int) -> str:
    """All codes behind each other; read again when the list was built anew."""
    return bytes(read_pack(path)["codes"]).decode("ascii")


def _at(codes: str, place: int) -> str:
    return codes[place * DIGITS : (place + 1) * DIGITS]
