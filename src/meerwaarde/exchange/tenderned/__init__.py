"""TenderNed's public JSON interface: pages of publications and details of one."""

from meerwaarde.exchange.tenderned.read import read

__all__ = ["read"]
