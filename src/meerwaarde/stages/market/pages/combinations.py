"""Combinations as the firms in them read them, and sets that are suggested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout.components import Action, Badge, EmptyState, Page, Tone
from meerwaarde.rules.combinations import Together
from meerwaarde.rules.lifecycle import COMBINATION, COMBINATION_PART
from meerwaarde.stages.market.models import Combination, CombinationPart, Supplier

TONES = {"forming": Tone.INFO, "formed": Tone.POSITIVE, "ended": Tone.NEUTRAL}
PART_TONES = {"invited": Tone.INFO, "accepted": Tone.POSITIVE, "declined": Tone.NEUTRAL}


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
    brings: str
    badge: Badge
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class CombinationShown:
    """One combination."""

    name: str
    leader: str
    plan: str
    badge: Badge
    parts: tuple[PartShown, ...]
    end: Action | None


@dataclass(frozen=True, kw_only=True)
class CombinationsPage(Page):
    """What a firm does together with others."""

    combinations: tuple[CombinationShown, ...]
    empty: EmptyState | None


def combinations_page(actor: Actor, rows: Sequence[Combination]) -> CombinationsPage:
    """The combinations of the actor's firm."""
    return CombinationsPage(
        title=_("Combinations"),
        intro=_("What you want to do together with other firms. Each decides for itself."),
        combinations=tuple(_shown(actor, one) for one in rows),
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
    language = get_language() or "nl"
    return tuple(
        SetShown(
            tuple(
                (one.supplier, suppliers[one.supplier].name, one.brings.in_language(language))
                for one in each.partners
                if one.supplier != apart_from
            ),
            tuple(one.in_language(language) for one in each.open),
        )
        for each in sets
    )


def _shown(actor: Actor, one: Combination) -> CombinationShown:
    language = get_language() or "nl"
    leads = one.leader.firm_id == actor.organisation_id and one.state != "ended"
    return CombinationShown(
        name=one.name,
        leader=one.leader.name,
        plan=one.plan,
        badge=Badge(label=COMBINATION.state(one.state).name.in_language(language), tone=TONES[one.state]),
        parts=tuple(_part(actor, part, one) for part in one.parts.all()),
        end=Action(
            label=_("End this combination"),
            url=reverse("market:combination_end", args=[actor.slug, one.public_id]),
            kind="quiet",
            post=True,
        )
        if leads
        else None,
    )


def _part(actor: Actor, part: CombinationPart, whole: Combination) -> PartShown:
    language = get_language() or "nl"
    own = part.supplier.firm_id == actor.organisation_id and whole.state != "ended"
    return PartShown(
        name=part.supplier.name,
        brings=part.brings,
        badge=Badge(
            label=COMBINATION_PART.state(part.state).name.in_language(language), tone=PART_TONES[part.state]
        ),
        actions=tuple(
            Action(
                label=step.name.in_language(language),
                url=reverse("market:combination_answer", args=[actor.slug, part.public_id, step.verb]),
                kind="primary" if step.verb == "accept" else "quiet",
                post=True,
            )
            for step in COMBINATION_PART.possible(part.state, actor.role)
        )
        if own
        else (),
    )
