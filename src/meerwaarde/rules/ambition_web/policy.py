"""What policy asks of each area of a web, and what is new since it was loaded before.

Policy speaks in levels in two places: rules of a framework that ask a minimum on a theme, and the matrix of
categories and themes. The highest decides, with the sentences that it rests on. A rule for a part of the
purchases alone (a band of value, a contract, a category) still counts for a web, and its sentence says for
which part it holds. Where nobody asks anything the level is None: silence is not level 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from meerwaarde.rules.compliance import PolicyRule, SocialReturn, ThemeMinimum

SOCIAL_RETURN_BASIS = 1
"""A condition on social return is what level 1 of that theme says."""


class Asked(msgspec.Struct, frozen=True):
    """One source that asks a level of a theme; `words` is what the page shows beside it."""

    theme: str
    level: int
    words: str


class PolicyLevel(msgspec.Struct, frozen=True):
    """What is asked of one area: the highest level, and the sources that ask it."""

    level: int | None
    source: str


class PolicyChange(msgspec.Struct, frozen=True, kw_only=True):
    """An area whose policy differs from what was loaded before."""

    code: str
    before: PolicyLevel
    after: PolicyLevel

    @property
    def kind(self) -> Literal["new", "gone", "higher", "lower", "other_source"]:
        if self.before.level is None:
            return "new"
        if self.after.level is None:
            return "gone"
        if self.before.level == self.after.level:
            return "other_source"
        return "higher" if self.after.level > self.before.level else "lower"


def asked_by_rule(rule: PolicyRule, words: str) -> Asked | None:
    """What a rule asks of a theme; None for a rule that names no level."""
    match rule.demand:
        case ThemeMinimum(theme=theme, level=level):
            return Asked(theme, level, words)
        case SocialReturn():
            return Asked("social_return", SOCIAL_RETURN_BASIS, words)
    return None


def policy_level(theme: str, asked: Iterable[Asked], *, longest: int = 300) -> PolicyLevel:
    """The highest level asked of a theme, with the words of those who ask it, in at most `longest` signs."""
    of_theme = [one for one in asked if theme and one.theme == theme]
    if not of_theme:
        return PolicyLevel(None, "")
    highest = max(one.level for one in of_theme)
    said = list(dict.fromkeys(one.words for one in of_theme if one.level == highest))
    text = "; ".join(said)
    return PolicyLevel(highest, text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…")


def changes(before: Mapping[str, PolicyLevel], after: Mapping[str, PolicyLevel]) -> tuple[PolicyChange, ...]:
    """The areas by code whose level or source is other than before, in the order of `after`."""
    nothing = PolicyLevel(None, "")
    return tuple(
        PolicyChange(code=code, before=before.get(code, nothing), after=after.get(code, nothing))
        for code in dict.fromkeys((*after, *before))
        if before.get(code, nothing) != after.get(code, nothing)
    )
