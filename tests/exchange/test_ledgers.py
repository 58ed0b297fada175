"""What a file with spend is, by its content alone, and its payment lines."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from meerwaarde.exchange import xaf
from meerwaarde.exchange.ledgers import read_ledger, sniff
from meerwaarde.gates.refusal import Refused

INVOICE = Path(__file__).with_name("samples").joinpath("payments", "ubl_invoice.xml").read_bytes()
DAY = date(2026, 3, 12)


def posting(number: int, account: str, cents: int, party: str | None = None) -> xaf.Posting:
    return xaf.Posting(number=str(number), account=account, document="F", date=DAY, cents=cents, party=party)


AUDIT_FILE = b"".join(
    xaf.write(
        xaf.Book(
            header=xaf.Header(fiscal_year="2026", start=date(2026, 1, 1), end=date(2026, 12, 31)),
            company=xaf.Company(name="Gemeente Veenmeer"),
            parties=(xaf.Party(id="7", name="De Vaart", kind="supplier"),),
            journals=(
                xaf.Journal(
                    id="I",
                    description="Inkoop",
                    kind="P",
                    offset_account="1600",
                    transactions=(
                        xaf.Transaction(
                            number="1",
                            date=DAY,
                            postings=(posting(1, "4300", 100), posting(2, "1600", -100, "7")),
                        ),
                    ),
                ),
            ),
        )
    )
)


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members.items():
            container.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (AUDIT_FILE, "xaf"),
        (AUDIT_FILE.decode().replace("UTF-8", "utf-16").encode("utf-16"), "xaf"),
        (b"\xef\xbb\xbf<!-- an Invoice? --><x:auditfile xmlns:x='urn:x'>", "xaf"),
        (INVOICE, "ubl"),
        (zipped(a_xml=INVOICE, b_pdf=b"%PDF"), "ubl_zip"),
        (zipped(xl__workbook_xml=b"<a/>", x_xml=b"<a/>"), "xlsx"),
        (zipped(mimetype=b"x", content_xml=b"<a/>"), "ods"),
        (b"datum;leverancier;bedrag\n1-1-2026;<auditfile>;5\n", "csv"),
        ("datum;bedrag\n".encode("utf-16"), "csv"),
        (gzip.compress(b"datum;bedrag\n"), "csv"),
    ],
)
def test_the_content_tells_what_a_file_is(tmp_path: Path, content: bytes, kind: str) -> None:
    assert sniff(content) == kind
    path = tmp_path / "export.txt"
    path.write_bytes(content)
    assert sniff(path) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "ledger_empty"),
        (b"\xef\xbb\xbf \n", "ledger_empty"),
        (b"<html><body/></html>", "ledger_unknown"),
        (b"<", "ledger_unknown"),
        (zipped(word__document_xml=b"<a/>"), "ledger_unknown"),
        (zipped(a_txt=b"x"), "ledger_unknown"),
        (b"PK\x03\x04 and nothing", "container_broken"),
        (bytes(range(1, 32)) * 100, "ledger_unknown"),
    ],
)
def test_what_holds_no_spend_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        sniff(content, where="x")
    assert (refused.value.code, refused.value.where) == (code, "x")


def test_what_needs_no_mapping_gives_its_payments(tmp_path: Path) -> None:
    path = tmp_path / "boeken"
    path.write_bytes(AUDIT_FILE)
    ledger = read_ledger(path)
    assert [(line.supplier, line.cents) for line in ledger] == [("De Vaart", 100)]
    assert [complaint.code for complaint in ledger.complaints] == ["no_accounts"]
    path.write_bytes(zipped(a_xml=INVOICE, b_xml=b"<x/>"))
    ledger = read_ledger(path)
    assert sum(line.cents for line in ledger) == 1_225_50
    assert [complaint.where for complaint in ledger.complaints] == ["b.xml"]
    with pytest.raises(Refused, match="ledger_needs_mapping"):
        read_ledger(b"datum;bedrag\n")
