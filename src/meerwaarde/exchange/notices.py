"""Reads notices of any kind: the content tells which adapter reads it.

This module stands above the adapters, which do not know each other.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
from lxml import etree

from meerwaarde.exchange import eforms, ocds, partners, ted, tenderned
from meerwaarde.exchange.notice import Complaint, Notice, Reading
from meerwaarde.gates.files import kind_of, missing, read_bounded
from meerwaarde.gates.refusal import Refused
from meerwaarde.gates.xml import open_xml
from meerwaarde.rules.text import Text

# One release of OCDS; the longest seen is under 1 MB.
MOST_BYTES_PER_LINE: Final = 5_000_000
# 25 MB of "{}," would become eight million records; an honest file has a part per 15 bytes at most.
MOST_JSON_PARTS: Final = 1_700_000
SMALL_JSON: Final = 2_000_000
EXTENSIONS: Final = frozenset({".xml", ".json", ".jsonl"})
# Complaints that mean that nothing of the record could be read.
_REFUSED: Final = frozenset({"release_unreadable", "no_notice", "line_too_long"})
_HEAD: Final = 65_536

_XML_READERS: Final[dict[str, Callable[[etree._Element], Reading[Notice]]]] = {
    "TED_EXPORT": ted.read_root,
    "ContractNotice": eforms.read_root,
    "ContractAwardNotice": eforms.read_root,
    "PriorInformationNotice": eforms.read_root,
    "BusinessRegistrationInformationNotice": eforms.read_root,
}


class _Shape(msgspec.Struct, frozen=True, rename="camel"):
    """The keys by which JSON of each kind is known; their values are not decoded yet."""

    ocid: msgspec.Raw = msgspec.Raw()
    releases: msgspec.Raw = msgspec.Raw()
    records: msgspec.Raw = msgspec.Raw()
    content: msgspec.Raw = msgspec.Raw()
    publicatie_id: msgspec.Raw = msgspec.Raw()
    documenten: msgspec.Raw = msgspec.Raw()
    format: msgspec.Raw = msgspec.Raw()
    notices: msgspec.Raw = msgspec.Raw()

    @property
    def is_ocds(self) -> bool:
        """Whether it is a release, or a package of releases or records."""
        return any(map(bytes, (self.ocid, self.releases, self.records)))

    def reader(self) -> Callable[[bytes], Reading[Notice]] | None:
        """The adapter for a document of this shape; None where none knows it."""
        if any(map(bytes, (self.content, self.publicatie_id, self.documenten))):
            return tenderned.read
        if bytes(self.format) == b'"meerwaarde-notices"' and bytes(self.notices):
            return partners.read
        return ocds.read if self.is_ocds else None


_SHAPE: Final = msgspec.json.Decoder(_Shape)
_SHAPES: Final = msgspec.json.Decoder(list[_Shape])


def read_file(source: Path | bytes, *, where: str = "") -> Reading[Notice]:
    """The notices of one file or document, in its order.

    Raises `Refused` where the file cannot be opened or is no notice of a kind we know: eForms, TED XML, OCDS
    (also one release per line) or TenderNed JSON. `where` names a document given as bytes.
    """
    if isinstance(source, Path):
        return read_file(read_bounded(source), where=where or source.name)
    kind = kind_of(source)
    if kind == "xml":
        root = open_xml(source, where=where)
        reader = _XML_READERS.get(root.tag.rpartition("}")[2])
        if reader is None:
            raise _no_notice(where)
        return reader(root)
    if kind == "json":
        return _read_json(source.removeprefix(b"\xef\xbb\xbf"), where)
    raise _no_notice(where)


def _read_json(document: bytes, where: str) -> Reading[Notice]:
    if len(document) > SMALL_JSON and sum(map(document.count, (b",", b"{", b"["))) > MOST_JSON_PARTS:
        raise Refused(
            "json_too_dense",
            Text(
                nl="Dit JSON-bestand bevat te veel onderdelen om veilig te lezen.",
                en="This JSON file holds too many parts to read safely.",
            ),
            where,
            Text(nl="Splits het bestand in kleinere delen.", en="Split the file into smaller parts."),
        )
    try:
        reader = _json_reader(document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        if _is_json_lines(document):
            return Reading(tuple(_of_lines(document.splitlines())))
        raise Refused(
            "json_unreadable",
            Text(
                nl=f"Dit JSON-bestand kan niet worden gelezen ({str(error)[:160]}).",
                en=f"This JSON file cannot be read ({str(error)[:160]}).",
            ),
            where,
            Text(nl="Download het bestand opnieuw.", en="Download the file again."),
        ) from error
    if reader is None:
        raise _no_notice(where)
    return reader(document)


def _json_reader(document: bytes) -> Callable[[bytes], Reading[Notice]] | None:
    if document.lstrip()[:1] == b"[":
        shapes = _SHAPES.decode(document)
        return ocds.read if any(shape.is_ocds for shape in shapes) else None
    return _SHAPE.decode(document).reader()


def _is_json_lines(head: bytes) -> bool:
    """Whether the first line is a whole release and another line follows."""
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip().split(b"\n", 1)
    try:
        return len(lines) == 2 and bool(lines[1].strip()) and _SHAPE.decode(lines[0]).is_ocds
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return False


def _of_lines(lines: Iterable[bytes]) -> Iterator[Notice]:
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_BYTES_PER_LINE:
            yield Notice(source="ocds", complaints=(_line_too_long(number),))
        elif line.strip():
            notice = ocds.read_release(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
            if is_refused(notice):
                placed = (
                    msgspec.structs.replace(complaint, where=f"{number}: {complaint.where}")
                    for complaint in notice.complaints
                )
                notice = msgspec.structs.replace(notice, complaints=tuple(placed))
            yield notice


def _line_too_long(number: int) -> Complaint:
    most = MOST_BYTES_PER_LINE // 1_000_000
    return Complaint(
        str(number),
        f"Regel {number} is langer dan {most} MB en is overgeslagen.",
        f"Line {number} is longer than {most} MB and was skipped.",
        "line_too_long",
    )


def _no_notice(where: str) -> Refused:
    return Refused(
        "no_notice",
        Text(
            nl="Dit is geen aankondiging in een vorm die wij kennen.",
            en="This is no notice in a form that we know.",
        ),
        where,
        Text(
            nl="Wij lezen eForms, TED-XML, OCDS en de JSON van TenderNed.",
            en="We read eForms, TED XML, OCDS and the JSON of TenderNed.",
        ),
    )


def is_refused(notice: Notice) -> bool:
    """Whether nothing of the record could be read; complaints about parts of it do not count."""
    return notice.source == "unknown" or any(complaint.code in _REFUSED for complaint in notice.complaints)


def read_paths(paths: Iterable[Path]) -> Iterator[Notice]:
    """Each notice of the paths, in their order, with `file` set.

    A folder gives its .xml, .json and .jsonl files, sorted, those of its folders included. A file that
    cannot be read gives one record of source `unknown` with the reason in its complaints. A file of one
    release per line is never held as a whole. Raises `Refused` (file_missing) when none of the paths exists.
    """
    wanted = list(paths)
    if wanted and not any(_exists(path) for path in wanted):
        raise missing(wanted[0])
    for path in wanted:
        for file in _files(path):
            for notice in _notices_of(file):
                yield msgspec.structs.replace(notice, file=str(file))


def lines(paths: Iterable[Path]) -> Iterator[tuple[bytes, bool]]:
    """As `read_paths`, each notice as one line of JSON with whether it was read (False = refused)."""
    for notice in read_paths(paths):
        yield msgspec.json.encode(notice), not is_refused(notice)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _files(path: Path) -> Iterator[Path]:
    if not _exists(path) or not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            if Path(name).suffix.lower() in EXTENSIONS and not name.startswith("."):
                yield Path(folder, name)


def _notices_of(file: Path) -> Iterator[Notice]:
    try:
        if _streams(file):
            with file.open("rb") as source:
                yield from _of_lines(iter(lambda: _bounded_line(source), b""))
            return
        reading = read_file(file)
    except Refused as refused:
        yield Notice(source="unknown", complaints=(_as_complaint(refused),))
        return
    yield from reading.records
    if reading.complaints:
        yield Notice(source="unknown", complaints=reading.complaints)


def _streams(file: Path) -> bool:
    try:
        if not file.is_file():
            return False
        with file.open("rb") as source:
            head = source.read(MOST_BYTES_PER_LINE if file.suffix == ".jsonl" else _HEAD)
    except (OSError, ValueError):
        return False
    return head.lstrip()[:1] in {b"{", b"\xef"} and _is_json_lines(head)


def _bounded_line(source: Any) -> bytes:
    """One line; of a line that is too long only so much that it is known to be."""
    line: bytes = source.readline(MOST_BYTES_PER_LINE + 1)
    if len(line) > MOST_BYTES_PER_LINE and not line.endswith(b"\n"):
        while True:
            rest = source.readline(MOST_BYTES_PER_LINE)
            if not rest or rest.endswith(b"\n"):
                break
    return line


def _as_complaint(refused: Refused) -> Complaint:
    return Complaint(refused.where or "file", refused.message.nl, refused.message.en, refused.code)
