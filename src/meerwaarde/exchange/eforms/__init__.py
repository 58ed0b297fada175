"""eForms, the standard forms of TED and TenderNed since October 2023."""

from meerwaarde.exchange.eforms.read import read, read_root

__all__ = ["read", "read_root"]
