"""Safe opening of XML (promise T04): no DOCTYPE, no network, bounded size, a known encoding.

lxml with `resolve_entities=False` still accepts a document with a DTD and leaves `&x;` in the tree, so a
DOCTYPE is refused twice: in the prolog before the parser sees it, and in the parsed document.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from meerwaarde.gates.refusal import Refused
from meerwaarde.rules.text import Text

MOST_BYTES: Final = 25_000_000
# Tags and attributes are what costs memory: 25 MB of "<a/>" would become a tree of 750 MB.
MOST_MARKUP: Final = 1_000_000
# libxml2 keeps every name it ever saw for as long as the thread lives, so names that never end fill the
# memory of a server that reads many documents. Honest forms have a few hundred names.
MANY_TAGS: Final = 60_000
MOST_NAMES: Final = 5_000
# No tag takes less than four bytes (<a/>), nor an element with an end tag less than seven for its two: below
# these sizes a document cannot reach the bounds, and is spared the counting.
SMALL_FOR_MARKUP: Final = 3 * MOST_MARKUP
SMALL_FOR_TAGS: Final = 3 * MANY_TAGS
# Windows-1252 and Latin-9 stand in older files of small suppliers; UTF-7 and EBCDIC only hide things.
ENCODINGS: Final = {
    "utf-8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "cp1252",
    "utf-16": "utf-16",
}
_BYTE_ORDER_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_DECLARED_ENCODING: Final = re.compile(r"""\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_FIRST_SIGN: Final = re.compile(rb"[ \t\r\n]*([^ \t\r\n])", re.DOTALL)
_NAME: Final = re.compile(rb"<([^\s<>/=!?]+)")
_LONGEST_DECLARATION: Final = 1_000


def _parser(encoding: str | None = None) -> etree.XMLParser:
    # Blank text, comments and instructions carry nothing that we read; without them parsing is a quarter
    # quicker and the tree a third smaller. Nobody looks an element up by its xml:id.
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        recover=False,
        collect_ids=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )


_AS_DECLARED: Final = _parser()
_TRANSCODED: Final = _parser("utf-8")


def open_xml(document: bytes, *, where: str = "", most_bytes: int = MOST_BYTES) -> etree._Element:
    """The root element of `document`, without comments, instructions and indentation.

    Raises `Refused` with one of the codes xml_too_large, xml_empty, xml_encoding, xml_doctype,
    xml_not_well_formed, xml_too_dense; never any other error. `where` is repeated in the refusal.
    Source: promise T04 (every DOCTYPE refused).
    """
    if len(document) > most_bytes:
        raise _too_large(len(document), most_bytes, where)
    encoding, start = _encoding(document, where)
    if encoding == "utf-8":
        _refuse_doctype_in_prolog(document, start, where)
        _refuse_dense_markup(document, where)
        return _parsed(document, _AS_DECLARED, where)
    try:
        text = document.decode(encoding)
    except UnicodeError as error:
        raise _wrong_encoding(encoding, where) from error
    # Past this point the declared encoding must not matter any more: what was checked is what is parsed.
    recoded = text.encode("utf-8", errors="surrogatepass").removeprefix(b"\xef\xbb\xbf")
    _refuse_doctype_in_prolog(recoded, 0, where)
    _refuse_dense_markup(recoded, where)
    return _parsed(recoded, _TRANSCODED, where)


def _encoding(document: bytes, where: str) -> tuple[str, int]:
    """Python's name of the encoding, and the offset at which the text starts after a byte order mark."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if document.startswith(mark):
            if encoding == "utf-16":
                return encoding, 0
            declared = _declared(document[len(mark) : _LONGEST_DECLARATION], where)
            if declared not in {None, "utf-8"}:
                raise _wrong_encoding(declared or "", where)
            return encoding, len(mark)
    if _FIRST_SIGN.match(document) is None:
        raise Refused(
            "xml_empty",
            Text(nl="Het bestand is leeg.", en="The file is empty."),
            where,
            Text(nl="Kies een ander bestand.", en="Choose another file."),
        )
    declared = _declared(document, where)
    if declared == "utf-16":  # without a byte order mark the declaration contradicts the bytes we just read
        raise _wrong_encoding(declared, where)
    return declared or "utf-8", 0


def _declared(document: bytes, where: str) -> str | None:
    """The declared encoding, None where none is declared; refuses what does not start as XML in ASCII."""
    if not document.startswith(b"<?xml"):
        first = _FIRST_SIGN.match(document)
        if first is None or first[1] != b"<" or b"\x00" in document[:4]:
            raise _not_well_formed("", where)
        return None
    end = document.find(b"?>", 0, _LONGEST_DECLARATION)
    if end < 0:
        raise _not_well_formed("", where)
    found = _DECLARED_ENCODING.search(document[:end].decode("ascii", errors="replace"))
    if found is None:
        return None
    known = ENCODINGS.get(found[1].lower())
    if known is None:
        raise _wrong_encoding(found[1], where)
    return known


def _refuse_doctype_in_prolog(document: bytes, start: int, where: str) -> None:
    """Looks only before the root element, in one pass, so that `<!DOCTYPE` in a text stays allowed."""
    position = start
    while True:
        while document[position : position + 1] in (b" ", b"\t", b"\r", b"\n"):
            position += 1
        if document.startswith(b"<?", position):
            position = document.find(b"?>", position) + 2
        elif document.startswith(b"<!--", position):
            position = document.find(b"-->", position) + 3
        elif document.startswith(b"<!", position):
            raise _doctype(where)
        else:
            return
        if position < 3:  # an instruction or comment without an end: the parser says where
            return


def _refuse_dense_markup(document: bytes, where: str) -> None:
    if len(document) < SMALL_FOR_TAGS:
        return
    tags = document.count(b"<")
    if len(document) >= SMALL_FOR_MARKUP and tags + document.count(b"=") > MOST_MARKUP:
        raise _too_dense(where)
    if tags > MANY_TAGS and len(set(_NAME.findall(document))) > MOST_NAMES:
        raise _too_dense(where)


def _too_dense(where: str) -> Refused:
    return Refused(
        "xml_too_dense",
        Text(
            nl="Het XML-bestand bevat te veel elementen, of te veel verschillende, om veilig te lezen.",
            en="The XML file holds too many elements, or too many different ones, to read safely.",
        ),
        where,
        Text(nl="Splits het bestand in kleinere delen.", en="Split the file into smaller parts."),
    )


def _parsed(document: bytes, parser: etree.XMLParser, where: str) -> etree._Element:
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError as error:
        try:
            document.decode("utf-8")
        except UnicodeDecodeError:
            raise _wrong_encoding("utf-8", where) from error
        raise _not_well_formed(_place(error), where) from error
    except (etree.LxmlError, ValueError, AssertionError) as error:  # e.g. an odd NUL or namespace
        raise _not_well_formed("", where) from error
    if root is None:
        raise _not_well_formed("", where)
    about = root.getroottree().docinfo
    # The stubs of lxml forget `doctype`.
    if about.doctype or about.internalDTD is not None or about.externalDTD is not None:  # type: ignore[union-attr]
        raise _doctype(where)
    return root


def _place(error: etree.XMLSyntaxError) -> str:
    line, column = error.position
    return f"{line}:{column}" if line else ""


def _too_large(size: int, most: int, where: str) -> Refused:
    return Refused(
        "xml_too_large",
        Text(
            nl=f"Het XML-bestand is {size / 1e6:.0f} MB; het maximum is {most / 1e6:.0f} MB.",
            en=f"The XML file is {size / 1e6:.0f} MB; the most is {most / 1e6:.0f} MB.",
        ),
        where,
        Text(
            nl="Splits het bestand of vraag een kleinere uitvoer op.",
            en="Split the file or ask for a smaller export.",
        ),
    )


def _doctype(where: str) -> Refused:
    return Refused(
        "xml_doctype",
        Text(
            nl="Het XML-bestand bevat een DOCTYPE. Daarmee kan een bestand andere bestanden of het netwerk "
            "laten lezen, daarom nemen wij het niet aan.",
            en="The XML file holds a DOCTYPE. With it a file can make a reader open other files or the "
            "network, so we do not accept it.",
        ),
        where,
        Text(
            nl="Verwijder de DOCTYPE-regel of vraag de afzender om een bestand zonder DTD.",
            en="Remove the DOCTYPE line or ask the sender for a file without a DTD.",
        ),
    )


def _wrong_encoding(encoding: str, where: str) -> Refused:
    return Refused(
        "xml_encoding",
        Text(
            nl=f"De tekens in het XML-bestand kloppen niet met de codering ({encoding}), of wij nemen "
            "die codering niet aan.",
            en=f"The characters in the XML file do not fit the encoding ({encoding}), or we do not accept "
            "that encoding.",
        ),
        where,
        Text(nl="Sla het bestand op als UTF-8.", en="Save the file as UTF-8."),
    )


def _not_well_formed(place: str, where: str) -> Refused:
    at_nl, at_en = (f" (regel:kolom {place})", f" (line:column {place})") if place else ("", "")
    return Refused(
        "xml_not_well_formed",
        Text(nl=f"Dit is geen geldig XML{at_nl}.", en=f"This is not well-formed XML{at_en}."),
        where,
        Text(
            nl="Download het bestand opnieuw of vraag de afzender om een geldig bestand.",
            en="Download the file again or ask the sender for a valid file.",
        ),
    )
