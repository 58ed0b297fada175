"""Names from outside are shown and never used; content, extension and size must agree."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.gates.files import LONGEST_NAME, accept, kind_of, read_bounded, shown_name
from meerwaarde.gates.refusal import Refused

ALL = frozenset({"xml", "pdf", "zip", "json", "csv"})


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("../../x", "x"),
        ("../../etc/passwd", "passwd"),
        ("/etc/shadow", "shadow"),
        ("C:\\Users\\inkoper\\Bureaublad\\bestek.pdf", "bestek.pdf"),
        ("\\\\server\\share\\a.xml", "a.xml"),
        ("leidraad\x00.xml", "leidraad.xml"),
        ("rekening\u202efdp.exe", "rekeningfdp.exe"),
        ("\u2066a\u2069\u200b.xml", "a.xml"),
        ("regel\r\neinde.xml", "regeleinde.xml"),
        ("CON", "_CON"),
        ("nul.xml", "_nul.xml"),
        ("COM1.txt", "_COM1.txt"),
        ("console.xml", "console.xml"),
        ("..", "bestand"),
        ("", "bestand"),
        ("   ", "bestand"),
        ("map/", "bestand"),
        ("a<b>:c|d?.xml", "a_b__c_d_.xml"),
        (".htaccess", "htaccess"),
        ("naam. . .", "naam"),
        (
            "aanbestedingsleidraad perceel 2 (définitief).xml",
            "aanbestedingsleidraad perceel 2 (définitief).xml",
        ),
        ("cafe\u0301.xml", "café.xml"),
        ("\ud800stuk.xml", "_stuk.xml"),
    ],
)
def test_a_name_is_cleaned(raw: str, shown: str) -> None:
    assert shown_name(raw) == shown


def test_a_long_name_keeps_its_extension() -> None:
    name = shown_name("a" * 5_000 + ".xml")
    assert len(name) == LONGEST_NAME
    assert name.endswith("aaa.xml")


@given(st.text(st.characters(), max_size=400))
def test_no_name_leaves_its_folder(raw: str) -> None:
    name = shown_name(raw)
    assert 0 < len(name) <= LONGEST_NAME
    assert not set(name) & set('/\\\x00<>:"|?*\n\r\u202e')
    assert name not in {".", ".."}
    assert shown_name(name) == name
    name.encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b'<?xml version="1.0"?><a/>', "xml"),
        (b"\xef\xbb\xbf  <ContractNotice xmlns='x'/>", "xml"),
        ('<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), "xml"),
        (b"%PDF-1.7\n", "pdf"),
        (b"PK\x03\x04....", "zip"),
        (b'  {"ocid": 1}', "json"),
        (b'[{"a": 1}]', "json"),
        (b"{}", "json"),
        (b"naam;bedrag\nBakkerij;12", "csv"),
        (b"<!DOCTYPE html><html></html>", None),
        (b"<html><script>alert(1)</script>", None),
        (b"<svg onload='x'/>", None),
        (b"MZ\x90\x00\x03", None),
        (b"\x7fELF\x02\x01\x01\x00", None),
        (b"\x89PNG\r\n\x1a\n\x00", None),
        (b"gewone tekst zonder iets", None),
    ],
)
def test_the_kind_follows_from_the_content(content: bytes, kind: str | None) -> None:
    assert kind_of(content) == kind


def test_an_accepted_file_is_known_by_its_hash() -> None:
    content = b'<?xml version="1.0"?><a/>'
    accepted = accept("../../leidraad.xml", content)
    assert accepted.shown_name == "leidraad.xml"
    assert accepted.kind == "xml"
    assert accepted.size == len(content)
    assert accepted.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("name", "content", "kinds", "code"),
    [
        ("leeg.xml", b"", ALL, "file_empty"),
        ("groot.xml", b"<a>" + b" " * 200, ALL, "file_too_large"),
        ("virus.exe", b"MZ\x90\x00", ALL, "file_kind_unknown"),
        ("bestek.xml", b"%PDF-1.4", ALL, "file_extension_differs"),
        ("bestek.pdf", b"<a/>", ALL, "file_extension_differs"),
        ("rekening.exe", b"<a/>", ALL, "file_extension_differs"),
        ("bestek.pdf", b"%PDF-1.4", frozenset({"xml"}), "file_kind_not_accepted"),
    ],
)
def test_a_file_that_does_not_fit_is_refused(name: str, content: bytes, kinds: frozenset, code: str) -> None:
    with pytest.raises(Refused) as refused:
        accept(name, content, kinds=kinds, most_bytes=100)
    assert refused.value.code == code
    assert refused.value.what_now.nl
    assert refused.value.what_now.en


def test_a_name_without_extension_is_judged_by_its_content() -> None:
    assert accept("aankondiging", b"<a/>").kind == "xml"


def test_reading_is_bounded_and_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(b"x" * 100)
    assert read_bounded(file, most_bytes=100) == b"x" * 100
    for path, code in [
        (tmp_path / "geen.xml", "file_missing"),
        (tmp_path, "file_unreadable"),
        (Path("/dev/zero"), "file_unreadable"),
        (tmp_path / "a\x00b", "file_unreadable"),
    ]:
        with pytest.raises(Refused) as refused:
            read_bounded(path)
        assert refused.value.code in {code, "file_missing"}
    with pytest.raises(Refused) as refused:
        read_bounded(file, most_bytes=99)
    assert refused.value.code == "file_too_large"
