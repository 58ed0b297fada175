"""Needs of the neighbourhood by their names, with their schemas: `meerwaarde schema need`."""

from meerwaarde.exchange.community_exchanges import (
    ExchangeDocument,
    NeedAgreement,
    NeedAuthority,
    PublishedNeed,
    PublishedNeeds,
    exchange_json,
)
from meerwaarde.exchange.interfaces.forms import register

__all__ = [
    "ExchangeDocument",
    "NeedAgreement",
    "NeedAuthority",
    "PublishedNeed",
    "PublishedNeeds",
    "exchange_json",
]

register("need", PublishedNeed)
register("needs", PublishedNeeds)
register("need-agreement", NeedAgreement)
register("need-exchange", ExchangeDocument)
