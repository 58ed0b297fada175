"""What people do with themes in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import must
from meerwaarde.platform.journal.actions import record
from meerwaarde.rules.ambition import THEMES
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.actions.drafting import held_draft
from meerwaarde.stages.policy.actions.refusal import refuse_if, seen
from meerwaarde.stages.policy.models import Framework, OwnTheme, ThemeSet

MOST_THEMES = 20
"""More own themes than this are no themes any more."""


@dataclass(frozen=True, kw_only=True)
class OwnThemeValues:
    """One own theme as a person gives it; `themes` are codes of the six."""

    name: str
    explanation: str = ""
    themes: tuple[str, ...] = ()


def record_theme_set(
    *, actor: Actor, at: datetime, name: str, source: str = "", themes: Sequence[OwnThemeValues]
) -> ThemeSet:
    """Write down the themes in an authority's own words."""
    must(actor, "frameworks.draft")
    refuse_if(_problems(name, themes))
    with transaction.atomic():
        entered = ThemeSet.enter(
            organisation_id=actor.organisation_id, name=name.strip(), source=source.strip()
        )
        _write_themes(entered, themes)
        record(actor, "themeset.record", entered, at=at, fields=("name", "source"), plain=_plain(themes))
    return entered


def change_theme_set(
    *,
    actor: Actor,
    at: datetime,
    theme_set: ThemeSet,
    expected_version: int,
    name: str,
    source: str = "",
    themes: Sequence[OwnThemeValues],
) -> bool:
    """Change own themes, as long as no adopted framework speaks in them; says whether anything changed."""
    must(actor, "frameworks.draft")
    refuse_if(_problems(name, themes))
    with transaction.atomic():
        held = seen(queries.theme_set_to_change(actor, theme_set.public_id))
        if queries.adopted_with(held):
            told = _("An adopted framework uses these themes, so they stay. Make a copy and change that.")
            refuse_if({"": told})
        rewritten = _as_values(held) != tuple(themes)
        changed = held.change(expected_version, name=name.strip(), source=source.strip())
        if rewritten:
            for one in held.own_themes.all():
                one.strike()
            _write_themes(held, themes)
            if not changed:
                held.renew()
        if changed or rewritten:
            record(actor, "themeset.change", held, at=at, fields=changed, plain=_plain(themes))
    return bool(changed or rewritten)


def archive_theme_set(*, actor: Actor, at: datetime, theme_set: ThemeSet) -> None:
    """Offer these themes no longer; frameworks that use them keep them."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = seen(queries.theme_set_to_change(actor, theme_set.public_id))
        if held.archived_at is None:
            record(actor, "themeset.archive", held, at=at, fields=held.change(archived_at=at))


def restore_theme_set(*, actor: Actor, at: datetime, theme_set: ThemeSet) -> None:
    """Offer archived themes again."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = seen(queries.theme_set_to_change(actor, theme_set.public_id))
        if held.archived_at is not None:
            record(actor, "themeset.restore", held, at=at, fields=held.change(archived_at=None))


def use_theme_set(*, actor: Actor, at: datetime, framework: Framework, theme_set: ThemeSet | None) -> None:
    """Let a draft speak in own themes, or in the six alone."""
    must(actor, "frameworks.draft")
    with transaction.atomic():
        held = held_draft(actor, framework)
        chosen = None if theme_set is None else seen(queries.theme_set_to_change(actor, theme_set.public_id))
        if changed := held.change(theme_set=chosen):
            record(actor, "framework.change", held, at=at, fields=changed)


def _write_themes(theme_set: ThemeSet, themes: Sequence[OwnThemeValues]) -> None:
    taken: set[str] = set()
    for position, one in enumerate(themes):
        code = slugify(one.name)[:36] or "thema"
        free = next(name for name in (code, *(f"{code}-{n}" for n in range(2, 99))) if name not in taken)
        taken.add(free)
        OwnTheme.enter(
            theme_set=theme_set,
            code=free,
            name=one.name.strip(),
            explanation=one.explanation.strip(),
            position=position,
            themes=[theme for theme in THEMES if theme in one.themes],
        )


def _as_values(theme_set: ThemeSet) -> tuple[OwnThemeValues, ...]:
    return tuple(
        OwnThemeValues(name=one.name, explanation=one.explanation, themes=tuple(one.themes))
        for one in theme_set.own_themes.all()
    )


def _plain(themes: Sequence[OwnThemeValues]) -> dict[str, int]:
    return {"themes": len(themes)}


def _problems(name: str, themes: Sequence[OwnThemeValues]) -> dict[str, str]:
    problems = {}
    if not name.strip():
        problems["name"] = _("Give these themes a name, for example “Three pillars”.")
    names = [one.name.strip().casefold() for one in themes]
    if not names or not all(names):
        problems[""] = _("Give at least one theme, each with a name.")
    elif len(set(names)) < len(names):
        problems[""] = _("Two themes have the same name. Change one of them.")
    elif len(names) > MOST_THEMES:
        problems[""] = _("More than 20 themes cannot be kept apart. Join some of them.")
    if any(code not in THEMES for one in themes for code in one.themes):
        problems[""] = _("Choose from the six national themes.")
    return problems
