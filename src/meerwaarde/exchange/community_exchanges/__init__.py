"""Needs of the neighbourhood, to and from other platforms: "Doe tegoed", a local exchange.

The interface of those platforms is not known to us. This is the form that Meerwaarde writes and reads; a
platform, or a small program between the two, translates to it. See docs/guides/community-exchanges.md.
"""

from meerwaarde.exchange.community_exchanges.read import ExchangeReading, RowComplaint, read_exchange
from meerwaarde.exchange.community_exchanges.records import (
    MOST_ROWS,
    ExchangeDocument,
    NeedAgreement,
    NeedAuthority,
    PublishedNeed,
    PublishedNeeds,
)
from meerwaarde.exchange.community_exchanges.write import exchange_csv, exchange_json

__all__ = [
    "MOST_ROWS",
    "ExchangeDocument",
    "ExchangeReading",
    "NeedAgreement",
    "NeedAuthority",
    "PublishedNeed",
    "PublishedNeeds",
    "RowComplaint",
    "exchange_csv",
    "exchange_json",
    "read_exchange",
]
