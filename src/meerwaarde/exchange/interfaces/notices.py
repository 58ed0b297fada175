"""Public notices as data: the common notice record, with what later publications say of it.

The notice itself is the record of `meerwaarde schema notice` (names as there); what stands around it is named
in camelCase, as everywhere in the API. E-mail addresses in texts are masked. Moments are ISO.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import msgspec

from meerwaarde.exchange.interfaces.forms import register
from meerwaarde.exchange.notice import Notice


class _Camel(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Names in the JSON are camelCase."""


class PublishedNotice(_Camel, frozen=True, kw_only=True):
    """One publication. Of a procedure the last one is `latest`; the others led to it."""

    id: str
    url: str
    address: str
    """Where the source shows it; "" where that is not known."""
    latest: bool
    corrected: bool
    awarded: bool
    withdrawn: bool
    closes_at: datetime | None
    changed_at: datetime
    notice: Notice


class PublishedNotices(_Camel, frozen=True, kw_only=True):
    """A page of notices, the newest first; `next` is the address of the following page."""

    items: tuple[PublishedNotice, ...]
    next: str | None = None


_ENCODER: Final = msgspec.json.Encoder(decimal_format="string")


def notices_json(value: Any) -> bytes:
    """The bytes of one notice or of a page of them."""
    return _ENCODER.encode(value)


register("published-notice", PublishedNotice)
register("published-notices", PublishedNotices)
