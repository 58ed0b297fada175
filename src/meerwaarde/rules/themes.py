"""The six themes of socially responsible commissioning and procurement (MVOI), and their names elsewhere.

The wording comes from `parameters/themes`: one file per theme, the scale of levels, what each level means for
a theme, and one crosswalk per foreign list. Whether a crosswalk is sourced or still to be verified stands in
its entry; `crosswalk` returns the parameter so that a page can show that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from meerwaarde.rules.ambition import LEVELS, THEMES, Level
from meerwaarde.rules.intake import Theme
from meerwaarde.rules.law import Law, Parameter
from meerwaarde.rules.text import Text

Crosswalk = Literal["eforms", "ocds", "sdg", "broad_prosperity"]


class ImpactArea(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A narrower field within a theme, for people who look for their own word."""

    code: str
    name: Text


class LevelInfo(msgspec.Struct, frozen=True):
    """What a level asks of a theme."""

    level: Level
    name: Text
    meaning: Text


class ThemeInfo(msgspec.Struct, frozen=True):
    """A theme as people choose it; `source` and `levels_source` tell what the wording rests on."""

    code: Theme
    name: Text
    description: Text
    areas: tuple[ImpactArea, ...]
    levels: tuple[LevelInfo, ...]
    source: Parameter
    levels_source: Parameter


class EformsCodes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Codes of the strategic fields of an eForms lot: business term → codes of its codelist."""

    strategic: tuple[str, ...] = ()
    """BT-06, codelist strategic-procurement."""
    environmental: tuple[str, ...] = ()
    """BT-774, codelist environmental-impact."""
    social: tuple[str, ...] = ()
    """BT-775, codelist social-objective."""
    innovation: tuple[str, ...] = ()
    """BT-776, codelist innovative-acquisition; no theme leads to it, an innovative purchase does."""


class NamedCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code of another list with its name."""

    code: str
    name: Text


class _ThemeEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    description: Text
    areas: tuple[ImpactArea, ...]


def themes(law: Law) -> tuple[ThemeInfo, ...]:
    """The themes in force on the day of `law`, in the order of the manifest.

    Raises `NoParameter` on a day of which no themes are known.
    """
    return tuple(theme_info(law, code) for code in THEMES)


def theme_info(law: Law, code: Theme) -> ThemeInfo:
    """One theme with its areas and the meaning of each level; raises `NoParameter` where it is not known."""
    source, levels_source = law[f"themes/{code}"], law[f"themes/levels/{code}"]
    entry = msgspec.convert(source.value, _ThemeEntry)
    meanings = msgspec.convert(levels_source.value, tuple[Text, ...])
    names = level_names(law)
    levels = tuple(LevelInfo(level, names[level], meanings[level]) for level in LEVELS)
    return ThemeInfo(code, source.label, entry.description, entry.areas, levels, source, levels_source)


def level_names(law: Law) -> dict[Level, Text]:
    """The names of the levels 0–3; raises `NoParameter` where they are not known."""
    names = msgspec.convert(law["themes/scale"].value, tuple[Text, ...])
    return dict(zip(LEVELS, names, strict=True))


def crosswalk(law: Law, to: Crosswalk) -> Parameter:
    """The whole crosswalk to another list, with its source and certainty."""
    return law[f"themes/crosswalk/{to}"]


def eforms_codes(law: Law, chosen: Mapping[Theme, int]) -> EformsCodes:
    """The codes for BT-06, BT-774 and BT-775 of a lot with these themes (level 1 or higher).

    Without any theme BT-06 is `none`, as the eForms rules ask.
    """
    table = msgspec.convert(crosswalk(law, "eforms").value, dict[Theme, EformsCodes])
    rows = [table[theme] for theme in _chosen(chosen)]
    if not rows:
        return EformsCodes(strategic=("none",))
    return EformsCodes(
        strategic=_in_order(row.strategic for row in rows),
        environmental=_in_order(row.environmental for row in rows),
        social=_in_order(row.social for row in rows),
    )


def ocds_goals(law: Law, chosen: Mapping[Theme, int]) -> tuple[str, ...]:
    """Goals of the OCDS sustainability extension, in the spelling of its own codelist."""
    return tuple(_rows(law, "ocds", chosen))


def sustainable_development_goals(law: Law, chosen: Mapping[Theme, int]) -> tuple[int, ...]:
    """Numbers of the United Nations' goals that the themes serve, ascending."""
    return tuple(sorted(int(code) for code in _rows(law, "sdg", chosen)))


def broad_prosperity_themes(law: Law, chosen: Mapping[Theme, int]) -> tuple[NamedCode, ...]:
    """Themes of the monitor of broad prosperity (CBS) that the themes serve."""
    names = msgspec.convert(law["themes/broad_prosperity"].value, tuple[NamedCode, ...])
    served = _rows(law, "broad_prosperity", chosen)
    return tuple(theme for theme in names if theme.code in served)


def themes_of_eforms(law: Law, codes: Mapping[str, tuple[str, ...]]) -> tuple[Theme, ...]:
    """The themes that a notice names by its codes: keys `environmental` (BT-774) and `social` (BT-775).

    BT-06 alone names no theme. The code `other` leads to none.
    """
    table = msgspec.convert(crosswalk(law, "eforms").value, dict[Theme, EformsCodes])
    named = {*codes.get("environmental", ()), *codes.get("social", ())}
    return tuple(theme for theme in THEMES if named & {*table[theme].environmental, *table[theme].social})


def _rows(law: Law, to: Crosswalk, chosen: Mapping[Theme, int]) -> list[str]:
    table = msgspec.convert(crosswalk(law, to).value, dict[Theme, tuple[str, ...]])
    return list(_in_order(table[theme] for theme in _chosen(chosen)))


def _chosen(choice: Mapping[Theme, int]) -> tuple[Theme, ...]:
    return tuple(theme for theme in THEMES if choice.get(theme, 0) > 0)


def _in_order(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for group in groups for code in group))
