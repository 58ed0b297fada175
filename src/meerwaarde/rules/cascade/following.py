"""What a new version changes: for who reads it, and for who follows it from a level below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from meerwaarde.rules.cascade.comparing import Comparison, compare, counterpart, subject
from meerwaarde.rules.compliance.demands import DEMAND_NAMES, demand_code
from meerwaarde.rules.compliance.policy_rule import PolicyRule, in_order


class Change(msgspec.Struct, frozen=True):
    """One rule that came, went or asks something else; `comparison` is that of the newer to the older."""

    kind: Literal["added", "changed", "ended"]
    older: PolicyRule | None
    newer: PolicyRule | None
    comparison: Comparison | None = None


def changes(older: Iterable[PolicyRule], newer: Iterable[PolicyRule]) -> tuple[Change, ...]:
    """What is other in the newer rules, in the order of a purchase; the same rules give nothing."""
    before, now = in_order(older), in_order(newer)
    pairs = followed(before, now)
    met = set(pairs.values())
    by_id = {rule.id: rule for rule in now}
    found = []
    for rule in before:
        if rule.id not in pairs:
            found.append(Change("ended", rule, None))
        elif (comparison := compare(rule, by_id[pairs[rule.id]])) != "same":
            found.append(Change("changed", rule, by_id[pairs[rule.id]], comparison))
    found += [Change("added", None, rule) for rule in now if rule.id not in met]
    return tuple(sorted(found, key=_place))


def followed(older: Sequence[PolicyRule], newer: Sequence[PolicyRule]) -> dict[str, str]:
    """By id of an older rule the id of the newer that took its place; each newer rule is given once.

    The same rule goes first, then the same code, then the only rule left on both sides about a subject.
    """
    pairs: dict[str, str] = {}
    free = {rule.id: rule for rule in in_order(newer)}
    waiting = list(in_order(older))
    for exact in (True, False):
        for rule in tuple(waiting):
            found = counterpart(rule, free.values())
            if found is not None and (not exact or compare(rule, found) == "same"):
                pairs[rule.id] = free.pop(found.id).id
                waiting.remove(rule)
    for rule in waiting:
        alike = [one for one in free.values() if subject(one) == subject(rule)]
        alone = sum(subject(one) == subject(rule) for one in waiting) == 1
        if len(alike) == 1 and alone:
            pairs[rule.id] = free.pop(alike[0].id).id
    return pairs


def _place(change: Change) -> int:
    rule = change.newer or change.older
    assert rule is not None
    return list(DEMAND_NAMES).index(demand_code(rule.demand))
