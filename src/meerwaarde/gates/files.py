"""Files from outside: a name is only shown, never a path; the kind follows from the content (promise T04)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Final, Literal

import msgspec

from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

Kind = Literal["xml", "pdf", "zip", "json", "csv"]

MOST_BYTES: Final = 25_000_000
LONGEST_NAME: Final = 120
NAMELESS: Final = "bestand"
# A Word, Excel or OpenDocument file is a zip by content.
EXTENSIONS: Final[dict[str, Kind]] = {
    "xml": "xml",
    "pdf": "pdf",
    "zip": "zip",
    "docx": "zip",
    "xlsx": "zip",
    "odt": "zip",
    "ods": "zip",
    "json": "json",
    "jsonl": "json",
    "csv": "csv",
    "tsv": "csv",
    "txt": "csv",
}
_RESERVED: Final = re.compile(r"(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')
_HEAD: Final = 4_096


class Accepted(msgspec.Struct, frozen=True):
    """A file that passed the gate. It is stored under `sha256`; `shown_name` is for the eye alone."""

    shown_name: str
    kind: Kind
    size: int
    sha256: str


def shown_name(raw: str) -> str:
    """A name fit to show: no folder, control or direction sign, at most 120 characters, never empty.

    The result is for people; it must never be used as a path. Reserved names of Windows get an
    underscore so that a person can save the file there.
    """
    name = unicodedata.normalize("NFC", raw.encode("utf-8", errors="replace").decode("utf-8"))
    name = name.replace("\\", "/").rsplit("/", 1)[-1]
    # Cf holds the direction overrides that make "fdp.exe" read as "exe.pdf"; Cs cannot be encoded.
    name = "".join(sign for sign in name if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    name = _FORBIDDEN.sub("_", name)
    name = " ".join(name.split()).strip(" .")
    if not name:
        return NAMELESS
    if _RESERVED.match(name):
        name = f"_{name}"
    if len(name) > LONGEST_NAME:
        stem, dot, extension = name.rpartition(".")
        keep = f"{dot}{extension}" if stem and len(extension) <= 10 else ""
        name = name[: LONGEST_NAME - len(keep)].rstrip(" .") + keep
    return name


def kind_of(content: bytes) -> Kind | None:
    """What the content is, whatever its name says; None where it is none of the kinds we know."""
    head = content[:_HEAD]
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _kind_of_text(head[: len(head) // 2 * 2].decode("utf-16", errors="replace"))
    if b"\x00" in head:
        return None
    return _kind_of_text(head.decode("utf-8", errors="replace"))


def _kind_of_text(head: str) -> Kind | None:
    text = head.lstrip("\ufeff \t\r\n")
    if re.match(r"(?i)<(!doctype\s+html|html|svg|script)\b", text):
        return None
    if re.match(r"<([?!]|[A-Za-z_])", text):
        return "xml"
    if re.match(r'[\[{]\s*(["\[{}\]\d]|-\d|true|false|null|$)', text):
        return "json"
    first_line = text.partition("\n")[0]
    if any(separator in first_line for separator in ";,\t"):
        return "csv"
    return None


def accept(
    name: str, content: bytes, *, kinds: frozenset[Kind] = frozenset({"xml"}), most_bytes: int = MOST_BYTES
) -> Accepted:
    """Lets a file in when its content is one of `kinds`, agrees with its extension and is not too large.

    Raises `Refused` with file_empty, file_too_large, file_kind_unknown, file_kind_not_accepted or
    file_extension_differs.
    """
    shown = shown_name(name)
    if not content:
        raise Refused(
            "file_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            shown,
            Text(nl="Kies een ander bestand.", en="Choose another file."),
        )
    if len(content) > most_bytes:
        raise too_large(shown, len(content), most_bytes)
    wanted = Text(
        nl=f"Kies een bestand van de soort: {', '.join(sorted(kinds))}.",
        en=f"Choose a file of the kind: {', '.join(sorted(kinds))}.",
    )
    kind = kind_of(content)
    if kind is None:
        raise Refused(
            "file_kind_unknown",
            Text(
                nl="Wij herkennen de inhoud van dit bestand niet.",
                en="We do not recognise the content of this file.",
            ),
            shown,
            wanted,
        )
    if kind not in kinds:
        raise Refused(
            "file_kind_not_accepted",
            Text(
                nl=f"De inhoud van dit bestand is {kind}; dat past hier niet.",
                en=f"The content of this file is {kind}; that does not fit here.",
            ),
            shown,
            wanted,
        )
    extension = shown.rpartition(".")[2].lower() if "." in shown else ""
    if extension and EXTENSIONS.get(extension) != kind:
        raise Refused(
            "file_extension_differs",
            Text(
                nl=f"De naam eindigt op .{extension}, maar de inhoud is {kind}.",
                en=f"The name ends in .{extension}, but the content is {kind}.",
            ),
            shown,
            Text(
                nl="Kijk of dit het juiste bestand is en geef het de juiste extensie.",
                en="Check that this is the right file and give it the right extension.",
            ),
        )
    return Accepted(shown, kind, len(content), hashlib.sha256(content).hexdigest())


def read_bounded(path: Path, *, most_bytes: int = MOST_BYTES) -> bytes:
    """The bytes of a file, never more than `most_bytes` in memory.

    Raises `Refused` with file_missing, file_unreadable or file_too_large. A device, pipe or other special
    file is refused, because reading it could never end.
    """
    shown = shown_name(path.name)
    try:
        if not path.exists():
            raise missing(path)
        if not path.is_file():
            raise _unreadable(shown)
        with path.open("rb") as source:
            content = source.read(most_bytes + 1)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise _unreadable(shown) from error
    if len(content) > most_bytes:
        raise too_large(shown, path.stat().st_size, most_bytes)
    return content


def missing(path: Path) -> Refused:
    """The refusal for a path at which nothing stands."""
    return Refused(
        "file_missing",
        Text(nl="Dit bestand of deze map bestaat niet.", en="There is no such file or folder."),
        str(path),
        Text(nl="Controleer de naam en de plaats.", en="Check the name and the place."),
    )


def too_large(shown: str, size: int, most_bytes: int) -> Refused:
    """The refusal for a file of `size` bytes where `most_bytes` are accepted."""
    return Refused(
        "file_too_large",
        Text(
            nl=f"Het bestand is {size / 1e6:.0f} MB; het maximum is {most_bytes / 1e6:.0f} MB.",
            en=f"The file is {size / 1e6:.0f} MB; the most is {most_bytes / 1e6:.0f} MB.",
        ),
        shown,
        Text(nl="Maak het bestand kleiner of splits het.", en="Make the file smaller or split it."),
    )


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
