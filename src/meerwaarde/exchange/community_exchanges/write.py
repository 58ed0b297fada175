"""Needs and agreements to bytes for another platform."""

from __future__ import annotations

import csv
import io
from typing import Any, Final

import msgspec

from meerwaarde.exchange.community_exchanges.records import PublishedNeed

_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")
_HEADINGS: Final = (
    "id",
    "title",
    "kind",
    "what",
    "quantity",
    "unit",
    "asker",
    "place",
    "until",
    "for_whom",
    "state",
    "url",
)
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula gets an apostrophe in front."""


def exchange_json(value: Any) -> bytes:
    """The bytes of any of the forms; `read_exchange` reads a document back as it was."""
    return _ENCODER.encode(value)


def exchange_csv(needs: tuple[PublishedNeed, ...]) -> bytes:
    """A CSV with semicolons and Dutch numbers and days, as Dutch spreadsheets open it; needs alone."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(_HEADINGS)
    for one in needs:
        values = {name: getattr(one, name) for name in _HEADINGS}
        values["quantity"] = f"{one.quantity.normalize():f}".replace(".", ",")
        values["until"] = f"{one.until:%d-%m-%Y}"
        rows.writerow([_plain(str(values[name])) for name in _HEADINGS])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(text: str) -> str:
    return f"'{text}" if text.lstrip(" '\"").startswith(FORMULA) else text
