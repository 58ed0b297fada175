"""Safe opening of zip containers (promise T04): .xlsx, .ods and .docx are zips, and a zip can hold anything.

Nothing is unpacked here: the gate looks at the table of contents and at the first bytes of each member.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final, Literal

from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

Workbook = Literal["xlsx", "ods"]

MOST_MEMBERS: Final = 1_000
MOST_UNPACKED: Final = 200_000_000
MOST_RATIO: Final = 100
SMALL_MEMBER: Final = 100_000
"""A member below this size may be as empty as it likes: a sheet of blanks packs a thousand to one."""

_CENTRAL_ENTRY: Final = b"PK\x01\x02"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ARCHIVES: Final = frozenset(
    {"zip", "7z", "rar", "gz", "tgz", "bz2", "xz", "tar", "jar", "cab", "iso", "xlsx", "xlsm", "xlsb", "docx"}
    | {"docm", "pptx", "ods", "odt", "odp"}
)
_ARCHIVE_STARTS: Final = (b"PK\x03\x04", b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b\x08", _OLD_OFFICE[:4])
_MACROS: Final = ("vbaproject.bin", "vbadata.xml")
_MACRO_FOLDERS: Final = frozenset({"basic", "scripts", "macrosheets"})
_COMPRESSIONS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_SYMLINK: Final = 0o120000
_KIND_OF_FILE: Final = 0o170000

SAVE_AGAIN: Final = Text(
    nl="Open het bestand in Excel of LibreOffice. "
    "Kopieer de tabel naar een nieuw bestand en bewaar dat als .xlsx of .csv.",
    en="Open the file in Excel or LibreOffice. "
    "Copy the table into a new file, and save that as .xlsx or .csv.",
)

_ZIP_AGAIN: Final = Text(
    nl="Maak een nieuw zipbestand met alleen de bestanden zelf, zonder wachtwoord en in delen als het er "
    "veel zijn.",
    en="Make a new zip file with only the files themselves, without a password, and in parts if there are "
    "many.",
)

_WORD_TEXT: Final = "word/document.xml"
_SAVE_TEXT_AGAIN: Final = Text(
    nl="Open het bestand in Word of LibreOffice en bewaar het opnieuw als .docx. "
    "U kunt de tekst ook kopiëren en hier plakken.",
    en="Open the file in Word or LibreOffice, and save it again as .docx. "
    "You can also copy the text and paste it here.",
)


def open_workbook(document: bytes, *, where: str = "") -> Workbook:
    """Which kind of workbook the container is, once nothing dangerous is seen in it.

    Raises `Refused` with workbook_old_or_locked, container_broken, container_members, container_path,
    container_unpacked, container_ratio, container_nested, container_macros, container_locked or
    workbook_unknown; never any other error. `where` is repeated in the refusal.
    """
    if document.startswith(_OLD_OFFICE):
        raise Refused(
            "workbook_old_or_locked",
            Text(
                nl="Dit is een oud Excelbestand (.xls), of het is met een wachtwoord beveiligd.",
                en="This is an old Excel file (.xls), or it is locked with a password.",
            ),
            where,
            Text(
                nl="Haal het wachtwoord eraf en bewaar het als .xlsx of .csv.",
                en="Take the password off, and save it as .xlsx or .csv.",
            ),
        )
    # Counted before the table of contents is read: reading half a million entries takes seconds.
    if document.count(_CENTRAL_ENTRY) > MOST_MEMBERS:
        raise _too_many(where)
    try:
        with zipfile.ZipFile(BytesIO(document)) as container:
            members = container.infolist()
            _refuse_bulk(members, where)
            for member in members:
                _refuse_member(container, member, where)
            return _kind({member.filename for member in members}, where)
    except Refused:
        raise
    except Exception as error:  # the library meets damage with a dozen kinds of errors
        raise _broken(where) from error


def open_bundle(document: bytes, *, ending: str, where: str = "") -> Iterator[tuple[str, bytes]]:
    """Name and content of each member whose name ends so (as ".xml"), one at a time; others stay closed.

    Everything is looked at before the first member is given. Raises `Refused` with container_broken,
    container_members, container_path, container_unpacked, container_ratio, container_nested,
    container_macros or container_locked; never any other error.
    """
    # Counted before the table of contents is read: reading half a million entries takes seconds.
    if document.count(_CENTRAL_ENTRY) > MOST_MEMBERS:
        raise _too_many(where, _ZIP_AGAIN)
    try:
        with zipfile.ZipFile(BytesIO(document)) as container:
            wanted = [one for one in container.infolist() if one.filename.lower().endswith(ending)]
            _refuse_bulk(container.infolist(), where, _ZIP_AGAIN)
            for member in wanted:
                _refuse_member(container, member, where, _ZIP_AGAIN)
            for member in wanted:
                yield member.filename, container.read(member)
    except (Refused, GeneratorExit):
        raise
    except Exception as error:  # the library meets damage with a dozen kinds of errors
        raise _broken(where, _ZIP_AGAIN) from error


def open_word_file(document: bytes, *, where: str = "") -> bytes:
    """The main text (XML) of a Word file, once nothing dangerous is seen around it.

    Charts and pictures that a Word file carries along, other documents among them, are never opened. Raises
    `Refused` with word_old_or_locked, word_unknown, container_broken, container_members, container_path,
    container_unpacked, container_ratio, container_macros or container_locked; never any other error.
    """
    if document.startswith(_OLD_OFFICE):
        raise Refused(
            "word_old_or_locked",
            Text(
                nl="Dit is een oud Wordbestand (.doc), of het is met een wachtwoord beveiligd.",
                en="This is an old Word file (.doc), or it is locked with a password.",
            ),
            where,
            Text(
                nl="Haal het wachtwoord eraf en bewaar het als .docx. U kunt de tekst ook plakken.",
                en="Take the password off, and save it as .docx. You can also paste the text.",
            ),
        )
    if document.count(_CENTRAL_ENTRY) > MOST_MEMBERS:
        raise _too_many(where, _SAVE_TEXT_AGAIN)
    try:
        with zipfile.ZipFile(BytesIO(document)) as container:
            members = container.infolist()
            _refuse_bulk(members, where, _SAVE_TEXT_AGAIN)
            for member in members:
                _refuse_outside_and_macros(container, member, where)
            main = next((one for one in members if one.filename == _WORD_TEXT), None)
            if main is None:
                raise _no_word_file(where)
            _refuse_ratio(main, where, _SAVE_TEXT_AGAIN)
            return container.read(main)
    except Refused:
        raise
    except Exception as error:  # the library meets damage with a dozen kinds of errors
        raise _broken(where, _SAVE_TEXT_AGAIN) from error


def _refuse_outside_and_macros(container: zipfile.ZipFile, member: zipfile.ZipInfo, where: str) -> None:
    if _leads_outside(member):
        raise _outside(where, _SAVE_TEXT_AGAIN)
    if member.flag_bits & _ENCRYPTED:
        raise _locked(where)
    if PurePosixPath(member.filename.lower()).name in _MACROS:
        raise _macros(
            where,
            Text(nl="Bewaar het als .docx zonder macro's.", en="Save it as .docx without macros."),
        )


def _no_word_file(where: str) -> Refused:
    return Refused(
        "word_unknown",
        Text(nl="Dit is geen Wordbestand (.docx).", en="This is no Word file (.docx)."),
        where,
        _SAVE_TEXT_AGAIN,
    )


def _refuse_bulk(members: list[zipfile.ZipInfo], where: str, what_now: Text = SAVE_AGAIN) -> None:
    if len(members) > MOST_MEMBERS:
        raise _too_many(where, what_now)
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED:
        raise Refused(
            "container_unpacked",
            Text(
                nl=f"Uitgepakt is dit bestand {_megabytes(unpacked)}; "
                f"het maximum is {_megabytes(MOST_UNPACKED)}.",
                en=f"Unpacked this file is {_megabytes(unpacked)}; the most is {_megabytes(MOST_UNPACKED)}.",
            ),
            where,
            what_now,
        )


def _refuse_member(
    container: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, what_now: Text = SAVE_AGAIN
) -> None:
    if _leads_outside(member):
        raise _outside(where, what_now)
    if member.flag_bits & _ENCRYPTED:
        raise _locked(where)
    if member.compress_type not in _COMPRESSIONS:
        raise _broken(where, what_now)
    _refuse_ratio(member, where, what_now)
    _refuse_content(container, member, where, what_now)


def _refuse_content(container: zipfile.ZipFile, member: zipfile.ZipInfo, where: str, what_now: Text) -> None:
    path = PurePosixPath(member.filename.lower())
    if path.name in _MACROS or _MACRO_FOLDERS.intersection(path.parts[:-1]):
        raise _macros(
            where,
            Text(
                nl="Bewaar het als .xlsx zonder macro's, of als .csv.",
                en="Save it as .xlsx without macros, or as .csv.",
            ),
        )
    nested = path.suffix.lstrip(".") in _ARCHIVES
    if not nested and not member.is_dir():
        with container.open(member) as content:
            nested = content.read(4).startswith(_ARCHIVE_STARTS)
    if nested:
        raise Refused(
            "container_nested",
            Text(
                nl="In het bestand zit nog een ander bestand of archief.",
                en="The file holds another file or archive.",
            ),
            where,
            what_now,
        )


def _leads_outside(member: zipfile.ZipInfo) -> bool:
    name = member.orig_filename.replace("\\", "/")
    linked = (member.external_attr >> 16) & _KIND_OF_FILE == _SYMLINK
    return linked or name.startswith("/") or ".." in name.split("/") or "\x00" in name or ":" in name


def _kind(names: set[str], where: str) -> Workbook:
    if {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        return "xlsx"
    if {"mimetype", "content.xml"} <= names:
        return "ods"
    raise Refused(
        "workbook_unknown",
        Text(
            nl="Dit is geen werkblad van Excel (.xlsx) of LibreOffice (.ods).",
            en="This is no workbook of Excel (.xlsx) or LibreOffice (.ods).",
        ),
        where,
        SAVE_AGAIN,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"


def _refuse_ratio(member: zipfile.ZipInfo, where: str, what_now: Text = SAVE_AGAIN) -> None:
    if member.file_size > SMALL_MEMBER and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise Refused(
            "container_ratio",
            Text(
                nl="Een onderdeel van dit bestand wordt bij uitpakken meer dan honderd keer zo groot.",
                en="A part of this file becomes more than a hundred times as large when unpacked.",
            ),
            where,
            what_now,
        )


def _outside(where: str, what_now: Text = SAVE_AGAIN) -> Refused:
    return Refused(
        "container_path",
        Text(
            nl="Het bestand bevat een onderdeel dat naar een plek daarbuiten wijst.",
            en="The file holds a part that points to a place outside it.",
        ),
        where,
        what_now,
    )


def _locked(where: str) -> Refused:
    return Refused(
        "container_locked",
        Text(nl="Het bestand is met een wachtwoord beveiligd.", en="The file is locked with a password."),
        where,
        Text(nl="Bewaar het zonder wachtwoord.", en="Save it without a password."),
    )


def _macros(where: str, what_now: Text) -> Refused:
    return Refused(
        "container_macros",
        Text(
            nl="Het bestand bevat macro's: programma's die wij niet aannemen.",
            en="The file holds macros: programs that we do not accept.",
        ),
        where,
        what_now,
    )


def _too_many(where: str, what_now: Text = SAVE_AGAIN) -> Refused:
    return Refused(
        "container_members",
        Text(
            nl=f"Het bestand heeft meer dan {MOST_MEMBERS} onderdelen.",
            en=f"The file has more than {MOST_MEMBERS} parts.",
        ),
        where,
        what_now,
    )


def _broken(where: str, what_now: Text = SAVE_AGAIN) -> Refused:
    return Refused(
        "container_broken",
        Text(nl="Dit bestand is beschadigd of onvolledig.", en="This file is damaged or incomplete."),
        where,
        what_now,
    )
