"""Notices of partner platforms: one documented form, as JSON or as a table."""

from meerwaarde.exchange.partners.read import read, read_rows
from meerwaarde.exchange.partners.records import FORMAT, PartnerNotice, PartnerNotices

__all__ = ["FORMAT", "PartnerNotice", "PartnerNotices", "read", "read_rows"]
