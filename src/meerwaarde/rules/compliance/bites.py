"""Rules that can never hold for a purchase: a warning while a framework is written and when it is adopted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal

from meerwaarde.rules.compliance.bounds import PolicyBounds
from meerwaarde.rules.compliance.demands import AwardToKind, InviteImpactEnterprise, Quotes
from meerwaarde.rules.compliance.policy_rule import PolicyRule
from meerwaarde.rules.compliance.reach import value_until
from meerwaarde.rules.intake import Buyer, Contract
from meerwaarde.rules.law import Law
from meerwaarde.rules.money import euro
from meerwaarde.rules.text import Text
from meerwaarde.rules.thresholds import threshold

CONTRACTS: tuple[Contract, ...] = (
    "supplies",
    "services",
    "works",
    "social_services",
    "concession",
    "design_contest",
)


def never_bites(
    rule: PolicyRule,
    *,
    law: Law,
    buyer: Buyer,
    bounds: PolicyBounds | None,
    cpv_exists: Callable[[str], bool],
    departments: Collection[str],
    department: str | None = None,
) -> tuple[Text, ...]:
    """Why the rule can never hold, a sentence per reason; empty where it can.

    `departments` are the codes that exist now, `department` the one whose framework this is. A rule about who
    is invited holds only where suppliers are chosen, so below the amount from which every procedure of its
    types of contract is announced; where that amount is not known, nothing is said about it.
    """
    reasons = [_empty_band(rule), _beyond_invitation(rule, law, buyer, bounds)]
    reasons += [_no_group(rule, cpv_exists), _no_department(rule, departments, department)]
    return tuple(reason for reason in reasons if reason is not None)


def _empty_band(rule: PolicyRule) -> Text | None:
    since, until = rule.scope.value_from, value_until(rule)
    if since is None or until is None or since < until:
        return None
    return Text(
        nl=f"Geen enkel bedrag past: de regel begint bij {euro(since, 'nl')} en eindigt bij "
        f"{euro(until, 'nl')}. Verruim de bedragen.",
        en=f"No amount fits: the rule begins at {euro(since, 'en')} and ends at {euro(until, 'en')}. "
        "Widen the amounts.",
    )


def _beyond_invitation(rule: PolicyRule, law: Law, buyer: Buyer, bounds: PolicyBounds | None) -> Text | None:
    since = rule.scope.value_from
    if since is None or not isinstance(rule.demand, Quotes | InviteImpactEnterprise | AwardToKind):
        return None
    ends = [announced_from(one, law, buyer, bounds) for one in rule.scope.contracts or CONTRACTS]
    known = [end for end in ends if end is not None]
    if len(known) < len(ends) or since < max(known):
        return None
    highest = max(known)
    return Text(
        nl=f"Vanaf {euro(highest, 'nl')} is elke procedure aangekondigd en nodigt u niemand zelf uit. "
        "Laat de regel bij een lager bedrag beginnen.",
        en=f"From {euro(highest, 'en')} every procedure is announced and you invite nobody yourself. "
        "Let the rule begin at a lower amount.",
    )


def announced_from(contract: Contract, law: Law, buyer: Buyer, bounds: PolicyBounds | None) -> Decimal | None:
    """The amount from which a procedure for this contract is always announced; None where it is not known."""
    known = threshold(buyer, contract, law)
    european = None if known is None else Decimal(known.value)
    own = bounds.route(contract) if bounds else None
    if own is None or own.multiple is None or own.multiple == "european":
        return european
    return own.multiple if european is None else min(own.multiple, european)


def _no_group(rule: PolicyRule, cpv_exists: Callable[[str], bool]) -> Text | None:
    groups = rule.scope.cpv
    if not groups or any(cpv_exists(group) for group in groups):
        return None
    told = ", ".join(groups)
    return Text(
        nl=f"CPV {told} bestaat niet, dus geen inkoop valt eronder. Kijk de code na.",
        en=f"CPV {told} does not exist, so no procurement falls under it. Check the code.",
    )


def _no_department(rule: PolicyRule, departments: Collection[str], department: str | None) -> Text | None:
    asked = rule.scope.departments
    if not asked:
        return None
    if not any(code in departments for code in asked):
        return GONE
    if department is not None and department not in asked:
        return ELSEWHERE
    return None


GONE = Text(
    nl="De afdeling van deze regel bestaat niet meer. Kies een andere afdeling, of geen.",
    en="The department of this rule does not exist any more. Choose another department, or none.",
)
ELSEWHERE = Text(
    nl="Dit kader is van één afdeling, en de regel geldt alleen voor andere. Kies deze afdeling, of geen.",
    en="This framework is of one department, and the rule is only for others. Choose this one, or none.",
)
