"""What a profile asks for, and the groups and themes that it can name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import msgspec

from meerwaarde.rules.text import Text

Group = Literal["expected", "early", "call", "result"]

GROUPS: Final[dict[Group, Text]] = {
    "expected": Text(
        nl="Verwacht: staat op een inkoopkalender", en="Expected: stands on a procurement calendar"
    ),
    "early": Text(nl="Vooraankondiging of marktconsultatie", en="Early notice or market consultation"),
    "call": Text(nl="Open om op in te schrijven", en="Open to tender for"),
    "result": Text(nl="Gegund", en="Awarded"),
}
"""What a reader calls the kinds of notices, in the order of a procurement."""

_KINDS: Final[dict[str, Group]] = {
    "market_consultation": "early",
    "prior_information_notice": "early",
    "prior_information_notice_as_call": "call",
    "contract_notice": "call",
    "call_for_interest": "call",
    "design_contest_notice": "call",
    "qualification_system_notice": "call",
    "subcontract_notice": "call",
    "correction_notice": "call",
    "unknown": "call",
    "voluntary_transparency_notice": "result",
    "contract_award_notice": "result",
    "design_contest_result": "result",
    "modification_notice": "result",
    "completion_notice": "result",
    "early_termination_notice": "result",
    "registration_notice": "result",
}

_SIGNAL_THEMES: Final[dict[str, str]] = {
    **dict.fromkeys(
        (
            "reserved_participation",
            "reserved_execution",
            "strategic_social",
            "social_objective",
            "suitable_for_social_enterprise",
            "reserved_in_text",
            "article_2_82",
            "social_return",
            "sheltered_workshop",
            "target_group",
            "pso_certificate",
            "pso",
            "social_enterprise",
            "work_participation",
            "participation_act",
        ),
        "social_return",
    ),
    "inclusion": "diversity_inclusion",
    "supply_chain_responsibility": "supply_chain_responsibility",
}

_CODE_THEMES: Final[dict[str, str]] = {
    "env-imp": "environment_biodiversity",
    "biodiv-eco": "environment_biodiversity",
    "pollu-prev": "environment_biodiversity",
    "water-mar": "environment_biodiversity",
    "clim-mitig": "climate",
    "clim-adapt": "climate",
    "circ-econ": "circular",
    "opp": "social_return",
    "acc-all": "diversity_inclusion",
    "et-eq": "diversity_inclusion",
    "gen-eq": "diversity_inclusion",
    "hum-right": "supply_chain_responsibility",
    "work-cond": "supply_chain_responsibility",
}
"""Codes of eForms (strategic-procurement, environmental-impact, social-objective) that name one theme."""

MOST_VALUES: Final = 50
"""So many codes, words or regions a profile may name; who needs more makes a second profile."""

FEWEST_DIGITS: Final = 2
"""A CPV group has at least so many digits: a division."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a profile asks for. Empty means: no matter which.

    `cpv` are the first two to eight digits of codes, `words` words or short phrases: one of either is
    enough, unless `both` asks for one of each. `regions` (NUTS), `themes` and `groups` narrow that down.
    `buyers` and `procedures` are keys of things that are followed.
    """

    cpv: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    both: bool = False
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    buyers: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()


def group_of(kind: str) -> Group:
    """The group of a kind of notice (`exchange.notice.Kind`); a kind that nobody knows may be open."""
    return _KINDS.get(kind, "call")


def kinds_of(group: str) -> tuple[str, ...]:
    """The kinds of notices that a group holds; none for a group that does not exist."""
    return tuple(kind for kind, one in _KINDS.items() if one == group)


def themes_of(signals: Iterable[str], codes: Iterable[str]) -> frozenset[str]:
    """The themes of which a notice shows a sign: `signals` are codes of our own reading of its text,
    `codes` those of eForms. A notice without a sign may still ask for something."""
    found = {_SIGNAL_THEMES.get(one) for one in signals} | {_CODE_THEMES.get(one) for one in codes}
    return frozenset(one for one in found if one)
