"""Frameworks side by side: ten authorities with two hundred rules each, laid out by the pure comparison.

The peer is the plain way for one of them: its rules held against every rule of the nine others. Promised is
300 ms on a machine with two cores; the ratio tells whether the alignment stays far below the square.

Run: python tests/benchmarks/comparison_bench.py
"""

from __future__ import annotations

import random
import time
from decimal import Decimal

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.cascade import aligned, compare
from meerwaarde.rules.compliance import (
    AwardToKind,
    Demand,
    InviteImpactEnterprise,
    PolicyRule,
    Quotes,
    Scope,
    SocialReturn,
    SocialValueWeight,
    StatePurpose,
    ThemeMinimum,
)

AUTHORITIES, RULES, ROUNDS = 10, 200, 5
PROMISED_MS = 300.0
CONTRACTS = ("supplies", "services", "works", "social_services")

Row = dict[str, str | float | bool | None]


def rows() -> list[Row]:
    """One row: our alignment against the plain way on the same rules."""
    frameworks = _frameworks(random.Random(20261122))
    ours = min(_timed(lambda: aligned(frameworks)) for _round in range(ROUNDS))
    plain = _timed(lambda: _plainly(frameworks))
    return [
        {
            "job": f"side by side, {AUTHORITIES} × {RULES} rules",
            "ours": f"{ours:.0f} ms",
            "peer": f"one against nine, rule by rule {plain:.0f} ms",
            "ratio": ours / plain,
            "target": f"at most {PROMISED_MS:.0f} ms",
            "met": ours <= PROMISED_MS,
        }
    ]


def _plainly(frameworks: list[list[PolicyRule]]) -> int:
    first, *others = frameworks
    return sum(compare(rule, other) == "same" for rule in first for rules in others for other in rules)


def _timed(work: object) -> float:
    began = time.perf_counter()
    work()  # type: ignore[operator]
    return (time.perf_counter() - began) * 1000


def _frameworks(draw: random.Random) -> list[list[PolicyRule]]:
    return [[_rule(draw, authority, number) for number in range(RULES)] for authority in range(AUTHORITIES)]


def _rule(draw: random.Random, authority: int, number: int) -> PolicyRule:
    since = draw.choice([None, Decimal(10_000), Decimal(50_000), Decimal(250_000)])
    return PolicyRule(
        id=f"{authority}-{number}",
        code=f"K{number + 1}",
        strength=draw.choice(["tenzij", "tenzij", "must"]),
        scope=Scope(
            value_from=since,
            contracts=tuple(draw.sample(CONTRACTS, draw.randint(0, 2))),  # type: ignore[arg-type]
            cpv=tuple(draw.sample(["30", "45", "773", "909", "85"], draw.randint(0, 2))),
        ),
        demand=_demand(draw),
    )


def _demand(draw: random.Random) -> Demand:
    kind = draw.choice(["social", "small", "sustainable_innovator"])
    made: list[Demand] = [
        ThemeMinimum(draw.choice(THEMES), draw.randint(1, 3)),
        Quotes(kind, 1, draw.randint(2, 5)),  # type: ignore[arg-type]
        AwardToKind(kind, Decimal(30_000)),  # type: ignore[arg-type]
        SocialValueWeight(Decimal(draw.choice([10, 15, 20]))),
        SocialReturn(Decimal(draw.choice([2, 5]))),
        InviteImpactEnterprise(),
        StatePurpose(),
    ]
    return draw.choice(made)


if __name__ == "__main__":
    for row in rows():
        print(row)
