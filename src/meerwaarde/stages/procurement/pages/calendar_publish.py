"""Making lines public: what the market will see of each, and what keeps one private."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Crumb, EmptyState, Help, Page
from meerwaarde.rules.text import Text
from meerwaarde.stages.procurement import actions, queries
from meerwaarde.stages.procurement.forms.calendar import PublishForm
from meerwaarde.stages.procurement.pages import calendar_words as words
from meerwaarde.stages.procurement.queries import ExpectedProcurement


@dataclass(frozen=True)
class Preview:
    """A line as the market would see it."""

    public_id: str
    title: str
    facts: tuple[str, ...]
    description: str
    marks: tuple[words.ThemeMark, ...]
    faults: tuple[str, ...]
    edit_url: str
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class PublishPage(Page):
    """Choose lines, see what becomes public, and make it so."""

    form: PublishForm
    previews: tuple[Preview, ...]
    none_chosen: bool
    empty: EmptyState
    public: Action
    left_out: str
    cancel_url: str


MOST_PREVIEWS = 200


def publish_page(
    actor: Actor,
    form: PublishForm,
    lines: list[ExpectedProcurement],
    chosen: Set[str],
    at: datetime,
    *,
    none_chosen: bool = False,
) -> PublishPage:
    """The lines that could become public, those in `chosen` ticked."""
    home = reverse("calendar:quarters", args=[actor.slug])
    names = actions.people_here(actor, at)
    categories = queries.category_names(actor)
    return PublishPage(
        title=_("Make lines public"),
        intro=_("Suppliers see early what you will buy. Small and social firms need that time most."),
        crumbs=(Crumb(_("Procurement calendar"), home),),
        form=form,
        previews=tuple(
            _preview(
                actor,
                one,
                actions.why_private(actor, one, at, names),
                categories,
                chosen=one.public_id in chosen,
            )
            for one in lines[:MOST_PREVIEWS]
        ),
        none_chosen=none_chosen,
        left_out=_("Only the first %(count)s lines are shown. Make these public, and the next appear.")
        % {"count": MOST_PREVIEWS}
        if len(lines) > MOST_PREVIEWS
        else "",
        empty=EmptyState(
            title=_("There is nothing to make public"),
            text=_("All lines are public already, or their quarter has passed."),
            action=Action(label=_("To the calendar"), url=home),
            drawing="done",
        ),
        public=Action(
            label=_("See the public calendar"),
            url=reverse("public_calendar:list", args=[actor.slug]),
            icon="external",
            kind="quiet",
        ),
        cancel_url=home,
        help=(
            Help(
                title=_("What never becomes public"),
                points=(
                    _("Who asks for it, and from which department."),
                    _("Your own reference, and when the current contract ends."),
                    _("What the scan found."),
                ),
            ),
            Help(
                title=_("You can always go back"),
                text=_("Take a line back, and it disappears from the public page and the feed at once."),
            ),
        ),
    )


def _preview(
    actor: Actor,
    one: ExpectedProcurement,
    faults: tuple[Text, ...],
    categories: dict[str, str],
    *,
    chosen: bool,
) -> Preview:
    facts: list[Any] = [
        words.quarter_long(one),
        words.worth(one),
        words.contract_name(one.contract),
        _("%(count)s months") % {"count": one.duration_months} if one.duration_months else "",
        categories.get(one.category, ""),
        ", ".join(one.cpv),
    ]
    return Preview(
        public_id=one.public_id,
        title=one.title,
        facts=tuple(fact for fact in facts if fact),
        description=one.description,
        marks=words.theme_marks(one.themes),
        faults=tuple(words.said(fault) for fault in faults),
        edit_url=reverse("calendar:edit", args=[actor.slug, one.public_id]),
        chosen=chosen and not faults,
    )
