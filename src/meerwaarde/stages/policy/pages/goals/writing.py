"""Writing a goal, and how one sees whether it is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import (
    Crumb,
    FormPage,
    Help,
)
from meerwaarde.stages.policy import queries
from meerwaarde.stages.policy.forms.goals import GoalOptions
from meerwaarde.stages.policy.pages import words
from meerwaarde.stages.policy.pages.conflict import Conflict
from meerwaarde.stages.policy.pages.goals.in_text import InText, passage_in_text
from meerwaarde.stages.policy.queries import Goal
from meerwaarde.stages.policy.queries import goals as goals_queries
from meerwaarde.stages.policy.queries.texts import Passage


@dataclass(frozen=True, kw_only=True)
class GoalFormPage(FormPage):
    """The form of a goal, in parts that a person fills in one after the other."""

    conflict: Conflict | None = None
    similar_url: str = ""
    besides: str = ""
    from_text: InText | None = None


def goal_form_page(
    actor: Actor,
    form: Any,
    goal: Goal | None = None,
    conflict: Conflict | None = None,
    passage: Passage | None = None,
) -> GoalFormPage:
    """The form for a new goal, or for one that exists."""
    home = reverse("policy:goals", args=[actor.slug])
    crumbs: tuple[Crumb, ...] = (Crumb(_("Goals"), home),)
    if goal is not None:
        address = reverse("policy:goal", args=[actor.slug, goal.public_id])
        crumbs = (*crumbs, Crumb(words.shortened(goal.wording, 60), address))
    return GoalFormPage(
        title=_("Change goal") if goal else _("Record a goal"),
        intro=_("A goal keeps the words of the board, so that everyone can find them back."),
        crumbs=crumbs,
        form=form,
        submit=_("Save goal"),
        cancel_url=crumbs[-1].url,
        draft_key=f"goal:{goal.public_id if goal else passage.public_id if passage else 'new'}",
        conflict=conflict,
        similar_url=reverse("policy:goal_similar", args=[actor.slug]),
        besides=goal.public_id if goal else "",
        from_text=None if passage is None else passage_in_text(actor, passage),
        extra_submits=() if passage is None else (("daarna", "tekst", _("Save, and go on in the text")),),
        help=(
            Help(
                title=_("A goal that works"),
                points=(
                    _("It has the exact words of the document, with the page."),
                    _("Somebody answers for it, and somebody keeps the figures."),
                    _("One can see whether it is reached, or the page says why not yet."),
                ),
            ),
        ),
    )


def indicator_form_page(
    actor: Actor, form: Any, goal: Goal, conflict: Conflict | None = None
) -> GoalFormPage:
    """The indicator alone, for whoever keeps the figures."""
    address = reverse("policy:goal", args=[actor.slug, goal.public_id])
    return GoalFormPage(
        title=_("How do we see that this is reached?"),
        intro=words.shortened(goal.wording, 200),
        crumbs=(
            Crumb(_("Goals"), reverse("policy:goals", args=[actor.slug])),
            Crumb(words.shortened(goal.wording, 60), address),
        ),
        form=form,
        submit=_("Save indicator"),
        cancel_url=address,
        draft_key=f"indicator:{goal.public_id}",
        conflict=conflict,
        help=(
            Help(
                title=_("Choosing an indicator"),
                points=(
                    _("Take something that you can count with what you already have."),
                    _("Measure what changes for people, not only what was bought."),
                    _("Not possible yet? Say what is missing; that is an answer too."),
                ),
            ),
        ),
    )


def goal_options(actor: Actor, day: date, goal: Goal | None = None) -> GoalOptions:
    """Who can be named now; who was named before and left stays in the list of an existing goal."""
    owners = queries.possible_owners(actor, day)
    if goal and goal.owner and goal.owner not in owners:
        owners.append(goal.owner)
    return GoalOptions(
        holders=tuple(queries.portfolio_holders(actor, day)),
        owners=tuple(owners),
        departments=tuple(queries.departments(actor)),
        parents=_possible_parents(actor, goal),
    )


def _possible_parents(actor: Actor, goal: Goal | None) -> tuple[Goal, ...]:
    parents = tuple(goals_queries.possible_parents(actor, goal))
    if goal is not None and goal.parent is not None and goal.parent not in parents:
        return (*parents, goal.parent)  # archived meanwhile; it may stay
    return parents


def similar_found(goals: Sequence[Goal]) -> str:
    """The warning above goals that say nearly the same."""
    return ngettext(
        "There is a goal that says nearly the same. Change that one, or go on if yours is different.",
        "There are goals that say nearly the same. Change one of them, or go on if yours is different.",
        len(goals),
    )
