"""Where the firm was asked, why it was not chosen, and what would help next time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    Action,
    Considered,
    EmptyState,
    Page,
)
from meerwaarde.rules.profile_completeness import completeness, would_help
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.own_profile.shown import (
    MissingPart,
    missing_shown,
)
from meerwaarde.stages.market.queries import firm_parts
from meerwaarde.stages.market.queries.contacts import public_point

MOST = 3


@dataclass(frozen=True)
class AskedShown:
    """A procurement for which the firm was asked, and what would make the next match surer."""

    title: str
    facts: tuple[str, ...]
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    helps: tuple[MissingPart, ...]
    ask_why: Action | None
    """To the contact point of the authority, which owes an answer; None where it has none."""


@dataclass(frozen=True, kw_only=True)
class AskedPage(Page):
    """Where the firm was asked, and how its profile stood beside the need."""

    helps_most: tuple[MissingPart, ...]
    asked: tuple[AskedShown, ...]
    nothing: EmptyState


def asked_page(actor: Actor, supplier: queries.Supplier, day: date) -> AskedPage:
    """Only procurements for which the firm was asked: of others it does not learn that it was considered."""
    filled = firm_parts.filled_parts(supplier, day)
    found = slots.considered.collect(actor, supplier.public_id)
    desks = {slug: public_point(slug) for slug in {one.authority_slug for one in found}}
    return AskedPage(
        title=_("Where we were asked"),
        intro=_("Why an authority asked you, what did not fit or was not known, and what helps next time."),
        crumbs=where.crumbs(actor, supplier),
        helps_most=_helps_most(actor, found, filled),
        asked=tuple(_shown(actor, one, filled, desk=desks[one.authority_slug] is not None) for one in found),
        nothing=EmptyState(
            title=_("No authority asked you for a quotation in a procurement yet"),
            text=_("Questions to several firms at once stand under “Asked of you”."),
        ),
    )


def _helps_most(actor: Actor, found: Sequence[Considered], filled: frozenset[str]) -> tuple[MissingPart, ...]:
    """Parts of the profile that would have made most of these questions clear, the most useful first.

    Who was never asked reads what weighs most in any match.
    """
    if not found:
        return missing_shown(actor, completeness(filled).missing[:MOST])
    counted = Counter(part for one in found for part in would_help(one.unclear, filled))
    told = []
    for part, number in counted.most_common(MOST):
        (shown,) = missing_shown(actor, (part,))
        times = ngettext(
            "It was not clear in %(number)s of your %(all)s questions.",
            "It was not clear in %(number)s of your %(all)s questions.",
            number,
        ) % {"number": number, "all": len(found)}
        told.append(replace(shown, why=f"{shown.why} {times}"))
    return tuple(told)


def _shown(actor: Actor, one: Considered, filled: frozenset[str], *, desk: bool) -> AskedShown:
    lines = (
        _("Asked on %(day)s.") % {"day": words.day_in_words(one.asked_on)},
        one.answer,
        _("Ground: %(ground)s.") % {"ground": one.ground} if one.ground else "",
    )
    return AskedShown(
        f"{one.authority}: {one.title}",
        tuple(line for line in lines if line),
        one.met,
        one.not_met,
        one.unknown,
        missing_shown(actor, would_help(one.unclear, filled)),
        _ask_why(actor, one) if desk and one.quoted and actor.may("contact.ask") else None,
    )


def _ask_why(actor: Actor, one: Considered) -> Action:
    about = {"over": _("How was our quotation judged: %(title)s") % {"title": one.title}}
    url = reverse("market:contact_ask", args=[actor.slug, one.authority_slug])
    return Action(
        label=_("Ask %(authority)s to explain") % {"authority": one.authority},
        url=f"{url}?{urlencode(about)}",
    )
