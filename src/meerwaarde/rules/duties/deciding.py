"""How a rule decides with incomplete facts: it speaks, it is silent, or it asks.

A rule speaks when all its conditions hold and is silent as soon as one of them does not. Only where an
unknown fact still could make it speak does it ask for that fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import msgspec

from meerwaarde.rules.case import Case
from meerwaarde.rules.grounds import Finding, Question, Severity
from meerwaarde.rules.law import Parameter
from meerwaarde.rules.text import Text


class Condition(msgspec.Struct, frozen=True, gc=False):
    """One thing that must hold before a rule speaks; `holds` is None while its field is unknown."""

    holds: bool | None
    field: str
    why: Text
    """Why the field is asked when it is not known."""


def speak_when(
    rule_id: str, conditions: tuple[Condition, ...], finding: Callable[[], Finding]
) -> Iterator[Finding | Question]:
    """The finding when all conditions hold, nothing when one fails, else a question per unknown field.

    The sentence is only made when it is spoken: most rules are silent in most cases.
    """
    unknown = []
    for condition in conditions:
        if condition.holds is False:
            return
        if condition.holds is None:
            unknown.append(condition)
    if not unknown:
        yield finding()
    for condition in unknown:
        yield Question(condition.field, condition.why, (rule_id,))


def statutory(case: Case) -> Severity:
    """Block where Part 2, 2a or 3 of the Act holds; warn below the threshold or where none is known."""
    return "block" if case.european else "warn"


def grounds(case: Case, *names: str) -> tuple[Parameter, ...]:
    """The parameters by name, without those of which nothing is known on the day of the case."""
    return case.law.several(names)


def below(value: Decimal | int | None, bound: Decimal | int) -> bool | None:
    """Whether a value lies below a bound; None while the value is unknown."""
    return None if value is None else value < bound


def above(value: Decimal | int | None, bound: Decimal | int) -> bool | None:
    """Whether a value lies above a bound; None while the value is unknown."""
    return None if value is None else value > bound


def negated(value: bool | None) -> bool | None:
    """The opposite of a fact; unknown stays unknown."""
    return None if value is None else not value
