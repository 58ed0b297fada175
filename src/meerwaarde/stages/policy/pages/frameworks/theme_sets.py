"""What the pages about own themes show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Badge,
    Crumb,
    Definition,
    EmptyState,
    FormPage,
    Help,
    Link,
    Page,
)
from meerwaarde.rules.law import Law
from meerwaarde.rules.own_themes import Mapped, ThemeSetExample, examples, gaps
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks.wording import home_crumb, theme_set_in_words
from meerwaarde.stages.policy.queries import ThemeSet


@dataclass(frozen=True)
class ThemeSetCard:
    """A set with what each of its themes stands for."""

    name: str
    source: str
    lines: tuple[Definition, ...]
    uses: str
    badge: Badge | None
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class ExampleCard:
    """A set of another authority that one can take over."""

    name: str
    source: Link
    unverified: bool
    lines: tuple[Definition, ...]
    action: Action | None


@dataclass(frozen=True, kw_only=True)
class ThemeSetsPage(Page):
    """All own themes of an authority, and examples of others."""

    sets: tuple[ThemeSetCard, ...]
    empty: EmptyState
    examples: tuple[ExampleCard, ...]


@dataclass(frozen=True, kw_only=True)
class ThemeSetFormPage(FormPage):
    """The themes in one's own words."""

    themes: Any


def theme_sets_page(actor: Actor, day: date) -> ThemeSetsPage:
    """Own themes, and those of others to begin with."""
    may = actor.may("frameworks.draft")
    uses = queries.uses_of_theme_sets(actor)
    new = Action(
        label=_("Write down own themes"),
        url=reverse("policy:theme_set_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    return ThemeSetsPage(
        title=_("Own themes"),
        intro=_("The themes in your own words, each tied to the six national ones."),
        crumbs=(home_crumb(actor),),
        actions=(new,) if may else (),
        sets=tuple(_card(actor, one, uses.get(one.pk, 0), may=may) for one in queries.theme_sets(actor)),
        empty=EmptyState(
            title=_("You use the six national themes"),
            text=_("Does your board speak of pillars or of other themes? Write them down here."),
            action=new if may else None,
        ),
        examples=tuple(_example(actor, one, may=may) for one in examples(Law.on(day))),
    )


def theme_set_form_page(
    actor: Actor, form: Any, themes: Any, theme_set: ThemeSet | None = None
) -> ThemeSetFormPage:
    """The form for a set of own themes."""
    back = reverse("policy:theme_sets", args=[actor.slug])
    return ThemeSetFormPage(
        title=_("Change own themes") if theme_set else _("Write down own themes"),
        intro=_("Say for each theme which of the six it stands for. None is an answer too."),
        crumbs=(home_crumb(actor), Crumb(_("Own themes"), back)),
        form=form,
        themes=themes,
        submit=_("Save own themes"),
        cancel_url=back,
        draft_key=f"themeset:{theme_set.public_id if theme_set else 'new'}",
        help=(
            Help(
                title=_("Why tie them to the six?"),
                text=_(
                    "Suppliers and other authorities read the six national themes. Comparing and counting "
                    "work over those. What your themes leave out is said, and never filled in."
                ),
            ),
        ),
    )


def _card(actor: Actor, one: ThemeSet, uses: int, *, may: bool) -> ThemeSetCard:
    archived = one.archived_at is not None
    told = ngettext("%(count)d framework uses these themes", "%(count)d frameworks use these themes", uses)
    return ThemeSetCard(
        name=one.name,
        source=one.source,
        lines=theme_set_in_words(one),
        uses=told % {"count": uses} if uses else _("No framework uses these themes yet"),
        badge=Badge(label=_("In the archive")) if archived else None,
        actions=_set_actions(actor, one, archived=archived) if may else (),
    )


def _set_actions(actor: Actor, one: ThemeSet, *, archived: bool) -> tuple[Action, ...]:
    def address(name: str) -> str:
        return reverse(f"policy:{name}", args=[actor.slug, one.public_id])

    if archived:
        return (Action(label=_("Put back"), url=address("theme_set_restore"), kind="quiet", post=True),)
    return (
        Action(label=_("Change"), url=address("theme_set_edit"), icon="edit", kind="quiet"),
        Action(
            label=_("Copy"),
            url=f"{reverse('policy:theme_set_new', args=[actor.slug])}?van={one.public_id}",
            icon="copy",
            kind="quiet",
        ),
        Action(label=_("Archive"), url=address("theme_set_archive"), icon="remove", kind="quiet", post=True),
    )


def _example(actor: Actor, one: ThemeSetExample, *, may: bool) -> ExampleCard:
    entry = one.parameter.entry
    mapped = tuple(Mapped(words.in_words(theme.name), theme.themes) for theme in one.themes)
    lines = [
        Definition(
            term=theme.name,
            text=", ".join(words.theme_in_words(code) for code in theme.themes)
            or _("stands for none of the six national themes"),
        )
        for theme in mapped
    ]
    missing = gaps(mapped).six
    if missing:
        told = ", ".join(words.theme_in_words(code) for code in missing)
        lines.append(Definition(term=_("Without an own theme"), text=told))
    take = Action(
        label=_("Begin with this example"),
        url=f"{reverse('policy:theme_set_new', args=[actor.slug])}?voorbeeld={one.code}",
        icon="copy",
    )
    return ExampleCard(
        name=words.in_words(one.parameter.label),
        source=Link(entry.source.title, entry.source.url),
        unverified=entry.certainty == "unverified",
        lines=tuple(lines),
        action=take if may else None,
    )
