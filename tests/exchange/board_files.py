"""Texts of a board as files, made on the spot: Word by python-docx, PDF by Typst and by hand."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import typst
from docx.enum.text import WD_BREAK
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, TextStringObject


def word_file(*pages: Sequence[str]) -> bytes:
    """A Word file with a page break between the pages; a line that begins with "* " is an item of a list."""
    document = docx.Document()
    for place, page in enumerate(pages):
        if place:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for line in page:
            if line.startswith("* "):
                document.add_paragraph(line[2:], style="List Bullet")
            else:
                document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_file(*pages: str, first: int = 0, folder: Path) -> bytes:
    """A PDF of A5 pages; with `first` its pages are numbered from there, printed at the foot as well."""
    source = folder / "text.typ"
    numbering = '#set page(numbering: "1")' if first else ""
    start = f"#counter(page).update({first})" if first else ""
    source.write_text(
        f"""#set page(width: 148mm, height: 210mm)
{numbering}
#set text(lang: "nl", hyphenate: true)
#set par(justify: true)
{start}
#let pages = json(bytes(sys.inputs.pages))
#for (place, page) in pages.enumerate() {{
  if place > 0 {{ pagebreak() }}
  for line in page.split("\\n") {{ par(line) }}
}}
""",
        encoding="utf-8",
    )
    made = typst.compile(str(source), sys_inputs={"pages": json.dumps(pages)}, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def locked_pdf(document: bytes, password: str) -> bytes:
    """The same PDF behind a password; an empty one locks only against changes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document)))
    writer.encrypt(user_password=password, owner_password="eigenaar", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_page_label(document: bytes, prefix: str) -> bytes:
    """The same PDF, calling its first page so."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(document)))
    first = DictionaryObject({NameObject("/P"): TextStringObject(prefix)})
    labels = DictionaryObject({NameObject("/Nums"): ArrayObject([NumberObject(0), first])})
    writer.root_object[NameObject("/PageLabels")] = labels
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def scanned_pdf(pages: int = 1) -> bytes:
    """Pages without a letter, as a scanner leaves them."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(width=420, height=595)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in members:
            container.writestr(name, content)
    return out.getvalue()


def hungry_pdf() -> bytes:
    """A small file whose one stream unpacks to hundreds of megabytes of drawing."""
    import zlib

    squeezer = zlib.compressobj(9)
    stream = b"".join(squeezer.compress(b"(a) Tj " * 1_000_000) for _ in range(60)) + squeezer.flush()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % table
    return bytes(out)
