"""Agreeing: what a session may write down for an area, and what is still open when it ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from meerwaarde.rules.ambition import LEVELS
from meerwaarde.rules.text import Text


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """What is agreed for one area. Levels are 0 to 3; None is not agreed (yet)."""

    level: int | None = None
    present: int | None = None
    policy: int | None = None
    reason: str = ""
    measure: str = ""
    owned: bool = False
    """Whether somebody stands behind the measure: a colleague or a name."""
    due_on: date | None = None


def faults(given: Agreement, today: date) -> dict[str, Text]:
    """What cannot be written down like this: a sentence per field; empty when all is well."""
    found: dict[str, Text] = {}
    if given.level is None:
        found["level"] = Text(
            nl="Kies het niveau dat u samen afspreekt.", en="Choose the level that you agree together."
        )
    for name, level in (("level", given.level), ("present", given.present)):
        if level is not None and level not in LEVELS:
            found[name] = Text(nl="Een niveau is 0, 1, 2 of 3.", en="A level is 0, 1, 2 or 3.")
    if needs_reason(given.level, given.policy) and not given.reason.strip():
        found["reason"] = _why(given.level, given.policy)
    if not given.measure.strip() and (given.owned or given.due_on is not None):
        found["measure"] = Text(
            nl="Schrijf op wat er gebeurt. U noemde al wie of wanneer.",
            en="Write down what will be done. You named who or when already.",
        )
    if given.due_on is not None and given.due_on < today:
        found["due_on"] = Text(
            nl="Deze dag is al voorbij. Kies een dag die nog komt.",
            en="This day is past. Choose a day that is still to come.",
        )
    return found


def needs_reason(level: int | None, policy: int | None) -> bool:
    """An agreed level that differs from what policy asks needs a reason, higher as well as lower."""
    return level is not None and policy is not None and level != policy


def still_open(areas: Iterable[str], agreed: Mapping[str, int | None]) -> tuple[str, ...]:
    """The areas without an agreed level, in the order given."""
    return tuple(code for code in areas if agreed.get(code) is None)


def _why(level: int | None, policy: int | None) -> Text:
    higher = (level or 0) > (policy or 0)
    return Text(
        nl=f"Het beleid vraagt hier niveau {policy}; u spreekt {level} af. "
        f"Schrijf op waarom {'meer' if higher else 'minder'} hier past.",
        en=f"Policy asks for level {policy} here; you agree {level}. "
        f"Write down why {'more' if higher else 'less'} fits here.",
    )
