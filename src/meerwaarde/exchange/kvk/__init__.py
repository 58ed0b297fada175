"""The trade register (Handelsregister) of KvK: base profile and search, without persons."""

from meerwaarde.exchange.kvk.fetch import BASE, KvkClient
from meerwaarde.exchange.kvk.read import read_profile, read_search
from meerwaarde.exchange.kvk.records import KvkActivity, KvkHit, KvkProfile, KvkReading, KvkSearch

__all__ = [
    "BASE",
    "KvkActivity",
    "KvkClient",
    "KvkHit",
    "KvkProfile",
    "KvkReading",
    "KvkSearch",
    "read_profile",
    "read_search",
]
