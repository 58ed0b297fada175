"""OCDS, the Open Contracting Data Standard: releases, packages and records."""

from meerwaarde.exchange.ocds.read import read, read_release

__all__ = ["read", "read_release"]
