"""Drift: what was agreed, against what policy asks and against what was agreed before.

Without loaded policy every session over the same web lands elsewhere. So each area keeps the level that
policy asks, and what a session agrees is compared with it. Levels are 0 to 3; None is not known, and a
comparison with something unknown is unknown as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from meerwaarde.rules.ambition_web.agreeing import needs_reason
from meerwaarde.rules.text import Text

Standing = Literal["below", "at", "above", "unknown"]


class AreaLevels(msgspec.Struct, frozen=True, kw_only=True):
    """One area of a web: what was agreed, what policy asked then, what an earlier session agreed."""

    code: str
    name: str
    agreed: int | None
    policy: int | None = None
    previous: int | None = None
    reason: str = ""


class AreaDrift(msgspec.Struct, frozen=True, kw_only=True):
    """How one area stands, with a sentence per comparison; an empty sentence where there is none to make."""

    code: str
    name: str
    against_policy: Standing
    against_previous: Standing
    policy_sentence: Text | None
    previous_sentence: Text | None
    lacks_reason: bool
    """Agreed off policy while nobody said why."""


class DriftCount(msgspec.Struct, frozen=True):
    """How many areas lie below, at and above policy, and of how many policy or session says nothing."""

    below: int
    at: int
    above: int
    unknown: int


def standing(level: int | None, measure: int | None) -> Standing:
    """How a level stands to a measure; unknown where either is."""
    if level is None or measure is None:
        return "unknown"
    if level == measure:
        return "at"
    return "below" if level < measure else "above"


def drift(areas: Iterable[AreaLevels]) -> tuple[AreaDrift, ...]:
    """Every area against policy and against the previous session, in the order given."""
    return tuple(_drift_of(area) for area in areas)


def count(drifts: Iterable[AreaDrift]) -> DriftCount:
    """The areas by how they stand to policy."""
    stands = [one.against_policy for one in drifts]
    return DriftCount(*(stands.count(kind) for kind in ("below", "at", "above", "unknown")))


def _drift_of(area: AreaLevels) -> AreaDrift:
    return AreaDrift(
        code=area.code,
        name=area.name,
        against_policy=standing(area.agreed, area.policy),
        against_previous=standing(area.agreed, area.previous),
        policy_sentence=_policy_sentence(area),
        previous_sentence=_previous_sentence(area),
        lacks_reason=needs_reason(area.agreed, area.policy) and not area.reason.strip(),
    )


def _policy_sentence(area: AreaLevels) -> Text | None:
    if area.policy is None or area.agreed is None:
        return None
    match standing(area.agreed, area.policy):
        case "at":
            return Text(
                nl=f"{area.name}: afgesproken is niveau {area.agreed}, gelijk aan wat beleid vraagt.",
                en=f"{area.name}: level {area.agreed} was agreed, equal to what policy asks.",
            )
        case "below":
            return Text(
                nl=f"{area.name}: afgesproken is niveau {area.agreed}, lager dan niveau {area.policy} "
                "dat beleid vraagt.",
                en=f"{area.name}: level {area.agreed} was agreed, below level {area.policy} "
                "that policy asks.",
            )
    return Text(
        nl=f"{area.name}: afgesproken is niveau {area.agreed}, hoger dan niveau {area.policy} "
        "dat beleid vraagt.",
        en=f"{area.name}: level {area.agreed} was agreed, above level {area.policy} that policy asks.",
    )


def _previous_sentence(area: AreaLevels) -> Text | None:
    if area.previous is None or area.agreed is None:
        return None
    match standing(area.agreed, area.previous):
        case "at":
            return Text(
                nl=f"{area.name}: het niveau bleef {area.agreed}.",
                en=f"{area.name}: the level stayed {area.agreed}.",
            )
        case "below":
            return Text(
                nl=f"{area.name}: het niveau daalde van {area.previous} naar {area.agreed}.",
                en=f"{area.name}: the level fell from {area.previous} to {area.agreed}.",
            )
    return Text(
        nl=f"{area.name}: het niveau steeg van {area.previous} naar {area.agreed}.",
        en=f"{area.name}: the level rose from {area.previous} to {area.agreed}.",
    )
