"""Which kinds of supplier go first when firms are chosen to be asked."""

from __future__ import annotations

from collections.abc import Iterable

from meerwaarde.rules.compliance.assess import IMPACT_KINDS
from meerwaarde.rules.compliance.demands import AwardToKind, InviteImpactEnterprise, Quotes
from meerwaarde.rules.compliance.policy_rule import PolicyRule
from meerwaarde.rules.compliance.reach import OPEN_TO_ALL
from meerwaarde.rules.intake import Route, SupplierKind

__all__ = ["IMPACT_KINDS", "first_kinds"]


def first_kinds(rules: Iterable[PolicyRule], procedure: Route | None) -> tuple[SupplierKind, ...]:
    """The kinds that go first for this purchase, in that order; none where every firm may take part.

    Impact enterprises always lead below the threshold; kinds that a rule names come after them.
    """
    if procedure in OPEN_TO_ALL:
        return ()
    named: list[SupplierKind] = []
    for rule in rules:
        match rule.demand:
            case Quotes(kind=kind) | AwardToKind(kind=kind):
                named.append(kind)
            case InviteImpactEnterprise():
                named.extend(IMPACT_KINDS)
    return tuple(dict.fromkeys((*IMPACT_KINDS, *named)))
