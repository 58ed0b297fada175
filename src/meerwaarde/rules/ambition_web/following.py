"""What follows from agreed levels: a level per theme, for the matrix and for an intake.

Several areas of a web may belong to one theme (water, nature and soil to milieu and biodiversity). The
highest agreed level decides then, because the theme must make room for what was agreed on each of them. An
area without a theme, or without an agreed level, leads to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.intake import Theme


class AgreedArea(msgspec.Struct, frozen=True):
    """What a session agreed for one area; `theme` is empty where it belongs to none."""

    name: str
    theme: str
    level: int | None
    reason: str = ""


class ThemeLevel(msgspec.Struct, frozen=True):
    """The level that follows for a theme, the areas that it comes from, and why."""

    theme: Theme
    level: int
    areas: tuple[str, ...]
    reason: str


def theme_levels(agreed: Iterable[AgreedArea]) -> tuple[ThemeLevel, ...]:
    """Per theme the highest agreed level, in the order of the manifest; themes without one are absent."""
    known = [(area, area.level) for area in agreed if area.level is not None]
    found = []
    for theme in THEMES:
        of_theme = [(area, level) for area, level in known if area.theme == theme]
        if of_theme:
            reasons = [
                f"{area.name}: {area.reason.strip()}" for area, _level in of_theme if area.reason.strip()
            ]
            found.append(
                ThemeLevel(
                    theme,
                    max(level for _area, level in of_theme),
                    tuple(area.name for area, _level in of_theme),
                    " ".join(reasons),
                )
            )
    return tuple(found)
