"""Combinations as the firms in them read them, and sets that are suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, EmptyState, Page, Tone
from meerwaarde.platform.layout.notation.spoken import said, said_day
from meerwaarde.rules.combinations import Together
from meerwaarde.rules.lifecycle import COMBINATION, COMBINATION_PART
from meerwaarde.stages.market.forms.combinations import DeclineForm
from meerwaarde.stages.market.models import Combination, CombinationPart, Supplier
from meerwaarde.stages.market.queries.combinations import WhatNow

TONES = {
    "forming": Tone.INFO,
    "incomplete": Tone.WARNING,
    "formed": Tone.POSITIVE,
    "ended": Tone.NEUTRAL,
}
PART_TONES = {
    "invited": Tone.INFO,
    "accepted": Tone.POSITIVE,
    "declined": Tone.WARNING,
    "left": Tone.NEUTRAL,
}


@dataclass(frozen=True)
class SetShown:
    """Suppliers that together can do more, and why each is needed."""

    partners: tuple[tuple[str, str, str], ...]
    """Public id, name and what it brings."""
    open: tuple[str, ...]


@dataclass(frozen=True)
class PartShown:
    """One firm in a combination."""

    name: str
    note: str
    """How it takes part, and since when."""
    brings: str
    why: str
    badge: Badge
    accept: Action | None
    decline_url: str
    form: DeclineForm | None


@dataclass(frozen=True)
class OtherShown:
    """A firm that could step in, with what it brings; one button for each place that is open."""

    id: str
    name: str
    brings: str
    places: tuple[tuple[str, str], ...]
    """Where to post, and instead of whom."""


@dataclass(frozen=True)
class WhatNowShown:
    """What the leader can do about a firm that is missing."""

    said: str
    open: tuple[str, ...]
    others: tuple[OtherShown, ...]
    nobody: str
    """What to do where nobody else was found."""


@dataclass(frozen=True)
class CombinationShown:
    """One combination."""

    id: str
    name: str
    url: str
    leader: str
    plan: str
    badge: Badge
    parts: tuple[PartShown, ...]
    what_now: WhatNowShown | None
    actions: tuple[Action, ...]


@dataclass(frozen=True, kw_only=True)
class CombinationsPage(Page):
    """What a firm does together with others."""

    combinations: tuple[CombinationShown, ...]
    empty: EmptyState | None


def combinations_page(actor: Actor, rows: Sequence[tuple[Combination, WhatNow | None]]) -> CombinationsPage:
    """The combinations of the actor's firm, each with what its leader can do now."""
    return CombinationsPage(
        title=_("Combinations"),
        intro=_("What you want to do together with other firms. Each decides for itself."),
        combinations=tuple(_shown(actor, one, now) for one, now in rows),
        empty=None
        if rows
        else EmptyState(
            title=_("You do nothing together yet"),
            text=_("At “What fits you” we say with whom you can do what you cannot do alone."),
            action=Action(label=_("What fits you"), url=reverse("market:fits", args=[actor.slug])),
            drawing="people",
        ),
    )


def sets_shown(
    sets: Sequence[Together], suppliers: Mapping[str, Supplier], *, apart_from: str = ""
) -> tuple[SetShown, ...]:
    """Sets in the reader's language; `apart_from` is the reader's own firm, which need not be told."""
    return tuple(
        SetShown(
            tuple(
                (one.supplier, suppliers[one.supplier].name, said(one.brings))
                for one in each.partners
                if one.supplier != apart_from
            ),
            tuple(said(one) for one in each.open),
        )
        for each in sets
    )


def _shown(actor: Actor, one: Combination, now: WhatNow | None) -> CombinationShown:
    thing = one.notice or one.opportunity
    kind = "notice" if one.notice_id else "opportunity"
    return CombinationShown(
        id=one.public_id,
        name=one.name,
        url=reverse("market:fit", args=[actor.slug, kind, thing.public_id]) if thing else "",
        leader=one.leader.name,
        plan=one.plan,
        badge=Badge(label=said(COMBINATION.state(one.state).name), tone=TONES[one.state]),
        parts=tuple(_part(actor, part, one) for part in one.parts.all()),
        what_now=_what_now(actor, one, now) if now else None,
        actions=_actions(actor, one),
    )


def _actions(actor: Actor, one: Combination) -> tuple[Action, ...]:
    """What its leader can do with the whole; going on only where somebody said yes and somebody did not."""
    if one.leader.firm_id != actor.organisation_id or one.state == "ended":
        return ()
    states = {part.state for part in one.parts.all()}
    found = []
    if one.state in ("forming", "incomplete") and "accepted" in states:
        url = reverse("market:combination_go_on", args=[actor.slug, one.public_id])
        found.append(Action(label=_("Go on with who said yes"), url=url, icon="next", post=True))
    url = reverse("market:combination_end", args=[actor.slug, one.public_id])
    found.append(Action(label=_("End this combination"), url=url, kind="quiet", post=True))
    return tuple(found)


def _what_now(actor: Actor, whole: Combination, now: WhatNow) -> WhatNowShown:
    places = tuple(
        (
            reverse("market:combination_replace", args=[actor.slug, part.public_id]),
            _("Ask instead of %(firm)s") % {"firm": part.supplier.name},
        )
        for part in whole.parts.all()
        if part.state == "declined"
    )
    return WhatNowShown(
        said=said(now.coverage.said),
        open=tuple(said(one) for one in now.coverage.open),
        others=tuple(
            OtherShown(supplier.public_id, supplier.name, said(partner.brings), places)
            for partner, supplier in now.others
        ),
        nobody=""
        if now.others
        else _("We found no other firm with an account that adds something. You can go on, or end it."),
    )


def _part(actor: Actor, part: CombinationPart, whole: Combination) -> PartShown:
    own = part.supplier.firm_id == actor.organisation_id and whole.state != "ended"
    steps = {step.verb: step for step in COMBINATION_PART.possible(part.state, actor.role)} if own else {}
    at = [actor.slug, part.public_id]
    day = said_day(part.answered_at or part.invited_at)
    return PartShown(
        name=part.supplier.name,
        note=_("As a subcontractor, since %(day)s") % {"day": day}
        if part.role == "subcontractor"
        else _("Since %(day)s") % {"day": day},
        brings=part.brings,
        why=_("Its reason: %(why)s") % {"why": part.why} if part.why else "",
        badge=Badge(label=said(COMBINATION_PART.state(part.state).name), tone=PART_TONES[part.state]),
        accept=Action(
            label=said(steps["accept"].name),
            url=reverse("market:combination_answer", args=[*at, "accept"]),
            kind="primary",
            post=True,
        )
        if "accept" in steps
        else None,
        decline_url=reverse("market:combination_answer", args=[*at, "decline"]) if "decline" in steps else "",
        form=DeclineForm(auto_id=f"id_{part.public_id}_%s") if "decline" in steps else None,
    )
