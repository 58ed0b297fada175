"""What a framework does with the rules of the level above, and where it owes a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from meerwaarde.rules.cascade.comparing import Comparison, compare, covers
from meerwaarde.rules.compliance.policy_rule import PolicyRule
from meerwaarde.rules.text import Text

Relation = Literal["own", "takes_over", "sharpens", "deviates"]
DifferenceKind = Literal["sharpens", "deviates", "own", "left_out", "open"]

RELATION_NAMES: dict[Relation, Text] = {
    "takes_over": Text(nl="Overgenomen", en="Taken over"),
    "sharpens": Text(nl="Aangescherpt", en="Sharpened"),
    "deviates": Text(nl="Wijkt af", en="Deviates"),
    "own": Text(nl="Eigen regel", en="Own rule"),
}
DIFFERENCE_NAMES: dict[DifferenceKind, Text] = {
    "open": Text(nl="Nog te kiezen", en="Still to choose"),
    "left_out": Text(nl="Niet overgenomen", en="Not taken over"),
    "deviates": Text(nl="Wijkt af", en="Deviates"),
    "sharpens": Text(nl="Aangescherpt", en="Sharpened"),
    "own": Text(nl="Eigen regel", en="Own rule"),
}
"""In the order in which people want to see them: what asks for something first."""


class Related(msgspec.Struct, frozen=True):
    """A rule of a framework with the id of the rule above that it stands for; empty where there is none."""

    rule: PolicyRule
    above: str = ""
    reason: str = ""


class Difference(msgspec.Struct, frozen=True):
    """One difference with the level above; `own` is absent where a rule above is left out or still open."""

    kind: DifferenceKind
    above: PolicyRule | None
    own: PolicyRule | None
    comparison: Comparison | None
    reason: str = ""


def relation_of(above: PolicyRule | None, own: PolicyRule) -> Relation:
    """What a rule does with the rule above that it stands for."""
    if above is None:
        return "own"
    return _RELATIONS[compare(above, own)]


def differences(
    above: Iterable[PolicyRule], own: Iterable[Related], left_out: Mapping[str, str]
) -> tuple[Difference, ...]:
    """Every difference with the level above; taking over everything gives none.

    `left_out` holds a reason by the id of a rule above. A rule that stands for nothing above, or for what is
    no longer there, is an own rule; the reason that it owes may be its explanation.
    """
    rules = {rule.id: rule for rule in above}
    given = tuple(own)
    found = [_of_rule(rules.get(one.above), one) for one in given]
    met = {one.above for one in given}
    found += [_missing(rule, left_out) for rule in rules.values() if rule.id not in met]
    kept = [difference for difference in found if difference is not None]
    return tuple(sorted(kept, key=lambda difference: list(DIFFERENCE_NAMES).index(difference.kind)))


def without_reason(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """The differences that stop an adoption: nothing chosen yet, or no reason given."""
    return tuple(one for one in found if one.kind == "open" or not one.reason.strip())


def weakened_musts(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Rules above that hold without exception and that are left out or weakened here.

    A department never may: such a rule keeps holding for it, whatever its own framework says.
    """
    return tuple(
        one
        for one in found
        if one.above is not None
        and one.above.strength == "must"
        and not (one.own is not None and covers(one.own, one.above))
    )


def _of_rule(above: PolicyRule | None, one: Related) -> Difference | None:
    if above is None:
        return Difference("own", None, one.rule, None, one.reason or one.rule.explanation)
    comparison = compare(above, one.rule)
    if comparison == "same":
        return None
    kind: DifferenceKind = "sharpens" if comparison == "stricter" else "deviates"
    return Difference(kind, above, one.rule, comparison, one.reason)


def _missing(rule: PolicyRule, left_out: Mapping[str, str]) -> Difference:
    if rule.id in left_out:
        return Difference("left_out", rule, None, None, left_out[rule.id])
    return Difference("open", rule, None, None)


_RELATIONS: dict[Comparison, Relation] = {
    "same": "takes_over",
    "stricter": "sharpens",
    "weaker": "deviates",
    "other": "deviates",
}
