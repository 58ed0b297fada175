"""The areas that a web begins with: the six themes, or the twelve of the web for civil works (GWW).

Names and anchors come from the parameters; where the source was not verified, the entry says so and a page
can show that. A web copies them when it is made, and may change them from then on.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from meerwaarde.rules.ambition import LEVELS
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text
from meerwaarde.rules.themes import themes

ShippedSet = Literal["six", "gww"]


class Area(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A spoke of a web. `theme` is the one of the six that it belongs to, None where none does.

    `anchors` says what levels 0, 1, 2 and 3 look like here.
    """

    code: str
    name: Text
    explanation: Text
    theme: Theme | None
    anchors: tuple[Text, ...]

    def __post_init__(self) -> None:
        if len(self.anchors) != len(LEVELS):
            raise ValueError("An area has an anchor for each of the levels 0 to 3.")


class AreaSet(msgspec.Struct, frozen=True):
    """The areas in the order in which they stand around the web, and what their wording rests on."""

    areas: tuple[Area, ...]
    sources: tuple[Parameter, ...]

    @property
    def verified(self) -> bool:
        """Whether everything was read in a source."""
        return all(source.entry.certainty == "sourced" for source in self.sources)


def area_set(law: Law, code: ShippedSet) -> AreaSet:
    """A shipped set on the day of `law`; raises `NoParameter` where none is known on that day."""
    return _of_themes(law) if code == "six" else _of_civil_works(law)


def _of_themes(law: Law) -> AreaSet:
    known = themes(law)
    return AreaSet(
        tuple(
            Area(
                theme.code.replace("_", "-"),
                theme.name,
                theme.description,
                theme.code,
                tuple(level.meaning for level in theme.levels),
            )
            for theme in known
        ),
        tuple(source for theme in known for source in (theme.source, theme.levels_source)),
    )


def _of_civil_works(law: Law) -> AreaSet:
    source = law["ambition_web/areas_gww"]
    return AreaSet(msgspec.convert(source.value, tuple[Area, ...]), (source,))
