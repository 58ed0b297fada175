"""TED XML, the forms of TED before eForms (R2.0.9 in full, older ones by their coded data)."""

from meerwaarde.exchange.ted.read import read, read_root

__all__ = ["read", "read_root"]
