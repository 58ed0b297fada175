"""Whether a rule holds for a purchase: yes, no, or unknown as long as a field is not filled in."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from meerwaarde.rules.compliance.demands import AwardToKind, InviteImpactEnterprise, Quotes
from meerwaarde.rules.compliance.facts import Facts
from meerwaarde.rules.compliance.policy_rule import PolicyRule, cpv_group
from meerwaarde.rules.intake import Route
from meerwaarde.rules.text import Text

Reach = Literal["applies", "not", "unknown"]

OPEN_TO_ALL: tuple[Route, ...] = ("national", "european", "european_light")
"""Routes with a notice: every firm may take part, so nobody is chosen to be invited."""


class Applicability(msgspec.Struct, frozen=True):
    """`fields` names what must be known first; it is empty unless the answer is unknown."""

    reach: Reach
    fields: tuple[str, ...] = ()
    why: Text | None = None
    """Why the rule does not hold here; None where it does, or where that is unknown."""


class _Part(msgspec.Struct, frozen=True):
    """One condition of a scope: the field it reads, whether it is met (None: unknown), and why it is not."""

    field: str
    met: bool | None
    why_not: Text


def applies(rule: PolicyRule, facts: Facts) -> Applicability:
    """One condition that is not met decides; otherwise every unknown field is named."""
    parts = _parts(rule, facts)
    for part in parts:
        if part.met is False:
            return Applicability("not", why=part.why_not)
    unknown = tuple(dict.fromkeys(part.field for part in parts if part.met is None))
    return Applicability("unknown", unknown) if unknown else Applicability("applies")


def value_until(rule: PolicyRule) -> Decimal | None:
    """Where the band of the rule ends (exclusive): its scope's end or the amount in its demand."""
    ends = [rule.scope.value_until]
    if isinstance(rule.demand, AwardToKind):
        ends.append(rule.demand.up_to)
    return min((end for end in ends if end is not None), default=None)


def _parts(rule: PolicyRule, facts: Facts) -> list[_Part]:
    scope, until, parts = rule.scope, value_until(rule), []
    if scope.contracts:
        met = None if facts.contract is None else facts.contract in scope.contracts
        parts.append(_Part("contract", met, OTHER_CONTRACT))
    if scope.value_from is not None:
        met = None if facts.estimate is None else facts.estimate >= scope.value_from
        parts.append(_Part("estimate", met, OUTSIDE_BAND))
    if until is not None:
        met = None if facts.estimate is None else facts.estimate < until
        parts.append(_Part("estimate", met, OUTSIDE_BAND))
    if scope.cpv:
        parts.append(_Part("cpv", _in_groups(facts.cpv, scope.cpv), OTHER_CPV))
    if scope.departments:
        met = None if facts.department is None else facts.department in scope.departments
        parts.append(_Part("department", met, OTHER_DEPARTMENT))
    if isinstance(rule.demand, Quotes | InviteImpactEnterprise | AwardToKind):
        parts.append(_Part("procedure", facts.procedure not in OPEN_TO_ALL, NOBODY_INVITED))
    return parts


def _in_groups(codes: tuple[str, ...] | None, groups: tuple[str, ...]) -> bool | None:
    if codes is None:
        return None
    wanted = tuple(cpv_group(group) for group in groups)
    return any(code.startswith(wanted) for code in codes)


OTHER_CONTRACT = Text(
    nl="De regel geldt voor een ander soort opdracht.", en="The rule is for another type of contract."
)
OUTSIDE_BAND = Text(
    nl="De raming valt buiten de bedragen van deze regel.",
    en="The estimate is outside the amounts of this rule.",
)
OTHER_CPV = Text(nl="De regel geldt voor andere CPV-groepen.", en="The rule is for other CPV groups.")
OTHER_DEPARTMENT = Text(
    nl="De regel geldt voor een andere afdeling.", en="The rule is for another department."
)
NOBODY_INVITED = Text(
    nl="Bij een aangekondigde procedure mag iedereen meedoen; u nodigt niemand zelf uit.",
    en="In an announced procedure everyone may take part; you invite nobody yourself.",
)
