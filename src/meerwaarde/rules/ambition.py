"""Ambition per theme: a level from 0 to 3, and how one choice compares with what is asked.

Levels follow the national criteria tool: 1 basis, 2 significant, 3 ambitious; 0 means no priority. A theme
that is not named has level 0. Choices are mappings theme → level, as an intake and a policy rule hold them;
where the whole choice is unknown (None), so is every comparison.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import msgspec

from meerwaarde.rules.intake import Theme

Level = Literal[0, 1, 2, 3]

LEVELS: tuple[Level, ...] = get_args(Level)
THEMES: tuple[Theme, ...] = get_args(Theme)
"""The six themes of the manifest, in its order."""


class Shortfall(msgspec.Struct, frozen=True):
    """A theme whose chosen level lies below the level asked."""

    theme: Theme
    chosen: int
    asked: int


def level_of(choice: Mapping[Theme, int], theme: Theme) -> int:
    """The chosen level of a theme; 0 where it is not named."""
    return choice.get(theme, 0)


def has_ambition(choice: Mapping[Theme, int] | None) -> bool | None:
    """Whether any theme has level 1 or higher; None where the choice is not known."""
    return None if choice is None else any(level > 0 for level in choice.values())


def reaches(choice: Mapping[Theme, int] | None, theme: Theme, asked: int) -> bool | None:
    """Whether a theme has at least the level asked; None where the choice is not known."""
    return None if choice is None else level_of(choice, theme) >= asked


def shortfalls(choice: Mapping[Theme, int], asked: Mapping[Theme, int]) -> tuple[Shortfall, ...]:
    """Every theme below what is asked, in the order of the manifest; empty when all is reached."""
    return tuple(
        Shortfall(theme, level_of(choice, theme), level_of(asked, theme))
        for theme in THEMES
        if level_of(choice, theme) < level_of(asked, theme)
    )


def at_least(choice: Mapping[Theme, int], asked: Mapping[Theme, int]) -> bool:
    """Whether a choice reaches everything that is asked."""
    return not shortfalls(choice, asked)


def highest(*choices: Mapping[Theme, int]) -> dict[Theme, int]:
    """Per theme the highest level of several choices: what policy and project ask together.

    Themes at level 0 everywhere are left out.
    """
    levels = {theme: max((level_of(choice, theme) for choice in choices), default=0) for theme in THEMES}
    return {theme: level for theme, level in levels.items() if level > 0}
