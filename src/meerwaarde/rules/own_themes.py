"""Themes in an authority's own words, and which of the six each stands for.

Lists differ locally: six themes of its own, or three pillars. Everything that is compared or counted works
over the national six; what an own theme leaves out is said aloud, and never filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from meerwaarde.rules.ambition import THEMES
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

EXAMPLES = "theme_sets"


class OwnThemeExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme of an example set."""

    code: str
    name: Text
    themes: tuple[Theme, ...]


class ThemeSetExample(msgspec.Struct, frozen=True):
    """A set that an authority can take over, with its source; that the mapping is ours stands there."""

    code: str
    parameter: Parameter
    themes: tuple[OwnThemeExample, ...]


class Mapped(msgspec.Struct, frozen=True):
    """An own theme by its name, with the codes of the six that it stands for."""

    name: str
    themes: tuple[str, ...]


class Gaps(msgspec.Struct, frozen=True):
    """What has no place on the other side; both empty when everything has."""

    own: tuple[str, ...]
    """Names of own themes that stand for none of the six."""
    six: tuple[Theme, ...]
    """Themes of the six that no own theme stands for."""


def examples(law: Law) -> tuple[ThemeSetExample, ...]:
    """The example sets in force on the day of `law`."""
    return tuple(
        ThemeSetExample(
            code=one.name.removeprefix(f"{EXAMPLES}/"),
            parameter=one,
            themes=msgspec.convert(one.value, tuple[OwnThemeExample, ...]),
        )
        for one in law.within(EXAMPLES)
    )


def gaps(mapped: Iterable[Mapped]) -> Gaps:
    """Which own themes and which of the six are not mapped."""
    own = tuple(mapped)
    met = {code for one in own for code in one.themes}
    return Gaps(
        tuple(one.name for one in own if not one.themes), tuple(code for code in THEMES if code not in met)
    )


def names_for(theme: str | None, mapped: Sequence[Mapped]) -> tuple[str, ...]:
    """The own themes that stand for one of the six, in their own order."""
    return tuple(one.name for one in mapped if theme is not None and theme in one.themes)
