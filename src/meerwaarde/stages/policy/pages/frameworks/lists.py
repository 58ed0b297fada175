"""What the list of frameworks shows."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Action,
    Cell,
    Column,
    EmptyState,
    ListPage,
    Row,
    Table,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.frameworks.wording import (
    day_in_words,
    term_in_words,
)


def frameworks_page(actor: Actor) -> ListPage:
    """All versions that this actor may read."""
    rows = queries.listed_frameworks(actor)
    new = Action(
        label=_("Draft a framework"),
        url=reverse("policy:framework_new", args=[actor.slug]),
        icon="add",
        kind="primary",
    )
    may = actor.may("frameworks.draft")
    return ListPage(
        title=_("Frameworks"),
        intro=_("The rules that the authority gives itself, so that every purchase serves the goals."),
        actions=(*((new,) if may else ()), *_beside(actor)),
        table=Table(
            caption=_("Versions"),
            caption_hidden=True,
            columns=(
                Column(label=_("Framework")),
                Column(label=_("For")),
                Column(label=_("State")),
                Column(label=_("Adopted by")),
                Column(label=_("Holds")),
                Column(label=_("Rules"), numeric=True),
            ),
            rows=tuple(_row(actor, row) for row in rows),
            empty=EmptyState(
                title=_("No framework yet"),
                text=_(
                    "A framework turns goals into rules that hold for every purchase: comply, or explain."
                ),
                action=new if may else None,
            ),
        ),
        found=_("Versions"),
    )


def _beside(actor: Actor) -> tuple[Action, ...]:
    """What one can do with frameworks besides reading them."""
    return (
        Action(
            label=_("Side by side"),
            url=reverse("policy:frameworks_compare", args=[actor.slug]),
            icon="view",
            kind="quiet",
        ),
        Action(
            label=_("Own themes"),
            url=reverse("policy:theme_sets", args=[actor.slug]),
            icon="goal",
            kind="quiet",
        ),
        Action(label=_("Public page"), url=reverse("public_frameworks:index"), icon="external", kind="quiet"),
    )


def _row(actor: Actor, row: Any) -> Row:
    name = Cell(
        text=words.version_name(row), url=reverse("policy:framework", args=[actor.slug, row.public_id])
    )
    adopted = Cell(text=row.get_adopted_by_display() or "–", note=day_in_words(row.adopted_on))
    whom = row.department.name if row.department else _("The whole authority")
    return Row(
        (
            name,
            Cell(text=whom),
            Cell(badge=words.state_badge(row), note=_("Public") if row.published_at else ""),
            adopted,
            Cell(text=term_in_words(row) or "–"),
            Cell(text=str(row.rule_count)),
        )
    )
