"""How a matrix differs from an earlier one."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.intake import Theme

Levels = Mapping[str, Mapping[Theme, int]]
"""Category to theme to level 0–3; what is absent was never agreed."""


class CellChange(msgspec.Struct, frozen=True):
    """A cell that stands otherwise; None where nothing was agreed."""

    category: str
    theme: Theme
    before: int | None
    after: int | None

    @property
    def step(self) -> int:
        """How much higher it became; a cell that was empty counts from 0."""
        return (self.after or 0) - (self.before or 0)


def changes(before: Levels, after: Levels) -> tuple[CellChange, ...]:
    """Every cell whose level differs, in the order of `after` (then what is gone) and of the manifest."""
    found = []
    for category in dict.fromkeys((*after, *before)):
        old, new = before.get(category, {}), after.get(category, {})
        found += [
            CellChange(category, theme, old.get(theme), new.get(theme))
            for theme in THEMES
            if old.get(theme) != new.get(theme)
        ]
    return tuple(found)
