"""The checks that an importer of invoices needs, each with its name in the standards.

Sources: EN 16931-1 (BR-*), Peppol BIS Billing 3.0 (PEPPOL-*, NL-R-*), NLCIUS (BR-NL-*).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from meerwaarde.exchange.ubl.elements import Document
from meerwaarde.exchange.ubl.rules import dutch, peppol, required, totals, vat
from meerwaarde.exchange.ubl.rules.rule import Finding, Rule

RULES: Final[tuple[Rule, ...]] = tuple(
    rule for part in (required, totals, vat, dutch, peppol) for rule in part.RULES.all
)
CODES: Final = frozenset(rule.code for rule in RULES)


def check(document: Document, only: Collection[str] | None = None) -> tuple[Finding, ...]:
    """What is wrong with the document, by the rules named or by all; what blocks counting it comes first."""
    found = [
        finding for rule in RULES if only is None or rule.code in only for finding in rule.findings(document)
    ]
    return tuple(sorted(found, key=lambda finding: not finding.blocks))


__all__ = ["CODES", "RULES", "Finding", "Rule", "check"]
