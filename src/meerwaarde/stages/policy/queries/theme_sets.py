"""Reads of themes in an authority's own words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.journal.exporters import plain_values
from meerwaarde.rules.lifecycle import FRAMEWORK_DRAFT
from meerwaarde.rules.own_themes import Mapped
from meerwaarde.stages.policy.models import Framework, LeftOut, ThemeSet
from meerwaarde.stages.policy.queries.in_force import framework_in_force


def theme_sets(actor: Actor) -> QuerySet[ThemeSet]:
    """The sets of the actor's own authority, current ones first."""
    if not actor.may("frameworks.read"):
        return ThemeSet.objects.none()
    return (
        ThemeSet.objects.filter(organisation_id=actor.organisation_id)
        .prefetch_related("own_themes")
        .order_by("archived_at", "name", "pk")
    )


def theme_set(actor: Actor, public_id: str) -> ThemeSet | None:
    """One set with its themes; None for a stranger and for what is not."""
    return theme_sets(actor).filter(public_id=public_id).first()


def theme_set_to_change(actor: Actor, public_id: str) -> ThemeSet | None:
    """The set, held until the transaction ends."""
    own = ThemeSet.objects.filter(organisation_id=actor.organisation_id, public_id=public_id)
    return own.select_for_update().first()


def adopted_with(found: ThemeSet) -> bool:
    """Whether a version that was adopted speaks in these themes: then they stay as they are."""
    return Framework.objects.filter(theme_set=found).exclude(state=FRAMEWORK_DRAFT).exists()


def uses_of_theme_sets(actor: Actor) -> dict[int, int]:
    """How many frameworks use each set, by its key."""
    rows = Framework.objects.filter(organisation_id=actor.organisation_id, theme_set__isnull=False)
    return dict(rows.order_by().values_list("theme_set").annotate(Count("pk")))


def mapped(found: ThemeSet | None) -> tuple[Mapped, ...]:
    """The themes of a set as the pure rules read them; none for a framework that speaks in the six."""
    if found is None:
        return ()
    return tuple(Mapped(one.name, tuple(one.themes)) for one in found.own_themes.all())


def own_themes_in_force(organisation_id: int, day: date) -> tuple[Mapped, ...]:
    """The own themes of the framework that holds for the whole authority on a day."""
    found = framework_in_force(organisation_id, day)
    return () if found is None else mapped(found.theme_set)


def theme_sets_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every set of own themes, with what each theme stands for."""
    for one in ThemeSet.objects.filter(organisation_id=organisation_id).prefetch_related("own_themes"):
        themes = {own.code: list(own.themes) for own in one.own_themes.all()}
        yield one.public_id, {**plain_values(one), "themes": themes}


def left_out_for_dossier(organisation_id: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every rule of a level above that a framework of this authority does not take over."""
    for one in LeftOut.objects.filter(framework__organisation_id=organisation_id).select_related("framework"):
        yield one.public_id, plain_values(one)
