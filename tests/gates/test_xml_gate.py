"""Hostile XML is refused, each within five seconds; honest XML in the usual encodings is read."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meerwaarde.gates.refusal import Refused
from meerwaarde.gates.xml import MOST_BYTES, open_xml

BILLION_LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a0 "lol">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><lolz>&a9;</lolz>"
)
QUADRATIC = b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 100_000 + b'">]><a>' + b"&x;" * 100_000 + b"</a>"
XXE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
EXTERNAL_DTD = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/evil.dtd"><a/>'
PUBLIC_DTD = b'<!DOCTYPE a PUBLIC "-//X//Y//EN" "http://127.0.0.1:9/x"><a/>'
PARAMETER_ENTITY = b'<!DOCTYPE a [<!ENTITY % p SYSTEM "file:///dev/zero"> %p;]><a/>'

HOSTILE = {
    "billion laughs": (BILLION_LAUGHS, "xml_doctype"),
    "quadratic blow-up": (QUADRATIC, "xml_doctype"),
    "external entity": (XXE, "xml_doctype"),
    "external DTD": (EXTERNAL_DTD, "xml_doctype"),
    "public DTD": (PUBLIC_DTD, "xml_doctype"),
    "parameter entity": (PARAMETER_ENTITY, "xml_doctype"),
    "empty DTD": (b"<!DOCTYPE a><a/>", "xml_doctype"),
    "DTD after a comment": (b"<!-- a --><?pi b?>\n<!DOCTYPE a><a/>", "xml_doctype"),
    "DTD after a byte order mark": (b"\xef\xbb\xbf<!DOCTYPE a><a/>", "xml_doctype"),
    "DTD in UTF-16": ('<?xml version="1.0" encoding="UTF-16"?>' + XXE.decode()[21:]).encode("utf-16"),
    "DTD in UTF-16 that calls itself UTF-8": (
        '<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE a><a/>'.encode("utf-16")
    ),
    "UTF-16 without a byte order mark": ('<?xml version="1.0"?><!DOCTYPE a><a/>'.encode("utf-16-le")),
    "UTF-16 declared over ASCII": b'<?xml version="1.0" encoding="UTF-16"?><a/>',
    "UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-',
    "UTF-7 after a byte order mark": b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-7"?><a/>',
    "UTF-32": '<?xml version="1.0"?><a/>'.encode("utf-32"),
    "EBCDIC": '<?xml version="1.0" encoding="cp037"?><a/>'.encode("cp037"),
    "deep nesting": b"<a>" * 100_000 + b"</a>" * 100_000,
    "60 MB of text": (b"<a>" + b"x" * 60_000_000 + b"</a>", "xml_too_large"),
    "11 MB in one text": b"<a>" + b"x" * 11_000_000 + b"</a>",
    "dense markup": (b"<a>" + b"<b/>" * 6_000_000 + b"</a>", "xml_too_dense"),
    "dense attributes": (b"<a>" + b'<b c="" d="" e=""/>' * 1_200_000 + b"</a>", "xml_too_dense"),
    "names without end": (
        b"<a>" + b"".join(b"<n%d/>" % number for number in range(80_000)) + b"</a>",
        "xml_too_dense",
    ),
    "a declaration without an end": b'<?xml version="1.0" ' + b" " * 100_000,
    "a comment without an end": b"<!-- " + b"x" * 1_000_000,
    "not proper UTF-8": ("<a>caf\xe9</a>".encode("latin-1"), "xml_encoding"),
    "an encoding we do not know": (b'<?xml version="1.0" encoding="x-klingon"?><a/>', "xml_encoding"),
    "an undefined entity": b"<a>&x;</a>",
    "a NUL": b"<a>\x00</a>",
    "nothing": (b"", "xml_empty"),
    "only blanks": (b" \n\t", "xml_empty"),
    "no XML at all": b"Geachte heer of mevrouw,",
    "a cut-off file": b"<a><b>tekst</b>",
    "two roots": b"<a/><b/>",
    "an unbound prefix": b"<x:a/>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_quickly(name: str) -> None:
    case = HOSTILE[name]
    document, code = case if isinstance(case, tuple) else (case, None)
    started = time.monotonic()
    with pytest.raises(Refused) as refused:
        open_xml(document, where="aankondiging.xml")
    assert time.monotonic() - started < 5
    assert refused.value.where == "aankondiging.xml"
    assert code is None or refused.value.code == code
    for sentence in (refused.value.message, refused.value.what_now):
        assert sentence.nl.endswith(".")
        assert sentence.en.endswith(".")


HONEST = {
    "plain": "<a>één</a>".encode(),
    "declared UTF-8": '<?xml version="1.0" encoding="utf-8"?>\n<!-- x --><a>één</a>'.encode(),
    "byte order mark": "\ufeff<a>één</a>".encode(),
    "UTF-16": '<?xml version="1.0" encoding="UTF-16"?><a>één</a>'.encode("utf-16"),
    "Latin-1": '<?xml version="1.0" encoding="ISO-8859-1"?><a>één</a>'.encode("latin-1"),
    "Windows-1252": "<?xml version='1.0' encoding='windows-1252'?><a>één</a>".encode("cp1252"),
    "a blank first line": "\n  <a>één</a>".encode(),
}


@pytest.mark.parametrize("name", HONEST)
def test_honest_xml_is_read(name: str) -> None:
    assert open_xml(HONEST[name]).text == "één"


def test_the_word_doctype_in_a_text_is_no_doctype() -> None:
    assert open_xml(b"<a><!-- <!DOCTYPE x> --><![CDATA[<!DOCTYPE b>]]></a>").text == "<!DOCTYPE b>"


def test_indentation_comments_and_instructions_are_left_out() -> None:
    root = open_xml(b"<a>\n  <!-- c -->\n  <b>x</b>\n  <?p q?>\n  <b>y</b>\n</a>")
    assert [child.text for child in root] == ["x", "y"]
    assert root.text is None


def test_a_large_honest_document_is_read() -> None:
    lot = b"<lot><naam>Perceel</naam><cpv soort='hoofd'>77310000</cpv></lot>"
    assert len(open_xml(b"<percelen>" + lot * 40_000 + b"</percelen>")) == 40_000


def test_size_is_refused_before_parsing() -> None:
    with pytest.raises(Refused) as refused:
        open_xml(b"<a/>" + b" " * MOST_BYTES)
    assert refused.value.code == "xml_too_large"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(document: bytes) -> None:
    with contextlib.suppress(Refused):
        assert open_xml(document).tag


@given(st.text(max_size=300), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "latin-1", "utf-7", "utf-32"]))
def test_no_doctype_passes_in_any_encoding(text: str, encoding: str) -> None:
    document = f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE a [{text}]><a/>'
    with pytest.raises(Refused):
        open_xml(document.encode(encoding, errors="replace"))


def test_a_refusal_cannot_be_changed() -> None:
    with pytest.raises(Refused) as refused:
        open_xml(b"")
    with pytest.raises(AttributeError):
        refused.value.code = "fine"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        refused.value.refusal.code = "fine"  # type: ignore[misc]
