"""Documents that people add for others to read: PDF, Word and sheets, each looked into by its own gate."""

from __future__ import annotations

import hashlib
from typing import Final

import msgspec

from meerwaarde.gates.containers import open_word_file, open_workbook
from meerwaarde.gates.files import accept, shown_name
from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

MEDIA_TYPES: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
"""What is let in, by the ending of its name."""


class Attachment(msgspec.Struct, frozen=True):
    """A document that passed. It is stored under `sha256`; `shown_name` is for the eye alone."""

    shown_name: str
    media_type: str
    size: int
    sha256: str


def accept_attachment(name: str, content: bytes, *, most_bytes: int) -> Attachment:
    """Lets in a PDF, a Word file or a sheet whose content is what its name says, without macros or a lock.

    Raises `Refused` with attachment_kind for another ending, with the codes of `accept` for a file that is
    empty, too large or something else than it says, and with those of the container gates for what is
    hidden in a Word file or a sheet; never any other error.
    """
    shown = shown_name(name)
    ending = shown.rpartition(".")[2].lower() if "." in shown else ""
    if ending not in MEDIA_TYPES:
        raise _other_kind(shown)
    accept(name, content, kinds=frozenset({"pdf" if ending == "pdf" else "zip"}), most_bytes=most_bytes)
    if ending == "docx":
        open_word_file(content, where=shown)
    elif ending != "pdf" and open_workbook(content, where=shown) != ending:
        raise _other_kind(shown)
    return Attachment(shown, MEDIA_TYPES[ending], len(content), hashlib.sha256(content).hexdigest())


def _other_kind(shown: str) -> Refused:
    return Refused(
        "attachment_kind",
        Text(
            nl="Alleen PDF, Word (.docx) en rekenbladen (.xlsx of .ods) kunnen hierbij.",
            en="Only PDF, Word (.docx) and sheets (.xlsx or .ods) can be added here.",
        ),
        shown,
        Text(
            nl="Bewaar het als PDF; dat kan iedereen openen.",
            en="Save it as PDF; everybody can open that.",
        ),
    )
