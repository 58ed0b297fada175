"""In which order suppliers are shown: kinds that go first, then everyone else by turns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from meerwaarde.rules.compliance.assess import IMPACT_KINDS
from meerwaarde.rules.compliance.demands import AwardToKind, InviteImpactEnterprise, Quotes
from meerwaarde.rules.compliance.policy_rule import PolicyRule
from meerwaarde.rules.compliance.reach import OPEN_TO_ALL
from meerwaarde.rules.intake import Route, SupplierKind
from meerwaarde.rules.matching.records import Match, SupplierProfile

__all__ = ["IMPACT_KINDS", "Placed", "fair_order", "first_kinds"]

Place = Literal["first", "fair_chance", "by_score", "does_not_fit"]


class Placed(msgspec.Struct, frozen=True):
    """A match with why it stands where it stands.

    `first`: a kind that the framework puts first. `fair_chance`: local, small or never asked, let in turn by
    turn. `does_not_fit`: what it offers is known not to fit, so it stands at the end.
    """

    match: Match
    place: Place


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


def fair_order(
    matches: Sequence[Match], profiles: Mapping[str, SupplierProfile], first: Sequence[SupplierKind]
) -> tuple[Placed, ...]:
    """All matches, each once: impact enterprises first, then the others turn by turn.

    Where kinds go first (`first` is not empty) the impact enterprises among them lead by score. Of the
    others, firms that are local, small or new take turns with the rest, so that neither drives out the other.
    Equal scores keep the order in which they came.
    """
    by_score = sorted(matches, key=lambda one: -one.score)
    fitting = [one for one in by_score if not any(reason.code == "offer" for reason in one.not_met)]
    unfit = [Placed(one, "does_not_fit") for one in by_score if one not in fitting]
    leading = [kind for kind in first if kind in IMPACT_KINDS]

    def kinds(one: Match) -> set[SupplierKind]:
        return set(profiles[one.supplier].kinds or ())

    ahead = [one for one in fitting if kinds(one).intersection(leading)]
    others = [one for one in fitting if one not in ahead]
    chance = [one for one in others if kinds(one) & _FAIR or profiles[one.supplier].times_asked == 0]
    rest = [one for one in others if one not in chance]
    return (
        *(Placed(one, "first") for one in ahead),
        *_in_turn([Placed(one, "fair_chance") for one in chance], [Placed(one, "by_score") for one in rest]),
        *unfit,
    )


def _in_turn(one: Sequence[Placed], other: Sequence[Placed]) -> list[Placed]:
    """The two lists by turns, the better score first; what is left of the longer one comes after."""
    if one and other and other[0].match.score > one[0].match.score:
        one, other = other, one
    shared = min(len(one), len(other))
    turns = [placed for pair in zip(one[:shared], other[:shared], strict=True) for placed in pair]
    return [*turns, *one[shared:], *other[shared:]]


_FAIR: frozenset[SupplierKind] = frozenset({"local", "small"})
