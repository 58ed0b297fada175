"""What follows from a settled session: proposals that one takes over with one tap each, or all at once."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import notation
from meerwaarde.platform.layout.components import Action, Badge, Level, Section, Tone
from meerwaarde.rules.lifecycle import WEB_SETTLED
from meerwaarde.stages.policy.actions.web_following import (
    CellProposal,
    MeasureProposal,
    matrix_proposals,
    measure_proposals,
)
from meerwaarde.stages.policy.pages.ambition_webs.words import level_in_words, why_not
from meerwaarde.stages.policy.pages.words import language, theme_in_words
from meerwaarde.stages.policy.queries import ambition_webs as queries
from meerwaarde.stages.policy.queries.ambition_webs import WebSession
from meerwaarde.stages.policy.queries.plans import current_plan


@dataclass(frozen=True)
class FollowLine:
    """One proposal: what it would become, and whether it stands there already."""

    key: str
    label: str
    note: str
    level: Level | None
    done: Badge | None
    link: str = ""
    due: str = ""


@dataclass(frozen=True)
class FollowPart:
    """The proposals for one place: the matrix, the plan. `refusal` tells who may, where this role may not."""

    anchor: str
    title: str
    intro: str
    lines: tuple[FollowLine, ...]
    url: str
    take_all: str
    open: int
    refusal: str
    empty: str


@dataclass(frozen=True)
class Following:
    """Everything that follows from a session within policy, with its report."""

    parts: tuple[FollowPart, ...]
    reports: tuple[Action, ...]


def following_section(actor: Actor, session: WebSession) -> Section | None:
    """The section on the page of a session; None until it is settled."""
    if session.state != WEB_SETTLED:
        return None
    return Section(
        title=_("What follows from this session"),
        template="policy/parts/web_following.html",
        content=Following(
            (_matrix(actor, session), _plan(actor, session)),
            tuple(
                Action(
                    label=label,
                    url=reverse("policy:web_report", args=[actor.slug, session.public_id, form]),
                    icon="download",
                    kind="quiet",
                )
                for form, label in (("pdf", _("Report (PDF)")), ("docx", _("Report (Word)")))
            ),
        ),
        icon="next",
        anchor="gevolgen",
    )


def _matrix(actor: Actor, session: WebSession) -> FollowPart:
    proposals = matrix_proposals(actor, session) if actor.may("matrix.read") else []
    chosen = queries.categories_of_web(session.web)
    empty = _("The areas of this web belong to no theme, so nothing goes to the matrix.")
    if not chosen:
        empty = _("This web speaks for no category yet. Choose categories when you change the web.")
    return FollowPart(
        anchor="naar-matrix",
        title=_("To the matrix"),
        intro=_("Per category of this web: the level per theme that you agreed."),
        lines=tuple(_cell(actor, one) for one in proposals),
        url=reverse("policy:web_to_matrix", args=[actor.slug, session.public_id]),
        take_all=_("Take all over into the matrix"),
        open=sum(not one.taken for one in proposals),
        refusal=why_not(actor, "matrix.write"),
        empty=empty,
    )


def _cell(actor: Actor, one: CellProposal) -> FollowLine:
    now = level_in_words(one.now.level) if one.now else _("nothing yet")
    areas = ", ".join(one.level.areas)
    return FollowLine(
        key=one.key,
        label=f"{one.category.name}: {theme_in_words(one.level.theme)}",
        note=_("From: %(areas)s. In the matrix now: %(now)s.") % {"areas": areas, "now": now.lower()},
        level=Level(one.level.level),
        done=Badge(label=_("Stands in the matrix"), tone=Tone.POSITIVE) if one.taken else None,
        link=reverse("policy:category", args=[actor.slug, one.category.public_id]) if one.taken else "",
    )


def _plan(actor: Actor, session: WebSession) -> FollowPart:
    proposals = measure_proposals(actor, session) if actor.may("plans.read") else []
    refusal = "" if actor.may("webs.facilitate") else why_not(actor, "plans.write")
    if proposals and not refusal and current_plan(actor, timezone.localdate()) is None:
        refusal = _("There is no action plan to put this in. Start one first, then come back here.")
    return FollowPart(
        anchor="naar-plan",
        title=_("To the action plan"),
        intro=_("Each measure becomes an action with its owner and term."),
        lines=tuple(_measure(actor, one) for one in proposals),
        url=reverse("policy:web_to_plan", args=[actor.slug, session.public_id]),
        take_all=_("Take all over into the plan"),
        open=sum(one.action is None for one in proposals),
        refusal=refusal,
        empty=_("No measure was agreed in this session."),
    )


def _measure(actor: Actor, one: MeasureProposal) -> FollowLine:
    found = one.outcome
    owner = found.owner.person.name if found.owner else found.owner_name
    parts = [found.area.name, owner or _("nobody carries it yet")]
    if found.due_on:
        parts.append(_("before %(day)s") % {"day": notation.format_day(found.due_on, language())})
    return FollowLine(
        key=found.public_id,
        label=found.measure,
        note=" · ".join(parts),
        level=None,
        done=Badge(label=_("Stands in the plan"), tone=Tone.POSITIVE) if one.action else None,
        link=reverse("policy:plan_action", args=[actor.slug, one.action.public_id]) if one.action else "",
    )
