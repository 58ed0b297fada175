"""The zip gate: hostile workbooks are refused with a sentence, before anything of them is unpacked."""

from __future__ import annotations

import contextlib
import io
import random
import time
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from meerwaarde.gates.containers import MOST_MEMBERS, open_workbook
from meerwaarde.gates.refusal import Refused

TYPES, BOOK = ("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>")


def packed(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        for name, content in members:
            container.writestr(name, content)
    return out.getvalue()


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        link = zipfile.ZipInfo("xl/link")
        link.external_attr = 0o120777 << 16
        container.writestr(link, "/etc/passwd")
    return out.getvalue()


def locked() -> bytes:
    document = bytearray(packed(TYPES, BOOK))
    for place in (document.find(b"PK\x01\x02") + 8, document.find(b"PK\x03\x04") + 6):
        document[place] |= 1
    return bytes(document)


def bad_number() -> bytes:
    """A table of contents that promises more members than there are."""
    document = packed(TYPES, BOOK)
    return document[:-12] + b"\xff\xff\xff\xff" + document[-8:]


INNER = packed(("a.txt", b"x"))
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "parent path": (lambda: packed(TYPES, BOOK, ("../../etc/cron.d/x", b"x")), "container_path"),
    "absolute path": (lambda: packed(TYPES, BOOK, ("/etc/passwd", b"x")), "container_path"),
    "windows path": (lambda: packed(TYPES, BOOK, ("..\\..\\x", b"x")), "container_path"),
    "drive": (lambda: packed(TYPES, BOOK, ("C:x", b"x")), "container_path"),
    "link": (linked, "container_path"),
    "bomb": (lambda: packed(TYPES, BOOK, ("xl/worksheets/sheet1.xml", bytes(20_000_000))), "container_ratio"),
    "many bombs": (
        lambda: packed(*((f"xl/s{n}.xml", bytes(70_000_000)) for n in range(3))),
        "container_unpacked",
    ),
    "many members": (
        lambda: packed(*((f"m{n}", b"") for n in range(MOST_MEMBERS + 1))),
        "container_members",
    ),
    "nested by name": (lambda: packed(TYPES, BOOK, ("xl/embeddings/in.xlsx", b"x")), "container_nested"),
    "nested by content": (lambda: packed(TYPES, BOOK, ("xl/media/image1.png", INNER)), "container_nested"),
    "macro": (lambda: packed(TYPES, BOOK, ("xl/vbaProject.bin", b"x")), "container_macros"),
    "macro in capitals": (lambda: packed(TYPES, BOOK, ("xl/VBAPROJECT.BIN", b"x")), "container_macros"),
    "macro of ods": (
        lambda: packed(("mimetype", b"x"), ("content.xml", b"x"), ("Basic/Standard/a.xml", b"x")),
        "container_macros",
    ),
    "lzma": (lambda: packed(TYPES, BOOK, method=zipfile.ZIP_LZMA), "container_broken"),
    "password": (locked, "container_locked"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook_old_or_locked"),
    "cut off": (lambda: packed(TYPES, BOOK)[:-30], "container_broken"),
    "no contents": (lambda: b"PK\x05\x06", "container_broken"),
    "false contents": (bad_number, "container_broken"),
    "another zip": (lambda: INNER, "workbook_unknown"),
    "a text document": (
        lambda: packed(("[Content_Types].xml", b"x"), ("word/document.xml", b"x")),
        "workbook_unknown",
    ),
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_containers_are_refused_in_both_languages(name: str) -> None:
    make, code = HOSTILE[name]
    document = make()
    with pytest.raises(Refused) as refused:
        open_workbook(document, where="lijst.xlsx")
    assert refused.value.code == code
    assert refused.value.where == "lijst.xlsx"
    refusal = refused.value.refusal
    assert all((refusal.message.nl, refusal.message.en, refusal.what_now.nl, refusal.what_now.en))


def test_an_honest_workbook_passes() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for row in range(500):
            sheet.write_row(row, 0, ["De Groene Hand", "00112233", "Groningen", ""])
    assert open_workbook(out.getvalue()) == "xlsx"


def test_half_a_million_entries_are_not_read_one_by_one() -> None:
    started = time.process_time()
    with pytest.raises(Refused):
        open_workbook(b"PK\x03\x04" + b"PK\x01\x02" * 500_000)
    assert time.process_time() - started < 5


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.randoms(use_true_random=False))
def test_only_a_refusal_escapes(noise: bytes, chance: random.Random) -> None:
    document = bytearray(packed(TYPES, BOOK, ("xl/worksheets/sheet1.xml", b"<sheet/>" * 30)))
    for sign in noise:
        document[chance.randrange(len(document))] = sign
    with contextlib.suppress(Refused):
        open_workbook(bytes(document))
