"""Bytes to lines: the encoding from all bytes of a file, and lines from all over it, at flat memory."""

from __future__ import annotations

import codecs
import gzip
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from meerwaarde.gates.files import kind_of, missing, shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

_HEAD: Final = 1 << 20
_WHOLE: Final = 4 << 20
"""Up to this size a file is looked at in whole."""
_PIECE: Final = 1 << 16
_PIECES: Final = 24
_CHUNK: Final = 1 << 20
_MOST_UNPACKED: Final = 64 << 20
"""Of a packed text no more than this is unpacked: enough to know it, and no bomb can grow beyond it."""
_LONGEST_LINE: Final = 200_000
_GZIP: Final = b"\x1f\x8b"
_BINARY_STARTS: Final = (
    b"%PDF-",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"\x7fELF",
    b"7z\xbc\xaf",
    b"BM",
)
_MOST_CONTROL: Final = 0.02
_UNDEFINED_IN_1252: Final = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_TWICE_ENCODED_MARK: Final = "ï»¿"


class Lines(msgspec.Struct, frozen=True):
    """Lines of a text: the first ones without a gap, and pieces from further on, each in order.

    `encoding` is a name that Python knows; `damaged` counts the signs that do not fit it.
    """

    encoding: str
    first: tuple[str, ...]
    further: tuple[tuple[str, ...], ...]
    whole: bool
    damaged: int = 0


def lines_of(file: Path | bytes, name: str) -> Lines:
    """Lines of a text file, packed with gzip or not; memory does not grow with the file.

    Raises `Refused` with file_missing, file_unreadable, file_empty, file_kind_not_accepted,
    file_needs_no_mapping or container_broken.
    """
    shown = shown_name(name)
    try:
        with _opened(file) as source:
            if source.read(2) == _GZIP:
                source.seek(0)
                unpacked = _unpacked(source, shown)
                return _lines(BytesIO(unpacked), len(unpacked), shown)
            size = source.seek(0, 2)
            return _lines(source, size, shown)
    except FileNotFoundError as error:
        raise missing(Path(shown)) from error
    except OSError as error:
        raise _unreadable(shown) from error


def head_of(file: Path | bytes, name: str) -> bytes:
    """The first bytes, by which a workbook is told from text; raises as `lines_of` does."""
    try:
        with _opened(file) as source:
            return source.read(16)
    except FileNotFoundError as error:
        raise missing(Path(shown_name(name))) from error
    except OSError as error:
        raise _unreadable(shown_name(name)) from error


def _opened(file: Path | bytes) -> BinaryIO:
    if isinstance(file, bytes):
        return BytesIO(file)
    if file.exists() and not file.is_file():
        raise OSError("a folder, pipe or device: to read it could never end")
    return file.open("rb")


def _unpacked(source: BinaryIO, shown: str) -> bytes:
    try:
        with gzip.open(source) as packed:
            return packed.read(_MOST_UNPACKED)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise Refused(
            "container_broken",
            Text(nl="Dit bestand is beschadigd of onvolledig.", en="This file is damaged or incomplete."),
            shown,
            Text(
                nl="Pak het bestand opnieuw in, of kies het uitgepakt.",
                en="Pack it again, or choose it unpacked.",
            ),
        ) from error


def _lines(source: BinaryIO, size: int, shown: str) -> Lines:
    source.seek(0)
    head = source.read(_HEAD)
    _refuse_no_text(head, shown)
    wide = _wide(head)
    encoding, damaged = (wide, 0) if wide else _narrow(source)
    source.seek(0)
    if size <= _WHOLE:
        return Lines(encoding, _split(source.read(), encoding), (), whole=True, damaged=damaged)
    first = _split(head[: _whole_signs(head, encoding)], encoding)[:-1]
    return Lines(encoding, first, tuple(_pieces(source, size, encoding)), whole=False, damaged=damaged)


def _refuse_no_text(head: bytes, shown: str) -> None:
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe;,"):
        raise Refused(
            "file_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            shown,
            Text(nl="Kies een ander bestand.", en="Choose another file."),
        )
    kind = None if head.startswith(_BINARY_STARTS) else kind_of(head)
    if kind == "xml" and not head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(
        (b"<table", b"<meta", b"<div")
    ):
        raise Refused(
            "file_needs_no_mapping",
            Text(
                nl="Dit is een XML-bestand. Een auditfile of e-factuur heeft geen kolommen om aan te wijzen.",
                en="This is an XML file. An audit file or e-invoice has no columns to point at.",
            ),
            shown,
            Text(
                nl="Lees het bestand direct in met “meerwaarde spend import”.",
                en="Import the file at once with “meerwaarde spend import”.",
            ),
        )
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if head.startswith(_BINARY_STARTS) or kind == "json" or start == b"<" or _is_binary(head[:4_096]):
        raise Refused(
            "file_kind_not_accepted",
            Text(
                nl="Dit bestand is geen tabel: geen CSV, Excel (.xlsx) of LibreOffice (.ods).",
                en="This file is no table: no CSV, Excel (.xlsx) or LibreOffice (.ods).",
            ),
            shown,
            Text(
                nl="Voer de betalingen opnieuw uit als .csv of .xlsx en kies dat bestand.",
                en="Export the payments again as .csv or .xlsx, and choose that file.",
            ),
        )


def _is_binary(head: bytes) -> bool:
    """Whether the signs are hardly text; NUL is half of them where the text is UTF-16."""
    strange = sum(byte < 32 and byte not in {0, 9, 10, 12, 13, 26} for byte in head)
    return strange > _MOST_CONTROL * len(head) or (b"\x00" in head and not _wide(head))


def _wide(head: bytes) -> str:
    if head.startswith(b"\xff\xfe"):
        return "utf-16-le"
    if head.startswith(b"\xfe\xff"):
        return "utf-16-be"
    start = head[:4_096]
    even, odd, half = start[::2].count(0), start[1::2].count(0), max(len(start) // 2, 1)
    # Without a mark: every other byte of Western text is zero.
    if len(start) >= 8 and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if len(start) >= 8 and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _narrow(source: BinaryIO) -> tuple[str, int]:
    """UTF-8 where (nearly) all signs fit it, else Windows-1252, else Latin-1; and how many do not fit."""
    source.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    marked = source.read(3) == codecs.BOM_UTF8
    source.seek(0)
    fitting = broken = 0
    undefined = pending = False
    while chunk := source.read(_CHUNK):
        if chunk.isascii() and not pending:
            continue
        text = decoder.decode(chunk)
        pending = bool(decoder.getstate()[0])
        wrong = text.count("\ufffd")
        broken += wrong
        fitting += len(text.encode("utf-8", "replace")) - len(text) - 2 * wrong
        undefined = undefined or any(sign in chunk for sign in _UNDEFINED_IN_1252)
    broken += pending
    if broken == 0 or fitting > 20 * broken:
        return ("utf-8-sig" if marked else "utf-8"), broken
    return ("latin-1" if undefined else "cp1252"), 0


def _split(document: bytes, encoding: str) -> tuple[str, ...]:
    text = document.decode(encoding, "replace").removeprefix("\ufeff").removeprefix(_TWICE_ENCODED_MARK)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").split("\n")
    return tuple(line[:_LONGEST_LINE] for line in lines)


def _whole_signs(document: bytes, encoding: str) -> int:
    return len(document) // 2 * 2 if encoding.startswith("utf-16") else len(document)


def _pieces(source: BinaryIO, size: int, encoding: str) -> Iterator[tuple[str, ...]]:
    """Lines of evenly spread pieces; the cut lines at both ends are left out."""
    for piece in range(1, _PIECES + 1):
        place = _HEAD + (size - _HEAD - _PIECE) * piece // _PIECES
        source.seek(place // 2 * 2)
        document = source.read(_PIECE)
        yield _split(document[: _whole_signs(document, encoding)], encoding)[1:-1]


def _unreadable(shown: str) -> Refused:
    return Refused(
        "file_unreadable",
        Text(nl="Dit bestand kan niet worden gelezen.", en="This file cannot be read."),
        shown,
        Text(
            nl="Controleer of u het bestand mag lezen en of het een gewoon bestand is.",
            en="Check that you may read the file and that it is an ordinary file.",
        ),
    )
