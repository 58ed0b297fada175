"""The row of the matrix beside the themes of a procurement: it inspires, and never forbids."""

from __future__ import annotations

from dataclasses import dataclass

from django.forms import BoundField
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Level
from meerwaarde.platform.layout.notation import shortened
from meerwaarde.rules.compliance.sentences import level_name, theme_name
from meerwaarde.rules.themes import ThemeInfo
from meerwaarde.stages.policy.queries import MatrixRow, matrix_row
from meerwaarde.stages.procurement.forms import StepForm


@dataclass(frozen=True)
class RowShown:
    """Which category was found, and by what."""

    category: str
    url: str
    by: str
    take_all: bool
    """There is something to take over."""


@dataclass(frozen=True)
class ThemeAsked:
    """The field of one theme, with what the matrix says of it; without a level it says nothing."""

    field: BoundField
    code: str
    level: Level | None = None
    opportunity: str = ""
    examples: tuple[str, ...] = ()
    take_over: str = ""
    """The words on the button; empty where the field holds this level already."""


@dataclass(frozen=True)
class TipShown:
    """What the matrix says of one theme, in one line."""

    theme: str
    level: Level
    opportunity: str


@dataclass(frozen=True)
class TipsShown:
    """The row of the matrix for a small thing: a few lines that ask nothing of whoever buys it."""

    category: str
    url: str
    tips: tuple[TipShown, ...]
    more: str
    """How many themes are left out; empty where all stand here."""


MOST_TIPS = 3
"""A quick purchase is decided on in a minute: more than this nobody reads on a phone."""
LONGEST_TIP = 160


def tips_for(actor: Actor, cpv: str) -> TipsShown | None:
    """The themes on which most is possible, highest level first; None where the matrix says nothing."""
    row = matrix_row(actor, cpv) if cpv else None
    if row is None:
        return None
    said = sorted((one for one in row.entries.values() if one.level), key=lambda one: -one.level)
    if not said:
        return None
    language, left = get_language() or "nl", len(said) - MOST_TIPS
    return TipsShown(
        category=row.name,
        url=reverse("policy:category", args=[actor.slug, row.category]),
        tips=tuple(
            TipShown(
                theme_name(one.theme).in_language(language),
                Level(one.level, level_name(one.level).in_language(language)),
                shortened(one.opportunity, LONGEST_TIP),
            )
            for one in said[:MOST_TIPS]
        ),
        more=ngettext("%(count)d more theme", "%(count)d more themes", left) % {"count": left}
        if left > 0
        else "",
    )


def shown_row(actor: Actor, row: MatrixRow) -> RowShown:
    """The category that was found for the CPV code."""
    return RowShown(
        category=row.name,
        url=reverse("policy:category", args=[actor.slug, row.category]),
        by=_("found by CPV code %(code)s") % {"code": row.cpv},
        take_all=any(level > 0 for level in row.levels.values()),
    )


def themes_asked(
    form: StepForm, themes: tuple[ThemeInfo, ...], row: MatrixRow | None
) -> tuple[ThemeAsked, ...]:
    """Every theme in its order, each with its cell of the matrix."""
    return tuple(_asked(form[theme.code], theme, row) for theme in themes)


def _asked(field: BoundField, theme: ThemeInfo, row: MatrixRow | None) -> ThemeAsked:
    entry = row.entries.get(theme.code) if row else None
    if entry is None:
        return ThemeAsked(field, theme.code)
    same = str(field.value()) == str(entry.level)
    name = level_name(entry.level).in_language(get_language() or "nl")
    return ThemeAsked(
        field,
        theme.code,
        Level(entry.level, name),
        entry.opportunity,
        entry.examples,
        "" if same else _("Take over level %(level)d") % {"level": entry.level},
    )
