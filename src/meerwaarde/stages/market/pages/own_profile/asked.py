"""Where the firm was asked, why it was not chosen, and what would help next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.layout import slots
from meerwaarde.platform.layout.components import (
    EmptyState,
    Page,
)
from meerwaarde.rules.profile_completeness import would_help
from meerwaarde.stages.market import queries
from meerwaarde.stages.market.pages import supplier_words as words
from meerwaarde.stages.market.pages import where
from meerwaarde.stages.market.pages.own_profile.shown import (
    MissingPart,
    missing_shown,
)
from meerwaarde.stages.market.queries import firm_parts


@dataclass(frozen=True)
class AskedShown:
    """A procurement for which the firm was asked, and what would make the next match surer."""

    title: str
    facts: tuple[str, ...]
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    unknown: tuple[str, ...]
    helps: tuple[MissingPart, ...]


@dataclass(frozen=True, kw_only=True)
class AskedPage(Page):
    """Where the firm was asked, and how its profile stood beside the need."""

    asked: tuple[AskedShown, ...]
    nothing: EmptyState


def asked_page(actor: Actor, supplier: queries.Supplier, day: date) -> AskedPage:
    """Only procurements for which the firm was asked: of others it does not learn that it was considered."""
    filled = firm_parts.filled_parts(supplier, day)
    return AskedPage(
        title=_("Where we were asked"),
        intro=_("On which ground an authority asked you, and how your profile stood beside the need then."),
        crumbs=where.crumbs(actor, supplier),
        asked=tuple(
            AskedShown(
                f"{one.authority}: {one.title}",
                tuple(
                    line
                    for line in (
                        _("Asked on %(day)s.") % {"day": words.day_in_words(one.asked_on)},
                        one.answer,
                        _("Ground: %(ground)s.") % {"ground": one.ground} if one.ground else "",
                    )
                    if line
                ),
                one.met,
                one.not_met,
                one.unknown,
                missing_shown(actor, would_help(one.unclear, filled)),
            )
            for one in slots.considered.collect(actor, supplier.public_id)
        ),
        nothing=EmptyState(
            title=_("No authority asked you yet"),
            text=_("The fuller your profile, the surer a match. Your profile says what is missing."),
        ),
    )
