"""The process in which a text is read: it sets its own limits first, then reads, and answers in JSON.

Run as `python -m meerwaarde.exchange.texts.child docx|pdf`, the document on standard input.
"""

from __future__ import annotations

import sys
from typing import Final

import msgspec

from meerwaarde.exchange.texts.records import Complaint, Page
from meerwaarde.gates.children import limit_myself
from meerwaarde.gates.refusal import Refusal, Refused

MOST_SECONDS: Final = 60


class Found(msgspec.Struct):
    """What the child answers; `refusal` is null where the document could be read."""

    pages: list[Page] = []
    complaints: list[Complaint] = []
    refusal: Refusal | None = None


def main() -> None:
    """Read a document from standard input and write what was found to standard output."""
    limit_myself(seconds=MOST_SECONDS)
    sys.stdout.buffer.write(msgspec.json.encode(_found(sys.argv[1], sys.stdin.buffer.read())))


def _found(kind: str, document: bytes) -> Found:
    from meerwaarde.exchange.texts import docx, pdf  # noqa: PLC0415 (after the limits are set)

    try:
        pages, complaints = (pdf if kind == "pdf" else docx).pages_of(document)
    except Refused as refused:
        return Found(refusal=refused.refusal)
    return Found(pages, complaints)


if __name__ == "__main__":
    main()
