"""TenderNed's public JSON interface: pages of publications and details of one. `fetch` asks for them."""

from meerwaarde.exchange.tenderned.read import meaning, read, read_publication

__all__ = ["meaning", "read", "read_publication"]
